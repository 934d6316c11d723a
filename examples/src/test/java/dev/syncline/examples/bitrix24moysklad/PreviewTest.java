package dev.syncline.examples.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.examples.Both;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {

  private static final double OFF = 0.15;
  private static final long OFF_BY_FEW = 3;

  @ParameterizedTest
  @CsvSource({"200, 1", "500, 2", "1020, 1", "1020, 3", "2000, 1"})
  void thePreviewTellsWhatTheFirstSyncThenAsksAndTakes(int records, long seed) {
    try (Pair pair = Pair.of(records, seed)) {
      told(pair);
    }
  }

  @Test
  void thePreviewTellsWhatARepeatThenAsksWhereListsAreLate() {
    try (Pair pair = Pair.lagging(500, 1)) {
      pair.run();
      pair.time.advance(Duration.ofHours(1));
      told(pair);
    }
  }

  private static void told(Pair pair) {
    pair.plan();
    Preview preview = pair.engine.preview(pair.plan());
    Both before = pair.requests();
    RunReport report = pair.engine.run(pair.plan());
    Both asked = pair.requests().since(before);
    close(preview.requests().get(Side.LEFT), asked.left());
    close(preview.requests().get(Side.RIGHT), asked.right());
    assertThat(preview.about())
        .isBetween(
            Duration.ofMillis((long) (report.took().toMillis() * (1 - 2 * OFF))),
            Duration.ofMillis((long) (report.took().toMillis() * (1 + 2 * OFF))));
    assertThat(preview.wouldDo().writes()).isEqualTo(report.writes());
  }

  private static void close(long told, long asked) {
    long off = Math.max(OFF_BY_FEW, (long) (asked * OFF));
    assertThat(told).isBetween(asked - off, asked + off);
  }
}
