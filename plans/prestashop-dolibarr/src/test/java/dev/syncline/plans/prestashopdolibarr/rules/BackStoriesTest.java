package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Comparison;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.model.Product;
import dev.syncline.plans.prestashopdolibarr.BackSettings;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What goes back from Dolibarr to the shop. */
class BackStoriesTest {

  private static Pair pair(UnaryOperator<BackSettings> more) {
    return new Pair(all -> all.withBack(more.apply(all.back().withWrites(true))));
  }

  private static Item in(Pair pair, int product) {
    return pair.shop.fake.products().get(product);
  }

  @Test
  @Rule("P-131")
  void nothingGoesBackUnlessItIsSwitchedOn() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      pair.sync();
      long there = pair.ledger.product("LAMP").id();
      int before = pair.shop.fake.requests().writes();
      pair.ledger.fake.products().add(draft -> draft.ref("OURS").label("Ours").set("status", 1));
      pair.ledger.fake.products().update(there, draft -> draft.price("99").set("status", 0));
      pair.sync();
      pair.sync();
      assertThat(pair.shop.fake.requests().writes()).isEqualTo(before);
      assertThat(in(pair, lamp).amount("price")).isEqualByComparingTo("10");
      assertThat(pair.shop.fake.products().size()).isEqualTo(1);
    }
  }

  @Test
  @Rule({"P-131", "P-134"})
  void aPriceOfDolibarrIsTheShopsAndIsNeverWrittenFromThere() {
    try (Pair pair = pair(more -> more.withOwned(Owned.PRICE))) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.set("id_tax_rules_group", 1));
      pair.sync();
      FakeRecord there = pair.ledger.product("LAMP");
      assertThat(there.number("price")).isEqualByComparingTo("10");
      pair.ledger.fake.products().update(there.id(), draft -> draft.price("14"));
      pair.sync();
      assertThat(in(pair, lamp).amount("price")).isEqualByComparingTo("14");
      pair.shop.fake.products().edit(lamp, draft -> draft.price("3").name("Good lamp"));
      pair.sync();
      assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("14");
      assertThat(pair.ledger.product("LAMP").text("label")).isEqualTo("Good lamp");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-134")
  void aCombinationsPriceIsADifference() {
    try (Pair pair = pair(more -> more.withOwned(Owned.PRICE))) {
      int size = pair.shop.option("Size");
      int shirt = pair.shop.product("Shirt", "SHIRT");
      int large = pair.shop.combination(shirt, "SHIRT-L", pair.shop.value(size, "L"));
      pair.sync();
      long there = pair.ledger.product("SHIRT-L").id();
      pair.ledger.fake.products().update(there, draft -> draft.price("12.5"));
      pair.sync();
      assertThat(pair.shop.fake.combinations().get(large).amount("price"))
          .isEqualByComparingTo("2.5");
      assertThat(in(pair, shirt).amount("price")).isEqualByComparingTo("10");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-130")
  void referenceBarcodeAndWeightGoBack() {
    try (Pair pair = pair(more -> more.withOwned(Owned.FIELDS))) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.set("weight", "1"));
      pair.sync();
      long there = pair.ledger.product("LAMP").id();
      pair.ledger
          .fake
          .products()
          .update(
              there,
              draft -> draft.ref("LAMP-B").set("weight", "1.5").set("barcode", "4006381333931"));
      pair.sync();
      assertThat(in(pair, lamp).get("reference")).isEqualTo("LAMP-B");
      assertThat(in(pair, lamp).get("ean13")).isEqualTo("4006381333931");
      assertThat(in(pair, lamp).amount("weight")).isEqualByComparingTo("1.5");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-137")
  void offSaleOrDeletedInDolibarrIsInactiveInTheShop() {
    try (Pair pair = pair(more -> more.withOwned(Owned.ON_SALE))) {
      int off = pair.shop.product("Lamp", "OFF");
      int gone = pair.shop.product("Old lamp", "GONE", draft -> draft.quantity(0));
      pair.sync();
      pair.ledger
          .fake
          .products()
          .update(pair.ledger.product("OFF").id(), draft -> draft.set("status", 0));
      pair.ledger.fake.products().delete(pair.ledger.product("GONE").id());
      pair.sync();
      pair.sweep();
      assertThat(in(pair, off).get("active")).isEqualTo("0");
      assertThat(in(pair, gone).get("active")).isEqualTo("0");
      pair.ledger
          .fake
          .products()
          .update(pair.ledger.product("OFF").id(), draft -> draft.set("status", 1));
      pair.sync();
      assertThat(in(pair, off).get("active")).isEqualTo("1");
      pair.quiet();
    }
  }

  @Test
  @Rule({"P-130", "P-135", "P-136"})
  void aNewProductOfTheCategoryIsMadeInTheShopAndNotShownYet() {
    try (Pair pair = pair(more -> more.withOwned(Owned.ON_SALE))) {
      int lamps = pair.shop.category("Lamps");
      pair.sync();
      long web = pair.ledger.category("Lamps").id();
      pair.set(
          all ->
              all.withStockSource(StockSource.NONE)
                  .withBack(all.back().withNewProducts(false, Long.toString(web))));
      pair.ledger.fake.products().add(draft -> draft.ref("NOT").label("Not for the shop"));
      long made =
          pair.ledger
              .fake
              .products()
              .add(
                  draft ->
                      draft
                          .ref("NEW")
                          .label("New lamp")
                          .price("30")
                          .vat("20")
                          .set("status", 1)
                          .set("description", "<p>Bright</p>"))
              .id();
      pair.ledger.fake.backOffice().categorise(made, web);
      pair.sync();
      Item born = pair.shop.fake.products().all().get(0);
      assertThat(pair.shop.fake.products().size()).isEqualTo(1);
      assertThat(born.get("reference")).isEqualTo("NEW");
      assertThat(born.text("name")).isEqualTo("New lamp");
      assertThat(born.amount("price")).isEqualByComparingTo("30");
      assertThat(born.get("active")).isEqualTo("0");
      assertThat(born.text("description_short")).contains("Bright");
      assertThat(born.ids("categories")).contains(lamps);
      pair.quiet();
      pair.shop
          .fake
          .products()
          .edit(born.id(), draft -> draft.text("description_short", "<p>Shop's own</p>"));
      pair.sync();
      pair.ledger.fake.products().update(made, draft -> draft.set("note_public", "x"));
      pair.sync();
      assertThat(in(pair, born.id()).text("description_short")).contains("Shop's own");
      assertThat(in(pair, born.id()).get("active")).isEqualTo("0");
    }
  }

  @Test
  @Rule("P-135")
  void aNewProductIsShownAtOnceIfItShall() {
    try (Pair pair = pair(more -> more.withOwned(Owned.ON_SALE).withNewProducts(true, null))) {
      pair.set(all -> all.withStockSource(StockSource.NONE));
      pair.ledger
          .fake
          .products()
          .add(draft -> draft.ref("NEW").label("New lamp").price("30").set("status", 1));
      pair.ledger
          .fake
          .products()
          .add(draft -> draft.ref("OFF").label("Off sale").price("30").set("status", 0));
      pair.sync();
      assertThat(pair.shop.fake.products().size()).isEqualTo(1);
      assertThat(pair.shop.fake.products().all().get(0).get("active")).isEqualTo("1");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-130")
  void categoriesGoBack() {
    try (Pair pair = pair(more -> more.withOwned(Owned.CATEGORIES))) {
      int lamps = pair.shop.category("Lamps");
      int sale = pair.shop.category("Sale");
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.in(lamps));
      pair.shop.product("Other", "OTHER", draft -> draft.in(sale));
      pair.sync();
      long there = pair.ledger.product("LAMP").id();
      pair.ledger.fake.backOffice().categorise(there, pair.ledger.category("Sale").id());
      pair.ledger
          .fake
          .products()
          .update(there, draft -> draft.label("Lamp").set("note_public", "x"));
      pair.sync();
      assertThat(in(pair, lamp).ids("categories")).contains(lamps, sale);
      pair.quiet();
    }
  }

  @Test
  @Rule("P-130")
  void stockOfDolibarrIsTheShops() {
    try (Pair pair =
        new Pair(
            all ->
                all.withStockSource(StockSource.DOLIBARR).withBack(all.back().withWrites(true)))) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.quantity(0));
      pair.sync();
      pair.ledger.fake.move(pair.ledger.product("LAMP").id(), Ledger.WAREHOUSE, 12);
      pair.sync();
      assertThat(pair.shop.fake.stock(lamp, 0)).isEqualTo(12);
      assertThat(pair.ledger.stockOf("LAMP")).isEqualByComparingTo("12");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-141")
  void atFirstWhatDiffersIsOnlyListed() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      pair.sync();
      long there = pair.ledger.product("LAMP").id();
      pair.ledger.fake.products().update(there, draft -> draft.price("14"));
      pair.set(all -> all.withBack(all.back().withOwned(Owned.PRICE)));
      pair.sync();
      pair.sync();
      assertThat(in(pair, lamp).amount("price")).isEqualByComparingTo("10");
      Comparison compared = pair.engine().compare(pair.plan());
      assertThat(compared.flows().get(Product.TYPE.name()).differences())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.leftId()).isEqualTo(Integer.toString(lamp));
                assertThat(each.units().toString()).contains("price").contains("COMPARED_ONLY");
              });
      assertThat(pair.check().notes()).anySatisfy(note -> assertThat(note).contains("compared"));
      pair.set(all -> all.withBack(all.back().withWrites(true)));
      pair.engine().realign(pair.plan());
      assertThat(in(pair, lamp).amount("price")).isEqualByComparingTo("14");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-140")
  void ofAPriceChangedOnBothSidesTheOwnersStaysAndTheListenerHears() {
    try (Pair pair = pair(more -> more.withOwned(Owned.PRICE))) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      pair.sync();
      pair.shop.fake.products().edit(lamp, draft -> draft.price("3"));
      pair.ledger
          .fake
          .products()
          .update(pair.ledger.product("LAMP").id(), draft -> draft.price("14"));
      pair.sync();
      assertThat(in(pair, lamp).amount("price")).isEqualByComparingTo("14");
      assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("14");
      assertThat(pair.heard.conflicts).containsExactly("product price>left right");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-140")
  void ofANameChangedOnBothSidesTheShopsStaysAndTheListenerHears() {
    try (Pair pair = pair(more -> more.withOwned(Owned.PRICE))) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      pair.sync();
      pair.shop.fake.products().edit(lamp, draft -> draft.name("Good lamp"));
      pair.ledger
          .fake
          .products()
          .update(pair.ledger.product("LAMP").id(), draft -> draft.label("Their lamp"));
      assertThat(pair.sync().decidedConflicts())
          .singleElement()
          .satisfies(each -> assertThat(each.unit()).startsWith("name"));
      assertThat(in(pair, lamp).text("name")).isEqualTo("Good lamp");
      assertThat(pair.ledger.product("LAMP").text("label")).isEqualTo("Good lamp");
      assertThat(pair.heard.conflicts).containsExactly("product name left");
      pair.quiet();
    }
  }

  /** Found by crash schedules of both ways: the shop had an article "Shipping". */
  @Test
  @Rule({"P-086", "P-135"})
  void theServiceThatDeliveryStandsOnIsNoArticleOfTheShop() {
    try (Pair pair = pair(more -> more.withNewProducts(true, null))) {
      Sales sales = new Sales(pair);
      int lamp = pair.shop.product("Lamp", "LAMP");
      sales.order(sales.anna(), Sales.PAID, draft -> draft.line(lamp, 1));
      pair.sync();
      pair.sync();
      pair.sweep();
      assertThat(pair.ledger.refs()).contains("LAMP", "SHIPPING");
      assertThat(pair.shop.fake.products().all())
          .extracting(each -> each.get("reference"))
          .containsExactly("LAMP");
    }
  }

  /** Found by the same: each look at everything put it again, until it was called a fight. */
  @Test
  @Rule("P-130")
  void aRateOfZeroIsAProductWithoutTaxInTheShop() {
    try (Pair pair = pair(more -> more.withOwned(Owned.PRICE))) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.set("id_tax_rules_group", 1));
      pair.sync();
      long there = pair.ledger.product("LAMP").id();
      pair.ledger.fake.products().update(there, draft -> draft.vat("0"));
      pair.sync();
      assertThat(in(pair, lamp).get("id_tax_rules_group")).isEqualTo("0");
      for (int look = 0; look < 4; look++) {
        assertThat(pair.sweep().writes()).isZero();
      }
    }
  }

  /** Found by the same, where the shop has no such rate: it is left out, and nobody fights. */
  @Test
  @Rule("P-130")
  void aRateThatTheShopHasNotIsLeftOutAndNobodyIsSaidToTurnItBack() {
    try (Pair pair = pair(more -> more.withOwned(Owned.PRICE))) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.set("id_tax_rules_group", 1));
      pair.sync();
      long there = pair.ledger.product("LAMP").id();
      pair.ledger.fake.products().update(there, draft -> draft.vat("8.5"));
      pair.sync();
      for (int look = 0; look < 5; look++) {
        assertThat(pair.sweep().writes()).isZero();
      }
      assertThat(in(pair, lamp).get("id_tax_rules_group")).isEqualTo("1");
    }
  }
}
