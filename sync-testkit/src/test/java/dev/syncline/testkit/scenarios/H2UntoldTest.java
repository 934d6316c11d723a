package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Located;
import dev.syncline.connector.Write;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.testkit.ForwardingConnector;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * H2: an unanswered create whose outcome the vendor cannot tell, again and again, while its source
 * is not shown and so nobody asks for it any more.
 */
class H2UntoldTest {

  private static final int TIMES = 3;

  /** Looks for what our creates have made, and cannot say. */
  private static final class Untelling extends ForwardingConnector {

    private int asked;

    Untelling(Connector real) {
      super(real);
    }

    @Override
    public List<Located> locate(List<Write.Create> creates) {
      asked++;
      return creates.stream().<Located>map(each -> new Located.CannotTell()).toList();
    }
  }

  /** A product on the left, and a right that makes it and tells nothing. */
  private static final class World {

    final Bench bench;
    final Untelling right;
    final String tea;

    World(Guard guard) {
      Duration settles = Duration.ofSeconds(30);
      bench = Bench.right(type -> type.guard(guard).settleTime(settles).hidesMarkers());
      right = new Untelling(bench.right);
      Flow withoutKeys =
          Flow.of(Product.TYPE)
              .toRight()
              .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU));
      bench.plan = SyncPlan.named("shop").between(bench.left, right).flow(withoutKeys).build();
      tea = bench.left.user().add(product("A", "Tea"));
    }

    /** It is made, nobody hears so, and its source is not shown any more. */
    void unanswered() {
      bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
      bench.right.faults().beforeNext(MemoryCall.WRITE, () -> shown(false));
      bench.run();
      assertThat(bench.store.scanEntries("shop", "intent", "", 10)).isEmpty();
    }

    private void shown(boolean shown) {
      bench.left.user().hide(Product.TYPE, tea, !shown);
    }

    void shownAgain(String name) {
      bench.time.advance(Duration.ofHours(1));
      shown(true);
      bench.left.user().set(tea, Product.NAME, name);
    }
  }

  @Test
  void underTheVendorsKeyItIsNoQuestionForAPersonAndTheRepeatAnswersIt() {
    World world = new World(Guard.NATIVE_KEY);
    for (int time = 0; time < TIMES; time++) {
      world.unanswered();
      assertThat(world.right.asked).isEqualTo(time + 1);
      assertThat(world.bench.failures()).isEmpty();
      world.shownAgain("Tea " + time);
    }
    world.bench.run();
    assertThat(values(world.bench.right, Product.NAME)).containsExactly("Tea " + (TIMES - 1));
    assertThat(world.bench.failures()).isEmpty();
    world.bench.quiet();
  }

  @Test
  void underAMarkerAPersonIsAskedAndItIsNeverSentAgain() {
    World world = new World(Guard.MARKER);
    world.unanswered();
    for (int time = 0; time < TIMES; time++) {
      assertThat(world.bench.failures())
          .singleElement()
          .satisfies(
              doubt -> {
                assertThat(doubt.kind()).isEqualTo(Failure.Kind.DOUBTFUL);
                assertThat(doubt.id()).isEqualTo(world.tea);
                assertThat(doubt.reason())
                    .isEqualTo("it is not known whether it was made on the right");
              });
      world.shownAgain("Tea " + time);
      world.bench.run();
    }
    assertThat(values(world.bench.right, Product.NAME)).containsExactly("Tea");
    assertThat(world.bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(1);
    assertThat(world.right.asked).isEqualTo(1);
  }
}
