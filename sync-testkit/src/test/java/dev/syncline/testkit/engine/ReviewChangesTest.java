package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.categories;
import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Drift;
import dev.syncline.EngineRuntime;
import dev.syncline.Flow;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.store.Notice;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Changes that could get lost, or be made twice. */
class ReviewChangesTest {

  @Test
  void aNoticeWhoseFlowWasStoppedIsKept() {
    Bench bench = Bench.plain().with(products().fromNow());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.time.advance(Duration.ofMinutes(1));
    bench.run();
    bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, left);
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.Denied());
    bench.run();
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void aNoticeThatComesDueDuringARunIsKeptForTheNext() {
    Bench bench = Bench.plain().with(products().fromNow());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.time.advance(Duration.ofMinutes(1));
    bench.run();
    Instant due = bench.time.now().plusMillis(250);
    bench.store.offer(new Notice("shop", 0, Side.LEFT, Product.TYPE.name(), left, false, due));
    bench.run();
    assertThat(bench.time.now()).isAfter(due);
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void aGrandparentBroughtAlongByItsGrandchildIsMadeOnce() {
    for (Guard guard : Guard.values()) {
      Bench bench = Bench.right(type -> type.guard(guard)).with(categories().fromNow());
      String top = bench.left.user().add(category("Top"));
      String middle =
          bench
              .left
              .user()
              .add(category("Middle").with(Category.PARENT, Bench.ref(Category.TYPE, top)));
      String leaf =
          bench
              .left
              .user()
              .add(category("Leaf").with(Category.PARENT, Bench.ref(Category.TYPE, middle)));
      bench.time.advance(Duration.ofMinutes(1));
      bench.run();
      bench.left.user().set(leaf, Category.NAME, "Leaves");
      bench.left.user().set(top, Category.NAME, "Tops");
      bench.time.advance(Duration.ofMinutes(1));
      assertThat(bench.run().stopped()).as("%s", guard).isEmpty();
      assertThat(Bench.values(bench.right, Category.NAME))
          .containsExactlyInAnyOrder("Tops", "Middle", "Leaves");
      bench.quiet();
    }
  }

  @Test
  void whatASliceDidNotHoldIsLookedForInTheNext() {
    Flow flow = products().toRight().drift(Drift.MIRROR);
    Bench bench = Bench.of(type -> type.pageSize(500), type -> type.pageSize(500)).with(flow);
    for (int each = 0; each < 2100; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.right.user().add(product("A2099", "Tea 2099"));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2100);
  }

  /** A second feed that tells deletions only, and is asked first. */
  private static final class Deletions implements Feed {
    private final List<String> gone = new ArrayList<>();

    @Override
    public String name() {
      return "deletions";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(Product.TYPE);
    }

    @Override
    public Cursor start(StartAt at) {
      return new Cursor("0");
    }

    @Override
    public Session open(Cursor from, FieldSet wanted) {
      int done = Integer.parseInt(from.text());
      List<Change> changes =
          gone.subList(done, gone.size()).stream()
              .map(id -> Change.gone(Product.TYPE, id))
              .toList();
      Page page =
          new Page(
              changes, new Cursor(String.valueOf(gone.size())), OptionalLong.empty(), true, false);
      return () -> Optional.of(page);
    }
  }

  @Test
  void aDeletionToldByOneFeedIsNotForgottenForARowOfAnother() {
    Bench bench = Bench.of(type -> type.silentAboutGone(), type -> type);
    Twisted left = new Twisted(bench.left);
    Deletions deletions = new Deletions();
    left.feeds =
        real -> {
          List<Feed> all = new ArrayList<>(List.of(deletions));
          all.addAll(real);
          return all;
        };
    bench.plan = SyncPlan.named("shop").between(left, bench.right).flow(products()).build();
    String id = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.time.advance(Duration.ofMinutes(1));
    bench.left.user().set(id, Product.NAME, "Green tea");
    deletions.gone.add(id);
    Feed list =
        bench.left.feeds().stream()
            .filter(each -> each.types().contains(Product.TYPE))
            .findFirst()
            .orElseThrow();
    left.feeds = real -> List.of(deletions, deletedAfterwards(bench, list, id));
    bench.run();
    assertThat(
            bench.store.journal("shop", "product", Side.LEFT, id, 10).stream()
                .map(row -> row.what())
                .toList())
        .anyMatch(what -> what.startsWith("GONE"));
  }

  /** The row is shown, then deleted, all before the engine works on it. */
  private static Feed deletedAfterwards(Bench bench, Feed list, String id) {
    return new Feed() {
      @Override
      public String name() {
        return list.name();
      }

      @Override
      public Set<EntityType> types() {
        return list.types();
      }

      @Override
      public Cursor start(StartAt at) {
        return list.start(at);
      }

      @Override
      public Session open(Cursor from, FieldSet wanted) {
        Session real = list.open(from, wanted);
        return () -> {
          Optional<Page> page = real.next();
          if (bench.left.entities(Product.TYPE).stream().anyMatch(each -> each.id().equals(id))) {
            bench.left.user().delete(Product.TYPE, id);
          }
          return page;
        };
      }
    };
  }

  @Test
  void aFoundPairThatIsKeptOutKeepsItsArrivalPolicy() {
    Flow flow =
        Flow.of(Order.TYPE)
            .matchBy(Order.NUMBER)
            .onlyMapped(Order.STATUS)
            .fields(
                dev.syncline.mapping.FieldRules.of(Order.TYPE)
                    .copy(Order.NUMBER, Order.COMMENT)
                    .with(
                        Order.STATUS,
                        Order.STATUS,
                        dev.syncline.mapping.ValueMap.empty().pair("NEW", "NEW")));
    Bench bench = Bench.plain().with(flow);
    String left =
        bench
            .left
            .user()
            .add(
                Entity.of(Order.TYPE, "")
                    .with(Order.NUMBER, "1")
                    .with(Order.STATUS, "X")
                    .with(Order.COMMENT, "left"));
    String right =
        bench
            .right
            .user()
            .add(
                Entity.of(Order.TYPE, "")
                    .with(Order.NUMBER, "1")
                    .with(Order.STATUS, "Y")
                    .with(Order.COMMENT, "right"));
    bench.run();
    bench.left.user().set(left, Order.STATUS, "NEW");
    bench.right.user().set(right, Order.STATUS, "NEW");
    bench.time.advance(Duration.ofMinutes(1));
    bench.run();
    assertThat(bench.right.entity(Order.TYPE, right).require(Order.COMMENT)).isEqualTo("right");
    assertThat(bench.left.entity(Order.TYPE, left).require(Order.COMMENT)).isEqualTo("left");
  }

  @Test
  void anOrderThatWaitsForThousandsIsNamedAndStopsNobody() {
    Bench bench = Bench.plain().with(customers(), orders());
    List<Entity> lines = new ArrayList<>();
    for (int each = 0; each < 3000; each++) {
      lines.add(
          Bench.line("Row " + each, 1)
              .with(
                  OrderLine.ITEM,
                  Bench.ref(Product.TYPE, "a-very-long-native-id-of-a-product-" + each)));
    }
    bench.left.user().add(Bench.order("1", lines.toArray(Entity[]::new)));
    bench.left.user().add(Bench.order("2", Bench.line("Tea", 1)));
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    assertThat(Bench.values(bench.right, Order.NUMBER)).containsExactly("2");
  }

  @Test
  void aRunThatCannotBeStartedDoesNotBlockTheNext() {
    Bench bench = Bench.plain().with(products());
    VirtualRuntime real = new VirtualRuntime(bench.time);
    boolean[] full = {true};
    EngineRuntime busy =
        new EngineRuntime() {
          @Override
          public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
            return real.together(tasks, atMost);
          }

          @Override
          public void start(Runnable task) {
            if (full[0]) {
              throw new java.util.concurrent.RejectedExecutionException("full");
            }
            task.run();
          }

          @Override
          public String newId() {
            return real.newId();
          }

          @Override
          public Instant now() {
            return real.now();
          }

          @Override
          public void sleep(Duration duration) throws InterruptedException {
            real.sleep(duration);
          }
        };
    SyncEngine engine =
        SyncEngine.builder()
            .runtime(busy)
            .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
            .build();
    assertThatThrownBy(() -> engine.start(bench.plan))
        .isInstanceOf(java.util.concurrent.RejectedExecutionException.class);
    full[0] = false;
    bench.left.user().add(product("A", "Tea"));
    engine.start(bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    engine.close();
  }

  @Test
  void whoWaitedSoLongThatAnotherTookTheLeaseSendsNothingMore() {
    Bench bench = Bench.plain();
    Twisted twisted = new Twisted(bench.right);
    bench.plan = SyncPlan.named("shop").between(bench.left, twisted).flow(products()).build();
    bench.left.user().add(product("A", "Tea"));
    int[] calls = {0};
    twisted.writes =
        writes -> {
          calls[0]++;
          if (calls[0] == 1) {
            bench.time.advance(Duration.ofMinutes(10));
            assertThat(
                    bench.store.lease(
                        "plan:shop", "another", bench.time.now(), Duration.ofMinutes(10)))
                .isPresent();
            throw new Unavailable(bench.right.account(), "write", "down", Duration.ofSeconds(5));
          }
          List<WriteResult> results = bench.right.write(writes);
          return results;
        };
    bench.run();
    assertThat(calls[0]).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
  }

  @Test
  void aPreviewTellsTheListenerOfNoConflict() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "ann@example.com"));
    bench.run();
    bench.left.user().set(left, Customer.NAME, "Anna");
    bench.right.user().set(bench.only(bench.right, Customer.TYPE).id(), Customer.NAME, "Anne");
    bench.engine.preview(bench.plan);
    assertThat(bench.heard.conflicts).isEmpty();
    bench.run();
    assertThat(bench.heard.conflicts).hasSize(1);
  }

  @Test
  void aFlowThatIsAddedLaterBringsWhatASharedFeedToldBefore() {
    Bench bench = Bench.oneFeedEach().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(customer("Ann", "ann@example.com"));
    bench.run();
    bench.time.advance(Duration.ofMinutes(10));
    bench.run();
    bench.with(products(), customers());
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void aReferenceIsTranslatedByWhicheverFlowLinkedIt() {
    Flow sections =
        Flow.between(Category.TYPE, Product.TYPE)
            .toRight()
            .fields(
                dev.syncline.mapping.FieldRules.between(Category.TYPE, Product.TYPE)
                    .with(Category.NAME, Product.NAME, dev.syncline.mapping.Lens.same()));
    Bench bench = Bench.plain().with(products().toRight(), sections, orders());
    String section = bench.left.user().add(category("Tea"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench
        .right
        .user()
        .add(
            Bench.order(
                "1", Bench.line("Tea", 1).with(OrderLine.ITEM, Bench.ref(Product.TYPE, right))));
    bench.run();
    assertThat(
            bench.only(bench.left, Order.TYPE).require(Order.LINES).get(0).require(OrderLine.ITEM))
        .isEqualTo(Bench.ref(Category.TYPE, section));
  }

  @Test
  void countsStayRightWhenMoreAreSkippedThanAreRemembered() {
    Bench bench = Bench.plain().with(products().createWhen(entity -> false));
    for (int each = 0; each < 300; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    assertThat(bench.run().flows().get("product").skipped()).containsEntry("CONDITION", 300L);
  }
}
