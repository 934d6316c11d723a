package dev.syncline.plans.prestashopdolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.LongText;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.SameBy;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.testkit.Rule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
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

  @Test
  void everySettingSurvivesAFile(@TempDir Path folder) {
    PrestaShopDolibarrSettings all =
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
                    .withLongText(LongText.NOTE)
                    .withLongTextField("story")
                    .withFeatures(Map.of("Material", "material")))
            .withStockSource(StockSource.DOLIBARR)
            .withNegativeStock(true)
            .withBack(
                DEFAULTS.back().withWrites(true).withOwned(Owned.PRICE).withNewProducts(true, "7").withSubtractingPending(false).withPending(Set.of("1", "10")));
    Path file = folder.resolve("shop.json");
    all.save(file);
    assertThat(PrestaShopDolibarrSettings.load(file)).isEqualTo(all).isNotEqualTo(DEFAULTS);
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
