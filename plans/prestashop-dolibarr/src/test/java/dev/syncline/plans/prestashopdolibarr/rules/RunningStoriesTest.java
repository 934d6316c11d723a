package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.PlanNotReady;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.connector.Unavailable;
import dev.syncline.dolibarr.fake.Breakage;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.model.Category;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.fake.Mishap;
import dev.syncline.prestashop.fake.Seed;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pair runs: the first sync, what comes after it, and what goes wrong. */
class RunningStoriesTest {

  private static void lamps(Pair pair, int count) {
    for (int i = 0; i < count; i++) {
      pair.shop.product("Lamp " + i, "L" + i);
    }
  }

  @Test
  @Rule({"P-020", "P-024"})
  void aWholeShopArrivesAndTheSecondTimeNothingIsWritten() {
    try (Pair pair =
        new Pair.Wish()
            .shop(built -> built.languages("en-US", "fr-FR", "de-DE"))
            .settings(more -> more.withParts(EnumSet.of(Part.CATALOGUE, Part.STOCK, Part.IMAGES)))
            .pair()) {
      new Seed(7, 6, 40, 10, 0, 0).fill(pair.shop.fake);
      pair.sync();
      assertThat(pair.ledger.fake.categories().size()).isEqualTo(6);
      int combinations = pair.shop.fake.combinations().size();
      assertThat(pair.ledger.fake.products().size()).isEqualTo(30 + combinations);
      int shop = pair.shop.asked();
      int ledger = pair.ledger.asked();
      pair.quiet();
      assertThat(pair.shop.asked() - shop).isLessThanOrEqualTo(12);
      assertThat(pair.ledger.asked() - ledger).isLessThanOrEqualTo(12);
      pair.sweep();
      pair.quiet();
    }
  }

  @Test
  @Rule({"P-022", "P-026"})
  void aBadProductStopsNobodyElseAndAMissingCategoryIsBroughtFirst() {
    try (Pair pair = new Pair()) {
      int lamps = pair.shop.category("Lamps");
      int desk = pair.shop.category("Desk lamps", lamps);
      pair.shop.product("Good", "GOOD", draft -> draft.in(desk));
      pair.shop.product("Bad", "BAD");
      pair.ledger.fake.breakNext(
          Breakage.EMPTY_ERROR,
          request -> request.method().equals("POST") && request.text().contains("\"BAD\""));
      RunReport report = pair.run();
      assertThat(pair.ledger.refs()).contains("GOOD");
      assertThat(pair.ledger.labels()).containsExactlyInAnyOrder("Lamps", "Desk lamps");
      assertThat(report).isNotNull();
      pair.run();
      pair.run();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("GOOD", "BAD");
    }
  }

  @Test
  @Rule({"P-024", "P-025"})
  void whatAnImportChangedWithoutADateIsFoundByALookAtEverything() {
    try (Pair pair = new Pair()) {
      lamps(pair, 5);
      pair.sync();
      int third = pair.shop.fake.products().where("reference", "L2").get(0).id();
      pair.shop.fake.products().imported(third, draft -> draft.price("77"));
      int before = pair.writes();
      pair.sync();
      assertThat(pair.writes()).isEqualTo(before);
      pair.sweep();
      assertThat(pair.writes()).isEqualTo(before + 1);
      assertThat(pair.ledger.product("L2").number("price")).isEqualByComparingTo("77");
    }
  }

  @Test
  @Rule("P-023")
  void aRunThatWasBrokenOffGoesOnAndDoublesNothing() {
    try (Pair pair = new Pair()) {
      lamps(pair, 30);
      pair.ledger.fake.faults().onNext("POST", "products", Fault.LOST_AFTER);
      pair.ledger.fake.faults().onNext("POST", "products", Fault.LOST_BEFORE);
      pair.run();
      pair.restart();
      pair.run();
      pair.run();
      assertThat(pair.ledger.fake.products().size()).isEqualTo(30);
      pair.quiet();
    }
  }

  @Test
  @Rule("P-006")
  void whatIsSwitchedOffIsNeitherReadNorWrittenAndItsLinksStay() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      pair.sync();
      pair.set(more -> more.without(Part.CATALOGUE, Part.STOCK, Part.IMAGES));
      pair.shop.fake.products().edit(lamp, draft -> draft.price("12"));
      int before = pair.shop.asked();
      pair.sync();
      assertThat(pair.shop.fake.requestsSince(before).of("products")).isZero();
      assertThat(pair.shop.fake.requestsSince(before).of("categories")).isZero();
      assertThat(pair.shop.fake.requestsSince(before).of("stock_availables")).isZero();
      assertThat(pair.store.scanLinks(Pair.PLAN, Product.TYPE.name(), "", 10)).hasSize(1);
      pair.set(more -> more.withParts(EnumSet.allOf(Part.class)));
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactly("LAMP");
      assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("12");
    }
  }

  @Test
  @Rule("P-006")
  void theCatalogueGoesAloneWhereOrdersAreOff() {
    try (Pair pair = new Pair(more -> more.withParts(EnumSet.of(Part.CATALOGUE)))) {
      pair.shop.product("Lamp", "LAMP");
      int before = pair.shop.asked();
      pair.sync();
      assertThat(pair.plan().flows())
          .extracting(flow -> flow.type(Side.LEFT))
          .containsExactly(Category.TYPE, Product.TYPE, Variant.TYPE);
      assertThat(pair.shop.fake.requestsSince(before).of("orders")).isZero();
      assertThat(pair.ledger.fake.movements().size()).isZero();
    }
  }

  @Test
  @Rule("P-009")
  void aShopInMaintenancePausesThePairAndFailsNoEntity() {
    try (Pair pair = new Pair()) {
      lamps(pair, 3);
      AtomicBoolean down = new AtomicBoolean(true);
      pair.shop.fake.mishap(1000, request -> down.get(), Mishap.PROXY_503);
      assertThatThrownBy(pair::run).isInstanceOf(Unavailable.class);
      assertThat(pair.failures()).isEmpty();
      down.set(false);
      pair.sync();
      assertThat(pair.ledger.fake.products().size()).isEqualTo(3);
    }
  }

  @Test
  @Rule("P-124")
  void afterAnOutageOfDolibarrEverythingIsCaughtUp() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      pair.sync();
      pair.ledger.fake.databaseDown(true);
      pair.shop.fake.products().edit(lamp, draft -> draft.price("11"));
      pair.shop.product("Other", "OTHER");
      for (int hour = 0; hour < 3; hour++) {
        assertThatThrownBy(pair::run).isInstanceOf(Unavailable.class);
      }
      pair.shop.fake.products().edit(lamp, draft -> draft.price("12"));
      assertThat(pair.failures()).isEmpty();
      pair.ledger.fake.databaseDown(false);
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("LAMP", "OTHER");
      assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("12");
      pair.quiet();
    }
  }

  @Test
  @Rule("P-121")
  void whatFailedIsTriedAgainByItselfAndByHand() {
    try (Pair pair = new Pair(more -> more.withNegativeStock(true))) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      int other = pair.shop.product("Other", "OTHER");
      pair.sync();
      pair.shop.fake.setStock(lamp, 0, -3);
      pair.shop.fake.setStock(other, 0, 9);
      pair.run();
      assertThat(pair.ledger.stockOf("OTHER")).isEqualByComparingTo("9");
      List<Failure> failures = pair.failures();
      assertThat(failures).hasSize(1);
      assertThat(failures.get(0).reason()).contains("NO_STOCK");
      pair.ledger.fake.constant("STOCK_DISALLOW_NEGATIVE_TRANSFER", "");
      pair.engine().retry(pair.plan(), failures.get(0));
      pair.sync();
      assertThat(pair.ledger.stockOf("LAMP")).isEqualByComparingTo("-3");
      assertThat(pair.failures()).isEmpty();
    }
  }

  @Test
  @Rule("P-122")
  void aRevokedKeyStopsThePlanAndIsSaidOnce() {
    try (Pair pair = new Pair()) {
      lamps(pair, 3);
      pair.shop.fake.dropKey(pair.shop.fake.key());
      for (int hour = 0; hour < 2; hour++) {
        assertThatThrownBy(pair::run).isInstanceOf(PlanNotReady.class).hasMessageContaining("key");
      }
      assertThat(pair.failures()).isEmpty();
      assertThat(pair.ledger.fake.products().size()).isZero();
    }
  }

  @Test
  @Rule("P-120")
  void everyOutcomeIsToldWithItsReasonAndBothIds() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP");
      RunReport report = pair.sync();
      FakeRecord made = pair.ledger.product("LAMP");
      assertThat(report.flows().get(Product.TYPE.name()).created().get(Side.RIGHT)).isEqualTo(1);
      assertThat(pair.engine().explain(pair.plan(), Product.TYPE, Side.LEFT, "" + lamp).toString())
          .contains("right")
          .contains(Long.toString(made.id()));
    }
  }

  @Test
  @Rule("P-111")
  void theCheckNamesAMissingExtraFieldAndSetUpMakesIt() {
    try (Pair pair =
        new Pair(more -> more.withCatalogue(more.catalogue().withLongTextField("story")))) {
      assertThat(pair.check().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.setting()).contains("story");
                assertThat(problem.remedy()).contains("install");
              });
      pair.engine().install(pair.plan());
      assertThat(pair.check().problems()).isEmpty();
      pair.shop.product("Lamp", "LAMP", draft -> draft.text("description", "<p>Light</p>"));
      pair.sync();
      assertThat(pair.ledger.extra("LAMP", "story")).isEqualTo("Light");
    }
  }

  @Test
  @Rule("P-111")
  void theCheckNamesAModuleAWarehouseAndVariantsThatAreMissing() {
    try (Pair pair =
        new Pair.Wish()
            .ledger(built -> built.without("categorie"))
            .right(built -> built.warehouse("99"))
            .settings(
                more ->
                    more.withCatalogue(
                        more.catalogue()
                            .withMode(
                                dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode
                                    .VARIANTS)))
            .pair()) {
      assertThat(pair.check().problems())
          .extracting(problem -> problem.code())
          .contains("WAREHOUSE_UNKNOWN");
      assertThat(pair.check().toString()).contains("categories").contains("Setup, Modules");
    }
  }

  @Test
  @Rule("P-122")
  void aModuleThatIsSwitchedOffStopsThePlan() {
    try (Pair pair = new Pair()) {
      lamps(pair, 2);
      pair.ledger.fake.module("product", false);
      RunReport report = pair.run();
      assertThat(report.clean()).isFalse();
      assertThat(pair.failures()).isEmpty();
    }
  }

  @Test
  @Rule({"P-007", "P-021", "P-023"})
  void aRunGoesInSlicesAndGoesOnWhereItWasEnded() {
    AtomicReference<Pair> running = new AtomicReference<>();
    SyncListener ends =
        new SyncListener() {
          @Override
          public void touched(Run run, Touched entity) {
            running.get().engine().cancel(running.get().plan());
          }
        };
    try (Pair pair = new Pair.Wish().engine(built -> built.slice(10).listener(ends)).pair()) {
      running.set(pair);
      lamps(pair, 230);
      pair.run();
      int first = pair.ledger.fake.products().size();
      assertThat(first).isBetween(1, 100);
      pair.run();
      assertThat(pair.ledger.fake.products().size()).isBetween(first + 1, 200);
      for (int run = 0; run < 6; run++) {
        pair.run();
      }
      assertThat(pair.ledger.fake.products().size()).isEqualTo(230);
      assertThat(pair.ledger.fake.requests().count("POST", "products")).isEqualTo(230);
    }
  }

  @Test
  @Rule("P-112")
  void twoBuildersAndNoSettingsAreEnough() {
    try (Pair pair = new Pair(more -> PrestaShopDolibarrSettings.parse("{}"))) {
      assertThat(pair.settings()).isEqualTo(PrestaShopDolibarrSettings.defaults());
      assertThat(pair.check().problems()).isEmpty();
      pair.shop.product("Lamp", "LAMP");
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactly("LAMP");
    }
  }

  @ParameterizedTest
  @CsvSource({"1.6.1.24, 14.0.5", "1.7.8.11, 18.0.4", "8.2.0, 22.0.2", "9.1.4, 24.0.0"})
  @Rule("P-010")
  void theCatalogueGoesBetweenAllVersions(String shop, String ledger) {
    try (Pair pair =
        new Pair.Wish()
            .shop(built -> built.version(shop))
            .ledger(built -> built.version(ledger))
            .pair()) {
      int lamps = pair.shop.category("Lamps");
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.in(lamps));
      int size = pair.shop.option("Size");
      pair.shop.combination(
          pair.shop.product("Shirt", "SHIRT"), "SHIRT-S", pair.shop.value(size, "S"));
      pair.sync();
      pair.shop.fake.products().edit(lamp, draft -> draft.price("12"));
      pair.shop.fake.setStock(lamp, 0, 2);
      pair.sync();
      assertThat(pair.ledger.refs()).containsExactlyInAnyOrder("LAMP", "SHIRT-S");
      assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("12");
      assertThat(pair.ledger.stockOf("LAMP")).isEqualByComparingTo("2");
      assertThat(pair.ledger.fake.backOffice().categoriesOf(pair.ledger.product("LAMP").id()))
          .hasSize(1);
      pair.quiet();
    }
  }
}
