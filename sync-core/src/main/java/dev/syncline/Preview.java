package dev.syncline;

import dev.syncline.connector.Quota;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run would do and cost: the whole run with real reads and no writes.
 *
 * <p>It is a forecast: what a vendor makes of a write, what it refuses and what people do meanwhile
 * is seen only by the run.
 *
 * @param wouldDo what the run would report; its requests and time are those of the preview itself
 * @param requests the requests that the run would need, by side, its check, its reads and its
 *     closing look included
 * @param about how long that takes at the accounts' quotas and at the pace of the preview's own
 *     requests
 * @param diffs what would be done, entity by entity, the first {@link #DIFFS} of them
 * @param moreDiffs how many there are besides
 * @param open what would stay open, with its reason and what would release it, the first {@link
 *     #DIFFS} of them
 * @param moreOpen how many there are besides
 * @param ambiguous how many entities match several, all of them, by flow
 * @since 0.1
 */
public record Preview(
    RunReport wouldDo,
    Map<Side, Long> requests,
    Duration about,
    List<EntityDiff> diffs,
    long moreDiffs,
    List<Failure> open,
    long moreOpen,
    Map<String, Long> ambiguous) {

  /** How many diffs, and how many open entities, a preview holds; the others are only counted. */
  public static final int DIFFS = 1000;

  /** Keeps its own copies. */
  public Preview {
    Map<Side, Long> all = new EnumMap<>(Side.class);
    all.putAll(requests);
    requests = Collections.unmodifiableMap(all);
    diffs = List.copyOf(diffs);
    open = List.copyOf(open);
    ambiguous = Map.copyOf(ambiguous);
  }

  /** Counts and cost only. */
  public Preview(RunReport wouldDo, Map<Side, Long> requests, Duration about) {
    this(wouldDo, requests, about, List.of(), 0, List.of(), 0, Map.of());
  }

  /** Counts and cost, with the time that the accounts' quotas ask for. */
  public static Preview of(RunReport wouldDo, Map<Side, Long> requests, SyncPlan plan) {
    Duration about = Duration.ZERO;
    for (Map.Entry<Side, Long> each : requests.entrySet()) {
      for (Quota.Window window : plan.connector(each.getKey()).quota().windows()) {
        Duration needs =
            window.limit() <= 0 || each.getValue() <= window.limit()
                ? Duration.ZERO
                : window.window().multipliedBy(each.getValue()).dividedBy(window.limit());
        about = longer(needs, about);
      }
    }
    return new Preview(wouldDo, requests, longer(about, atThePaceOf(wouldDo, requests)));
  }

  private static Duration atThePaceOf(RunReport rehearsed, Map<Side, Long> requests) {
    long asked = sum(rehearsed.requests());
    return asked == 0
        ? Duration.ZERO
        : rehearsed.took().multipliedBy(sum(requests)).dividedBy(asked);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static long sum(Map<Side, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same, with what would be done, and how much more, and with all that would stay open. */
  public Preview showing(List<EntityDiff> done, long moreDone, List<Failure> stays) {
    Map<String, Long> doubts = new HashMap<>();
    stays.stream()
        .filter(each -> each.kind() == Failure.Kind.AMBIGUOUS)
        .forEach(each -> doubts.merge(each.flow(), 1L, Long::sum));
    int shown = Math.min(DIFFS, stays.size());
    List<Failure> some = stays.subList(0, shown);
    long others = (long) stays.size() - shown;
    return new Preview(wouldDo, requests, about, done, moreDone, some, others, doubts);
  }

  /** Pairs that would be linked because they were found to stand for each other. */
  public long matched() {
    return wouldDo.flows().values().stream().mapToLong(RunReport.FlowReport::linked).sum();
  }

  /** Counterparts that a flow would make, on both sides. */
  public long creates(String flow) {
    RunReport.FlowReport its = wouldDo.flows().get(flow);
    return its == null ? 0 : its.created().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Pairs of a flow that would be linked because they were found. */
  public long matches(String flow) {
    RunReport.FlowReport its = wouldDo.flows().get(flow);
    return its == null ? 0 : its.linked();
  }

  /** Entities of a flow that match several: a person chooses. */
  public long ambiguous(String flow) {
    return ambiguous.getOrDefault(flow, 0L);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(wouldDo.created(Side.LEFT)).append(" to create on the left, ");
    text.append(wouldDo.created(Side.RIGHT)).append(" on the right, ");
    text.append(wouldDo.updated(Side.LEFT) + wouldDo.updated(Side.RIGHT)).append(" to change, ");
    long deleted = wouldDo.deleted(Side.LEFT) + wouldDo.deleted(Side.RIGHT);
    if (deleted > 0) {
      text.append(deleted).append(" to delete, ");
    }
    text.append(matched()).append(" matched, ");
    text.append(wouldDo.failed()).append(" in doubt, ");
    text.append(wouldDo.waiting()).append(" waiting, ");
    text.append(sum(requests)).append(" requests, about ").append(words(about));
    wouldDo
        .stopped()
        .forEach(why -> text.append("\n  incomplete, the reads were stopped: ").append(why));
    return text.toString();
  }

  /** In the two largest units. */
  private static String words(Duration time) {
    long seconds = Math.max(1, time.plusMillis(999).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = seconds / 60;
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
