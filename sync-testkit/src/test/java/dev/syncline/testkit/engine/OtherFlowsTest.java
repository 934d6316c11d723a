package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two flows of one plan that meet in one type. */
class OtherFlowsTest {

  /** Groups on the left are customers on the right, too. */
  private static Flow groups() {
    return Flow.between(Category.TYPE, Customer.TYPE)
        .fields(
            FieldRules.between(Category.TYPE, Customer.TYPE)
                .with(Category.NAME, Customer.NAME, Lens.same()));
  }

  private static Bench bench() {
    return Bench.plain().with(customers(), groups());
  }

  @Test
  void whatOneFlowMadeIsNotNewToTheOther() {
    for (boolean groupsFirst : new boolean[] {false, true}) {
      Bench bench = groupsFirst ? Bench.plain().with(groups(), customers()) : bench();
      bench.left.user().add(customer("Ann", "ann@example.org"));
      bench.left.user().add(category("Wholesale"));
      bench.run();
      assertThat(values(bench.right, Customer.NAME)).containsExactlyInAnyOrder("Ann", "Wholesale");
      bench.quiet();
      String wholesale = where(bench.right, Customer.NAME, "Wholesale").id();
      bench.right.user().set(wholesale, Customer.NAME, "Retail");
      String ann = where(bench.right, Customer.NAME, "Ann").id();
      bench.right.user().set(ann, Customer.NAME, "Anna");
      bench.run();
      assertThat(values(bench.left, Category.NAME)).containsExactly("Retail");
      assertThat(values(bench.left, Customer.NAME)).containsExactly("Anna");
      bench.quiet();
    }
  }

  @Test
  void whatIsNewOnTheOtherSideIsTakenByOneFlowOnly() {
    Bench bench = bench();
    bench.run();
    bench.right.user().add(customer("Bob", "bob@example.org"));
    bench.run();
    assertThat(values(bench.left, Customer.NAME)).containsExactly("Bob");
    assertThat(bench.left.entities(Category.TYPE)).isEmpty();
    bench.quiet();
  }

  @Test
  void theCounterpartOfOneFlowIsNoMatchOfTheOther() {
    Bench bench = Bench.plain().with(customers(), groups().matchBy(Customer.NAME));
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.run();
    String group = bench.left.user().add(category("Ann"));
    bench.run();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(failure.id()).isEqualTo(group);
            });
    bench.left.user().set(group, Category.NAME, "Wholesale");
    bench.left.user().set(ann, Customer.NAME, "Anna");
    bench.run();
    assertThat(values(bench.right, Customer.NAME)).containsExactlyInAnyOrder("Anna", "Wholesale");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aLostStoreStillTellsByTheMarkersWhoseItIs() {
    Bench bench =
        Bench.of(type -> type.guard(Guard.MARKER), type -> type.guard(Guard.MARKER))
            .with(customers(), groups());
    bench.left.user().add(category("Wholesale"));
    bench.run();
    bench.store = new InMemoryLinkStore();
    bench.restart();
    bench.run();
    assertThat(bench.left.entities(Customer.TYPE)).isEmpty();
    assertThat(values(bench.right, Customer.NAME)).containsExactly("Wholesale");
    bench.quiet();
  }

  @Test
  void whatOnlyOneFlowRefusesToMakeIsLeftToTheOther() {
    Bench bench =
        Bench.plain().with(customers().createWhen(each -> each.has(Customer.EMAILS)), groups());
    bench.run();
    bench.right.user().add(customer("Wholesale"));
    bench.run();
    assertThat(bench.left.entities(Customer.TYPE)).isEmpty();
    assertThat(values(bench.left, Category.NAME)).isEqualTo(List.of("Wholesale"));
    bench.quiet();
  }

  /** Customers of the right are products on the left, too, and nothing of that comes back. */
  private static Flow offers() {
    return Flow.between(Product.TYPE, Customer.TYPE)
        .toLeft()
        .fields(
            FieldRules.between(Product.TYPE, Customer.TYPE)
                .with(Product.NAME, Customer.NAME, Lens.same()));
  }

  @Test
  void whatPeopleMadeFeedsEveryFlowThatOnlyTakesFromIt() {
    for (boolean offersFirst : new boolean[] {false, true}) {
      Bench bench = Bench.plain();
      bench = offersFirst ? bench.with(offers(), customers()) : bench.with(customers(), offers());
      bench.right.user().add(customer("Bob", "bob@example.org"));
      bench.run();
      assertThat(values(bench.left, Customer.NAME)).containsExactly("Bob");
      assertThat(values(bench.left, Product.NAME)).containsExactly("Bob");
      bench.quiet();
    }
  }

  @Test
  void whatAFlowMadeFeedsNoOther() {
    for (boolean offersFirst : new boolean[] {false, true}) {
      Bench bench = Bench.plain();
      bench = offersFirst ? bench.with(offers(), customers()) : bench.with(customers(), offers());
      bench.left.user().add(customer("Ann", "ann@example.org"));
      bench.run();
      assertThat(values(bench.right, Customer.NAME)).containsExactly("Ann");
      bench.quiet();
      assertThat(bench.left.entities(Product.TYPE)).isEmpty();
    }
  }

  @Test
  void whatWasFoundIsNobodysCreation() {
    Bench bench = Bench.plain().with(customers(), offers());
    bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.right.user().add(customer("Ann", "ann@example.org"));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(values(bench.left, Product.NAME)).containsExactly("Ann");
    bench.quiet();
  }

  @Test
  void whatFeedsAnotherFlowIsStillFoundByItsKeys() {
    Bench bench = Bench.plain().with(offers(), customers().toRight());
    bench.right.user().add(customer("Ann", "ann@example.org"));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Ann");
    bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }
}
