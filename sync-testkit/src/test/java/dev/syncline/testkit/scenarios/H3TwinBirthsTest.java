package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import dev.syncline.store.Entry;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.simulation.SimulatedRuntime;
import dev.syncline.testkit.simulation.SimulatedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * H3 (c): two plans bring one customer to one account whose search shows a new one only after a
 * while.
 */
class H3TwinBirthsTest {

  private static final Duration LAG = Duration.ofSeconds(15);
  private static final String RESERVED = "reserved";

  private static Entity ann(String shop) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, "Ann of " + shop)
        .with(Customer.TAX_NUMBER, "7707083893");
  }

  private static MemoryType lagging(MemoryType type) {
    return type.searchLag(LAG);
  }

  private static List<Entry> reserved(SharedErp world) {
    return world.store.scanEntries(world.erp.account().key(), RESERVED, "", 100);
  }

  private static Entity only(MemoryConnector system) {
    assertThat(system.entities(Customer.TYPE)).hasSize(1);
    return system.entities(Customer.TYPE).get(0);
  }

  @Test
  void twoPlansWithinTheSearchLagMakeOneCustomerInEitherOrder() {
    for (boolean swapped : new boolean[] {false, true}) {
      SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
      world.shop1.user().add(ann("shop1"));
      world.shop2.user().add(ann("shop2"));
      world.run(swapped ? world.two : world.one);
      RunReport second = world.run(swapped ? world.one : world.two);
      assertThat(second.flows().get("customer").linked()).isEqualTo(1);
      assertThat(world.erp.entities(Customer.TYPE)).hasSize(1);
      assertThat(world.failures(world.one)).isEmpty();
      assertThat(world.failures(world.two)).isEmpty();
    }
  }

  @Test
  void bothShopsAreInStepWithTheOneCustomer() {
    SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
    String first = world.shop1.user().add(ann("shop1"));
    String second = world.shop2.user().add(ann("shop2"));
    world.run(world.one);
    world.run(world.two);
    world.time.advance(Duration.ofMinutes(1));
    world.erp.user().set(only(world.erp).id(), Customer.COMMENT, "pays late");
    world.time.advance(Duration.ofMinutes(1));
    world.run(world.one);
    world.run(world.two);
    assertThat(world.shop1.entity(Customer.TYPE, first).require(Customer.COMMENT))
        .isEqualTo("pays late");
    assertThat(world.shop2.entity(Customer.TYPE, second).require(Customer.COMMENT))
        .isEqualTo("pays late");
  }

  @Test
  void anyKeyOfTheFlowTellsThatItIsTheSame() {
    List<List<UnaryOperator<Entity>>> same =
        List.of(
            List.of(
                each -> each.with(Customer.EMAILS, Set.of("ann@example.org")),
                each -> each.with(Customer.EMAILS, Set.of("ANN@example.org", "b@example.org"))),
            List.of(
                each -> each.with(Customer.PHONES, Set.of("+7 903 123-45-67")),
                each -> each.with(Customer.PHONES, Set.of("8 (903) 1234567"))));
    for (List<UnaryOperator<Entity>> pair : same) {
      SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
      world.run(world.one);
      world.run(world.two);
      Entity nameless = Entity.of(Customer.TYPE, "").with(Customer.NAME, "Ann");
      world.shop1.user().add(pair.get(0).apply(nameless));
      world.shop2.user().add(pair.get(1).apply(nameless));
      world.run(world.one);
      world.run(world.two);
      assertThat(world.erp.entities(Customer.TYPE)).hasSize(1);
    }
  }

  @Test
  void anotherCustomerIsNotHeldUp() {
    SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
    world.shop1.user().add(ann("shop1"));
    world.shop2.user().add(ann("shop2").with(Customer.TAX_NUMBER, "5024051564"));
    world.run(world.one);
    assertThat(world.run(world.two).waiting()).isZero();
    assertThat(world.erp.entities(Customer.TYPE)).hasSize(2);
  }

  @Test
  void bothAtOnceMakeOneCustomer() {
    for (long seed = 0; seed < 40; seed++) {
      SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
      LinkStore store = new SimulatedStore(runtime, new InMemoryLinkStore());
      MemoryConnector shop1 = SharedErp.system("shop1", runtime, UnaryOperator.identity());
      MemoryConnector shop2 = SharedErp.system("shop2", runtime, UnaryOperator.identity());
      MemoryConnector erp = SharedErp.system("erp", runtime, H3TwinBirthsTest::lagging);
      shop1.user().add(ann("shop1"));
      shop2.user().add(ann("shop2"));
      SyncPlan one = SharedErp.plan("one", shop1, erp, SharedErp.customers());
      SyncPlan two = SharedErp.plan("two", shop2, erp, SharedErp.customers());
      runtime.spawn("one", () -> process(runtime, store).run(one));
      runtime.spawn("two", () -> process(runtime, store).run(two));
      runtime.run();
      assertThat(erp.entities(Customer.TYPE)).as("seed %s", seed).hasSize(1);
    }
  }

  private static SyncEngine process(SimulatedRuntime runtime, LinkStore store) {
    return SyncEngine.builder()
        .links(store)
        .runtime(runtime)
        .secrets(SharedErp.secrets())
        .phones(SharedErp.RUSSIAN)
        .build();
  }

  private static MemoryType slow(MemoryType type) {
    return type.guard(Guard.MARKER)
        .searchLag(Duration.ofMinutes(4))
        .settleTime(Duration.ofMinutes(5));
  }

  @Test
  void whileItIsNotKnownWhatADeadRunMadeTheCustomerWaitsByName() {
    for (MemoryFault death :
        List.of(new MemoryFault.KilledBefore(), new MemoryFault.KilledAfter())) {
      SharedErp world = SharedErp.erp(H3TwinBirthsTest::slow);
      world.shop1.user().add(ann("shop1"));
      String second = world.shop2.user().add(ann("shop2"));
      world.erp.faults().onNext(MemoryCall.WRITE, death);
      assertThatThrownBy(() -> world.run(world.one)).isInstanceOf(MemoryFault.Killed.class);
      world.run(world.two);
      assertThat(world.failures(world.two))
          .singleElement()
          .satisfies(
              failure -> {
                assertThat(failure.kind()).isEqualTo(Failure.Kind.WAITING);
                assertThat(failure.id()).isEqualTo(second);
                assertThat(failure.toString()).contains("plan one", "is making", "on the right");
              });
      world.time.advance(Duration.ofMinutes(15));
      world.restart();
      world.run(world.one);
      world.run(world.two);
      assertThat(world.erp.entities(Customer.TYPE)).as("%s", death).hasSize(1);
      assertThat(world.failures(world.one)).isEmpty();
      assertThat(world.failures(world.two)).isEmpty();
    }
  }

  @Test
  void whatASearchShowsIsNotWaitedFor() {
    SharedErp world =
        SharedErp.erp(type -> type.guard(Guard.MARKER).settleTime(Duration.ofMinutes(5)));
    ordersOfAnn(world);
    world.erp.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(() -> world.run(world.one)).isInstanceOf(MemoryFault.Killed.class);
    world.run(world.two);
    assertThat(world.erp.entities(Order.TYPE)).hasSize(1);
    world.restart();
    world.run(world.one);
    assertThat(world.erp.entities(Order.TYPE)).hasSize(2);
    assertThat(world.erp.entities(Customer.TYPE)).hasSize(1);
  }

  @Test
  void aCreateThatNeverArrivedIsNotSentAgainOnceTheOtherPlanMadeTheSame() {
    SharedErp world =
        SharedErp.erp(type -> lagging(type).guard(Guard.MARKER).settleTime(Duration.ofSeconds(30)));
    world.shop1.user().add(ann("shop1"));
    world.shop2.user().add(ann("shop2"));
    world.erp.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledBefore());
    assertThatThrownBy(() -> world.run(world.one)).isInstanceOf(MemoryFault.Killed.class);
    world.time.advance(Duration.ofMinutes(5));
    world.restart();
    world.run(world.two);
    assertThat(world.erp.entities(Customer.TYPE)).hasSize(1);
    RunReport again = world.run(world.one);
    assertThat(again.flows().get("customer").linked()).isEqualTo(1);
    assertThat(world.erp.entities(Customer.TYPE)).hasSize(1);
    assertThat(world.failures(world.one)).isEmpty();
  }

  @Test
  void theNextRunOfTheSamePlanMakesNoSecondOneEither() {
    SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
    world.shop1.user().add(ann("shop1"));
    world.run(world.one);
    String again = world.shop1.user().add(ann("shop1, second order"));
    world.run(world.one);
    assertThat(world.erp.entities(Customer.TYPE)).hasSize(1);
    assertThat(world.failures(world.one))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(failure.id()).isEqualTo(again);
              assertThat(failure.candidates()).containsExactly(only(world.erp).id());
            });
  }

  @Test
  void anOrdersCustomerIsTheOneThatTheOtherPlanMade() {
    SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
    ordersOfAnn(world);
    world.run(world.one);
    world.run(world.two);
    String made = only(world.erp).id();
    assertThat(world.erp.entities(Order.TYPE))
        .hasSize(2)
        .allSatisfy(order -> assertThat(order.require(Order.CUSTOMER).id()).isEqualTo(made));
  }

  private static void ordersOfAnn(SharedErp world) {
    world.one = withOrders("one", world.shop1, world.erp);
    world.two = withOrders("two", world.shop2, world.erp);
    for (MemoryConnector shop : List.of(world.shop1, world.shop2)) {
      String ann = shop.user().add(ann(shop.account().id()));
      shop.user()
          .add(
              Entity.of(Order.TYPE, "")
                  .with(Order.NUMBER, shop.account().id() + "-1")
                  .with(Order.CUSTOMER, new Ref(Customer.TYPE, ann)));
    }
  }

  private static SyncPlan withOrders(String name, MemoryConnector shop, MemoryConnector erp) {
    return SharedErp.plan(
        name,
        shop,
        erp,
        SharedErp.customers().onDemand(),
        Flow.of(Order.TYPE)
            .matchBy(Order.NUMBER)
            .fields(FieldRules.of(Order.TYPE).copy(Order.NUMBER).ref(Order.CUSTOMER)));
  }

  @Test
  void whatIsReservedEndsAndIsTakenAwayAndAQuietWorldLooksAtNothing() {
    SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
    for (int each = 0; each < 30; each++) {
      world.shop1.user().add(ann("shop1").with(Customer.TAX_NUMBER, "77070838" + (10 + each)));
    }
    world.run(world.one);
    assertThat(reserved(world)).hasSize(30);
    world.time.advance(Duration.ofMinutes(5));
    world.run(world.one);
    long calls = world.erp.requests();
    world.run(world.one);
    assertThat(world.erp.requests() - calls).as("a check and a list").isEqualTo(2);
    world.shop2.user().add(ann("shop2"));
    world.run(world.two);
    assertThat(reserved(world)).hasSize(1);
  }

  @Test
  void whereSearchesDoNotLagNothingStaysReserved() {
    SharedErp world = SharedErp.erp(UnaryOperator.identity());
    world.shop1.user().add(ann("shop1"));
    world.run(world.one);
    assertThat(reserved(world)).isEmpty();
  }

  @Test
  void whatIsReservedTellsNobodyWho() {
    SharedErp world = SharedErp.erp(H3TwinBirthsTest::lagging);
    world.shop1.user().add(ann("shop1").with(Customer.EMAILS, Set.of("ann@example.org")));
    world.run(world.one);
    assertThat(reserved(world))
        .hasSize(2)
        .allSatisfy(
            entry -> {
              String told = entry.key() + new String(entry.body(), StandardCharsets.ISO_8859_1);
              assertThat(told).doesNotContain("7707083893", "ann@example.org", "Ann");
            });
  }
}
