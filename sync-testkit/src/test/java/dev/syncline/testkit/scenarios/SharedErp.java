package dev.syncline.testkit.scenarios;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.TimeSource;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.util.List;
import java.util.function.UnaryOperator;

/** Two shops and the one ERP that both are in step with, each by a plan of its own. */
final class SharedErp {

  /** A leading 8 is how people write +7. */
  static final PhoneRules RUSSIAN =
      raw -> {
        String digits = PhoneRules.digits().normal(raw);
        return digits.length() == 11 && digits.startsWith("8") ? "7" + digits.substring(1) : digits;
      };

  final VirtualTime time = new VirtualTime();
  final LinkStore store;
  final MemoryConnector shop1;
  final MemoryConnector shop2;
  final MemoryConnector erp;
  SyncEngine engine;
  SyncPlan one;
  SyncPlan two;

  private SharedErp(UnaryOperator<MemoryType> erpTypes) {
    store = new InMemoryLinkStore();
    shop1 = system("shop1", time, UnaryOperator.identity());
    shop2 = system("shop2", time, UnaryOperator.identity());
    erp = system("erp", time, erpTypes);
    engine = process();
    one = plan("one", shop1, erp, customers());
    two = plan("two", shop2, erp, customers());
  }

  private SyncEngine process() {
    return SyncEngine.builder()
        .links(store)
        .secrets(secrets())
        .phones(RUSSIAN)
        .runtime(new VirtualRuntime(time))
        .build();
  }

  /** A new process on the same store. */
  void restart() {
    engine = process();
  }

  /** The ERP treats its types like this. */
  static SharedErp erp(UnaryOperator<MemoryType> erpTypes) {
    return new SharedErp(erpTypes);
  }

  /** Each plan has a key of its own, and all share those of the accounts. */
  static Secrets secrets() {
    return name -> {
      byte[] key = new byte[Secrets.KEY_LENGTH];
      key[0] = (byte) name.hashCode();
      key[1] = (byte) (name.hashCode() >> 8);
      return key;
    };
  }

  static MemoryConnector system(String name, TimeSource time, UnaryOperator<MemoryType> tweak) {
    return MemoryConnector.named(name, time)
        .with(
            tweak.apply(
                MemoryType.of(
                    Customer.TYPE,
                    Customer.NAME,
                    Customer.EMAILS,
                    Customer.PHONES,
                    Customer.TAX_NUMBER,
                    Customer.COMMENT)))
        .with(tweak.apply(MemoryType.of(Product.TYPE, Product.NAME, Product.SKU)))
        .with(tweak.apply(MemoryType.of(Order.TYPE, Order.NUMBER, Order.CUSTOMER)))
        .with(tweak.apply(MemoryType.of(StockLevel.TYPE, StockLevel.ITEM, StockLevel.QUANTITY)))
        .build();
  }

  static SyncPlan plan(String name, MemoryConnector shop, MemoryConnector erp, Flow... flows) {
    SyncPlan.Builder plan = SyncPlan.named(name).between(shop, erp);
    for (Flow flow : flows) {
      plan.flow(flow);
    }
    return plan.build();
  }

  static Flow customers() {
    return Flow.of(Customer.TYPE)
        .matchBy(Customer.TAX_NUMBER, Customer.EMAILS, Customer.PHONES)
        .fields(
            FieldRules.of(Customer.TYPE)
                .copy(
                    Customer.NAME,
                    Customer.EMAILS,
                    Customer.PHONES,
                    Customer.TAX_NUMBER,
                    Customer.COMMENT));
  }

  static Flow orders() {
    return Flow.of(Order.TYPE)
        .matchBy(Order.NUMBER)
        .fields(FieldRules.of(Order.TYPE).copy(Order.NUMBER));
  }

  RunReport run(SyncPlan plan) {
    return engine.run(plan);
  }

  List<Failure> failures(SyncPlan plan) {
    return engine.failures(plan);
  }
}
