package dev.syncline.examples.prestashopdolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.dolibarr.fake.FakeRecords;
import dev.syncline.examples.compare.Books;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw objects of a Dolibarr, with what its screens show beside them. */
final class DolibarrBooks {

  private static final long WAREHOUSE = 1;

  private DolibarrBooks() {}

  static Books read(FakeDolibarr ledger) {
    Map<String, List<JsonNode>> shelves = new LinkedHashMap<>();
    shelves.put("categories", all(ledger.categories()));
    shelves.put(
        "products", ledger.products().all().stream().map(each -> product(ledger, each)).toList());
    shelves.put("thirdparties", all(ledger.thirdParties()));
    shelves.put("contacts", all(ledger.contacts()));
    shelves.put("orders", all(ledger.orders()));
    shelves.put(
        "invoices", ledger.invoices().all().stream().map(each -> invoice(ledger, each)).toList());
    shelves.put("payments", all(ledger.payments()));
    return new Books(shelves);
  }

  private static List<JsonNode> all(FakeRecords records) {
    return records.all().stream().map(each -> (JsonNode) each.json()).toList();
  }

  private static JsonNode product(FakeDolibarr ledger, FakeRecord record) {
    ObjectNode json = record.json().deepCopy();
    json.put("warehouse", ledger.stock(record.id(), WAREHOUSE));
    ArrayNode categories = json.putArray("stands_in");
    ledger.backOffice().categoriesOf(record.id()).forEach(categories::add);
    return json;
  }

  private static JsonNode invoice(FakeDolibarr ledger, FakeRecord record) {
    ObjectNode json = record.json().deepCopy();
    return json.put("paid_sum", ledger.backOffice().paid(record.id()));
  }
}
