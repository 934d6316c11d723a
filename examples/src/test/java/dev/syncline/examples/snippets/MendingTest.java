package dev.syncline.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is printed to a person who has to decide, word by word. */
class MendingTest {

  private final TestEngine engine = TestEngine.create();
  private final MemoryConnector crm = system("crm");
  private final MemoryConnector shop = system("shop");
  private final SyncPlan plan = Mending.plan(crm, shop);
  private final List<String> log = new ArrayList<>();

  private MemoryConnector system(String name) {
    return MemoryConnector.named(name, engine.time())
        .with(MemoryType.of(Customer.TYPE, Customer.NAME, Customer.EMAILS))
        .with(MemoryType.of(Order.TYPE, Order.NUMBER, Order.STATUS, Order.COMMENT, Order.CUSTOMER))
        .build();
  }

  private static Entity customer(String name) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, name)
        .with(Customer.EMAILS, Set.of("office@tea.example"));
  }

  private static Entity order(String number) {
    return Entity.of(Order.TYPE, "").with(Order.NUMBER, number).with(Order.STATUS, "WON");
  }

  private RunReport morning(String chosen, boolean mended) {
    Mending.Desk desk =
        new Mending.Desk() {
          @Override
          public String whichOne(Failure failure) {
            return chosen;
          }

          @Override
          public boolean mended(Failure failure) {
            return mended;
          }
        };
    Mending.morning(engine.engine(), plan, desk, log::add);
    return engine.run(plan);
  }

  private String why(String order) {
    return Mending.why(engine.engine(), plan, order);
  }

  @Test
  void anOrderWaitsForACustomerUntilAPersonTellsTheTwinsApart() {
    shop.user().add(customer("Samovar")); // S1
    shop.user().add(customer("Samovar Ltd")); // S2
    String buyer = crm.user().add(customer("Samovar")); // C1
    String order =
        crm.user().add(order("4711").with(Order.CUSTOMER, new Ref(Customer.TYPE, buyer))); // C2
    engine.run(plan);

    RunReport report = morning("S2", false);

    assertThat(log)
        .containsExactly(
            "customer C1 (left): matches 2 on the right: S1, S2;"
                + " release with engine.choose(plan, failure, \"S1\")",
            "order C2 (left): waits for customer C1 (matches 2 on the right: S1, S2);"
                + " release with engine.choose(plan, failure, \"S1\")");
    assertThat(report.clean()).isTrue();
    assertThat(engine.failures(plan)).isEmpty();
    assertThat(shop.entities(Order.TYPE))
        .singleElement()
        .satisfies(made -> assertThat(made.require(Order.CUSTOMER).id()).isEqualTo("S2"));
    assertThat(why(order))
        .startsWith("order C2 (left): linked to right S3\n")
        .contains("\n  number: from left in run " + report.run());
  }

  @Test
  void whatWasRefusedIsTriedAgainAtOnceWhenItIsMended() {
    shop.faults().refuse(write -> write.type().equals(Order.TYPE), Refusal.Code.NUMBER_TAKEN);
    String order = crm.user().add(order("4711"));
    engine.run(plan);
    shop.faults().allowAll();

    RunReport report = morning("", true);

    assertThat(log)
        .singleElement()
        .asString()
        .startsWith(
            "order C1 (left): refused, right refused: [NUMBER_TAKEN]; tried again by itself")
        .endsWith("; engine.retry(plan, failure) tries it at once");
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    crm.user().set(order, Order.STATUS, "NEW");
    shop.user().set("S1", Order.COMMENT, "by the window");
    engine.run(plan);
    assertThat(why(order).lines())
        .containsExactly(
            "order C1 (left): linked to right S1",
            "  number: from left in run " + report.run(),
            "  comment: changed on the right, not carried: it goes to the right only",
            "  status: skipped, UNMAPPED",
            "  customer: the same on both sides");
  }

  @Test
  void whatIsPutAwayStaysAwayUntilItChanges() {
    shop.faults().refuse(write -> write.type().equals(Order.TYPE), Refusal.Code.NUMBER_TAKEN);
    String order = crm.user().add(order("4711"));
    engine.run(plan);

    morning("", false);

    shop.faults().allowAll();
    engine.runAfter(Duration.ofDays(1), plan);
    assertThat(engine.failures(plan)).isEmpty();
    assertThat(shop.entities(Order.TYPE)).isEmpty();
    crm.user().set(order, Order.NUMBER, "4712");
    engine.run(plan);
    assertThat(shop.entities(Order.TYPE)).hasSize(1);
  }
}
