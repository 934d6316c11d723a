package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Proposal;
import dev.syncline.ProposedPair;
import dev.syncline.ProposedPair.How;
import dev.syncline.Relinked;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.MarkerText;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkRow;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pairs are looked at before they are linked, and found again after a lost store. */
class ProposalTest {

  private static final Flow NAMED =
      products().marker(Side.RIGHT, Product.EXTERNAL_CODE, MarkerText.of("left:"));

  private static Bench marking(Flow... flows) {
    return Bench.of(type -> type.guard(Guard.MARKER), type -> type.guard(Guard.MARKER)).with(flows);
  }

  private static void loseStore(Bench bench) {
    bench.store = new InMemoryLinkStore();
    bench.restart();
  }

  private static List<LinkRow> links(Bench bench, String flow) {
    return bench.store.scanLinks("shop", flow, "", 100);
  }

  private static List<String> keys(Bench bench, String flow) {
    return links(bench, flow).stream().map(LinkRow::key).toList();
  }

  @Test
  void whatIsMarkedEqualOrEqualInItsNormalFormIsToldApart() {
    Bench bench = marking(products(), customers());
    String tea = bench.linked("Tea");
    String made = bench.only(bench.right, Product.TYPE).id();
    String oil = bench.left.user().add(product("B", "Oil"));
    String sameOil = bench.right.user().add(product("B", "Oil"));
    String ann = bench.left.user().add(customer("Ann", "ann@example.org", "a@example.org"));
    String sameAnn = bench.right.user().add(customer("Ann", "ann@example.org"));
    String bob = bench.left.user().add(customer("Bob", "BOB@example.org"));
    String sameBob = bench.right.user().add(customer("Bob", "bob@example.org"));
    String cid = bench.left.user().add(phoned("Cid", "+7 (903) 111-22-33"));
    String sameCid = bench.right.user().add(phoned("Cid", "+79031112233"));
    loseStore(bench);

    Proposal proposal = bench.engine.match(bench.plan);

    assertThat(proposal.pairs())
        .containsExactlyInAnyOrder(
            new ProposedPair("product", tea, made, How.MARKED, "marker on the right"),
            new ProposedPair("product", oil, sameOil, How.EXACT, "sku"),
            new ProposedPair("customer", ann, sameAnn, How.EXACT, "emails"),
            new ProposedPair("customer", bob, sameBob, How.NORMALISED, "emails"),
            new ProposedPair("customer", cid, sameCid, How.NORMALISED, "phones"));
    assertThat(proposal.found(How.NORMALISED)).isEqualTo(2);
    assertThat(proposal.morePairs()).isZero();
    assertThat(proposal.stopped()).isEmpty();
  }

  private static Entity phoned(String name, String phone) {
    return customer(name).with(Customer.PHONES, Set.of(phone));
  }

  @Test
  void whatAFieldNamesIsToldByThatField() {
    Bench bench = Bench.plain().with(NAMED);
    String tea = bench.left.user().add(product("A", "Tea"));
    String other =
        bench.right.user().add(product("B", "Tea").with(Product.EXTERNAL_CODE, "left:" + tea));
    assertThat(bench.engine.match(bench.plan).pairs())
        .containsExactly(new ProposedPair("product", tea, other, How.MARKED, "external_code"));
  }

  @Test
  void whatIsDoubtfulIsNamedWithItsCandidatesAndTheRestIsCounted() {
    Bench bench = Bench.plain().with(products());
    String tea = bench.left.user().add(product("A", "Tea"));
    String one = bench.right.user().add(product("A", "Tea"));
    String two = bench.right.user().add(product("A", "Tea"));
    bench.left.user().add(product("B", "Oil"));
    bench.left.user().add(product("C", "Salt"));
    bench.right.user().add(product("D", "Rice"));

    Proposal proposal = bench.engine.match(bench.plan);

    assertThat(proposal.pairs()).isEmpty();
    assertThat(proposal.doubtful()).allMatch(each -> each.kind() == Failure.Kind.AMBIGUOUS);
    assertThat(proposal.doubtful())
        .filteredOn(each -> each.side() == Side.LEFT && each.id().equals(tea))
        .singleElement()
        .satisfies(each -> assertThat(each.candidates()).containsExactlyInAnyOrder(one, two));
    assertThat(proposal.unmatched("product", Side.LEFT)).isEqualTo(2);
    assertThat(proposal.unmatched("product", Side.RIGHT)).isEqualTo(1);
  }

  @Test
  void aProposalWritesNothingAnywhere() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("A", "Tee"));
    bench.left.user().add(product("B", "Oil"));
    bench.engine.match(bench.plan);
    assertThat(bench.writeCalls()).isZero();
    assertThat(links(bench, "product")).isEmpty();
    assertThat(bench.store.scanEntries("shop", "cursor", "", 10)).isEmpty();
  }

  @Test
  void everyPairIsGivenOnceHoweverManySlicesThereAre() {
    Bench bench = inSlices();
    List<ProposedPair> all = new ArrayList<>();
    Proposal proposal = bench.engine.match(bench.plan, all::add);
    assertThat(all).hasSize(30).doesNotHaveDuplicates().isEqualTo(proposal.pairs());
    assertThat(proposal.unmatched()).isEmpty();
  }

  private static Bench inSlices() {
    Bench bench = Bench.plain().with(products());
    bench.engine = TestEngine.inSlices(4, bench.time, bench.store, bench.heard);
    for (int each = 0; each < 30; each++) {
      bench.left.user().add(product("A" + each, "Tea"));
      bench.right.user().add(product("A" + (29 - each), "Tea"));
    }
    return bench;
  }

  @Test
  void whatIsLinkedBeforeTheFirstRunIsAFoundPairForIt() {
    Bench bench = Bench.plain().with(products());
    String tea = bench.left.user().add(product("A", "Tea"));
    String black = bench.right.user().add(product("Z", "Black tea"));
    ProposedPair pair = new ProposedPair("product", tea, black, How.EXACT, "a person");
    assertThat(bench.engine.link(bench.plan, List.of(pair, pair))).isEqualTo(1);
    RunReport report = bench.run();
    assertThat(report.created(Side.LEFT) + report.created(Side.RIGHT)).isZero();
    assertThat(report.failed()).isZero();
    assertThat(bench.right.entity(Product.TYPE, black).require(Product.NAME))
        .isEqualTo("Black tea");
    bench.left.user().set(tea, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, black).require(Product.NAME))
        .isEqualTo("Green tea");
    bench.quiet();
    assertThat(bench.engine.link(bench.plan, List.of(pair))).isZero();
  }

  @Test
  void aDoubtThatIsLinkedAfterARunIsSettledByTheNext() {
    Bench bench = Bench.plain().with(products());
    String tea = bench.left.user().add(product("A", "Tea"));
    String one = bench.right.user().add(product("A", "Tea"));
    String two = bench.right.user().add(product("A", "Tea"));
    bench.run();
    assertThat(bench.failures()).isNotEmpty();
    bench.right.user().delete(Product.TYPE, two);
    bench.engine.link(bench.plan, List.of(new ProposedPair("product", tea, one, How.EXACT, "sku")));
    bench.run();
    assertThat(bench.failures()).noneMatch(each -> each.id().equals(tea) || each.id().equals(one));
    assertThat(links(bench, "product").get(0).id(Side.RIGHT)).contains(one);
    bench.quiet();
  }

  @Test
  void aPairThatIsRejectedIsNoneForEver() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("A", "Teapot"));
    ProposedPair pair = bench.engine.match(bench.plan).pairs().get(0);
    bench.engine.reject(bench.plan, pair);
    bench.restart();
    Proposal proposal = bench.engine.match(bench.plan);
    assertThat(proposal.pairs()).isEmpty();
    assertThat(proposal.unmatched("product", Side.LEFT)).isEqualTo(1);
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isZero();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    bench.quiet();
    assertThat(bench.engine.match(bench.plan).pairs()).isEmpty();
  }

  @Test
  void aRejectedPairIsNotFoundByASearchEither() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.run();
    String other = bench.right.user().add(product("A", "Teapot"));
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.engine.reject(bench.plan, new ProposedPair("product", tea, other, How.EXACT, "sku"));
    bench.run();
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.right.entity(Product.TYPE, other).require(Product.NAME)).isEqualTo("Teapot");
  }

  @Test
  void whoIsLeftWhenAllOthersAreRejectedIsInNoDoubt() {
    Bench bench = Bench.plain().with(products().toRight());
    String tea = bench.left.user().add(product("A", "Tea"));
    String one = bench.right.user().add(product("A", "Tea"));
    String two = bench.right.user().add(product("A", "Tea"));
    bench.engine.reject(bench.plan, new ProposedPair("product", tea, one, How.EXACT, "sku"));
    assertThat(bench.engine.match(bench.plan).pairs())
        .containsExactly(new ProposedPair("product", tea, two, How.EXACT, "sku"));
  }

  @Test
  void aRejectionIsTakenBackByALink() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("A", "Tea"));
    ProposedPair pair = bench.engine.match(bench.plan).pairs().get(0);
    bench.engine.reject(bench.plan, pair);
    assertThat(bench.engine.link(bench.plan, List.of(pair))).isEqualTo(1);
    assertThat(bench.store.scanEntries("shop", "rejected", "", 10)).isEmpty();
    assertThat(bench.run().writes()).isZero();
    assertThatThrownBy(() -> bench.engine.reject(bench.plan, pair))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("linked already");
  }

  @Test
  void whatNamesItsCounterpartIsNotRejected() {
    Bench bench = marking(products());
    bench.linked("Tea");
    loseStore(bench);
    ProposedPair pair = bench.engine.match(bench.plan).pairs().get(0);
    assertThatThrownBy(() -> bench.engine.reject(bench.plan, pair))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names the other");
    assertThatThrownBy(
            () ->
                bench.engine.link(
                    bench.plan, List.of(new ProposedPair("deal", "1", "2", How.EXACT, "title"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deal");
  }

  @Test
  void aRejectionIsForgottenWithItsEntity() {
    Bench bench = Bench.plain().with(products());
    for (String sku : List.of("A", "B")) {
      bench.left.user().add(product(sku, "Tea"));
      bench.right.user().add(product(sku, "Tea"));
    }
    List<ProposedPair> pairs = bench.engine.match(bench.plan).pairs();
    pairs.forEach(each -> bench.engine.reject(bench.plan, each));
    bench.engine.engine().erase(bench.plan, Product.TYPE, Side.RIGHT, pairs.get(0).rightId());
    assertThat(bench.store.scanEntries("shop", "rejected", "", 10))
        .singleElement()
        .satisfies(left -> assertThat(left.key()).contains(pairs.get(1).leftId()));
    bench.engine.engine().erase(bench.plan);
    assertThat(bench.store.scanEntries("shop", "rejected", "", 10)).isEmpty();
  }

  @Test
  void aLostStoreIsFoundAgainByMarkersAndKeysWithoutAWrite() {
    Bench bench = marking(products(), customers());
    bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.right.user().add(customer("Ann", "Ann@example.org"));
    bench.run();
    bench.quiet();
    List<String> before = keys(bench, "product");
    loseStore(bench);
    long writes = bench.writeCalls();

    Relinked relinked = bench.engine.relink(bench.plan);

    assertThat(relinked.byMarker()).isEqualTo(1);
    assertThat(relinked.byKey()).isEqualTo(1);
    assertThat(relinked.doubtful()).isEmpty();
    assertThat(relinked.unmatched()).isEmpty();
    assertThat(keys(bench, "product")).isEqualTo(before).hasSize(1);
    RunReport report = bench.run();
    assertThat(report.flows().get("product").linked()).isZero();
    assertThat(report.failed()).isZero();
    assertThat(bench.writeCalls()).isEqualTo(writes);
    bench.quiet();
  }

  @Test
  void aMarkedPairThatIsLinkedByHandIsTheSameLinkAgain() {
    Bench bench = marking(products());
    bench.linked("Tea");
    List<String> before = keys(bench, "product");
    loseStore(bench);
    bench.engine.link(bench.plan, bench.engine.match(bench.plan).pairs());
    assertThat(keys(bench, "product")).isEqualTo(before);
    assertThat(bench.run().writes()).isZero();
  }

  @Test
  void aRelinkMakesNothingAndKeepsItsDoubtsForAPerson() {
    Bench bench = Bench.plain().with(products());
    String tea = bench.left.user().add(product("A", "Tea"));
    String one = bench.right.user().add(product("A", "Tea"));
    bench.right.user().add(product("A", "Tea"));
    bench.left.user().add(product("B", "Oil"));

    Relinked relinked = bench.engine.relink(bench.plan);

    assertThat(bench.writeCalls()).isZero();
    assertThat(relinked.linked()).isZero();
    assertThat(relinked.unmatched("product", Side.LEFT)).isEqualTo(1);
    assertThat(bench.failures()).containsExactlyInAnyOrderElementsOf(relinked.doubtful());
    Failure doubt =
        bench.failures().stream().filter(each -> each.id().equals(tea)).findFirst().orElseThrow();
    bench.engine.choose(bench.plan, doubt, one);
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.failures()).noneMatch(each -> each.id().equals(tea));
  }

  @Test
  void aRelinkInSlicesLeavesTheNextRunNothingToWrite() {
    Bench bench = inSlices();
    assertThat(bench.engine.relink(bench.plan).byKey()).isEqualTo(30);
    assertThat(bench.run().writes()).isZero();
    bench.quiet();
    assertThat(bench.writeCalls()).isZero();
  }

  @Test
  void noValueIsInWhatIsToldOrKept() {
    Bench bench = Bench.plain().with(customers());
    bench.left.user().add(customer("Zebedee", "zebedee@example.org"));
    bench.right.user().add(customer("Zebedee", "Zebedee@example.org"));
    bench.left.user().add(customer("Yolanda", "yolanda@example.org"));
    bench.right.user().add(customer("Yolanda", "yolanda@example.org"));
    bench.right.user().add(customer("Yolanda", "yolanda@example.org"));
    Proposal proposal = bench.engine.match(bench.plan);
    bench.engine.reject(bench.plan, proposal.pairs().get(0));
    Relinked relinked = bench.engine.relink(bench.plan);
    bench.engine.link(bench.plan, proposal.pairs());
    StringBuilder all = new StringBuilder();
    all.append(proposal).append(proposal.pairs()).append(proposal.doubtful()).append(relinked);
    links(bench, "customer")
        .forEach(row -> all.append(new String(row.body(), StandardCharsets.ISO_8859_1)));
    for (String kind : List.of("rejected", "failure")) {
      bench
          .store
          .scanEntries("shop", kind, "", 100)
          .forEach(
              entry ->
                  all.append(entry.key())
                      .append(new String(entry.body(), StandardCharsets.ISO_8859_1)));
    }
    assertThat(proposal.toString()).startsWith("1 pairs, 1 normalised; 3 doubtful");
    assertThat(relinked.toString()).startsWith("0 linked, ");
    assertThat(proposal.pairs().get(0).toString()).endsWith(", normalised by emails");
    assertThat(all.toString()).doesNotContainIgnoringCase("zebedee");
    assertThat(all.toString()).doesNotContainIgnoringCase("yolanda");
  }
}
