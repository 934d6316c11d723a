package dev.syncline.moysklad.port;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.codec.ContactPersons;
import dev.syncline.moysklad.codec.Counterparty;
import dev.syncline.moysklad.codec.CustomerOrder;
import dev.syncline.moysklad.codec.EntityCodec;
import dev.syncline.moysklad.codec.Goods;
import dev.syncline.moysklad.codec.InvoiceOut;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vendor's lists that the connector works with, in the order in which they depend on each
 * other.
 *
 * @since 0.1
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // Codecs and Map.of are immutable, which the check cannot see.
public enum Resource {
  /** Folders of goods. */
  FOLDER(
      "productfolder",
      Goods.FOLDER,
      Map.of(Category.NAME, "name", Category.EXTERNAL_CODE, "externalCode")),
  /** Goods. */
  PRODUCT(
      "product",
      Goods.PRODUCT,
      Map.of(
          Product.NAME, "name",
          Product.SKU, "article",
          Product.EXTERNAL_CODE, "externalCode",
          Product.BARCODES, "barcode")),
  /** Services. */
  SERVICE(
      "service",
      Goods.SERVICE,
      Map.of(
          Product.NAME, "name",
          Product.EXTERNAL_CODE, "externalCode",
          Product.BARCODES, "barcode")),
  /** Variants of goods. */
  VARIANT(
      "variant",
      Goods.VARIANT,
      Map.of(
          Variant.NAME, "name",
          Variant.SKU, "article",
          Variant.EXTERNAL_CODE, "externalCode",
          Variant.BARCODES, "barcode")),
  /** Customers. */
  COUNTERPARTY(
      "counterparty",
      Counterparty.CODEC,
      Map.of(
          Customer.NAME, "name",
          Customer.EXTERNAL_CODE, "externalCode",
          Customer.PHONES, "phone",
          Customer.EMAILS, "email",
          Customer.TAX_NUMBER, "inn")),
  /** Contact persons, in a collection of each counterparty. */
  PERSON("contactperson", ContactPersons.CODEC, Map.of()),
  /** Customers' orders. */
  ORDER("customerorder", CustomerOrder.CODEC, Map.of(Order.NUMBER, "name")),
  /** Invoices to customers. */
  INVOICE("invoiceout", InvoiceOut.CODEC, Map.of(Invoice.NUMBER, "name"));

  /** One of the five calls at once is left for reading. */
  private static final int WRITES_AT_ONCE = 4;

  private final String vendorType;
  private final EntityCodec codec;
  private final Map<Field<?>, String> filters;

  Resource(String vendorType, EntityCodec codec, Map<Field<?>, String> filters) {
    this.vendorType = vendorType;
    this.codec = codec;
    this.filters = filters;
  }

  /** The lists that hold a canonical type. */
  public static List<Resource> of(EntityType type) {
    return Arrays.stream(values()).filter(each -> each.type().equals(type)).toList();
  }

  /** The canonical type. */
  public EntityType type() {
    return codec.type();
  }

  /** What the account can do with a type. */
  public static Capabilities capabilities(
      EntityType type, Duration callDeadline, Duration settleTime) {
    Capabilities.Builder all =
        Capabilities.builder()
            .can(Operation.CREATE, Operation.UPDATE, Operation.DELETE)
            .callDeadline(callDeadline)
            .settleTime(settleTime)
            .callsInFlight(WRITES_AT_ONCE);
    of(type)
        .forEach(
            each -> {
              all.guard(each.guard());
              each.codec.declare(all);
              if (each.hasAttributes()) {
                all.customFields();
              }
            });
    return all.build();
  }

  String vendorType() {
    return vendorType;
  }

  String path() {
    return "entity/" + vendorType;
  }

  EntityCodec codec() {
    return codec;
  }

  Map<Field<?>, String> filters() {
    return filters;
  }

  /** The vendor's key that makes a repeat harmless is missing on folders, variants and persons. */
  boolean hasSyncId() {
    return this != FOLDER && this != VARIANT && this != PERSON;
  }

  /** Whether administrators can make fields for it. */
  boolean hasAttributes() {
    return this != FOLDER && this != VARIANT && this != PERSON;
  }

  private Guard guard() {
    return hasSyncId() ? Guard.NATIVE_KEY : Guard.MARKER;
  }

  /** Those of the fields that are of this type. */
  FieldSet own(FieldSet wanted) {
    return FieldSet.of(
        wanted.fields().stream().filter(field -> field.type().equals(type())).toList());
  }

  /** Whether it is a list of documents: they bring lines and are never archived. */
  boolean isDocument() {
    return this == ORDER || this == INVOICE;
  }

  /** What has to be opened in rows for these fields; only then pages are small. */
  Optional<String> opened(FieldSet wanted) {
    boolean opens =
        switch (this) {
          case ORDER -> wanted.wants(Order.LINES);
          case INVOICE -> wanted.wants(Invoice.LINES);
          case COUNTERPARTY -> wanted.wants(Customer.BANK_ACCOUNTS);
          default -> false;
        };
    return opens ? Optional.of(isDocument() ? "positions" : "accounts") : Optional.empty();
  }

  boolean expands(FieldSet wanted) {
    return opened(wanted).isPresent();
  }

  int page(FieldSet wanted) {
    return expands(wanted) ? MoySkladApi.EXPANDED_PAGE : MoySkladApi.PAGE;
  }

  /** A list's query for these fields, with a filter. */
  Map<String, String> query(String filter, FieldSet wanted) {
    Map<String, String> query = new LinkedHashMap<>();
    String whole = isDocument() ? filter : join("archived=true;archived=false", filter);
    if (!whole.isEmpty()) {
      query.put("filter", whole);
    }
    query.putAll(expansion(wanted));
    return query;
  }

  Map<String, String> expansion(FieldSet wanted) {
    return opened(wanted).map(name -> Map.of("expand", name)).orElse(Map.of());
  }

  private static String join(String one, String other) {
    return other.isEmpty() ? one : one + ";" + other;
  }
}
