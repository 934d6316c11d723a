package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.categories;
import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.MarkerText;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one mechanism does where another has its hands on the same entity. */
class InterplayTest {

  private static Flow marked() {
    return products().marker(Side.RIGHT, Product.EXTERNAL_CODE, MarkerText.of("left:"));
  }

  private static long failuresKept(Bench bench) {
    return bench.store.scanEntries("shop", "failure", "", 100).size();
  }

  private static List<String> linked(Bench bench, int pairs) {
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < pairs; each++) {
      ids.add(bench.left.user().add(product("A" + each, "Tea " + each)));
    }
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    return ids;
  }

  @Test
  void aBrakeIsReleasedAndNotPutAway() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    linked(bench, 100).subList(0, 30).forEach(id -> bench.left.user().delete(Product.TYPE, id));
    bench.run();
    Failure braked = bench.failures().get(0);
    assertThatThrownBy(() -> bench.engine.drop(bench.plan, braked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine.release(plan, \"product\")");
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(100);
    assertThat(bench.failures()).hasSize(1);
  }

  @Test
  void whatWasPutAwayAndIsThenDeletedEndsLikeAnyOther() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    List<String> ids = linked(bench, 100);
    bench.right.faults().refuse(Write.Update.class::isInstance, Refusal.Code.INVALID);
    bench.left.user().set(ids.get(0), Product.NAME, "Green tea");
    bench.run();
    bench.engine.drop(bench.plan, bench.failures().get(0));
    bench.run();
    ids.subList(0, 30).forEach(id -> bench.left.user().delete(Product.TYPE, id));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(100);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(each -> assertThat(each.kind()).isEqualTo(Failure.Kind.BRAKED));
    bench.engine.release(bench.plan, "product");
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(70);
    assertThat(bench.failures()).isEmpty();
    assertThat(failuresKept(bench)).isZero();
  }

  @Test
  void theChosenCounterpartIsGivenTheMarker() {
    Bench bench = Bench.plain().with(marked());
    bench.right.user().add(product("A", "one"));
    String two = bench.right.user().add(product("A", "two"));
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Failure failure =
        bench.failures().stream()
            .filter(each -> each.side() == Side.LEFT)
            .findFirst()
            .orElseThrow();
    bench.engine.choose(bench.plan, failure, two);
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, two).get(Product.EXTERNAL_CODE))
        .contains("left:" + tea);
    assertThat(Bench.values(bench.right, Product.EXTERNAL_CODE)).hasSize(1);
  }

  @Test
  void ofTwoThatNameOneThePersonMayPutBothAwayUntilOneNamesItNoMore() {
    Bench bench = Bench.plain().with(marked().toRight());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Entity made = bench.only(bench.right, Product.TYPE);
    String copy = bench.right.user().add(made.with(Product.NAME, "Tea, copied"));
    bench.run();
    assertThat(bench.failures()).hasSize(2);
    bench.failures().forEach(each -> bench.engine.drop(bench.plan, each));
    bench.run();
    assertThat(bench.failures()).isEmpty();
    bench.left.user().set(left, Product.NAME, "Green tea");
    RunReport report = bench.run();
    assertThat(report.failed()).as(report.toString()).isZero();
    assertThat(Bench.values(bench.right, Product.NAME)).doesNotContain("Green tea");
    bench.right.user().clear(copy, Product.EXTERNAL_CODE);
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, made.id()).require(Product.NAME))
        .isEqualTo("Green tea");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void theMarkerOfWhatWasDeletedIsNoReasonToMakeItAgain() {
    Bench bench = Bench.plain().with(marked());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.left.user().delete(Product.TYPE, left);
    bench.run();
    bench.right.user().set(right, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.left.entities(Product.TYPE)).isEmpty();
    bench.right.user().clear(right, Product.EXTERNAL_CODE);
    bench.quiet();
    assertThat(bench.left.entities(Product.TYPE)).isEmpty();
  }

  @Test
  void aCounterpartThatWasDeletedIsNotMadeAgainForItsMarker() {
    Bench bench =
        Bench.plain()
            .with(marked().marker(Side.LEFT, Product.EXTERNAL_CODE, MarkerText.of("right:")));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.left.user().set(left, Product.EXTERNAL_CODE, "right:R99");
    bench.quiet();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
  }

  @Test
  void aDeletedCustomerOnDemandEndsItsPairAndHoldsNoDocument() {
    Bench bench = Bench.plain().with(customers().onDemand().gone(Gone.UNLINK), orders());
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    String paper = bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench.run();
    bench.run();
    bench.left.user().delete(Customer.TYPE, ann);
    bench.run();
    bench.left.user().clear(paper, Order.CUSTOMER);
    bench.left.user().set(paper, Order.COMMENT, "ring first");
    bench.run();
    Entity there = bench.only(bench.right, Order.TYPE);
    assertThat(there.require(Order.COMMENT)).isEqualTo("ring first");
    assertThat(there.has(Order.CUSTOMER)).isFalse();
    assertThat(bench.left.entities(Customer.TYPE)).isEmpty();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void whatWasArchivedForItsCounterpartsSakeDoesNotTravelBack() {
    Flow flow =
        Flow.of(Category.TYPE)
            .fields(FieldRules.of(Category.TYPE).copy(Category.NAME, Category.ARCHIVED))
            .goneArchives(Category.ARCHIVED);
    for (Side side : Side.values()) {
      Bench bench = Bench.plain().with(flow);
      String tea = bench.on(side).user().add(category("Tea"));
      bench.on(side).user().add(category("Mugs"));
      bench.run();
      bench.on(side).user().delete(Category.TYPE, tea);
      RunReport report = bench.run();
      assertThat(report.archived(side.other())).isEqualTo(1);
      assertThat(bench.on(side).entities(Category.TYPE)).hasSize(1);
      bench.quiet();
      String there = Bench.where(bench.on(side.other()), Category.NAME, "Tea").id();
      bench.on(side.other()).user().set(there, Category.NAME, "Green tea");
      bench.on(side.other()).user().set(there, Category.ARCHIVED, false);
      bench.quiet();
      assertThat(bench.on(side).entities(Category.TYPE)).hasSize(1);
    }
  }

  @Test
  void whatPeopleArchiveTravelsAndEndsNoPair() {
    Flow flow =
        categories()
            .fields(FieldRules.of(Category.TYPE).copy(Category.NAME, Category.ARCHIVED))
            .goneArchives(Category.ARCHIVED);
    Bench bench = Bench.plain().with(flow);
    String tea = bench.left.user().add(category("Tea"));
    bench.run();
    bench.left.user().set(tea, Category.ARCHIVED, true);
    bench.run();
    Entity there = bench.only(bench.right, Category.TYPE);
    assertThat(there.require(Category.ARCHIVED)).isTrue();
    bench.right.user().set(there.id(), Category.ARCHIVED, false);
    bench.run();
    assertThat(bench.left.entity(Category.TYPE, tea).require(Category.ARCHIVED)).isFalse();
    bench.quiet();
  }
}
