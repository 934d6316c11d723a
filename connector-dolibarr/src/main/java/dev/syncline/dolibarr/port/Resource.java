package dev.syncline.dolibarr.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Goods;
import dev.syncline.dolibarr.codec.Papers;
import dev.syncline.dolibarr.codec.People;
import dev.syncline.dolibarr.codec.Table;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.Arrays;
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
    "ImmutableEnumChecker") // Tables and Map.of are immutable, which the check cannot see.
public enum Resource {
  /** Categories of products. */
  CATEGORY(
      "categories",
      "categorie",
      Goods.CATEGORY,
      Map.of(Category.NAME, "t.label", Category.EXTERNAL_CODE, "t.ref_ext")),
  /** Products and services. */
  PRODUCT(
      "products",
      "product",
      Goods.PRODUCT,
      Map.of(
          Product.SKU, "t.ref",
          Product.NAME, "t.label",
          Product.EXTERNAL_CODE, "t.ref_ext",
          Product.BARCODES, "t.barcode")),
  /** Products that are children of the variants module. */
  VARIANT(
      "products",
      "product",
      Goods.VARIANT,
      Map.of(
          Variant.SKU, "t.ref",
          Variant.NAME, "t.label",
          Variant.EXTERNAL_CODE, "t.ref_ext",
          Variant.BARCODES, "t.barcode")),
  /** Third parties. */
  CUSTOMER(
      "thirdparties",
      "societe",
      People.CUSTOMER,
      Map.of(
          Customer.NAME, "t.nom",
          Customer.EMAILS, "t.email",
          Customer.PHONES, "t.phone",
          Customer.VAT_NUMBER, "t.tva_intra",
          Customer.TAX_NUMBER, "t.siren",
          Customer.REGISTRATION, "t.siret",
          Customer.EXTERNAL_CODE, "t.ref_ext")),
  /** Contacts of third parties. */
  CONTACT(
      "contacts",
      "socpeople",
      People.CONTACT,
      Map.of(ContactPerson.EMAILS, "t.email", ContactPerson.EXTERNAL_CODE, "t.ref_ext")),
  /** Customers' orders. */
  ORDER(
      "orders",
      "commande",
      Papers.ORDER,
      Map.of(Order.NUMBER, "t.ref", Order.CUSTOMER_REFERENCE, "t.ref_client")),
  /** Invoices. */
  INVOICE(
      "invoices",
      "facture",
      Papers.INVOICE,
      Map.of(Invoice.NUMBER, "t.ref", Invoice.CUSTOMER_REFERENCE, "t.ref_client")),
  /** Credit notes: invoices of a type of their own. */
  CREDIT_NOTE("invoices", "facture", Papers.CREDIT_NOTE, Map.of(CreditNote.NUMBER, "t.ref")),
  /** Shipments. */
  SHIPMENT("shipments", "expedition", Papers.SHIPMENT, Map.of());

  private static final int PAGE = 100;

  /** Documents bring their lines. */
  private static final int DOCUMENTS = 50;

  private final String path;
  private final String element;
  private final Table table;
  private final Map<Field<?>, String> columns;

  Resource(String path, String element, Table table, Map<Field<?>, String> columns) {
    this.path = path;
    this.element = element;
    this.table = table;
    this.columns = columns;
  }

  /** The list of a canonical type. */
  public static Optional<Resource> of(EntityType type) {
    return Arrays.stream(values()).filter(each -> each.type().equals(type)).findFirst();
  }

  /** The canonical type. */
  public EntityType type() {
    return table.type();
  }

  /** The address of the list. */
  public String path() {
    return path;
  }

  /** The vendor's name of the table, by which its extra fields go. */
  public String element() {
    return element;
  }

  /** The table of fields. */
  public Table table() {
    return table;
  }

  Map<Field<?>, String> columns() {
    return columns;
  }

  /** The vendor's short name of the table of extra fields in filters. */
  String extras() {
    return this == CONTACT ? "te" : "ef";
  }

  int page() {
    return isDocument() ? DOCUMENTS : PAGE;
  }

  /** Whether it has a life cycle. */
  boolean isDocument() {
    return this == ORDER || this == INVOICE || this == CREDIT_NOTE || this == SHIPMENT;
  }

  boolean isGoods() {
    return this == PRODUCT || this == VARIANT;
  }

  /** Numbers of documents are given one by one. */
  Lane lane() {
    return isDocument() ? Lane.SERIAL : Lane.WRITE;
  }

  /** What has to be asked besides, so that a row tells these fields. */
  Map<String, String> asking(FieldSet wanted) {
    return switch (this) {
      case CATEGORY -> Map.of("type", "product");
      case INVOICE -> wanted.wants(Invoice.ORDER) ? LINKED : Map.of();
      case CREDIT_NOTE -> wanted.wants(CreditNote.ORDER) ? LINKED : Map.of();
      default -> Map.of();
    };
  }

  private static final Map<String, String> LINKED = Map.of("loadlinkedobjects", "1");

  /** What keeps other types out of a list; empty if nothing has to. */
  String filter() {
    return switch (this) {
      case INVOICE -> "(t.type:!=:2)";
      case CREDIT_NOTE -> "(t.type:=:2)";
      case CUSTOMER -> "(t.client:in:1,2,3)";
      default -> "";
    };
  }

  /** The lists that together are all: parents of variants stand in one of their own. */
  List<Map<String, String>> passes(boolean variants) {
    if (this == VARIANT) {
      return List.of(Map.of("variant_filter", "3"));
    }
    return this == PRODUCT && variants
        ? List.of(Map.of("variant_filter", "1"), Map.of("variant_filter", "2"))
        : List.of(Map.of());
  }

  /** Those of the fields that are of this type. */
  FieldSet own(FieldSet wanted) {
    return FieldSet.of(
        wanted.fields().stream().filter(field -> field.type().equals(type())).toList());
  }
}
