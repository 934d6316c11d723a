package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changed is shown, whatever the server's clocks say. */
class FeedTest {

  @ParameterizedTest
  @Rule("P-132")
  @CsvSource({
    "Europe/Paris,UTC",
    "UTC,UTC",
    "UTC,Europe/Paris",
    "America/New_York,Asia/Tokyo",
    "Pacific/Chatham,UTC"
  })
  void theTwoClocksAreComparedByWhatNobodyChanged(String php, String database) {
    try (Rig rig =
        new Rig(fake -> fake.zones(ZoneId.of(php), ZoneId.of(database)), connector -> connector)) {
      rig.fake.categories().add(draft -> draft.label("Home"));
      String tee = rig.made(Rig.product("TEE")).id();
      rig.time.advance(Duration.ofDays(3));
      rig.connector.check();
      Cursor at = rig.everything("product").after();
      rig.time.advance(Duration.ofHours(1));
      Entity held = rig.read(Product.TYPE, tee);
      rig.write(Rig.update(held, Rig.only(held, Product.NAME, "Another")));
      Rig.Look look = rig.look("product", at);
      assertThat(look.ids()).containsExactly(tee);
      rig.time.advance(Duration.ofHours(1));
      assertThat(rig.look("product", look.after()).ids())
          .as("quiet, or looked at again while the clocks are not known")
          .isSubsetOf(tee);
    }
  }

  @ParameterizedTest
  @Rule("P-132")
  @CsvSource({
    "Europe/Paris,UTC",
    "UTC,Europe/Paris",
    "Europe/Paris,Europe/Paris",
    "Europe/Paris,America/New_York",
    "Australia/Lord_Howe,UTC"
  })
  void nothingIsMissedWhenAClockIsPutForwardOrBack(String php, String database) {
    try (Rig rig =
        new Rig(
            fake -> fake.zones(ZoneId.of(php), ZoneId.of(database)),
            connector -> connector.zone(ZoneId.of(php)))) {
      rig.fake.categories().add(draft -> draft.label("Home"));
      Entity tee = rig.made(Rig.product("TEE"));
      rig.time.advance(Duration.ofDays(3));
      rig.connector.check();
      Cursor at = rig.everything("product").after();
      for (int month = 0; month < 14; month++) {
        rig.time.advance(Duration.ofDays(29));
        rig.connector.check();
        at = rig.look("product", at).after();
        rig.time.advance(Duration.ofMinutes(5));
        rig.write(Rig.update(tee, Rig.only(tee, Product.NAME, "Tee of month " + month)));
        rig.time.advance(Duration.ofMinutes(5));
        Rig.Look look = rig.look("product", at);
        assertThat(look.ids()).as("month " + month).containsExactly(tee.id());
        at = look.after();
      }
    }
  }

  @Test
  void aClockThatIsBehindIsKnownAndAQuietLookShowsNothing() {
    try (Rig rig =
        new Rig(
            fake -> fake.zones(ZoneId.of("Europe/Paris"), ZoneId.of("UTC")),
            connector -> connector)) {
      rig.fake.categories().add(draft -> draft.label("Home"));
      rig.time.advance(Duration.ofDays(3));
      assertThat(rig.connector.check().notes()).noneMatch(note -> note.contains("clocks"));
      Cursor at = rig.everything("category").after();
      assertThat(at.text()).endsWith("k3600");
      assertThat(rig.look("category", at).ids()).isEmpty();
    }
  }

  @Test
  void whileTheClocksAreNotKnownALookGoesBackByMoreThanADay() {
    try (Rig rig = new Rig()) {
      assertThat(rig.connector.check().notes()).anyMatch(note -> note.contains("26 hours"));
      String tee = rig.made(Rig.product("TEE")).id();
      Cursor at = rig.everything("product").after();
      rig.time.advance(Duration.ofHours(20));
      assertThat(rig.look("product", at).ids()).containsExactly(tee);
      rig.time.advance(Duration.ofHours(20));
      Cursor later = rig.look("product", at).after();
      rig.time.advance(Duration.ofHours(1));
      assertThat(rig.look("product", later).ids()).isEmpty();
    }
  }

  @Test
  void aWrittenDocumentComparesTheClocks() {
    try (Rig rig =
        new Rig(
            fake -> fake.zones(ZoneId.of("Europe/Paris"), ZoneId.of("UTC")),
            connector -> connector)) {
      rig.connector.check();
      Ref customer = rig.made(Rig.customer("Doe")).ref();
      Ref tee = rig.made(Rig.product("TEE")).ref();
      rig.made(Rig.order(customer, Rig.line(tee, "1", "5")));
      Cursor at = rig.everything("order").after();
      assertThat(at.text()).endsWith("k3600");
    }
  }

  @Test
  void parentsAreShownBeforeTheirChildren() {
    try (Rig rig = new Rig()) {
      Entity child = rig.made(Entity.of(Category.TYPE, "").with(Category.NAME, "Child"));
      Entity parent = rig.made(Entity.of(Category.TYPE, "").with(Category.NAME, "Parent"));
      rig.write(Rig.update(child, Rig.only(child, Category.PARENT, parent.ref())));
      assertThat(rig.everything("category").ids()).containsExactly(parent.id(), child.id());
    }
  }

  @Test
  @Rule("P-132")
  void theAgendaNominatesWhatWasDeleted() {
    try (Rig rig = new Rig(fake -> fake, connector -> connector.deletionsByAgenda(true))) {
      String tee = rig.made(Rig.product("TEE")).id();
      Cursor at = rig.everything("deletions").after();
      rig.fake.products().delete(Long.parseLong(tee));
      Rig.Look look = rig.look("deletions", at);
      assertThat(look.changes()).containsExactly(Change.gone(Product.TYPE, tee));
      Cursor second = rig.look("deletions", look.after()).after();
      assertThat(rig.look("deletions", second).ids()).isEmpty();
    }
  }

  @Test
  void aPageIsWalkedByIdsAndGoneOnWithWhereItStopped() {
    try (Rig rig = new Rig()) {
      for (int at = 0; at < 120; at++) {
        int number = at;
        rig.fake.products().add(draft -> draft.ref("P" + number).label("P"));
      }
      Rig.Look all = rig.everything("product");
      assertThat(all.pages()).hasSize(2);
      assertThat(rig.look("product", all.pages().get(0).after()).ids()).hasSize(20);
      assertThat(all.pages().get(1).whole()).isTrue();
    }
  }

  @Test
  void anOrderThatAPersonValidatesIsShown() {
    try (Rig rig = new Rig()) {
      Ref customer = rig.made(Rig.customer("Doe")).ref();
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Entity order = rig.made(Rig.order(customer, Rig.line(tee, "1", "5")));
      Cursor at = rig.everything("order").after();
      rig.time.advance(Duration.ofHours(1));
      rig.fake.orders().act(Long.parseLong(order.id()), "validate");
      assertThat(rig.look("order", at).changes().get(0).content().orElseThrow().get(Order.STATUS))
          .contains("1");
    }
  }
}
