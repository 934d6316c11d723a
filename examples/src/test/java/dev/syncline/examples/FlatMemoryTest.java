package dev.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladPlayground;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first sync on H2 needs as much live heap for many records as for a tenth of them. Both fakes
 * live in this JVM, what is measured in another one: what is alive there after each collection,
 * which it is asked for again and again while it runs.
 *
 * <p>{@code -Dsyncline.memory=100000} measures so many against a tenth of them, which takes long
 * and wants {@code -DargLine} with more heap for the fakes.
 */
class FlatMemoryTest {

  private static final int RECORDS = Integer.getInteger("syncline.memory", 1_000);
  private static final int A_TENTH = RECORDS / 10;
  private static final double AT_MOST = 1.2;
  private static final long SEED = 1;
  private static final String HEAP = "512m";

  @TempDir private Path folder;

  @Test
  void tenTimesTheRecordsNeedNoMoreLiveHeap() {
    long few = peak(A_TENTH);
    long many = peak(RECORDS);

    System.out.printf("live heap: %d kB for %d, %d kB for %d%n", few, A_TENTH, many, RECORDS);
    assertThat((double) many / few).isLessThanOrEqualTo(AT_MOST);
  }

  private long peak(int records) {
    FastRuntime time = FastRuntime.startingNow();
    List<String> peaks = new ArrayList<>();
    try (BitrixMoySkladPlayground accounts =
        BitrixMoySkladPlayground.serve(WorldMaker.make(WorldSize.of(records), SEED), time)) {
      Map<String, String> environment = new HashMap<>(accounts.places());
      environment.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC");
      try (Forked engine =
          Forked.of(
              MeasuredRun.class,
              environment,
              HEAP,
              "h2",
              folder.resolve("links-" + records).toString(),
              time.origin().toString(),
              time.ahead().toString())) {
        engine.eachLine(
            line -> {
              if (line.startsWith(MeasuredRun.PEAK)) {
                peaks.add(line.substring(MeasuredRun.PEAK.length()));
              }
            });
        assertThat(peaks).as(engine.said()).hasSize(1);
      }
      assertThat(accounts.compare().clean()).isTrue();
    }
    return Long.parseLong(peaks.get(0));
  }
}
