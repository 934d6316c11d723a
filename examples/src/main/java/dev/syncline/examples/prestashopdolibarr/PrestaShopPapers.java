package dev.syncline.examples.prestashopdolibarr;

import static dev.syncline.examples.compare.Raw.number;
import static dev.syncline.examples.compare.Raw.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Item;
import dev.syncline.examples.compare.Raw;
import dev.syncline.examples.compare.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How the raw customers and papers of a shop are read for the comparison. */
final class PrestaShopPapers {

  private static final int DAY = 10;

  /** What the states of a fresh shop mean for an order; the others leave it validated. */
  private static final Map<String, String> STATES = Map.of("4", "under way", "5", "closed");

  private final Books books;
  private final Map<String, JsonNode> orderById = new HashMap<>();
  private final Map<String, JsonNode> orderByReference = new HashMap<>();

  PrestaShopPapers(Books books) {
    this.books = books;
    for (JsonNode order : books.of("orders")) {
      orderById.put(text(order, "id"), order);
      orderByReference.put(text(order, "reference"), order);
    }
  }

  List<Item> customers() {
    Map<String, String> countries = new HashMap<>();
    books.of("countries").forEach(each -> countries.put(text(each, "id"), text(each, "iso_code")));
    Map<String, JsonNode> homes = new HashMap<>();
    books.of("addresses").forEach(each -> homes.putIfAbsent(text(each, "id_customer"), each));
    List<Item> items = new ArrayList<>();
    for (JsonNode customer : books.of("customers")) {
      String company = text(customer, "company");
      String person = text(customer, "lastname") + " " + text(customer, "firstname");
      JsonNode home = homes.getOrDefault(text(customer, "id"), customer);
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("kind", Value.text(company.isEmpty() ? "person" : "company"));
      fields.put("name", Value.text(company.isEmpty() ? person : company));
      fields.put("email", Value.text(Raw.email(text(customer, "email"))));
      fields.put("phone", Value.text(Raw.phone(text(home, "phone"))));
      fields.put("street", Value.text(text(home, "address1")));
      fields.put("postcode", Value.text(text(home, "postcode")));
      fields.put("city", Value.text(text(home, "city")));
      fields.put("country", Value.text(countries.getOrDefault(text(home, "id_country"), "")));
      fields.put("VAT number", Value.text(text(home, "vat_number")));
      items.add(item(customer, "email:" + Raw.email(text(customer, "email")), true, fields));
    }
    return items;
  }

  /** An order travels with its first invoice (P-080). */
  private static boolean isInvoiced(JsonNode order) {
    return number(order, "invoice_number").signum() > 0;
  }

  List<Item> orders() {
    Map<String, List<JsonNode>> details = new HashMap<>();
    for (JsonNode detail : books.of("order_details")) {
      details.computeIfAbsent(text(detail, "id_order"), none -> new ArrayList<>()).add(detail);
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode order : books.of("orders")) {
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("reference", Value.text(text(order, "reference")));
      fields.put(
          "status", Value.text(STATES.getOrDefault(text(order, "current_state"), "validated")));
      fields.put("day", day(order));
      paper(fields, order, text(order, "id_customer"));
      List<JsonNode> sold = details.getOrDefault(text(order, "id"), List.of());
      fields.put("goods", Value.exact(BigDecimal.valueOf(sold.size())));
      for (int i = 0; i < sold.size(); i++) {
        row(fields, "row " + (i + 1) + " ", sold.get(i));
      }
      items.add(item(order, "reference:" + text(order, "reference"), isInvoiced(order), fields));
    }
    return items;
  }

  private static void row(Map<String, Value> fields, String at, JsonNode row) {
    String product = text(row, "product_id");
    String combination = Raw.id(row, "product_attribute_id");
    fields.put(
        at + "item",
        combination.isEmpty()
            ? Value.pointer(PrestaShopDolibarrTable.PRODUCT, product)
            : Value.pointer(PrestaShopDolibarrTable.COMBINATION, product + "-" + combination));
    fields.put(at + "quantity", Value.exact(number(row, "product_quantity")));
    fields.put(at + "price", Value.about(number(row, "unit_price_tax_excl"), "0.000005"));
  }

  List<Item> invoices() {
    List<Item> items = new ArrayList<>();
    for (JsonNode invoice : books.of("order_invoices")) {
      JsonNode order = orderById.getOrDefault(text(invoice, "id_order"), invoice);
      String reference = text(order, "reference");
      String number = String.format(Locale.ROOT, "#IN%06d", number(invoice, "number").intValue());
      BigDecimal paid =
          books.of("order_payments").stream()
              .filter(each -> text(each, "order_reference").equals(reference))
              .map(each -> number(each, "amount"))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("number", Value.text(number));
      fields.put("order", Value.text(reference));
      fields.put("day", day(invoice));
      fields.put("paid", Value.exact(paid));
      paper(fields, invoice, text(order, "id_customer"));
      items.add(item(invoice, "number:" + number, isInvoiced(order), fields));
    }
    return items;
  }

  List<Item> payments() {
    List<Item> items = new ArrayList<>();
    for (JsonNode payment : books.of("order_payments")) {
      JsonNode order = orderByReference.getOrDefault(text(payment, "order_reference"), payment);
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("amount", Value.exact(number(payment, "amount")));
      fields.put("day", day(payment));
      items.add(item(payment, "payment:" + text(payment, "id"), isInvoiced(order), fields));
    }
    return items;
  }

  /** Of an order that does not travel nothing is given back, either (P-092). */
  List<Item> creditNotes() {
    List<Item> items = new ArrayList<>();
    for (JsonNode slip : books.of("order_slip")) {
      JsonNode order = orderById.getOrDefault(text(slip, "id_order"), slip);
      String number = String.format(Locale.ROOT, "#CS%06d", number(slip, "id").intValue());
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("number", Value.text(number));
      fields.put("day", day(slip));
      fields.put("customer", customer(text(slip, "id_customer")));
      fields.put(
          "total with tax",
          Value.exact(
              number(slip, "total_products_tax_incl")
                  .add(number(slip, "total_shipping_tax_incl"))));
      items.add(item(slip, "number:" + number, isInvoiced(order), fields));
    }
    return items;
  }

  private static void paper(Map<String, Value> fields, JsonNode paper, String customer) {
    fields.put("customer", customer(customer));
    fields.put("total with tax", Value.exact(number(paper, "total_paid_tax_incl")));
    fields.put(
        "total without tax",
        Value.about(number(paper, "total_paid_tax_excl"), PrestaShopDolibarrTable.ROUNDED));
  }

  private static Value customer(String id) {
    return Value.pointer(PrestaShopDolibarrTable.CUSTOMER, id);
  }

  private static Value day(JsonNode document) {
    String moment = text(document, "date_add");
    return Value.text(moment.isEmpty() ? "" : moment.substring(0, DAY));
  }

  private static Item item(
      JsonNode document, String key, boolean expected, Map<String, Value> fields) {
    return new Item(text(document, "id"), Set.of(), List.of(key), expected, fields);
  }
}
