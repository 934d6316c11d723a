package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.MarkerText;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.JournalRow;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Entities name their counterparts in a field of their own. */
class MarkerFieldsTest {

  private static final FieldRules RULES =
      FieldRules.of(Product.TYPE).copy(Product.NAME, Product.DESCRIPTION);

  /** Without any other key: pairs are found by their markers or not at all. */
  private static final Flow PLAIN = Flow.of(Product.TYPE).fields(RULES);

  private static final Flow RIGHT =
      PLAIN.marker(Side.RIGHT, Product.EXTERNAL_CODE, MarkerText.of("left:"));
  private static final Flow LEFT =
      PLAIN.marker(Side.LEFT, Product.EXTERNAL_CODE, MarkerText.of("right:"));
  private static final Flow BOTH =
      RIGHT.marker(Side.LEFT, Product.EXTERNAL_CODE, MarkerText.of("right:"));

  private static String marker(Bench bench, Side side) {
    return bench.only(bench.on(side), Product.TYPE).get(Product.EXTERNAL_CODE).orElse("");
  }

  private static String id(Bench bench, Side side) {
    return bench.only(bench.on(side), Product.TYPE).id();
  }

  @Rule("B-038")
  @Test
  void aCreateCarriesTheMarkerWithIt() {
    Bench bench = Bench.plain().with(RIGHT);
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(marker(bench, Side.RIGHT)).isEqualTo("left:" + id(bench, Side.LEFT));
    assertThat(bench.writeCalls()).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void anOriginalIsToldOfItsCounterpartWithoutARead() {
    Bench bench = Bench.plain().with(BOTH);
    for (int each = 0; each < 10; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.run();
    for (String left : Bench.values(bench.left, Product.EXTERNAL_CODE)) {
      assertThat(bench.right.entity(Product.TYPE, left.substring("right:".length()))).isNotNull();
    }
    assertThat(Bench.values(bench.left, Product.EXTERNAL_CODE)).hasSize(10).doesNotHaveDuplicates();
    assertThat(bench.left.faults().calls(MemoryCall.WRITE)).isEqualTo(1);
    assertThat(bench.left.faults().calls(MemoryCall.READ)).isZero();
    assertThat(bench.right.faults().calls(MemoryCall.READ)).isZero();
    bench.quiet();
  }

  @Test
  void anOriginalIsToldWhateverAnswerIsLost() {
    List<MemoryFault> faults =
        List.of(
            new MemoryFault.LostAfter(), new MemoryFault.LostBefore(), new MemoryFault.AllStale());
    for (MemoryFault fault : faults) {
      Bench bench = Bench.right(type -> type.guard(Guard.MARKER)).with(BOTH);
      bench.left.user().add(product("A", "Tea"));
      bench.left.faults().onNext(MemoryCall.WRITE, fault);
      bench.right.faults().onNext(MemoryCall.WRITE, fault);
      bench.run();
      bench.run();
      assertThat(marker(bench, Side.LEFT)).isEqualTo("right:" + id(bench, Side.RIGHT));
      assertThat(marker(bench, Side.RIGHT)).isEqualTo("left:" + id(bench, Side.LEFT));
      bench.quiet();
    }
  }

  @Test
  void aSideThatNothingTravelsToIsMarkedAllTheSame() {
    Bench bench = Bench.plain().with(LEFT.toRight());
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(marker(bench, Side.LEFT)).isEqualTo("right:" + id(bench, Side.RIGHT));
    bench.quiet();
  }

  @Test
  void aMarkerTravelsWithWhateverElseIsWritten() {
    Bench bench = Bench.plain().with(RIGHT.matchBy(Product.NAME));
    bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "green"));
    bench.right.user().add(product("A", "Tea"));
    bench.run();
    assertThat(marker(bench, Side.RIGHT)).isEqualTo("left:" + id(bench, Side.LEFT));
    assertThat(bench.writeCalls()).isEqualTo(1);
    bench.quiet();
  }

  @Rule("B-039")
  @Test
  void aMarkerThatAUserClearedOrEditedIsPutBackAndToldOf() {
    Bench bench = Bench.plain().with(RIGHT.toRight());
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    String right = id(bench, Side.RIGHT);
    String marker = marker(bench, Side.RIGHT);
    bench.right.user().clear(right, Product.EXTERNAL_CODE);
    RunReport cleared = bench.run();
    assertThat(marker(bench, Side.RIGHT)).isEqualTo(marker);
    assertThat(cleared.flows().get("product").repaired()).isEqualTo(1);
    bench.right.user().set(right, Product.EXTERNAL_CODE, "my own number");
    bench.run();
    assertThat(marker(bench, Side.RIGHT)).isEqualTo(marker);
    assertThat(bench.store.journal("shop", "product", Side.RIGHT, right, 10))
        .extracting(JournalRow::what)
        .filteredOn("MARKER_REPAIRED"::equals)
        .hasSize(2);
    bench.quiet();
  }

  @Rule("B-038")
  @Test
  void aLostStoreIsRebuiltFromTheMarkers() {
    for (Flow flow : List.of(RIGHT, LEFT, BOTH)) {
      Bench bench = Bench.plain().with(flow);
      bench.left.user().add(product("A", "Tea"));
      bench.run();
      bench.store = new InMemoryLinkStore();
      bench.restart();
      bench.left.user().set(id(bench, Side.LEFT), Product.NAME, "Green tea");
      RunReport report = bench.run();
      assertThat(report.flows().get("product").linked()).isEqualTo(1);
      assertThat(bench.only(bench.right, Product.TYPE).id()).isNotEmpty();
      bench.left.user().set(id(bench, Side.LEFT), Product.NAME, "Black tea");
      bench.run();
      assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME))
          .isEqualTo("Black tea");
      bench.quiet();
    }
  }

  @Test
  void whatAMarkerNamesIsReadIfItIsNotAtHand() {
    Bench bench = Bench.plain().with(RIGHT.fromNow());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    bench.right.user().add(product("A", "Tea").with(Product.EXTERNAL_CODE, "left:" + left));
    bench.run();
    assertThat(bench.only(bench.left, Product.TYPE).id()).isEqualTo(left);
    bench.right.user().set(id(bench, Side.RIGHT), Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.NAME)).isEqualTo("Green tea");
  }

  @Test
  void aMarkerThatNamesNothingIsNoneAndIsPutRight() {
    Bench bench = Bench.plain().with(RIGHT);
    bench.right.user().add(product("A", "Tea").with(Product.EXTERNAL_CODE, "left:L999"));
    bench.run();
    assertThat(marker(bench, Side.RIGHT)).isEqualTo("left:" + id(bench, Side.LEFT));
    bench.quiet();
  }

  @Test
  void aMarkerFieldIsWrittenByNoRule() {
    Flow flow = RIGHT.fields(RULES.copy(Product.EXTERNAL_CODE));
    Bench bench = Bench.plain();
    assertThatThrownBy(() -> SyncPlan.named("p").between(bench.left, bench.right).flow(flow))
        .hasMessageContaining("no rule may write it");
  }

  @Test
  void aMarkerTextParsesBackWhatItWroteAndNothingElse() {
    MarkerText deals = MarkerText.of("deal:", Pattern.compile("\\d+"));
    assertThat(deals.id(deals.text("12345"))).contains("12345");
    assertThat(deals.id(" deal:7 ")).contains("7");
    assertThat(deals.id("deal:")).isEmpty();
    assertThat(deals.id("deal:7a")).isEmpty();
    assertThat(deals.id("order:7")).isEmpty();
    assertThat(MarkerText.of("").id("two words")).isEmpty();
  }
}
