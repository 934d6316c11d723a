package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.simulation.SimulatedRuntime;
import dev.syncline.testkit.simulation.SimulatedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H17: a long first upload blocks nobody: not what is fresh, and not another plan. */
class H17LongUploadTest {

  private static final int MANY = 1200;
  private static final Duration CALL = Duration.ofSeconds(2);

  /** Three accounts with a plan between each two that share one, on two processes. */
  private static final class World {
    final SimulatedRuntime runtime;
    final LinkStore store;
    final MemoryConnector shop;
    final MemoryConnector crm;
    final MemoryConnector till;
    final SyncPlan upload;
    final SyncPlan small;

    World(long seed) {
      runtime = SimulatedRuntime.seeded(seed);
      store = new SimulatedStore(runtime, new InMemoryLinkStore());
      shop = system("shop");
      crm = system("crm");
      till = system("till");
      upload = SyncPlan.named("upload").between(shop, crm).flow(products()).build();
      small = SyncPlan.named("small").between(crm, till).flow(customers()).build();
    }

    private MemoryConnector system(String name) {
      return MemoryConnector.named(name, runtime)
          .latency(CALL)
          .with(
              MemoryType.of(Product.TYPE, Product.NAME, Product.SKU)
                  .pageSize(1000)
                  .batchSize(10)
                  .tellsWhatItHolds())
          .with(MemoryType.of(Customer.TYPE, Customer.NAME, Customer.EMAILS).tellsWhatItHolds())
          .build();
    }

    SyncEngine engine() {
      return SyncEngine.builder()
          .links(store)
          .runtime(runtime)
          .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
          .build();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Timeout(120)
  void anotherPlanOnTheAccountHasItsTurnAfterSeconds(long seed) {
    World world = new World(seed);
    for (int each = 0; each < MANY; each++) {
      world.shop.user().add(product("A" + each, "Tea " + each));
    }
    world.till.user().add(customer("Ann", "ann@example.org"));
    AtomicReference<RunReport> uploaded = new AtomicReference<>();
    AtomicReference<Instant> uploadEnded = new AtomicReference<>();
    List<Duration> waits = new ArrayList<>();
    List<RunReport> smalls = new ArrayList<>();
    world.runtime.spawn(
        "uploading",
        () -> {
          uploaded.set(world.engine().run(world.upload));
          uploadEnded.set(world.runtime.now());
        });
    world.runtime.spawn(
        "small",
        () -> {
          SyncEngine engine = world.engine();
          for (int each = 0; each < 3; each++) {
            sleep(world.runtime, Duration.ofSeconds(20));
            Instant from = world.runtime.now();
            smalls.add(engine.run(world.small));
            waits.add(Duration.between(from, world.runtime.now()));
          }
          assertThat(uploadEnded.get()).as("the upload goes on").isNull();
        });
    world.runtime.run();

    assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(90)));
    assertThat(smalls).allSatisfy(report -> assertThat(report.stopped()).isEmpty());
    assertThat(uploaded.get().clean()).as("%s", uploaded.get()).isTrue();
    assertThat(world.crm.entities(Product.TYPE)).hasSize(MANY);
    assertThat(world.crm.entities(Customer.TYPE)).hasSize(1);
    assertThat(world.runtime.call(() -> world.engine().run(world.upload)).writes()).isZero();
  }

  private static void sleep(SimulatedRuntime runtime, Duration length) {
    try {
      runtime.sleep(length);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatAnotherPlanWroteMeanwhileIsSeenBeforeAnythingIsWrittenToIt() {
    World world = new World(7);
    SyncPlan sharing =
        SyncPlan.named("sharing").between(world.till, world.crm).flow(products()).build();
    for (int each = 0; each < 300; each++) {
      world.shop.user().add(product("A" + each, "Tea " + each));
    }
    world.till.user().add(product("A299", "Tea 299"));
    world.runtime.spawn("uploading", () -> world.engine().run(world.upload));
    world.runtime.spawn(
        "sharing",
        () -> {
          sleep(world.runtime, Duration.ofSeconds(15));
          world.engine().run(sharing);
        });
    world.runtime.run();

    assertThat(world.crm.entities(Product.TYPE)).hasSize(300);
  }

  @Test
  void aHintGoesBeforeTheRestOfALongUpload() {
    Bench bench =
        Bench.of(type -> type, type -> type.batchSize(10).tellsWhatItHolds()).with(products());
    for (int each = 0; each < 10_500; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    List<Integer> products = new ArrayList<>();
    Flow people =
        customers()
            .createWhen(
                each -> {
                  products.add(bench.right.entities(Product.TYPE).size());
                  return true;
                });
    bench.with(products(), people);
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              bench.time.advance(Duration.ofMinutes(2));
              bench.engine.hint(bench.plan, Side.LEFT, Customer.TYPE, ann);
            });
    bench.run();
    assertThat(products.get(0)).isLessThan(10_500);
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(10_500);
  }
}
