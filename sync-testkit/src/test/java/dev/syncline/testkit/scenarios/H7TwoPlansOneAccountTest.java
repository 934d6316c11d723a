package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Drift;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.simulation.SimulatedRuntime;
import dev.syncline.testkit.simulation.SimulatedStore;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** H7: two plans, or a plan and somebody's automation, on one account. */
class H7TwoPlansOneAccountTest {

  private static final Duration BETWEEN_RUNS = Duration.ofMinutes(5);

  private static Entity customer(String name) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, name)
        .with(Customer.TAX_NUMBER, "7707083893");
  }

  private static Flow mirrored(FieldRules rules) {
    return Flow.of(Customer.TYPE)
        .matchBy(Customer.TAX_NUMBER)
        .toRight()
        .drift(Drift.MIRROR)
        .found(Arrival.FROM_LEFT)
        .fields(rules.copy(Customer.TAX_NUMBER));
  }

  private static Flow writingPhonesWith(String prefix) {
    return mirrored(
        FieldRules.of(Customer.TYPE)
            .with(
                Customer.COMMENT,
                Customer.COMMENT,
                Lens.of(number -> prefix + number, text -> text.substring(prefix.length())))
            .copy(Customer.NAME));
  }

  private static SharedErp fighting() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    world.one = SharedErp.plan("one", world.shop1, world.erp, writingPhonesWith("+7"));
    world.two = SharedErp.plan("two", world.shop2, world.erp, writingPhonesWith("8"));
    world.shop1.user().add(customer("Ann").with(Customer.COMMENT, "9031234567"));
    world.shop2.user().add(customer("Ann").with(Customer.COMMENT, "9031234567"));
    return world;
  }

  private static long rounds(SharedErp world, int rounds) {
    long writes = 0;
    for (int round = 0; round < rounds; round++) {
      world.time.advance(BETWEEN_RUNS);
      writes += world.run(world.one).writes();
      world.time.advance(BETWEEN_RUNS);
      writes += world.run(world.two).writes();
    }
    return writes;
  }

  @Test
  void withOneRulerTwoWritingsOfAPhoneAreNoFight() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    Flow phones = mirrored(FieldRules.of(Customer.TYPE).copy(Customer.PHONES));
    world.one = SharedErp.plan("one", world.shop1, world.erp, phones);
    world.two = SharedErp.plan("two", world.shop2, world.erp, phones);
    world.shop1.user().add(customer("Ann").with(Customer.PHONES, Set.of("+7 903 123-45-67")));
    world.shop2.user().add(customer("Ann").with(Customer.PHONES, Set.of("8 903 123 45 67")));
    assertThat(rounds(world, 1)).isEqualTo(1);
    assertThat(rounds(world, 5)).isZero();
  }

  @Test
  void twoPlansThatWriteOneFieldDifferentlyAreStopped() {
    SharedErp world = fighting();
    long fought = rounds(world, 12);
    assertThat(fought).isBetween(5L, 12L);
    assertThat(rounds(world, 6)).isZero();
    assertThat(world.failures(world.one)).isEmpty();
    assertThat(world.failures(world.two))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.OSCILLATES);
              assertThat(failure.flow()).startsWith("customer/").contains("comment");
              assertThat(failure.toString())
                  .contains("something else writes it too", "engine.retry(plan, failure)")
                  .doesNotContain("903");
            });
  }

  @Test
  void theOtherFieldsOfTheEntityGoOn() {
    SharedErp world = fighting();
    rounds(world, 12);
    world.shop2.user().set(world.shop2.entities(Customer.TYPE).get(0).id(), Customer.NAME, "Anna");
    world.run(world.two);
    assertThat(comment(world.erp)).isEqualTo("+79031234567");
    assertThat(world.erp.entities(Customer.TYPE).get(0).require(Customer.NAME)).isEqualTo("Anna");
    assertThat(world.failures(world.two)).hasSize(1);
  }

  @Test
  void whoeverStopsTheOtherOneLetsItGo() {
    SharedErp world = fighting();
    rounds(world, 12);
    Failure failure = world.failures(world.two).get(0);
    assertThatThrownBy(() -> world.engine.drop(world.two, failure))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine.retry");
    assertThat(comment(world.erp)).isEqualTo("+79031234567");
    world.engine.retry(world.two, failure);
    world.run(world.two);
    assertThat(comment(world.erp)).isEqualTo("89031234567");
    assertThat(world.failures(world.two)).isEmpty();
    assertThat(world.run(world.two).writes()).isZero();
  }

  @Test
  void whenTheFightIsOverByItselfNothingIsHeldAnyMore() {
    SharedErp world = fighting();
    rounds(world, 12);
    world
        .erp
        .user()
        .set(world.erp.entities(Customer.TYPE).get(0).id(), Customer.COMMENT, "89031234567");
    world.time.advance(Duration.ofHours(25));
    assertThat(world.run(world.two).writes()).isZero();
    assertThat(world.failures(world.two)).isEmpty();
  }

  private static SharedErp linked() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    world.shop1.user().add(customer("Ann").with(Customer.COMMENT, "open"));
    world.run(world.one);
    return world;
  }

  private static void set(SharedErp world, MemoryConnector side, String value, Duration after) {
    world.time.advance(after);
    side.user().set(side.entities(Customer.TYPE).get(0).id(), Customer.COMMENT, value);
    world.time.advance(BETWEEN_RUNS);
    world.run(world.one);
  }

  private static String comment(MemoryConnector side) {
    return side.entities(Customer.TYPE).get(0).require(Customer.COMMENT);
  }

  @Test
  void anAutomationThatTurnsEveryChangeBackIsStoppedAfterTheThirdTime() {
    SharedErp world = linked();
    for (int each = 0; each < 2; each++) {
      set(world, world.shop1, "closed", BETWEEN_RUNS);
      assertThat(comment(world.erp)).isEqualTo("closed");
      set(world, world.erp, "open", BETWEEN_RUNS);
      assertThat(comment(world.shop1)).isEqualTo("open");
    }
    assertThat(world.failures(world.one)).isEmpty();
    set(world, world.shop1, "closed", BETWEEN_RUNS);
    assertThat(comment(world.erp)).isEqualTo("open");
    assertThat(world.failures(world.one))
        .singleElement()
        .satisfies(each -> assertThat(each.kind()).isEqualTo(Failure.Kind.OSCILLATES));
  }

  @Test
  void aPersonWhoTogglesAStatusIsNotStopped() {
    SharedErp world = linked();
    for (int each = 0; each < 10; each++) {
      for (String value : new String[] {"closed", "open"}) {
        set(world, world.shop1, value, BETWEEN_RUNS);
        assertThat(comment(world.erp)).isEqualTo(value);
      }
    }
    assertThat(world.failures(world.one)).isEmpty();
  }

  @Test
  void whatIsTurnedBackNowAndThenIsNotStopped() {
    SharedErp world = linked();
    for (int each = 0; each < 8; each++) {
      set(world, world.shop1, "closed", Duration.ofHours(8));
      assertThat(comment(world.erp)).isEqualTo("closed");
      set(world, world.erp, "open", Duration.ofHours(8));
      assertThat(comment(world.shop1)).isEqualTo("open");
    }
  }

  @Test
  void twoProcessesNeverUseTheAccountAtOnce() {
    for (long seed = 0; seed < 20; seed++) {
      SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
      LinkStore store = new SimulatedStore(runtime, new InMemoryLinkStore());
      MemoryConnector erp =
          SharedErp.system("erp", runtime, type -> type.callsInFlight(1).batchSize(1));
      for (String name : new String[] {"one", "two"}) {
        MemoryConnector shop = SharedErp.system(name, runtime, UnaryOperator.identity());
        for (int each = 0; each < 5; each++) {
          shop.user().add(customer(name).with(Customer.TAX_NUMBER, name + each));
        }
        SyncPlan plan = SharedErp.plan(name, shop, erp, SharedErp.customers());
        runtime.spawn(name, () -> process(runtime, store).run(plan));
      }
      // A second call beside the one under way is refused, and fails the simulation.
      runtime.run();
      assertThat(erp.entities(Customer.TYPE)).as("seed %s", seed).hasSize(10);
    }
  }

  private static SyncEngine process(SimulatedRuntime runtime, LinkStore store) {
    return SyncEngine.builder().links(store).runtime(runtime).secrets(SharedErp.secrets()).build();
  }
}
