package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.syncline.PlanCheck;
import dev.syncline.PlanProblem;
import dev.syncline.Preview;
import dev.syncline.Relinked;
import dev.syncline.RunReport;
import dev.syncline.Side;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A host that begins: what the check says, the preview, and a store that was lost. */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartRealIT {

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

  private int shirt(String word, String reference) {
    int option = pair.shop.option(RealPair.own(word));
    int shirt = desk.product(word, "10.00", "20");
    for (String size : List.of("S", "M", "L")) {
      int value = pair.shop.value(option, size);
      int made =
          pair.shop.post(
              "combinations", RealShop.combination(shirt, RealPair.own(reference), "0", value));
      pair.shop.stock(shirt, made, size.charAt(0));
    }
    return shirt;
  }

  @Test
  void combinationsThatShareOneReferenceAreKnownAgainByAnEmptyStore() {
    shirt("shared", "shared-ref");
    pair.sync();
    List<String> references =
        List.of("shared-ref", "shared-ref-1", "shared-ref-2").stream().map(RealPair::own).toList();
    List<String> ids =
        references.stream().map(each -> RealLedger.id(pair.ledger.product(each))).toList();
    List<String> words =
        ids.stream()
            .map(id -> pair.ledger.get("products/" + id).path("description").asText())
            .toList();
    try (RealPair anew = RealPair.another()) {
      anew.count();
      RunReport report = anew.sync();
      assertThat(report.created(Side.RIGHT)).as(report.toString()).isZero();
      assertThat(report.updated(Side.RIGHT)).as(report.toString()).isZero();
    }
    for (int each = 0; each < ids.size(); each++) {
      assertThat(RealLedger.id(pair.ledger.product(references.get(each)))).isEqualTo(ids.get(each));
      assertThat(pair.ledger.get("products/" + ids.get(each)).path("description").asText())
          .isEqualTo(words.get(each));
    }
  }

  @Test
  void aStoreThatWasLostIsLinkedAgainByTheMarkers() {
    shirt("relinked", "relinked-ref");
    pair.sync();
    try (RealPair anew = RealPair.another()) {
      anew.count();
      Relinked relinked = anew.engine().relink(anew.plan());
      System.out.println(relinked);
      assertThat(relinked.stopped()).isEmpty();
      assertThat(relinked.doubtful()).isEmpty();
      assertThat(relinked.linked()).isPositive();
      assertThat(anew.writes()).isEmpty();
      RunReport report = anew.sync();
      assertThat(report.created(Side.RIGHT)).as(report.toString()).isZero();
      assertThat(report.updated(Side.RIGHT)).as(report.toString()).isZero();
    }
  }

  @Test
  void aPreviewSaysWhatWouldBeDoneAndDoesNothing() {
    int shirt = shirt("previewed", "previewed-ref");
    try (RealPair anew = RealPair.another()) {
      anew.count();
      Preview preview = anew.engine().preview(anew.plan());
      System.out.println(preview);
      assertThat(preview.wouldDo().stopped()).isEmpty();
      assertThat(preview.open()).isEmpty();
      assertThat(preview.creates("variant=product"))
          .as("product " + shirt)
          .isGreaterThanOrEqualTo(3);
      assertThat(anew.writes()).isEmpty();
    }
  }

  @Test
  void aKeyOfTheShopThatLacksRightsIsToldWhichOnes() {
    String key = Installations.limitedShopKey().orElse("");
    assumeThat(key).as("SYNCLINE_PRESTASHOP_LIMITED_KEY").isNotEmpty();
    try (RealPair poor = RealPair.another(key, Installations.ledgerKey())) {
      PlanCheck check = poor.engine().check(poor.plan());
      System.out.println(check);
      assertThat(check.problems())
          .filteredOn(each -> each.code().equals("PS_PERMISSION_MISSING"))
          .extracting(PlanProblem::setting)
          .contains("GET orders", "GET order_slip", "GET categories")
          .doesNotContain("GET products", "GET customers");
      assertThat(check.toString()).doesNotContain(key);
    }
  }

  @Test
  void aKeyOfDolibarrThatLacksRightsIsToldWhichOnes() {
    String key = Installations.limitedLedgerKey().orElse("");
    assumeThat(key).as("SYNCLINE_DOLIBARR_LIMITED_KEY").isNotEmpty();
    try (RealPair poor = RealPair.another(Installations.shopKey(), key)) {
      PlanCheck check = poor.engine().check(poor.plan());
      System.out.println(check);
      assertThat(check.problems())
          .filteredOn(each -> each.code().equals("RIGHT_MISSING"))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.toString()).doesNotContain(key));
    }
  }
}
