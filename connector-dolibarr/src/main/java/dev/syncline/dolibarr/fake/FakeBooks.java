package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an installation holds, as people see it at their screens and change it there. Thread-safe.
 *
 * @since 0.1
 */
public abstract class FakeBooks {

  FakeBooks() {}

  abstract Installation installation();

  /** Products and services. */
  public FakeRecords products() {
    return new FakeRecords(this, "products");
  }

  /** Categories. */
  public FakeRecords categories() {
    return new FakeRecords(this, "categories");
  }

  /** Third parties. */
  public FakeRecords thirdParties() {
    return new FakeRecords(this, "thirdparties");
  }

  /** Contacts. */
  public FakeRecords contacts() {
    return new FakeRecords(this, "contacts");
  }

  /** Orders of customers. */
  public FakeRecords orders() {
    return new FakeRecords(this, "orders");
  }

  /** Invoices and credit notes. */
  public FakeRecords invoices() {
    return new FakeRecords(this, "invoices");
  }

  /** Payments; they are made by {@link #pay}. */
  public FakeRecords payments() {
    return new FakeRecords(this, "paiements");
  }

  /** Shipments. */
  public FakeRecords shipments() {
    return new FakeRecords(this, "shipments");
  }

  /** Warehouses. */
  public FakeRecords warehouses() {
    return new FakeRecords(this, "warehouses");
  }

  /** Stock movements. */
  public FakeRecords movements() {
    return new FakeRecords(this, "stockmovements");
  }

  /** Entries of the calendar. */
  public FakeRecords events() {
    return new FakeRecords(this, "agendaevents");
  }

  /** Bank accounts. */
  public FakeRecords bankAccounts() {
    return new FakeRecords(this, "bankaccounts");
  }

  /** What is set up beside the objects: extra fields, webhooks, currencies; links and files. */
  public FakeBackOffice backOffice() {
    return new FakeBackOffice(installation());
  }

  /** Moves stock as a person does; answers the movement's id. */
  public long move(long product, long warehouse, int quantity) {
    ObjectNode body = Php.object().put("product_id", product).put("warehouse_id", warehouse);
    return installation().asPerson("POST", "stockmovements", body.put("qty", quantity)).asLong();
  }

  /** What lies in a warehouse. */
  public BigDecimal stock(long product, long warehouse) {
    return installation().look(session -> Stocks.real(session, product, warehouse));
  }

  /** What lies in all warehouses. */
  public BigDecimal stock(long product) {
    return installation().look(session -> Stocks.total(session, product));
  }

  /** Pays a part of an invoice as a person does, by transfer; answers the payment's id. */
  public long pay(long invoice, String amount) {
    ObjectNode body = Php.object();
    body.putObject("arrayofamounts")
        .putObject(String.valueOf(invoice))
        .put("amount", amount)
        .put("multicurrency_amount", "");
    body.put("datepaye", installation().clocks.seconds()).put("paymentid", 2);
    body.put("closepaidinvoices", "yes").put("accountid", 1);
    return installation().asPerson("POST", "invoices/paymentsdistributed", body).asLong();
  }

  /** What is in every collection, by the name of its resource: how many. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (FakeRecords records :
        List.of(
            products(),
            categories(),
            thirdParties(),
            contacts(),
            orders(),
            invoices(),
            payments(),
            shipments(),
            warehouses(),
            movements())) {
      counts.put(records.resource(), records.size());
    }
    return counts;
  }

  List<FakeRecord> records(String resource) {
    return installation().records(resource).stream().map(FakeRecord::new).toList();
  }

  long add(String resource, FakeDraft draft) {
    return Screen.add(installation(), resource, draft);
  }

  void change(String resource, long id, FakeDraft draft) {
    installation().asPerson("PUT", resource + "/" + id, draft.fields());
  }

  void remove(String resource, long id) {
    installation().asPerson("DELETE", resource + "/" + id, Php.object());
  }

  void act(String resource, long id, String step) {
    Screen.act(installation(), resource, id, step);
  }
}
