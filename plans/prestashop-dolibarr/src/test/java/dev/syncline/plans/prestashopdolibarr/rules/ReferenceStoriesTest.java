package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.plans.prestashopdolibarr.CatalogueSettings;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.SameBy;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.RequestLog;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What products are called in Dolibarr, and which are taken for the same. */
class ReferenceStoriesTest {

  private static final int MANY = 28;

  private static Pair pair(UnaryOperator<CatalogueSettings> more) {
    return new Pair(all -> all.withCatalogue(more.apply(all.catalogue())));
  }

  @Test
  @Rule("P-050")
  void aReferenceFollowsItsPattern() {
    try (Pair pair = pair(more -> more.withReference("{shop}-{ref}-{id}.{comb}_{ean}_{name}"))) {
      int id =
          pair.shop.product("Lampe d'été", "LAMP", draft -> draft.set("ean13", "4006381333931"));
      pair.sync();
      assertThat(pair.ledger.refs())
          .containsExactly("ps1-LAMP-" + id + "._4006381333931_lampe-d-ete");
    }
  }

  @Test
  @Rule("P-050")
  void aCombinationWithoutAReferenceHasItsProducts() {
    try (Pair pair = pair(more -> more.withReference("{ref}/{id}/{comb}"))) {
      int size = pair.shop.option("Size");
      int shirt = pair.shop.product("Shirt", "SHIRT");
      int small = pair.shop.combination(shirt, "", pair.shop.value(size, "S"));
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactly("SHIRT_" + shirt + "_" + small);
    }
  }

  @Test
  @Rule({"P-050", "P-052"})
  void combinationsOfOneReferenceAreCounted() {
    try (Pair pair = new Pair()) {
      int size = pair.shop.option("Size");
      int shirt = pair.shop.product("Shirt", "SHIRT");
      for (String each : new String[] {"S", "M", "L"}) {
        pair.shop.combination(shirt, "", pair.shop.value(size, each));
      }
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("SHIRT", "SHIRT-1", "SHIRT-2");
      pair.quiet();
      pair.sweep();
      pair.quiet();
    }
  }

  @Test
  @Rule("P-052")
  void manyCombinationsOfOneReferenceCostOneRequestEach() {
    try (Pair pair = new Pair()) {
      int size = pair.shop.option("Size");
      int shirt = pair.shop.product("Shirt", "SHIRT");
      for (int each = 0; each < MANY; each++) {
        pair.shop.combination(shirt, "", pair.shop.value(size, "No. " + each));
      }
      pair.ledger.fake.products().add(draft -> draft.ref("SHIRT-1").label("Somebody's shirt"));
      int before = pair.ledger.fake.log().size();
      pair.sync();
      List<RequestLog.Entry> asked = pair.ledger.fake.log().since(before);
      assertThat(pair.ledger.refs()).hasSize(MANY + 1).contains("SHIRT", "SHIRT-" + MANY);
      assertThat(asked)
          .filteredOn(each -> each.method().equals("POST") && each.path().endsWith("/products"))
          .hasSizeBetween(MANY, MANY + 2);
      assertThat(asked)
          .filteredOn(each -> each.method().equals("GET") && each.path().endsWith("/products"))
          .hasSizeLessThan(8);
    }
  }

  @Test
  @Rule("P-051")
  void anEmptyReferenceIsMadeOfTheShopAndTheIds() {
    try (Pair pair = new Pair(more -> more.withShop("lyon"))) {
      int size = pair.shop.option("Size");
      int lamp = pair.shop.product("Lamp", "");
      int shirt = pair.shop.product("Shirt", "");
      int small = pair.shop.combination(shirt, "", pair.shop.value(size, "S"));
      pair.sync();
      assertThat(pair.ledger.refs())
          .containsExactlyInAnyOrder("lyonP" + lamp, "lyonP" + shirt + "-" + small);
    }
  }

  @Test
  @Rule("P-052")
  void threeOfOneReferenceAreNumberedAndKeepTheirNumbers() {
    try (Pair pair = new Pair()) {
      int first = pair.shop.product("One", "LAMP");
      pair.shop.product("Two", "LAMP");
      pair.shop.product("Three", "LAMP");
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("LAMP", "LAMP-1", "LAMP-2");
      assertThat(pair.ledger.product("LAMP").text("label")).isEqualTo("One");
      pair.shop.fake.products().edit(first, draft -> draft.price("12"));
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("LAMP", "LAMP-1", "LAMP-2");
      pair.quiet();
    }
  }

  @Test
  @Rule({"P-031", "P-052"})
  void aReferenceThatIsThereIsTakenOverOrLeftAlone() {
    for (SameBy by : SameBy.values()) {
      try (Pair pair = pair(more -> more.withSameBy(by))) {
        long there =
            pair.ledger
                .fake
                .products()
                .add(draft -> draft.ref("LAMP").label("Ours").set("status", 1))
                .id();
        pair.shop.product("Desk lamp", "LAMP");
        pair.sync();
        if (by == SameBy.NOTHING) {
          assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("LAMP", "LAMP-1");
          assertThat(pair.ledger.product("LAMP").text("label")).isEqualTo("Ours");
        } else {
          assertThat(pair.ledger.refs()).containsExactly("LAMP");
          assertThat(pair.ledger.product("LAMP").id()).isEqualTo(there);
          assertThat(pair.ledger.product("LAMP").text("label")).isEqualTo("Desk lamp");
        }
        pair.quiet();
      }
    }
  }

  @Test
  @Rule("P-031")
  void aBarcodeMayTellTheSame() {
    try (Pair pair = pair(more -> more.withSameBy(SameBy.BARCODE))) {
      long there =
          pair.ledger
              .fake
              .products()
              .add(draft -> draft.ref("A-7").label("Ours").set("barcode", "4006381333931"))
              .id();
      pair.shop.product("Desk lamp", "LAMP", draft -> draft.set("ean13", "4006381333931"));
      pair.sync();
      assertThat(pair.ledger.fake.products().size()).isEqualTo(1);
      assertThat(pair.ledger.product("LAMP").id()).isEqualTo(there);
    }
  }

  @Test
  @Rule("P-053")
  void aReferenceFollowsUnlessTheSettingsSayOtherwise() {
    for (boolean follows : new boolean[] {true, false}) {
      try (Pair pair = pair(more -> more.withReferenceFollowing(follows))) {
        int lamp = pair.shop.product("Lamp", "LAMP");
        pair.sync();
        pair.shop.fake.products().edit(lamp, draft -> draft.reference("LAMP-NEW"));
        pair.sync();
        assertThat(pair.ledger.refs()).containsExactly(follows ? "LAMP-NEW" : "LAMP");
        pair.quiet();
      }
    }
  }

  @Test
  @Rule("P-034")
  void twoShopsOfOneDolibarrKeepTheirProductsApart() {
    UnaryOperator<PrestaShopDolibarrSettings> own =
        all ->
            all.withCatalogue(all.catalogue().withSameBy(SameBy.NOTHING).withRootCategory("Lyon"));
    try (Pair pair = new Pair(own);
        Shop paris = pair.anotherShop()) {
      pair.shop.category("Lamps");
      pair.shop.product("Lamp of Lyon", "LAMP");
      paris.category("Lamps");
      paris.product("Lamp of Paris", "LAMP");
      pair.sync();
      pair.syncFrom(
          paris,
          pair.settings()
              .withShop("paris")
              .withCatalogue(
                  pair.settings()
                      .catalogue()
                      .withRootCategory("Paris")
                      .withReference("{shop}-{ref}")));
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("LAMP", "paris-LAMP");
      assertThat(pair.ledger.labels()).containsExactlyInAnyOrder("Lyon", "Lamps", "Paris", "Lamps");
      pair.quiet();
    }
  }
}
