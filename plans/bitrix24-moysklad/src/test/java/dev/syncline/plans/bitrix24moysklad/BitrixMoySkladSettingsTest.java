package dev.syncline.plans.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.CustomField.Sort;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.CatalogueWinner;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.DealsWithoutRows;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.GonePolicy;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import dev.syncline.testkit.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitrixMoySkladSettingsTest {

  private static final BitrixMoySkladSettings EVERYTHING_ELSE =
      BitrixMoySkladSettings.defaults()
          .withOrganization("acme-llc")
          .withStore("main-store")
          .withCurrencies(Map.of("BYN", "EUR"))
          .withStages(StagePair.of("NEW", "fresh"), StagePair.of("C3:WON", "done").asPrimary())
          .withPipeline("3")
          .withNumbering(Numbering.MOYSKLAD)
          .withDirections(
              new Directions(Way.OFF, Way.TO_MOYSKLAD, Way.TO_BITRIX24, Way.BOTH, Way.TO_MOYSKLAD))
          .withCustomersOnUpdate(false)
          .withDealTitle("Заказ покупателя")
          .withDealsWithoutRows(DealsWithoutRows.EMPTY_ORDER)
          .withResponsibles(List.of(EmployeePair.of("1", "ann").asPrimary()))
          .withAdministrators(new Administrators("1", "ann"))
          .withCatalogueWinner(CatalogueWinner.MOYSKLAD)
          .withMirrorArchived(false)
          .withInvoiceStages(StagePair.of("DT31_5:N", "issued"))
          .withSince(Since.both(StartDay.of(LocalDate.parse("2026-01-31")), StartDay.NOW))
          .withLanguage(Language.RU)
          .withInvoiceTitle("Bill")
          .withFreeRows(FreeRows.PLACEHOLDER)
          .withPlaceholder("product/1")
          .withServiceRow("Work")
          .withReserve(true)
          .withDeliveryAddress("Deliver to")
          .withProductFilter(
              ProductFilter.ALL
                  .withFolders("tea", "coffee")
                  .withTick("Shop")
                  .withKinds(ProductFilter.Kind.PRODUCT)
                  .withArchived(false))
          .withBarcodes(false)
          .withImages(true)
          .withStock(true)
          .withIdentification(Identification.named("Bitrix24 ID"))
          .withCustomFields(
              List.of(new FieldPair(FieldPair.Owner.ORDER, "Gift", "Present", Sort.BOOL)))
          .withGone(GonePolicy.DELETE);

  @Test
  void whatIsWrittenAsJsonIsReadBack() {
    assertThat(BitrixMoySkladSettings.parse(EVERYTHING_ELSE.toJson())).isEqualTo(EVERYTHING_ELSE);
  }

  @Test
  void everyPropertyHasAWitherThatTheTestsUse() throws ReflectiveOperationException {
    for (var property : BitrixMoySkladSettings.class.getRecordComponents()) {
      assertThat(property.getAccessor().invoke(EVERYTHING_ELSE))
          .as(property.getName())
          .isNotEqualTo(property.getAccessor().invoke(BitrixMoySkladSettings.defaults()));
    }
  }

  @Test
  @Rule("B-024")
  void settingsSurviveAFile(@TempDir Path folder) {
    Path file = folder.resolve("shop.json");
    EVERYTHING_ELSE.save(file);
    assertThat(BitrixMoySkladSettings.load(file)).isEqualTo(EVERYTHING_ELSE);
  }

  @Test
  @Rule("B-024")
  void settingsAreSavedWhollyOrNotAtAll(@TempDir Path folder) throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken").resolve("by a folder"));
    assertThatThrownBy(() -> EVERYTHING_ELSE.save(taken.getParent()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("taken");
    Path file = folder.resolve("shop.json");
    BitrixMoySkladSettings.defaults().save(file);
    EVERYTHING_ELSE.save(file);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(file, taken.getParent());
    }
  }

  @Test
  @Rule("B-098")
  void aWayStartsWithEverythingFromNowOrOnADay() {
    assertThat(
            BitrixMoySkladSettings.parse(
                    "{\"since\": {\"ordersToMoySklad\": \"2026-01-31\","
                        + " \"invoicesToBitrix24\": \"NOW\"}}")
                .since())
        .isEqualTo(
            new Since(
                StartDay.of(LocalDate.parse("2026-01-31")),
                StartDay.BEGINNING,
                StartDay.BEGINNING,
                StartDay.NOW));
    refused("{\"since\": {\"ordersToMoySklad\": \"soon\"}}", "BEGINNING, NOW or a day");
    refused("{\"since\": {\"orders\": \"NOW\"}}", "unknown setting since.orders");
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    assertThat(BitrixMoySkladSettings.parse("{\"directions\": {\"orders\": \"TO_BITRIX24\"}}"))
        .isEqualTo(
            BitrixMoySkladSettings.defaults()
                .withDirections(Directions.ALL_BOTH.withOrders(Way.TO_BITRIX24)));
  }

  @Test
  void theFunnelOfAStageIsReadFromItsCode() {
    BitrixMoySkladSettings settings =
        BitrixMoySkladSettings.parse(
            "{\"stages\": [{\"stage\": \"C3:WON\", \"state\": \"done\"},"
                + " {\"stage\": \"WON\", \"state\": \"done\", \"primary\": true}]}");
    assertThat(settings.stages())
        .containsExactly(
            new StagePair("3", "C3:WON", "done", false), new StagePair("0", "WON", "done", true));
  }

  @Test
  void anUnknownPropertyIsNamedWithItsPlaceAndItsNeighbours() {
    assertThatThrownBy(() -> BitrixMoySkladSettings.parse("{\"organisation\": \"x\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown setting organisation")
        .hasMessageContaining("organization");
    assertThatThrownBy(
            () ->
                BitrixMoySkladSettings.parse(
                    "{\"stages\": [{\"stage\": \"NEW\", \"state\": \"a\", \"status\": 1}]}"))
        .hasMessageContaining("unknown setting stages[0].status");
    assertThatThrownBy(() -> BitrixMoySkladSettings.parse("{\"directions\": {\"deals\": \"OFF\"}}"))
        .hasMessageContaining("unknown setting directions.deals");
  }

  @Test
  void aValueOfAnotherTypeIsNamedWithWhatIsTaken() {
    refused("{\"organization\": 5}", "organization: takes a text");
    refused("{\"customersOnUpdate\": \"true\"}", "customersOnUpdate: takes true or false");
    refused("{\"customersOnUpdate\": 1}", "customersOnUpdate: takes true or false");
    refused("{\"numbering\": \"bitrix24\"}", "numbering: takes one of [BITRIX24, MOYSKLAD]");
    refused("{\"numbering\": 0}", "numbering: takes one of [BITRIX24, MOYSKLAD]");
    refused("{\"stages\": {}}", "stages: takes a list");
    refused("{\"directions\": 5}", "directions: takes an object");
    refused("{\"currencies\": {\"RUB\": true}}", "currencies.RUB: takes a text");
  }

  @Test
  void whatMustBeThereIsNamed() {
    refused("{\"stages\": [{\"stage\": \"NEW\"}]}", "stages[0]: state is missing");
    refused("{\"numbering\": null}", "numbering cannot be null");
    refused("{\"directions\": {\"orders\": null}}", "directions.orders cannot be null");
    refused(
        "{\"customFields\": [{\"of\": \"ORDER\", \"bitrix24\": \"a\", \"moysklad\": \"b\","
            + " \"sort\": \"CHOICE\"}]}",
        "sort CHOICE does not travel");
    refused("{\"productFilter\": {\"kinds\": null}}", "productFilter.kinds cannot be null");
    refused("{\"responsibles\": [{\"bitrix24\": \"1\"}]}", "responsibles[0]: moysklad is missing");
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    assertThatThrownBy(() -> BitrixMoySkladSettings.parse("[]")).hasMessageContaining("object");
    assertThatThrownBy(() -> BitrixMoySkladSettings.parse("{\"store\": "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> BitrixMoySkladSettings.parse("{} {}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BitrixMoySkladSettings.parse("{\"store\": \"a\", \"store\": \"b\"}"))
        .hasMessageContaining("store");
  }

  @Test
  void aWrongFileIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("shop.json"), "{\"nonsense\": 1}");
    assertThatThrownBy(() -> BitrixMoySkladSettings.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop.json")
        .hasMessageContaining("nonsense");
    assertThatThrownBy(() -> BitrixMoySkladSettings.load(folder.resolve("none.json")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.json");
  }

  @Test
  void settingsKeepNothingOfTheListsTheyWereGiven() {
    List<StagePair> mine = new ArrayList<>(List.of(StagePair.of("NEW", "fresh")));
    BitrixMoySkladSettings settings = BitrixMoySkladSettings.defaults().withStages(mine);
    mine.clear();
    assertThat(settings.stages()).hasSize(1);
  }

  private static void refused(String json, String message) {
    assertThatThrownBy(() -> BitrixMoySkladSettings.parse(json))
        .as(json)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
