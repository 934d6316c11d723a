package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;

/** A product that people of Dolibarr make, and what of it is in the shop. */
class NewProductStoriesTest {

  private static Pair pair(StockSource who) {
    return new Pair.Wish()
        .shop(built -> built.languages("en-US", "fr-FR", "de-DE"))
        .settings(
            all ->
                all.withStockSource(who)
                    .withBack(all.back().withWrites(true).withNewProducts(false, null)))
        .pair();
  }

  private static Item born(Pair pair, int stock) {
    long made =
        pair.ledger
            .fake
            .products()
            .add(draft -> draft.ref("NEW").label("New lamp").price("30").vat("20").set("status", 1))
            .id();
    pair.ledger.fake.move(made, Ledger.WAREHOUSE, stock);
    pair.sync();
    return pair.shop.fake.products().all().get(0);
  }

  @Test
  @Rule("P-135")
  void itIsNamedInEveryLanguageAndTaxedByTheRuleOfItsRate() {
    try (Pair pair = pair(StockSource.NONE)) {
      Item born = born(pair, 8);
      for (int language = 1; language <= 3; language++) {
        assertThat(born.text("name", language)).isEqualTo("New lamp");
        assertThat(born.text("link_rewrite", language)).startsWith("new-lamp");
      }
      int known = pair.shop.product("Known", "KNOWN", draft -> draft.set("id_tax_rules_group", 1));
      assertThat(born.get("id_tax_rules_group"))
          .isEqualTo(pair.shop.fake.products().get(known).get("id_tax_rules_group"));
      assertThat(pair.shop.fake.stock(born.id(), 0)).isZero();
    }
  }

  @Test
  @Rule({"P-133", "P-135"})
  void itHasItsStockWhereDolibarrCounts() {
    try (Pair pair = pair(StockSource.DOLIBARR)) {
      Item born = born(pair, 8);
      pair.sync();
      assertThat(pair.shop.fake.stock(born.id(), 0)).isEqualTo(8);
      assertThat(pair.ledger.stockOf("NEW")).isEqualByComparingTo("8");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-135")
  void whereTheShopCountsItIsNotMadeForDolibarrsStockWouldBeWrittenOff() {
    try (Pair pair = pair(StockSource.PRESTASHOP)) {
      assertThat(pair.check().problems())
          .extracting(PlanProblem::code)
          .containsExactly("STOCK_OF_NEW_PRODUCTS");
      assertThatThrownBy(() -> born(pair, 8)).isInstanceOf(PlanNotReady.class);
      assertThat(pair.ledger.stockOf("NEW")).isEqualByComparingTo("8");
      assertThat(pair.shop.fake.products().size()).isZero();
    }
  }
}
