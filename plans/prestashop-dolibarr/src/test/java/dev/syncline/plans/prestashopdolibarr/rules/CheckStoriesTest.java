package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.PlanNotReady;
import dev.syncline.PlanProblem;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode;
import dev.syncline.plans.prestashopdolibarr.OrderSettings;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.plans.prestashopdolibarr.StatePair;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import dev.syncline.testkit.Rule;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person is told before anything moves. */
class CheckStoriesTest {

  private static Arguments wrong(
      String setting, String named, UnaryOperator<OrderSettings> settings) {
    return Arguments.of(setting, named, settings);
  }

  static Stream<Arguments> wrongs() {
    return Stream.of(
        wrong(
            "orders.states",
            "77",
            orders -> orders.withStates(List.of(new StatePair("77", OrderStatus.CLOSED)))),
        wrong("orders.triggerStates", "78", orders -> orders.withTrigger(Trigger.STATES, "78")),
        wrong(
            "orders.triggerStates", "none is named", orders -> orders.withTrigger(Trigger.STATES)),
        wrong("orders.paidStates", "79", orders -> orders.withPaidStates(List.of("2", "79"))),
        wrong("orders.stateNames", "80", orders -> orders.withStateNames(Map.of("80", "Lost"))),
        wrong("orders.statesBack", "81", orders -> orders.withStatesBack(Map.of("2", "81"))),
        wrong("orders.statesBack", "9", orders -> orders.withStatesBack(Map.of("9", "4"))),
        wrong("orders.carriers", "82", orders -> orders.withCarriers(Map.of("82", "2"))),
        wrong("orders.carriers", "83", orders -> orders.withCarriers(Map.of("1", "83"))),
        wrong(
            "orders.paymentMethods",
            "84",
            orders -> orders.withPaymentMethods(Map.of("ps_checkpayment", "84"), "2")),
        wrong("orders.paymentMethods", "85", orders -> orders.withPaymentMethods(Map.of(), "85")));
  }

  @ParameterizedTest(name = "{0} names {1}")
  @MethodSource("wrongs")
  @Rule("P-111")
  void whatTheSettingsNameAndNobodyHasIsOneMessageWithWhatThereIs(
      String setting, String named, UnaryOperator<OrderSettings> settings) {
    try (Pair pair = new Pair(all -> all.withOrders(settings.apply(all.orders())))) {
      assertThat(pair.check().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.setting()).isEqualTo(setting);
                assertThat(problem.text()).contains(named);
                assertThat(problem.remedy()).isNotBlank().doesNotContain(named + " (");
              });
    }
  }

  @Test
  @Rule({"P-110", "P-111"})
  void whatIsProposedFitsBothAccounts() {
    try (Pair pair = new Pair()) {
      assertThat(pair.check().problems()).isEmpty();
    }
  }

  @Test
  @Rule({"P-110", "P-084"})
  void theZoneOfTheShopIsProposedAndAnotherOneIsSaid() {
    try (Pair pair = new Pair.Wish().shop(built -> built.zone(ZoneId.of("Europe/Paris"))).pair()) {
      assertThat(pair.settings().orders().zone()).isEqualTo("Europe/Paris");
      assertThat(pair.check().notes()).noneMatch(note -> note.contains("orders.zone"));
      pair.set(all -> all.withOrders(all.orders().withZone("UTC")));
      assertThat(pair.check().notes())
          .contains("the shop's zone is Europe/Paris, and orders.zone is UTC");
    }
  }

  @Test
  @Rule({"P-111", "P-091"})
  void aPaymentThatHasNoWayOrNoAccountIsSaid() {
    UnaryOperator<PrestaShopDolibarrSettings> noMethod =
        all ->
            all.withOrders(all.orders().withPaymentMethods(Map.of("ps_checkpayment", "7"), null));
    try (Pair pair = new Pair(noMethod)) {
      var bare =
          dev.syncline.dolibarr.DolibarrConnector.builder()
              .url(pair.ledger.fake.base())
              .key(pair.ledger.fake.apiKey())
              .warehouse("1")
              .bankAccount("2", "1")
              .time(pair.time)
              .under(pair.ledger.fake.inProcess())
              .build();
      assertThat(pair.engine().check(pair.plan(pair.left, bare)).problems())
          .extracting(PlanProblem::code, PlanProblem::setting)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("PAYMENT_METHOD_MISSING", "orders.paymentMethod"),
              org.assertj.core.groups.Tuple.tuple("BANK_ACCOUNT_MISSING", "bank account"));
      bare.close();
    }
    try (Pair pair =
        new Pair.Wish().right(built -> built.bankAccount("7", "99")).settings(noMethod).pair()) {
      assertThat(pair.check().problems())
          .extracting(PlanProblem::code, PlanProblem::text)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  "BANK_ACCOUNT_UNKNOWN",
                  "payments by way 7 go to account 99, which there is not"));
      pair.set(all -> all.without(Part.PAYMENTS));
      assertThat(pair.check().problems()).as("nothing is paid").isEmpty();
    }
  }

  @Test
  @Rule({"P-111", "P-122"})
  void withoutTheModuleOfBanksTheCheckSaysWhatToSwitchOn() {
    try (Pair pair = new Pair()) {
      pair.ledger.fake.module("banque", false);
      assertThat(pair.check().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.setting()).isEqualTo("bankaccounts");
                assertThat(problem.remedy()).contains("switch it on").contains("Setup, Modules");
              });
    }
  }

  @Test
  @Rule("P-111")
  void aModuleByWhichNobodyPaidLatelyAndARateThatIsMissingAreSaid() {
    try (Pair pair =
        new Pair(
            all -> all.withOrders(all.orders().withPaymentMethods(Map.of("paypall", "6"), "6")))) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1");
      sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
      int tax =
          pair.shop.fake.shelf("taxes").add(draft -> draft.name("Odd").set("rate", "13.5")).id();
      int group =
          pair.shop
              .fake
              .shelf("tax_rule_groups")
              .add(draft -> draft.set("name", "Odd").set("active", 1))
              .id();
      pair.shop
          .fake
          .shelf("tax_rules")
          .add(
              draft ->
                  draft.set("id_tax_rules_group", group).set("id_country", 8).set("id_tax", tax));
      assertThat(pair.check().notes())
          .anyMatch(note -> note.contains("no order was paid by paypall lately"))
          .anyMatch(note -> note.contains("no tax rate of 13.5"));
    }
  }

  @Test
  @Rule("P-111")
  void aRunDoesNotAskForWhatOnlyAPersonWantsToKnow() {
    try (Pair pair = new Pair()) {
      pair.sync();
      int before = pair.shop.asked();
      pair.sync();
      assertThat(pair.shop.fake.requestsSince(before).of("order_states")).isZero();
    }
  }

  @Test
  @Rule("P-057")
  void whatCombinationsAreIsSettledByTheFirstOfThem() {
    try (Pair pair =
        new Pair.Wish().ledger(built -> built).right(built -> built.variants(true)).pair()) {
      int shirt = pair.shop.product("Shirt", "SHIRT");
      int size = pair.shop.option("Size");
      pair.set(all -> all.withCatalogue(all.catalogue().withMode(Mode.VARIANTS)));
      pair.sync();
      pair.set(all -> all.withCatalogue(all.catalogue().withMode(Mode.FLAT)));
      assertThat(pair.check().ok()).as("nothing was made yet").isTrue();
      pair.shop.combination(shirt, "SHIRT-S", pair.shop.value(size, "S"));
      pair.sync();
      int made = pair.ledger.fake.products().size();

      pair.set(all -> all.withCatalogue(all.catalogue().withMode(Mode.VARIANTS)));
      assertThat(pair.check().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo("MODE_SETTLED");
                assertThat(problem.setting()).isEqualTo("catalogue.mode");
                assertThat(problem.remedy()).contains("back to FLAT");
              });
      assertThatThrownBy(pair::run).isInstanceOf(PlanNotReady.class);
      assertThat(pair.ledger.fake.products().size()).isEqualTo(made);
      pair.set(all -> all.withCatalogue(all.catalogue().withMode(Mode.FLAT)));
      pair.quiet();
    }
  }
}
