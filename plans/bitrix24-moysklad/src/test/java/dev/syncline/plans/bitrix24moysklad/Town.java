package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Failure;
import dev.syncline.Installation;
import dev.syncline.PlanCheck;
import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.memory.MemoryUser;
import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Two made-up accounts that hold what the plan speaks of, with an engine between them. */
final class Town implements AutoCloseable {

  static final BitrixMoySkladSettings SETTINGS =
      BitrixMoySkladSettings.defaults()
          .withStages(StagePair.of("NEW", "fresh"), StagePair.of("WON", "done"))
          .withInvoiceStages(StagePair.of("DT31_5:N", "issued"), StagePair.of("DT31_5:P", "paid"));

  static final String SHOWN_ID = "Bitrix24 ID";

  private final VirtualTime time = new VirtualTime();
  private TestEngine engine = TestEngine.at(time);
  final MemoryConnector bitrix = records("bitrix");
  final MemoryConnector moysklad = records("moysklad");
  private final BitrixMoySkladSettings settings;

  Town(BitrixMoySkladSettings settings) {
    this.settings = settings;
  }

  /** What MoySklad shows of Bitrix24's ids, where it has such a field. */
  static Field<String> shownId(EntityType type) {
    return Field.custom(type, SHOWN_ID, Kinds.text());
  }

  private MemoryConnector records(String name) {
    boolean orders = name.equals("moysklad");
    MemoryType order =
        MemoryType.of(
            Order.TYPE,
            Order.TITLE,
            Order.STATUS,
            Order.PIPELINE,
            Order.CUSTOMER,
            Order.CURRENCY,
            Order.COMMENT,
            Order.LINES,
            Order.ORGANIZATION,
            Order.STORE);
    MemoryType product =
        MemoryType.of(Product.TYPE, Product.NAME, Product.SKU, Product.CATEGORY)
            .createOnly(Product.KIND, Product.HAS_VARIANTS);
    MemoryType invoice =
        MemoryType.of(
                Invoice.TYPE,
                Invoice.STATUS,
                Invoice.CUSTOMER,
                Invoice.ORDER,
                Invoice.CURRENCY,
                Invoice.COMMENT,
                Invoice.LINES)
            .createOnly(Invoice.NUMBER)
            .unique(Invoice.NUMBER);
    return MemoryConnector.named(name, time)
        .with(MemoryType.of(Category.TYPE, Category.NAME, Category.PARENT))
        .with(orders ? product.custom(shownId(Product.TYPE)) : product)
        .with(
            MemoryType.of(Variant.TYPE, Variant.OPTIONS, Variant.SKU)
                .createOnly(Variant.PRODUCT, Variant.NAME))
        .with(
            MemoryType.of(
                    Customer.TYPE,
                    Customer.NAME,
                    Customer.PHONES,
                    Customer.EMAILS,
                    Customer.TAX_NUMBER,
                    Customer.TAX_REASON,
                    Customer.BANK_ACCOUNTS)
                .createOnly(Customer.KIND))
        .with(
            MemoryType.of(ContactPerson.TYPE, ContactPerson.NAME, ContactPerson.POSITION)
                .createOnly(ContactPerson.CUSTOMER))
        .with(
            orders
                ? order.createOnly(Order.NUMBER).unique(Order.NUMBER).custom(shownId(Order.TYPE))
                : order.readOnly(Order.CONTACT, Order.TOTAL))
        .with(orders ? invoice.custom(shownId(Invoice.TYPE)) : invoice)
        .build();
  }

  private SyncPlan plan() {
    return BitrixMoySkladPlan.of(
        "town", new Posing(Shop.bitrix(), bitrix), new Posing(Shop.moysklad(), moysklad), settings);
  }

  /** An engine that remembers nothing of what was. */
  void forget() {
    engine.close();
    engine = TestEngine.at(time);
  }

  Installation install() {
    return engine.install(plan());
  }

  PlanCheck check() {
    return engine.check(plan());
  }

  RunReport run() {
    return engine.runAfter(Duration.ofMinutes(10), plan());
  }

  List<String> notes() {
    return engine.check(plan()).notes();
  }

  List<Failure> failures() {
    return engine.failures(plan());
  }

  MemoryUser seller() {
    return bitrix.user();
  }

  MemoryUser keeper() {
    return moysklad.user();
  }

  /** A company that sells nothing yet. */
  Ref company(String name) {
    Entity company =
        Entity.of(Customer.TYPE, "")
            .with(Customer.KIND, Customer.COMPANY)
            .with(Customer.NAME, name);
    return new Ref(Customer.TYPE, seller().add(company));
  }

  Ref product(String name) {
    Entity product =
        Entity.of(Product.TYPE, "")
            .with(Product.KIND, Product.GOODS)
            .with(Product.NAME, name)
            .with(Product.SKU, name);
    return new Ref(Product.TYPE, seller().add(product));
  }

  static Entity deal(Ref company, Entity... rows) {
    return Entity.of(Order.TYPE, "")
        .with(Order.STATUS, "NEW")
        .with(Order.CURRENCY, "RUB")
        .with(Order.CUSTOMER, company)
        .with(Order.LINES, List.of(rows));
  }

  static Entity row(Ref product, String quantity) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.ITEM, product)
        .with(OrderLine.QUANTITY, new BigDecimal(quantity))
        .with(OrderLine.PRICING, Pricing.of("100"));
  }

  /** A row of free text. */
  static Entity free(String text, String quantity) {
    return Entity.of(OrderLine.TYPE, "")
        .cleared(OrderLine.ITEM)
        .with(OrderLine.NAME, text)
        .with(OrderLine.QUANTITY, new BigDecimal(quantity))
        .with(OrderLine.PRICING, Pricing.of("100"));
  }

  static Entity only(MemoryConnector account, EntityType type) {
    List<Entity> all = account.entities(type);
    if (all.size() != 1) {
      throw new AssertionError("not one " + type + " but " + all.size());
    }
    return all.get(0);
  }

  @Override
  public void close() {
    engine.close();
  }
}
