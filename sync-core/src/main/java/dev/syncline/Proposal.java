package dev.syncline;

import dev.syncline.ProposedPair.How;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which entities would be linked, for a person to look at before anything is: {@link
 * SyncEngine#link} takes what is approved, {@link SyncEngine#reject} what is not. It holds names
 * and ids, never values.
 *
 * @param plan the plan's name
 * @param pairs the pairs that were found, the first {@link #HELD} of them
 * @param morePairs how many there are besides; {@link SyncEngine#match(SyncPlan,
 *     java.util.function.Consumer)} gives them all
 * @param found how many were found how, all of them
 * @param doubtful entities that match several, with their candidates, the first {@link #HELD} of
 *     them; once a run has met them, {@link SyncEngine#choose} decides
 * @param moreDoubtful how many there are besides
 * @param unmatched how many entities have no counterpart and are in no doubt, by flow and side
 * @param stopped why it is incomplete, if it is
 * @since 0.1
 */
public record Proposal(
    String plan,
    List<ProposedPair> pairs,
    long morePairs,
    Map<How, Long> found,
    List<Failure> doubtful,
    long moreDoubtful,
    Map<String, Map<Side, Long>> unmatched,
    List<String> stopped) {

  /** How many pairs, and how many doubtful entities, a proposal holds. */
  public static final int HELD = 10_000;

  /** Keeps its own copies. */
  public Proposal {
    pairs = List.copyOf(pairs);
    Map<How, Long> ways = new EnumMap<>(How.class);
    ways.putAll(found);
    found = Collections.unmodifiableMap(ways);
    doubtful = List.copyOf(doubtful);
    unmatched = sorted(unmatched);
    stopped = List.copyOf(stopped);
  }

  static Map<String, Map<Side, Long>> sorted(Map<String, Map<Side, Long>> byFlow) {
    Map<String, Map<Side, Long>> sorted = new TreeMap<>();
    byFlow.forEach(
        (flow, counts) -> {
          Map<Side, Long> sides = new EnumMap<>(Side.class);
          sides.putAll(counts);
          sorted.put(flow, Collections.unmodifiableMap(sides));
        });
    return Collections.unmodifiableMap(sorted);
  }

  /** How many pairs were found in this way. */
  public long found(How how) {
    return found.getOrDefault(how, 0L);
  }

  /** How many entities of a flow on a side have no counterpart. */
  public long unmatched(String flow, Side side) {
    return unmatched.getOrDefault(flow, Map.of()).getOrDefault(side, 0L);
  }

  static String told(Map<String, Map<Side, Long>> unmatched) {
    return unmatched.entrySet().stream()
        .flatMap(
            flow ->
                flow.getValue().entrySet().stream()
                    .map(
                        side -> side.getValue() + " " + flow.getKey() + " " + side.getKey().word()))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(pairs.size() + morePairs).append(" pairs");
    found.forEach(
        (how, count) ->
            text.append(", ")
                .append(count)
                .append(' ')
                .append(how.name().toLowerCase(Locale.ROOT)));
    text.append("; ").append(doubtful.size() + moreDoubtful).append(" doubtful");
    if (!unmatched.isEmpty()) {
      text.append("; without a counterpart: ").append(told(unmatched));
    }
    stopped.forEach(why -> text.append("\n  incomplete, the reads were stopped: ").append(why));
    return text.toString();
  }
}
