package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.plans.bitrix24moysklad.Town.SETTINGS;
import static dev.syncline.plans.bitrix24moysklad.Town.SHOWN_ID;
import static dev.syncline.plans.bitrix24moysklad.Town.deal;
import static dev.syncline.plans.bitrix24moysklad.Town.only;
import static dev.syncline.plans.bitrix24moysklad.Town.row;
import static dev.syncline.plans.bitrix24moysklad.Town.shownId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.Failure;
import dev.syncline.Installation;
import dev.syncline.PlanProblem;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields of MoySklad that show the id in Bitrix24. */
class IdentificationTest {

  private static final BitrixMoySkladSettings SHOWING =
      SETTINGS.withIdentification(new Identification(SHOWN_ID, null, SHOWN_ID, null, false));

  @Test
  @Rule({"B-030", "B-038"})
  void recordsOfMoySkladNameThoseOfBitrixWhicheverSideMadeThem() {
    try (Town town = shop()) {
      Ref acme = town.company("Acme");
      Ref tea = town.product("Tea");
      String deal = town.seller().add(deal(acme, row(tea, "1")));
      assertThat(town.run().clean()).isTrue();
      Entity order = only(town.moysklad, Order.TYPE);
      assertThat(order.require(shownId(Order.TYPE))).isEqualTo("deal:" + deal);
      assertThat(only(town.moysklad, Product.TYPE).require(shownId(Product.TYPE)))
          .isEqualTo("product:" + tea.id());

      String theirs =
          town.keeper()
              .add(
                  deal(order.require(Order.CUSTOMER))
                      .with(Order.STATUS, "fresh")
                      .with(Order.NUMBER, "00042"));
      town.run();
      String made =
          town.bitrix.entities(Order.TYPE).stream()
              .map(Entity::id)
              .filter(id -> !id.equals(deal))
              .findFirst()
              .orElseThrow();
      assertThat(town.moysklad.entity(Order.TYPE, theirs).require(shownId(Order.TYPE)))
          .isEqualTo("deal:" + made);
      quiet(town);
    }
  }

  @Test
  @Rule({"B-030", "B-036"})
  void missingFieldsAreMadeOnceHoweverOftenTheButtonIsPressed() {
    try (Town town = new Town(SHOWING)) {
      assertThat(town.check().problems())
          .extracting(PlanProblem::code)
          .containsOnly("FIELD_MISSING");
      Installation first = town.install();
      assertThat(first.made().get(Side.RIGHT))
          .extracting(CustomField::name, CustomField::sort)
          .containsExactly(tuple(SHOWN_ID, Sort.LINE), tuple(SHOWN_ID, Sort.LINE));
      assertThat(town.check().ok()).isTrue();
      Installation second = town.install();
      assertThat(second.made().get(Side.RIGHT)).isEmpty();
      assertThat(second.there().get(Side.RIGHT)).hasSize(2);
      assertThat(town.moysklad.dictionaries().customFields(Order.TYPE)).hasSize(1);
    }
  }

  @Test
  @Rule({"B-033", "B-037"})
  void aFieldOfAnotherSortIsRefusedAndNothingRuns() {
    try (Town town = new Town(SHOWING)) {
      town.keeper().makeField(CustomField.wanted(Order.TYPE, SHOWN_ID, Sort.NUMBER));
      town.keeper().makeField(CustomField.wanted(Product.TYPE, SHOWN_ID, Sort.LINE));
      assertThat(town.check().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo("FIELD_TYPE");
                assertThat(problem.account()).isEqualTo("moysklad:acme");
                assertThat(problem.setting()).contains(SHOWN_ID);
                assertThat(problem.remedy()).isNotBlank();
              });
    }
  }

  @Test
  @Rule("B-038")
  void aLostStoreIsRebuiltFromTheFieldsAndNothingIsMadeTwice() {
    try (Town town = shop()) {
      Ref acme = town.company("Acme");
      String deal = town.seller().add(deal(acme, row(town.product("Tea"), "1")));
      town.run();
      town.forget();
      RunReport again = town.run();
      assertThat(again.created(Side.LEFT)).isZero();
      assertThat(again.created(Side.RIGHT)).isZero();
      town.seller().set(deal, Order.COMMENT, "by courier");
      town.run();
      assertThat(only(town.moysklad, Order.TYPE).require(Order.COMMENT)).isEqualTo("by courier");
      quiet(town);
    }
  }

  @Test
  @Rule("B-039")
  void aValueThatPeopleChangeOrClearIsPutBack() {
    try (Town town = shop()) {
      String deal = town.seller().add(deal(town.company("Acme"), row(town.product("Tea"), "1")));
      town.run();
      String order = only(town.moysklad, Order.TYPE).id();
      town.keeper().set(order, shownId(Order.TYPE), "my own words");
      town.run();
      assertThat(shown(town)).isEqualTo("deal:" + deal);
      town.keeper().clear(order, shownId(Order.TYPE));
      town.run();
      assertThat(shown(town)).isEqualTo("deal:" + deal);
      quiet(town);
    }
  }

  private static String shown(Town town) {
    return only(town.moysklad, Order.TYPE).require(shownId(Order.TYPE));
  }

  @Test
  @Rule("B-039")
  void twoOrdersThatShowOneDealAreLeftAloneUntilOneShowsItNoMore() {
    try (Town town = shop()) {
      Ref tea = town.product("Tea");
      String deal = town.seller().add(deal(town.company("Acme"), row(tea, "1")));
      town.run();
      Entity order = only(town.moysklad, Order.TYPE);
      Entity copied = order.with(Order.NUMBER, "00043").with(Order.LINES, List.of());
      String copy = town.keeper().add(copied.withId(""));
      town.seller().set(deal, Order.COMMENT, "by courier");
      town.run();
      assertThat(town.failures())
          .isNotEmpty()
          .extracting(Failure::reason)
          .allMatch(reason -> reason.contains("DUPLICATE_LINK"));
      assertThat(town.moysklad.entity(Order.TYPE, order.id()).has(Order.COMMENT)).isFalse();
      assertThat(town.bitrix.entities(Order.TYPE)).hasSize(1);

      town.keeper().clear(copy, shownId(Order.TYPE));
      town.run();
      town.run();
      assertThat(town.moysklad.entity(Order.TYPE, order.id()).require(Order.COMMENT))
          .isEqualTo("by courier");
      assertThat(town.failures()).isEmpty();
    }
  }

  private static void quiet(Town town) {
    RunReport report = town.run();
    assertThat(report.writes()).as(report.toString()).isZero();
  }

  private static Town shop() {
    Town town = new Town(SHOWING);
    town.install();
    return town;
  }
}
