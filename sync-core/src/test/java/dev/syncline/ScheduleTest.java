package dev.syncline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Schedule at(int hour, int minute) {
    return Schedule.every(Duration.ofMinutes(5)).nightly(LocalTime.of(hour, minute), BERLIN);
  }

  private static Instant next(Schedule schedule, String after) {
    return schedule.nightAfter(Instant.parse(after)).orElseThrow();
  }

  @Test
  void aNightIsAtTheAccountsTimeInSummerAndInWinter() {
    assertThat(next(at(3, 0), "2026-07-01T12:00:00Z")).isEqualTo("2026-07-02T01:00:00Z");
    assertThat(next(at(3, 0), "2026-12-01T12:00:00Z")).isEqualTo("2026-12-02T02:00:00Z");
  }

  @Test
  void aTimeThatTheClocksSkipComesAnHourLater() {
    assertThat(next(at(2, 30), "2026-03-28T12:00:00Z")).isEqualTo("2026-03-29T01:30:00Z");
    assertThat(next(at(2, 30), "2026-03-29T01:30:00Z")).isEqualTo("2026-03-30T00:30:00Z");
  }

  @Test
  void aTimeThatComesTwiceInANightIsTakenOnce() {
    assertThat(next(at(2, 30), "2026-10-24T12:00:00Z")).isEqualTo("2026-10-25T00:30:00Z");
    assertThat(next(at(2, 30), "2026-10-25T00:30:00Z")).isEqualTo("2026-10-26T01:30:00Z");
  }

  @Test
  void withoutANightThereIsNone() {
    assertThat(Schedule.every(Duration.ofMinutes(5)).nightAfter(Instant.EPOCH)).isEmpty();
  }

  @Test
  void anIntervalOfLessThanASecondIsRefused() {
    assertThatThrownBy(() -> Schedule.every(Duration.ofMillis(5)))
        .hasMessageContaining("at most once a second");
  }
}
