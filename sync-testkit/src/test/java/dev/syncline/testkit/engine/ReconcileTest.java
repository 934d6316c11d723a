package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.connector.Feed;
import dev.syncline.model.Product;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that both sides have, compared with the links. */
class ReconcileTest {

  private static final int MANY = 5000;

  private static RunReport reconcile(Bench bench) {
    return bench.engine.engine().reconcile(bench.plan);
  }

  private static Bench synced(Bench bench, int many) {
    for (int each = 0; each < many; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
      bench.time.advance(Duration.ofMillis(1));
    }
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    return bench;
  }

  private static String cursor(Bench bench) {
    return new String(
        bench.store.entries("shop", "cursor", List.of("left/product")).get(0).body(),
        StandardCharsets.UTF_8);
  }

  @Test
  void whereNothingDiffersNothingIsWrittenAndThePositionsStay() {
    Bench bench = synced(Bench.plain().with(products()), 250);
    bench.run();
    String cursor = cursor(bench);
    RunReport report = reconcile(bench);
    assertThat(report.clean()).isTrue();
    assertThat(report.writes()).isZero();
    assertThat(seen(cursor(bench))).isGreaterThanOrEqualTo(seen(cursor));
    assertThat(bench.store.scanEntries("shop", "everything", "", 10)).isEmpty();
    assertThat(bench.store.scanEntries("shop", "shown", "", 10)).isEmpty();
  }

  private static long seen(String cursor) {
    return Long.parseLong(cursor.substring(0, cursor.indexOf(',')));
  }

  @Test
  void aDeletionThatNoFeedToldIsFoundAndConvictedByItsId() {
    Bench bench =
        synced(
            Bench.of(MemoryType::silentAboutGone, MemoryType::silentAboutGone)
                .with(products().gone(Gone.DELETE)),
            30);
    bench.left.user().delete(Product.TYPE, where(bench.left, Product.SKU, "A7").id());
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(30);
    RunReport report = reconcile(bench);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(29);
    assertThat(report.clean()).isTrue();
  }

  @Test
  void aChangeThatTheFeedMissedIsCarried() {
    Bench bench = synced(Bench.plain().with(products()), 5);
    String cursor = cursor(bench);
    bench.left.user().set(where(bench.left, Product.SKU, "A3").id(), Product.NAME, "New");
    forward(bench);
    bench.run();
    assertThat(where(bench.right, Product.SKU, "A3").require(Product.NAME)).isEqualTo("Tea 3");
    reconcile(bench);
    assertThat(where(bench.right, Product.SKU, "A3").require(Product.NAME)).isEqualTo("New");
    assertThat(cursor(bench)).isNotEqualTo(cursor);
    bench.quiet();
  }

  /** The position is put behind the change, as a vendor with a feed that loses rows would. */
  private static void forward(Bench bench) {
    bench.time.advance(Duration.ofHours(1));
    String now =
        bench.left.feeds().stream()
            .filter(feed -> feed.name().equals("product"))
            .findFirst()
            .orElseThrow()
            .start(new Feed.StartAt.Now())
            .text();
    bench.store.commit(
        StoreUpdate.under(List.of())
            .put(new Entry("shop", "cursor", "left/product", now.getBytes(StandardCharsets.UTF_8)))
            .build());
  }

  @Test
  void whatWasUnlinkedIsNotMadeAgain() {
    Bench bench = synced(Bench.plain().with(products().gone(Gone.UNLINK)), 3);
    bench.right.user().delete(Product.TYPE, where(bench.right, Product.SKU, "A1").id());
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    assertThat(reconcile(bench).writes()).isZero();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(3);
  }

  @Test
  void anEndedOneGoesOnWhereItWasAndStillKnowsWhoWasShown() {
    Bench bench =
        synced(
            Bench.of(
                    type -> type.pageSize(1000).silentAboutGone(),
                    type -> type.pageSize(1000).batchSize(500).tellsWhatItHolds())
                .with(products().gone(Gone.DELETE)),
            MANY);
    String last = where(bench.left, Product.SKU, "A4999").id();
    bench.left.user().delete(Product.TYPE, last);
    int[] pages = {0};
    cancelAfter(bench, pages, 4);
    assertThat(reconcile(bench).stopped()).containsExactly("the run was cancelled");
    long lists = bench.left.faults().calls(MemoryCall.LIST);
    long reads = bench.left.faults().calls(MemoryCall.READ);
    bench.engine.close();
    bench.restart();
    assertThat(reconcile(bench).clean()).isTrue();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(MANY - 1);
    assertThat(bench.left.faults().calls(MemoryCall.LIST) - lists).as("pages").isLessThan(6);
    assertThat(bench.left.faults().calls(MemoryCall.READ) - reads).as("reads").isLessThan(4);
  }

  private static void cancelAfter(Bench bench, int[] pages, int many) {
    bench
        .left
        .faults()
        .beforeNext(
            MemoryCall.LIST,
            () -> {
              if (++pages[0] == many) {
                bench.engine.engine().cancel(bench.plan);
              } else {
                cancelAfter(bench, pages, many);
              }
            });
  }
}
