package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.Flow;
import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts that are in step with one other account only. */
class PairingsTest {

  private final TestEngine engine = TestEngine.create();
  private final MemoryConnector shop = account("shop");
  private final MemoryConnector stock = account("stock");
  private final MemoryConnector other = account("other");

  @AfterEach
  void close() {
    engine.close();
  }

  private MemoryConnector account(String name) {
    return MemoryConnector.named(name, engine.time())
        .with(MemoryType.of(Product.TYPE, Product.NAME))
        .build();
  }

  private static SyncPlan plan(String name, Connector left, Connector right) {
    return builder(name, left, right).exclusive().build();
  }

  private static SyncPlan.Builder builder(String name, Connector left, Connector right) {
    return SyncPlan.named(name)
        .between(left, right)
        .flow(Flow.of(Product.TYPE).fields(FieldRules.of(Product.TYPE).copy(Product.NAME)));
  }

  @Test
  void anAccountThatIsPairedIsRefusedToAThirdFromEitherSide() {
    engine.run(plan("one", shop, stock));

    assertThat(engine.check(plan("two", shop, other)).problems())
        .extracting(PlanProblem::code, PlanProblem::account)
        .containsExactly(tuple("ALREADY_CONNECTED", shop.account().key()));
    assertThat(engine.check(plan("two", other, stock)).problems())
        .extracting(PlanProblem::account)
        .containsExactly(stock.account().key());
    assertThatThrownBy(() -> engine.run(plan("two", shop, other)))
        .isInstanceOf(PlanNotReady.class)
        .hasMessageContaining(stock.account().key());
    assertThat(engine.run(plan("one", shop, stock)).clean()).isTrue();
  }

  @Test
  void thePairingStandsUntilItIsEndedByAPlanOfBothAccounts() {
    engine.run(plan("one", shop, stock));
    engine.engine().disconnect(plan("two", shop, other));
    assertThat(engine.check(plan("two", shop, other)).problems()).isNotEmpty();

    engine.engine().disconnect(plan("one", shop, stock));
    assertThat(engine.check(plan("two", shop, other)).problems()).isEmpty();
    assertThat(engine.check(plan("three", other, stock)).problems()).isEmpty();
  }

  @Test
  void aPlanThatIsNotExclusivePairsNothingAndIsRefusedNothing() {
    engine.run(builder("one", shop, stock).build());
    assertThat(engine.check(plan("two", shop, other)).problems()).isEmpty();
    engine.run(plan("two", shop, other));
    assertThat(engine.check(builder("one", shop, stock).build()).problems()).isEmpty();
  }
}
