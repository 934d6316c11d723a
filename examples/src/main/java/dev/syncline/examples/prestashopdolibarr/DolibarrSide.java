package dev.syncline.examples.prestashopdolibarr;

import static dev.syncline.examples.compare.Raw.id;
import static dev.syncline.examples.compare.Raw.number;
import static dev.syncline.examples.compare.Raw.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Item;
import dev.syncline.examples.compare.Raw;
import dev.syncline.examples.compare.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** How the raw objects of a Dolibarr are read for the comparison. */
final class DolibarrSide {

  /** Ids of the vendor's own list of countries. */
  private static final Map<String, String> COUNTRIES =
      Map.of("1", "FR", "4", "ES", "5", "DE", "41", "AT");

  private static final Map<String, String> STATUSES =
      Map.of("-1", "cancelled", "0", "draft", "1", "validated", "2", "under way", "3", "closed");
  private static final String COMBINATION = "variant.3d.product";
  private static final String PRIVATE = "8";
  private static final String CREDIT_NOTE = "2";
  private static final String INVOICE_NOTE = "Invoice of the shop: ";
  private static final String SLIP_NOTE = "Credit slip of the shop: ";

  private final Books books;

  DolibarrSide(Books books) {
    this.books = books;
  }

  /**
   * What our create left in {@code ref_ext}: the shop's kind and id, behind what is ours; a colon
   * is written as the vendor takes it.
   */
  private record Mark(String kind, String id) {

    static Mark of(JsonNode document) {
      String[] words = text(document, "ref_ext").split("\\.3a\\.", -1);
      return words.length < 3
          ? new Mark("", "")
          : new Mark(words[words.length - 2], words[words.length - 1]);
    }
  }

  List<Item> categories() {
    List<Item> items = new ArrayList<>();
    for (JsonNode category : books.of("categories")) {
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("name", Value.text(text(category, "label")));
      fields.put(
          "parent", Value.pointer(PrestaShopDolibarrTable.CATEGORY, id(category, "fk_parent")));
      items.add(item(category, "name:" + text(category, "label"), fields));
    }
    return items;
  }

  List<Item> products() {
    return goods("product");
  }

  List<Item> combinations() {
    return goods(COMBINATION);
  }

  /** Both are products here; the services on which delivery and vouchers stand are neither. */
  private List<Item> goods(String kind) {
    Map<String, String> names = new HashMap<>();
    books.of("categories").forEach(each -> names.put(text(each, "id"), text(each, "label")));
    List<Item> items = new ArrayList<>();
    for (JsonNode product : books.of("products")) {
      if (!Mark.of(product).kind().equals(kind)) {
        continue;
      }
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("reference", Value.text(text(product, "ref")));
      fields.put("vat", Value.text(Raw.percent(number(product, "tva_tx"))));
      fields.put("on sale", Value.text(text(product, "status").equals("1") ? "yes" : "no"));
      fields.put(
          "long text", Value.text(text(product.path("array_options"), "options_longdescript")));
      fields.put("categories", Value.text(stands(product, names)));
      if (kind.equals("product")) {
        fields.put("name", Value.text(text(product, "label")));
      } else {
        fields.put("options", Value.text(options(text(product, "description"))));
      }
      fields.put("price", Value.exact(number(product, "price")));
      fields.put("weight", Value.exact(number(product, "weight")));
      fields.put("barcode", Value.text(text(product, "barcode")));
      fields.put("stock", Value.exact(number(product, "warehouse")));
      items.add(item(product, "ref:" + text(product, "ref"), fields));
    }
    return items;
  }

  private static String stands(JsonNode product, Map<String, String> names) {
    Set<String> stands = new TreeSet<>();
    product.path("stands_in").forEach(each -> stands.add(names.getOrDefault(each.asText(), "?")));
    StringJoiner all = new StringJoiner(", ");
    stands.forEach(all::add);
    return all.toString();
  }

  /** The first line of a combination's description says what it is. */
  private static String options(String description) {
    String first = description.split("<br", 2)[0];
    return new TreeSet<>(List.of(first.split(", ", -1))).toString();
  }

  List<Item> customers() {
    List<Item> items = new ArrayList<>();
    for (JsonNode party : books.of("thirdparties")) {
      Map<String, Value> fields = new LinkedHashMap<>();
      boolean person = text(party, "typent_id").equals(PRIVATE);
      fields.put("kind", Value.text(person ? "person" : "company"));
      fields.put("name", Value.text(text(party, "name")));
      fields.put("email", Value.text(Raw.email(text(party, "email"))));
      fields.put("phone", Value.text(Raw.phone(text(party, "phone"))));
      fields.put("street", Value.text(text(party, "address")));
      fields.put("postcode", Value.text(text(party, "zip")));
      fields.put("city", Value.text(text(party, "town")));
      String country = text(party, "country_id");
      fields.put("country", Value.text(COUNTRIES.getOrDefault(country, country)));
      fields.put("VAT number", Value.text(text(party, "tva_intra")));
      items.add(item(party, "email:" + Raw.email(text(party, "email")), fields));
    }
    return items;
  }

  List<Item> orders() {
    Map<String, Value> goods = new HashMap<>();
    for (JsonNode product : books.of("products")) {
      String kind = Mark.of(product).kind();
      String id = text(product, "id");
      if (kind.equals("product")) {
        goods.put(id, Value.pointer(PrestaShopDolibarrTable.PRODUCT, id));
      } else if (kind.equals(COMBINATION)) {
        goods.put(id, Value.pointer(PrestaShopDolibarrTable.COMBINATION, id));
      }
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode order : books.of("orders")) {
      String status = text(order, "status");
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("reference", Value.text(text(order, "ref_client")));
      fields.put("status", Value.text(STATUSES.getOrDefault(status, status)));
      fields.put("day", day(order));
      paper(fields, order);
      List<JsonNode> sold = new ArrayList<>();
      for (JsonNode line : order.path("lines")) {
        if (goods.containsKey(id(line, "fk_product"))) {
          sold.add(line);
        }
      }
      fields.put("goods", Value.exact(BigDecimal.valueOf(sold.size())));
      for (int i = 0; i < sold.size(); i++) {
        String at = "row " + (i + 1) + " ";
        JsonNode line = sold.get(i);
        fields.put(at + "item", goods.getOrDefault(id(line, "fk_product"), Value.text("nothing")));
        fields.put(at + "quantity", Value.exact(number(line, "qty")));
        fields.put(at + "price", Value.exact(number(line, "subprice")));
      }
      items.add(item(order, "reference:" + text(order, "ref_client"), fields));
    }
    return items;
  }

  List<Item> invoices() {
    List<Item> items = new ArrayList<>();
    for (JsonNode invoice : books.of("invoices")) {
      if (text(invoice, "type").equals(CREDIT_NOTE)) {
        continue;
      }
      String number = noted(invoice, INVOICE_NOTE);
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("number", Value.text(number));
      fields.put("order", Value.text(text(invoice, "ref_client")));
      fields.put("day", day(invoice));
      fields.put("paid", Value.exact(number(invoice, "paid_sum")));
      paper(fields, invoice);
      items.add(item(invoice, "number:" + number, fields));
    }
    return items;
  }

  List<Item> payments() {
    List<Item> items = new ArrayList<>();
    for (JsonNode payment : books.of("payments")) {
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("amount", Value.exact(number(payment, "amount")));
      fields.put("day", day(payment));
      items.add(item(payment, "", fields));
    }
    return items;
  }

  /** What is given back is less than nothing here. */
  List<Item> creditNotes() {
    List<Item> items = new ArrayList<>();
    for (JsonNode note : books.of("invoices")) {
      if (!text(note, "type").equals(CREDIT_NOTE)) {
        continue;
      }
      String number = noted(note, SLIP_NOTE);
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("number", Value.text(number));
      fields.put("day", day(note));
      fields.put("customer", customer(note));
      fields.put("total with tax", Value.exact(number(note, "total_ttc").negate()));
      items.add(item(note, "number:" + number, fields));
    }
    return items;
  }

  private static String noted(JsonNode paper, String words) {
    return text(paper, "note_private")
        .lines()
        .filter(line -> line.startsWith(words))
        .map(line -> line.substring(words.length()))
        .findFirst()
        .orElse("");
  }

  private static void paper(Map<String, Value> fields, JsonNode paper) {
    fields.put("customer", customer(paper));
    fields.put("total with tax", Value.exact(number(paper, "total_ttc")));
    fields.put("total without tax", Value.exact(number(paper, "total_ht")));
  }

  private static Value customer(JsonNode paper) {
    return Value.pointer(PrestaShopDolibarrTable.CUSTOMER, text(paper, "socid"));
  }

  /** A document has a day and no time. */
  private static Value day(JsonNode document) {
    Instant moment = Instant.ofEpochSecond(document.path("date").asLong());
    return Value.text(moment.atOffset(ZoneOffset.UTC).toLocalDate().toString());
  }

  private static Item item(JsonNode document, String key, Map<String, Value> fields) {
    return new Item(
        text(document, "id"), Set.of(Mark.of(document).id()), List.of(key), true, fields);
  }
}
