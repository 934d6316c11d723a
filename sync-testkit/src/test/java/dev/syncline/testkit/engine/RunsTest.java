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
import dev.syncline.Flow;
import dev.syncline.PlanNotReady;
import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunsTest {

  /** Rules with a mistake that one entity meets. */
  private record Poisoned(EntityMapper sound) implements EntityMapper {

    @Override
    public List<Unit> units() {
      return sound.units();
    }

    @Override
    public Set<Field<?>> reads(Side side) {
      return sound.reads(side);
    }

    @Override
    public Wanted map(Mapping mapping) {
      if (mapping.source().get(Product.NAME).orElse("").equals("poison")) {
        throw new IllegalStateException("a mistake in a rule");
      }
      return sound.map(mapping);
    }
  }

  @Test
  void fiveStartsAreOneRun() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < 5; each++) {
      ids.add(bench.engine.engine().start(bench.plan));
    }
    assertThat(Set.copyOf(ids)).hasSize(1);
    assertThat(bench.engine.runtime().runStarted()).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.left.faults().calls(MemoryCall.CHECK)).isEqualTo(1);
  }

  @Test
  void whoStartsWhileARunIsUnderWayJoinsIt() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    List<String> ids = new ArrayList<>();
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              for (int each = 0; each < 5; each++) {
                ids.add(bench.engine.engine().start(bench.plan));
              }
            });
    RunReport report = bench.run();
    assertThat(ids).hasSize(5).containsOnly(report.run());
    assertThat(bench.engine.runtime().runStarted()).isZero();
  }

  @Test
  void aWrongPasswordNamesTheAccountAndNothingIsWritten() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.faults().refuseCredentials("wrong password");
    assertThatThrownBy(bench::run)
        .isInstanceOf(PlanNotReady.class)
        .hasMessageContaining("memory:right")
        .hasMessageContaining("wrong password");
    assertThat(bench.writeCalls()).isZero();
    assertThat(bench.left.faults().calls(MemoryCall.LIST)).isZero();
    assertThat(bench.engine.check(bench.plan).ok()).isFalse();
    bench.right.faults().refuseCredentials(null);
    assertThat(bench.run().created(Side.RIGHT)).isEqualTo(1);
  }

  @Test
  void aPreviewWritesNothingAndCountsWhatTheRunThenDoes() {
    Bench bench = Bench.plain().with(products(), customers().onDemand(), orders());
    for (int each = 0; each < 120; each++) {
      bench.left.user().add(product("L" + each, "Tea " + each));
      bench.right.user().add(product("R" + each, "Mug " + each));
      bench.left.user().add(product("B" + each, "Both " + each));
      bench.right.user().add(product("B" + each, "Both " + each));
    }
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("1", line("x", 1)).with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    previewTellsTheRun(bench);
    bench.left.user().set(Bench.where(bench.left, Product.SKU, "L3").id(), Product.NAME, "New");
    bench.right.user().set(Bench.where(bench.right, Product.SKU, "L4").id(), Product.NAME, "New");
    bench.left.user().set(Bench.where(bench.left, Product.SKU, "L5").id(), Product.NAME, "l");
    bench.right.user().set(Bench.where(bench.right, Product.SKU, "L5").id(), Product.NAME, "r");
    previewTellsTheRun(bench);
  }

  private static void previewTellsTheRun(Bench bench) {
    var before = bench.contents();
    int links = bench.store.scanLinks("shop", "product", "", 10_000).size();
    Preview preview = bench.engine.preview(bench.plan);
    assertThat(bench.contents()).isEqualTo(before);
    assertThat(bench.store.scanLinks("shop", "product", "", 10_000)).hasSize(links);
    assertThat(bench.store.scanEntries("shop", "intent", "", 10)).isEmpty();
    RunReport report = bench.run();
    for (Side side : Side.values()) {
      assertThat(preview.wouldDo().created(side)).isEqualTo(report.created(side));
      assertThat(preview.wouldDo().updated(side)).isEqualTo(report.updated(side));
    }
    assertThat(preview.wouldDo().conflicts()).isEqualTo(report.conflicts());
    report
        .flows()
        .forEach(
            (name, flow) ->
                assertThat(preview.wouldDo().flows().get(name).linked()).isEqualTo(flow.linked()));
  }

  @Test
  void aPreviewLeavesTheStoreEmpty() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.engine.preview(bench.plan);
    for (String kind : List.of("cursor", "intent", "failure")) {
      assertThat(bench.store.scanEntries("shop", kind, "", 10)).isEmpty();
    }
  }

  @Test
  void aRepeatRunCostsTheSameForFiftyAndForFiveHundred() {
    assertThat(costOfARepeat(50)).isEqualTo(costOfARepeat(500)).isEqualTo(4);
  }

  private static long costOfARepeat(int entities) {
    Bench bench = Bench.plain().with(products());
    for (int each = 0; each < entities; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
      bench.time.advance(Duration.ofSeconds(1));
    }
    bench.run();
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    long before = bench.left.requests() + bench.right.requests();
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    return bench.left.requests() + bench.right.requests() - before;
  }

  @Test
  void aMistakeInARuleConcernsOnlyTheEntityThatMeetsIt() {
    Flow sound = products();
    Bench bench = Bench.plain().with(sound.fields(new Poisoned(sound.mapper())));
    String bad = bench.left.user().add(product("B", "poison"));
    for (int each = 0; each < 5; each++) {
      bench.left.user().add(product("A" + each, "Tea"));
      bench.right.user().add(product("R" + each, "Mug"));
    }
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(10);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(11);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.VETOED);
              assertThat(failure.id()).isEqualTo(bad);
            });
    bench.left.user().set(bad, Product.NAME, "cured");
    bench.run();
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(11);
  }

  @Test
  void aMistakeThatIsMetOnlyWhenAPairIsSearchedForConcernsOnlyItsEntity() {
    Flow sound = products().toRight();
    Bench bench = Bench.plain().with(sound.fields(new Poisoned(sound.mapper())));
    bench.run();
    bench.left.user().add(product("B", "poison"));
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(Bench.values(bench.right, Product.SKU)).containsExactly("A");
    assertThat(bench.failures()).hasSize(1);
  }

  @Test
  void aForgottenFeedPositionIsMendedByAFullEnumerationWithoutAWrite() {
    Bench bench = Bench.plain().with(products());
    for (int each = 0; each < 250; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.run();
    bench.right.faults().onNext(MemoryCall.LIST, new MemoryFault.PositionLost());
    bench.quiet();
    bench.quiet();
  }

  @Test
  void aMissingRightOfOneTypeStopsThatFlowOnly() {
    Bench bench = Bench.plain().with(customers(), products());
    bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.Denied());
    RunReport report = bench.run();
    assertThat(report.stopped()).singleElement().asString().contains("customer");
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
  }

  @Test
  void theCursorStaysWhereItWasWhenTheWritesCannotLeave() {
    Bench bench = Bench.plain().with(products());
    bench.run();
    String cursor = cursor(bench);
    bench.time.advance(Duration.ofHours(1));
    bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.OutOfQuota(Duration.ofHours(2)));
    assertThat(bench.run().stopped()).isNotEmpty();
    assertThat(cursor(bench)).isEqualTo(cursor);
    bench.time.advance(Duration.ofHours(2));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(cursor(bench)).isNotEqualTo(cursor);
  }

  private static String cursor(Bench bench) {
    return new String(
        bench.store.entries("shop", "cursor", List.of("left/product")).get(0).body(),
        StandardCharsets.UTF_8);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void twentyThousandEntitiesTakeSeconds() {
    Bench bench =
        Bench.of(
                type -> type.pageSize(1000),
                type -> type.pageSize(1000).batchSize(500).tellsWhatItHolds())
            .with(products());
    for (int each = 0; each < 20_000; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(20_000);
    assertThat(report.clean()).isTrue();
    bench.quiet();
    bench.left.user().set(bench.left.entities(Product.TYPE).get(7).id(), Product.NAME, "New");
    assertThat(bench.run().updated(Side.RIGHT)).isEqualTo(1);
  }

  @Test
  void progressIsTold() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(bench.heard.progress)
        .anySatisfy(
            progress -> {
              assertThat(progress.flow()).isEqualTo("product");
              assertThat(progress.side()).isEqualTo(Side.LEFT);
              assertThat(progress.done()).isEqualTo(1);
            });
  }

  @Test
  void aReportSaysWhatWasDone() {
    Bench bench = Bench.right(MemoryType::tellsWhatItHolds).with(products());
    bench.left.user().add(product("A", "Tea"));
    assertThat(bench.run().toString()).contains("product: created right 1");
    assertThat(bench.run().toString()).contains("nothing to do");
  }
}
