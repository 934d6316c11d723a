package dev.syncline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did, what it cost, and why it did nothing where it did nothing.
 *
 * @param plan the plan's name
 * @param run the run's id
 * @param startedAt when it began
 * @param took how long it took
 * @param requests how many requests left for the vendors, by side
 * @param flows what each flow did, by name in the plan's order
 * @param stopped why the run, a flow or an account was given up before its end, or what a brake
 *     holds; empty if nothing was
 * @param decidedConflicts the conflicts that the plan's policies decided, the first {@link
 *     #CONFLICTS_NAMED} of them; {@link #conflicts()} counts all
 * @since 0.1
 */
public record RunReport(
    String plan,
    String run,
    Instant startedAt,
    Duration took,
    Map<Side, Long> requests,
    Map<String, FlowReport> flows,
    List<String> stopped,
    List<Conflict> decidedConflicts) {

  /** How many conflicts a report names; the others are only counted. */
  public static final int CONFLICTS_NAMED = 100;

  /** A report without a conflict. */
  public RunReport(
      String plan,
      String run,
      Instant startedAt,
      Duration took,
      Map<Side, Long> requests,
      Map<String, FlowReport> flows,
      List<String> stopped) {
    this(plan, run, startedAt, took, requests, flows, stopped, List.of());
  }

  /** Keeps its own copies. */
  public RunReport {
    Map<Side, Long> all = new EnumMap<>(Side.class);
    all.putAll(requests);
    requests = Collections.unmodifiableMap(all);
    flows = Collections.unmodifiableMap(new LinkedHashMap<>(flows));
    stopped = List.copyOf(stopped);
    decidedConflicts = List.copyOf(decidedConflicts);
  }

  /**
   * One unit that both sides had changed since they last agreed. The loser's value goes to the
   * {@link SyncListener} and is not kept.
   *
   * @param flow the flow's name
   * @param leftId the left entity's native id
   * @param rightId the right entity's native id
   * @param unit the unit's name
   * @param winner the side whose value stands
   * @param policy why
   */
  public record Conflict(
      String flow, String leftId, String rightId, String unit, Side winner, Conflicts policy) {

    /** What a journal says of it. */
    public String decision() {
      return unit + ", " + winner.word() + " wins (" + policy.name().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public String toString() {
      return flow + " " + leftId + " " + decision();
    }
  }

  /**
   * What one flow did.
   *
   * @param sides what is counted by side
   * @param counts what is counted for both together
   * @param skipped entities left alone by a rule, by reason
   */
  public record FlowReport(
      Map<Count, Map<Side, Long>> sides, Map<Count, Long> counts, Map<String, Long> skipped) {

    /** What is counted, and what a report calls it. */
    public enum Count {
      /** Changes that were looked at, by side. */
      READ("read"),
      /** Entities made, by the side they were made on. */
      CREATED("created"),
      /** Entities changed, by side. */
      UPDATED("updated"),
      /** Entities removed, by side. */
      DELETED("deleted"),
      /** Entities archived because their counterpart is gone, by side. */
      ARCHIVED("archived"),
      /** Pairs found by matching. */
      LINKED("matched"),
      /** Pairs that ended because a side is gone, with nothing written. */
      UNLINKED("unlinked"),
      /** Entities found again after an unknown outcome. */
      ADOPTED("adopted"),
      /** Entities that needed nothing. */
      UNCHANGED("unchanged"),
      /** Units that were changed on both sides. */
      CONFLICTS("conflicts"),
      /** Markers that people had changed and that were put back. */
      REPAIRED("markers repaired"),
      /** Entities made under another number, because somebody else had the first. */
      RENUMBERED("numbered otherwise"),
      /** Entities that wait by name. */
      WAITING("waiting"),
      /** Entities that could not be synced. */
      FAILED("failed");

      private final String words;

      Count(String words) {
        this.words = words;
      }
    }

    private static final List<Count> WRITES =
        List.of(Count.CREATED, Count.UPDATED, Count.DELETED, Count.ARCHIVED);
    private static final List<Count> TOLD =
        List.of(
            Count.LINKED,
            Count.UNLINKED,
            Count.ADOPTED,
            Count.CONFLICTS,
            Count.REPAIRED,
            Count.RENUMBERED);
    private static final List<Count> OPEN = List.of(Count.WAITING, Count.FAILED);

    /** Keeps its own copies. */
    public FlowReport {
      Map<Count, Map<Side, Long>> bySide = new EnumMap<>(Count.class);
      sides.forEach((what, each) -> bySide.put(what, bothSides(each)));
      sides = Collections.unmodifiableMap(bySide);
      Map<Count, Long> all = new EnumMap<>(Count.class);
      all.putAll(counts);
      counts = Collections.unmodifiableMap(all);
      skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }

    private static Map<Side, Long> bothSides(Map<Side, Long> counts) {
      Map<Side, Long> all = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        all.put(side, counts.getOrDefault(side, 0L));
      }
      return Collections.unmodifiableMap(all);
    }

    /** How often, by side; both are always there. */
    public Map<Side, Long> on(Count what) {
      return sides.getOrDefault(what, bothSides(Map.of()));
    }

    /** How often, on both sides together. */
    public long of(Count what) {
      return counts.getOrDefault(what, 0L) + sum(sides.getOrDefault(what, Map.of()).values());
    }

    /** Changes that were looked at, by side. */
    public Map<Side, Long> read() {
      return on(Count.READ);
    }

    /** Entities made, by the side they were made on. */
    public Map<Side, Long> created() {
      return on(Count.CREATED);
    }

    /** Entities changed, by side. */
    public Map<Side, Long> updated() {
      return on(Count.UPDATED);
    }

    /** Entities removed, by side. */
    public Map<Side, Long> deleted() {
      return on(Count.DELETED);
    }

    /** Entities archived because their counterpart is gone, by side. */
    public Map<Side, Long> archived() {
      return on(Count.ARCHIVED);
    }

    /** Pairs found by matching. */
    public long linked() {
      return of(Count.LINKED);
    }

    /** Pairs that ended because a side is gone, with nothing written. */
    public long unlinked() {
      return of(Count.UNLINKED);
    }

    /** Entities found again after an unknown outcome. */
    public long adopted() {
      return of(Count.ADOPTED);
    }

    /** Entities that needed nothing. */
    public long unchanged() {
      return of(Count.UNCHANGED);
    }

    /** Units that were changed on both sides. */
    public long conflicts() {
      return of(Count.CONFLICTS);
    }

    /** Markers that people had changed and that were put back. */
    public long repaired() {
      return of(Count.REPAIRED);
    }

    /** Entities made under another number, because somebody else had the first. */
    public long renumbered() {
      return of(Count.RENUMBERED);
    }

    /** Entities that wait by name. */
    public long waiting() {
      return of(Count.WAITING);
    }

    /** Entities that could not be synced. */
    public long failed() {
      return of(Count.FAILED);
    }

    /** How many writes were done. */
    public long writes() {
      return WRITES.stream().mapToLong(this::of).sum();
    }

    /** How many entities were left alone by a rule. */
    public long skippedInAll() {
      return sum(skipped.values());
    }

    private static long sum(Collection<Long> counts) {
      return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** What was done, in words; empty if nothing was. */
    @Override
    public String toString() {
      List<String> words = new ArrayList<>();
      for (Count what : WRITES) {
        on(what).forEach((side, count) -> tell(words, what.words + " " + side.word(), count));
      }
      TOLD.forEach(what -> tell(words, what.words, of(what)));
      skipped.forEach((reason, count) -> tell(words, "skipped " + reason, count));
      OPEN.forEach(what -> tell(words, what.words, of(what)));
      return String.join(", ", words);
    }

    private static void tell(List<String> words, String what, long count) {
      if (count > 0) {
        words.add(what + " " + count);
      }
    }
  }

  /** How many writes were done. */
  public long writes() {
    return flows.values().stream().mapToLong(FlowReport::writes).sum();
  }

  /** Entities made on a side. */
  public long created(Side side) {
    return flows.values().stream().mapToLong(flow -> flow.created().get(side)).sum();
  }

  /** Entities changed on a side. */
  public long updated(Side side) {
    return flows.values().stream().mapToLong(flow -> flow.updated().get(side)).sum();
  }

  /** Entities removed on a side. */
  public long deleted(Side side) {
    return flows.values().stream().mapToLong(flow -> flow.deleted().get(side)).sum();
  }

  /** Entities archived on a side. */
  public long archived(Side side) {
    return flows.values().stream().mapToLong(flow -> flow.archived().get(side)).sum();
  }

  /** Pairs that ended because a side is gone, with nothing written. */
  public long unlinked() {
    return flows.values().stream().mapToLong(FlowReport::unlinked).sum();
  }

  /** Entities that wait by name. */
  public long waiting() {
    return flows.values().stream().mapToLong(FlowReport::waiting).sum();
  }

  /** Entities that could not be synced. */
  public long failed() {
    return flows.values().stream().mapToLong(FlowReport::failed).sum();
  }

  /** Units that were changed on both sides. */
  public long conflicts() {
    return flows.values().stream().mapToLong(FlowReport::conflicts).sum();
  }

  /** Entities left alone by a rule. */
  public long skipped() {
    return flows.values().stream().mapToLong(FlowReport::skippedInAll).sum();
  }

  /**
   * Whether everything was brought to its end: nothing given up, nothing waiting, nothing failed.
   */
  public boolean clean() {
    return stopped.isEmpty() && waiting() == 0 && failed() == 0;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("plan \"").append(plan).append("\", run ").append(run).append(", ");
    text.append(took.toMillis()).append(" ms, requests ");
    text.append(requests.getOrDefault(Side.LEFT, 0L)).append(" left, ");
    text.append(requests.getOrDefault(Side.RIGHT, 0L)).append(" right");
    if (writes() == 0) {
      text.append(": nothing to do");
    }
    flows.forEach((name, flow) -> text.append(line(name, flow)));
    decidedConflicts.forEach(each -> text.append("\n  conflict: ").append(each));
    if (conflicts() > decidedConflicts.size() && !decidedConflicts.isEmpty()) {
      text.append("\n  and ")
          .append(conflicts() - decidedConflicts.size())
          .append(" conflicts more");
    }
    stopped.forEach(why -> text.append("\n  stopped: ").append(why));
    return text.toString();
  }

  private static String line(String name, FlowReport flow) {
    String words = flow.toString();
    return words.isEmpty() ? "" : "\n  " + name + ": " + words;
  }
}
