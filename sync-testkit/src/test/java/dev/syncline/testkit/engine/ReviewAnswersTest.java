package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Brake;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers that a connector should not give, or gives at a bad moment. */
class ReviewAnswersTest {

  private static Twisted twisted(Bench bench, Flow flow) {
    Twisted twisted = new Twisted(bench.right);
    bench.plan = SyncPlan.named("shop").between(bench.left, twisted).flow(flow).build();
    return twisted;
  }

  private static Flow unmatched() {
    return Flow.of(Product.TYPE)
        .toRight()
        .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU));
  }

  @Test
  void fewerResultsThanWritesAreAnUnknownOutcomeAndMakeNoDouble() {
    Bench bench = Bench.right(type -> type.guard(Guard.MARKER));
    Twisted twisted = twisted(bench, products());
    bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(product("B", "Coffee"));
    twisted.writes = writes -> bench.right.write(writes).subList(0, 1);
    bench.run();
    twisted.writes = bench.right::write;
    bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aReadThatForgetsAnEntityIsAnErrorAndMakesNoDouble() {
    Bench bench = Bench.plain();
    Twisted twisted = twisted(bench, products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    twisted.readings = readings -> Map.of();
    RunReport report = bench.run();
    assertThat(report.stopped()).singleElement().asString().contains("memory:right", "1");
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    twisted.readings = readings -> new LinkedHashMap<>(readings);
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("Green tea");
  }

  @Test
  void aPackThatForgetsAWriteIsAnErrorAndLosesNothing() {
    Bench bench = Bench.plain();
    Twisted twisted = twisted(bench, products());
    bench.left.user().add(product("A", "Tea"));
    twisted.packs = packs -> List.of();
    assertThat(bench.run().stopped()).singleElement().asString().contains("memory:right");
    twisted.packs = packs -> packs;
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void aWriteThatIsNeverSentIsANamedFailureAndTriedLater() {
    Bench bench = Bench.plain();
    Twisted twisted = twisted(bench, products());
    String left = bench.left.user().add(product("A", "Tea"));
    twisted.writes =
        writes ->
            writes.stream().<WriteResult>map(each -> new WriteResult.NotSent("halted")).toList();
    bench.run();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.id()).isEqualTo(left);
              assertThat(failure.kind()).isEqualTo(Failure.Kind.WAITING);
            });
    twisted.writes = bench.right::write;
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void aDeletionThatIsNotSentIsDoneLater() {
    Bench bench = Bench.plain();
    Twisted twisted = twisted(bench, products().gone(Gone.DELETE));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().delete(Product.TYPE, left);
    twisted.writes =
        writes ->
            writes.stream().<WriteResult>map(each -> new WriteResult.NotSent("halted")).toList();
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    twisted.writes = bench.right::write;
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void deletionsTravelInBatches() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE).brake(Brake.off()));
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < 30; each++) {
      ids.add(bench.left.user().add(product("A" + each, "Tea " + each)));
    }
    bench.run();
    ids.forEach(id -> bench.left.user().delete(Product.TYPE, id));
    long before = bench.right.faults().calls(MemoryCall.WRITE);
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE) - before).isEqualTo(1);
  }

  @Test
  void whatIsKnownOfTheFirstHalfOfAListIsKeptWhenTheSecondFails() {
    Bench bench = Bench.right(type -> type.guard(Guard.NONE)).with(unmatched());
    for (int each = 0; each < 4; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.TooMuch());
    Twisted twisted = twisted(bench, unmatched());
    int[] calls = {0};
    twisted.writes =
        writes -> {
          if (++calls[0] == 3) {
            bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.Denied());
          }
          return bench.right.write(writes);
        };
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(4);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whatASideCannotMakeOrChangeIsNotAskedOfIt() {
    Bench bench = Bench.plain();
    Twisted twisted = twisted(bench, products());
    twisted.capabilities =
        real ->
            Capabilities.builder()
                .reads(real.readable().toArray(new dev.syncline.model.Field<?>[0]))
                .build();
    bench.left.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(report.flows().get("product").skipped()).containsKey("CANNOT_CREATE");
  }

  @Test
  void anUnansweredCreateWhoseSourceIsDeletedStopsNobodyElse() {
    Bench bench =
        Bench.right(type -> type.guard(Guard.MARKER).settleTime(Duration.ofSeconds(30)))
            .with(unmatched());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    try {
      bench.run();
    } catch (MemoryFault.Killed asPlanned) {
      bench.restart();
    }
    bench.left.user().delete(Product.TYPE, left);
    bench.left.user().add(product("B", "Coffee"));
    bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    RunReport report = bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(report.stopped()).isEmpty();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void anUnansweredCreateWhoseSourceIsKeptOutMeanwhileIsAdopted() {
    Bench bench =
        Bench.right(type -> type.guard(Guard.MARKER).settleTime(Duration.ofSeconds(30)))
            .with(products().createWhen(entity -> !entity.require(Product.NAME).equals("Draft")));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    try {
      bench.run();
    } catch (MemoryFault.Killed asPlanned) {
      bench.restart();
    }
    bench.left.user().edit(Product.TYPE, left, each -> product("B", "Draft").withId(left));
    RunReport report = bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(report.stopped()).isEmpty();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    bench.run();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.SKU)).isEqualTo("B");
    bench.quiet();
  }

  @Test
  void aDeletionWhoseAnswerIsLostStopsNoLaterRun() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().delete(Product.TYPE, left);
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    bench.run();
    RunReport report = bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(report.stopped()).isEmpty();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(bench.run().clean()).isTrue();
  }

  @Test
  void aFailureEndsWithItsEntity() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench
        .right
        .faults()
        .refuse(Write.Create.class::isInstance, dev.syncline.connector.Refusal.Code.INVALID);
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    bench.left.user().delete(Product.TYPE, left);
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(bench.failures()).isEmpty();
  }
}
