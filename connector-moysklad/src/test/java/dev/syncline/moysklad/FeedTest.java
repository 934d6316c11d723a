package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.moysklad.fake.FakeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {

  private final Rig rig = new Rig(fake -> fake.rateLimit(false), connector -> connector);

  @AfterEach
  void close() {
    rig.close();
  }

  private FakeObject product(String name) {
    return rig.fake.products().add(body -> body.put("name", name));
  }

  private void tick() {
    rig.time.advance(Duration.ofMillis(1));
  }

  @Test
  void theBeginningShowsGoodsAndServicesOnceAndSaysThatThatIsAll() {
    product("Kettle");
    rig.fake.services().add(body -> body.put("name", "Delivery"));
    Rig.Look look = rig.everything("goods");
    assertThat(look.changes())
        .extracting(change -> change.content().orElseThrow().require(Product.NAME))
        .containsExactly("Kettle", "Delivery");
    assertThat(look.pages().get(look.pages().size() - 1).whole()).isTrue();
    assertThat(look.pages().get(look.pages().size() - 1).last()).isTrue();
    assertThat(look.pages().get(0).last()).isFalse();
  }

  @Test
  void moreRowsOfOneMomentThanAPageAreAllShownOnce() {
    IntStream.range(0, 2_500).forEach(n -> product("P" + n));
    Rig.Look look = rig.everything("goods");
    assertThat(look.ids()).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void aPageThatEndsWithinAMomentGoesOnInsideIt() {
    IntStream.range(0, 990).forEach(n -> product("old" + n));
    tick();
    IntStream.range(0, 30).forEach(n -> product("new" + n));
    assertThat(rig.everything("goods").ids()).hasSize(1_020).doesNotHaveDuplicates();
  }

  @Test
  void rowsThatMoveAwayWhileTheirMomentIsPagedHideNoOthers() {
    IntStream.range(0, 2_100).forEach(n -> product("P" + n));
    HashSet<String> seen = new HashSet<>();
    try (Feed.Session session =
        rig.feed("goods").open(rig.feed("goods").start(new Feed.StartAt.Beginning()), Rig.ALL)) {
      List<dev.syncline.connector.Change> first = session.next().orElseThrow().changes();
      first.forEach(change -> seen.add(change.id()));
      tick();
      for (int n = 5; n < 8; n++) {
        String moving = first.get(n).id().substring("product/".length());
        rig.fake.products().update(moving, body -> body.put("name", "moved"));
      }
      for (Optional<Feed.Page> page = session.next(); page.isPresent(); page = session.next()) {
        page.get().changes().forEach(change -> seen.add(change.id()));
      }
    }
    assertThat(seen).hasSize(2_100);
  }

  @Test
  void anEnumerationGoesOnFromItsCursorAndIsThenNotWhole() {
    IntStream.range(0, 1_500).forEach(n -> product("P" + n));
    Feed feed = rig.feed("goods");
    Feed.Page first;
    try (Feed.Session session = feed.open(feed.start(new Feed.StartAt.Beginning()), Rig.ALL)) {
      first = session.next().orElseThrow();
    }
    Rig.Look rest = rig.look("goods", first.after());
    HashSet<String> all = new HashSet<>(rest.ids());
    first.changes().forEach(change -> all.add(change.id()));
    assertThat(all).hasSize(1_500);
    assertThat(rest.pages()).noneMatch(Feed.Page::whole);
  }

  @Test
  void aQuietAccountCostsOneRequestAListAndShowsNothing() {
    product("Kettle");
    rig.time.advance(Duration.ofMinutes(10));
    Cursor after = rig.everything("goods").after();
    long before = rig.requests();
    Rig.Look quiet = rig.look("goods", after);
    assertThat(quiet.ids()).isEmpty();
    assertThat(rig.requests() - before).isEqualTo(2);
    assertThat(quiet.after()).isEqualTo(after);
  }

  @Test
  void aChangeIsShownAtTheNextLookAndOnceMoreWhenTheLagIsOver() {
    rig.time.advance(Duration.ofMinutes(10));
    Cursor at = rig.everything("goods").after();
    rig.time.advance(Duration.ofMinutes(1));
    String id = "product/" + product("Kettle").id();
    int shown = 0;
    for (int poll = 0; poll < 30; poll++) {
      Rig.Look look = rig.look("goods", at);
      shown += (int) look.ids().stream().filter(id::equals).count();
      if (poll == 0) {
        assertThat(look.ids()).containsExactly(id);
      }
      at = look.after();
      rig.time.advance(Duration.ofSeconds(45));
    }
    // The newest row is asked for inclusively until the lag is over, so it is shown again till
    // then.
    assertThat(shown).isLessThanOrEqualTo(8);
    assertThat(rig.look("goods", at).ids()).isEmpty();
  }

  @Test
  void theSecondLookFindsWhatSurfacedLate() {
    rig.time.advance(Duration.ofMinutes(10));
    Cursor at = rig.everything("counterparties").after();
    String late = rig.fake.counterparties().add(body -> body.put("name", "late")).id();
    tick();
    rig.fake.counterparties().add(body -> body.put("name", "newest"));
    tick();
    // As if the first row had not been visible at this poll: the cursor stands behind both.
    Cursor seen = rig.look("counterparties", at).after();
    rig.time.advance(Duration.ofMinutes(1));
    assertThat(rig.look("counterparties", seen).ids()).isEmpty();
    rig.time.advance(Duration.ofMinutes(6));
    assertThat(rig.look("counterparties", seen).ids()).contains(late);
  }

  @Test
  void whatChangesWhileEverythingIsShownIsCoveredByTheCursorAtTheEnd() {
    IntStream.range(0, 1_200).forEach(n -> product("P" + n));
    String changed;
    Cursor after;
    Feed feed = rig.feed("goods");
    HashSet<String> names = new HashSet<>();
    try (Feed.Session session = feed.open(feed.start(new Feed.StartAt.Beginning()), Rig.ALL)) {
      Feed.Page page = session.next().orElseThrow();
      changed = page.changes().get(0).id();
      tick();
      rig.fake.products().update(changed.substring(8), body -> body.put("name", "edited"));
      while (!page.last()) {
        page = session.next().orElseThrow();
        page.changes().forEach(c -> names.add(c.content().orElseThrow().require(Product.NAME)));
      }
      after = page.after();
    }
    rig.look("goods", after)
        .changes()
        .forEach(c -> names.add(c.content().orElseThrow().require(Product.NAME)));
    assertThat(names).contains("edited");
  }

  @Test
  void archivedRowsAreShown() {
    FakeObject kettle = product("Kettle");
    rig.fake.products().update(kettle.id(), body -> body.put("archived", true));
    assertThat(rig.everything("goods").changes())
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.content().orElseThrow().require(Product.ARCHIVED)).isTrue());
  }

  @Test
  void parentsAreShownBeforeTheirChildren() {
    FakeObject child = rig.fake.entities("productfolder").add(body -> body.put("name", "Child"));
    tick();
    FakeObject parent = rig.fake.entities("productfolder").add(body -> body.put("name", "Parent"));
    rig.fake
        .entities("productfolder")
        .update(
            child.id(), b -> b.set("productFolder", rig.fake.ref("productfolder", parent.id())));
    tick();
    rig.fake.entities("productfolder").update(parent.id(), body -> body.put("code", "1"));
    Rig.Look look = rig.everything("folders");
    assertThat(look.ids()).containsExactly(parent.id(), child.id());
    Entity shown = look.changes().get(1).content().orElseThrow();
    assertThat(shown.require(Category.PARENT)).isEqualTo(new Ref(Category.TYPE, parent.id()));
  }

  @Test
  void ordersComeWithAllTheirLinesAndWithoutThemCostAThousandAPage() {
    FakeObject kettle = product("Kettle");
    rig.fake
        .customerOrders()
        .add(
            body -> {
              body.set("organization", rig.fake.ref("organization", rig.any("organization")));
              body.set("agent", rig.fake.ref("counterparty", rig.any("counterparty")));
              var rows = body.putArray("positions");
              for (int n = 0; n < 150; n++) {
                rows.addObject()
                    .put("quantity", 1)
                    .put("price", 100)
                    .set("assortment", rig.fake.ref("product", kettle.id()));
              }
            });
    Entity order = rig.everything("orders").changes().get(0).content().orElseThrow();
    assertThat(order.require(Order.LINES)).hasSize(150);
    Feed feed = rig.feed("orders");
    try (Feed.Session session =
        feed.open(feed.start(new Feed.StartAt.Beginning()), FieldSet.of(Order.NUMBER))) {
      Entity plain = session.next().orElseThrow().changes().get(0).content().orElseThrow();
      assertThat(plain.knows(Order.LINES)).isFalse();
    }
  }

  @Test
  void fromNowOnShowsOnlyWhatComes() {
    product("old");
    rig.time.advance(Duration.ofMinutes(5));
    Cursor now = rig.feed("goods").start(new Feed.StartAt.Now());
    rig.time.advance(Duration.ofMinutes(5));
    product("new");
    assertThat(rig.look("goods", now).changes())
        .extracting(change -> change.content().orElseThrow().require(Product.NAME))
        .containsExactly("new");
  }

  @Test
  void sinceAMomentShowsWhatCameAfterIt() {
    rig.fake.counterparties().add(body -> body.put("name", "old"));
    rig.time.advance(Duration.ofMinutes(5));
    Instant moment = rig.time.now();
    rig.fake.counterparties().add(body -> body.put("name", "new"));
    Cursor since = rig.feed("counterparties").start(new Feed.StartAt.Since(moment));
    assertThat(rig.look("counterparties", since).changes())
        .extracting(change -> change.content().orElseThrow().require(Customer.NAME))
        .containsExactly("new");
  }

  @Test
  void aCursorOfSomethingElseIsLost() {
    assertThatThrownBy(() -> rig.feed("goods").open(new Cursor("nonsense"), Rig.ALL))
        .isInstanceOf(CursorLost.class);
    assertThatThrownBy(() -> rig.feed("goods").open(new Cursor("b"), Rig.ALL))
        .isInstanceOf(CursorLost.class);
  }
}
