package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.EngineRuntime;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Write;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that closes its own engine, on real threads. */
@Timeout(30)
class ClosingTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final MemoryConnector left = system("left");
  private final MemoryConnector right = system("right");
  private final SyncPlan plan =
      SyncPlan.named("shop")
          .between(left, right)
          .flow(
              Flow.of(Product.TYPE)
                  .matchBy(Product.SKU)
                  .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU)))
          .build();
  private final AtomicReference<SyncEngine> engine = new AtomicReference<>();

  private static MemoryConnector system(String name) {
    return MemoryConnector.named(name, TimeSource.system())
        .latency(Duration.ZERO)
        .with(MemoryType.of(Product.TYPE, Product.NAME, Product.SKU))
        .build();
  }

  private SyncEngine engine(SyncListener listener) {
    SyncEngine made =
        SyncEngine.builder().runtime(EngineRuntime.on(threads)).listener(listener).build();
    engine.set(made);
    return made;
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void aListenerMayCloseTheEngineThatCallsIt() {
    left.user().add(Bench.product("A", "Tea"));
    RunReport report =
        engine(
                new SyncListener() {
                  @Override
                  public void progress(Progress progress) {
                    engine.get().close();
                  }
                })
            .run(plan);
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThatThrownBy(() -> engine.get().run(plan)).hasMessageContaining("closed");
  }

  /** Refusals are told on the threads that writes are sent from. */
  @Test
  void aListenerMayCloseTheEngineFromAThreadThatTheRunBorrowed() {
    right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    left.user().add(Bench.product("A", "Tea"));
    RunReport report =
        engine(
                new SyncListener() {
                  @Override
                  public void refused(String flow, Side side, String id, List<Refusal> reasons) {
                    engine.get().close();
                  }
                })
            .run(plan);
    assertThat(report.failed()).isEqualTo(1);
  }

  @Test
  void aRunThatAsksForItselfIsToldSoInsteadOfWaitingForEver() {
    AtomicReference<Throwable> told = new AtomicReference<>();
    left.user().add(Bench.product("A", "Tea"));
    SyncEngine made = engine(SyncListener.SILENT);
    right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              try {
                made.run(plan);
              } catch (IllegalStateException refused) {
                told.set(refused);
              }
            });
    assertThat(made.run(plan).created(Side.RIGHT)).isEqualTo(1);
    assertThat(told.get()).hasMessageContaining("start");
    made.close();
  }

  @Test
  void closingFromOutsideWaitsForTheRun() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    left.user().add(Bench.product("A", "Tea"));
    SyncEngine made = engine(SyncListener.SILENT);
    right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              writing.countDown();
              await(go);
            });
    made.start(plan);
    writing.await();
    threads.execute(go::countDown);
    made.close();
    assertThat(right.entities(Product.TYPE)).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
