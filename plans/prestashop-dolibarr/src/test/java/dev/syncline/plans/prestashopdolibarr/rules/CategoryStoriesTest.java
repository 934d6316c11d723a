package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;

/** The tree of categories. */
class CategoryStoriesTest {

  private static long parentOf(FakeRecord category) {
    return category.number("fk_parent").longValue();
  }

  @Test
  @Rule("P-040")
  void theTreeBeginsUnderTheShopsHome() {
    try (Pair pair = new Pair()) {
      int lamps = pair.shop.category("Lamps");
      int desk = pair.shop.category("Desk lamps", lamps);
      pair.shop.category("Small desk lamps", desk);
      pair.sync();
      assertThat(pair.ledger.labels())
          .containsExactlyInAnyOrder("Lamps", "Desk lamps", "Small desk lamps");
      assertThat(parentOf(pair.ledger.category("Lamps"))).isZero();
      assertThat(parentOf(pair.ledger.category("Desk lamps")))
          .isEqualTo(pair.ledger.category("Lamps").id());
      assertThat(parentOf(pair.ledger.category("Small desk lamps")))
          .isEqualTo(pair.ledger.category("Desk lamps").id());
      pair.quiet();
    }
  }

  @Test
  @Rule("P-040")
  void theLanguageIsTheConnectors() {
    try (Pair pair = new Pair.Wish().left(built -> built.language("fr-FR")).pair()) {
      pair.shop
          .fake
          .categories()
          .add(
              draft ->
                  draft
                      .name("en", "Lamps")
                      .name("fr", "Lampes")
                      .set("id_parent", pair.shop.home()));
      pair.sync();
      assertThat(pair.ledger.labels()).containsExactly("Lampes");
    }
  }

  @Test
  @Rule({"P-034", "P-040"})
  void theTreeMayStandUnderACategoryOfTheShop() {
    try (Pair pair =
        new Pair(more -> more.withCatalogue(more.catalogue().withRootCategory("Shop of Lyon")))) {
      int lamps = pair.shop.category("Lamps");
      pair.shop.category("Desk lamps", lamps);
      pair.sync();
      long root = pair.ledger.category("Shop of Lyon").id();
      assertThat(parentOf(pair.ledger.category("Lamps"))).isEqualTo(root);
      assertThat(parentOf(pair.ledger.category("Desk lamps")))
          .isEqualTo(pair.ledger.category("Lamps").id());
      pair.quiet();
    }
  }

  @Test
  @Rule("P-041")
  void aCategoryThatNobodyLinkedIsTakenOver() {
    try (Pair pair = new Pair()) {
      long there =
          pair.ledger.fake.categories().add(draft -> draft.label("Lamps").set("type", 0)).id();
      pair.shop.category("Lamps");
      pair.sync();
      assertThat(pair.ledger.labels()).containsExactly("Lamps");
      assertThat(pair.ledger.category("Lamps").id()).isEqualTo(there);
      pair.quiet();
    }
  }

  @Test
  @Rule("P-041")
  void besideALinkedOneTheNewOneIsNumbered() {
    try (Pair pair = new Pair()) {
      pair.shop.category("Lamps");
      pair.sync();
      pair.shop.category("Lamps");
      pair.sync();
      assertThat(pair.ledger.labels()).containsExactlyInAnyOrder("Lamps", "Lamps (2)");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-042")
  void aMovedCategoryMovesAndARenamedOneIsRenamed() {
    try (Pair pair = new Pair()) {
      int lamps = pair.shop.category("Lamps");
      int tables = pair.shop.category("Tables");
      int desk = pair.shop.category("Desks", lamps);
      pair.sync();
      pair.shop.fake.categories().edit(desk, draft -> draft.set("id_parent", tables).name("Desk"));
      pair.sync();
      assertThat(pair.ledger.labels()).containsExactlyInAnyOrder("Lamps", "Tables", "Desk");
      assertThat(parentOf(pair.ledger.category("Desk")))
          .isEqualTo(pair.ledger.category("Tables").id());
    }
  }

  @Test
  @Rule("P-042")
  void aDeletedCategoryIsDeletedAndItsProductsStay() {
    try (Pair pair = new Pair()) {
      int lamps = pair.shop.category("Lamps");
      int old = pair.shop.category("Old lamps");
      pair.shop.product("Desk lamp", "LAMP-1", draft -> draft.in(lamps, old));
      pair.sync();
      pair.shop.fake.categories().delete(old);
      pair.sweep();
      assertThat(pair.ledger.labels()).containsExactly("Lamps");
      assertThat(pair.ledger.refs()).contains("LAMP-1");
    }
  }

  @Test
  @Rule("P-043")
  void aProductStandsInTheShopsCategoriesAndInThoseOfPeopleOfDolibarr() {
    try (Pair pair = new Pair()) {
      int lamps = pair.shop.category("Lamps");
      int sale = pair.shop.category("Sale");
      int lamp = pair.shop.product("Desk lamp", "LAMP-1", draft -> draft.in(lamps, sale));
      pair.sync();
      long own =
          pair.ledger.fake.categories().add(draft -> draft.label("Ours").set("type", 0)).id();
      long product = pair.ledger.product("LAMP-1").id();
      pair.ledger.fake.backOffice().categorise(product, own);
      pair.shop.fake.products().edit(lamp, draft -> draft.in(lamps));
      pair.sync();
      assertThat(pair.ledger.fake.backOffice().categoriesOf(product))
          .containsExactlyInAnyOrder(pair.ledger.category("Lamps").id(), own);
      pair.quiet();
    }
  }
}
