package dev.syncline.moysklad;

import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The vendor's published limits, as values, and what its answers say of them. */
final class MoySkladQuota {

  /** The quota that every call takes from. */
  static final String UNITS = "units";

  /** How many calls of one user are under way at once. */
  static final String PARALLEL = "parallel";

  private static final long UNITS_IN_WINDOW = 45;
  private static final Duration WINDOW = Duration.ofSeconds(3);
  private static final int CALLS_AT_ONCE = 5;
  private static final Set<String> DEAR = Set.of("report/stock/all", "report/stock/bystore");
  private static final long DEAR_WEIGHT = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The vendor bans a user who passes these by: so does the connector, long before. */
  static final int SAME_FAILURES_A_MINUTE = 100;

  static final int REFUSALS_A_MINUTE = 100;
  static final int WRITES_OF_ONE_ENTITY_A_MINUTE = 80;
  static final Duration BAN_WINDOW = Duration.ofMinutes(1);

  /** A step of the price list counts a little early, because clocks differ. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private static final NavigableMap<Instant, Long> USER_WEIGHTS =
      new TreeMap<>(
          Map.of(
              Instant.MIN, 1L, step(2026, 5, 12), 2L, step(2026, 9, 1), 3L, step(2026, 12, 1), 4L));

  private MoySkladQuota() {}

  static QuotaRules rules() {
    return QuotaRules.builder()
        .add(QuotaRule.sliding(UNITS, UNITS_IN_WINDOW, WINDOW))
        .parallel(PARALLEL, CALLS_AT_ONCE)
        .patience(PATIENCE)
        .build();
  }

  /** What a call of a path costs: two reports are dear, whoever asks. */
  static long weight(Login.Kind kind, String path, Instant at) {
    return DEAR.contains(path) ? DEAR_WEIGHT : weight(kind, at);
  }

  /** What one call costs this kind of login at this moment. */
  static long weight(Login.Kind kind, Instant at) {
    return kind == Login.Kind.SOLUTION ? 1 : USER_WEIGHTS.floorEntry(at.plus(EARLY)).getValue();
  }

  /**
   * Lets nobody through until the moment that a refusal names. The header is on good answers too,
   * as 0.
   */
  static void listen(HttpCall call, HttpAnswer answer, QuotaGate gate, Instant now) {
    long wait = retryAfterMillis(answer);
    if (wait > 0) {
      gate.pause(UNITS, now.plusMillis(wait));
    }
  }

  /** Milliseconds, not seconds as elsewhere. */
  static long retryAfterMillis(HttpAnswer answer) {
    return answer.header("X-Lognex-Retry-After").map(MoySkladQuota::number).orElse(0L);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static Instant step(int year, int month, int day) {
    return LocalDate.of(year, month, day).atStartOfDay().toInstant(ZoneOffset.ofHours(3));
  }
}
