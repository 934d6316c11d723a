package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.PlanProblem;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Invoice;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import dev.syncline.testkit.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

  private static final BitrixMoySkladSettings GOOD =
      BitrixMoySkladSettings.defaults()
          .withStages(StagePair.of("NEW", "fresh"), StagePair.of("WON", "done"));

  private final Shop left = Shop.bitrix();
  private final Shop right = Shop.moysklad();

  @Test
  void goodSettingsHaveNoProblem() {
    assertThat(problems(GOOD)).isEmpty();
  }

  @Test
  @Rule("B-018")
  void withoutAMappedStageThePlanIsNotReady() {
    assertThat(problems(BitrixMoySkladSettings.defaults()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.setting()).isEqualTo("stages");
              assertThat(problem.remedy()).contains("proposed");
            });
  }

  @Test
  void aStateThatNoLongerExistsIsToldWithThoseThatDo() {
    right.without(Dictionaries.ORDER_STATUS, "done");
    assertThat(problems(GOOD))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.account()).isEqualTo("moysklad:acme");
              assertThat(problem.setting()).isEqualTo("stages[1].state");
              assertThat(problem.text())
                  .contains("WON 'the WON' maps to order state done")
                  .contains("states are: fresh 'the fresh', packed 'the packed'");
            });
  }

  @Test
  void aStageThatNoLongerExistsIsToldWithThoseThatDo() {
    left.without(Dictionaries.ORDER_STATUS, "NEW");
    assertThat(problems(GOOD))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.account()).isEqualTo("bitrix24:acme");
              assertThat(problem.setting()).isEqualTo("stages[0].stage");
              assertThat(problem.text()).contains("NEW").contains("EXECUTING 'the EXECUTING'");
            });
  }

  @Test
  @Rule("B-074")
  void aStageTwiceAndTwoPrimariesAreTold() {
    assertThat(
            texts(
                GOOD.withStages(
                    StagePair.of("NEW", "fresh").asPrimary(),
                    StagePair.of("NEW", "packed"),
                    StagePair.of("EXECUTING", "fresh").asPrimary())))
        .hasSize(2)
        .anyMatch(text -> text.contains("stage NEW 'the NEW' is mapped more than once"))
        .anyMatch(text -> text.contains("fresh 'the fresh' has more than one primary stage"));
  }

  @Test
  @Rule("B-073")
  void everyFunnelMayHaveAPrimaryOfItsOwn() {
    assertThat(
            texts(
                GOOD.withStages(
                    StagePair.of("WON", "done").asPrimary(),
                    StagePair.of("C3:WON", "done").asPrimary())))
        .isEmpty();
  }

  @Test
  @Rule("B-073")
  void theFunnelForNewDealsMustExistAndHaveAMappedStage() {
    assertThat(problems(GOOD.withPipeline("9")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("pipelines are: 0, 3"));
    assertThat(texts(GOOD.withPipeline("3")))
        .singleElement()
        .asString()
        .contains("no stage is mapped");
    assertThat(
            texts(
                GOOD.withPipeline("9")
                    .withDirections(Directions.ALL_BOTH.withOrders(Way.TO_MOYSKLAD))))
        .isEmpty();
  }

  @Test
  void aStageOfAnotherFunnelIsTold() {
    assertThat(
            texts(
                GOOD.withStages(
                    StagePair.of("NEW", "fresh"), new StagePair("0", "C3:NEW", "packed", false))))
        .singleElement()
        .asString()
        .contains("belongs to pipeline 3, not to 0");
  }

  @Test
  @Rule("B-023")
  void aDefaultThatIsGoneOrArchivedIsTold() {
    assertThat(texts(GOOD.withOrganization("closed-llc").withStore("burnt-down")))
        .hasSize(2)
        .anyMatch(text -> text.contains("'the closed-llc' is archived; there are: acme-llc"))
        .anyMatch(text -> text.contains("store burnt-down is gone; there are: main-store"));
    right.without(Dictionaries.STORE, "main-store");
    assertThat(texts(GOOD)).singleElement().asString().contains("no store that is not archived");
  }

  @Test
  void defaultsOfMoySkladDoNotMatterWhereNoOrderIsMadeThere() {
    right.without(Dictionaries.STORE, "main-store");
    assertThat(texts(GOOD.withDirections(Directions.ALL_BOTH.withOrders(Way.TO_BITRIX24))))
        .isEmpty();
  }

  @Test
  @Rule("B-110")
  void unknownAndDoublyMappedCurrenciesAreTold() {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("USD", "EUR");
    pairs.put("BYN", "EUR");
    assertThat(texts(GOOD.withCurrencies(pairs)))
        .hasSize(2)
        .anyMatch(text -> text.contains("currency USD is unknown to Bitrix24; there are: RUB"))
        .anyMatch(text -> text.contains("several currencies of Bitrix24 are mapped to EUR"));
  }

  @Test
  @Rule("B-105")
  void employeesMustBeKnownAndAdministratorsMustWork() {
    BitrixMoySkladSettings settings =
        GOOD.withResponsibles(List.of(EmployeePair.of("77", "ann"), EmployeePair.of("1", "gone")))
            .withAdministrators(new Administrators("3", null));
    assertThat(texts(settings))
        .hasSize(2)
        .anyMatch(text -> text.contains("user 77 is unknown to Bitrix24"))
        .anyMatch(text -> text.contains("administrator 3 does not work in Bitrix24"));
  }

  @Test
  void ordersDoNotTravelWithoutWhatTheyReferTo() {
    Directions orders = Directions.ALL_BOTH.withProducts(Way.OFF).withCustomers(Way.OFF);
    assertThat(problems(GOOD.withDirections(orders)))
        .extracting(PlanProblem::setting)
        .containsExactly("directions.products", "directions.customers");
  }

  @Test
  void everyProblemHasItsCode() {
    codes(BitrixMoySkladSettings.defaults(), "STAGES_EMPTY");
    codes(GOOD.withStages(StagePair.of("OLD", "older")), "STAGE_GONE", "STAGE_GONE");
    codes(
        GOOD.withStages(StagePair.of("NEW", "fresh"), StagePair.of("NEW", "done")), "MAPPED_TWICE");
    codes(GOOD.withPipeline("9"), "PIPELINE_GONE");
    codes(GOOD.withPipeline("3"), "PIPELINE_UNMAPPED");
    codes(
        GOOD.withStore("burnt-down").withOrganization("closed-llc"),
        "DEFAULT_GONE",
        "DEFAULT_GONE");
    codes(GOOD.withCurrencies(Map.of("USD", "EUR")), "CURRENCY_GONE");
    codes(GOOD.withResponsibles(List.of(EmployeePair.of("77", "ann"))), "EMPLOYEE_UNKNOWN");
    codes(GOOD.withAdministrators(new Administrators("3", null)), "ADMINISTRATOR_GONE");
    codes(GOOD.withFreeRows(FreeRows.PLACEHOLDER), "PLACEHOLDER_MISSING");
    codes(GOOD.withDirections(Directions.ALL_BOTH.withProducts(Way.OFF)), "REFERENCE_STAYS");
  }

  @Test
  void invoicesAndStockAreMissedWhereASystemDoesNotShowThem() {
    codes(
        GOOD.withInvoiceStages(StagePair.of("DT31_5:P", "paid")).withStock(true),
        "TYPE_MISSING",
        "TYPE_MISSING",
        "TYPE_MISSING",
        "TYPE_MISSING");
  }

  @Test
  @Rule("B-085")
  void invoiceStagesAreCheckedLikeThoseOfDeals() {
    left.having(Invoice.TYPE);
    right.having(Invoice.TYPE);
    BitrixMoySkladSettings wrong =
        GOOD.withInvoiceStages(
            StagePair.of("DT31_5:N", "issued").asPrimary(),
            StagePair.of("DT31_5:S", "issued").asPrimary(),
            StagePair.of("DT31_5:X", "lost"));
    assertThat(problems(wrong))
        .extracting(PlanProblem::code, PlanProblem::setting)
        .containsExactly(
            tuple("STAGE_GONE", "invoiceStages[2].stage"),
            tuple("STAGE_GONE", "invoiceStages[2].state"),
            tuple("PRIMARY_TWICE", "invoiceStages"));
    assertThat(texts(wrong)).anyMatch(text -> text.contains("states are: issued 'the issued'"));
    codes(GOOD.withInvoiceStages(StagePair.of("DT31_5:P", "paid")));
  }

  @Test
  @Rule({"B-034", "B-037"})
  void aFieldThatShowsIdsHasNoOtherUse() {
    BitrixMoySkladSettings named = GOOD.withIdentification(Identification.named("Bitrix24 ID"));
    codes(named);
    codes(named.withProductFilter(ProductFilter.ALL.withTick("Bitrix24 ID")), "FIELD_IN_USE");
    codes(named.withCustomFields(List.of(pair("Gift", "Bitrix24 ID"))), "FIELD_IN_USE");
  }

  @Test
  void aFieldInTwoPairsIsToldAndTheFirstPairCounts() {
    codes(
        GOOD.withCustomFields(List.of(pair("Gift", "Present"), pair("Gift", "Other"))),
        "MAPPED_TWICE");
    codes(
        GOOD.withDeliveryAddress("Gift").withCustomFields(List.of(pair("Gift", "Present"))),
        "MAPPED_TWICE");
  }

  private static FieldPair pair(String bitrix, String moysklad) {
    return new FieldPair(FieldPair.Owner.ORDER, bitrix, moysklad, Sort.LINE);
  }

  @Test
  @Rule("B-107")
  void anEmployeeWhoLeftIsANoteAndNoProblem() {
    BitrixMoySkladSettings settings =
        GOOD.withResponsibles(List.of(EmployeePair.of("1", "gone"), EmployeePair.of("3", "bob")));
    codes(settings);
    assertThat(BitrixMoySkladPlan.of("shop", left, right, settings).notes())
        .hasSize(2)
        .anyMatch(note -> note.contains("employee gone of MoySklad"))
        .anyMatch(note -> note.contains("employee 3 of Bitrix24"));
    assertThat(BitrixMoySkladPlan.of("shop", left, right, GOOD).notes()).isEmpty();
  }

  @Test
  @Rule("B-120")
  void problemsSpeakTheLanguageOfTheSettings() {
    assertThat(problems(GOOD.withPipeline("9").withLanguage(Language.RU)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("PIPELINE_GONE");
              assertThat(problem.text()).contains("воронке 9");
              assertThat(problem.remedy()).isEqualTo("выберите в настройках другую");
            });
  }

  private void codes(BitrixMoySkladSettings settings, String... codes) {
    assertThat(problems(settings)).extracting(PlanProblem::code).containsExactly(codes);
  }

  @Test
  void everythingIsToldAtOnce() {
    assertThat(
            problems(
                GOOD.withStages(StagePair.of("OLD", "older"))
                    .withPipeline("9")
                    .withOrganization("none")
                    .withCurrencies(Map.of("XXX", "YYY"))))
        .extracting(PlanProblem::setting)
        .containsExactly(
            "stages[0].stage",
            "stages[0].state",
            "pipeline",
            "organization",
            "currencies",
            "currencies");
  }

  private List<PlanProblem> problems(BitrixMoySkladSettings settings) {
    return BitrixMoySkladPlan.of("shop", left, right, settings).problems();
  }

  private List<String> texts(BitrixMoySkladSettings settings) {
    return problems(settings).stream().map(PlanProblem::text).toList();
  }
}
