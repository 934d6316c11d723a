package dev.syncline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Feed.StartAt;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlansTest {

  private static final Deaf LEFT = new Deaf("left");
  private static final Deaf RIGHT = new Deaf("right");

  @Test
  void aPlanNeedsAName() {
    assertThatThrownBy(() -> SyncPlan.named(" ")).hasMessage("a plan needs a name");
  }

  @Test
  void aPlanTakesOneFlowOfAName() {
    SyncPlan.Builder plan =
        SyncPlan.named("shop").between(LEFT, RIGHT).flow(Flow.of(Customer.TYPE));

    assertThatThrownBy(() -> plan.flow(Flow.of(Customer.TYPE).toLeft()))
        .hasMessage("plan shop has a flow customer already");
  }

  @Test
  void aFlowsTypeMustBeOneThatItsSideHas() {
    SyncPlan.Builder plan = SyncPlan.named("shop").between(LEFT, RIGHT);

    assertThatThrownBy(() -> plan.flow(Flow.of(Category.TYPE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("deaf:left has no category; it has [")
        .hasMessageContaining("customer");
    assertThatThrownBy(() -> plan.flow(Flow.between(Customer.TYPE, Category.TYPE)))
        .hasMessageStartingWith("deaf:right has no category; it has [");
  }

  @Test
  void aPlanKnowsItsSidesItsFlowsInOrderAndEachProblemOnce() {
    PlanProblem problem =
        new PlanProblem("UNMAPPED", "deaf:left", "stages", "WON has no pair", "pair it");
    SyncPlan plan =
        SyncPlan.named("shop")
            .between(LEFT, RIGHT)
            .flow(Flow.of(Customer.TYPE))
            .flow(Flow.between(Variant.TYPE, Product.TYPE))
            .check(() -> List.of(problem))
            .check(() -> List.of(problem))
            .note(() -> List.of("a person left"))
            .note(() -> List.of("a person left", "and one came"))
            .build();

    assertThat(plan).hasToString("plan \"shop\" deaf:left and deaf:right");
    assertThat(plan.connector(Side.RIGHT)).isSameAs(RIGHT);
    assertThat(plan.flows()).extracting(Flow::name).containsExactly("customer", "variant=product");
    assertThat(plan.problems()).containsExactly(problem);
    assertThat(plan.notes()).containsExactly("a person left", "and one came");
  }

  @Test
  void aFlowReadsWhatItsRulesItsKeysAndItsConditionsLookAt() {
    Flow flow =
        Flow.of(Order.TYPE)
            .fields(FieldRules.of(Order.TYPE).copy(Order.COMMENT))
            .matchBy(Order.NUMBER)
            .createWhen(order -> order.has(Order.PAID_AT), Order.PAID_AT)
            .updateWhen(order -> order.has(Order.STORE), Order.STORE);

    for (Side side : Side.values()) {
      assertThat(flow.reads(side))
          .containsExactlyInAnyOrder(Order.COMMENT, Order.NUMBER, Order.PAID_AT, Order.STORE);
    }
    assertThat(flow.creates(Entity.of(Order.TYPE, "1"))).isFalse();
    assertThat(flow.updates(Entity.of(Order.TYPE, "1").with(Order.STORE, "s"))).isTrue();
  }

  @Test
  void aChangedFlowIsAnotherFlow() {
    Flow flow = Flow.of(Order.TYPE);
    flow.toLeft().conflicts(Conflicts.RIGHT).drift(Drift.MIRROR).onDemand().matchBy(Order.NUMBER);

    assertThat(flow.direction()).isEqualTo(Direction.BOTH);
    assertThat(flow.conflicts()).isEqualTo(Conflicts.ORIGIN);
    assertThat(flow.drift()).isEqualTo(Drift.PUSH);
    assertThat(flow.isOnDemand()).isFalse();
    assertThat(flow.keys()).isEmpty();
    assertThat(flow.since(LocalDate.parse("2026-03-01")).start())
        .isEqualTo(new StartAt.Since(Instant.parse("2026-03-01T00:00:00Z")));
  }

  @Test
  void aSecretOfTheWrongLengthIsRefusedAndNoCallerCanSpoilIt() {
    assertThatThrownBy(() -> Secrets.of(new byte[15])).hasMessage("a fingerprint key has 16 bytes");
    byte[] key = new byte[16];
    Secrets secrets = Secrets.of(key);
    key[0] = 1;
    secrets.key("shop")[1] = 1;
    assertThat(secrets.key("shop")).containsOnly(0);
    assertThat(secrets.toString()).doesNotContain("[0, 0");
  }
}
