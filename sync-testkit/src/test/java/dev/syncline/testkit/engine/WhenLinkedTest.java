package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.When;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes without a reference is given it as soon as that has a counterpart. */
class WhenLinkedTest {

  private static final String KIND = "when-linked";

  private static Flow papers() {
    return Flow.of(Order.TYPE)
        .matchBy(Order.NUMBER)
        .fields(
            FieldRules.of(Order.TYPE)
                .copy(Order.NUMBER, Order.COMMENT)
                .whenLinked(Order.CUSTOMER, Direction.BOTH, When.ALWAYS));
  }

  private static Flow approved() {
    return customers().createWhen(each -> each.has(Customer.COMMENT));
  }

  private final Bench bench = Bench.plain().with(papers(), approved());
  private String ann = "";

  /** An order of a customer who does not travel yet. */
  private void without(Bench bench) {
    ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("N1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).isEmpty();
    assertThat(paper(bench).has(Order.CUSTOMER)).isFalse();
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  private static Entity paper(Bench bench) {
    return bench.only(bench.right, Order.TYPE);
  }

  private static Optional<String> customerOf(Bench bench) {
    return paper(bench).get(Order.CUSTOMER).map(each -> each.id());
  }

  private static String annThere(Bench bench) {
    return bench.only(bench.right, Customer.TYPE).id();
  }

  private static long kept(Bench bench) {
    return bench.store.scanEntries("shop", KIND, "", 100).size();
  }

  private static long reads(MemoryConnector system) {
    return system.faults().calls(MemoryCall.READ);
  }

  @Rule("B-089")
  @Test
  void itIsCarriedInTheRunInWhichWhatItNamesIsLinkedThoughNobodyEditsIt() {
    without(bench);
    bench.left.user().set(ann, Customer.COMMENT, "ok");
    bench.run();
    assertThat(customerOf(bench)).contains(annThere(bench));
    assertThat(kept(bench)).isZero();
    bench.quiet();
  }

  @Test
  void itIsCarriedTooIfTheFlowOfWhatItNamesComesFirst() {
    Bench other = Bench.plain().with(approved(), papers());
    without(other);
    other.left.user().set(ann, Customer.COMMENT, "ok");
    other.run();
    assertThat(customerOf(other)).contains(annThere(other));
    other.quiet();
  }

  @Test
  void itIsCarriedIfWhatItNamesIsFoundByMatching() {
    without(bench);
    bench.right.user().add(customer("Ann", "ann@example.org").with(Customer.COMMENT, "ok"));
    bench.run();
    assertThat(customerOf(bench)).contains(annThere(bench));
  }

  @Test
  void itIsCarriedInTheOtherDirectionToo() {
    String bob = bench.right.user().add(customer("Bob", "bob@example.org"));
    bench.right.user().add(order("N2").with(Order.CUSTOMER, ref(Customer.TYPE, bob)));
    bench.run();
    bench.right.user().set(bob, Customer.COMMENT, "ok");
    bench.run();
    assertThat(bench.only(bench.left, Order.TYPE).get(Order.CUSTOMER))
        .contains(ref(Customer.TYPE, bench.only(bench.left, Customer.TYPE).id()));
    bench.quiet();
  }

  @Test
  void nothingIsAskedForWhileNothingHasArrived() {
    without(bench);
    bench.left.user().add(customer("Bob", "bob@example.org").with(Customer.COMMENT, "ok"));
    bench.run();
    assertThat(annThere(bench)).isNotEmpty();
    long left = reads(bench.left);
    long right = reads(bench.right);
    bench.left.user().add(customer("Carl", "carl@example.org").with(Customer.COMMENT, "ok"));
    bench.run();
    assertThat(reads(bench.left)).isEqualTo(left);
    assertThat(reads(bench.right)).isEqualTo(right);
    assertThat(kept(bench)).isOne();
  }

  @Test
  void aProcessThatDiesBeforeItWasWrittenForgetsNobody() {
    for (MemoryCall call : List.of(MemoryCall.READ, MemoryCall.WRITE)) {
      Bench bench = Bench.plain().with(papers(), approved());
      without(bench);
      bench.left.user().set(ann, Customer.COMMENT, "ok");
      if (call == MemoryCall.WRITE) {
        bench
            .right
            .faults()
            .beforeNext(
                call, () -> bench.right.faults().onNext(call, new MemoryFault.KilledBefore()));
      } else {
        bench.right.faults().onNext(call, new MemoryFault.KilledBefore());
      }
      assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
      assertThat(customerOf(bench)).isEmpty();
      bench.restart();
      bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
      bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
      assertThat(customerOf(bench)).contains(annThere(bench));
      assertThat(kept(bench)).isZero();
      bench.quiet();
    }
  }

  @Test
  void aRightThatIsMissingForgetsNobody() {
    without(bench);
    bench.left.user().set(ann, Customer.COMMENT, "ok");
    bench.right.faults().onNext(MemoryCall.READ, new MemoryFault.Denied());
    assertThat(bench.run().stopped()).isNotEmpty();
    bench.run();
    assertThat(customerOf(bench)).contains(annThere(bench));
    assertThat(kept(bench)).isZero();
  }

  @Test
  void whoWasRemovedMeanwhileIsForgotten() {
    without(bench);
    bench.left.user().delete(Order.TYPE, bench.only(bench.left, Order.TYPE).id());
    bench.run();
    bench.left.user().set(ann, Customer.COMMENT, "ok");
    bench.run();
    assertThat(kept(bench)).isZero();
    long left = reads(bench.left);
    bench.quiet();
    assertThat(reads(bench.left)).isEqualTo(left);
  }

  @Test
  void aPreviewForeseesItAndKeepsNothing() {
    without(bench);
    bench.left.user().set(ann, Customer.COMMENT, "ok");
    assertThat(bench.engine.preview(bench.plan).wouldDo().updated(Side.RIGHT)).isEqualTo(1);
    assertThat(kept(bench)).isOne();
    assertThat(customerOf(bench)).isEmpty();
  }
}
