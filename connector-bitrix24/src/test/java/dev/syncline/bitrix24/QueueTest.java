package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Feed.StartAt;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.testkit.fake.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueTest {

  private final AppBench app = new AppBench(builder -> builder.offlineEvents("sync"));
  private final Bench bench = app.bench;
  private Cursor cursor = new Cursor("");

  @BeforeEach
  void listen() {
    app.app.check();
    cursor = queue().start(new StartAt.Now());
    assertThat(look()).isEmpty();
  }

  @AfterEach
  void close() {
    app.close();
  }

  private Feed queue() {
    return queue(app.app);
  }

  private static Feed queue(BitrixConnector connector) {
    return connector.feeds().stream()
        .filter(feed -> feed.name().equals("events"))
        .findFirst()
        .orElseThrow();
  }

  /** Reads all and keeps the cursor, so that the next look confirms. */
  private List<Change> look() {
    List<Feed.Page> pages = bench.pages(queue(), cursor, FieldSet.of());
    cursor = Bench.after(pages);
    return Bench.changes(pages);
  }

  private long deal() {
    return bench.fake.deals().add(each -> each.title("x")).id();
  }

  @Test
  void manyChangesOfOneDealAreOneHintAndADeletionIsTheLastWord() {
    long kept = deal();
    bench.fake.deals().update(kept, "title", "y");
    bench.fake.deals().update(kept, "title", "z");
    long gone = deal();
    bench.fake.deals().update(gone, "title", "y");
    bench.fake.deals().delete(gone);
    long contact = bench.fake.contacts().add(each -> each.name("x")).id();
    assertThat(look())
        .containsExactlyInAnyOrder(
            Change.hint(Order.TYPE, "" + kept),
            Change.gone(Order.TYPE, "" + gone),
            Change.hint(Customer.TYPE, "C_" + contact));
    assertThat(look()).isEmpty();
  }

  @Test
  void whatIsNotConfirmedIsShownAgainAfterACrash() {
    Cursor before = cursor;
    long deal = deal();
    assertThat(look()).hasSize(1);
    cursor = before;
    assertThat(look()).containsExactly(Change.hint(Order.TYPE, "" + deal));
    assertThat(look()).isEmpty();
    cursor = before;
    assertThat(look()).isEmpty();
  }

  @Test
  void aLostAnswerLosesNoEvent() {
    long deal = deal();
    bench.fake.faults().onNext("POST", "event.offline.get", Fault.LOST_AFTER);
    assertThatThrownBy(this::look).isInstanceOf(Unavailable.class);
    assertThat(look()).containsExactly(Change.hint(Order.TYPE, "" + deal));
  }

  @Test
  void moreThanAPageComesPageByPageAndIsConfirmedAsAWhole() {
    for (int at = 0; at < 120; at++) {
      deal();
    }
    List<Feed.Page> pages = bench.pages(queue(), cursor, FieldSet.of());
    assertThat(pages).hasSize(3);
    assertThat(Bench.changes(pages)).hasSize(120);
    assertThat(pages.get(0).last()).isFalse();
    // Only the first page became durable.
    cursor = pages.get(0).after();
    assertThat(look()).hasSize(70);
    assertThat(look()).isEmpty();
  }

  @Test
  void anIdleLookIsOneRequest() {
    int before = bench.fake.log().size();
    look();
    assertThat(bench.fake.log().since(before)).hasSize(1);
  }

  @Test
  void ourOwnWritesAreNotToldAndAPersonsAre() {
    Write.Create create = bench.create(Bench.entity(Order.TYPE).with(Order.TITLE, "ours"));
    Write.Create other = bench.create(Bench.entity(Order.TYPE).with(Order.TITLE, "ours too"));
    app.app.write(List.of(create));
    app.app.write(List.of(create, other));
    assertThat(look()).isEmpty();
    bench.fake.deals().update(1, "title", "theirs");
    assertThat(look()).containsExactly(Change.hint(Order.TYPE, "1"));
  }

  @Test
  void bindingsThatAnInstallationDroppedAreMadeAgain() {
    BitrixConnector again = app.connector(builder -> builder.offlineEvents("sync2"));
    Feed queue = queue(again);
    Cursor from = queue.start(new StartAt.Beginning());
    bench.pages(queue, from, FieldSet.of());
    long deal = deal();
    List<Feed.Page> pages = bench.pages(queue, from, FieldSet.of());
    assertThat(Bench.changes(pages)).containsExactly(Change.hint(Order.TYPE, "" + deal));
    assertThat(pages.get(pages.size() - 1).whole()).isFalse();
  }

  @Test
  void thereIsNoQueueUnlessAskedForAndNoneForAnInboundWebhook() {
    assertThat(bench.connector.feeds()).noneMatch(feed -> feed.name().equals("events"));
    assertThatThrownBy(() -> bench.fake.connector(builder -> builder.offlineEvents("sync")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("application");
  }
}
