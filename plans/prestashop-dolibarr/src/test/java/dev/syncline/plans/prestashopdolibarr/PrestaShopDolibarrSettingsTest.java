package dev.syncline.plans.prestashopdolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.LongText;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.SameBy;
import dev.syncline.plans.prestashopdolibarr.CustomerSettings.Detail;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Refund;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import dev.syncline.testkit.Rule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrestaShopDolibarrSettingsTest {

  private static final PrestaShopDolibarrSettings DEFAULTS = PrestaShopDolibarrSettings.defaults();

  @Test
  @Rule("P-008")
  void whatIsLeftOutHasItsDefault() {
    assertThat(PrestaShopDolibarrSettings.parse("{}")).isEqualTo(DEFAULTS);
    assertThat(PrestaShopDolibarrSettings.parse("{\"catalogue\": {\"mode\": \"VARIANTS\"}}"))
        .isEqualTo(DEFAULTS.withCatalogue(DEFAULTS.catalogue().withMode(Mode.VARIANTS)));
  }

  /** Every property is another than its default. */
  private static final PrestaShopDolibarrSettings EVERYTHING_ELSE =
      DEFAULTS
          .without(Part.ORDERS)
          .withShop("lyon")
          .withCatalogue(
              DEFAULTS
                  .catalogue()
                  .withMode(Mode.VARIANTS)
                  .withParents(true)
                  .withReference("{shop}-{ref}")
                  .withReferenceFollowing(false)
                  .withSameBy(SameBy.BARCODE)
                  .withPurchasable(false)
                  .withGrossPrices(true)
                  .withServices(false)
                  .withPages(true)
                  .withRootCategory("Lyon")
                  .withMaster(false)
                  .withLongText(LongText.NOTE)
                  .withLongTextField("story")
                  .withFeatures(Map.of("Material", "material")))
          .withCustomers(
              DEFAULTS
                  .customers()
                  .withSharedByEmail(false)
                  .withGuests("7")
                  .withSince("2026-02-01")
                  .withOnce(Set.of(Detail.NAME)))
          .withOrders(
              DEFAULTS
                  .orders()
                  .withTrigger(Trigger.STATES, "3")
                  .withNumber("{shop}-{id}")
                  .withStates(List.of(new StatePair("3", OrderStatus.IN_PROCESS)))
                  .withStateNames(Map.of("3", "Processing"))
                  .withCarriers(Map.of("1", "2"))
                  .withPaymentMethods(Map.of("ps_checkpayment", "7"), "2")
                  .withPaidStates(List.of("2"))
                  .withShipments(true)
                  .withShopNumbers(true)
                  .withCreditNotes(Refund.USED)
                  .withSince("2026-01-31")
                  .withZone("Europe/Paris")
                  .withBack(Back.STATES)
                  .withStatesBack(Map.of("2", "4")))
          .withStockSource(StockSource.DOLIBARR)
          .withNegativeStock(true)
          .withBack(
              DEFAULTS
                  .back()
                  .withWrites(true)
                  .withOwned(Owned.PRICE)
                  .withNewProducts(true, "7")
                  .withSubtractingPending(false)
                  .withPending(Set.of("2")));

  @Test
  void everySettingSurvivesAFile(@TempDir Path folder) {
    Path file = folder.resolve("shop.json");
    EVERYTHING_ELSE.save(file);
    assertThat(PrestaShopDolibarrSettings.load(file)).isEqualTo(EVERYTHING_ELSE);
  }

  /** A setting: its name as people type it, and how two settings say it. */
  private record Property(String name, @Nullable Object usual, @Nullable Object other) {}

  private static List<Property> properties(String within, Record usual, Record other) {
    List<Property> all = new ArrayList<>();
    for (RecordComponent each : usual.getClass().getRecordComponents()) {
      Object first = said(each, usual);
      Object second = said(each, other);
      if (first instanceof Record nested && second instanceof Record nestedToo) {
        all.addAll(properties(within + each.getName() + ".", nested, nestedToo));
      } else {
        all.add(new Property(within + each.getName(), first, second));
      }
    }
    return all;
  }

  private static @Nullable Object said(RecordComponent property, Record settings) {
    try {
      return property.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException closed) {
      throw new LinkageError(property.getName(), closed);
    }
  }

  @Test
  @Rule("P-110")
  void everySettingCanBeSetAndIsInTheTableOfTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (Property each : properties("", DEFAULTS, EVERYTHING_ELSE)) {
      assertThat(each.other()).as(each.name()).isNotEqualTo(each.usual());
      assertThat(readme).as(each.name()).contains("`" + each.name() + "`");
    }
  }

  /**
   * A setting that is ignored is worse than none: each is set by a story that shows what it does.
   */
  @Test
  @Rule("P-110")
  void everySettingIsShownByAStory() throws IOException {
    StringBuilder stories = new StringBuilder();
    Path folder = Path.of("src/test/java/dev/syncline/plans/prestashopdolibarr/rules");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        stories.append(Files.readString(file));
      }
    }
    Map<String, String> otherwise =
        Map.of(
            "referenceFollows", "withReferenceFollowing(",
            "triggerStates", "withTrigger(Trigger.STATES, \"",
            "paymentMethod", "withPaymentMethods(",
            "webCategory", "withNewProducts(",
            "active", "withNewProducts(",
            "pending", "withSubtractingPending(", // which states they are is proposed
            "subtractsPending", "withSubtractingPending(",
            "parts", "without(");
    for (Property each : properties("", DEFAULTS, EVERYTHING_ELSE)) {
      String word = each.name().substring(each.name().lastIndexOf('.') + 1);
      String usual =
          "with" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "(";
      assertThat(stories)
          .as(each.name())
          .containsPattern(java.util.regex.Pattern.quote(otherwise.getOrDefault(word, usual)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'shops': 1} | shops",
        "{'shop': 'é'} | shop takes 1 to 20 letters",
        "{'stockSource': 'US'} | stockSource",
        "{'catalogue': {'reference': '{sku}'}} | catalogue.reference has {sku",
        "{'catalogue': {'reference': '{ref'}} | catalogue.reference has {ref",
        "{'catalogue': {'longTextField': 'Long text'}} | catalogue.longTextField takes",
        "{'catalogue': {'features': {'A': 'x', 'B': 'x'}}} | share an extra field",
        "{'catalogue': {'features': {'A': 'longdescript'}}} | share an extra field",
        "{'catalogue': {'rootCategory': ' '}} | catalogue.rootCategory",
        "{'back': {'webCategory': 'Lamps'}} | back.webCategory",
        "{'back': {'owned': ['NAME']}} | back.owned[0]: takes one of"
      })
  void whatIsWrongIsRefusedByName(String json, String named) {
    assertThatThrownBy(() -> PrestaShopDolibarrSettings.parse(json.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
