package dev.syncline;

import dev.syncline.connector.Quota;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a run would do and cost: the whole run with real reads and no writes.
 *
 * @param wouldDo what the run would report
 * @param requests the requests it would need, by side, reads included
 * @param about how long that takes at least at the accounts' quotas
 * @since 0.1
 */
public record Preview(RunReport wouldDo, Map<Side, Long> requests, Duration about) {

  /** Keeps its own copy. */
  public Preview {
    Map<Side, Long> all = new EnumMap<>(Side.class);
    all.putAll(requests);
    requests = Collections.unmodifiableMap(all);
  }

  /** A preview, with the time that the accounts' quotas ask for. */
  public static Preview of(RunReport wouldDo, Map<Side, Long> requests, SyncPlan plan) {
    Duration about = Duration.ZERO;
    for (Map.Entry<Side, Long> each : requests.entrySet()) {
      for (Quota.Window window : plan.connector(each.getKey()).quota().windows()) {
        Duration needs =
            window.limit() <= 0 || each.getValue() <= window.limit()
                ? Duration.ZERO
                : window.window().multipliedBy(each.getValue()).dividedBy(window.limit());
        about = needs.compareTo(about) > 0 ? needs : about;
      }
    }
    return new Preview(wouldDo, requests, about);
  }

  @Override
  public String toString() {
    return wouldDo.created(Side.LEFT)
        + " to create on the left, "
        + wouldDo.created(Side.RIGHT)
        + " on the right, "
        + (wouldDo.updated(Side.LEFT) + wouldDo.updated(Side.RIGHT))
        + " to change, "
        + wouldDo.failed()
        + " in doubt, "
        + wouldDo.waiting()
        + " waiting, "
        + (requests.getOrDefault(Side.LEFT, 0L) + requests.getOrDefault(Side.RIGHT, 0L))
        + " requests, about "
        + Math.max(1, about.toSeconds())
        + " s";
  }
}
