package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.EngineRuntime;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;

/** What the log tells, and what it keeps to itself. */
@Timeout(60)
class LogsTest {

  private static String logged(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (PrintStream mine = new PrintStream(log, true, StandardCharsets.UTF_8)) {
      System.setErr(mine);
      work.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theLogTellsTheStoryWithoutANameOrAnAddress() {
    Bench bench = Bench.plain().with(customers(), products());
    bench.left.user().add(customer("Anna Petrova", "anna@example.org"));
    bench
        .left
        .user()
        .add(customer("Boris", "boris@example.org").with(Customer.PHONES, Set.of("+79031234567")));
    bench.left.user().add(product("SECRET-SKU", "Ivan Chai"));
    bench
        .right
        .faults()
        .refuse(
            write -> write instanceof Write.Create && write.type().equals(Product.TYPE),
            Refusal.Code.INVALID);
    String log =
        logged(
            () -> {
              bench.run();
              bench.time.advance(Duration.ofHours(1));
              bench.right.faults().allowAll();
              bench.run();
            });
    assertThat(log.lines().map(each -> each.replaceAll(".*dev\\.syncline\\.\\S+ - ", "")))
        .anyMatch(each -> each.matches("run \\S+ of plan shop begins: what changed"))
        .anyMatch(each -> each.matches("flow customer: created right 2"))
        .anyMatch(
            each ->
                each.startsWith("product L")
                    && each.contains("failed: REFUSED right refused: [INVALID]")
                    && each.contains("engine.retry"))
        .anyMatch(each -> each.matches("product \\S+ \\(left\\) has failed no longer: REFUSED"))
        .anyMatch(
            each ->
                each.matches(
                    "run \\S+ of plan shop ends after \\d+ ms: 2 writes, 0 waiting, 1 failed,"
                        + " 0 conflicts, \\d+ requests left, \\d+ right"));
    assertThat(log)
        .doesNotContain("Anna", "Boris", "example.org", "9031234567", "Ivan", "SECRET-SKU");
  }

  @Test
  void everyLineKnowsWhoseItIsOnWhicheverThreadAndNothingStays() throws Exception {
    Field adapter = MDC.class.getDeclaredField("MDC_ADAPTER");
    adapter.setAccessible(true);
    Object before = adapter.get(null);
    adapter.set(null, new BasicMDCAdapter());
    ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
    List<Map<String, String>> tags = new CopyOnWriteArrayList<>();
    try {
      threads.prestartAllCoreThreads(); // later ones would inherit what the starter has
      SyncListener listener =
          new SyncListener() {
            @Override
            public void touched(Run run, Touched entity) {
              tags.add(MDC.getCopyOfContextMap());
            }
          };
      MemoryConnector left = system("left");
      MemoryConnector right = system("right");
      for (int each = 0; each < 30; each++) {
        left.user().add(product("A" + each, "Tea"));
      }
      try (SyncEngine engine =
          SyncEngine.builder()
              .runtime(EngineRuntime.on(threads))
              .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
              .listener(listener)
              .build()) {
        engine.run(SyncPlan.named("shop").between(left, right).flow(products()).build());
      }
      assertThat(tags).hasSize(30);
      assertThat(tags)
          .allSatisfy(
              each ->
                  assertThat(each)
                      .containsEntry("syncline.plan", "shop")
                      .containsEntry("syncline.flow", "product")
                      .containsEntry("syncline.account", "memory:right")
                      .containsKey("syncline.run"));
      assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
      for (int each = 0; each < 4; each++) {
        assertThat(threads.submit(MDC::getCopyOfContextMap).get()).isNullOrEmpty();
      }
    } finally {
      adapter.set(null, before);
      threads.shutdownNow();
    }
  }

  private static MemoryConnector system(String name) {
    return MemoryConnector.named(name, TimeSource.system())
        .latency(Duration.ofMillis(5))
        .with(
            MemoryType.of(Product.TYPE, Product.NAME, Product.SKU)
                .batchSize(5)
                .callsInFlight(3)
                .tellsWhatItHolds())
        .build();
  }
}
