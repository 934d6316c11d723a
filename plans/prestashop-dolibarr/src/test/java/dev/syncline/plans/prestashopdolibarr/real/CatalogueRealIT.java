package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Product;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Categories, products and combinations with their stock. */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogueRealIT {

  private RealPair pair;
  private RealDesk desk;

  @BeforeAll
  void open() {
    pair = RealPair.shared();
    desk = new RealDesk(pair.shop);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  /** A code that no earlier run has used: Dolibarr keeps each once. */
  private static String ean() {
    String twelve = "40" + Long.toString(System.currentTimeMillis() / 100).substring(1, 11);
    int sum = 0;
    for (int each = 0; each < twelve.length(); each++) {
      sum += (twelve.charAt(each) - '0') * (each % 2 == 0 ? 1 : 3);
    }
    return twelve + (10 - sum % 10) % 10;
  }

  private int product(String word, int category, String more) {
    return pair.shop.post(
        "products",
        pair.shop.product(RealPair.own(word), RealPair.own(word), "12.50", category, more));
  }

  @Test
  void aTreeOfCategoriesArrivesAsATree() {
    int parent = pair.shop.category(RealPair.own("trunk"), pair.shop.home());
    pair.shop.category(RealPair.own("branch"), parent);
    pair.sync();
    JsonNode trunk = pair.ledger.only("categories", "label", RealPair.own("trunk"));
    JsonNode branch = pair.ledger.only("categories", "label", RealPair.own("branch"));
    assertThat(trunk.path("fk_parent").asText()).isEqualTo("0");
    assertThat(branch.path("fk_parent").asText()).isEqualTo(RealLedger.id(trunk));
  }

  @Test
  void aProductArrivesWithPriceTaxCodesAndCategory() {
    int category = pair.shop.category(RealPair.own("mugs"), pair.shop.home());
    String ean = ean();
    int mug =
        product(
            "mug",
            category,
            RealShop.node("id_tax_rules_group", desk.taxes("20"))
                + RealShop.node("ean13", ean)
                + RealShop.node("weight", "0.35")
                + RealShop.node("wholesale_price", "4.2")
                + pair.shop.text("description_short", "<p>For <b>tea</b>.</p>")
                + pair.shop.text("description", "<p>Long.</p>"));
    pair.shop.stock(mug, 0, 17);
    pair.sync();
    JsonNode there = pair.ledger.product(RealPair.own("mug"));
    assertThat(there.path("label").asText()).isEqualTo(RealPair.own("mug"));
    assertThat(there.path("ref_ext").asText()).matches("[A-Za-z0-9_.-]+");
    assertThat(RealLedger.decimal(there, "price")).isEqualByComparingTo("12.50");
    assertThat(RealLedger.decimal(there, "tva_tx")).isEqualByComparingTo("20");
    assertThat(RealLedger.decimal(there, "cost_price")).isEqualByComparingTo("4.2");
    assertThat(RealLedger.decimal(there, "weight")).isEqualByComparingTo("0.35");
    assertThat(there.path("barcode").asText()).isEqualTo(ean);
    assertThat(there.path("status").asText()).isEqualTo("1");
    assertThat(there.path("description").asText()).contains("<b>tea</b>");
    assertThat(there.path("array_options").path("options_longdescript").asText())
        .isEqualTo("Long.");
    assertThat(pair.ledger.categoriesOf(RealLedger.id(there)))
        .containsExactly(RealPair.own("mugs"));
    assertThat(pair.ledger.stock(RealLedger.id(there))).isEqualByComparingTo("17");
  }

  @Test
  void combinationsArriveAsProductsOfTheirOwn() {
    int option = pair.shop.option(RealPair.own("Size"));
    int small = pair.shop.value(option, "S");
    int large = pair.shop.value(option, "L");
    int shirt =
        product("shirt", pair.shop.home(), RealShop.node("id_tax_rules_group", desk.taxes("20")));
    int s =
        pair.shop.post(
            "combinations", RealShop.combination(shirt, RealPair.own("shirt-s"), "0", small));
    int l =
        pair.shop.post(
            "combinations", RealShop.combination(shirt, RealPair.own("shirt-l"), "2.50", large));
    pair.shop.stock(shirt, s, 3);
    pair.shop.stock(shirt, l, 4);
    pair.sync();
    JsonNode first = pair.ledger.product(RealPair.own("shirt-s"));
    JsonNode second = pair.ledger.product(RealPair.own("shirt-l"));
    assertThat(second.path("ref_ext").asText()).matches("[A-Za-z0-9_.-]+");
    assertThat(second.path("description").asText()).startsWith(RealPair.own("Size") + ": L");
    assertThat(RealLedger.decimal(second, "price")).isEqualByComparingTo("15");
    assertThat(RealLedger.decimal(second, "tva_tx")).isEqualByComparingTo("20");
    assertThat(pair.ledger.stock(RealLedger.id(first))).isEqualByComparingTo("3");
    assertThat(pair.ledger.stock(RealLedger.id(second))).isEqualByComparingTo("4");
  }

  @Test
  void whatIsChangedFollowsAndNothingElseIsWritten() {
    int first = pair.shop.category(RealPair.own("first"), pair.shop.home());
    int second = pair.shop.category(RealPair.own("second"), pair.shop.home());
    int lamp = product("lamp", first, "");
    pair.sync();
    String id = RealLedger.id(pair.ledger.product(RealPair.own("lamp")));
    pair.shop.patch(
        "products",
        "<product>"
            + RealShop.node("id", lamp)
            + RealShop.node("price", "19.99")
            + RealShop.node("id_category_default", second)
            + pair.shop.text("name", RealPair.own("lamp renamed"))
            + "<associations>"
            + RealShop.ids("categories", "category", second)
            + "</associations></product>");
    pair.shop.stock(lamp, 0, 8);
    pair.sync();
    JsonNode there = pair.ledger.get("products/" + id);
    assertThat(there.path("label").asText()).isEqualTo(RealPair.own("lamp renamed"));
    assertThat(RealLedger.decimal(there, "price")).isEqualByComparingTo("19.99");
    assertThat(pair.ledger.categoriesOf(id)).containsExactly(RealPair.own("second"));
    assertThat(pair.ledger.stock(id)).isEqualByComparingTo("8");
    pair.sync();
    pair.count();
    RunReport again = pair.sync();
    assertThat(pair.writes()).as(again.toString()).isEmpty();
  }

  static byte[] picture(int colour) {
    BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
    for (int each = 0; each < 300; each++) {
      image.setRGB(each, each, colour);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return bytes.toByteArray();
  }

  @Test
  void picturesComeAndGoWithTheShops() {
    int clock = product("clock", pair.shop.home(), "");
    int first = pair.shop.image(clock, picture(0xff0000));
    pair.shop.image(clock, picture(0x00ff00));
    pair.sync();
    String id = RealLedger.id(pair.ledger.product(RealPair.own("clock")));
    assertThat(pair.ledger.documentsOf(id)).hasSize(2);
    pair.shop.removeImage(clock, first);
    // A picture does not change the date of its product in the shop: a hint says so.
    pair.engine().hint(pair.plan(), Side.LEFT, Product.TYPE, Integer.toString(clock));
    pair.sync();
    assertThat(pair.ledger.documentsOf(id)).hasSize(1);
  }

  @Test
  void referencesThatAreTakenCountOn() {
    String taken = RealPair.own("twin");
    for (int each = 0; each < 3; each++) {
      product("twin", pair.shop.home(), "");
    }
    pair.sync();
    assertThat(List.of(taken, taken + "-1", taken + "-2"))
        .allSatisfy(reference -> assertThat(pair.ledger.product(reference)).isNotNull());
  }

  @Test
  void aProductThatIsDeletedGoesAndOneThatIsUsedStaysOffSale() {
    int unused = product("unused", pair.shop.home(), "");
    int used = product("used", pair.shop.home(), "");
    pair.sync();
    String usedId = RealLedger.id(pair.ledger.product(RealPair.own("used")));
    pair.ledger.sell(usedId);
    pair.shop.delete("products", unused);
    pair.shop.delete("products", used);
    pair.reconcile();
    assertThat(pair.ledger.maybe("products", "ref", RealPair.own("unused"))).isEmpty();
    JsonNode kept = pair.ledger.get("products/" + usedId);
    assertThat(kept.path("status").asText()).isEqualTo("0");
  }

  @Test
  void aFirstLoadInSlicesIsGoneOnWithAfterTheProcessDied() {
    int category = pair.shop.category(RealPair.own("sliced"), pair.shop.home());
    for (int each = 0; each < 12; each++) {
      product("slice" + each, category, "");
    }
    pair.restart(5);
    pair.toLedger.killAfter(
        4, call -> call.method().equals("POST") && call.url().encodedPath().endsWith("/products"));
    assertThatThrownBy(() -> pair.engine().run(pair.plan())).hasStackTraceContaining("Killed");
    pair.toLedger.mend();
    pair.restart(5);
    pair.awaitSettled();
    pair.sync();
    for (int each = 0; each < 12; each++) {
      assertThat(pair.ledger.where("products", "ref", RealPair.own("slice" + each))).hasSize(1);
      assertThat(pair.ledger.where("products", "ref", RealPair.own("slice" + each) + "-1"))
          .isEmpty();
    }
    pair.restart(dev.syncline.SyncEngine.SLICE);
  }
}
