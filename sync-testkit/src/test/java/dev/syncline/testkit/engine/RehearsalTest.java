package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.EntityDiff;
import dev.syncline.EntityDiff.Action;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.MarkerText;
import dev.syncline.mapping.NumberSeries;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is previewed or explained leaves both systems and the store as they are. */
class RehearsalTest {

  /** A store that nobody may write to. */
  private static final class Sealed extends ForwardingLinkStore {

    Sealed(LinkStore behind) {
      super(behind);
    }

    @Override
    public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
      throw new AssertionError("a lease of " + resource);
    }

    @Override
    public void commit(StoreUpdate update) {
      throw new AssertionError("a commit of " + update);
    }

    @Override
    public long offer(Notice notice) {
      throw new AssertionError("a notice " + notice);
    }
  }

  /** Previews all and explains everything; gives the preview. */
  private static Preview rehearsed(Bench bench) {
    var contents = bench.contents();
    long writes = bench.writeCalls();
    int told = bench.heard.conflicts.size() + bench.heard.refused.size();
    TestEngine engine = TestEngine.on(bench.time, new Sealed(bench.store), bench.heard);
    Preview preview = engine.preview(bench.plan);
    for (Flow flow : bench.plan.flows()) {
      for (Side side : Side.values()) {
        for (Entity each : bench.on(side).entities(flow.type(side))) {
          assertThat(engine.explain(bench.plan, each.type(), side, each.id()).flows()).isNotEmpty();
        }
      }
    }
    assertThat(bench.contents()).isEqualTo(contents);
    assertThat(bench.writeCalls()).isEqualTo(writes);
    assertThat(bench.heard.conflicts.size() + bench.heard.refused.size()).isEqualTo(told);
    return preview;
  }

  /** The run does what was previewed; gives its report. */
  private static RunReport asPreviewed(Bench bench) {
    Preview preview = rehearsed(bench);
    RunReport report = bench.run();
    for (Side side : Side.values()) {
      assertThat(preview.wouldDo().created(side)).isEqualTo(report.created(side));
      assertThat(preview.wouldDo().updated(side)).isEqualTo(report.updated(side));
      assertThat(preview.wouldDo().deleted(side)).isEqualTo(report.deleted(side));
      assertThat(preview.wouldDo().archived(side)).isEqualTo(report.archived(side));
    }
    assertThat(preview.wouldDo().stopped()).hasSameSizeAs(report.stopped());
    return report;
  }

  private static List<String> linked(Bench bench, int pairs) {
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < pairs; each++) {
      Entity tea = product("A" + each, "Tea " + each).with(Product.DESCRIPTION, "text " + each);
      ids.add(bench.left.user().add(tea));
    }
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    return ids;
  }

  @Test
  void massDeletionsAreForeseenAsHeldAndAsLetGo() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 100);
    ids.subList(0, 30).forEach(id -> bench.left.user().delete(Product.TYPE, id));
    assertThat(asPreviewed(bench).stopped()).hasSize(1);
    assertThat(asPreviewed(bench).stopped()).hasSize(1);
    bench.engine.release(bench.plan, "product");
    assertThat(asPreviewed(bench).deleted(Side.RIGHT)).isEqualTo(30);
  }

  @Test
  void massClearsAreForeseenAsHeld() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 100);
    ids.subList(0, 50).forEach(id -> bench.left.user().clear(id, Product.DESCRIPTION));
    for (int each = 0; each < 2; each++) {
      assertThat(rehearsed(bench).wouldDo().stopped()).singleElement().asString().contains("50 of");
      assertThat(bench.run().stopped()).hasSize(1);
    }
  }

  @Test
  void whatHasToBeThereIsNeitherMadeNorKept() {
    Bench bench = Bench.plain().with(products(), withServices());
    bench.left.user().add(order("1", line("Delivery", 2).cleared(OrderLine.ITEM)));
    assertThat(asPreviewed(bench).created(Side.RIGHT)).isEqualTo(2);
    bench.left.user().add(order("2", line("Gift wrap", 1).cleared(OrderLine.ITEM)));
    String there = bench.right.user().add(product("G", "Gift wrap"));
    assertThat(asPreviewed(bench).created(Side.RIGHT)).isEqualTo(1);
    bench.right.user().delete(Product.TYPE, there);
    assertThat(rehearsed(bench).toString()).isNotEmpty();
  }

  private static Flow withServices() {
    FieldRules rows =
        FieldRules.of(OrderLine.TYPE)
            .refOr(
                OrderLine.ITEM,
                Side.RIGHT,
                Set.of(OrderLine.NAME),
                row ->
                    Put.ensure(
                        Entity.of(Product.TYPE, "")
                            .with(Product.NAME, row.source().require(OrderLine.NAME))
                            .with(Product.KIND, Product.SERVICE),
                        Product.NAME))
            .copy(OrderLine.QUANTITY);
    return Flow.of(Order.TYPE)
        .fields(FieldRules.of(Order.TYPE).copy(Order.NUMBER).lines(Order.LINES, rows));
  }

  @Test
  void aNumberThatSomebodyHasIsForeseenAsTheFirstOfItsSeries() {
    FieldRules rules =
        FieldRules.of(Order.TYPE)
            .copy(Order.COMMENT)
            .compute(
                Side.RIGHT,
                Order.NUMBER,
                Set.of(),
                deal -> Put.candidates(NumberSeries.suffixed("bx-" + deal.source().id(), 3)),
                When.CREATE_ONLY);
    Bench bench =
        Bench.right(type -> type.unique(Order.NUMBER))
            .with(Flow.of(Order.TYPE).toRight().fields(rules));
    String deal = bench.left.user().add(order("").cleared(Order.NUMBER));
    bench.right.user().add(order("bx-" + deal));
    Preview preview = rehearsed(bench);
    assertThat(preview.diffs())
        .filteredOn(diff -> diff.action() == Action.CREATE && diff.sourceId().equals(deal))
        .flatExtracting(EntityDiff::changes)
        .filteredOn(change -> change.field().equals(Order.NUMBER))
        .extracting(change -> change.to().orElse(""))
        .containsExactly("bx-" + deal);
    assertThat(asPreviewed(bench).flows().get("order").renumbered()).isEqualTo(1);
  }

  @Test
  void markersThatAreMissingOrWereChangedAreForeseen() {
    Flow marked =
        products()
            .marker(Side.RIGHT, Product.EXTERNAL_CODE, MarkerText.of("left:"))
            .marker(Side.LEFT, Product.EXTERNAL_CODE, MarkerText.of("right:"));
    Bench bench = Bench.plain().with(marked);
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("B", "Mug"));
    bench.left.user().add(product("C", "Cup"));
    bench.right.user().add(product("C", "Cup"));
    asPreviewed(bench);
    String made = Bench.where(bench.right, Product.SKU, "A").id();
    bench.right.user().set(made, Product.EXTERNAL_CODE, "mine");
    assertThat(asPreviewed(bench).updated(Side.RIGHT)).isEqualTo(1);
    bench.right.user().add(Bench.where(bench.right, Product.SKU, "A").with(Product.SKU, "Z"));
    rehearsed(bench);
    bench.run();
    assertThat(bench.failures()).hasSize(2);
    rehearsed(bench);
  }

  @Test
  void whatPeopleDecidedAboutFailuresIsLeftToTheRun() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.engine.drop(bench.plan, bench.failures().get(0));
    bench.right.faults().allowAll();
    assertThat(rehearsed(bench).open()).isEmpty();
    assertThat(asPreviewed(bench).created(Side.RIGHT)).isZero();
    assertThat(asPreviewed(bench).created(Side.RIGHT)).isZero();
    bench.left.user().set(tea, Product.NAME, "Green tea");
    assertThat(asPreviewed(bench).created(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void anUnansweredWriteIsLeftToTheRun() {
    for (Guard guard : List.of(Guard.NATIVE_KEY, Guard.MARKER)) {
      Bench bench = Bench.right(type -> type.guard(guard)).with(customers(), products());
      bench.left.user().add(customer("Ann", "ann@example.org"));
      bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
      assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
      bench.time.advance(Duration.ofMinutes(10));
      rehearsed(bench);
      bench.run();
      assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    }
  }

  @Test
  void whatIsGoneIsReadAndNothingOfItIsKept() {
    Bench bench =
        Bench.plain().with(customers().onDemand(), products().gone(Gone.DELETE), papers());
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    String tea = bench.left.user().add(product("A", "Tea"));
    asPreviewed(bench);
    bench.left.user().delete(Product.TYPE, tea);
    assertThat(asPreviewed(bench).deleted(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.failures()).extracting(Failure::kind).isEmpty();
  }

  private static Flow papers() {
    return Flow.of(Order.TYPE)
        .fields(FieldRules.of(Order.TYPE).copy(Order.NUMBER).ref(Order.CUSTOMER));
  }
}
