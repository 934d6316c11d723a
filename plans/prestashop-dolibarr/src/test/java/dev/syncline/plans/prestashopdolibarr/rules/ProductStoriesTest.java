package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.LongText;
import dev.syncline.testkit.Rule;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Products without combinations. */
class ProductStoriesTest {

  private static Pair pair(UnaryOperator<CatalogueSettings> more) {
    return new Pair(all -> all.withCatalogue(more.apply(all.catalogue())));
  }

  @Test
  @Rule("P-054")
  void whatAProductIsLikeTravels() {
    try (Pair pair = new Pair()) {
      pair.shop.product(
          "Desk lamp",
          "LAMP-1",
          draft ->
              draft
                  .price("24.5")
                  .text("description_short", "<p>Bends <b>far</b></p>")
                  .set("id_tax_rules_group", 1)
                  .set("wholesale_price", "11.25")
                  .set("weight", "1.2")
                  .set("depth", "20")
                  .set("width", "15")
                  .set("height", "45")
                  .set("ean13", "4006381333931"));
      pair.sync();
      FakeRecord lamp = pair.ledger.product("LAMP-1");
      assertThat(lamp.text("label")).isEqualTo("Desk lamp");
      assertThat(lamp.text("description")).contains("Bends <b>far</b>");
      assertThat(lamp.number("price")).isEqualByComparingTo("24.5");
      assertThat(lamp.text("price_base_type")).isEqualTo("HT");
      assertThat(lamp.number("tva_tx")).isEqualByComparingTo("20");
      assertThat(lamp.number("cost_price")).isEqualByComparingTo("11.25");
      assertThat(lamp.number("weight")).isEqualByComparingTo("1.2");
      assertThat(lamp.number("length")).isEqualByComparingTo("20");
      assertThat(lamp.number("width")).isEqualByComparingTo("15");
      assertThat(lamp.number("height")).isEqualByComparingTo("45");
      assertThat(lamp.text("barcode")).isEqualTo("4006381333931");
      assertThat(lamp.text("status")).isEqualTo("1");
      assertThat(lamp.text("status_buy")).isEqualTo("1");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-054")
  void theTaxRateIsThatOfTheShopsOwnCountry() {
    try (Pair pair = new Pair()) {
      int tax =
          pair.shop.fake.shelf("taxes").add(draft -> draft.name("Abroad").set("rate", "19")).id();
      int group =
          pair.shop
              .fake
              .shelf("tax_rule_groups")
              .add(draft -> draft.set("name", "Goods").set("active", 1))
              .id();
      for (int country : new int[] {1, 8, 3}) {
        int its = country == 8 ? 2 : tax;
        pair.shop
            .fake
            .shelf("tax_rules")
            .add(
                draft ->
                    draft
                        .set("id_tax_rules_group", group)
                        .set("id_country", country)
                        .set("id_tax", its));
      }
      pair.shop.product("Lamp", "LAMP", draft -> draft.set("id_tax_rules_group", group));
      pair.sync();
      assertThat(pair.shop.fake.configuration("PS_COUNTRY_DEFAULT")).isEqualTo("8");
      assertThat(pair.ledger.product("LAMP").number("tva_tx"))
          .isEqualByComparingTo(pair.shop.fake.shelf("taxes").get(2).amount("rate"))
          .isNotEqualByComparingTo("19");
    }
  }

  @Test
  @Rule("P-054")
  void anInactiveProductIsOffSaleAndComesBack() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.set("active", 0));
      pair.sync();
      assertThat(pair.ledger.product("LAMP").text("status")).isEqualTo("0");
      pair.shop.fake.products().edit(lamp, draft -> draft.set("active", 1));
      pair.sync();
      assertThat(pair.ledger.product("LAMP").text("status")).isEqualTo("1");
    }
  }

  @Test
  @Rule("P-054")
  void pricesMayBeKeptWithTaxAndStayRightWhenEitherChanges() {
    try (Pair pair = pair(more -> more.withGrossPrices(true).withPurchasable(false))) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.set("id_tax_rules_group", 1));
      pair.sync();
      FakeRecord made = pair.ledger.product("LAMP");
      assertThat(made.text("price_base_type")).isEqualTo("TTC");
      assertThat(made.number("price_ttc")).isEqualByComparingTo("12");
      assertThat(made.text("status_buy")).isEqualTo("0");
      pair.shop.fake.products().edit(lamp, draft -> draft.price("20"));
      pair.sync();
      assertThat(pair.ledger.product("LAMP").text("price_base_type")).isEqualTo("TTC");
      assertThat(pair.ledger.product("LAMP").number("price_ttc")).isEqualByComparingTo("24");
      assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("20");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-054")
  void theAddressOfThePageTravelsIfItShall() {
    try (Pair with = pair(more -> more.withPages(true));
        Pair without = new Pair()) {
      int lamp = with.shop.product("Lamp", "LAMP");
      without.shop.product("Lamp", "LAMP");
      with.sync();
      without.sync();
      assertThat(with.ledger.product("LAMP").text("url")).contains("id_product=" + lamp);
      assertThat(without.ledger.product("LAMP").text("url")).isEmpty();
    }
  }

  @Test
  @Rule("P-055")
  void theLongDescriptionIsPlainTextInAnExtraField() {
    try (Pair pair = new Pair()) {
      pair.shop.product(
          "Lamp",
          "LAMP",
          draft -> draft.text("description", "<p>Light &amp; <b>warm</b></p><p>Bends far</p>"));
      pair.sync();
      assertThat(pair.ledger.extra("LAMP", "longdescript")).isEqualTo("Light & warm\nBends far");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-055")
  void theLongDescriptionMayBeHtmlInTheNoteOrStayAtHome() {
    try (Pair note = pair(more -> more.withLongText(LongText.NOTE));
        Pair none = pair(more -> more.withLongText(LongText.NONE))) {
      for (Pair pair : new Pair[] {note, none}) {
        pair.shop.product(
            "Lamp", "LAMP", draft -> draft.text("description", "<p>Light <b>warm</b></p>"));
        pair.sync();
        assertThat(pair.ledger.extra("LAMP", "longdescript")).isEmpty();
      }
      assertThat(note.ledger.product("LAMP").text("note_private")).contains("<b>warm</b>");
      assertThat(none.ledger.product("LAMP").text("note_private")).doesNotContain("warm");
      note.quiet();
    }
  }

  @Test
  @Rule({"P-055", "P-060"})
  void aLongDescriptionWithWhatDolibarrDoesNotKeepGoesNotBackAndForth() {
    try (Pair pair = new Pair()) {
      pair.shop.product(
          "15\" Lamp <3",
          "LAMP",
          draft ->
              draft.text(
                  "description", "<p>Cosy \uD83D\uDE00 " + "light ".repeat(20_000) + "</p>"));
      pair.sync();
      assertThat(pair.ledger.extra("LAMP", "longdescript")).startsWith("Cosy").endsWith("...");
      pair.quiet();
      pair.sweep();
      pair.quiet();
    }
  }

  @Test
  @Rule("P-062")
  void whatIsVirtualIsAServiceUnlessTheSettingsSayOtherwise() {
    try (Pair pair = new Pair();
        Pair goods = pair(more -> more.withServices(false))) {
      for (Pair each : new Pair[] {pair, goods}) {
        each.shop.product("Voucher", "V", draft -> draft.set("is_virtual", 1));
        each.shop.product("Set", "SET", draft -> draft.set("cache_is_pack", 1));
        each.sync();
        assertThat(each.ledger.product("SET").text("type")).isEqualTo("0");
      }
      assertThat(pair.ledger.product("V").text("type")).isEqualTo("1");
      assertThat(goods.ledger.product("V").text("type")).isEqualTo("0");
    }
  }

  @Test
  @Rule("P-064")
  void featuresMayStandInExtraFields() {
    try (Pair pair = pair(more -> more.withFeatures(Map.of("Material", "material")))) {
      pair.ledger.fake.backOffice().extraField("product", "material", "varchar", 255, false);
      int material = pair.shop.feature("Material");
      int wood = pair.shop.featureValue(material, "Wood");
      int steel = pair.shop.featureValue(material, "Steel");
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.feature(material, wood));
      pair.sync();
      assertThat(pair.ledger.extra("LAMP", "material")).isEqualTo("Wood");
      pair.shop.fake.products().edit(lamp, draft -> draft.feature(material, steel));
      pair.sync();
      assertThat(pair.ledger.extra("LAMP", "material")).isEqualTo("Steel");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-065")
  void aDeletedProductIsDeletedOrTakenOffSaleWhereItWasUsed() {
    try (Pair pair = new Pair()) {
      int unused = pair.shop.product("Unused", "UNUSED", draft -> draft.quantity(0));
      int used = pair.shop.product("Used", "USED");
      pair.sync();
      long tea =
          pair.ledger.fake.thirdParties().add(draft -> draft.name("Tea").set("client", 1)).id();
      pair.ledger.fake.orders().add(draft -> draft.customer(tea).line("USED", 1, "10"));
      pair.shop.fake.products().delete(unused);
      pair.shop.fake.products().delete(used);
      pair.sweep();
      assertThat(pair.ledger.refs()).containsExactly("USED");
      assertThat(pair.ledger.product("USED").text("status")).isEqualTo("0");
      assertThat(pair.ledger.product("USED").text("status_buy")).as("nor bought").isEqualTo("0");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-065")
  void aMassDeletionIsHeld() {
    try (Pair pair = new Pair()) {
      int[] ids = new int[60];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = pair.shop.product("Lamp " + i, "L" + i, draft -> draft.quantity(0));
      }
      pair.sync();
      for (int i = 0; i < 40; i++) {
        pair.shop.fake.products().delete(ids[i]);
      }
      pair.reconcile();
      assertThat(pair.ledger.fake.products().size()).isEqualTo(60);
      assertThat(pair.failures())
          .anySatisfy(failure -> assertThat(failure.reason()).contains("MASS_DELETION"));
    }
  }
}
