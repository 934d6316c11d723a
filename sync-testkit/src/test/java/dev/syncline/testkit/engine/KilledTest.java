package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.categories;
import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario is run undisturbed, then once for each remote call and each commit, broken there. */
class KilledTest {

  private static final Duration SETTLES = Duration.ofSeconds(30);

  static Stream<Arguments> killed() {
    return Stream.of(Guard.NATIVE_KEY, Guard.MARKER)
        .flatMap(
            guard ->
                Stream.of(
                    Arguments.of(guard, new MemoryFault.KilledBefore()),
                    Arguments.of(guard, new MemoryFault.KilledAfter())));
  }

  static Stream<Arguments> lost() {
    return Stream.of(Guard.NATIVE_KEY, Guard.MARKER)
        .flatMap(
            guard ->
                Stream.of(
                    Arguments.of(guard, new MemoryFault.LostBefore()),
                    Arguments.of(guard, new MemoryFault.LostAfter()),
                    Arguments.of(guard, new MemoryFault.Torn(1))));
  }

  private static MemoryType treated(MemoryType type, Guard guard) {
    return type.guard(guard).settleTime(SETTLES).batchSize(3).pageSize(4);
  }

  /** Two systems in step, and then edits, news and a deletion on both sides. */
  private static Bench scenario(Guard guard) {
    Bench bench =
        Bench.of(type -> treated(type, guard), type -> treated(type, guard))
            .with(categories(), products(), customers(), orders());
    String root = bench.left.user().add(category("root").with(Category.EXTERNAL_CODE, "r"));
    bench
        .left
        .user()
        .add(
            category("leaf")
                .with(Category.EXTERNAL_CODE, "l")
                .with(Category.PARENT, ref(Category.TYPE, root)));
    String tea = bench.left.user().add(product("T", "Tea"));
    bench.right.user().add(product("M", "Mug"));
    bench.right.user().add(product("T", "Tea"));
    for (int each = 0; each < 4; each++) {
      bench.left.user().add(product("L" + each, "left " + each));
    }
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench
        .left
        .user()
        .add(
            order("1", line("Tea", 2).with(OrderLine.ITEM, ref(Product.TYPE, tea)), line("wrap", 1))
                .with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    return bench;
  }

  private static void edits(Bench bench) {
    bench
        .left
        .user()
        .edit(Order.TYPE, Bench.where(bench.left, Order.NUMBER, "1").id(), quantity("Tea", 5));
    bench
        .right
        .user()
        .set(
            Bench.where(bench.right, Product.SKU, "L1").id(), Product.NAME, "renamed on the right");
    bench
        .left
        .user()
        .set(Bench.where(bench.left, Product.SKU, "L2").id(), Product.NAME, "renamed on the left");
    bench
        .right
        .user()
        .set(
            Bench.where(bench.right, Product.SKU, "L2").id(), Product.DESCRIPTION, "and described");
    bench.right.user().add(customer("Bob", "bob@example.org"));
  }

  private static void finished(Bench bench, Map<String, List<String>> expected, String where) {
    bench.run();
    bench.run();
    assertThat(bench.contents()).as(where).isEqualTo(expected);
    assertThat(bench.failures()).as(where).isEmpty();
    bench.quiet();
  }

  private static Map<String, List<String>> undisturbed(Guard guard, boolean edited) {
    Bench bench = scenario(guard);
    bench.run();
    if (edited) {
      edits(bench);
      bench.run();
    }
    bench.quiet();
    return bench.contents();
  }

  private static Map<Side, Long> calls(Bench bench) {
    Map<Side, Long> calls = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      calls.put(side, bench.on(side).faults().calls());
    }
    return calls;
  }

  @ParameterizedTest
  @MethodSource({"killed", "lost"})
  void aFirstRunThatBreaksAtAnyCallEndsAsIfNothingHadHappened(Guard guard, MemoryFault fault) {
    Map<String, List<String>> expected = undisturbed(guard, false);
    Bench counted = scenario(guard);
    counted.run();
    calls(counted)
        .forEach(
            (side, last) -> {
              for (long call = 1; call <= last; call++) {
                Bench bench = scenario(guard);
                bench.on(side).faults().onCall(call, fault);
                broken(bench);
                finished(bench, expected, fault + " at call " + call + " " + side.word());
              }
            });
  }

  @ParameterizedTest
  @MethodSource({"killed", "lost"})
  void aRunOfEditsThatBreaksAtAnyCallEndsAsIfNothingHadHappened(Guard guard, MemoryFault fault) {
    Map<String, List<String>> expected = undisturbed(guard, true);
    Bench counted = scenario(guard);
    counted.run();
    Map<Side, Long> first = calls(counted);
    edits(counted);
    counted.run();
    calls(counted)
        .forEach(
            (side, last) -> {
              for (long call = first.get(side) + 1; call <= last; call++) {
                Bench bench = scenario(guard);
                bench.run();
                edits(bench);
                bench.on(side).faults().onCall(call, fault);
                broken(bench);
                finished(bench, expected, fault + " at call " + call + " " + side.word());
              }
            });
  }

  private static void broken(Bench bench) {
    try {
      bench.run();
    } catch (MemoryFault.Killed asPlanned) {
      bench.restart();
    }
  }

  @Test
  void aRunKilledAtAnyCommitEndsAsIfNothingHadHappened() {
    for (Guard guard : new Guard[] {Guard.NATIVE_KEY, Guard.MARKER}) {
      Map<String, List<String>> expected = undisturbed(guard, true);
      MortalStore counter = new MortalStore(new InMemoryLinkStore());
      Bench counted = scenario(guard);
      counted.engine = TestEngine.on(counted.time, counter);
      counted.run();
      long first = counter.commits();
      edits(counted);
      counted.run();
      assertThat(counter.commits()).isGreaterThan(first);
      for (boolean before : new boolean[] {true, false}) {
        for (long commit = 1; commit <= counter.commits(); commit++) {
          Bench bench = scenario(guard);
          bench.engine =
              TestEngine.on(
                  bench.time, new MortalStore(bench.store).diesAt(commit, before), bench.heard);
          boolean inTheFirst = commit <= first;
          if (!inTheFirst) {
            bench.run();
            edits(bench);
          }
          assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
          bench.restart();
          if (inTheFirst) {
            bench.run();
            edits(bench);
          }
          finished(bench, expected, "killed at commit " + commit + (before ? " before" : " after"));
        }
      }
    }
  }

  @Test
  void aDeathWithoutAGuardMakesNoDouble() {
    Bench bench = Bench.right(type -> type.guard(Guard.NONE)).with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.restart();
    bench.run();
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void anEditMadeWhileTheProcessWasDeadIsNoConflict() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "one"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "two");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.left.user().set(left, Product.NAME, "three");
    bench.restart();
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    assertThat(right.require(Product.NAME)).isEqualTo("three");
    assertThat(bench.heard.conflicts).isEmpty();
    bench.quiet();
  }
}
