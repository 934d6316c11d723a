package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Erased;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Refusal;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.store.Entry;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.JournalRow;
import dev.syncline.store.LinkRow;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store keeps of an entity, and how it is forgotten. */
class EraseTest {

  /** Remembers where rows were ever put, so that all of them can be looked through. */
  private static final class Seen extends ForwardingLinkStore {
    private final Set<List<String>> kinds = new LinkedHashSet<>();
    private final Set<String> flows = new LinkedHashSet<>();
    private final Set<JournalRow> journalled = new LinkedHashSet<>();

    Seen() {
      super(new InMemoryLinkStore());
    }

    @Override
    public void commit(StoreUpdate update) {
      for (List<Entry> entries : List.of(update.entries(), update.newEntries())) {
        entries.forEach(entry -> kinds.add(List.of(entry.scope(), entry.kind())));
      }
      update.links().forEach(row -> flows.add(row.flow()));
      journalled.addAll(update.journal());
      super.commit(update);
    }

    /** Every row that is there now, as text. */
    List<String> rows(String plan) {
      List<String> rows = new ArrayList<>();
      for (List<String> kind : kinds) {
        for (Entry entry : scanEntries(kind.get(0), kind.get(1), "", 1000)) {
          rows.add(kind + " " + entry.key() + " " + text(entry.body()));
        }
      }
      for (String flow : flows) {
        for (LinkRow row : scanLinks(plan, flow, "", 1000)) {
          rows.add(row.key() + " " + row.leftId() + " " + row.rightId() + " " + text(row.body()));
        }
      }
      notices(plan, 1000).forEach(notice -> rows.add(notice.toString()));
      journalled.stream()
          .flatMap(row -> journal(plan, row.flow(), row.side(), row.id(), 1000).stream())
          .distinct()
          .forEach(row -> rows.add(row.toString()));
      return rows;
    }

    private static String text(byte[] body) {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  private final Seen store = new Seen();

  private Bench on(Bench bench) {
    bench.store = store;
    bench.engine = TestEngine.on(bench.time, store, bench.heard);
    return bench;
  }

  /** The rows that name an id: never a part of a longer one. */
  private List<String> naming(String id) {
    return store.rows("shop").stream()
        .filter(row -> row.matches("(?s).*(?<![A-Za-z0-9])" + id + "(?![A-Za-z0-9]).*"))
        .toList();
  }

  @Test
  void nothingOfAPairIsLeftInTheStore() {
    Bench bench = on(Bench.plain()).with(customers(), orders());
    String other = bench.left.user().add(customer("Bob", "bob@example.com"));
    String left = bench.left.user().add(customer("Ann", "ann@example.com"));
    bench.run();
    bench.engine.hint(bench.plan, Side.LEFT, Customer.TYPE, left);
    String right = Bench.where(bench.right, Customer.NAME, "Ann").id();
    assertThat(naming(left)).hasSizeGreaterThan(2);
    assertThat(naming(right)).isNotEmpty();
    long requests = bench.left.requests() + bench.right.requests();
    List<String> others =
        naming(other).stream().filter(row -> !naming(left).contains(row)).toList();

    Erased erased = bench.engine.engine().erase(bench.plan, Customer.TYPE, Side.RIGHT, right);

    assertThat(naming(left)).isEmpty();
    assertThat(naming(right)).isEmpty();
    assertThat(naming(other)).isEqualTo(others);
    assertThat(erased.links()).isEqualTo(1);
    assertThat(erased.notices()).isEqualTo(1);
    assertThat(bench.left.requests() + bench.right.requests()).isEqualTo(requests);
  }

  @Test
  void aFailureAndWhoWaitsForItGoAndTheOneThatWaitsIsLookedAtAgain() {
    Bench bench = on(Bench.plain()).with(customers(), orders());
    bench
        .right
        .faults()
        .refuse(write -> write.type().equals(Customer.TYPE), Refusal.Code.NOT_ALLOWED);
    String refused = bench.left.user().add(customer("Ann", "ann@example.com"));
    String waiting =
        bench.left.user().add(order("N1").with(Order.CUSTOMER, Bench.ref(Customer.TYPE, refused)));
    bench.run();
    assertThat(bench.failures()).extracting(Failure::id).contains(refused, waiting);

    Erased erased = bench.engine.engine().erase(bench.plan, Customer.TYPE, Side.LEFT, refused);

    assertThat(naming(refused)).isEmpty();
    assertThat(erased.entries()).isEqualTo(2);
    bench.right.faults().allowAll();
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whatIsStillThereOnBothSidesIsMatchedAnew() {
    Bench bench = on(Bench.plain()).with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.engine.engine().erase(bench.plan, Product.TYPE, Side.LEFT, left);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(naming(left)).isNotEmpty();
    bench.quiet();
  }

  @Test
  void whatMayBeUnderWayIsNotErased() {
    Bench bench = on(Bench.plain()).with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    assertThatThrownBy(() -> bench.engine.engine().erase(bench.plan, Product.TYPE, Side.LEFT, left))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run the plan");
    bench.restart();
    bench.run();
    bench.engine.engine().erase(bench.plan, Product.TYPE, Side.LEFT, left);
    assertThat(naming(left)).isEmpty();
  }

  /** A first upload in slices that was killed: much is in the index, some is set aside. */
  private Bench killedInItsFirstUpload() {
    Bench bench =
        on(Bench.of(type -> type.pageSize(2), type -> type.pageSize(2))).with(categories());
    for (Side side : Side.values()) {
      String above = "";
      for (int each = 0; each < 12; each++) {
        Entity section = category(side.word() + each);
        above =
            bench
                .on(side)
                .user()
                .add(
                    above.isEmpty()
                        ? section
                        : section.with(Category.PARENT, Bench.ref(Category.TYPE, above)));
        bench.time.advance(Duration.ofSeconds(1));
      }
    }
    bench.engine = TestEngine.inSlices(4, bench.time, store, bench.heard);
    bench.left.faults().onCall(4, new MemoryFault.KilledBefore());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    return bench;
  }

  @Test
  void nothingIsLeftOfWhatAFirstUploadHasSetAside() {
    Bench bench = killedInItsFirstUpload();
    List<String> ids =
        bench.left.entities(Category.TYPE).stream().limit(4).map(Entity::id).toList();
    for (String kind : List.of("match-key", "set-aside")) {
      assertThat(store.rows("shop")).as(kind).anyMatch(row -> row.contains(kind));
    }
    for (String id : ids) {
      assertThat(naming(id)).as(id).isNotEmpty();
      bench.engine.engine().erase(bench.plan, Category.TYPE, Side.LEFT, id);
      assertThat(naming(id)).as(id).isEmpty();
    }
  }

  @Test
  void aPlanIsForgottenWholeInItsFirstUploadToo() {
    Bench bench = killedInItsFirstUpload();
    bench.engine.engine().erase(bench.plan);
    assertThat(store.rows("shop")).isEmpty();
  }

  private static Flow categories() {
    return Flow.of(Category.TYPE)
        .matchBy(Category.NAME)
        .fields(FieldRules.of(Category.TYPE).copy(Category.NAME).ref(Category.PARENT));
  }

  @Test
  void aPlanIsForgottenWhole() {
    Bench bench = on(Bench.plain()).with(products(), customers(), orders());
    bench
        .right
        .faults()
        .refuse(write -> write.type().equals(Customer.TYPE), Refusal.Code.NOT_ALLOWED);
    String customer = bench.left.user().add(customer("Ann", "ann@example.com"));
    bench.left.user().add(order("N1").with(Order.CUSTOMER, Bench.ref(Customer.TYPE, customer)));
    for (int number = 0; number < 600; number++) {
      bench.left.user().add(product("S" + number, "Product " + number));
    }
    bench.run();
    bench.engine.hint(bench.plan, Side.LEFT, Customer.TYPE, customer);
    assertThat(store.rows("shop")).hasSizeGreaterThan(600);

    Erased erased = bench.engine.engine().erase(bench.plan);

    assertThat(store.rows("shop")).isEmpty();
    assertThat(erased.links()).isEqualTo(600);
    bench.right.faults().allowAll();
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(600);
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
  }

  @Test
  void anotherPlansRowsStay() {
    Bench bench = on(Bench.plain()).with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    List<String> before = store.rows("shop");
    Bench others = Bench.plain();
    SyncPlan other = SyncPlan.named("other").between(others.left, others.right).build();
    bench.engine.engine().erase(other);
    assertThat(store.rows("shop")).isEqualTo(before);
  }
}
