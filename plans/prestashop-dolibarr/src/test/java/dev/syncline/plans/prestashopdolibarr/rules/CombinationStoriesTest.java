package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode;
import dev.syncline.testkit.Rule;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Combinations of products. */
class CombinationStoriesTest {

  private static UnaryOperator<dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings>
      catalogue(UnaryOperator<CatalogueSettings> more) {
    return all -> all.withCatalogue(more.apply(all.catalogue()));
  }

  /** A shirt in two sizes and one colour. */
  private static int shirt(Pair pair) {
    int size = pair.shop.option("Size");
    int colour = pair.shop.option("Colour");
    int red = pair.shop.value(colour, "Red");
    int shirt =
        pair.shop.product(
            "Shirt",
            "SHIRT",
            draft -> draft.text("description_short", "<p>Soft</p>").set("weight", "0.2"));
    pair.shop.combination(
        shirt,
        "SHIRT-S",
        draft -> draft.price("0").set("ean13", "4006381333931"),
        pair.shop.value(size, "S"),
        red);
    pair.shop.combination(
        shirt,
        "SHIRT-XL",
        draft -> draft.price("2.5").set("weight", "0.05"),
        pair.shop.value(size, "XL"),
        red);
    return shirt;
  }

  @Test
  @Rule({"P-056", "P-057"})
  void eachIsAProductWhoseFirstLineSaysWhatItIs() {
    try (Pair pair = new Pair()) {
      shirt(pair);
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("SHIRT-S", "SHIRT-XL");
      FakeRecord large = pair.ledger.product("SHIRT-XL");
      assertThat(large.text("label")).isEqualTo("Shirt - XL, Red");
      assertThat(large.text("description")).startsWith("Size: XL, Colour: Red<br").contains("Soft");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-058")
  void itsPriceAndWeightAreTheProductsAndItsOwnDifference() {
    try (Pair pair = new Pair()) {
      int shirt = shirt(pair);
      pair.sync();
      FakeRecord large = pair.ledger.product("SHIRT-XL");
      assertThat(large.number("price")).isEqualByComparingTo("12.5");
      assertThat(large.number("weight")).isEqualByComparingTo("0.25");
      assertThat(pair.ledger.product("SHIRT-S").text("barcode")).isEqualTo("4006381333931");
      assertThat(pair.ledger.stockOf("SHIRT-XL")).isEqualByComparingTo("3");
      pair.shop.fake.products().edit(shirt, draft -> draft.price("20"));
      pair.sync();
      assertThat(pair.ledger.product("SHIRT-S").number("price")).isEqualByComparingTo("20");
      assertThat(pair.ledger.product("SHIRT-XL").number("price")).isEqualByComparingTo("22.5");
      pair.quiet();
    }
  }

  @Test
  @Rule({"P-043", "P-055"})
  void itStandsWhereItsProductStandsAndHasItsLongText() {
    try (Pair pair = new Pair()) {
      int shirts = pair.shop.category("Shirts");
      int sale = pair.shop.category("Sale");
      int size = pair.shop.option("Size");
      int shirt =
          pair.shop.product(
              "Shirt",
              "SHIRT",
              draft -> draft.in(shirts).text("description", "<p>Made of <b>cotton</b></p>"));
      pair.shop.combination(shirt, "SHIRT-S", pair.shop.value(size, "S"));
      pair.sync();
      long small = pair.ledger.product("SHIRT-S").id();
      assertThat(pair.ledger.fake.backOffice().categoriesOf(small))
          .containsExactly(pair.ledger.category("Shirts").id());
      assertThat(pair.ledger.extra("SHIRT-S", "longdescript")).isEqualTo("Made of cotton");
      pair.shop.fake.products().edit(shirt, draft -> draft.in(sale));
      pair.sync();
      assertThat(pair.ledger.fake.backOffice().categoriesOf(small))
          .containsExactly(pair.ledger.category("Sale").id());
      pair.quiet();
    }
  }

  @Test
  @Rule("P-059")
  void aProductThatGetsCombinationsStepsAsideAndComesBackWithoutThem() {
    try (Pair pair = new Pair()) {
      int size = pair.shop.option("Size");
      int shirt = pair.shop.product("Shirt", "SHIRT");
      pair.sync();
      assertThat(pair.ledger.product("SHIRT").text("status")).isEqualTo("1");
      int small = pair.shop.combination(shirt, "SHIRT-S", pair.shop.value(size, "S"));
      pair.shop.fake.products().edit(shirt, draft -> draft.price("11"));
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("SHIRT", "SHIRT-S");
      assertThat(pair.ledger.product("SHIRT").text("status")).isEqualTo("0");
      assertThat(pair.ledger.product("SHIRT").text("status_buy")).isEqualTo("0");
      pair.shop.fake.combinations().delete(small);
      pair.shop.fake.products().edit(shirt, draft -> draft.price("12"));
      pair.sweep();
      assertThat(pair.ledger.product("SHIRT").text("status")).isEqualTo("1");
      assertThat(pair.ledger.product("SHIRT").text("status_buy")).isEqualTo("1");
    }
  }

  @Test
  @Rule("P-057")
  void theProductOfCombinationsIsMadeTooIfItShall() {
    try (Pair pair = new Pair(catalogue(more -> more.withParents(true)))) {
      shirt(pair);
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("SHIRT", "SHIRT-S", "SHIRT-XL");
      assertThat(pair.ledger.product("SHIRT").text("status")).isEqualTo("0");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-057")
  void theyMayBeChildrenOfDolibarrsVariants() {
    try (Pair pair =
        new Pair.Wish()
            .right(built -> built.variants(true))
            .settings(catalogue(more -> more.withMode(Mode.VARIANTS)))
            .pair()) {
      shirt(pair);
      pair.sync();
      FakeRecord parent = pair.ledger.product("SHIRT");
      assertThat(parent.text("status")).isEqualTo("1");
      assertThat(pair.ledger.fake.backOffice().variantsOf(parent.id()).values())
          .containsExactlyInAnyOrder(
              pair.ledger.product("SHIRT-S").id(), pair.ledger.product("SHIRT-XL").id());
      assertThat(pair.ledger.product("SHIRT-XL").number("price")).isEqualByComparingTo("12.5");
      assertThat(pair.ledger.stockOf("SHIRT-XL")).isEqualByComparingTo("3");
      pair.quiet();
    }
  }
}
