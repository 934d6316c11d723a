package dev.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladPlayground;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import dev.syncline.moysklad.fake.FakeObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command, in real time: demos side by side, one of them on accounts that break. */
class DemoTest {

  private static final String PLAN = "bitrix24-moysklad";
  private static final String RECORDS = "60";
  private static final List<String> PHASES =
      List.of("check", "preview", "first", "repeat", "edits", "deletes", "webhooks", "crash");

  @TempDir private static Path folder;

  private static int whole;
  private static int shop;
  private static int broken;

  @BeforeAll
  static void demos() {
    CompletableFuture<Integer> second = CompletableFuture.supplyAsync(DemoTest::broken);
    CompletableFuture<Integer> third = CompletableFuture.supplyAsync(DemoTest::shop);
    whole = Demo.run(PLAN, "--records", RECORDS, "--seed", "2", "--report", report("whole"));
    broken = second.join();
    shop = third.join();
  }

  private static int shop() {
    return Demo.run(
        "prestashop-dolibarr", "--records", RECORDS, "--seed", "2", "--report", report("shop"));
  }

  private static int broken() {
    try (Playground playground =
            new Spoiled(
                BitrixMoySkladPlayground.serve(
                    WorldMaker.make(WorldSize.of(Integer.parseInt(RECORDS)), 3)));
        ControlDesk desk = ControlDesk.open(playground)) {
      return Demo.run(
          PLAN,
          "--records",
          RECORDS,
          "--store",
          "sqlite",
          "--fakes",
          desk.base().toString(),
          "--report",
          report("broken"));
    }
  }

  private static String report(String name) {
    return folder.resolve(name + "/report.json").toString();
  }

  private static JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(Path.of(report(name))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whole", "shop"})
  void theDemoOfAPlanThatKeepsItsWordEndsWithZero(String name) throws IOException {
    assertThat(name.equals("shop") ? shop : whole).isZero();
    JsonNode compared = read(name).path("compared");
    assertThat(compared.path("pairs").asLong()).isPositive();
    for (String none : List.of("missing", "different", "duplicates")) {
      assertThat(compared.path(none).asLong(-1)).as(none).isZero();
    }
  }

  @Test
  void theReportHasEveryKeyThatIsPromised() throws IOException {
    JsonNode report = read("whole");

    assertThat(keys(report))
        .contains("plan", "records", "seed", "store", "phases", "compared", "peakHeapMb");
    assertThat(report.path("plan").asText()).isEqualTo(PLAN);
    assertThat(report.path("records").asText()).isEqualTo(RECORDS);
    assertThat(report.path("seed").asLong()).isEqualTo(2);
    assertThat(report.path("store").asText()).isEqualTo("h2");
    assertThat(folder.resolve("whole/links/store.mv.db")).isNotEmptyFile();
    assertThat(report.path("peakHeapMb").asLong()).isPositive();
    assertThat(keys(report.path("compared")))
        .contains("pairs", "fields", "missing", "different", "duplicates", "byType");
    List<String> names = new ArrayList<>();
    for (JsonNode phase : report.path("phases")) {
      names.add(phase.path("name").asText());
      assertThat(keys(phase))
          .contains(
              "seconds",
              "requests",
              "leastRequests",
              "created",
              "updated",
              "deleted",
              "skipped",
              "waiting",
              "failed",
              "conflicts");
      for (String both : List.of("requests", "leastRequests", "created", "updated", "deleted")) {
        assertThat(keys(phase.path(both))).as(both).containsExactlyInAnyOrder("left", "right");
      }
    }
    assertThat(names).isEqualTo(PHASES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"whole", "shop"})
  void theRepeatOfTheDemoWritesNothing(String name) throws IOException {
    JsonNode repeat = read(name).path("phases").path(PHASES.indexOf("repeat"));

    for (String done : List.of("created", "updated", "deleted")) {
      assertThat(repeat.path(done).path("left").asLong(-1)).isZero();
      assertThat(repeat.path(done).path("right").asLong(-1)).isZero();
    }
    assertThat(repeat.path("requests").path("left").asLong()).isPositive();
  }

  @Test
  void whatTheShopDeletesOrTellsIsCarriedByTheDemo() throws IOException {
    JsonNode phases = read("shop").path("phases");

    assertThat(phases.path(PHASES.indexOf("deletes")).path("deleted").path("right").asLong())
        .isEqualTo(1);
    assertThat(phases.path(PHASES.indexOf("webhooks")).path("updated").path("right").asLong())
        .isEqualTo(2);
    assertThat(phases.path(PHASES.indexOf("crash")).path("failed").asLong(-1)).isZero();
  }

  @Test
  void accountsThatDoNotAgreeInTheEndAreNoSuccess() throws IOException {
    assertThat(broken).isEqualTo(1);
    JsonNode compared = read("broken").path("compared");
    assertThat(compared.path("different").asLong()).isEqualTo(1);
    assertThat(compared.path("missing").asLong()).isEqualTo(1);
  }

  @Test
  void wrongArgumentsAreSaidAndEndWithTwo() {
    assertThat(Demo.run("no-such-plan")).isEqualTo(2);
    assertThat(Demo.run()).isEqualTo(2);
    assertThat(Demo.run(PLAN, "--records", "0")).isEqualTo(2);
    assertThat(Demo.run(PLAN, "--records", "many")).isEqualTo(2);
    assertThat(Demo.run(PLAN, "--store", "paper")).isEqualTo(2);
    assertThat(Demo.run(PLAN, "--no-such-option")).isEqualTo(2);
    assertThat(Demo.run("fakes", "no-such-plan")).isEqualTo(2);
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Accounts in which somebody spoils one product and deletes another, unseen by the engine. */
  private static final class Spoiled extends ForwardingPlayground {

    Spoiled(BitrixMoySkladPlayground inner) {
      super(inner);
    }

    @Override
    public Compared compare() {
      List<FakeObject> services = inner().account().services().all();
      String spoiled = services.get(0).id();
      inner().account().services().update(spoiled, body -> body.put("description", "verdorben"));
      // The account refuses to delete what a document names; nobody names an invoice.
      FakeObject invoice =
          inner().account().invoicesOut().all().stream()
              .filter(each -> !each.name().startsWith("0")) // ours: the account pads its numbers
              .findFirst()
              .orElseThrow();
      inner().account().invoicesOut().delete(invoice.id());
      return super.compare();
    }
  }
}
