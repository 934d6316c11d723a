package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Item;
import dev.syncline.examples.compare.Raw;
import dev.syncline.examples.compare.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the raw documents of a portal are read for the comparison. */
final class Bitrix24Side {

  private static final Set<String> PARENTS = Set.of("3", "6");
  private static final Set<String> OFFERS = Set.of("4", "5");
  private static final String SERVICE = "7";
  private static final String PERCENT = "2";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Books books;

  Bitrix24Side(Books books) {
    this.books = books;
  }

  List<Item> sections() {
    List<Item> items = new ArrayList<>();
    for (JsonNode section : books.of("section")) {
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("name", Value.text(Raw.text(section, "name")));
      fields.put(
          "parent", Value.pointer(BitrixMoySkladTable.SECTION, Raw.id(section, "iblockSectionId")));
      items.add(item(section, "xmlId", List.of("name:" + Raw.text(section, "name")), fields));
    }
    return items;
  }

  List<Item> products() {
    Map<String, String> articles = named("property", "code");
    Map<String, JsonNode> prices = prices();
    Map<String, JsonNode> vats = byId("vat");
    Map<String, JsonNode> measures = byId("measure");
    List<Item> items = new ArrayList<>();
    for (JsonNode product : books.of("product")) {
      String type = Raw.text(product, "type");
      if (!OFFERS.contains(type)) {
        boolean service = type.equals(SERVICE);
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", Value.text(Raw.text(product, "name")));
        fields.put("kind", Value.text(service ? "service" : "goods"));
        fields.put("description", Value.text(Raw.text(product, "detailText")));
        fields.put("archived", Value.text(archived(product)));
        fields.put(
            "section",
            Value.pointer(BitrixMoySkladTable.SECTION, Raw.id(product, "iblockSectionId")));
        String article = Raw.text(product, "property" + articles.get("ARTNUMBER23"));
        if (!service) {
          fields.put("article", Value.text(article));
        }
        // A parent has no price, tax and unit of its own here: its variations have.
        if (!PARENTS.contains(type)) {
          price(fields, prices.get(Raw.text(product, "id")));
          fields.put("vat", Value.text(rate(vats.get(Raw.id(product, "vatId")))));
          fields.put("unit", Value.text(code(measures.get(Raw.id(product, "measure")))));
        }
        items.add(item(product, "xmlId", productKeys(service, article, product), fields));
      }
    }
    return items;
  }

  private static List<String> productKeys(boolean service, String article, JsonNode product) {
    return List.of(
        service || article.isEmpty() ? "name:" + Raw.text(product, "name") : "sku:" + article);
  }

  List<Item> variants() {
    Map<String, String> articles = named("property", "code");
    Map<String, JsonNode> prices = prices();
    Map<String, JsonNode> values = byId("property_enum");
    List<Item> items = new ArrayList<>();
    for (JsonNode offer : books.of("product")) {
      if (OFFERS.contains(Raw.text(offer, "type"))) {
        Map<String, Value> fields = new LinkedHashMap<>();
        String article = Raw.text(offer, "property" + articles.get("ARTNUMBER24"));
        fields.put("article", Value.text(article));
        fields.put(
            "product", Value.pointer(BitrixMoySkladTable.PRODUCT, Raw.id(offer, "parentId")));
        fields.put("options", Value.text(options(offer, values).toString()));
        fields.put("archived", Value.text(archived(offer)));
        price(fields, prices.get(Raw.text(offer, "id")));
        items.add(item(offer, "xmlId", List.of("sku:" + article), fields));
      }
    }
    return items;
  }

  private Map<String, String> options(JsonNode offer, Map<String, JsonNode> values) {
    Map<String, String> options = new TreeMap<>();
    for (JsonNode property : books.of("property")) {
      String value = Raw.text(offer, "property" + Raw.text(property, "id"));
      JsonNode known = values.get(value);
      if (known != null && Raw.text(property, "propertyType").equals("L")) {
        options.put(Raw.text(property, "name"), Raw.text(known, "value"));
      }
    }
    return options;
  }

  List<Item> customers() {
    List<Item> items = new ArrayList<>();
    for (JsonNode contact : books.of("contact")) {
      String name =
          String.join(
              " ",
              List.of("lastName", "name", "secondName").stream()
                  .map(part -> Raw.text(contact, part))
                  .filter(part -> !part.isEmpty())
                  .toList());
      items.add(customer(contact, "C_", "person", name));
    }
    for (JsonNode company : books.of("company")) {
      // Own legal entities are the other side's organizations, not its customers.
      if (!Raw.text(company, "isMyCompany").equals("Y")) {
        items.add(customer(company, "CO_", "company", Raw.text(company, "title")));
      }
    }
    return items;
  }

  private static Item customer(JsonNode document, String prefix, String kind, String name) {
    Set<String> phones = new TreeSet<>();
    Set<String> emails = new TreeSet<>();
    for (JsonNode record : document.path("fm")) {
      String value = Raw.text(record, "value");
      switch (Raw.text(record, "typeId")) {
        case "PHONE" -> phones.add(Raw.phone(value));
        case "EMAIL" -> emails.add(Raw.email(value));
        default -> {}
      }
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("kind", Value.text(kind));
    fields.put("name", Value.text(name));
    fields.put("phones", Value.text(phones.toString()));
    fields.put("emails", Value.text(emails.toString()));
    fields.put("comment", Value.text(Raw.text(document, "comments")));
    return new Item(
        prefix + Raw.text(document, "id"),
        Set.of(Raw.text(document, "originId")),
        MoySkladSide.customerKeys(phones, emails, name),
        true,
        fields);
  }

  List<Item> orders() {
    Map<String, List<JsonNode>> rows = rows("D");
    Map<String, JsonNode> products = byId("product");
    List<Item> items = new ArrayList<>();
    for (JsonNode deal : books.of("deal")) {
      items.add(order(deal, rows.getOrDefault(Raw.text(deal, "id"), List.of()), products));
    }
    return items;
  }

  /** The rows of each document of a kind, in their order. */
  private Map<String, List<JsonNode>> rows(String owner) {
    Map<String, List<JsonNode>> rows = new HashMap<>();
    for (JsonNode row : books.of("row")) {
      if (Raw.text(row, "ownerType").equals(owner)) {
        rows.computeIfAbsent(Raw.text(row, "ownerId"), none -> new ArrayList<>()).add(row);
      }
    }
    rows.values().forEach(own -> own.sort(Comparator.comparing(row -> Raw.number(row, "sort"))));
    return rows;
  }

  List<Item> invoices() {
    Map<String, List<JsonNode>> rows = rows("SI");
    Map<String, List<JsonNode>> sold = rows("D");
    Map<String, JsonNode> products = byId("product");
    Map<String, JsonNode> deals = byId("deal");
    List<Item> items = new ArrayList<>();
    for (JsonNode invoice : books.of("invoice")) {
      String deal = Raw.id(invoice, "parentId2");
      JsonNode of = deals.get(deal);
      boolean out = of != null && !takesPart(of, sold.getOrDefault(deal, List.of()));
      String id = Raw.text(invoice, "id");
      items.add(invoice(invoice, out ? "" : deal, rows.getOrDefault(id, List.of()), products));
    }
    return items;
  }

  private static Item invoice(
      JsonNode invoice, String deal, List<JsonNode> rows, Map<String, JsonNode> products) {
    String stage = Raw.text(invoice, "stageId");
    String number = Raw.text(invoice, "accountNumber");
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("number", Value.text(number));
    fields.put("state", Value.text(Stages.MAPPED_INVOICES.getOrDefault(stage, "")));
    fields.put("issued", Value.text(day(Raw.text(invoice, "begindate"))));
    fields.put("due", Value.text(day(Raw.text(invoice, "closedate"))));
    // An order that takes no part is not there to be pointed at (B-089).
    fields.put("order", Value.pointer(BitrixMoySkladTable.ORDER, deal));
    document(fields, invoice, rows, products);
    return new Item(
        Raw.text(invoice, "id"),
        Set.of(Raw.text(invoice, "xmlId")),
        List.of("number:" + number),
        Stages.MAPPED_INVOICES.containsKey(stage),
        fields);
  }

  private static Item order(JsonNode deal, List<JsonNode> rows, Map<String, JsonNode> products) {
    String stage = Raw.text(deal, "stageId");
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("state", Value.text(Stages.MAPPED.getOrDefault(stage, "")));
    fields.put("planned", Value.text(day(Raw.text(deal, "closedate"))));
    document(fields, deal, rows, products);
    String id = Raw.text(deal, "id");
    return new Item(
        id,
        Set.of(Raw.text(deal, "originId")),
        List.of("title:" + Raw.text(deal, "title"), "number:bx24-" + id),
        takesPart(deal, rows),
        fields);
  }

  /** Only mapped stages take part (B-071), and a deal without rows waits for them (B-083). */
  private static boolean takesPart(JsonNode deal, List<JsonNode> rows) {
    return Stages.MAPPED.containsKey(Raw.text(deal, "stageId")) && !rows.isEmpty();
  }

  /** What deals and invoices say alike. */
  private static void document(
      Map<String, Value> fields,
      JsonNode document,
      List<JsonNode> rows,
      Map<String, JsonNode> products) {
    String company = Raw.id(document, "companyId");
    String contact = Raw.id(document, "contactId");
    fields.put(
        "customer",
        Value.pointer(
            BitrixMoySkladTable.CUSTOMER,
            company.isEmpty() ? (contact.isEmpty() ? "" : "C_" + contact) : "CO_" + company));
    fields.put("currency", Value.text(Raw.text(document, "currencyId")));
    fields.put("comment", Value.text(Raw.text(document, "comments")));
    fields.put(
        "total", Value.about(Raw.number(document, "opportunity"), BitrixMoySkladTable.KOPECK));
    fields.put("rows", Value.exact(BigDecimal.valueOf(rows.size())));
    for (int i = 0; i < rows.size(); i++) {
      row(fields, "row " + (i + 1) + " ", rows.get(i), products);
    }
  }

  private static void row(
      Map<String, Value> fields, String at, JsonNode row, Map<String, JsonNode> products) {
    String product = Raw.id(row, "productId");
    JsonNode known = products.get(product);
    boolean offer = known != null && OFFERS.contains(Raw.text(known, "type"));
    fields.put(
        at + "item",
        Value.pointer(offer ? BitrixMoySkladTable.VARIANT : BitrixMoySkladTable.PRODUCT, product));
    fields.put(at + "quantity", Value.exact(Raw.number(row, "quantity")));
    fields.put(at + "paid a unit", Value.about(Raw.number(row, "price"), "0.005"));
    fields.put(at + "discount", Value.about(discount(row), "0.01"));
    fields.put(
        at + "vat",
        Value.text(
            Raw.text(row, "taxRate").isEmpty() ? "none" : Raw.percent(Raw.number(row, "taxRate"))));
  }

  private static BigDecimal discount(JsonNode row) {
    return Raw.text(row, "discountTypeId").equals(PERCENT)
        ? Raw.number(row, "discountRate")
        : Raw.number(row, "discountSum")
            .multiply(HUNDRED)
            .divide(Raw.number(row, "priceNetto").max(BigDecimal.ONE), MathContext.DECIMAL64);
  }

  /** A day is midnight UTC, shown with the portal's offset. */
  private static String day(String moment) {
    return moment.isEmpty()
        ? ""
        : OffsetDateTime.parse(moment)
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toLocalDate()
            .toString();
  }

  private static Item item(
      JsonNode document, String mark, List<String> keys, Map<String, Value> fields) {
    String id = Raw.text(document, "id");
    String marked = Raw.text(document, mark);
    // Nobody wrote an xmlId that is the document's own id.
    return new Item(id, Set.of(marked.equals(id) ? "" : marked), keys, true, fields);
  }

  private static String archived(JsonNode document) {
    return Raw.text(document, "active").equals("N") ? "yes" : "no";
  }

  private static void price(Map<String, Value> fields, @Nullable JsonNode price) {
    fields.put("price", Value.exact(price == null ? BigDecimal.ZERO : Raw.number(price, "price")));
    fields.put("currency", Value.text(price == null ? "" : Raw.text(price, "currency")));
  }

  private static String rate(@Nullable JsonNode vat) {
    return vat == null || Raw.text(vat, "rate").isEmpty()
        ? "none"
        : Raw.percent(Raw.number(vat, "rate"));
  }

  private static String code(@Nullable JsonNode measure) {
    return measure == null ? "" : Raw.text(measure, "code");
  }

  /** Base prices, which rows use, by product. */
  private Map<String, JsonNode> prices() {
    Map<String, JsonNode> prices = new HashMap<>();
    for (JsonNode price : books.of("price")) {
      if (Raw.text(price, "catalogGroupId").equals("1")) {
        prices.put(Raw.text(price, "productId"), price);
      }
    }
    return prices;
  }

  private Map<String, JsonNode> byId(String kind) {
    Map<String, JsonNode> byId = new HashMap<>();
    books.of(kind).forEach(each -> byId.put(Raw.text(each, "id"), each));
    return byId;
  }

  /** Ids by an administrator's name and the block it belongs to. */
  private Map<String, String> named(String kind, String field) {
    Map<String, String> ids = new HashMap<>();
    books
        .of(kind)
        .forEach(
            each ->
                ids.put(Raw.text(each, field) + Raw.text(each, "iblockId"), Raw.text(each, "id")));
    return ids;
  }
}
