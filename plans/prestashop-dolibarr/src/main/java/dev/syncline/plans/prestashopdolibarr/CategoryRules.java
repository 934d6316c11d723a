package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import java.util.Set;

/** The shop's tree of categories. */
final class CategoryRules {

  private final CatalogueSettings catalogue;

  CategoryRules(PrestaShopDolibarrSettings settings) {
    this.catalogue = settings.catalogue();
  }

  Flow flow() {
    FieldRules rules =
        FieldRules.of(Category.TYPE)
            .compute(
                Side.RIGHT,
                Category.NAME,
                Set.of(Category.NAME),
                mapping ->
                    mapping
                        .source()
                        .get(Category.NAME)
                        .map(name -> Put.candidates(new Namesakes(name)))
                        .orElseGet(Put::empty),
                When.ALWAYS); // P-041
    return Flow.of(Category.TYPE)
        .toRight()
        .fields(placed(rules))
        .matchByAll(Category.NAME, Category.PARENT)
        .found(Arrival.FROM_LEFT)
        .several(Ambiguity.MAKE_NEW) // the one that is linked already is somebody else's
        .gone(Gone.DELETE); // P-042
  }

  /** What hangs under the shop's home has no parent, or that of the shop (P-034, P-040). */
  private FieldRules placed(FieldRules rules) {
    String root = catalogue.rootCategory();
    if (root == null) {
      return rules.ref(Category.PARENT, Direction.TO_RIGHT, When.ALWAYS); // P-042
    }
    Entity top = Entity.of(Category.TYPE, "").with(Category.NAME, root);
    return rules.refOr(
        Category.PARENT, Side.RIGHT, Set.of(), mapping -> Put.ensure(top, Category.NAME));
  }
}
