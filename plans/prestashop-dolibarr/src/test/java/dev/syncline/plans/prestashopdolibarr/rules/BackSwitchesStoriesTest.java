package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each thing that may go back is switched on its own, and has one owner. */
class BackSwitchesStoriesTest {

  /** What people may change of a product, by whom it may belong to. */
  private static final class Lamp {

    final Pair pair;
    final int id;
    final int sale;

    Lamp(Pair pair) {
      this.pair = pair;
      int lamps = pair.shop.category("Lamps");
      sale = pair.shop.category("Sale");
      pair.shop.product("Other", "OTHER", draft -> draft.in(sale));
      id =
          pair.shop.product(
              "Lamp", "LAMP", draft -> draft.in(lamps).set("weight", "1").quantity(5));
      pair.sync();
    }

    FakeRecord there() {
      return pair.ledger.fake.products().find(each -> each.ref().startsWith("LAMP")).orElseThrow();
    }

    Item here() {
      return pair.shop.fake.products().get(id);
    }

    void changeEverythingAtDolibarr() {
      long product = there().id();
      pair.ledger
          .fake
          .products()
          .update(
              product,
              draft ->
                  draft
                      .ref("LAMP-B")
                      .label("Their lamp")
                      .price("14")
                      .set("weight", "2")
                      .set("status", 0)
                      .set("description", "<p>Theirs</p>"));
      pair.ledger.fake.backOffice().categorise(product, pair.ledger.category("Sale").id());
      pair.ledger.fake.move(product, Ledger.WAREHOUSE, 3);
    }

    /** What of it came to the shop. */
    Set<String> arrived() {
      Set<String> arrived = new TreeSet<>();
      say(arrived, "PRICE", here().amount("price").intValue() == 14);
      say(arrived, "FIELDS", here().get("reference").equals("LAMP-B"));
      say(arrived, "FIELDS", here().amount("weight").intValue() == 2);
      say(arrived, "ON_SALE", here().get("active").equals("0"));
      say(arrived, "CATEGORIES", here().ids("categories").contains(sale));
      say(arrived, "STOCK", pair.shop.fake.stock(id, 0) == 8);
      say(arrived, "TEXTS", !here().text("name").equals("Lamp"));
      say(arrived, "TEXTS", here().text("description_short").contains("Theirs"));
      return arrived;
    }

    private static void say(Set<String> all, String what, boolean is) {
      if (is) {
        all.add(what);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Owned.class,
      names = {"PRICE", "FIELDS", "ON_SALE", "CATEGORIES"})
  @Rule("P-131")
  void whatIsSwitchedOnGoesBackAndNothingElse(Owned owned) {
    try (Pair pair = new Pair(all -> all.withBack(all.back().withWrites(true).withOwned(owned)))) {
      Lamp lamp = new Lamp(pair);
      lamp.changeEverythingAtDolibarr();
      pair.sync();
      assertThat(lamp.arrived()).containsExactly(owned.name());
    }
  }

  @Test
  @Rule("P-131")
  void stockGoesBackWithoutAnythingElse() {
    try (Pair pair =
        new Pair(
            all ->
                all.withStockSource(StockSource.DOLIBARR).withBack(all.back().withWrites(true)))) {
      Lamp lamp = new Lamp(pair);
      pair.ledger.fake.move(lamp.there().id(), Ledger.WAREHOUSE, 5);
      pair.sync();
      lamp.changeEverythingAtDolibarr();
      pair.sync();
      assertThat(lamp.arrived()).containsExactly("STOCK");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Owned.class,
      names = {"PRICE", "FIELDS", "ON_SALE", "CATEGORIES"})
  @Rule("P-131")
  void whatIsDolibarrsIsNeverWrittenFromTheShop(Owned owned) {
    try (Pair pair = new Pair(all -> all.withBack(all.back().withWrites(true).withOwned(owned)))) {
      Lamp lamp = new Lamp(pair);
      pair.shop
          .fake
          .products()
          .edit(
              lamp.id,
              draft ->
                  draft
                      .name("Good lamp")
                      .reference("LAMP-S")
                      .price("3")
                      .in(lamp.sale)
                      .set("weight", "7")
                      .set("active", 0));
      pair.sync();
      FakeRecord there = lamp.there();
      assertThat(there.text("label")).isEqualTo("Good lamp");
      Set<String> stayed = new TreeSet<>();
      Lamp.say(stayed, "PRICE", there.number("price").intValue() == 10);
      Lamp.say(
          stayed, "FIELDS", there.ref().equals("LAMP") && there.number("weight").intValue() == 1);
      Lamp.say(stayed, "ON_SALE", there.text("status").equals("1"));
      Lamp.say(
          stayed,
          "CATEGORIES",
          !pair.ledger
              .fake
              .backOffice()
              .categoriesOf(there.id())
              .contains(pair.ledger.category("Sale").id()));
      assertThat(stayed).containsExactly(owned.name());
    }
  }

  @Test
  @Rule({"P-131", "P-141"})
  void whatIsOwnedButNotWrittenYetIsNeitherWrittenHereNorThere() {
    try (Pair pair =
        new Pair(
            all ->
                all.withStockSource(StockSource.DOLIBARR)
                    .withBack(all.back().withOwned(Owned.values()).withNewProducts(true, null)))) {
      Lamp lamp = new Lamp(pair);
      int before = pair.shop.fake.requests().writes();
      lamp.changeEverythingAtDolibarr();
      pair.ledger
          .fake
          .products()
          .add(draft -> draft.ref("NEW").label("New lamp").price("30").set("status", 1));
      pair.sync();
      pair.sweep();
      assertThat(pair.shop.fake.requests().writes()).isEqualTo(before);
    }
  }
}
