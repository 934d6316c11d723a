package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Unavailable;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H16, part c: what one account tells is forgotten while the other one is down. */
class H16RetentionTest {

  private static final Duration RETENTION = Duration.ofHours(24);
  private static final MemoryFault DOWN = new MemoryFault.Down(Duration.ofHours(1));

  private final VirtualTime time = new VirtualTime();
  private final TestEngine engine = TestEngine.on(time, new InMemoryLinkStore());
  private final MemoryConnector left =
      MemoryConnector.named("left", time).with(products().pageSize(2)).retention(RETENTION).build();
  private final MemoryConnector right =
      MemoryConnector.named("right", time).with(products()).build();
  private final SyncPlan plan =
      SyncPlan.named("shop")
          .between(left, right)
          .flow(
              Flow.of(Product.TYPE)
                  .matchBy(Product.SKU)
                  .gone(Gone.DELETE)
                  .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU)))
          .build();
  private final List<String> ids = new ArrayList<>();

  private static MemoryType products() {
    return MemoryType.of(Product.TYPE, Product.NAME, Product.SKU);
  }

  @BeforeEach
  void tenPairsInStep() {
    for (int each = 0; each < 10; each++) {
      ids.add(left.user().add(product("A" + each, "Tea " + each)));
    }
    engine.run(plan);
    engine.runAfter(Duration.ofMinutes(1), plan);
  }

  private String name(String sku) {
    return right.entities(Product.TYPE).stream()
        .filter(each -> each.require(Product.SKU).equals(sku))
        .map(each -> each.require(Product.NAME))
        .findFirst()
        .orElse("gone");
  }

  private void rightIsDown() {
    right.faults().onNext(MemoryCall.CHECK, DOWN);
    assertThatThrownBy(() -> engine.run(plan)).isInstanceOf(Unavailable.class);
  }

  private void edits() {
    left.user().set(ids.get(1), Product.NAME, "Green tea");
    left.user().delete(Product.TYPE, ids.get(2));
  }

  private void carried() {
    assertThat(name("A1")).isEqualTo("Green tea");
    assertThat(name("A2")).isEqualTo("gone");
    assertThat(engine.failures(plan)).isEmpty();
    long writes = right.faults().calls(MemoryCall.WRITE);
    assertThat(engine.run(plan).clean()).isTrue();
    assertThat(right.faults().calls(MemoryCall.WRITE)).isEqualTo(writes);
  }

  @Test
  void aPageWhoseWritesCannotLeaveIsNotTaken() {
    edits();
    right.faults().onNext(MemoryCall.WRITE, DOWN);
    assertThat(engine.run(plan).stopped()).isNotEmpty();
    assertThat(engine.failures(plan)).isEmpty();
    engine.runAfter(Duration.ofHours(2), plan);
    carried();
  }

  @Test
  void whileThereIsTimeNothingIsTaken() {
    edits();
    time.advance(Duration.ofHours(11));
    long lists = left.faults().calls(MemoryCall.LIST);
    rightIsDown();
    assertThat(left.faults().calls(MemoryCall.LIST)).isEqualTo(lists);
    assertThat(engine.failures(plan)).isEmpty();
    engine.runAfter(Duration.ofHours(1), plan);
    carried();
  }

  @Test
  void whatIsAboutToBeForgottenWaitsByItsIdsAndIsCarriedWhenTheOtherIsBack() {
    edits();
    time.advance(Duration.ofHours(13));
    rightIsDown();
    assertThat(engine.failures(plan))
        .hasSize(2)
        .allSatisfy(
            waiting -> {
              assertThat(waiting.kind()).isEqualTo(Failure.Kind.WAITING);
              assertThat(waiting.reason()).isEqualTo("waits until memory:right answers again");
            });
    assertThat(right.entities(Product.TYPE)).hasSize(10);
    // Twenty-six hours after the edits; what was saved is not older than thirteen.
    long lists = left.faults().calls(MemoryCall.LIST);
    RunReport report = engine.runAfter(Duration.ofHours(13), plan);
    assertThat(report.stopped()).isEmpty();
    assertThat(left.faults().calls(MemoryCall.LIST) - lists)
        .as("pages of a position that is still known")
        .isLessThan(4);
    carried();
  }

  @Test
  void whatIsAboutToBeForgottenIsSavedAlsoWhereOnlyWritesFail() {
    edits();
    time.advance(Duration.ofHours(13));
    right.faults().onNext(MemoryCall.WRITE, DOWN);
    assertThat(engine.run(plan).stopped()).isNotEmpty();
    assertThat(engine.failures(plan)).extracting(Failure::id).contains(ids.get(1));
    engine.runAfter(Duration.ofHours(13), plan);
    carried();
  }

  @Test
  void aQuietOutageLeavesNothingWaiting() {
    time.advance(Duration.ofHours(13));
    rightIsDown();
    assertThat(engine.failures(plan)).isEmpty();
    Entity tea = left.entity(Product.TYPE, ids.get(1));
    left.user().set(tea.id(), Product.NAME, "Green tea");
    left.user().delete(Product.TYPE, ids.get(2));
    engine.runAfter(Duration.ofHours(13), plan);
    carried();
  }
}
