package dev.syncline.http;

import java.time.Duration;
import java.util.Objects;

/**
 * One published limit, as a value.
 *
 * @param name the limit's name, such as {@code units}
 * @param kind how the vendor counts
 * @param limit units that the window takes; for a leaky bucket the burst
 * @param window the window's length; for a leaky bucket the time in which a full one runs empty
 * @param step the usual cost of one call: other costs are rounded up to its multiple, and a call of
 *     more than the allowed burst waits and delays for its excess
 * @param slack by how much one call may be later on its way than another without breaking the limit
 * @since 0.1
 */
public record QuotaRule(
    String name, Kind kind, long limit, Duration window, long step, Duration slack) {

  /** How a vendor counts. */
  public enum Kind {
    /** No window of the published length, wherever it begins, may hold more than the limit. */
    SLIDING,
    /** A counter that every call fills and that runs off evenly. */
    LEAKY
  }

  private static final Duration MAX_DEFAULT_SLACK = Duration.ofMillis(250);
  private static final long DEFAULT_SLACK_PART = 50;

  /** Checks the numbers. */
  public QuotaRule {
    Objects.requireNonNull(kind, "kind");
    if (name.isBlank() || step < 1 || limit < step) {
      throw new IllegalArgumentException(
          "the quota " + name + " needs a name, a step and a limit of at least one step");
    }
    if (window.isNegative() || window.isZero() || slack.isNegative()) {
      throw new IllegalArgumentException(
          "the quota " + name + " needs a window longer than zero and no negative slack");
    }
  }

  /** So many units in any window of this length; the slack is a fiftieth of it, at most 250 ms. */
  public static QuotaRule sliding(String name, long limit, Duration window) {
    return new QuotaRule(name, Kind.SLIDING, limit, window, 1, slackOf(window));
  }

  /** A bucket of {@code burst} units of which {@code leak} units run off in each {@code every}. */
  public static QuotaRule leaky(String name, long burst, long leak, Duration every) {
    Duration full = every.multipliedBy(burst).dividedBy(leak);
    return new QuotaRule(name, Kind.LEAKY, burst, full, 1, MAX_DEFAULT_SLACK);
  }

  /** The same for calls that usually cost so much. */
  public QuotaRule withStep(long usualCost) {
    return new QuotaRule(name, kind, limit, window, usualCost, slack);
  }

  /** The same with other slack. */
  public QuotaRule withSlack(Duration jitter) {
    return new QuotaRule(name, kind, limit, window, step, jitter);
  }

  private static Duration slackOf(Duration window) {
    Duration part = window.dividedBy(DEFAULT_SLACK_PART);
    return part.compareTo(MAX_DEFAULT_SLACK) < 0 ? part : MAX_DEFAULT_SLACK;
  }
}
