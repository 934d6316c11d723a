package dev.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine and its connectors in one small JVM, both fakes in another. With {@code
 * -Dsyncline.full=true} it is 20 000 records in 256 MB, which takes minutes, because the fakes keep
 * the vendors' quotas; without it a smaller world in less.
 */
class MemoryTest {

  private static final boolean FULL = Boolean.getBoolean("syncline.full");
  private static final String RECORDS = FULL ? "20000" : "800";
  private static final String HEAP = FULL ? "256m" : "64m";
  private static final Duration AT_MOST = Duration.ofMinutes(FULL ? 40 : 4);

  @TempDir private Path folder;

  @Test
  void aWholeDemoFitsIntoASmallHeap() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path file = folder.resolve("report.json");
    try (Forked fakes = Forked.demo("1g", "fakes", "bitrix24-moysklad", "--records", RECORDS)) {
      String told = fakes.line(FakesCommand.FOR_PROGRAMS);
      String control =
          json.readTree(told.substring(FakesCommand.FOR_PROGRAMS.length()))
              .path("control")
              .asText();
      try (Forked demo =
          Forked.demo(
              HEAP,
              "bitrix24-moysklad",
              "--records",
              RECORDS,
              "--fakes",
              control,
              "--report",
              file.toString())) {
        int code = demo.end(AT_MOST);

        assertThat(code).as(demo.said()).isZero();
        System.out.println(demo.said());
      }
    }
    JsonNode report = json.readTree(file.toFile());
    System.out.println("peak heap " + report.path("peakHeapMb") + " MB of " + HEAP);
    assertThat(report.path("compared").path("missing").asInt(-1)).isZero();
    assertThat(report.path("compared").path("different").asInt(-1)).isZero();
    assertThat(report.path("compared").path("duplicates").asInt(-1)).isZero();
    assertThat(report.path("phases")).hasSize(8);
    assertThat(report.path("peakHeapMb").asLong())
        .isPositive()
        .isLessThanOrEqualTo(Long.parseLong(HEAP.replace("m", "")));
  }
}
