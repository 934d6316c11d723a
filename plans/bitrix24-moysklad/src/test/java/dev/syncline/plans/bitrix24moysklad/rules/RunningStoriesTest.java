package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.Conflicts;
import dev.syncline.Explanation;
import dev.syncline.Failure;
import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.RequestLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Echoes, conflicts, lost answers, limits, failures and first uploads. */
class RunningStoriesTest {

  private final Desk desk = new Desk();
  private final Portal portal = desk.portal;
  private final Stock stock = desk.stock;

  @AfterEach
  void close() {
    desk.close();
  }

  private long dealInStep() {
    long deal = portal.deal("NEW", portal.company("Acme"), "TEA-1");
    desk.sync();
    return deal;
  }

  private FakeObject order() {
    return Stock.only(stock.fake.customerOrders());
  }

  @Test
  @Rule("B-008")
  void oneEditIsExactlyOneWriteInEitherDirection() {
    long deal = dealInStep();
    assertThat(desk.sync().writes()).isZero();
    portal.fake.deals().update(deal, "comments", "by the seller");
    RunReport there = desk.sync();
    assertThat(there.writes()).isEqualTo(1);
    assertThat(there.updated(Side.RIGHT)).isEqualTo(1);
    assertThat(order().text("description")).isEqualTo("by the seller");
    assertThat(desk.sync().writes()).isZero();

    stock
        .fake
        .customerOrders()
        .update(order().id(), body -> body.put("description", "by the keeper"));
    RunReport back = desk.sync();
    assertThat(back.writes()).isEqualTo(1);
    assertThat(back.updated(Side.LEFT)).isEqualTo(1);
    assertThat(portal.deal(deal).text("comments")).isEqualTo("by the keeper");
    assertThat(desk.sync().writes()).isZero();
  }

  @Test
  @Rule("B-009")
  void editsOfDifferentFieldsOnBothSidesAreBothKept() {
    long deal = dealInStep();
    portal.fake.deals().update(deal, "comments", "by the seller");
    stock.move(order(), "customerorder", "Подтвержден");
    RunReport report = desk.sync();

    assertThat(portal.deal(deal).text("stageId")).isEqualTo("EXECUTING");
    assertThat(portal.deal(deal).text("comments")).isEqualTo("by the seller");
    assertThat(order().text("description")).isEqualTo("by the seller");
    assertThat(stock.stateOf("customerorder", order())).isEqualTo("Подтвержден");
    assertThat(report.conflicts()).isZero();
  }

  @Test
  @Rule("B-009")
  void ofOneFieldTheSideWhereTheDocumentWasBornWinsAndReportAndExplanationSaySo() {
    long deal = dealInStep();
    portal.fake.deals().update(deal, "comments", "by the seller");
    stock
        .fake
        .customerOrders()
        .update(order().id(), body -> body.put("description", "by the keeper"));
    FakeObject born =
        stock.order("00042", "Новый", stock.company("Globex"), stock.product("Mug", "MUG-1"));
    RunReport report = desk.sync();

    assertThat(portal.deal(deal).text("comments")).isEqualTo("by the seller");
    assertThat(Stock.named(stock.fake.customerOrders(), "bx24-" + deal).text("description"))
        .isEqualTo("by the seller");
    assertThat(report.decidedConflicts())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.unit()).isEqualTo("comment");
              assertThat(each.winner()).isEqualTo(Side.LEFT);
              assertThat(each.policy()).isEqualTo(Conflicts.ORIGIN);
            });
    assertThat(desk.heard.conflicts).containsExactly("order comment left");
    Explanation why =
        desk.engine().explain(desk.plan(), Order.TYPE, Side.LEFT, String.valueOf(deal));
    assertThat(why.flows().get(0).history().toString()).contains("comment").contains("left wins");

    long came = portal.fake.deals().find("title", "Customer Order 00042").orElseThrow().id();
    portal.fake.deals().update(came, "comments", "by the seller");
    stock.fake.customerOrders().update(born.id(), body -> body.put("description", "by the keeper"));
    desk.sync();
    assertThat(portal.deal(came).text("comments")).isEqualTo("by the keeper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOST_BEFORE", "LOST_AFTER", "GATEWAY_TIMEOUT", "MALFORMED"})
  @Rule("B-116")
  void aLostAnswerToACreateMakesNoSecondOrderAlsoIfTheProcessEnds(String fault) {
    long acme = portal.company("Acme");
    desk.sync();
    stock
        .fake
        .faults()
        .onNext(
            request ->
                request.method().equals("POST")
                    && request.path().endsWith("/entity/customerorder")
                    && request.text().contains("externalCode"),
            Fault.valueOf(fault));
    long deal = portal.deal("NEW", acme, "TEA-1");
    desk.run();
    assertThat(stock.fake.faults().struck()).isEqualTo(1);
    desk.restart();
    desk.run();
    desk.run();

    assertThat(Stock.names(stock.fake.customerOrders())).containsExactly("bx24-" + deal);
    assertThat(desk.failures()).isEmpty();
    assertThat(desk.sync().writes()).isZero();
  }

  @Test
  @Rule("B-007")
  void whatPeopleDeleteIsUnlinkedAndReportedAndDeletedNowhereElse() {
    try (Connector right = desk.moysklad(more -> more.deletionsByAudit(true))) {
      SyncPlan plan = desk.plan(desk.left, right);
      long deal = portal.deal("NEW", portal.company("Acme"), "TEA-1");
      assertThat(desk.engine().run(plan).clean()).isTrue();
      desk.time.advance(Duration.ofHours(1));
      stock.fake.customerOrders().delete(order().id());
      desk.time.advance(Duration.ofHours(1));
      RunReport report = desk.engine().run(plan);
      assertThat(report.unlinked()).as(report.toString()).isEqualTo(1);
      assertThat(report.deleted(Side.LEFT)).isZero();
      assertThat(portal.deal(deal).title()).isEqualTo("Deal of TEA-1");

      portal.fake.deals().update(deal, "comments", "still here");
      desk.time.advance(Duration.ofHours(1));
      desk.engine().run(plan);
      assertThat(stock.fake.customerOrders().size()).isZero();
      Explanation why = desk.engine().explain(plan, Order.TYPE, Side.LEFT, String.valueOf(deal));
      assertThat(why.flows().get(0).history().toString()).contains("GONE, unlinked");
    }
  }

  @Test
  @Rule("B-117")
  void theProductAndTheCustomerAreSentBeforeTheDocument() {
    int from = stock.asked();
    dealInStep();
    List<String> creates =
        stock.fake.log().since(from).stream()
            .filter(each -> each.method().equals("POST"))
            .map(each -> each.path())
            .filter(path -> path.matches(".*/entity/(product|counterparty|customerorder)"))
            .map(path -> path.substring(path.lastIndexOf('/') + 1))
            .toList();
    assertThat(creates).containsExactly("product", "counterparty", "customerorder");
  }

  @Test
  @Rule("B-118")
  void noLimitIsExceededAndTooManyRequestsAreWaitedOut() {
    for (int each = 0; each < 30; each++) {
      portal.deal("NEW", portal.company("Acme " + each), "TEA-" + each);
    }
    desk.sync();
    assertThat(stock.fake.customerOrders().size()).isEqualTo(30);
    assertThat(refusals(stock.fake.log().since(0))).isZero();
    assertThat(refusals(portal.fake.log().since(0))).isZero();

    portal.deal("NEW", portal.company("Late"), "TEA-1");
    stock.fake.faults().times(3, request -> request.method().equals("POST"), Fault.QUOTA);
    portal.fake.faults().times(3, request -> true, Fault.QUOTA);
    Instant before = desk.time.now();
    desk.sync();
    assertThat(stock.fake.faults().struck() + portal.fake.faults().struck()).isEqualTo(6);
    assertThat(Duration.between(before, desk.time.now()))
        .isGreaterThan(Duration.ofHours(1).plusSeconds(2));
    assertThat(stock.fake.customerOrders().size()).isEqualTo(31);
  }

  private static long refusals(List<RequestLog.Entry> entries) {
    return entries.stream().filter(each -> each.status() == 429 || each.status() == 503).count();
  }

  @Test
  @Rule("B-118")
  void onePairHasOneRunAtATimeWhoeverStartsIt() {
    portal.company("Acme");
    String first = desk.engine().start(desk.plan());
    assertThat(desk.engine().start(desk.plan())).isEqualTo(first);
    assertThat(desk.runtime.runStarted()).isEqualTo(1);
    assertThat(Stock.names(stock.fake.counterparties())).containsExactly("Acme");

    Instant before = desk.time.now();
    String account = "account:" + desk.right.account().key();
    assertThat(desk.store.lease(account, "another process", before, Duration.ofMinutes(5)))
        .isPresent();
    desk.engine().run(desk.plan());
    assertThat(desk.time.now()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(5)));
  }

  private long refusedProduct() {
    long tea = portal.product("T".repeat(300), "TEA-1");
    desk.run();
    assertThat(stock.fake.products().size()).isZero();
    return tea;
  }

  @Test
  @Rule("B-119")
  void whatFailedIsListedWithItsCauseAndTriedAgainWhenAsked() {
    long tea = refusedProduct();
    Failure failure = desk.failures().get(0);
    assertThat(desk.failures()).hasSize(1);
    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.id()).isEqualTo(String.valueOf(tea));
    assertThat(failure.release()).isNotBlank();

    int before = stock.asked();
    desk.engine().retry(desk.plan(), failure);
    desk.run();
    assertThat(stock.fake.log().since(before).stream().map(each -> each.path()))
        .anyMatch(path -> path.endsWith("/entity/product"));
    assertThat(desk.failures()).hasSize(1);
    portal.fake.products().update(tea, "name", "Tea");
    desk.sync();
    assertThat(desk.failures()).isEmpty();
  }

  @Test
  @Rule("B-119")
  void whatIsLetGoIsLeftAloneUntilItChangesAndTheJournalTellsWhatHappened() {
    long tea = refusedProduct();
    desk.engine().drop(desk.plan(), desk.failures().get(0));
    assertThat(desk.run().clean()).isTrue();
    desk.restart();
    assertThat(desk.run().clean()).isTrue();
    assertThat(desk.failures()).isEmpty();
    assertThat(stock.fake.products().size()).isZero();

    portal.fake.products().update(tea, "name", "Tea");
    desk.sync();
    assertThat(Stock.names(stock.fake.products())).containsExactly("Tea");
    Explanation told =
        desk.engine().explain(desk.plan(), Product.TYPE, Side.LEFT, String.valueOf(tea));
    assertThat(told.flows().get(0).history())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.at()).isAfter(desk.time.now().minus(Duration.ofDays(1))));
    assertThat(told.flows().get(0).counterpartId()).isPresent();
  }

  @Test
  @Rule({"B-102", "B-103"})
  void aPreviewCountsAndWritesNothingAndASecondUploadWritesNothing() {
    portal.company("Acme");
    portal.fake.companies().add(draft -> draft.title("Found").email("one@example.com"));
    ObjectNode globex = stock.company("Globex");
    stock.company("Found there", body -> body.put("email", "one@example.com"));
    portal.product("Tea", "TEA-1");
    stock.product("One", "TEA-1");
    stock.product("Two", "TEA-1");
    var before = desk.everything();
    Preview preview = desk.engine().preview(desk.plan());

    assertThat(preview.creates("customer")).isEqualTo(2);
    assertThat(preview.matches("customer")).isEqualTo(1);
    assertThat(preview.ambiguous("product")).isEqualTo(3);
    assertThat(desk.everything()).isEqualTo(before);
    assertThat(desk.keepsLinks(Customer.TYPE)).isFalse();

    RunReport upload = desk.run();
    assertThat(upload.flows().get("customer").created().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(2);
    assertThat(upload.flows().get("customer").linked()).isEqualTo(1);
    assertThat(desk.run().writes()).isZero();
    assertThat(stock.fake.counterparties().size()).isEqualTo(3);
    assertThat(portal.customers()).hasSize(3);
    assertThat(globex.isEmpty()).isFalse();
  }

  /** Dies with the commit of a number. */
  private static final class Mortal extends ForwardingLinkStore {

    private int left;

    Mortal(InMemoryLinkStore below, int commits) {
      super(below);
      this.left = commits;
    }

    @Override
    public void commit(StoreUpdate update) {
      if (--left < 0) {
        throw new AssertionError("the process is killed");
      }
      super.commit(update);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 9, 12})
  @Rule({"B-102", "B-116"})
  void anUploadThatIsKilledGoesOnWithoutDoublesAndWithoutGaps(int commits) {
    InMemoryLinkStore kept = new InMemoryLinkStore();
    try (Desk cut = new Desk(new Mortal(kept, commits), built -> built, more -> more)) {
      for (int each = 0; each < 5; each++) {
        cut.portal.deal("NEW", cut.portal.company("Acme " + each), "TEA-" + each);
        cut.stock.company("Globex " + each);
      }
      boolean killed = false;
      try {
        cut.run();
      } catch (AssertionError end) {
        killed = true;
      }
      assertThat(killed).isTrue();
      try (SyncEngine next = cut.engine(kept)) {
        cut.time.advance(Duration.ofHours(1));
        next.run(cut.plan());
        cut.time.advance(Duration.ofHours(1));
        RunReport second = next.run(cut.plan());
        assertThat(second.clean()).as(second.toString()).isTrue();
        assertThat(second.writes()).isZero();
      }
      assertThat(cut.stock.fake.counterparties().size()).isEqualTo(10);
      assertThat(cut.portal.customers()).hasSize(10);
      assertThat(cut.stock.fake.customerOrders().size()).isEqualTo(5);
      assertThat(cut.portal.fake.deals().size()).isEqualTo(5);
      assertThat(cut.stock.fake.products().size()).isEqualTo(5);
    }
  }
}
