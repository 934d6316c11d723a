package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** H13: a changed key shows another, empty account behind the same address. */
class H13FalseDeleteTest {

  private static SyncPlan plan(SharedErp world, Connector erp) {
    Flow flow = SharedErp.customers().gone(Gone.DELETE);
    return SyncPlan.named("one").between(world.shop1, erp).flow(flow).build();
  }

  private static SharedErp linked() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    for (int each = 0; each < 3; each++) {
      world
          .shop1
          .user()
          .add(
              Entity.of(Customer.TYPE, "")
                  .with(Customer.NAME, "Ann " + each)
                  .with(Customer.TAX_NUMBER, "770708389" + each));
    }
    world.run(plan(world, world.erp));
    return world;
  }

  private static MemoryConnector another(SharedErp world) {
    return MemoryConnector.named("erp", world.time)
        .identity("another")
        .with(
            MemoryType.of(
                Customer.TYPE,
                Customer.NAME,
                Customer.EMAILS,
                Customer.PHONES,
                Customer.TAX_NUMBER,
                Customer.COMMENT))
        .build();
  }

  @Test
  void anotherAccountBehindTheSameAddressStopsThePlanByName() {
    SharedErp world = linked();
    MemoryConnector another = another(world);
    String first = world.shop1.entities(Customer.TYPE).get(0).id();
    world.shop1.user().set(first, Customer.NAME, "changed meanwhile");
    assertThatThrownBy(() -> world.run(plan(world, another)))
        .isInstanceOf(PlanNotReady.class)
        .hasMessageContaining("was memory:erp (erp) and is now memory:erp (another)")
        .hasMessageContaining("credentials of the first account");
    assertThat(world.engine.check(plan(world, another)).problems())
        .extracting(PlanProblem::code)
        .containsExactly("ACCOUNT_CHANGED");
    assertThat(world.shop1.entities(Customer.TYPE)).hasSize(3);
    assertThat(another.entities(Customer.TYPE)).isEmpty();
    assertThat(another.requests()).isEqualTo(another.faults().calls(MemoryCall.CHECK));
  }

  @Test
  void withTheFirstAccountAgainItGoesOnAsIfNothingHadBeen() {
    SharedErp world = linked();
    assertThatThrownBy(() -> world.run(plan(world, another(world))))
        .isInstanceOf(PlanNotReady.class);
    String first = world.shop1.entities(Customer.TYPE).get(0).id();
    world.shop1.user().set(first, Customer.NAME, "changed meanwhile");
    assertThat(world.run(plan(world, world.erp)).writes()).isEqualTo(1);
    assertThat(world.run(plan(world, world.erp)).writes()).isZero();
  }

  @Test
  void aNewProcessKnowsTheAccountTooAndAPreviewIsStoppedLikewise() {
    SharedErp world = linked();
    world.restart();
    assertThatThrownBy(() -> world.engine.preview(plan(world, another(world))))
        .isInstanceOf(PlanNotReady.class);
  }

  @Test
  void anAccountThatWasRenamedIsStillTheSame() {
    SharedErp world = linked();
    Connector renamed = Wrapped.renamed(world.erp, "erp-new-name");
    assertThat(world.run(plan(world, renamed)).writes()).isZero();
    Connector silent = Wrapped.renamed(world.erp, "erp-new-name").withoutIdentity();
    assertThat(world.run(plan(world, silent)).writes()).isZero();
    assertThatThrownBy(() -> world.run(plan(world, another(world))))
        .isInstanceOf(PlanNotReady.class)
        .hasMessageContaining("was memory:erp-new-name (erp)");
  }

  @Test
  void whereTheVendorTellsNoIdTheAccountIsKnownByItsName() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    world.run(plan(world, Wrapped.renamed(world.erp, "first").withoutIdentity()));
    assertThatThrownBy(
            () -> world.run(plan(world, Wrapped.renamed(world.erp, "second").withoutIdentity())))
        .isInstanceOf(PlanNotReady.class)
        .hasMessageContaining("was memory:first and is now memory:second");
  }

  @Test
  void anotherPlanMayUseTheOtherAccount() {
    SharedErp world = linked();
    SyncPlan anew =
        SharedErp.plan("anew", world.shop1, another(world), SharedErp.customers().toRight());
    assertThat(world.run(anew).writes()).isEqualTo(3);
  }
}
