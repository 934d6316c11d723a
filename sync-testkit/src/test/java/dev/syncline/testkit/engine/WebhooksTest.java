package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.WebhookOutcome;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Product;
import dev.syncline.store.Notice;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.memory.MemoryWebhooks;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vendors push is verified, stored, and worked on later; nothing of it is lost. */
class WebhooksTest {

  /** The left side has no feeds: only what is pushed tells. */
  private static Bench deaf(Flow... flows) {
    Bench bench = Bench.of(type -> type.pageSize(1000), type -> type.batchSize(500));
    Twisted left = new Twisted(bench.left);
    left.feeds = real -> List.of();
    SyncPlan.Builder plan = SyncPlan.named("shop").between(left, bench.right);
    List.of(flows).forEach(plan::flow);
    bench.plan = plan.build();
    return bench;
  }

  private static Bench deaf() {
    return deaf(products(), customers());
  }

  private static WebhookOutcome accept(Bench bench, WebhookRequest request) {
    return bench.engine.accept(bench.plan, Side.LEFT, request);
  }

  private static List<Notice> kept(Bench bench) {
    return bench.store.notices("shop", 100_000);
  }

  @Rule("B-115")
  @Test
  void whatIsPushedIsStoredAndTheRunWorksOnIt() {
    Bench bench = deaf();
    String id = bench.left.user().add(product("A", "Tea"));
    bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, id);
    bench.run();
    bench.left.user().set(id, Product.NAME, "Green tea");
    assertThat(bench.run().writes()).isZero();
    long asked = bench.left.requests();
    assertThat(accept(bench, bench.left.pushed().changed(Product.TYPE, id)))
        .isEqualTo(WebhookOutcome.ACCEPTED);
    assertThat(bench.left.requests()).isEqualTo(asked);
    assertThat(kept(bench)).hasSize(1);
    bench.run();
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Green tea");
    assertThat(kept(bench)).isEmpty();
  }

  @Test
  void aWrongTokenLeavesNoTrace() {
    Bench bench = deaf();
    for (String token : new String[] {"", "guessed"}) {
      assertThat(accept(bench, MemoryWebhooks.request(token, "changed product L1\n")))
          .isEqualTo(WebhookOutcome.NOT_AUTHENTIC);
    }
    assertThat(kept(bench)).isEmpty();
    for (String kind : List.of("cursor", "intent", "failure", "convicted")) {
      assertThat(bench.store.scanEntries("shop", kind, "", 10)).isEmpty();
    }
    assertThat(bench.store.journal("shop", "product", Side.LEFT, "L1", 10)).isEmpty();
    assertThat(bench.left.requests()).isZero();
  }

  @Test
  void whatCannotBeReadIsNotUnderstoodAndWhatConcernsNobodyIsDropped() {
    Bench bench = deaf();
    assertThat(accept(bench, MemoryWebhooks.request("token of left", "what is this")))
        .isEqualTo(WebhookOutcome.NOT_UNDERSTOOD);
    assertThat(accept(bench, bench.left.pushed().changed(new EntityType("weather"), "1")))
        .isEqualTo(WebhookOutcome.DUPLICATE);
    assertThat(kept(bench)).isEmpty();
  }

  @Test
  void aSystemWithoutWebhooksUnderstandsNone() {
    Bench bench = Bench.plain();
    MemoryConnector mute =
        MemoryConnector.named("mute", bench.time)
            .with(MemoryType.of(Product.TYPE, Product.NAME, Product.SKU))
            .withoutWebhooks()
            .build();
    bench.plan = SyncPlan.named("shop").between(mute, bench.right).flow(products()).build();
    WebhookRequest pushed = mute.pushed().changed(Product.TYPE, "1");
    assertThat(accept(bench, pushed)).isEqualTo(WebhookOutcome.NOT_UNDERSTOOD);
  }

  @Test
  void aNoticeConcernsEveryFlowOfItsType() {
    Flow people =
        Flow.between(Customer.TYPE, Product.TYPE)
            .toRight()
            .fields(
                FieldRules.between(Customer.TYPE, Product.TYPE)
                    .with(Customer.NAME, Product.NAME, Lens.same()));
    Bench bench = deaf(customers(), people);
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    accept(bench, bench.left.pushed().changed(Customer.TYPE, ann));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Ann");
  }

  @Test
  void aHundredPushesOfOneEntityAreOneRead() {
    Bench bench = deaf();
    String id = bench.left.user().add(product("A", "Tea"));
    for (int each = 0; each < 100; each++) {
      accept(bench, bench.left.pushed().changed(Product.TYPE, id, id, id));
    }
    assertThat(kept(bench)).hasSize(100);
    long reads = bench.left.faults().calls(MemoryCall.READ);
    bench.run();
    assertThat(bench.left.faults().calls(MemoryCall.READ) - reads).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(kept(bench)).isEmpty();
  }

  @Test
  void aThousandNoticesThatAreNotYetDueHideNoneThatIs() {
    Bench bench = deaf();
    Instant later = bench.time.now().plus(Duration.ofDays(1));
    for (int each = 0; each < 5_000; each++) {
      bench.store.offer(
          new Notice("shop", 0, Side.LEFT, Product.TYPE.name(), "X" + each, false, later));
    }
    String id = bench.left.user().add(product("A", "Tea"));
    accept(bench, bench.left.pushed().changed(Product.TYPE, id));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(kept(bench)).hasSize(5_000);
  }

  @Test
  void moreNoticesThanAnyoneExpectsAreAllWorkedOn() {
    Bench bench = deaf();
    for (int each = 0; each < 2_500; each++) {
      accept(
          bench,
          bench
              .left
              .pushed()
              .changed(Product.TYPE, bench.left.user().add(product("A" + each, "T"))));
    }
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2_500);
    assertThat(kept(bench)).isEmpty();
  }

  @Test
  void h9_aNoticeThatComesAfterTheReadIsNotClearedWithTheOneBefore() {
    Bench bench = deaf();
    String id = bench.left.user().add(product("A", "Tea"));
    accept(bench, bench.left.pushed().changed(Product.TYPE, id));
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              bench.left.user().set(id, Product.NAME, "Green tea");
              accept(bench, bench.left.pushed().changed(Product.TYPE, id));
            });
    bench.run();
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Tea");
    assertThat(kept(bench)).hasSize(1);
    bench.run();
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Green tea");
    assertThat(kept(bench)).isEmpty();
  }

  @Test
  void aNoticeOutlivesARunThatDies() {
    Bench bench = deaf();
    String id = bench.left.user().add(product("A", "Tea"));
    accept(bench, bench.left.pushed().changed(Product.TYPE, id));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledBefore());
    try {
      bench.run();
    } catch (MemoryFault.Killed asPlanned) {
      bench.restart();
    }
    assertThat(kept(bench)).hasSize(1);
    bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(kept(bench)).isEmpty();
  }

  @Test
  void aNoticeThatSomethingIsGoneIsNotUndoneByAListThatLags() {
    Bench bench =
        Bench.of(
                type -> type.silentAboutGone().searchLag(Duration.ofSeconds(10)),
                MemoryType::silentAboutGone)
            .with(products());
    String id = bench.left.user().add(product("A", "Tea"));
    bench.engine.runAfter(Duration.ofMinutes(1), bench.plan);
    bench.time.advance(Duration.ofMinutes(1));
    bench.left.user().set(id, Product.NAME, "Green tea");
    bench.time.advance(Duration.ofSeconds(11));
    bench.left.user().delete(Product.TYPE, id);
    accept(bench, bench.left.pushed().gone(Product.TYPE, id));
    assertThat(bench.run().unlinked()).isEqualTo(1);
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Tea");
  }

  /** A body of a hundred megabytes that counts what is taken of it. */
  private static final class Endless extends InputStream {
    private long taken;

    @Override
    public int read() {
      return taken++ < 100L << 20 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int given = (int) Math.min(length, (100L << 20) - taken);
      taken += Math.max(0, given);
      return given > 0 || length == 0 ? given : -1;
    }
  }

  @Test
  void aHugeBodyIsRefusedWithoutReadingIt() throws IOException {
    Bench bench = deaf();
    Endless body = new Endless();
    WebhookRequest request =
        WebhookRequest.read(
            name -> name.equals(MemoryWebhooks.TOKEN) ? "token of left" : null, null, body);
    assertThat(body.taken).isLessThanOrEqualTo(WebhookRequest.MAX_BODY + 1);
    assertThat(accept(bench, request)).isEqualTo(WebhookOutcome.TOO_LARGE);
    assertThat(kept(bench)).isEmpty();
  }

  @Test
  void aBodyThatSaysItIsHugeIsNotBegun() throws IOException {
    Bench bench = deaf();
    Endless body = new Endless();
    WebhookRequest request =
        WebhookRequest.read(name -> name.equals("Content-Length") ? "104857600" : null, null, body);
    assertThat(body.taken).isZero();
    assertThat(accept(bench, request)).isEqualTo(WebhookOutcome.TOO_LARGE);
  }
}
