package dev.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladDemo;
import dev.syncline.examples.prestashopdolibarr.PrestaShopDolibarrDemo;
import dev.syncline.examples.world.Home;
import dev.syncline.examples.world.SeededWorld;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody-nothing | plans are: bitrix24-moysklad, prestashop-dolibarr",
        "bitrix24-moysklad --records 0 | --records takes a number from 1",
        "bitrix24-moysklad --records many | 'many' is not an int",
        "bitrix24-moysklad --store oracle | --store takes memory, h2, sqlite or postgres:jdbc:",
        "bitrix24-moysklad --store jdbc:h2:mem:a | --store takes memory, h2, sqlite or postgres:jdbc:",
        "bitrix24-moysklad --store postgres: | --store takes memory, h2, sqlite or postgres:jdbc:",
        "bitrix24-moysklad --sed 3 | Unknown option",
        "prestashop-dolibarr --records 0 | --records takes a number from 1",
        "fakes nobody-nothing | plans are: bitrix24-moysklad, prestashop-dolibarr",
      })
  void aWrongArgumentIsNamedAndGivesCode2(String arguments, String message) {
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    int code;
    try {
      code = Demo.run(arguments.split(" "));
    } finally {
      System.setErr(usual);
    }

    assertThat(code).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains(message);
  }

  @Test
  void halfAnEnvironmentNamesTheOtherHalf() {
    BitrixMoySkladDemo plan = new BitrixMoySkladDemo();

    assertThatThrownBy(() -> plan.places(Map.of("BITRIX24_WEBHOOK_URL", "https://a.example/")))
        .hasMessageContaining("MOYSKLAD_TOKEN");
    assertThatThrownBy(() -> plan.places(Map.of("MOYSKLAD_LOGIN", "a@b", "MOYSKLAD_PASSWORD", "c")))
        .hasMessageContaining("BITRIX24_WEBHOOK_URL");
    assertThat(plan.places(Map.of("HOME", "/"))).isEmpty();
  }

  @Test
  void halfAnEnvironmentOfTheShopNamesTheOtherHalf() {
    PrestaShopDolibarrDemo plan = new PrestaShopDolibarrDemo();
    Map<String, String> shop =
        Map.of("PRESTASHOP_URL", "https://a.example", "PRESTASHOP_KEY", "K".repeat(32));

    assertThatThrownBy(() -> plan.places(shop)).hasMessageContaining("DOLIBARR_URL");
    assertThatThrownBy(() -> plan.places(Map.of("DOLIBARR_URL", "b", "DOLIBARR_KEY", "c")))
        .hasMessageContaining("PRESTASHOP_KEY");
    assertThat(plan.places(Map.of("HOME", "/"))).isEmpty();
  }

  @Test
  void theUsualShopIsOfThePromisedSize() {
    assertThat(new PrestaShopDolibarrDemo().records()).isEqualTo(10 + 300 + 200 + 150);
    try (Playground playground = new PrestaShopDolibarrDemo().serve(660, 1)) {
      assertThat(playground.counts())
          .containsEntry("toRight.categories", 10L)
          .containsEntry("left.products", 300L)
          .containsEntry("left.customers", 200L)
          .containsEntry("left.orders", 150L);
    }
  }

  @Test
  void recordsScaleEveryKindAndLeaveNoneOut() {
    assertThat(WorldSize.of(WorldSize.DEFAULT.records())).isEqualTo(WorldSize.DEFAULT);
    assertThat(WorldSize.of(1)).isEqualTo(new WorldSize(1, 1, 1, 1, 1, 1));
    assertThat(WorldSize.of(20_000).records()).isBetween(19_990, 20_010);
  }

  @Test
  void oneSeedGivesOneWorldAndAnotherSeedAnother() {
    SeededWorld world = WorldMaker.make(WorldSize.DEFAULT, 1);

    assertThat(WorldMaker.make(WorldSize.DEFAULT, 1)).isEqualTo(world);
    assertThat(WorldMaker.make(WorldSize.DEFAULT, 2)).isNotEqualTo(world);
    assertThat(world.goods().stream().filter(good -> good.home() == Home.BOTH)).hasSize(50);
    assertThat(world.goods().stream().filter(good -> !good.variations().isEmpty())).hasSize(100);
    assertThat(world.goods().stream().filter(SeededWorld.Good::service)).isNotEmpty();
    assertThat(world.sections()).anyMatch(section -> section.depth() == 3);
  }

  @Test
  void theLeastIsReckonedFromTheCommittedTable() {
    try (Playground playground = new BitrixMoySkladDemo().serve(1100, 1)) {
      Map<String, Long> counts = new HashMap<>(playground.counts());
      counts.put("changed.right", 0L);
      counts.put("changed.types.left", 0L);
      Least least = Least.of("bitrix24-moysklad");

      assertThat(least.requests("check", counts)).isEqualTo(new Both(1, 6));
      assertThat(least.requests("preview", counts)).isEqualTo(new Both(12, 15));
      assertThat(least.requests("repeat", counts)).isEqualTo(new Both(7, 13));
      assertThat(playground.requests()).isEqualTo(Both.NONE);
    }
  }
}
