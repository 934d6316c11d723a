package dev.syncline.examples.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A mapper of one's own, on two made-up systems in memory. */
class LoyaltyMapperTest {

  private final VirtualTime time = new VirtualTime();
  private final TestEngine engine = TestEngine.at(time);
  private final MemoryConnector shop = customersOf("shop");
  private final MemoryConnector crm = customersOf("crm");
  private final SyncPlan plan =
      SyncPlan.named("loyalty")
          .between(shop, crm)
          .flow(Flow.of(Customer.TYPE).matchBy(Customer.EMAILS).fields(new LoyaltyMapper()))
          .build();

  private MemoryConnector customersOf(String name) {
    return MemoryConnector.named(name, time)
        .with(
            MemoryType.of(
                Customer.TYPE,
                Customer.KIND,
                Customer.NAME,
                Customer.EMAILS,
                Customer.PHONES,
                Customer.COMMENT))
        .build();
  }

  private static Entity customer(String kind, String email) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.KIND, kind)
        .with(Customer.NAME, "Tea & Co")
        .with(Customer.EMAILS, Set.of(email));
  }

  @Test
  void theRightSideSaysWhichSortOfCustomerItIs() {
    shop.user().add(customer(Customer.COMPANY, "office@tea.example"));

    engine.run(plan);

    assertThat(crm.entities(Customer.TYPE))
        .singleElement()
        .satisfies(held -> assertThat(held.get(Customer.COMMENT)).contains("trade customer"));
  }

  @Test
  void aTestCustomerStaysOutAndTheReportSaysWhy() {
    shop.user().add(customer(Customer.PERSON, "robot@Example.TEST"));

    RunReport report = engine.run(plan);

    assertThat(crm.entities(Customer.TYPE)).isEmpty();
    assertThat(report.flows().get("customer").skipped())
        .containsEntry(LoyaltyMapper.TEST_CUSTOMER, 1L);
  }
}
