package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.When;
import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.simulation.SimulatedRuntime;
import dev.syncline.testkit.simulation.SimulatedStore;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * H11: an order sees its customer unlinked; the customer is linked, and nobody waits for him yet;
 * then the order's wait is written down.
 */
class H11LostWakeUpTest {

  private final SimulatedRuntime runtime = SimulatedRuntime.seeded(11);
  private final InMemoryLinkStore kept = new InMemoryLinkStore();
  private final MemoryConnector left = system("left");
  private final MemoryConnector right = system("right");
  private final String ann = left.user().add(customer("Ann", "ann@example.org"));
  private final LinkRow link;

  H11LostWakeUpTest() {
    right.user().add(customer("Ann", "ann@example.org"));
    link = linked();
    left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
  }

  private MemoryConnector system(String name) {
    return MemoryConnector.named(name, runtime)
        .with(MemoryType.of(Customer.TYPE, Customer.NAME, Customer.EMAILS))
        .with(MemoryType.of(Order.TYPE, Order.NUMBER, Order.CUSTOMER))
        .build();
  }

  private static Flow customers() {
    return Flow.of(Customer.TYPE)
        .matchBy(Customer.EMAILS)
        .fields(FieldRules.of(Customer.TYPE).copy(Customer.NAME, Customer.EMAILS));
  }

  /** The customer does not travel with the order: he is linked by another flow, or by a person. */
  private SyncPlan plan() {
    return SyncPlan.named("shop")
        .between(left, right)
        .flow(customers().toLeft().onDemand())
        .flow(
            Flow.of(Order.TYPE)
                .matchBy(Order.NUMBER)
                .fields(FieldRules.of(Order.TYPE).copy(Order.NUMBER).ref(Order.CUSTOMER)))
        .build();
  }

  private RunReport run(LinkStore store, SyncPlan plan) {
    return runtime.call(
        () -> {
          try (SyncEngine engine =
              SyncEngine.builder()
                  .links(store)
                  .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
                  .runtime(runtime)
                  .build()) {
            return engine.run(plan);
          }
        });
  }

  /** The customer's link as the engine writes it. */
  private LinkRow linked() {
    InMemoryLinkStore elsewhere = new InMemoryLinkStore();
    run(elsewhere, SyncPlan.named("shop").between(left, right).flow(customers()).build());
    return elsewhere.scanLinks("shop", "customer", "", 1).get(0).at(0);
  }

  /** Links the customer when a commit comes that says so, once, just before it is done. */
  private final class Linking extends ForwardingLinkStore {

    private final Predicate<StoreUpdate> when;
    private boolean linked;

    Linking(Predicate<StoreUpdate> when) {
      super(kept);
      this.when = when;
    }

    @Override
    public void commit(StoreUpdate update) {
      if (!linked && when.test(update)) {
        linked = true;
        runtime.yieldPoint("linked by somebody else");
        kept.commit(StoreUpdate.under(List.of()).put(link).build());
      }
      super.commit(update);
    }
  }

  private static boolean waits(StoreUpdate update) {
    return update.entries().stream()
        .anyMatch(each -> each.kind().equals("failure") && each.key().startsWith("order/"));
  }

  private Linking linkingAt(Predicate<StoreUpdate> when) {
    return new Linking(when);
  }

  private void carried() {
    assertThat(right.entities(Order.TYPE))
        .singleElement()
        .satisfies(
            order ->
                assertThat(order.require(Order.CUSTOMER).id())
                    .isEqualTo(link.id(Side.RIGHT).orElseThrow()));
  }

  @Test
  void whoBeginsToWaitForWhatHasJustComeIsNoticedInTheSameRun() {
    Linking store = linkingAt(H11LostWakeUpTest::waits);
    RunReport report = run(new SimulatedStore(runtime, store), plan());
    assertThat(store.linked).isTrue();
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThat(report.waiting()).isZero();
    carried();
  }

  @Test
  void whatComesAfterTheRunHasLookedForItIsNoticedByTheNextThoughNothingIsDue() {
    run(new SimulatedStore(runtime, kept), plan());
    assertThat(right.entities(Order.TYPE)).isEmpty();
    kept.commit(StoreUpdate.under(List.of()).put(link).build());
    assertThat(run(new SimulatedStore(runtime, kept), plan()).created(Side.RIGHT)).isEqualTo(1);
    carried();
  }

  /** An optional reference: nobody waits for it, but it is not forgotten either. */
  @Test
  void whoGoesWithoutWhatHasJustComeIsNoticedInTheSameRun() {
    SyncPlan without =
        SyncPlan.named("shop")
            .between(left, right)
            .flow(customers().toLeft().onDemand())
            .flow(
                Flow.of(Order.TYPE)
                    .matchBy(Order.NUMBER)
                    .fields(
                        FieldRules.of(Order.TYPE)
                            .copy(Order.NUMBER)
                            .whenLinked(Order.CUSTOMER, Direction.BOTH, When.ALWAYS)))
            .build();
    run(new SimulatedStore(runtime, kept), without);
    left.user().add(order("2").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    Linking store =
        linkingAt(
            update ->
                update.entries().stream().anyMatch(each -> each.kind().equals("when-linked")));
    RunReport report = run(new SimulatedStore(runtime, store), without);
    assertThat(store.linked).isTrue();
    assertThat(report.stopped()).isEmpty();
    assertThat(right.entities(Order.TYPE))
        .hasSize(2)
        .allSatisfy(order -> assertThat(order.has(Order.CUSTOMER)).isTrue());
  }
}
