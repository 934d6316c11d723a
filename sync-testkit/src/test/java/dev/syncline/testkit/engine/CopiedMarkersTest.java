package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.MarkerText;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A user copies a document, and the copy bears the original's marker. */
class CopiedMarkersTest {

  private static final Flow FLOW =
      Flow.of(Product.TYPE)
          .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.DESCRIPTION))
          .marker(Side.RIGHT, Product.EXTERNAL_CODE, MarkerText.of("left:"));

  private final Bench bench = Bench.right(type -> type.guard(Guard.NONE)).with(FLOW);
  private String left = "";
  private String original = "";
  private String copy = "";

  private void copied() {
    left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Entity made = bench.only(bench.right, Product.TYPE);
    original = made.id();
    copy = bench.right.user().add(made.with(Product.NAME, "Tea, copied"));
    bench.run();
  }

  private String nameOf(String right) {
    return bench.right.entity(Product.TYPE, right).require(Product.NAME);
  }

  private String markerOf(String right) {
    return bench.right.entity(Product.TYPE, right).get(Product.EXTERNAL_CODE).orElse("");
  }

  @Rule("B-039")
  @Test
  void neitherIsWrittenAndBothAreNamed() {
    copied();
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    assertThat(nameOf(original)).isEqualTo("Tea");
    assertThat(nameOf(copy)).isEqualTo("Tea, copied");
    assertThat(bench.failures())
        .hasSize(2)
        .allMatch(failure -> failure.kind() == Failure.Kind.TWIN)
        .allMatch(failure -> failure.reason().startsWith("DUPLICATE_LINK"))
        .allMatch(failure -> failure.reason().contains(original))
        .allMatch(failure -> failure.reason().contains(copy));
    bench.quiet();
  }

  @Test
  void theOriginalGoesOnOnceTheCopyNamesItNoMore() {
    copied();
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    bench.right.user().clear(copy, Product.EXTERNAL_CODE);
    bench.run();
    assertThat(bench.failures()).isEmpty();
    assertThat(nameOf(original)).isEqualTo("Green tea");
    assertThat(bench.left.entities(Product.TYPE)).hasSize(2);
    assertThat(markerOf(copy)).isNotEqualTo(markerOf(original)).startsWith("left:");
    bench.quiet();
  }

  @Test
  void theOriginalIsNotMarkedAgainWhileTheCopyBearsItsMarker() {
    copied();
    bench.right.user().clear(original, Product.EXTERNAL_CODE);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(nameOf(original)).isEqualTo("Green tea");
    assertThat(markerOf(original)).isEmpty();
    assertThat(bench.failures()).extracting(Failure::id).containsExactly(copy);
    bench.right.user().delete(Product.TYPE, copy);
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Black tea");
    bench.run();
    assertThat(bench.failures()).isEmpty();
    assertThat(nameOf(original)).isEqualTo("Black tea");
    assertThat(markerOf(original)).isEqualTo("left:" + left);
    bench.quiet();
  }

  @Test
  void theOriginalGoesOnOnceTheCopyIsDeleted() {
    copied();
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.right.user().delete(Product.TYPE, copy);
    bench.run();
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    assertThat(bench.failures()).isEmpty();
    assertThat(nameOf(original)).isEqualTo("Green tea");
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void ofTwoThatNameOneAfterALostStoreNeitherIsLinked() {
    copied();
    bench.store = new InMemoryLinkStore();
    bench.restart();
    bench.run();
    assertThat(bench.failures()).extracting(Failure::id).contains(original, copy);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    bench.right.user().clear(original, Product.EXTERNAL_CODE);
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(nameOf(copy)).isEqualTo("Green tea");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void whatTwoNamedIsMadeAnewOnceNeitherNamesIt() {
    copied();
    bench.store = new InMemoryLinkStore();
    bench.restart();
    bench.run();
    bench.right.user().delete(Product.TYPE, original);
    bench.right.user().delete(Product.TYPE, copy);
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    assertThat(bench.failures()).isEmpty();
    assertThat(markerOf(bench.only(bench.right, Product.TYPE).id())).isEqualTo("left:" + left);
    bench.quiet();
  }

  @Test
  void threeCopiesAreAllLeftAlone() {
    copied();
    Entity again = bench.right.entity(Product.TYPE, copy);
    String third = bench.right.user().add(again.with(Product.NAME, "Tea, copied twice"));
    bench.run();
    assertThat(bench.failures()).extracting(Failure::id).contains(original, copy, third);
    for (String each : List.of(copy, third)) {
      bench.right.user().clear(each, Product.EXTERNAL_CODE);
      bench.run();
    }
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(3);
    bench.quiet();
  }
}
