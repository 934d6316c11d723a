package dev.syncline.bitrix24;

import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import java.time.Duration;

/**
 * The limits that Bitrix24 publishes, as values.
 *
 * <p>Requests fill a leaky bucket of the portal and the caller's address; a method's execution time
 * is counted over ten minutes, and a method that used it up is paused by itself.
 *
 * @since 0.1
 */
public final class BitrixQuota {

  /** The name of the limit of requests. */
  public static final String REQUESTS = "requests";

  /** Seconds of execution that one method has in ten minutes. */
  public static final double OPERATING_SECONDS = 480;

  /** From here on a method waits for its next window instead of being refused. */
  static final double OPERATING_CAUTION = 0.9 * OPERATING_SECONDS;

  static final Duration OPERATING_WINDOW = Duration.ofMinutes(10);

  private static final String METHOD = "method";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private BitrixQuota() {}

  /** Every plan but Enterprise: 2 requests a second, bursts of 50. */
  public static QuotaRules standard() {
    return rules(50, 2);
  }

  /** The Enterprise plan: 5 requests a second, bursts of 250. */
  public static QuotaRules enterprise() {
    return rules(250, 5);
  }

  static String lane(String method) {
    return METHOD + ":" + method;
  }

  private static QuotaRules rules(long burst, long perSecond) {
    return QuotaRules.builder()
        .add(QuotaRule.leaky(REQUESTS, burst, perSecond, Duration.ofSeconds(1)))
        .lanes(METHOD)
        .patience(PATIENCE)
        .build();
  }
}
