package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.categories;
import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Ambiguity;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchingTest {

  @Test
  void whatIsThereOnBothSidesIsLinkedAndNotMadeTwice() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(report.writes()).isZero();
    assertThat(report.flows().get("product").linked()).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void wholeEnumerationsAreMatchedInHandWithoutASearch() {
    Bench bench = Bench.plain().with(products());
    for (int each = 0; each < 250; each++) {
      bench.left.user().add(product("A" + each, "Tea"));
      bench.right.user().add(product("A" + each, "Tea"));
    }
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(250);
    assertThat(bench.left.faults().calls(MemoryCall.FIND)).isZero();
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isZero();
  }

  @Test
  void whatIsNewLaterIsLookedForOnTheOtherSide() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.run();
    bench.right.user().add(product("A", "Tea"));
    bench.left.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isEqualTo(1);
  }

  @Test
  void theFirstKeyThatHitsDecides() {
    Bench bench = Bench.plain().with(customers().toRight());
    bench.run();
    String byMail = bench.right.user().add(customer("by mail", "ann@example.org"));
    String byTax =
        bench
            .right
            .user()
            .add(customer("by tax", "other@example.org").with(Customer.TAX_NUMBER, "7707"));
    String ann =
        bench.left.user().add(customer("Ann", "ann@example.org").with(Customer.TAX_NUMBER, "7707"));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(2);
    bench.left.user().set(ann, Customer.NAME, "Ann A.");
    bench.run();
    assertThat(bench.right.entity(Customer.TYPE, byTax).require(Customer.NAME)).isEqualTo("Ann A.");
    assertThat(bench.right.entity(Customer.TYPE, byMail).require(Customer.NAME))
        .isEqualTo("by mail");
  }

  @Test
  void eachKeyIsTriedInItsTurn() {
    Bench bench = Bench.plain().with(customers().toRight());
    bench.run();
    bench
        .right
        .user()
        .add(customer("by phone").with(Customer.PHONES, Set.of("+7 (903) 111-22-33")));
    bench
        .left
        .user()
        .add(customer("Ann", "ann@example.org").with(Customer.PHONES, Set.of("+79031112233")));
    RunReport report = bench.run();
    assertThat(report.flows().get("customer").linked()).isEqualTo(1);
    assertThat(report.created(Side.RIGHT)).isZero();
  }

  @Test
  void emailsMatchWithoutCaseAndByAnyOfThem() {
    Bench bench = Bench.plain().with(customers());
    bench.left.user().add(customer("Ann", "ANN@Example.org", "a@example.org"));
    bench.right.user().add(customer("Ann", "ann@example.org", "b@example.org"));
    RunReport report = bench.run();
    assertThat(report.flows().get("customer").linked()).isEqualTo(1);
    assertThat(bench.only(bench.right, Customer.TYPE).require(Customer.EMAILS)).hasSize(3);
    bench.run();
    assertThat(bench.only(bench.left, Customer.TYPE).require(Customer.EMAILS)).hasSize(3);
    bench.quiet();
  }

  @Test
  void aKeyOfNameWithinSectionIsComparedInTheOtherSidesTerms() {
    Flow flow =
        products()
            .fields(
                FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU).ref(Product.CATEGORY))
            .matchByAll(Product.NAME, Product.CATEGORY);
    Bench bench = Bench.plain().with(categories().matchBy(Category.NAME), flow);
    for (Side side : Side.values()) {
      String hot = bench.on(side).user().add(category("hot"));
      String cold = bench.on(side).user().add(category("cold"));
      bench
          .on(side)
          .user()
          .add(
              Entity.of(Product.TYPE, "")
                  .with(Product.NAME, "Tea")
                  .with(Product.CATEGORY, ref(Category.TYPE, hot)));
      bench
          .on(side)
          .user()
          .add(
              Entity.of(Product.TYPE, "")
                  .with(Product.NAME, "Tea")
                  .with(Product.CATEGORY, ref(Category.TYPE, cold)));
    }
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(2);
    assertThat(report.writes()).isZero();
    bench.quiet();
  }

  @Test
  void aCompoundKeyIsSearchedForToo() {
    Flow flow =
        products()
            .toRight()
            .fields(FieldRules.of(Product.TYPE).copy(Product.NAME).ref(Product.CATEGORY))
            .matchByAll(Product.NAME, Product.CATEGORY);
    Bench bench = Bench.plain().with(categories().matchBy(Category.NAME), flow);
    bench.run();
    String hot = bench.left.user().add(category("hot"));
    String theirs = bench.right.user().add(category("hot"));
    bench.right.user().add(product("R", "Tea").with(Product.CATEGORY, ref(Category.TYPE, theirs)));
    bench.left.user().add(product("L", "Tea").with(Product.CATEGORY, ref(Category.TYPE, hot)));
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void severalHitsAreParkedForAPerson() {
    Bench bench = Bench.plain().with(products().toRight());
    String one = bench.right.user().add(product("A", "one"));
    String two = bench.right.user().add(product("A", "two"));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(product("B", "Coffee"));
    RunReport report = bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(3);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(f.id()).isEqualTo(left);
              assertThat(f.reason()).contains(one).contains(two);
            });
  }

  @Test
  void aParkedEntityIsMatchedOnceAPersonRemovedTheSecondHit() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.run();
    bench.right.user().add(product("A", "one"));
    String two = bench.right.user().add(product("A", "two"));
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    bench.right.user().delete(Product.TYPE, two);
    bench.engine.retry(bench.plan, bench.failures().get(0));
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(1);
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void severalHitsMayBeDecidedByAge() {
    Bench bench = Bench.plain().with(products().toRight().several(Ambiguity.OLDEST));
    String one = bench.right.user().add(product("A", "one").with(Product.DESCRIPTION, "mine"));
    bench.right.user().add(product("A", "two"));
    bench.left.user().add(product("A", "one").with(Product.EXTERNAL_CODE, "x"));
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.failures()).isEmpty();
    bench.left.user().set(bench.only(bench.left, Product.TYPE).id(), Product.NAME, "changed");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, one).require(Product.NAME)).isEqualTo("changed");
  }

  @Test
  void severalHitsMayBeIgnoredForANewOne() {
    Bench bench = Bench.plain().with(products().toRight().several(Ambiguity.MAKE_NEW));
    bench.right.user().add(product("A", "one"));
    bench.right.user().add(product("A", "two"));
    bench.left.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(3);
    bench.quiet();
  }

  @Test
  void twoOfOneSideThatMatchOneOfTheOtherAreNotBothLinked() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.right.user().add(product("A", "Tea"));
    bench.left.user().add(product("A", "one"));
    bench.left.user().add(product("A", "two"));
    RunReport report = bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(report.flows().get("product").linked()).isLessThanOrEqualTo(1);
    assertThat(bench.failures()).isNotEmpty().allMatch(f -> f.kind() == Failure.Kind.AMBIGUOUS);
  }

  @Test
  void aFoundPairKeepsWhatDiffersAndFillsWhatIsEmpty() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "left name").with(Product.DESCRIPTION, "from left"));
    bench.right.user().add(product("A", "right name"));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    assertThat(right.require(Product.NAME)).isEqualTo("right name");
    assertThat(right.require(Product.DESCRIPTION)).isEqualTo("from left");
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.NAME)).isEqualTo("left name");
    bench.quiet();
    bench.right.user().set(right.id(), Product.NAME, "newer name");
    bench.run();
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.NAME)).isEqualTo("newer name");
  }

  @Test
  void aFoundPairMayBeKeptAsItIs() {
    Bench bench = Bench.plain().with(products().found(Arrival.KEEP));
    bench.left.user().add(product("A", "left name").with(Product.DESCRIPTION, "from left"));
    bench.right.user().add(product("A", "right name"));
    assertThat(bench.run().writes()).isZero();
    bench.quiet();
  }

  @Test
  void aFoundPairMayTakeOneSidesValues() {
    Bench bench = Bench.plain().with(products().found(Arrival.FROM_RIGHT));
    bench.left.user().add(product("A", "left name").with(Product.DESCRIPTION, "from left"));
    bench.right.user().add(product("A", "right name"));
    bench.run();
    Entity left = bench.only(bench.left, Product.TYPE);
    assertThat(left.require(Product.NAME)).isEqualTo("right name");
    assertThat(left.has(Product.DESCRIPTION)).isFalse();
    bench.quiet();
  }

  @Test
  void aSearchThatLagsIsAskedAllTheSame() {
    Bench bench =
        Bench.right(type -> type.searchLag(Duration.ofSeconds(15))).with(products().toRight());
    bench.right.user().add(product("A", "Tea"));
    bench.time.advance(Duration.ofMinutes(1));
    bench.left.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void aHitThatIsLinkedAlreadyIsNotTakenAway() {
    Bench bench = Bench.right(MemoryType::tellsWhatItHolds).with(customers().toRight());
    bench.left.user().add(customer("Ann", "family@example.org"));
    bench.run();
    bench.left.user().add(customer("Bob", "family@example.org"));
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isZero();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(Failure.Kind.AMBIGUOUS));
  }

  @Test
  void severalHitsAtHandOnBothSidesMakeNoDoubleOnEither() {
    for (boolean whole : new boolean[] {true, false}) {
      Bench bench = Bench.plain().with(products());
      if (!whole) {
        bench.run();
      }
      bench.left.user().add(product("A", "Tea"));
      bench.right.user().add(product("A", "one"));
      bench.right.user().add(product("A", "two"));
      RunReport report = bench.run();
      assertThat(report.writes()).isZero();
      assertThat(bench.failures())
          .hasSize(3)
          .allMatch(failure -> failure.kind() == Failure.Kind.AMBIGUOUS);
    }
  }

  @Test
  void theOldestOfSeveralIsTakenAndTheOthersMakeNoDoubles() {
    Bench bench = Bench.plain().with(products().several(Ambiguity.OLDEST));
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("A", "Tea"));
    bench.right.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isEqualTo(1);
    assertThat(report.writes()).isZero();
    assertThat(bench.failures()).hasSize(1);
  }

  @Test
  void whatAConditionKeepsOutIsNotReportedAsAmbiguous() {
    Bench bench = Bench.plain().with(products().toRight().createWhen(product -> false));
    bench.right.user().add(product("A", "one"));
    bench.right.user().add(product("A", "two"));
    bench.left.user().add(product("A", "Tea"));
    assertThat(bench.run().failed()).isZero();
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void sectionsOfOneNameUnderNewParentsAreNeitherTwinsNorRoots() {
    Flow flow =
        Flow.of(Category.TYPE)
            .matchByAll(Category.NAME, Category.PARENT)
            .matchByWithout(Category.NAME, Category.PARENT)
            .fields(FieldRules.of(Category.TYPE).copy(Category.NAME).ref(Category.PARENT));
    for (boolean whole : new boolean[] {true, false}) {
      Bench bench = Bench.plain().with(flow);
      bench.right.user().add(category("misc"));
      if (!whole) {
        bench.run();
      }
      for (String name : new String[] {"hot", "cold"}) {
        String parent = bench.left.user().add(category(name));
        bench.left.user().add(category("misc").with(Category.PARENT, ref(Category.TYPE, parent)));
      }
      bench.run();
      assertThat(bench.failures()).isEmpty();
      assertThat(bench.right.entities(Category.TYPE)).hasSize(5);
      assertThat(bench.left.entities(Category.TYPE)).hasSize(5);
      bench.quiet();
    }
  }
}
