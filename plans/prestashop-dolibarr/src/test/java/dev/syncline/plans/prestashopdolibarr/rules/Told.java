package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.dolibarr.fake.FakeRecords;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.crash.Contents;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What stands in both programs' databases, told without ids and past every connector: each paper
 * with its lines, each payment, each movement of stock, each file. Whatever is doubled or lacks,
 * shows.
 */
final class Told {

  private static final List<String> COUNTED =
      List.of(
          "products",
          "combinations",
          "categories",
          "customers",
          "addresses",
          "orders",
          "order_histories",
          "order_payments",
          "order_slip",
          "stock_availables",
          "product_options",
          "product_option_values",
          "specific_prices",
          "messages");

  private final FakePrestaShop shop;
  private final FakeDolibarr ledger;
  private final Map<String, String> customers = new TreeMap<>();
  private final Map<String, String> products = new TreeMap<>();
  private final Map<String, String> papers = new TreeMap<>();

  Told(FakePrestaShop shop, FakeDolibarr ledger) {
    this.shop = shop;
    this.ledger = ledger;
    ledger.thirdParties().forEach(each -> customers.put(id(each), each.text("name")));
    ledger.products().forEach(each -> products.put(id(each), each.ref()));
    ledger.orders().forEach(each -> papers.put(id(each), "order " + each.text("ref_client")));
    ledger.invoices().forEach(each -> papers.put(id(each), "invoice " + each.text("ref_client")));
  }

  void into(Contents contents) {
    COUNTED.forEach(each -> contents.counting("shop " + each, shop.shelf(each).size()));
    contents.listing("shop stock", shop.products().all().stream().map(this::inShop).toList());
    list(contents, "third parties", ledger.thirdParties(), this::party);
    list(contents, "contacts", ledger.contacts(), each -> each.text("lastname"));
    list(contents, "products", ledger.products(), this::product);
    list(contents, "categories", ledger.categories(), each -> each.text("label"));
    list(contents, "orders", ledger.orders(), this::order);
    list(contents, "invoices", ledger.invoices(), this::invoice);
    list(contents, "numbers of orders", ledger.orders(), FakeRecord::ref);
    list(contents, "numbers of invoices", ledger.invoices(), FakeRecord::ref);
    list(contents, "payments", ledger.payments(), each -> "paid " + amount(each, "amount"));
    list(contents, "movements", ledger.movements(), this::movement);
    list(contents, "shipments", ledger.shipments(), each -> each.text("tracking_number"));
  }

  private static void list(
      Contents contents, String kind, FakeRecords all, Function<FakeRecord, String> telling) {
    contents.listing("ledger " + kind, all.all().stream().map(telling).toList());
  }

  private static String id(FakeRecord record) {
    return Long.toString(record.id());
  }

  private static String amount(FakeRecord record, String field) {
    return plain(record.number(field));
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private String inShop(Item product) {
    return product.get("reference")
        + ": "
        + shop.stock(product.id(), 0)
        + ", "
        + shop.images(product.id()).size()
        + " pictures";
  }

  private String party(FakeRecord party) {
    return party.text("name") + " " + party.text("email") + " " + party.text("status");
  }

  /** Stock beside the movements: a sum that is off shows as much as a movement too many. */
  private String product(FakeRecord product) {
    return product.ref()
        + " "
        + product.text("label")
        + " "
        + amount(product, "price")
        + " sold "
        + product.text("status")
        + " stock "
        + plain(ledger.stock(product.id(), Ledger.WAREHOUSE))
        + " files "
        + ledger.backOffice().files("product", product.ref()).keySet().stream().sorted().toList();
  }

  private String order(FakeRecord order) {
    return paper(order) + " billed " + order.text("billed");
  }

  private String invoice(FakeRecord invoice) {
    String source = papers.getOrDefault(invoice.text("fk_facture_source"), "");
    return "type "
        + invoice.text("type")
        + " of "
        + source
        + " "
        + paper(invoice)
        + " paid "
        + plain(ledger.backOffice().paid(invoice.id()));
  }

  private String paper(FakeRecord paper) {
    return paper.text("ref_client")
        + " of "
        + customers.get(paper.text("socid"))
        + " status "
        + paper.text("status")
        + " "
        + amount(paper, "total_ttc")
        + " "
        + Sales.lines(paper);
  }

  private String movement(FakeRecord movement) {
    return products.get(movement.text("product_id")) + " " + amount(movement, "qty");
  }
}
