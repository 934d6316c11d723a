package dev.syncline.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules of one's own, on two made-up systems in memory. */
class OwnRulesTest {

  private static final Instant LAST_YEAR = Instant.parse("2025-12-01T08:00:00Z");

  private final VirtualTime time = new VirtualTime(LAST_YEAR);
  private final TestEngine engine = TestEngine.at(time);
  private final MemoryConnector crm =
      MemoryConnector.named("crm", time)
          .with(
              MemoryType.of(Customer.TYPE, Customer.NAME, Customer.EMAILS).custom(OwnRules.LOYALTY))
          .with(MemoryType.of(Order.TYPE, Order.NUMBER, Order.TITLE, Order.CUSTOMER))
          .build();
  private final MemoryConnector shop =
      MemoryConnector.named("shop", time)
          .with(MemoryType.of(Customer.TYPE, Customer.NAME, Customer.EMAILS).custom(OwnRules.GROUP))
          .with(
              MemoryType.of(Order.TYPE, Order.NUMBER, Order.COMMENT, Order.CUSTOMER, Order.PAID_AT))
          .build();
  private final SyncPlan plan = OwnRules.crmAndShop(crm, shop);

  OwnRulesTest() {
    crm.user().makeField(new CustomField(Customer.TYPE, "loyalty", "loyalty", Sort.CHOICE));
    shop.user().makeField(new CustomField(Customer.TYPE, "group", "group", Sort.CHOICE));
  }

  private static Entity customer(String name) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, name)
        .with(Customer.EMAILS, Set.of(name + "@tea.example"));
  }

  private static Entity order(String number) {
    return Entity.of(Order.TYPE, "").with(Order.NUMBER, number).with(Order.COMMENT, "gift");
  }

  @Test
  void aCodeInAFieldThatPeopleMadeIsTranslatedBothWays() {
    String tanya = crm.user().add(customer("tanya").with(OwnRules.LOYALTY, "GOLD"));
    engine.run(plan);
    Entity there = shop.entities(Customer.TYPE).get(0);
    assertThat(there.get(OwnRules.GROUP)).contains("vip");

    shop.user().set(there.id(), OwnRules.GROUP, "regulars");
    engine.run(plan);
    assertThat(crm.entity(Customer.TYPE, tanya).get(OwnRules.LOYALTY)).contains("SILVER");

    shop.user().set(there.id(), OwnRules.GROUP, "a group that nobody mapped");
    engine.run(plan);
    assertThat(crm.entity(Customer.TYPE, tanya).get(OwnRules.LOYALTY)).contains("NEW");
  }

  @Test
  void anOrderComesOnceItIsPaidWithWhoOrderedAndNothingOfThePast() {
    shop.user().add(order("1").with(Order.PAID_AT, LAST_YEAR));
    time.advance(Duration.ofDays(60));
    String buyer = shop.user().add(customer("ivan"));
    String unpaid =
        shop.user().add(order("2").with(Order.CUSTOMER, shop.entity(Customer.TYPE, buyer).ref()));

    engine.run(plan);
    assertThat(crm.entities(Order.TYPE)).isEmpty();

    shop.user().set(unpaid, Order.PAID_AT, time.now());
    assertThat(engine.run(plan).created(Side.LEFT)).isEqualTo(1);
    assertThat(crm.entities(Order.TYPE))
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.get(Order.NUMBER)).contains("2");
              assertThat(order.get(Order.TITLE)).contains("gift");
              assertThat(crm.entity(Customer.TYPE, order.require(Order.CUSTOMER).id()))
                  .satisfies(who -> assertThat(who.get(Customer.NAME)).contains("ivan"));
            });
  }
}
