package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Item;
import dev.syncline.examples.compare.Raw;
import dev.syncline.examples.compare.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the raw documents of an account are read for the comparison. */
final class MoySkladSide {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DAY = 10;

  private final Books books;

  MoySkladSide(Books books) {
    this.books = books;
  }

  /** What a person would recognise a customer by; the name only where there is nothing better. */
  static List<String> customerKeys(Set<String> phones, Set<String> emails, String name) {
    List<String> keys = new ArrayList<>();
    phones.forEach(phone -> keys.add("phone:" + phone));
    emails.forEach(email -> keys.add("email:" + email));
    return keys.isEmpty() ? List.of("name:" + name) : keys;
  }

  List<Item> sections() {
    List<Item> items = new ArrayList<>();
    for (JsonNode folder : books.of("productfolder")) {
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("name", Value.text(Raw.text(folder, "name")));
      fields.put(
          "parent", Value.pointer(BitrixMoySkladTable.SECTION, target(folder, "productFolder")));
      items.add(item(folder, List.of("name:" + Raw.text(folder, "name")), true, fields));
    }
    return items;
  }

  List<Item> products() {
    Set<String> parents = new LinkedHashSet<>();
    books.of("variant").forEach(each -> parents.add(target(each, "product")));
    Map<String, String> units = codes("uom", "code");
    Map<String, String> currencies = codes("currency", "isoCode");
    List<Item> items = new ArrayList<>();
    for (String kind : List.of("product", "service")) {
      for (JsonNode product : books.of(kind)) {
        boolean service = kind.equals("service");
        String article = Raw.text(product, "article");
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", Value.text(Raw.text(product, "name")));
        fields.put("kind", Value.text(service ? "service" : "goods"));
        fields.put("description", Value.text(Raw.text(product, "description")));
        fields.put("archived", Value.text(archived(product)));
        fields.put(
            "section",
            Value.pointer(BitrixMoySkladTable.SECTION, target(product, "productFolder")));
        if (!service) {
          fields.put("article", Value.text(article));
        }
        if (!parents.contains(Raw.text(product, "id"))) {
          price(fields, product, currencies);
          fields.put("vat", Value.text(taxed(product)));
          fields.put("unit", Value.text(units.getOrDefault(target(product, "uom"), "")));
        }
        String key =
            service || article.isEmpty() ? "name:" + Raw.text(product, "name") : "sku:" + article;
        items.add(item(product, List.of(key), true, fields));
      }
    }
    return items;
  }

  List<Item> variants() {
    Map<String, String> currencies = codes("currency", "isoCode");
    List<Item> items = new ArrayList<>();
    for (JsonNode variant : books.of("variant")) {
      Map<String, String> options = new TreeMap<>();
      for (JsonNode option : variant.path("characteristics")) {
        options.put(Raw.text(option, "name"), Raw.text(option, "value"));
      }
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("article", Value.text(Raw.text(variant, "article")));
      fields.put("product", Value.pointer(BitrixMoySkladTable.PRODUCT, target(variant, "product")));
      fields.put("options", Value.text(options.toString()));
      fields.put("archived", Value.text(archived(variant)));
      price(fields, variant, currencies);
      items.add(item(variant, List.of("sku:" + Raw.text(variant, "article")), true, fields));
    }
    return items;
  }

  List<Item> customers() {
    List<Item> items = new ArrayList<>();
    for (JsonNode agent : books.of("counterparty")) {
      boolean person = Raw.text(agent, "companyType").startsWith("individual");
      Set<String> phones = new TreeSet<>();
      for (String phone : Raw.text(agent, "phone").split("[,;]")) {
        phones.add(Raw.phone(phone));
      }
      phones.remove("");
      Set<String> emails = new TreeSet<>(Set.of(Raw.email(Raw.text(agent, "email"))));
      emails.remove("");
      String name = Raw.text(agent, "name");
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("kind", Value.text(person ? "person" : "company"));
      fields.put("name", Value.text(person ? personName(agent) : name));
      fields.put("phones", Value.text(phones.toString()));
      fields.put("emails", Value.text(emails.toString()));
      fields.put("comment", Value.text(Raw.text(agent, "description")));
      items.add(item(agent, customerKeys(phones, emails, name), true, fields));
    }
    return items;
  }

  /** Who was never given the parts of a name is called by what stands in lists. */
  private static String personName(JsonNode agent) {
    List<String> parts = new ArrayList<>();
    for (String part : List.of("legalLastName", "legalFirstName", "legalMiddleName")) {
      parts.add(Raw.text(agent, part));
    }
    parts.removeIf(String::isEmpty);
    return parts.isEmpty() ? Raw.text(agent, "name") : String.join(" ", parts);
  }

  List<Item> orders() {
    Map<String, String> states = codes("state", "name");
    Map<String, String> currencies = codes("currency", "isoCode");
    List<Item> items = new ArrayList<>();
    for (JsonNode order : books.of("customerorder")) {
      String state = states.getOrDefault(target(order, "state"), "");
      String number = Raw.text(order, "name");
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("state", Value.text(state));
      fields.put("planned", day(order, "deliveryPlannedMoment"));
      document(fields, order, currencies);
      boolean expected = Stages.MAPPED.containsValue(state);
      items.add(
          item(
              order,
              List.of("number:" + number, "title:Customer Order " + number),
              expected,
              fields));
    }
    return items;
  }

  List<Item> invoices() {
    Map<String, String> states = codes("state", "name");
    Map<String, String> currencies = codes("currency", "isoCode");
    List<Item> items = new ArrayList<>();
    Set<String> outside = new HashSet<>();
    for (JsonNode order : books.of("customerorder")) {
      if (!Stages.MAPPED.containsValue(states.getOrDefault(target(order, "state"), ""))) {
        outside.add(Raw.text(order, "id"));
      }
    }
    for (JsonNode invoice : books.of("invoiceout")) {
      String state = states.getOrDefault(target(invoice, "state"), "");
      String number = Raw.text(invoice, "name");
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("number", Value.text(number));
      fields.put("state", Value.text(state));
      fields.put("issued", day(invoice, "moment"));
      fields.put("due", day(invoice, "paymentPlannedMoment"));
      fields.put("order", order(target(invoice, "customerOrder"), outside));
      document(fields, invoice, currencies);
      boolean expected = Stages.MAPPED_INVOICES.containsValue(state);
      items.add(item(invoice, List.of("number:" + number), expected, fields));
    }
    return items;
  }

  /** An order that takes no part is not there to be pointed at (B-089). */
  private static Value order(String id, Set<String> outside) {
    return Value.pointer(BitrixMoySkladTable.ORDER, outside.contains(id) ? "" : id);
  }

  private static Value day(JsonNode document, String field) {
    String moment = Raw.text(document, field);
    return Value.text(moment.isEmpty() ? "" : moment.substring(0, DAY));
  }

  /** What orders and invoices say alike. */
  private static void document(
      Map<String, Value> fields, JsonNode document, Map<String, String> currencies) {
    fields.put("customer", Value.pointer(BitrixMoySkladTable.CUSTOMER, target(document, "agent")));
    String currency = target(document.path("rate"), "currency");
    fields.put("currency", Value.text(currencies.getOrDefault(currency, "")));
    fields.put("comment", Value.text(Raw.text(document, "description")));
    fields.put(
        "total",
        Value.about(
            Raw.number(document, "sum").divide(HUNDRED, MathContext.DECIMAL64),
            BitrixMoySkladTable.KOPECK));
    JsonNode rows = document.path("positions").path("rows");
    fields.put("rows", Value.exact(BigDecimal.valueOf(rows.size())));
    for (int i = 0; i < rows.size(); i++) {
      row(fields, "row " + (i + 1) + " ", rows.get(i), document);
    }
  }

  private static void row(Map<String, Value> fields, String at, JsonNode row, JsonNode order) {
    boolean taxed = order.path("vatEnabled").asBoolean() && row.path("vatEnabled").asBoolean();
    BigDecimal vat = taxed ? Raw.number(row, "vat") : BigDecimal.ZERO;
    BigDecimal paid =
        Raw.number(row, "price")
            .divide(HUNDRED, MathContext.DECIMAL64)
            .multiply(HUNDRED.subtract(Raw.number(row, "discount")))
            .divide(HUNDRED, MathContext.DECIMAL64);
    if (taxed && !order.path("vatIncluded").asBoolean()) {
      paid = paid.multiply(HUNDRED.add(vat)).divide(HUNDRED, MathContext.DECIMAL64);
    }
    boolean variant = row.path("assortment").path("meta").path("type").asText().equals("variant");
    fields.put(
        at + "item",
        Value.pointer(
            variant ? BitrixMoySkladTable.VARIANT : BitrixMoySkladTable.PRODUCT,
            target(row, "assortment")));
    fields.put(at + "quantity", Value.exact(Raw.number(row, "quantity")));
    fields.put(at + "paid a unit", Value.about(paid, "0.005"));
    fields.put(at + "discount", Value.about(Raw.number(row, "discount"), "0.01"));
    fields.put(at + "vat", Value.text(taxed ? Raw.percent(vat) : "none"));
  }

  /** The last step of a reference's address, without its query. */
  static String target(JsonNode document, String field) {
    String href = document.path(field).path("meta").path("href").asText("");
    int question = href.indexOf('?');
    String plain = question < 0 ? href : href.substring(0, question);
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  private static Item item(
      JsonNode document, List<String> keys, boolean expected, Map<String, Value> fields) {
    return new Item(
        Raw.text(document, "id"),
        Set.of(Raw.text(document, "externalCode")),
        keys,
        expected,
        fields);
  }

  private static String archived(JsonNode document) {
    return document.path("archived").asBoolean() ? "yes" : "no";
  }

  private static String taxed(JsonNode product) {
    boolean inherited = product.path("useParentVat").asBoolean();
    boolean taxed = product.path(inherited ? "effectiveVatEnabled" : "vatEnabled").asBoolean();
    return taxed ? Raw.percent(Raw.number(product, inherited ? "effectiveVat" : "vat")) : "none";
  }

  /** The first price type is the sale price. */
  private static void price(
      Map<String, Value> fields, JsonNode product, Map<String, String> currencies) {
    JsonNode price = product.path("salePrices").path(0);
    fields.put(
        "price", Value.exact(Raw.number(price, "value").divide(HUNDRED, MathContext.DECIMAL64)));
    fields.put("currency", Value.text(currencies.getOrDefault(target(price, "currency"), "")));
  }

  private Map<String, String> codes(String kind, String field) {
    Map<String, String> codes = new HashMap<>();
    books.of(kind).forEach(each -> codes.put(Raw.text(each, "id"), Raw.text(each, field)));
    return codes;
  }
}
