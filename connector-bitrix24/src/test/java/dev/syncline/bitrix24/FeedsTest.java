package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Feed.StartAt;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedsTest {

  private final Bench bench = new Bench();

  @BeforeEach
  void check() {
    assertThat(bench.connector.check().problems()).isEmpty();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<Feed.Page> beginning(String feed) {
    Feed of = bench.feed(feed);
    return bench.pages(of, of.start(new StartAt.Beginning()), Bench.ALL);
  }

  private void products(int count) {
    for (int at = 0; at < count; at++) {
      int number = at;
      bench
          .fake
          .products()
          .add(each -> each.name("Mug " + number).price("10." + (10 + number % 90)));
    }
  }

  @Test
  void fiveHundredProductsWithPricesTakeTwoRequests() {
    products(500);
    List<List<Feed.Page>> seen = new java.util.ArrayList<>();
    assertThat(bench.requests(() -> seen.add(beginning("products")))).isEqualTo(2);
    assertThat(Bench.changes(seen.get(0))).hasSize(500);
    assertThat(Bench.changes(seen.get(0)))
        .allSatisfy(each -> assertThat(each.content().orElseThrow().has(Product.PRICE)).isTrue());
    assertThat(seen.get(0).get(seen.get(0).size() - 1).whole()).isTrue();
  }

  @Test
  void anEnumerationIsCutIntoPagesAndCanBeTakenUpBehindEachOfThem() {
    products(1203);
    Feed feed = bench.feed("products");
    List<Feed.Page> all = beginning("products");
    assertThat(all).hasSize(3);
    assertThat(all).allSatisfy(page -> assertThat(page.changes().size()).isLessThanOrEqualTo(500));
    List<Feed.Page> rest = bench.pages(feed, all.get(0).after(), Bench.ALL);
    assertThat(Bench.changes(rest)).hasSize(703);
    assertThat(rest.get(rest.size() - 1).whole()).isFalse();
    Set<String> ids = new HashSet<>();
    all.get(0).changes().forEach(each -> ids.add(each.id()));
    Bench.changes(rest).forEach(each -> ids.add(each.id()));
    assertThat(ids).hasSize(1203);
  }

  @Test
  void onlyTheFirstPageIsAskedOfAnIdlePortal() {
    products(3);
    Cursor[] after = {Bench.after(beginning("products"))};
    bench.time.advance(Duration.ofMinutes(10));
    after[0] = Bench.after(bench.pages(bench.feed("products"), after[0], Bench.ALL));
    bench.time.advance(Duration.ofMinutes(10));
    assertThat(
            bench.requests(
                () -> {
                  List<Feed.Page> pages = bench.pages(bench.feed("products"), after[0], Bench.ALL);
                  assertThat(Bench.changes(pages)).hasSizeLessThanOrEqualTo(3);
                }))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aPollShowsWhatChangedWithinTheSecondOfTheLastOneAndNothingTwiceForEver() {
    Cursor cursor = Bench.after(beginning("deals"));
    var deal = bench.fake.deals().add(each -> each.title("One"));
    List<Feed.Page> poll = bench.pages(bench.feed("deals"), cursor, Bench.ALL);
    assertThat(Bench.changes(poll))
        .extracting(Change::id)
        .containsExactly(Long.toString(deal.id()));
    bench.time.advance(Duration.ofMinutes(30));
    int shown = 0;
    for (int at = 0; at < 5; at++) {
      poll = bench.pages(bench.feed("deals"), Bench.after(poll), Bench.ALL);
      bench.time.advance(Duration.ofMinutes(30));
      shown = Bench.changes(poll).size();
    }
    assertThat(shown).isLessThanOrEqualTo(1);
  }

  @Test
  void aRowThatSurfacesLateIsShownByTheSecondLook() {
    Cursor cursor = Bench.after(beginning("deals"));
    bench.time.advance(Duration.ofSeconds(30));
    var hidden = bench.fake.deals().add(each -> each.title("Late"));
    String changedAt = hidden.text("updatedTime");
    bench.time.advance(Duration.ofSeconds(30));
    bench.fake.deals().add(each -> each.title("Later"));
    // Hidden rows are modelled by one whose time lies before what the last poll saw.
    List<Feed.Page> poll = bench.pages(bench.feed("deals"), cursor, Bench.ALL);
    assertThat(Bench.changes(poll)).hasSize(2);
    var raw =
        new com.fasterxml.jackson.databind.node.ObjectNode(
            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance);
    raw.setAll(
        bench.fake.documents(dev.syncline.bitrix24.fake.Kind.DEAL).stream()
            .filter(each -> each.path("id").asLong() == hidden.id())
            .findFirst()
            .orElseThrow());
    raw.put("id", 777).put("updatedTime", changedAt);
    bench.fake.add(dev.syncline.bitrix24.fake.Kind.DEAL, raw);
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < 4; at++) {
      bench.time.advance(Bench.LAG);
      poll = bench.pages(bench.feed("deals"), Bench.after(poll), Bench.ALL);
      Bench.changes(poll).forEach(each -> seen.add(each.id()));
    }
    assertThat(seen).contains("777");
  }

  @Test
  void aChangedPriceIsAChangeOfItsProduct() {
    products(2);
    Cursor cursor = Bench.after(beginning("products"));
    bench.time.advance(Duration.ofMinutes(1));
    var price = bench.fake.prices().all().get(0);
    bench.fake.prices().update(price.id(), "price", "99.5", "currency", "RUB");
    List<Change> changes = Bench.changes(bench.pages(bench.feed("products"), cursor, Bench.ALL));
    Entity repriced =
        changes.stream()
            .filter(each -> each.id().equals(price.text("productId")))
            .findFirst()
            .orElseThrow()
            .content()
            .orElseThrow();
    assertThat(repriced.require(Product.PRICE)).isEqualTo(Money.of("99.5", "RUB"));
  }

  @Test
  void aFlowThatOnlyMovesAStatusPaysForNoRows() {
    bench.fake.deals().add(each -> each.title("One"));
    Feed feed = bench.feed("deals");
    FieldSet lean = FieldSet.of(Order.STATUS);
    assertThat(bench.requests(() -> bench.pages(feed, feed.start(new StartAt.Beginning()), lean)))
        .isEqualTo(1);
    Entity order =
        Bench.changes(bench.pages(feed, feed.start(new StartAt.Beginning()), lean))
            .get(0)
            .content()
            .orElseThrow();
    assertThat(order.knows(Order.LINES)).isFalse();
    assertThat(order.knows(Order.TITLE)).isFalse();
  }

  @Test
  void rowsOfManyDealsComeInBulkEvenWhereADealHasMoreThanAPageOfThem() {
    for (int at = 0; at < 30; at++) {
      bench.fake.deals().add(each -> each.title("Deal"));
    }
    long big = bench.fake.deals().all().get(4).id();
    List<java.util.Map<String, Object>> rows = new java.util.ArrayList<>();
    for (int at = 0; at < 120; at++) {
      rows.add(java.util.Map.of("productName", "Row " + at, "price", 10, "quantity", 1));
    }
    bench.fake.editRows(big, rows);
    List<List<Feed.Page>> seen = new java.util.ArrayList<>();
    assertThat(bench.requests(() -> seen.add(beginning("deals")))).isEqualTo(3);
    Entity order =
        Bench.changes(seen.get(0)).stream()
            .filter(each -> each.id().equals(Long.toString(big)))
            .findFirst()
            .orElseThrow()
            .content()
            .orElseThrow();
    assertThat(order.require(Order.LINES)).hasSize(120);
    assertThat(order.require(Order.LINES).get(119).require(dev.syncline.model.OrderLine.NAME))
        .isEqualTo("Row 119");
  }

  @Test
  void peopleAndCompaniesComeInOneRequest() {
    for (int at = 0; at < 60; at++) {
      int number = at;
      bench
          .fake
          .contacts()
          .add(each -> each.name("N" + number).phone("+7900000" + (1000 + number)));
      bench.fake.companies().add(each -> each.title("Company " + number));
    }
    List<List<Feed.Page>> seen = new java.util.ArrayList<>();
    assertThat(bench.requests(() -> seen.add(beginning("customers")))).isEqualTo(1);
    List<Change> changes = Bench.changes(seen.get(0));
    assertThat(changes).filteredOn(each -> each.id().startsWith("C_")).hasSize(60);
    assertThat(changes)
        .filteredOn(each -> each.id().startsWith("CO_"))
        .hasSizeGreaterThanOrEqualTo(60);
    assertThat(changes.get(0).content().orElseThrow().require(Customer.PHONES)).hasSize(1);
  }

  @Test
  void sectionsComeWholeAndParentsFirst() {
    var child = bench.fake.sections().add(each -> each.name("Child"));
    var parent = bench.fake.sections().add(each -> each.name("Parent"));
    bench.fake.sections().update(child.id(), "iblockSectionId", parent.id());
    List<Feed.Page> pages = beginning("sections");
    assertThat(pages.get(0).whole()).isTrue();
    assertThat(Bench.changes(pages))
        .extracting(Change::id)
        .containsExactly(Long.toString(parent.id()), Long.toString(child.id()));
    assertThat(Bench.changes(pages).get(1).content().orElseThrow().require(Category.PARENT).id())
        .isEqualTo(Long.toString(parent.id()));
  }

  @Test
  void startingNowShowsNothingOfBefore() {
    bench.fake.deals().add(each -> each.title("Old"));
    bench.time.advance(Duration.ofSeconds(5));
    Feed feed = bench.feed("deals");
    Cursor now = feed.start(new StartAt.Now());
    bench.time.advance(Duration.ofSeconds(5));
    bench.fake.deals().add(each -> each.title("New"));
    List<Change> changes = Bench.changes(bench.pages(feed, now, Bench.ALL));
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).content().orElseThrow().require(Order.TITLE)).isEqualTo("New");
  }
}
