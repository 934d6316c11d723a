package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Ambiguity;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A vendor that does not say that it found everything. */
class IncompleteSearchTest {

  private static Bench bench(Flow flow) {
    Bench bench = Bench.right(type -> type.unsure(Customer.PHONES)).with(flow.toRight());
    bench.run();
    return bench;
  }

  private static Entity ann() {
    return customer("Ann").with(Customer.PHONES, Set.of("+7 903 111-22-33"));
  }

  @Test
  void nothingFoundIsNotTheSameAsAbsent() {
    Bench bench = bench(customers());
    bench.left.user().add(ann());
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).isEmpty();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.WAITING);
              assertThat(failure.reason()).isEqualTo("SEARCH_INCOMPLETE");
            });
  }

  @Test
  void theOnlyHitThatIsShownIsNotTheOnlyOne() {
    Bench bench = bench(customers());
    String shown = bench.right.user().add(ann());
    bench.left.user().add(ann());
    RunReport report = bench.run();
    assertThat(report.flows().get("customer").linked()).isZero();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(failure.reason()).isEqualTo("matches 1, perhaps more: [" + shown + "]");
            });
  }

  @Test
  void aWeakerKeyIsNotAskedWhereABetterOneMayHaveMissedSomething() {
    Bench bench = bench(customers().matchBy(Customer.NAME));
    bench.right.user().add(customer("Ann"));
    bench.left.user().add(ann());
    assertThat(bench.run().flows().get("customer").linked()).isZero();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
  }

  @Test
  void aBetterKeyThatHitsDecidesBefore() {
    Bench bench = bench(customers());
    bench.right.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(ann().with(Customer.EMAILS, Set.of("ann@example.org")));
    assertThat(bench.run().flows().get("customer").linked()).isEqualTo(1);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void aTrustedKeyCountsAllTheSame() {
    Bench bench = bench(customers().trusting(Customer.PHONES));
    bench.right.user().add(ann());
    bench.left.user().add(ann());
    bench.left.user().add(customer("Bob").with(Customer.PHONES, Set.of("+7 903 444-55-66")));
    RunReport report = bench.run();
    assertThat(report.flows().get("customer").linked()).isEqualTo(1);
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aFlowThatMakesNewOnesInDoubtMakesOne() {
    Bench bench = bench(customers().several(Ambiguity.MAKE_NEW));
    bench.left.user().add(ann());
    assertThat(bench.run().created(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }
}
