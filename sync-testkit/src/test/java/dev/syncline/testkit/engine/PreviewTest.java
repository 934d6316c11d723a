package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.EntityDiff;
import dev.syncline.EntityDiff.Action;
import dev.syncline.Failure;
import dev.syncline.Gone;
import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a run would do, entity by entity, against what it then does. */
class PreviewTest {

  private static Bench mixed() {
    Bench bench =
        Bench.plain().with(products().gone(Gone.DELETE), customers().onDemand(), orders());
    for (int each = 0; each < 7; each++) {
      bench.left.user().add(product("L" + each, "Tea " + each));
      bench.right.user().add(product("R" + each, "Mug " + each));
      bench.left.user().add(product("B" + each, "Both " + each).with(Product.DESCRIPTION, "new"));
      bench.right.user().add(product("B" + each, "Both " + each));
    }
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("1", line("x", 1)).with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    return bench;
  }

  /** Everything on one side, by type and id. */
  private static Map<Entity, Entity> world(Bench bench, Side side) {
    Map<Entity, Entity> all = new LinkedHashMap<>();
    bench.on(side).entityTypes().stream()
        .flatMap(type -> bench.on(side).entities(type).stream())
        .forEach(each -> all.put(Entity.of(each.type(), each.id()), each));
    return all;
  }

  /** The preview's diffs, side by side with what the run really changed. */
  private static void diffsAreWhatTheRunDoes(Bench bench) {
    var contents = bench.contents();
    Map<Side, Map<Entity, Entity>> before =
        Map.of(Side.LEFT, world(bench, Side.LEFT), Side.RIGHT, world(bench, Side.RIGHT));
    long writes = bench.writeCalls();
    Preview preview = bench.engine.preview(bench.plan);
    assertThat(bench.contents()).isEqualTo(contents);
    assertThat(bench.writeCalls()).isEqualTo(writes);
    RunReport report = bench.run();
    List<String> told = new ArrayList<>();
    preview.diffs().stream()
        .filter(diff -> diff.action() != Action.MATCH)
        .forEach(diff -> told.add(told(diff)));
    List<String> done = new ArrayList<>();
    before.forEach((side, was) -> done.addAll(changed(side, was, world(bench, side))));
    assertThat(told).as(report.toString()).containsExactlyInAnyOrderElementsOf(done);
    assertThat(preview.matched())
        .isEqualTo(report.flows().values().stream().mapToLong(flow -> flow.linked()).sum())
        .isEqualTo(preview.diffs().stream().filter(diff -> diff.action() == Action.MATCH).count());
  }

  private static String told(EntityDiff diff) {
    StringBuilder text = new StringBuilder(diff.action() + " " + diff.target() + diff.targetId());
    diff.changes().stream()
        .filter(change -> !(change.after() instanceof Ref))
        .filter(change -> !change.field().equals(Order.LINES))
        .map(change -> " " + change + "=" + change.from().orElse("") + ">" + change.to().orElse(""))
        .sorted()
        .forEach(text::append);
    return text.toString();
  }

  private static List<String> changed(Side side, Map<Entity, Entity> was, Map<Entity, Entity> is) {
    List<String> all = new ArrayList<>();
    is.forEach(
        (name, now) -> {
          Entity then = was.get(name);
          List<String> fields = new ArrayList<>();
          for (var field : now.fields()) {
            Object before = then == null ? "" : then.get(field).map(Object.class::cast).orElse("");
            Object after = now.get(field).map(Object.class::cast).orElse("");
            boolean shown = !(after instanceof Ref) && !field.equals(Order.LINES);
            if (shown && !before.equals(after)) {
              fields.add(" " + field.name() + "=" + before + ">" + after);
            }
          }
          if (then == null || !fields.isEmpty()) {
            fields.sort(null);
            String id = then == null ? "" : name.id();
            all.add((then == null ? "CREATE " : "UPDATE ") + side + id + String.join("", fields));
          }
        });
    was.keySet().stream()
        .filter(name -> !is.containsKey(name))
        .forEach(name -> all.add("DELETE " + side + name.id()));
    return all;
  }

  @Test
  void theDiffsAreWhatTheRunThenDoes() {
    Bench bench = mixed();
    diffsAreWhatTheRunDoes(bench);
    bench.left.user().set(Bench.where(bench.left, Product.SKU, "L1").id(), Product.NAME, "l");
    bench.right.user().set(Bench.where(bench.right, Product.SKU, "L2").id(), Product.NAME, "r");
    String both = Bench.where(bench.left, Product.SKU, "L3").id();
    bench.left.user().set(both, Product.NAME, "of the left");
    bench
        .right
        .user()
        .set(Bench.where(bench.right, Product.SKU, "L3").id(), Product.DESCRIPTION, "of the right");
    bench.left.user().delete(Product.TYPE, Bench.where(bench.left, Product.SKU, "L4").id());
    diffsAreWhatTheRunDoes(bench);
    diffsAreWhatTheRunDoes(bench);
  }

  @Test
  void aSetThatBothSidesAddedToIsForeseenOnBothSides() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "a@example.org"));
    bench.run();
    String right = bench.only(bench.right, Customer.TYPE).id();
    bench.left.user().set(left, Customer.EMAILS, Set.of("a@example.org", "l@example.org"));
    bench.right.user().set(right, Customer.EMAILS, Set.of("a@example.org", "r@example.org"));
    Preview preview = bench.engine.preview(bench.plan);
    RunReport report = bench.run();
    for (Side side : Side.values()) {
      assertThat(preview.wouldDo().updated(side)).isEqualTo(report.updated(side)).isEqualTo(1);
    }
  }

  /** A feed's later rows show what a rehearsal only pretended to write. */
  @Test
  void whatWouldBeWrittenIsNotTakenForAnEditLaterInTheSamePreview() {
    Bench bench =
        Bench.of(type -> type.pageSize(1000), type -> type.pageSize(100)).with(products());
    for (int each = 0; each < 2500; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    for (Entity each : bench.left.entities(Product.TYPE)) {
      bench.left.user().set(each.id(), Product.NAME, "new");
    }
    for (Entity each : bench.right.entities(Product.TYPE)) {
      bench.right.user().set(each.id(), Product.DESCRIPTION, "new");
    }
    RunReport foreseen = bench.engine.preview(bench.plan).wouldDo();
    RunReport report = bench.run();
    for (Side side : Side.values()) {
      assertThat(foreseen.updated(side)).isEqualTo(report.updated(side));
    }
    assertThat(foreseen.conflicts()).isEqualTo(report.conflicts()).isZero();
  }

  @Test
  void aDiffNamesFieldsAndHandsOutValuesOnlyToWhoAsks() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.run();
    bench.left.user().set(left, Customer.NAME, "Anna");
    EntityDiff diff = bench.engine.preview(bench.plan).diffs().get(0);
    String right = bench.only(bench.right, Customer.TYPE).id();
    assertThat(diff).hasToString("customer " + left + " (left): update right " + right + " [name]");
    assertThat(diff.changes().get(0).from()).contains("Ann");
    assertThat(diff.changes().get(0).to()).contains("Anna");
    assertThat(bench.engine.preview(bench.plan).toString()).doesNotContain("Ann");
  }

  @Rule("B-103")
  @Test
  void createsMatchesAndAmbiguousOnesAreCountedByFlowBeforeAnythingStarts() {
    Bench bench = mixed();
    bench.left.user().add(product("D", "doubtful"));
    String one = bench.right.user().add(product("D", "one"));
    String two = bench.right.user().add(product("D", "two"));
    Preview preview = bench.engine.preview(bench.plan);
    assertThat(preview.creates("product")).isEqualTo(14);
    assertThat(preview.matches("product")).isEqualTo(7);
    assertThat(preview.ambiguous("product")).isPositive();
    assertThat(preview.open())
        .anySatisfy(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(failure.candidates()).containsExactlyInAnyOrder(one, two);
            });
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void manyDiffsAreShownUpToABoundAndTheRestIsCounted() {
    Bench bench = Bench.plain().with(products());
    for (int each = 0; each < Preview.DIFFS + 30; each++) {
      bench.left.user().add(product("A" + each, "Tea"));
    }
    Preview preview = bench.engine.preview(bench.plan);
    assertThat(preview.diffs()).hasSize(Preview.DIFFS);
    assertThat(preview.moreDiffs()).isEqualTo(30);
    assertThat(preview.creates("product")).isEqualTo(Preview.DIFFS + 30);
  }

  @Test
  void aPreviewWhoseReadsAreStoppedByAQuotaSaysSo() {
    Bench bench = mixed();
    bench.right.faults().onNext(MemoryCall.LIST, new MemoryFault.OutOfQuota(Duration.ofHours(2)));
    assertThat(bench.engine.preview(bench.plan).toString())
        .contains("incomplete, the reads were stopped: ")
        .contains("quota");
  }

  @Test
  void theRequestsToldAreTheRequestsThatTheRunThenNeeds() {
    Bench bench = mixed();
    requestsAreToldFor(bench);
    bench.time.advance(Duration.ofHours(1));
    bench.left.user().set(Bench.where(bench.left, Product.SKU, "L1").id(), Product.NAME, "l");
    requestsAreToldFor(bench);
    bench.time.advance(Duration.ofHours(1));
    requestsAreToldFor(bench);
  }

  private static void requestsAreToldFor(Bench bench) {
    Preview preview = bench.engine.preview(bench.plan);
    RunReport report = bench.run();
    for (Side side : Side.values()) {
      long asked = report.requests().get(side);
      assertThat(preview.requests().get(side)).as(side.word()).isBetween(asked - 3, asked + 3);
    }
  }
}
