package dev.syncline.prestashop.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.codec.AddressTable;
import dev.syncline.prestashop.codec.CartTable;
import dev.syncline.prestashop.codec.CustomerTable;
import dev.syncline.prestashop.codec.InvoiceTable;
import dev.syncline.prestashop.codec.OrderTable;
import dev.syncline.prestashop.codec.PaymentTable;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.VariantTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings what other lists say of the rows of a page: one request a list and page, never one a row.
 * Thread-safe.
 */
final class Joins {

  private static final String FEATURES = "product_feature_values";
  private static final Set<String> ORDER_COLUMNS =
      Set.of(
          "id_customer",
          "id_currency",
          "conversion_rate",
          "current_state",
          "total_paid_real",
          "reference",
          "payment",
          "module",
          "id_carrier",
          "carrier_tax_rate",
          "total_paid_tax_incl");
  private static final Set<String> INVOICE_COLUMNS =
      Set.of("id_order", "number", "total_paid_tax_incl");
  private static final Set<String> PARENT_COLUMNS =
      Set.of("name", "price", "weight", "id_tax_rules_group", "active");
  private static final Set<String> VOUCHER_COLUMNS =
      Set.of("id_order", "name", "value", "value_tax_excl", "free_shipping");

  private final PrestaShopApi api;

  Joins(PrestaShopApi api) {
    this.api = api;
  }

  /** The rows with what these lists say of them. */
  List<Row> joined(Kind kind, List<Row> rows, FieldSet wanted) {
    List<Row> all = rows;
    for (String list : kind.table().joins(wanted)) {
      if (!all.isEmpty()) {
        all = joined(kind, all, list, wanted);
      }
    }
    return all;
  }

  private List<Row> joined(Kind kind, List<Row> rows, String list, FieldSet wanted) {
    return switch (list) {
      case FEATURES -> features(rows);
      case VariantTable.PARENTS -> parents(rows, wanted);
      case CustomerTable.ADDRESSES -> addresses(rows);
      case OrderTable.DETAILS -> details(kind, rows);
      case OrderTable.VOUCHERS -> vouchers(kind, rows);
      case InvoiceTable.ORDERS -> orders(kind, rows);
      case PaymentTable.INVOICES -> invoices(kind, rows);
      default -> throw new IllegalArgumentException("no list " + list);
    };
  }

  private static List<Row> with(List<Row> rows, String list, Function<Row, List<Row>> of) {
    return rows.stream().map(row -> row.but().joined(list, of.apply(row)).build()).toList();
  }

  private static Map<String, List<Row>> by(List<Row> rows, String column) {
    Map<String, List<Row>> all = new LinkedHashMap<>();
    rows.forEach(
        row -> all.computeIfAbsent(row.text(column).strip(), any -> new ArrayList<>()).add(row));
    return all;
  }

  static Set<String> ids(List<Row> rows, String column) {
    Set<String> ids = new LinkedHashSet<>();
    rows.stream()
        .filter(row -> row.number(column) > 0)
        .forEach(row -> ids.add(Long.toString(row.number(column))));
    return ids;
  }

  /** What the parents say that combinations are reckoned from. */
  List<Row> parents(List<Row> rows, FieldSet wanted) {
    Set<String> columns = new LinkedHashSet<>(PARENT_COLUMNS);
    columns.addAll(VariantTable.ofParents(wanted));
    return parents(rows, columns);
  }

  /**
   * What tells that a parent has changed: long texts and links would make heavy lists, and its date
   * stands for them.
   */
  List<Row> parentsInShort(List<Row> rows, FieldSet wanted) {
    Set<String> columns = new LinkedHashSet<>(PARENT_COLUMNS);
    columns.addAll(VariantTable.ofParents(wanted));
    if (columns.removeIf(column -> column.startsWith("@") || column.startsWith("description"))) {
      columns.add("date_upd");
    }
    return parents(rows, columns);
  }

  private List<Row> parents(List<Row> rows, Set<String> columns) {
    Map<String, List<Row>> found =
        by(api.where(VariantTable.PARENTS, columns, "id", ids(rows, "id_product")), "id");
    return with(
        rows,
        VariantTable.PARENTS,
        row -> found.getOrDefault(Long.toString(row.number("id_product")), List.of()));
  }

  private List<Row> features(List<Row> rows) {
    Set<String> wanted = new LinkedHashSet<>();
    rows.forEach(
        row ->
            row.association("product_features").stream()
                .filter(each -> each.number("id_feature_value") > 0)
                .forEach(each -> wanted.add(Long.toString(each.number("id_feature_value")))));
    List<Row> values = api.where(FEATURES, Set.of("id_feature", "value"), "id", wanted);
    return with(rows, FEATURES, row -> values);
  }

  private List<Row> addresses(List<Row> rows) {
    Set<String> columns = new LinkedHashSet<>(AddressTable.PLACE);
    columns.addAll(
        Set.of("id_customer", "deleted", "phone", "phone_mobile", "vat_number", "company"));
    List<Row> found =
        api.where(CustomerTable.ADDRESSES, columns, "id_customer", ids(rows, "id")).stream()
            .filter(row -> !row.yes("deleted"))
            .toList();
    Map<String, List<Row>> byCustomer = by(found, "id_customer");
    return with(rows, CustomerTable.ADDRESSES, row -> byCustomer.getOrDefault(row.id(), List.of()));
  }

  private static String orderColumn(Kind kind) {
    return kind == Kind.ORDER ? "id" : "id_order";
  }

  /** Whole, because only so they tell their taxes. */
  private List<Row> details(Kind kind, List<Row> rows) {
    Map<String, List<Row>> found =
        by(
            api.where(
                OrderTable.DETAILS, Set.of("@taxes"), "id_order", ids(rows, orderColumn(kind))),
            "id_order");
    return with(
        rows,
        OrderTable.DETAILS,
        row -> found.getOrDefault(Long.toString(row.number(orderColumn(kind))), List.of()));
  }

  private List<Row> vouchers(Kind kind, List<Row> rows) {
    Set<String> columns = new LinkedHashSet<>(VOUCHER_COLUMNS);
    if (api.version().patches()) {
      columns.add("deleted");
    }
    Set<String> discounted = new LinkedHashSet<>();
    rows.stream()
        .filter(Joins::isDiscounted)
        .forEach(row -> discounted.add(Long.toString(row.number(orderColumn(kind)))));
    Map<String, List<Row>> found =
        by(
            api.where(api.version().vouchers(), columns, "id_order", discounted).stream()
                .filter(row -> !row.yes("deleted"))
                .toList(),
            "id_order");
    return with(
        rows,
        OrderTable.VOUCHERS,
        row -> found.getOrDefault(Long.toString(row.number(orderColumn(kind))), List.of()));
  }

  /** Only such documents have vouchers that could be asked for. */
  private static boolean isDiscounted(Row row) {
    return isAmount(row.text("total_discounts_tax_incl"))
        || isAmount(row.text("total_discount_tax_incl"));
  }

  private static boolean isAmount(String text) {
    return !text.isBlank() && text.chars().anyMatch(each -> each >= '1' && each <= '9');
  }

  private List<Row> orders(Kind kind, List<Row> rows) {
    if (rows.stream().allMatch(row -> row.joined(InvoiceTable.ORDERS).isPresent())) {
      return rows;
    }
    if (kind == Kind.CART) {
      Map<String, List<Row>> found =
          by(api.where(CartTable.ORDERS, Set.of("id_cart"), "id_cart", ids(rows, "id")), "id_cart");
      return with(rows, CartTable.ORDERS, row -> found.getOrDefault(row.id(), List.of()));
    }
    if (kind == Kind.PAYMENT) {
      Map<String, List<Row>> found =
          by(
              api.where(
                  InvoiceTable.ORDERS,
                  ORDER_COLUMNS,
                  "reference",
                  references(rows, PaymentTable.REFERENCE)),
              "reference");
      return with(
          rows,
          InvoiceTable.ORDERS,
          row -> found.getOrDefault(row.text(PaymentTable.REFERENCE).strip(), List.of()));
    }
    Map<String, List<Row>> found =
        by(api.where(InvoiceTable.ORDERS, ORDER_COLUMNS, "id", ids(rows, "id_order")), "id");
    return with(
        rows,
        InvoiceTable.ORDERS,
        row -> found.getOrDefault(Long.toString(row.number("id_order")), List.of()));
  }

  private static Set<String> references(List<Row> rows, String column) {
    Set<String> references = new LinkedHashSet<>();
    rows.stream()
        .map(row -> row.text(column).strip())
        .filter(text -> text.matches("[A-Za-z0-9#._-]+"))
        .forEach(references::add);
    return references;
  }

  /** The invoices of the orders that payments are for. */
  private List<Row> invoices(Kind kind, List<Row> rows) {
    List<Row> known = orders(kind, rows);
    Set<String> ids = new LinkedHashSet<>();
    known.forEach(
        row -> row.joined(InvoiceTable.ORDERS).orElse(List.of()).forEach(o -> ids.add(o.id())));
    Map<String, List<Row>> found =
        by(api.where(PaymentTable.INVOICES, INVOICE_COLUMNS, "id_order", ids), "id_order");
    return with(
        known,
        PaymentTable.INVOICES,
        row ->
            row.joined(InvoiceTable.ORDERS).orElse(List.of()).stream()
                .flatMap(order -> found.getOrDefault(order.id(), List.of()).stream())
                .toList());
  }

  /** The payments of the orders of these invoices, by id. */
  Set<String> paymentsOf(List<Row> invoices) {
    List<Row> orders =
        api.where(InvoiceTable.ORDERS, Set.of("reference"), "id", ids(invoices, "id_order"));
    return ids(
        api.where(
            Kind.PAYMENT.resource(),
            Set.of(PaymentTable.REFERENCE),
            PaymentTable.REFERENCE,
            references(orders, "reference")),
        "id");
  }
}
