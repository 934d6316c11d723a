package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeletionTest {

  private static final String FEED = "deletions";

  private final Rig rig =
      new Rig(fake -> fake.rateLimit(false), builder -> builder.deletionsByAudit(true));

  @AfterEach
  void close() {
    rig.close();
  }

  private Cursor now() {
    return rig.feed(FEED).start(new Feed.StartAt.Now());
  }

  private void later(Duration time) {
    rig.time.advance(time);
  }

  @Test
  @Rule("B-007")
  void whatAUserDeletesIsNominatedAsGone() {
    Cursor start = now();
    later(Duration.ofSeconds(1));
    String product = rig.fake.products().add(body -> body.put("name", "Cup")).id();
    String customer = rig.fake.counterparties().add(body -> body.put("name", "A")).id();
    Entity order = rig.stored(Rig.create("o", rig.newOrder(buyer())));
    assertThat(rig.look(FEED, start).changes()).isEmpty();
    rig.fake.products().delete(product);
    rig.fake.counterparties().delete(customer);
    rig.fake.customerOrders().delete(order.id());
    assertThat(rig.look(FEED, start).changes())
        .containsExactlyInAnyOrder(
            Change.gone(Product.TYPE, "product/" + product),
            Change.gone(Customer.TYPE, customer),
            Change.gone(Order.TYPE, order.id()));
  }

  private dev.syncline.model.Ref buyer() {
    return rig.stored(Rig.create("b", Rig.customer("Buyer"))).ref();
  }

  @Test
  void aQuietAccountCostsOneRequestALook() {
    Cursor start = now();
    later(Duration.ofSeconds(1));
    rig.fake.products().add(body -> body.put("name", "Cup"));
    later(Duration.ofHours(1));
    long before = rig.requests();
    Rig.Look look = rig.look(FEED, start);
    assertThat(look.changes()).isEmpty();
    assertThat(look.after()).isEqualTo(start);
    assertThat(rig.requests() - before).isEqualTo(1);
  }

  @Test
  void noDeletionIsMissedAtAnEdgeAndEachIsShownTwiceAtMostOnceItIsOld() {
    Cursor at = now();
    Set<String> deleted = new HashSet<>();
    List<String> seen = new ArrayList<>();
    for (int n = 0; n < 16; n++) {
      for (int each = 0; each < 3; each++) {
        String id = rig.fake.products().add(body -> body.put("name", "P")).id();
        rig.fake.products().delete(id);
        deleted.add("product/" + id);
      }
      Rig.Look look = rig.look(FEED, at);
      seen.addAll(look.ids());
      at = look.after();
      later(n % 2 == 0 ? Duration.ZERO : Duration.ofSeconds(37));
    }
    assertThat(new HashSet<>(seen)).isEqualTo(deleted);
    later(Duration.ofMinutes(10));
    at = rig.look(FEED, at).after();
    assertThat(rig.look(FEED, at).ids()).isEmpty();
  }

  @Test
  void moreDeletionsThanAPageAreAllShownAndTheCursorMovesAtTheEndOnly() {
    Cursor start = now();
    later(Duration.ofSeconds(1));
    for (int n = 0; n < 150; n++) {
      rig.fake.products().delete(rig.fake.products().add(body -> body.put("name", "P")).id());
    }
    Rig.Look look = rig.look(FEED, start);
    assertThat(look.ids()).hasSize(150).doesNotHaveDuplicates();
    assertThat(look.pages()).hasSize(2);
    assertThat(look.pages().get(0).after()).isEqualTo(start);
    assertThat(look.pages().get(0).last()).isFalse();
    assertThat(look.after()).isNotEqualTo(start);
    assertThat(look.pages()).noneMatch(Feed.Page::whole);
  }

  @Test
  void whatIsNotLookedAtCostsNoFurtherRequest() {
    Cursor start = now();
    later(Duration.ofSeconds(1));
    String project = rig.fake.entities("project").add(body -> body.put("name", "Secret")).id();
    rig.fake.entities("project").delete(project);
    long before = rig.requests();
    assertThat(rig.look(FEED, start).changes()).isEmpty();
    assertThat(rig.requests() - before).isEqualTo(1);
  }

  @Test
  void ourOwnDeletionsAreToldToo() {
    Entity made = rig.stored(Rig.create("1", Rig.customer("A")));
    Cursor start = now();
    later(Duration.ofSeconds(1));
    rig.write(new Write.Delete(Rig.key(Customer.TYPE, "d"), made));
    assertThat(rig.look(FEED, start).ids()).containsExactly(made.id());
  }

  @Test
  void aCursorOlderThanTheAuditIsLost() {
    Cursor start = now();
    later(Duration.ofDays(31));
    assertThatThrownBy(() -> rig.look(FEED, start))
        .isInstanceOf(CursorLost.class)
        .hasMessageContaining("30 days");
    assertThatThrownBy(() -> rig.look(FEED, new Cursor("nonsense"))).isInstanceOf(CursorLost.class);
  }

  @Test
  void aCursorThatIsLookedAtNowAndThenIsNotLost() {
    Cursor at = now();
    for (int week = 0; week < 10; week++) {
      later(Duration.ofDays(7));
      at = rig.look(FEED, at).after();
    }
    assertThat(rig.look(FEED, at).changes()).isEmpty();
  }

  @Test
  void itNeedsAnAdministrator() {
    try (Rig clerk =
        new Rig(
            fake -> fake,
            builder -> builder.deletionsByAudit(true).login("clerk@shop", "clerk-secret"))) {
      assertThatThrownBy(() -> clerk.look(FEED, clerk.feed(FEED).start(new Feed.StartAt.Now())))
          .isInstanceOfSatisfying(
              AccessDenied.class,
              denied -> assertThat(denied.missingRight()).contains("administrator"));
    }
  }

  @Test
  void itIsOffUnlessItIsSwitchedOn() {
    try (Rig usual = new Rig()) {
      assertThat(usual.connector.feeds()).noneMatch(feed -> feed.name().equals(FEED));
    }
  }
}
