package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.categories;
import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Brake;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who says that something is gone, who decides it, and what becomes of the counterpart. */
class GoneTest {

  private static final UnaryOperator<MemoryType> SILENT = MemoryType::silentAboutGone;

  /** Both silent about deletions; so many linked pairs; gives the left ids. */
  private static List<String> linked(Bench bench, int pairs) {
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < pairs; each++) {
      ids.add(bench.left.user().add(product("A" + each, "Tea " + each)));
    }
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    assertThat(bench.right.entities(Product.TYPE)).hasSize(pairs);
    return ids;
  }

  private static void readWholeAgain(Bench bench) {
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.PositionLost());
  }

  @Test
  void aWholeEnumerationFindsWhatNoFeedTold() {
    Bench bench = Bench.of(SILENT, SILENT).with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 250);
    bench.left.user().delete(Product.TYPE, ids.get(7));
    bench.left.user().delete(Product.TYPE, ids.get(207));
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    readWholeAgain(bench);
    RunReport report = bench.run();
    assertThat(report.deleted(Side.RIGHT)).isEqualTo(2);
    assertThat(Bench.values(bench.right, Product.SKU)).hasSize(248).doesNotContain("A7", "A207");
    bench.quiet();
  }

  @Test
  void aFeedThatShowsEverythingEachTimeFindsDeletionsByItself() {
    Bench bench = Bench.of(MemoryType::withoutTimestamps, SILENT).with(products());
    List<String> ids = linked(bench, 3);
    bench.left.user().delete(Product.TYPE, ids.get(1));
    assertThat(bench.run().unlinked()).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(3);
  }

  @Test
  void anEnumerationThatWasBrokenOffStillFindsWhatIsGone() {
    Bench bench = Bench.of(type -> SILENT.apply(type).pageSize(1000), SILENT).with(products());
    List<String> ids = linked(bench, 2_500);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    String position = position(bench);
    readWholeAgain(bench);
    // A check, the lost position, two pages of a thousand that are a slice, and then the third.
    bench.left.faults().onCall(bench.left.requests() + 5, new MemoryFault.KilledBefore());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    assertThat(position(bench)).isEqualTo(position);
    bench.restart();
    bench.time.advance(Duration.ofMinutes(10));
    readWholeAgain(bench);
    assertThat(bench.run().unlinked()).isEqualTo(1);
  }

  private static String position(Bench bench) {
    return new String(
        bench.store.entries("shop", "cursor", List.of("left/product")).get(0).body(),
        StandardCharsets.UTF_8);
  }

  @Test
  void whatAListHidesIsNotGone() {
    Bench bench = Bench.of(SILENT, SILENT).with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 3);
    bench.left.user().hide(Product.TYPE, ids.get(1), true);
    readWholeAgain(bench);
    RunReport report = bench.run();
    assertThat(report.deleted(Side.RIGHT)).isZero();
    assertThat(report.unlinked()).isZero();
    bench.left.user().hide(Product.TYPE, ids.get(1), false);
    bench.left.user().set(ids.get(1), Product.NAME, "Green tea");
    bench.run();
    assertThat(Bench.values(bench.right, Product.NAME)).contains("Green tea");
  }

  @Test
  void whatAnEnumerationSkippedIsReadAndGoesOn() {
    Bench bench = Bench.of(SILENT, SILENT);
    Twisted twisted = new Twisted(bench.left);
    bench.plan = SyncPlan.named("shop").between(twisted, bench.right).flow(products()).build();
    List<String> ids = linked(bench, 3);
    bench.left.user().set(ids.get(1), Product.NAME, "Green tea");
    twisted.feeds =
        real -> real.stream().<Feed>map(feed -> new Skipping(feed, ids.get(1))).toList();
    readWholeAgain(bench);
    RunReport report = bench.run();
    assertThat(report.unlinked()).isZero();
    assertThat(Bench.values(bench.right, Product.NAME)).contains("Green tea");
  }

  @Test
  void anEnumerationAsksForThousandsAtOnceAndForNobodyItHasShown() {
    Bench bench =
        Bench.of(type -> SILENT.apply(type).pageSize(1000), SILENT)
            .with(products().brake(Brake.off()));
    List<String> ids = linked(bench, 2_500);
    for (int each = 0; each < 1_200; each++) {
      bench.left.user().delete(Product.TYPE, ids.get(each));
    }
    readWholeAgain(bench);
    long reads = bench.left.faults().calls(MemoryCall.READ);
    assertThat(bench.run().unlinked()).isEqualTo(1_200);
    assertThat(bench.left.faults().calls(MemoryCall.READ) - reads).isLessThanOrEqualTo(4);
  }

  @Test
  void aFirstEnumerationAsksForNothingThatTheRunItselfHasMade() {
    Bench bench = Bench.of(SILENT, SILENT).with(products());
    linked(bench, 300);
    assertThat(bench.right.faults().calls(MemoryCall.READ)).isZero();
    assertThat(bench.left.faults().calls(MemoryCall.READ)).isZero();
  }

  @Test
  void aNoticeThatLiesEndsNothing() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 1);
    bench.engine.accept(bench.plan, Side.LEFT, bench.left.pushed().gone(Product.TYPE, ids.get(0)));
    RunReport report = bench.run();
    assertThat(report.writes()).isZero();
    assertThat(report.unlinked()).isZero();
    bench.left.user().set(ids.get(0), Product.NAME, "Green tea");
    assertThat(bench.run().updated(Side.RIGHT)).isEqualTo(1);
  }

  @Test
  void aNoticeThatIsTrueEndsThePair() {
    Bench bench = Bench.of(SILENT, SILENT).with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 1);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    bench.engine.accept(bench.plan, Side.LEFT, bench.left.pushed().gone(Product.TYPE, ids.get(0)));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void aLostRightConvictsNobody() {
    Bench bench = Bench.of(SILENT, SILENT);
    Twisted twisted = new Twisted(bench.left);
    bench.plan =
        SyncPlan.named("shop")
            .between(twisted, bench.right)
            .flow(products().gone(Gone.DELETE))
            .build();
    List<String> ids = linked(bench, 3);
    ids.forEach(id -> bench.left.user().delete(Product.TYPE, id));
    twisted.readings =
        real -> {
          Map<String, Reading> unseen = new LinkedHashMap<>(real);
          unseen.replaceAll((id, reading) -> new Reading.Unseen());
          return unseen;
        };
    readWholeAgain(bench);
    RunReport report = bench.run();
    assertThat(report.deleted(Side.RIGHT)).isZero();
    assertThat(report.unlinked()).isZero();
  }

  @Test
  void aNoticeAboutWhatIsOnlyHiddenConvictsNobody() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 1);
    bench.left.user().hide(Product.TYPE, ids.get(0), true);
    bench.engine.accept(bench.plan, Side.LEFT, bench.left.pushed().gone(Product.TYPE, ids.get(0)));
    RunReport report = bench.run();
    assertThat(report.writes()).isZero();
    assertThat(report.unlinked()).isZero();
  }

  @Test
  @Rule("B-007")
  void aDeletionIsUnlinkedAndReportedAndNothingIsDeleted() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 2);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    RunReport report = bench.run();
    assertThat(report.unlinked()).isEqualTo(1);
    assertThat(report.writes()).isZero();
    assertThat(report.toString()).contains("unlinked 1");
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
  }

  @Test
  void whatIsRestoredFromTheBinStaysUnlinked() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 1);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    bench.run();
    bench.left.user().restore(Product.TYPE, ids.get(0));
    bench.left.user().set(ids.get(0), Product.NAME, "Back again");
    for (int run = 0; run < 3; run++) {
      RunReport report = bench.run();
      assertThat(report.writes()).isZero();
    }
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Tea 0");
  }

  @Test
  void whatIsIgnoredGoesOnWhenItIsRestored() {
    Bench bench = Bench.plain().with(products().gone(Gone.IGNORE));
    List<String> ids = linked(bench, 1);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    RunReport report = bench.run();
    assertThat(report.writes()).isZero();
    assertThat(report.flows().get("product").skipped()).containsKey("GONE_IGNORED");
    bench.left.user().restore(Product.TYPE, ids.get(0));
    bench.left.user().set(ids.get(0), Product.NAME, "Back again");
    bench.run();
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Back again");
    bench.quiet();
  }

  @Test
  void theCounterpartIsArchivedByTheFieldThatTheFlowNames() {
    Bench bench = Bench.plain().with(categories().goneArchives(Category.ARCHIVED));
    String tea = bench.left.user().add(category("Tea"));
    String mugs = bench.left.user().add(category("Mugs"));
    bench.run();
    bench.left.user().delete(Category.TYPE, tea);
    RunReport report = bench.run();
    assertThat(report.archived(Side.RIGHT)).isEqualTo(1);
    assertThat(report.updated(Side.RIGHT)).isZero();
    assertThat(report.toString()).contains("archived right 1");
    assertThat(Bench.where(bench.right, Category.NAME, "Tea").get(Category.ARCHIVED))
        .contains(true);
    assertThat(Bench.where(bench.right, Category.NAME, "Mugs").get(Category.ARCHIVED)).isEmpty();
    bench.left.user().set(mugs, Category.NAME, "Cups");
    assertThat(bench.run().updated(Side.RIGHT)).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void anArchivingWhoseAnswerIsLostIsFinished() {
    for (MemoryFault fault :
        new MemoryFault[] {
          new MemoryFault.LostBefore(),
          new MemoryFault.LostAfter(),
          new MemoryFault.KilledBefore(),
          new MemoryFault.KilledAfter()
        }) {
      Bench bench = Bench.plain().with(categories().goneArchives(Category.ARCHIVED));
      String tea = bench.left.user().add(category("Tea"));
      bench.run();
      bench.left.user().delete(Category.TYPE, tea);
      bench.right.faults().onNext(MemoryCall.WRITE, fault);
      try {
        bench.run();
      } catch (MemoryFault.Killed asPlanned) {
        bench.restart();
      }
      bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
      assertThat(bench.engine.runAfter(Duration.ofMinutes(5), bench.plan).clean()).isTrue();
      assertThat(bench.only(bench.right, Category.TYPE).get(Category.ARCHIVED))
          .as("%s", fault)
          .contains(true);
      bench.quiet();
    }
  }

  @Test
  void whatIsArchivedAlreadyIsNotWrittenAgain() {
    Bench bench = Bench.plain().with(categories().goneArchives(Category.ARCHIVED));
    String tea = bench.left.user().add(category("Tea"));
    bench.run();
    bench.right.user().set(bench.only(bench.right, Category.TYPE).id(), Category.ARCHIVED, true);
    bench.left.user().delete(Category.TYPE, tea);
    RunReport report = bench.run();
    assertThat(report.writes()).isZero();
    assertThat(report.unlinked()).isEqualTo(1);
  }

  @Test
  void aDeletionThatMayStillLandIsNotSentASecondTime() {
    Bench bench =
        Bench.right(type -> type.settleTime(Duration.ofMinutes(10)))
            .with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 1);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LandsLate(Duration.ofMinutes(3)));
    bench.run();
    long writes = bench.writeCalls();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.run().took()).as("no run waits that long").isLessThan(Duration.ofMinutes(3));
    bench.engine.runAfter(Duration.ofMinutes(10), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(bench.writeCalls()).isEqualTo(writes);
    bench.quiet();
  }

  @Test
  void archivingNeedsTheFieldThatDoesIt() {
    assertThatThrownBy(() -> products().gone(Gone.ARCHIVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("goneArchives");
  }

  @Test
  void whereTheFlowDoesNotGoNothingIsDeleted() {
    Bench bench = Bench.plain().with(products().toRight().gone(Gone.DELETE));
    linked(bench, 1);
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().delete(Product.TYPE, right);
    bench.left.user().set(bench.only(bench.left, Product.TYPE).id(), Product.NAME, "New");
    RunReport report = bench.run();
    assertThat(report.unlinked()).isEqualTo(1);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void aPairThatIsGoneOnBothSidesEndsOnce() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 1);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
    RunReport report = bench.run();
    assertThat(report.unlinked()).isEqualTo(1);
    assertThat(report.writes()).isZero();
  }

  @Test
  void eachSideMayHaveItsOwnPolicy() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE).gone(Side.RIGHT, Gone.UNLINK));
    List<String> ids = linked(bench, 2);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(1);
    bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
    RunReport report = bench.run();
    assertThat(report.deleted(Side.LEFT)).isZero();
    assertThat(report.unlinked()).isEqualTo(1);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void aDeletionThatIsRefusedIsANamedFailureAndTriedAgainInItsTime() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 1);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    bench.right.faults().refuse(Write.Delete.class::isInstance, Refusal.Code.IN_USE);
    bench.run();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("IN_USE"));
    bench.quiet();
    long reads = bench.left.faults().calls(MemoryCall.READ);
    bench.quiet();
    assertThat(bench.left.faults().calls(MemoryCall.READ)).isEqualTo(reads);
    bench.right.faults().allowAll();
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(bench.failures()).isEmpty();
  }

  /** Each order has a note of its own: a customer on the other side. */
  private record Noting(EntityMapper below) implements EntityMapper {

    @Override
    public List<Unit> units() {
      return below.units();
    }

    @Override
    public Set<Field<?>> reads(Side side) {
      return below.reads(side);
    }

    @Override
    public Set<EntityType> companions(Side target) {
      return target == Side.RIGHT ? Set.of(Customer.TYPE) : Set.of();
    }

    @Override
    public Wanted map(Mapping mapping) {
      Wanted wanted = below.map(mapping);
      Entity note =
          Entity.of(Customer.TYPE, "")
              .with(Customer.NAME, "note on " + mapping.source().get(Order.NUMBER).orElse("?"));
      return mapping.target() == Side.RIGHT
          ? wanted.withCompanions(List.of(new Wanted.Companion("note", note)))
          : wanted;
    }
  }

  private static Flow noted(Gone policy) {
    Flow plain = Bench.orders().toRight().gone(policy);
    return plain.fields(new Noting(plain.mapper()));
  }

  @Test
  void whatFollowedFromItIsRemovedBeforeIt() {
    Bench bench = Bench.plain().with(noted(Gone.DELETE_WITH_FOLLOWERS));
    String one = bench.left.user().add(order("1"));
    for (int each = 2; each <= 12; each++) {
      bench.left.user().add(order(String.valueOf(each)));
    }
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(12);
    bench.left.user().delete(Order.TYPE, one);
    bench.run();
    assertThat(Bench.values(bench.right, Order.NUMBER)).hasSize(11).doesNotContain("1");
    assertThat(Bench.values(bench.right, Customer.NAME)).hasSize(11).doesNotContain("note on 1");
    bench.quiet();
  }

  @Test
  void whatMayNotLoseItsFollowersStaysUntilItMay() {
    Bench bench = Bench.plain().with(noted(Gone.DELETE_WITH_FOLLOWERS));
    String one = bench.left.user().add(order("1"));
    bench.run();
    bench.left.user().delete(Order.TYPE, one);
    bench
        .right
        .faults()
        .refuse(
            write -> write instanceof Write.Delete && write.type().equals(Customer.TYPE),
            Refusal.Code.IN_USE);
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
    assertThat(bench.failures()).isNotEmpty();
    bench.right.faults().allowAll();
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(bench.right.entities(Customer.TYPE)).isEmpty();
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whatHasFollowersThatNobodyCanRemoveStaysAndSaysSo() {
    Bench bench =
        Bench.right(type -> type.type().equals(Customer.TYPE) ? type.withoutDelete() : type)
            .with(noted(Gone.DELETE_WITH_FOLLOWERS));
    String one = bench.left.user().add(order("1"));
    bench.run();
    bench.left.user().delete(Order.TYPE, one);
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("followed"));
  }

  @Test
  void aPlainDeletionLeavesWhatFollowedFromIt() {
    Bench bench = Bench.plain().with(noted(Gone.DELETE));
    String one = bench.left.user().add(order("1"));
    bench.run();
    bench.left.user().delete(Order.TYPE, one);
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
  }

  @Test
  void whatIsInUseIsArchivedInsteadOfDeletedAndWhatIsNotIsDeleted() {
    Bench bench =
        Bench.plain()
            .with(categories().goneArchives(Category.ARCHIVED).gone(Gone.DELETE_UNLESS_USED));
    String tea = bench.left.user().add(category("Tea"));
    String mugs = bench.left.user().add(category("Mugs"));
    bench.run();
    String used = Bench.where(bench.right, Category.NAME, "Tea").id();
    bench
        .right
        .faults()
        .refuse(
            write -> write instanceof Write.Delete delete && delete.held().id().equals(used),
            Refusal.Code.IN_USE);
    bench.left.user().delete(Category.TYPE, tea);
    bench.left.user().delete(Category.TYPE, mugs);
    RunReport report = bench.run();
    assertThat(report.clean()).isTrue();
    assertThat(bench.only(bench.right, Category.TYPE).id()).isEqualTo(used);
    assertThat(bench.right.entity(Category.TYPE, used).get(Category.ARCHIVED)).contains(true);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void whatIsInUseStaysAsItIsWhereNothingArchives() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE_UNLESS_USED));
    List<String> ids = linked(bench, 1);
    bench.right.faults().refuse(Write.Delete.class::isInstance, Refusal.Code.IN_USE);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    RunReport report = bench.run();
    assertThat(report.clean()).isTrue();
    assertThat(report.unlinked()).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void anyOtherRefusalToDeleteIsAFailureAllTheSame() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE_UNLESS_USED));
    List<String> ids = linked(bench, 1);
    bench.right.faults().refuse(Write.Delete.class::isInstance, Refusal.Code.NOT_ALLOWED);
    bench.left.user().delete(Product.TYPE, ids.get(0));
    bench.run();
    assertThat(bench.failures()).hasSize(1);
  }
}
