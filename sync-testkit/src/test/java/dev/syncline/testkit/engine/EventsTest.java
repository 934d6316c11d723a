package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.PlanNotReady;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.connector.Account;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener hears of a run. */
class EventsTest {

  /** Writes everything down. */
  private static class Listening implements SyncListener {
    final List<String> heard = new ArrayList<>();
    final List<Run> runs = new ArrayList<>();

    @Override
    public void runStarted(Run run) {
      runs.add(run);
      heard.add("run started");
    }

    @Override
    public void runEnded(Run run, RunReport report) {
      runs.add(run);
      heard.add("run ended " + report.writes());
    }

    @Override
    public void runFailed(Run run, RuntimeException why) {
      heard.add("run failed " + why.getClass().getSimpleName());
    }

    @Override
    public void flowStarted(Run run, String flow) {
      heard.add("flow started " + flow);
    }

    @Override
    public void flowEnded(Run run, String flow, RunReport.FlowReport did) {
      heard.add("flow ended " + flow + " " + did.writes());
    }

    @Override
    public void sliceCommitted(Run run, List<String> flows, Duration took) {
      heard.add("slice " + flows);
    }

    @Override
    public void touched(Run run, Touched entity) {
      heard.add(entity.what() + " " + entity.flow() + " " + entity.side().word());
    }

    @Override
    public void failureRaised(Run run, Failure failure) {
      heard.add("failed " + failure.kind() + " " + failure.id());
    }

    @Override
    public void failureResolved(Run run, Failure failure) {
      heard.add("resolved " + failure.kind() + " " + failure.id());
    }

    @Override
    public void waitingRaised(Run run, Failure failure) {
      heard.add("waits " + failure.id());
    }

    @Override
    public void waitingReleased(Run run, Failure failure) {
      heard.add("released " + failure.id());
    }

    @Override
    public void brakeTripped(Run run, Failure failure) {
      heard.add("brake " + failure.flow());
    }

    @Override
    public void quotaWaited(Run run, Account account, Duration length) {
      heard.add("waited " + account + " " + length);
    }

    @Override
    public void noticeAccepted(String plan, Side side, EntityType type, String id) {
      heard.add("notice " + plan + " " + type + " " + id);
    }

    @Override
    public void lag(Run run, String flow, Side side, Duration age) {
      heard.add("lag " + flow + " " + side.word() + " " + age.toMinutes());
    }
  }

  private final Listening listening = new Listening();
  private final Bench bench = Bench.plain().with(products());

  private void listen(SyncListener listener) {
    bench.engine = TestEngine.on(bench.time, bench.store, listener);
  }

  @Test
  void aRunIsHeardFromItsBeginningToItsEnd() {
    listen(listening);
    bench.left.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(listening.heard)
        .containsSubsequence(
            "run started",
            "flow started product",
            "CREATED product right",
            "slice [product]",
            "flow ended product 1",
            "run ended 1");
    assertThat(listening.runs).containsOnly(new SyncListener.Run("shop", report.run()));
  }

  @Test
  void aFailureIsRaisedOnceAndResolvedOnce() {
    listen(listening);
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    String id = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    bench.time.advance(Duration.ofHours(3));
    bench.right.faults().allowAll();
    bench.run();
    bench.run();
    assertThat(listening.heard.stream().filter(each -> each.endsWith(id)))
        .containsExactly("failed REFUSED " + id, "resolved REFUSED " + id);
  }

  @Test
  void whoWaitsIsNamedAndReleasedWhenWhatItWaitsForIsThere() {
    listen(listening);
    bench.with(customers().onDemand(), orders());
    bench.right.faults().refuse(write -> write.type().equals(Customer.TYPE), Refusal.Code.INVALID);
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    String id =
        bench
            .left
            .user()
            .add(order("1", line("x", 1)).with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench.run();
    assertThat(listening.heard).contains("waits " + id, "failed REFUSED " + ann);
    bench.right.faults().allowAll();
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    assertThat(listening.heard).contains("released " + id, "resolved REFUSED " + ann);
  }

  @Test
  void lagIsTheAgeOfTheOldestChangeAndNotToldOfTheFirstUpload() {
    listen(listening);
    bench.left.user().add(product("A", "Tea"));
    bench.time.advance(Duration.ofDays(300));
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    listening.heard.clear();
    bench.left.user().add(product("B", "Tea"));
    bench.time.advance(Duration.ofMinutes(7));
    bench.left.user().add(product("C", "Tea"));
    bench.time.advance(Duration.ofMinutes(3));
    bench.run();
    assertThat(listening.heard).contains("lag product left 10");
  }

  @Test
  void aWaitForAQuotaIsMeasured() {
    listen(listening);
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.OutOfQuota(Duration.ofSeconds(40)));
    bench.run();
    assertThat(listening.heard).anyMatch(each -> each.startsWith("waited memory:left PT"));
  }

  @Test
  void aHintIsHeardWhenItIsStored() {
    listen(listening);
    bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, "L1");
    assertThat(listening.heard).containsExactly("notice shop product L1");
  }

  @Test
  void aRunThatCannotBeginIsHeard() {
    listen(listening);
    bench.right.faults().refuseCredentials("wrong");
    assertThatThrownBy(bench::run).isInstanceOf(PlanNotReady.class);
    assertThat(listening.heard).containsExactly("run failed PlanNotReady");
  }

  @Test
  void aPreviewIsSilent() {
    listen(listening);
    bench.left.user().add(product("A", "Tea"));
    bench.engine.preview(bench.plan);
    assertThat(listening.heard).isEmpty();
  }

  @Test
  void aListenerThatThrowsHurtsNoRun() {
    listen(
        new Listening() {
          @Override
          public void touched(Run run, Touched entity) {
            throw new IllegalStateException("mine");
          }

          @Override
          public void runStarted(Run run) {
            throw new IllegalStateException("mine");
          }

          @Override
          public void sliceCommitted(Run run, List<String> flows, Duration took) {
            throw new IllegalStateException("mine");
          }
        });
    bench.left.user().add(product("A", "Tea"));
    assertThat(bench.run().clean()).isTrue();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }
}
