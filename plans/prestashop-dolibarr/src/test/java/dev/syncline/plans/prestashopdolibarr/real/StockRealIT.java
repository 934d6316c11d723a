package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Stock, counted by either side. */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockRealIT {

  private RealPair pair;

  @BeforeAll
  void open() {
    pair = RealPair.shared();
  }

  private int product(String word) {
    String own = RealPair.own(word);
    return pair.shop.post("products", pair.shop.product(own, own, "9", pair.shop.home(), ""));
  }

  private void counting(StockSource who) {
    pair.set(
        settings ->
            settings.withStockSource(who).withBack(settings.back().withWrites(true))); // P-141
    pair.sync();
    pair.sync();
  }

  @AfterEach
  void theShopCountsAgain() {
    pair.set(settings -> settings.withStockSource(StockSource.PRESTASHOP));
  }

  @Test
  void theShopCountsAndDolibarrFollows() {
    int lamp = product("counted-here");
    pair.shop.stock(lamp, 0, 21);
    pair.sync();
    String id = RealLedger.id(pair.ledger.product(RealPair.own("counted-here")));
    assertThat(pair.ledger.stock(id)).isEqualByComparingTo("21");
    pair.shop.stock(lamp, 0, 4);
    pair.sync();
    assertThat(pair.ledger.stock(id)).isEqualByComparingTo("4");
    assertThat(pair.shop.pieces(lamp, 0)).isEqualTo(4);
    pair.sync();
    pair.count();
    RunReport again = pair.sync();
    assertThat(pair.writes()).as(again.toString()).isEmpty();
  }

  @Test
  void dolibarrCountsAndTheShopFollows() {
    int option = pair.shop.option(RealPair.own("Height"));
    int tall = pair.shop.value(option, "tall");
    int lamp = product("counted-there");
    int shelf = product("counted-parent");
    int variant =
        pair.shop.post(
            "combinations",
            RealShop.combination(shelf, RealPair.own("counted-variant"), "0", tall));
    pair.shop.stock(lamp, 0, 10);
    pair.shop.stock(shelf, variant, 6);
    pair.sync();
    counting(StockSource.DOLIBARR);
    moved("counted-there", 5);
    moved("counted-variant", -2);
    pair.sync();
    assertThat(pair.shop.pieces(lamp, 0)).isEqualTo(15);
    assertThat(pair.shop.pieces(shelf, variant)).isEqualTo(4);
    pair.sync();
    pair.count();
    RunReport again = pair.sync();
    assertThat(pair.writes()).as(again.toString()).isEmpty();
  }

  private void moved(String word, int by) {
    String id = RealLedger.id(pair.ledger.product(RealPair.own(word)));
    pair.ledger.post(
        "stockmovements",
        "{\"product_id\":"
            + id
            + ",\"warehouse_id\":"
            + pair.ledger.first("warehouses")
            + ",\"qty\":"
            + by
            + ",\"movementlabel\":\"counted by hand\"}");
  }
}
