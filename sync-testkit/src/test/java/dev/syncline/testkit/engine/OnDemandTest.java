package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Customers change on the other side only when a document carries them. */
class OnDemandTest {

  private final Bench bench = Bench.plain().with(customers().onDemand(), orders());
  private final List<String> people = new ArrayList<>();
  private final List<String> papers = new ArrayList<>();

  private void inStep(int count) {
    for (int each = 0; each < count; each++) {
      people.add(bench.left.user().add(customer("Ann " + each, "a" + each + "@example.org")));
      papers.add(
          bench
              .left
              .user()
              .add(order("N" + each).with(Order.CUSTOMER, ref(Customer.TYPE, people.get(each)))));
    }
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(count);
    bench.run();
  }

  private String nameOf(String mail) {
    return Bench.where(bench.right, Customer.EMAILS, Set.of(mail)).require(Customer.NAME);
  }

  private static long reads(MemoryConnector system) {
    return system.faults().calls(MemoryCall.READ);
  }

  @Rule("B-065")
  @Test
  void anEditWaitsForADocumentThatCarriesIt() {
    inStep(2);
    bench.left.user().set(people.get(0), Customer.NAME, "Ann Lee");
    bench.quiet();
    assertThat(nameOf("a0@example.org")).isEqualTo("Ann 0");
    bench.left.user().set(papers.get(1), Order.COMMENT, "of another");
    bench.run();
    assertThat(nameOf("a0@example.org")).isEqualTo("Ann 0");
    bench.left.user().set(papers.get(0), Order.COMMENT, "ring first");
    bench.run();
    assertThat(nameOf("a0@example.org")).isEqualTo("Ann Lee");
    bench.quiet();
  }

  @Rule("B-065")
  @Test
  void aNewDocumentCarriesItToo() {
    inStep(1);
    bench.left.user().set(people.get(0), Customer.NAME, "Ann Lee");
    bench.left.user().add(order("M").with(Order.CUSTOMER, ref(Customer.TYPE, people.get(0))));
    bench.run();
    assertThat(nameOf("a0@example.org")).isEqualTo("Ann Lee");
    bench.quiet();
  }

  @Test
  void theOtherSidesDocumentsCarryTheirs() {
    inStep(1);
    String theirs = bench.only(bench.right, Customer.TYPE).id();
    bench.right.user().set(theirs, Customer.NAME, "Ann Lee");
    bench.right.user().set(bench.only(bench.right, Order.TYPE).id(), Order.COMMENT, "of theirs");
    bench.run();
    assertThat(bench.only(bench.left, Customer.TYPE).require(Customer.NAME)).isEqualTo("Ann Lee");
    bench.quiet();
  }

  @Test
  void manyAreReadByThePageAndTheirCounterpartsOnlyIfTheyDiffer() {
    inStep(40);
    long lefts = reads(bench.left);
    long rights = reads(bench.right);
    papers.forEach(paper -> bench.left.user().set(paper, Order.COMMENT, "ring first"));
    bench.run();
    assertThat(reads(bench.left) - lefts).as("customers").isEqualTo(1);
    assertThat(reads(bench.right) - rights).as("orders").isEqualTo(1);
    bench.quiet();
    bench.left.user().set(people.get(7), Customer.NAME, "Ann Lee");
    papers.forEach(paper -> bench.left.user().set(paper, Order.COMMENT, "ring twice"));
    bench.run();
    assertThat(reads(bench.right) - rights).as("orders twice, customers once").isEqualTo(3);
    assertThat(nameOf("a7@example.org")).isEqualTo("Ann Lee");
    bench.quiet();
  }

  @Test
  void whatTheRunHasJustBroughtIsNotReadAgain() {
    for (int each = 0; each < 20; each++) {
      String person = bench.left.user().add(customer("Ann " + each, "a" + each + "@example.org"));
      bench.left.user().add(order("N" + each).with(Order.CUSTOMER, ref(Customer.TYPE, person)));
    }
    bench.run();
    assertThat(reads(bench.left)).as("customers, once").isEqualTo(1);
    assertThat(reads(bench.right)).isZero();
    bench.run();
    assertThat(reads(bench.left)).isEqualTo(1);
  }

  @Test
  void aLostAnswerToTheDocumentDoesNotLoseItsCustomer() {
    for (MemoryFault fault : List.of(new MemoryFault.LostAfter(), new MemoryFault.LostBefore())) {
      OnDemandTest one = new OnDemandTest();
      one.inStep(1);
      one.bench.left.user().set(one.people.get(0), Customer.NAME, "Ann Lee");
      one.bench.left.user().set(one.papers.get(0), Order.COMMENT, "ring first");
      one.bench.right.faults().onNext(MemoryCall.WRITE, fault);
      one.bench.run();
      one.bench.run();
      assertThat(one.nameOf("a0@example.org")).isEqualTo("Ann Lee");
      one.bench.quiet();
    }
  }
}
