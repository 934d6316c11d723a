package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Category;
import dev.syncline.model.Product;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** First syncs of worlds that are larger than a slice. */
class SlicedFirstSyncTest {

  private static final int SLICE = 4;
  private static final List<String> KINDS = List.of("enumeration", "match-key", "set-aside");

  private static MemoryType small(MemoryType type) {
    return type.guard(Guard.MARKER).settleTime(Duration.ofSeconds(30)).pageSize(2).batchSize(3);
  }

  private static Bench bench(Flow... flows) {
    Bench bench = Bench.of(SlicedFirstSyncTest::small, SlicedFirstSyncTest::small).with(flows);
    return sliced(bench, bench.store);
  }

  private static Bench sliced(Bench bench, LinkStore store) {
    bench.engine = TestEngine.inSlices(SLICE, bench.time, store, bench.heard);
    return bench;
  }

  /** Twelve on the left, twelve on the right, eight of them the same, in opposite order. */
  private static Bench opposite() {
    Bench bench = bench(products());
    for (int each = 0; each < 12; each++) {
      bench.left.user().add(product("S" + each, "thing " + each));
      bench.time.advance(Duration.ofSeconds(1));
    }
    for (int each = 15; each >= 4; each--) {
      bench.right.user().add(product("S" + each, "thing " + each));
      bench.time.advance(Duration.ofSeconds(1));
    }
    return bench;
  }

  private static void nothingIsLeftAside(Bench bench) {
    for (String kind : KINDS) {
      assertThat(bench.store.scanEntries("shop", kind, "", 10)).as(kind).isEmpty();
    }
  }

  private static long searches(Bench bench) {
    return bench.left.faults().calls(MemoryCall.FIND) + bench.right.faults().calls(MemoryCall.FIND);
  }

  @Test
  void sidesInOppositeOrderArePairedWithoutAskingForAnyKey() {
    Bench bench = opposite();
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(4);
    assertThat(report.created(Side.LEFT)).isEqualTo(4);
    for (Side side : Side.values()) {
      assertThat(values(bench.on(side), Product.SKU)).hasSize(16).doesNotHaveDuplicates();
    }
    assertThat(searches(bench)).isZero();
    assertThat(report.clean()).isTrue();
    nothingIsLeftAside(bench);
    bench.quiet();
  }

  @Test
  void whatHasNoCounterpartIsReadByThePageAndNotOneByOne() {
    Bench bench = opposite();
    bench.run();
    for (Side side : Side.values()) {
      // Four of its own, and at most eight that the other side's slices name, two a page.
      assertThat(bench.on(side).faults().calls(MemoryCall.READ)).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void anEmptyTargetIsFilledWithoutReadingOrSearching() {
    Bench bench = bench(products());
    for (int each = 0; each < 12; each++) {
      bench.left.user().add(product("S" + each, "thing " + each));
    }
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(12);
    assertThat(searches(bench)).isZero();
    assertThat(bench.left.faults().calls(MemoryCall.READ)).isZero();
    nothingIsLeftAside(bench);
  }

  @Test
  void twinsInDifferentSlicesBecomeOneCounterpart() {
    Bench bench = bench(products());
    for (int each = 0; each < 12; each++) {
      bench.left.user().add(product("S" + each % 10, "thing " + each));
    }
    bench.run();
    assertThat(values(bench.right, Product.SKU)).hasSize(10).doesNotHaveDuplicates();
    assertThat(bench.failures())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.kind()).isEqualTo(Failure.Kind.AMBIGUOUS))
        .allSatisfy(each -> assertThat(each.reason()).startsWith("SAME_KEYS as"));
    bench.quiet();
  }

  @Test
  void twinsOfWhatIsSetAsideBecomeOneCounterpart() {
    Bench bench = bench(products());
    for (int each = 0; each < 12; each++) {
      bench.left.user().add(product("S" + each % 10, "thing " + each));
      bench.right.user().add(product("R" + each, "other " + each));
    }
    bench.run();
    assertThat(values(bench.right, Product.SKU)).hasSize(22).doesNotHaveDuplicates();
    assertThat(bench.failures()).hasSize(2);
    bench.quiet();
  }

  @Test
  void whatMatchesSeveralOfEarlierSlicesWaitsForAPerson() {
    Bench bench = bench(products());
    for (int each = 0; each < 12; each++) {
      bench.left.user().add(product(each == 11 ? "R1" : "L" + each, "thing " + each));
      bench.right.user().add(product("R" + each % 6, "other " + each));
    }
    bench.run();
    assertThat(bench.failures())
        .filteredOn(each -> each.side() == Side.LEFT)
        .singleElement()
        .satisfies(each -> assertThat(each.kind()).isEqualTo(Failure.Kind.AMBIGUOUS))
        .satisfies(each -> assertThat(each.candidates()).hasSize(2));
    assertThat(values(bench.right, Product.SKU))
        .hasSize(12 + 11)
        .filteredOn("R1"::equals)
        .hasSize(2);
    bench.quiet();
  }

  private static Flow sections() {
    return Flow.of(Category.TYPE)
        .matchByAll(Category.NAME, Category.PARENT)
        .matchByWithout(Category.NAME, Category.PARENT)
        .fields(FieldRules.of(Category.TYPE).copy(Category.NAME).ref(Category.PARENT));
  }

  /** Three chains of sections, each name once in each; children may be shown before parents. */
  private static void tree(Bench bench, MemoryConnector system, boolean backwards) {
    for (int chain = 0; chain < 3; chain++) {
      String above = system.user().add(category("root " + (backwards ? 2 - chain : chain)));
      for (int depth = 0; depth < 4; depth++) {
        bench.time.advance(Duration.ofSeconds(1));
        above =
            system
                .user()
                .add(category("level " + depth).with(Category.PARENT, ref(Category.TYPE, above)));
      }
    }
    if (backwards) {
      for (var each : system.entities(Category.TYPE).stream().limit(7).toList()) {
        bench.time.advance(Duration.ofSeconds(1));
        system
            .user()
            .edit(Category.TYPE, each.id(), same -> same.with(Category.EXTERNAL_CODE, "x"));
      }
    }
  }

  @Test
  void sectionsAreFoundWithinTheirParentsHoweverLateThoseAreShown() {
    Bench bench = bench(sections());
    tree(bench, bench.left, false);
    tree(bench, bench.right, true);
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isZero();
    assertThat(report.created(Side.LEFT)).isZero();
    assertThat(searches(bench)).isZero();
    assertThat(bench.failures()).isEmpty();
    nothingIsLeftAside(bench);
    bench.quiet();
  }

  @Test
  void aPreviewInSlicesForeseesWhatTheRunDoes() {
    Bench bench = opposite();
    Preview preview = bench.engine.preview(bench.plan);
    RunReport report = bench.run();
    for (Side side : Side.values()) {
      assertThat(preview.wouldDo().created(side)).isEqualTo(report.created(side));
      assertThat(preview.wouldDo().updated(side)).isEqualTo(report.updated(side));
    }
  }

  static Stream<MemoryFault> faults() {
    return Stream.of(
        new MemoryFault.KilledBefore(), new MemoryFault.KilledAfter(), new MemoryFault.LostAfter());
  }

  private static Map<String, List<String>> undisturbed() {
    Bench bench = opposite();
    bench.run();
    return bench.contents();
  }

  private static void finished(Bench bench, Map<String, List<String>> expected, String where) {
    bench.run();
    bench.run();
    assertThat(bench.contents()).as(where).isEqualTo(expected);
    assertThat(bench.failures()).as(where).isEmpty();
    nothingIsLeftAside(bench);
    bench.quiet();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aRunThatBreaksAtAnyCallEndsAsIfNothingHadHappened(MemoryFault fault) {
    Map<String, List<String>> expected = undisturbed();
    Bench counted = opposite();
    counted.run();
    Map<Side, Long> calls = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      calls.put(side, counted.on(side).faults().calls());
    }
    calls.forEach(
        (side, last) -> {
          for (long call = 1; call <= last; call++) {
            Bench bench = opposite();
            bench.on(side).faults().onCall(call, fault);
            try {
              bench.run();
            } catch (MemoryFault.Killed asPlanned) {
              sliced(bench, bench.store);
            }
            finished(bench, expected, fault + " at call " + call + " " + side.word());
          }
        });
  }

  @Test
  void aRunKilledAtAnyCommitEndsAsIfNothingHadHappened() {
    Map<String, List<String>> expected = undisturbed();
    Bench counted = opposite();
    MortalStore counter = new MortalStore(counted.store);
    sliced(counted, counter).run();
    for (boolean before : new boolean[] {true, false}) {
      for (long commit = 1; commit <= counter.commits(); commit++) {
        Bench bench = opposite();
        sliced(bench, new MortalStore(bench.store).diesAt(commit, before));
        assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
        sliced(bench, bench.store);
        finished(bench, expected, "killed at commit " + commit + (before ? " before" : " after"));
        // Only for what was just to be made when it died: somebody else may have made it since.
        assertThat(searches(bench)).as("commit " + commit).isLessThanOrEqualTo(2);
      }
    }
  }
}
