package dev.syncline.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A simulated feed whose clock ticks in seconds and whose rows surface late. */
class WatermarkTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration LAG = Duration.ofSeconds(20);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int SEEDS = 300;
  private static final int ROWS = 60;

  /** A row is stamped to the second, and is seen from some moment within the lag on. */
  private record Row(int number, Instant stamp, Instant visible) {}

  @Test
  void noChangeIsMissedAtTheEdgeAlthoughRowsSurfaceLate() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Row> rows = rows(random);
      Map<Integer, Integer> shown = new HashMap<>();
      Watermark mark = Watermark.at(START);
      Instant now = START;
      Instant end = rows.get(rows.size() - 1).stamp().plus(LAG.multipliedBy(4));
      while (now.isBefore(end)) {
        now = now.plusMillis(random.nextInt(1, 9_000));
        mark = poll(mark, now, rows, shown);
      }
      assertThat(shown.keySet()).as("seed " + seed).hasSize(ROWS);
    }
  }

  private static List<Row> rows(SplittableRandom random) {
    List<Row> rows = new ArrayList<>();
    Instant at = START;
    for (int number = 0; number < ROWS; number++) {
      at = at.plusMillis(random.nextInt(4_000));
      Instant stamp = at.truncatedTo(ChronoUnit.SECONDS);
      Instant latest = stamp.plus(LAG);
      long room = Duration.between(at, latest).toMillis();
      Instant visible = random.nextBoolean() ? at : at.plusMillis(random.nextLong(room + 1));
      rows.add(new Row(number, stamp, visible));
    }
    return rows;
  }

  private static Watermark poll(
      Watermark mark, Instant now, List<Row> rows, Map<Integer, Integer> shown) {
    Instant newest = mark.seen();
    for (Row row : rows) {
      if (!row.visible().isAfter(now) && !row.stamp().isBefore(mark.from(now, LAG))) {
        shown.merge(row.number(), 1, Integer::sum);
        newest = row.stamp().isAfter(newest) ? row.stamp() : newest;
      }
    }
    return Watermark.parse(mark.after(now, newest, LAG, TICK).text());
  }

  @Test
  void theSecondLookComesWithinTwoLagsAlthoughSomethingChangesAtEveryPoll() {
    Watermark mark = Watermark.at(START);
    Instant lastLook = START;
    Instant now = START;
    for (int poll = 0; poll < 200; poll++) {
      now = now.plusSeconds(5);
      if (mark.secondLook(now, LAG)) {
        assertThat(mark.from(now, LAG)).isEqualTo(mark.settled());
        lastLook = now;
      }
      assertThat(Duration.between(lastLook, now)).isLessThanOrEqualTo(LAG.multipliedBy(2));
      mark = mark.after(now, now, LAG, TICK);
      assertThat(mark.settled()).isBeforeOrEqualTo(mark.seen());
    }
    assertThat(lastLook).isAfter(START.plusSeconds(900));
  }

  @Test
  void betweenSecondLooksAPollAsksFromTheFirstSecondThatMayStillGetRows() {
    Watermark begun = Watermark.at(START);
    Instant poll = START.plusMillis(4_999);
    Watermark running = begun.after(poll, START.plusSeconds(4), LAG, TICK);
    Watermark ended = begun.after(poll.plusMillis(1), START.plusSeconds(4), LAG, TICK);

    assertThat(running.secondLook(START.plusSeconds(10), LAG)).isFalse();
    assertThat(running.from(START.plusSeconds(10), LAG)).isEqualTo(START.plusSeconds(4));
    assertThat(ended.from(START.plusSeconds(10), LAG)).isEqualTo(START.plusSeconds(5));
    assertThat(running.from(START.plus(LAG.multipliedBy(2)), LAG)).isEqualTo(START);
  }

  @Test
  void aQuietFeedIsSettledSoonAndNeverTurnsBack() {
    Watermark mark = Watermark.at(START);
    for (int poll = 0; poll < 100; poll++) {
      Instant now = START.plus(LAG).plusSeconds(5L * poll);
      Watermark next = mark.after(now, mark.seen(), LAG, TICK);
      assertThat(next.settled()).isAfterOrEqualTo(mark.settled());
      assertThat(next.seen()).isAfterOrEqualTo(mark.seen()).isBeforeOrEqualTo(now);
      mark = next;
    }
    assertThat(mark.settled()).isEqualTo(mark.seen());
    Watermark later = mark.after(START.plus(DAY), START.minus(DAY), LAG, TICK);
    assertThat(later.settled()).isAfterOrEqualTo(mark.settled());
    assertThat(later.seen()).isAfterOrEqualTo(mark.seen());
  }

  @Test
  void itsTextBringsItBack() {
    Watermark mark = new Watermark(START.plusMillis(1), START.plusMillis(2_345));
    assertThat(Watermark.parse(mark.text())).isEqualTo(mark);
    assertThat(Watermark.parse(Watermark.at(Instant.EPOCH.minusSeconds(1)).text()).seen())
        .isEqualTo(Instant.EPOCH.minusSeconds(1));
  }
}
