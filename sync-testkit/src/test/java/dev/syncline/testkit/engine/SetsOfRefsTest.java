package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.When;
import dev.syncline.model.Category;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.memory.MemoryUser;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sets of references, such as all categories that a product stands in. */
class SetsOfRefsTest {

  private final Bench bench =
      Bench.plain()
          .with(
              Flow.of(Category.TYPE)
                  .matchBy(Category.NAME)
                  .toRight()
                  .fields(FieldRules.of(Category.TYPE).copy(Category.NAME)),
              Flow.of(Product.TYPE)
                  .matchBy(Product.SKU)
                  .toRight()
                  .fields(
                      FieldRules.of(Product.TYPE)
                          .copy(Product.SKU, Product.NAME)
                          .refs(Product.CATEGORIES, Direction.TO_RIGHT, When.ALWAYS)));

  private final String tea = bench.left.user().add(category("Tea"));
  private final String gifts = bench.left.user().add(category("Gifts"));
  private final String pot =
      bench.left.user().add(product("POT", "Pot").with(Product.CATEGORIES, refs(tea, gifts)));

  private static Set<Ref> refs(String... ids) {
    return Set.of(ids).stream().map(id -> ref(Category.TYPE, id)).collect(Collectors.toSet());
  }

  private Set<String> standsIn() {
    return bench.only(bench.right, Product.TYPE).get(Product.CATEGORIES).orElse(Set.of()).stream()
        .map(ref -> bench.right.entity(Category.TYPE, ref.id()))
        .map(category -> category.require(Category.NAME))
        .collect(Collectors.toSet());
  }

  @Test
  void whatAProductStandsInIsMadeFirstAndThenTranslated() {
    bench.run();
    assertThat(standsIn()).containsExactlyInAnyOrder("Tea", "Gifts");
    bench.quiet();
  }

  @Test
  void whatIsAddedAndRemovedFollowsAndWhatSomebodyAddedThereStays() {
    bench.run();
    MemoryUser there = bench.right.user();
    String ours = there.add(category("Best sellers"));
    Set<Ref> all = new HashSet<>(refs(ours));
    all.addAll(bench.only(bench.right, Product.TYPE).require(Product.CATEGORIES));
    there.set(bench.only(bench.right, Product.TYPE).id(), Product.CATEGORIES, all);
    bench.run();
    bench.quiet();
    String china = bench.left.user().add(category("China"));
    bench.left.user().set(pot, Product.CATEGORIES, refs(tea, china));
    bench.run();
    assertThat(standsIn()).containsExactlyInAnyOrder("Tea", "China", "Best sellers");
    bench.left.user().clear(pot, Product.CATEGORIES);
    bench.run();
    assertThat(standsIn()).containsExactly("Best sellers");
    bench.quiet();
  }
}
