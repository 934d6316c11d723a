package dev.syncline;

import java.time.Duration;
import java.time.Instant;
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
   * @param read changes that were looked at, by side
   * @param created entities made, by the side they were made on
   * @param updated entities changed, by side
   * @param deleted entities removed, by side
   * @param archived entities archived because their counterpart is gone, by side
   * @param linked pairs found by matching
   * @param unlinked pairs that ended because a side is gone, with nothing written
   * @param adopted entities found again after an unknown outcome
   * @param unchanged entities that needed nothing
   * @param skipped entities left alone by a rule, by reason
   * @param waiting entities that wait by name
   * @param failed entities that could not be synced
   * @param conflicts units that were changed on both sides
   * @param repaired markers that people had changed and that were put back
   * @param renumbered entities made under another number, because somebody else had the first
   */
  public record FlowReport(
      Map<Side, Long> read,
      Map<Side, Long> created,
      Map<Side, Long> updated,
      Map<Side, Long> deleted,
      Map<Side, Long> archived,
      long linked,
      long unlinked,
      long adopted,
      long unchanged,
      Map<String, Long> skipped,
      long waiting,
      long failed,
      long conflicts,
      long repaired,
      long renumbered) {

    /** Keeps its own copies. */
    public FlowReport {
      read = bySide(read);
      created = bySide(created);
      updated = bySide(updated);
      deleted = bySide(deleted);
      archived = bySide(archived);
      skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }

    private static Map<Side, Long> bySide(Map<Side, Long> counts) {
      Map<Side, Long> all = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        all.put(side, counts.getOrDefault(side, 0L));
      }
      return Collections.unmodifiableMap(all);
    }

    /** How many writes were done. */
    public long writes() {
      return sum(created) + sum(updated) + sum(deleted) + sum(archived);
    }

    private static long sum(Map<Side, Long> counts) {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many entities were left alone by a rule. */
    public long skippedInAll() {
      return skipped.values().stream().mapToLong(Long::longValue).sum();
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
    StringBuilder line = new StringBuilder();
    sides(line, "created", flow.created());
    sides(line, "updated", flow.updated());
    sides(line, "deleted", flow.deleted());
    sides(line, "archived", flow.archived());
    count(line, "matched", flow.linked());
    count(line, "unlinked", flow.unlinked());
    count(line, "adopted", flow.adopted());
    count(line, "conflicts", flow.conflicts());
    count(line, "markers repaired", flow.repaired());
    count(line, "numbered otherwise", flow.renumbered());
    flow.skipped().forEach((reason, count) -> count(line, "skipped " + reason, count));
    count(line, "waiting", flow.waiting());
    count(line, "failed", flow.failed());
    return line.isEmpty() ? "" : "\n  " + name + ": " + line.substring(2);
  }

  private static void sides(StringBuilder line, String word, Map<Side, Long> counts) {
    counts.forEach((side, count) -> count(line, word + " " + side.word(), count));
  }

  private static void count(StringBuilder line, String word, long count) {
    if (count > 0) {
      line.append(", ").append(word).append(' ').append(count);
    }
  }
}
