package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Money;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import dev.syncline.testkit.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodesTest {

  private static final Optional<String> NEW_ONE = Optional.empty();
  private static final Put<String> UNMAPPED = Put.skip(ValueMap.UNMAPPED);

  private final StageMap stages =
      new StageMap(
          List.of(
              StagePair.of("NEW", "fresh"),
              StagePair.of("EXECUTING", "packed"),
              StagePair.of("FINAL_INVOICE", "packed").asPrimary(),
              StagePair.of("C3:NEW", "packed"),
              StagePair.of("C3:WON", "done")),
          "0");

  @Test
  @Rule("B-074")
  void anOrderComesBackToThePrimaryStage() {
    assertThat(stages.toLeft("packed", NEW_ONE)).isEqualTo(Put.value("FINAL_INVOICE"));
    assertThat(stages.toLeft("packed", Optional.of("NEW"))).isEqualTo(Put.value("FINAL_INVOICE"));
  }

  @Test
  @Rule("B-074")
  void aDealThatIsInAStageOfTheStateIsNotMoved() {
    assertThat(stages.toLeft("packed", Optional.of("EXECUTING"))).isEqualTo(Put.value("EXECUTING"));
  }

  @Test
  @Rule("B-073")
  void aDealStaysInItsFunnel() {
    assertThat(stages.toLeft("packed", Optional.of("C3:WON"))).isEqualTo(Put.value("C3:NEW"));
    assertThat(stages.toLeft("fresh", Optional.of("C3:WON"))).isEqualTo(UNMAPPED);
    assertThat(stages.toLeft("done", NEW_ONE)).isEqualTo(UNMAPPED);
  }

  @Test
  @Rule({"B-071", "B-072"})
  void anUnmappedCodeOnEitherSideKeepsTheDocumentOut() {
    assertThat(stages.toRight("LOSE", NEW_ONE)).isEqualTo(UNMAPPED);
    assertThat(stages.toRight("NEW", Optional.of("dropped"))).isEqualTo(UNMAPPED);
    assertThat(stages.toLeft("dropped", NEW_ONE)).isEqualTo(UNMAPPED);
    assertThat(stages.toLeft("fresh", Optional.of("LOSE"))).isEqualTo(UNMAPPED);
    assertThat(stages.toRight("NEW", Optional.of("done"))).isEqualTo(Put.value("fresh"));
  }

  @Test
  @Rule({"B-110", "B-111"})
  void currenciesGoByPairAndElseByEqualCode() {
    CurrencyMap currencies = new CurrencyMap(Map.of("BYN", "EUR"), CodesTest::dictionaries);
    assertThat(currencies.toRight("BYN", NEW_ONE)).isEqualTo(Put.value("EUR"));
    assertThat(currencies.toLeft("EUR", NEW_ONE)).isEqualTo(Put.value("BYN"));
    assertThat(currencies.toRight("RUB", NEW_ONE)).isEqualTo(Put.value("RUB"));
    assertThat(currencies.toRight("USD", NEW_ONE)).isEqualTo(Put.skip("CURRENCY_UNMAPPED"));
  }

  @Test
  @Rule("B-111")
  void anEqualCodeThatStandsForAnotherCurrencyIsNotTaken() {
    CurrencyMap currencies = new CurrencyMap(Map.of("BYN", "RUB"), CodesTest::dictionaries);
    assertThat(currencies.toRight("RUB", NEW_ONE)).isEqualTo(Put.skip("CURRENCY_UNMAPPED"));
  }

  @Test
  @Rule("B-112")
  void amountsAreNeverConverted() {
    CurrencyMap currencies = new CurrencyMap(Map.of("BYN", "EUR"), CodesTest::dictionaries);
    assertThat(currencies.money().toRight(Money.of("19.90", "BYN"), Optional.empty()))
        .isEqualTo(Put.value(Money.of("19.90", "EUR")));
    assertThat(currencies.money().toLeft(Money.of("1", "USD"), Optional.empty()))
        .isEqualTo(Put.skip("CURRENCY_UNMAPPED"));
  }

  @Test
  @Rule({"B-105", "B-107"})
  void severalUsersStandForOneEmployeeAndThePrimaryOneComesBack() {
    EmployeeMap employees =
        employees(EmployeePair.of("1", "ann"), EmployeePair.of("2", "ann").asPrimary());
    assertThat(employees.toRight("1", NEW_ONE)).isEqualTo(Put.value("ann"));
    assertThat(employees.toLeft("ann", NEW_ONE)).isEqualTo(Put.value("2"));
    assertThat(employees.toLeft("ann", Optional.of("1"))).isEqualTo(Put.value("1"));
  }

  @Test
  @Rule({"B-106", "B-107"})
  void whoHasNoPairOrAPairThatLeftIsReplacedByTheAdministrator() {
    EmployeeMap employees = employees(EmployeePair.of("1", "gone"));
    assertThat(employees.toRight("1", NEW_ONE)).isEqualTo(Put.value("bob"));
    assertThat(employees.toRight("77", NEW_ONE)).isEqualTo(Put.value("bob"));
    assertThat(employees.toLeft("ann", NEW_ONE)).isEqualTo(Put.value("2"));
  }

  @Test
  void anAdministratorWhoStandsInDoesNotComeBackInPlaceOfTheUser() {
    assertThat(employees().toLeft("bob", Optional.of("77"))).isEqualTo(Put.value("77"));
  }

  @Test
  @Rule("B-106")
  void withoutAnAdministratorTheVendorPutsInWhoTheConnectorActsAs() {
    EmployeeMap employees =
        new EmployeeMap(List.of(), Administrators.ACTING, CodesTest::dictionaries);
    assertThat(employees.toRight("1", NEW_ONE)).isEqualTo(UNMAPPED);
  }

  private static Dictionaries dictionaries(Side side) {
    return (side == Side.LEFT ? Shop.bitrix() : Shop.moysklad()).dictionaries();
  }

  private EmployeeMap employees(EmployeePair... pairs) {
    return new EmployeeMap(List.of(pairs), new Administrators("2", "bob"), CodesTest::dictionaries);
  }
}
