package dev.syncline.examples.prestashopdolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.examples.Both;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {

  private static final double OFF = 0.15;
  private static final long OFF_BY_FEW = 5;

  @ParameterizedTest
  @CsvSource({"100, 1", "100, 2", "300, 3"})
  void thePreviewTellsWhatTheFirstSyncThenAsksAndWrites(int records, long seed) {
    try (Pair pair = Pair.of(records, seed)) {
      Preview preview = pair.preview();
      Both before = pair.requests();
      RunReport report = pair.sync();
      Both asked = pair.requests().since(before);
      String both = preview + "\n" + preview.wouldDo() + "\n" + preview.requests() + "\n" + report;
      near(preview.requests().get(Side.LEFT), asked.left(), both);
      near(preview.requests().get(Side.RIGHT), asked.right(), both);
      assertThat(preview.wouldDo().created(Side.RIGHT)).isEqualTo(report.created(Side.RIGHT));
      near(preview.wouldDo().writes(), report.writes(), both);
    }
  }

  private static void near(long told, long asked, String why) {
    long off = Math.max(OFF_BY_FEW, (long) (asked * OFF));
    assertThat(told).as(why).isBetween(asked - off, asked + off);
  }
}
