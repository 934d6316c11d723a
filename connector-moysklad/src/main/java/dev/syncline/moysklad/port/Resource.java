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
  /** Sets of goods. */
  BUNDLE(
      "bundle",
      Goods.BUNDLE,
      Map.of(
          Product.NAME, "name",
          Product.SKU, "article",
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

  /** How the vendor's ids look, as a pattern: it refuses to be asked for anything else. */
  static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private static final String IMAGES = "images";

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

  /** The list of the vendor's type; none for what stands in no list of its own. */
  public static Optional<Resource> listed(String vendorType) {
    return Arrays.stream(values())
        .filter(each -> each != PERSON && each.vendorType.equals(vendorType))
        .findFirst();
  }

  /** Our id of the vendor's object. */
  public String id(String vendorId) {
    return codec.id(vendorId);
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
            .fills(Filled.FIELDS)
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

  /** The vendor's type. */
  public String vendorType() {
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
    return switch (this) {
      case ORDER -> onlyIf(wanted.wants(Order.LINES), "positions");
      case INVOICE -> onlyIf(wanted.wants(Invoice.LINES), "positions");
      case COUNTERPARTY -> onlyIf(wanted.wants(Customer.BANK_ACCOUNTS), "accounts");
      case PRODUCT, BUNDLE -> onlyIf(wanted.wants(Product.IMAGE), IMAGES);
      default -> Optional.empty();
    };
  }

  private static Optional<String> onlyIf(boolean wanted, String collection) {
    return wanted ? Optional.of(collection) : Optional.empty();
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
    return opened(wanted).map(Resource::expansion).orElse(Map.of());
  }

  /** Pictures come with a link that works without a login only if it is asked for. */
  private static Map<String, String> expansion(String collection) {
    return collection.equals(IMAGES)
        ? Map.of("expand", collection, "fields", "downloadPermanentHref")
        : Map.of("expand", collection);
  }

  private static String join(String one, String other) {
    return other.isEmpty() ? one : one + ";" + other;
  }
}
