package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.LongText;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.SameBy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings that can be changed in one place before they are settings again. Not thread-safe. */
final class CatalogueDraft {

  Mode mode;
  boolean parents;
  String reference;
  boolean referenceFollows;
  SameBy sameBy;
  boolean purchasable;
  boolean grossPrices;
  boolean services;
  boolean pages;
  @Nullable String rootCategory;
  boolean master;
  LongText longText;
  String longTextField;
  Map<String, String> features;

  CatalogueDraft(CatalogueSettings from) {
    mode = from.mode();
    parents = from.parents();
    reference = from.reference();
    referenceFollows = from.referenceFollows();
    sameBy = from.sameBy();
    purchasable = from.purchasable();
    grossPrices = from.grossPrices();
    services = from.services();
    pages = from.pages();
    rootCategory = from.rootCategory();
    master = from.master();
    longText = from.longText();
    longTextField = from.longTextField();
    features = from.features();
  }

  CatalogueSettings settings() {
    return new CatalogueSettings(
        mode,
        parents,
        reference,
        referenceFollows,
        sameBy,
        purchasable,
        grossPrices,
        services,
        pages,
        rootCategory,
        master,
        longText,
        longTextField,
        features);
  }
}
