package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.MarkerText;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Markers, copies and what travels on demand, broken at each remote call in turn. */
class MarkersKilledTest {

  private static final Flow MARKED =
      products()
          .marker(Side.LEFT, Product.EXTERNAL_CODE, MarkerText.of("right:"))
          .marker(Side.RIGHT, Product.EXTERNAL_CODE, MarkerText.of("left:"));

  static List<MemoryFault> faults() {
    return List.of(
        new MemoryFault.KilledBefore(),
        new MemoryFault.KilledAfter(),
        new MemoryFault.LostBefore(),
        new MemoryFault.LostAfter());
  }

  private static MemoryType treated(MemoryType type) {
    return type.guard(Guard.MARKER).settleTime(Duration.ofSeconds(30)).batchSize(3).pageSize(4);
  }

  private static Bench scenario() {
    Bench bench =
        Bench.of(MarkersKilledTest::treated, MarkersKilledTest::treated)
            .with(MARKED, customers().onDemand(), orders());
    for (int each = 0; each < 2; each++) {
      bench.left.user().add(product("L" + each, "left " + each));
      bench.right.user().add(product("R" + each, "right " + each));
    }
    bench.left.user().add(product("T", "Tea"));
    bench.right.user().add(product("T", "Tea").with(Product.DESCRIPTION, "green"));
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    return bench;
  }

  private static void edits(Bench bench) {
    bench.left.user().set(bench.only(bench.left, Customer.TYPE).id(), Customer.NAME, "Ann Lee");
    bench.left.user().set(bench.only(bench.left, Order.TYPE).id(), Order.COMMENT, "ring first");
    Entity copied = Bench.where(bench.right, Product.SKU, "L0");
    bench.right.user().add(copied.with(Product.SKU, "COPY"));
    bench
        .right
        .user()
        .clear(Bench.where(bench.right, Product.SKU, "L1").id(), Product.EXTERNAL_CODE);
    bench
        .left
        .user()
        .set(Bench.where(bench.left, Product.SKU, "L0").id(), Product.NAME, "of the copied");
    bench
        .left
        .user()
        .set(Bench.where(bench.left, Product.SKU, "T").id(), Product.NAME, "Black tea");
    bench.left.user().add(product("N", "new"));
  }

  /** Everything, with the names of counterparts for their ids. */
  private static List<String> told(Bench bench) {
    List<String> all = new ArrayList<>();
    for (Side side : Side.values()) {
      for (Entity each : bench.on(side).entities(Product.TYPE)) {
        String marker = each.get(Product.EXTERNAL_CODE).orElse("none:");
        String id = marker.substring(marker.indexOf(':') + 1);
        String names =
            bench.on(side.other()).entities(Product.TYPE).stream()
                .filter(other -> other.id().equals(id))
                .findFirst()
                .map(other -> other.require(Product.SKU))
                .orElse("nobody");
        all.add(
            side.word()
                + " "
                + each.require(Product.SKU)
                + " "
                + each.get(Product.NAME)
                + " names "
                + names);
      }
      all.addAll(Bench.values(bench.on(side), Customer.NAME));
      all.addAll(Bench.values(bench.on(side), Order.COMMENT));
    }
    all.sort(null);
    return all;
  }

  private static List<String> undisturbed(Map<Side, Long> first, Map<Side, Long> second) {
    Bench bench = scenario();
    bench.run();
    count(bench, first);
    edits(bench);
    bench.run();
    count(bench, second);
    finish(bench);
    return told(bench);
  }

  private static void count(Bench bench, Map<Side, Long> calls) {
    for (Side side : Side.values()) {
      calls.put(side, bench.on(side).faults().calls());
    }
  }

  /** What failed is tried again, so that nothing depends on when. */
  private static void finish(Bench bench) {
    bench.run();
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    assertThat(bench.failures()).extracting(Failure::kind).containsOnly(Failure.Kind.TWIN);
    bench.quiet();
  }

  private static void broken(Bench bench) {
    try {
      bench.run();
    } catch (MemoryFault.Killed asPlanned) {
      bench.restart();
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aRunThatBreaksAtAnyCallEndsAsIfNothingHadHappened(MemoryFault fault) {
    Map<Side, Long> first = new EnumMap<>(Side.class);
    Map<Side, Long> second = new EnumMap<>(Side.class);
    List<String> expected = undisturbed(first, second);
    assertThat(expected).noneMatch(each -> each.endsWith("nobody"));
    for (Side side : Side.values()) {
      for (long call = 1; call <= second.get(side); call++) {
        Bench bench = scenario();
        bench.on(side).faults().onCall(call, fault);
        broken(bench);
        if (call <= first.get(side)) {
          bench.run();
        }
        edits(bench);
        broken(bench);
        finish(bench);
        assertThat(told(bench))
            .as(fault + " at call " + call + " " + side.word())
            .isEqualTo(expected);
      }
    }
  }
}
