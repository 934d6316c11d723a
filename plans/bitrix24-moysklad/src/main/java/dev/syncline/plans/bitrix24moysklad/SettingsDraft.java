package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.CatalogueWinner;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.DealsWithoutRows;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.GonePolicy;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings that can be changed in one place before they are settings again. Not thread-safe. */
final class SettingsDraft {

  @Nullable String organization;
  @Nullable String store;
  Map<String, String> currencies;
  List<StagePair> stages;
  List<StagePair> invoiceStages;
  String pipeline;
  Numbering numbering;
  Directions directions;
  Since since;
  boolean customersOnUpdate;
  Language language;
  @Nullable String dealTitle;
  @Nullable String invoiceTitle;
  DealsWithoutRows dealsWithoutRows;
  FreeRows freeRows;
  @Nullable String placeholder;
  @Nullable String serviceRow;
  boolean reserve;
  @Nullable String deliveryAddress;
  List<EmployeePair> responsibles;
  Administrators administrators;
  CatalogueWinner catalogueWinner;
  boolean mirrorArchived;
  ProductFilter productFilter;
  boolean barcodes;
  boolean images;
  boolean stock;
  Identification identification;
  List<FieldPair> customFields;
  GonePolicy gone;

  SettingsDraft(BitrixMoySkladSettings from) {
    organization = from.organization();
    store = from.store();
    currencies = from.currencies();
    stages = from.stages();
    invoiceStages = from.invoiceStages();
    pipeline = from.pipeline();
    numbering = from.numbering();
    directions = from.directions();
    since = from.since();
    customersOnUpdate = from.customersOnUpdate();
    language = from.language();
    dealTitle = from.dealTitle();
    invoiceTitle = from.invoiceTitle();
    dealsWithoutRows = from.dealsWithoutRows();
    freeRows = from.freeRows();
    placeholder = from.placeholder();
    serviceRow = from.serviceRow();
    reserve = from.reserve();
    deliveryAddress = from.deliveryAddress();
    responsibles = from.responsibles();
    administrators = from.administrators();
    catalogueWinner = from.catalogueWinner();
    mirrorArchived = from.mirrorArchived();
    productFilter = from.productFilter();
    barcodes = from.barcodes();
    images = from.images();
    stock = from.stock();
    identification = from.identification();
    customFields = from.customFields();
    gone = from.gone();
  }

  BitrixMoySkladSettings settings() {
    return new BitrixMoySkladSettings(
        organization,
        store,
        currencies,
        stages,
        invoiceStages,
        pipeline,
        numbering,
        directions,
        since,
        customersOnUpdate,
        language,
        dealTitle,
        invoiceTitle,
        dealsWithoutRows,
        freeRows,
        placeholder,
        serviceRow,
        reserve,
        deliveryAddress,
        responsibles,
        administrators,
        catalogueWinner,
        mirrorArchived,
        productFilter,
        barcodes,
        images,
        stock,
        identification,
        customFields,
        gone);
  }
}
