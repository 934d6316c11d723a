package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Ref;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows without a product, between the vendors as they are. */
class FreeRowsOnFakesTest {

  private int count;

  @Test
  @Rule("B-052")
  void aRowWithoutProductIsAServiceThatIsMadeOnceAndARepeatWritesNothing() {
    VirtualTime time = new VirtualTime();
    try (FakeBitrix24 portal = FakeBitrix24.builder().time(time).build();
        FakeMoySklad account = FakeMoySklad.builder().time(time).build();
        BitrixConnector left = portal.connector();
        MoySkladConnector right = account.connector();
        TestEngine engine = TestEngine.at(time)) {
      left.check();
      right.check();
      BitrixMoySkladSettings settings =
          BitrixMoySkladSettings.proposed(left, right).withReserve(true);
      Ref company = made(left, company());
      made(left, deal(settings, company, "Delivery"));
      made(left, deal(settings, company, "Delivery"));
      SyncPlan plan = BitrixMoySkladPlan.of("free", left, right, settings);

      RunReport first = engine.runAfter(Duration.ofHours(1), plan);

      assertThat(first.clean()).as(first + " " + engine.failures(plan)).isTrue();
      assertThat(account.services().all()).hasSize(1);
      assertThat(account.services().all().get(0).name()).isEqualTo("Delivery");
      assertThat(account.customerOrders().all()).hasSize(2);
      assertThat(engine.runAfter(Duration.ofHours(1), plan).writes()).isZero();
      assertThat(engine.runAfter(Duration.ofDays(1), plan).writes()).isZero();
    }
  }

  private static Entity company() {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, "Acme");
  }

  private static Entity deal(BitrixMoySkladSettings settings, Ref company, String text) {
    Entity row =
        Entity.of(OrderLine.TYPE, "")
            .cleared(OrderLine.ITEM)
            .with(OrderLine.NAME, text)
            .with(OrderLine.QUANTITY, BigDecimal.TEN)
            .with(OrderLine.PRICING, Pricing.of("100"));
    return Entity.of(Order.TYPE, "")
        .with(Order.TITLE, "Deal")
        .with(Order.STATUS, settings.stages().get(0).stage())
        .with(Order.CURRENCY, "RUB")
        .with(Order.CUSTOMER, company)
        .with(Order.LINES, List.of(row));
  }

  private Ref made(BitrixConnector portal, Entity wanted) {
    OperationKey key =
        new OperationKey("people", wanted.type().name(), Integer.toString(++count), 1, "create");
    WriteResult made = portal.write(List.of(new Write.Create(key, wanted))).get(0);
    return new Ref(wanted.type(), ((WriteResult.Written) made).id());
  }
}
