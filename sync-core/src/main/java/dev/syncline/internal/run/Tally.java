package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.RunReport.FlowReport;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a run does. Thread-safe. */
final class Tally {

  private static final int REMEMBERED = 10_000;

  /** Who was counted lately, and how many before: memory does not grow with the catalogue. */
  private static final class Named {
    private final Map<String, String> lately = new LinkedHashMap<>();
    private final Map<String, Long> before = new TreeMap<>();

    void put(String id, String reason) {
      lately.remove(id);
      lately.put(id, reason);
      if (lately.size() > REMEMBERED) {
        Map.Entry<String, String> eldest = lately.entrySet().iterator().next();
        before.merge(eldest.getValue(), 1L, Long::sum);
        lately.remove(eldest.getKey());
      }
    }

    void remove(String id) {
      lately.remove(id);
    }

    Map<String, Long> byReason() {
      Map<String, Long> all = new TreeMap<>(before);
      lately.values().forEach(reason -> all.merge(reason, 1L, Long::sum));
      return all;
    }

    long size() {
      return lately.size() + before.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static final class Counts {
    final Map<Count, Map<Side, Long>> sided = new EnumMap<>(Count.class);
    final Map<Count, Long> plain = new EnumMap<>(Count.class);
    final Named skipped = new Named();
    final Named waiting = new Named();
    final Named failed = new Named();
  }

  private final Map<String, Counts> flows = new LinkedHashMap<>();
  private final List<RunReport.Conflict> conflicts = new ArrayList<>();

  Tally(List<Flow> all) {
    all.forEach(flow -> flows.put(flow.name(), new Counts()));
  }

  synchronized void count(Flow flow, Count what, Side side, long times) {
    counts(flow)
        .sided
        .computeIfAbsent(what, key -> new EnumMap<>(Side.class))
        .merge(side, times, Long::sum);
  }

  synchronized void count(Flow flow, Count what) {
    counts(flow).plain.merge(what, 1L, Long::sum);
  }

  synchronized void decided(Flow flow, RunReport.Conflict conflict) {
    count(flow, Count.CONFLICTS);
    if (conflicts.size() < RunReport.CONFLICTS_NAMED) {
      conflicts.add(conflict);
    }
  }

  /** The first of the conflicts, by name. */
  synchronized List<RunReport.Conflict> conflicts() {
    return List.copyOf(conflicts);
  }

  synchronized void skipped(Flow flow, Side side, String id, String reason) {
    counts(flow).skipped.put(side + id, reason);
  }

  synchronized void waiting(Flow flow, Side side, String id) {
    counts(flow).waiting.put(side + id, "");
  }

  synchronized void failed(Flow flow, Side side, String id) {
    counts(flow).failed.put(side + id, "");
  }

  /** What was skipped, waiting or failed earlier in this run is not any more. */
  synchronized void settled(Flow flow, Side side, String id) {
    Counts counts = counts(flow);
    counts.skipped.remove(side + id);
    counts.waiting.remove(side + id);
    counts.failed.remove(side + id);
  }

  synchronized long read(Flow flow, Side side) {
    return counts(flow).sided.getOrDefault(Count.READ, Map.of()).getOrDefault(side, 0L);
  }

  /** Whether the run wrote to a side. */
  boolean wrote(Flow flow, Side side) {
    return written(flow, side) > 0;
  }

  /** How often the run wrote to a side. */
  synchronized long written(Flow flow, Side side) {
    Map<Count, Map<Side, Long>> sided = counts(flow).sided;
    return List.of(Count.CREATED, Count.UPDATED, Count.DELETED, Count.ARCHIVED).stream()
        .mapToLong(what -> sided.getOrDefault(what, Map.of()).getOrDefault(side, 0L))
        .sum();
  }

  synchronized Map<String, FlowReport> reports() {
    Map<String, FlowReport> reports = new LinkedHashMap<>();
    flows.forEach((name, counts) -> reports.put(name, report(counts)));
    return reports;
  }

  private static FlowReport report(Counts counts) {
    Map<Count, Long> plain = new EnumMap<>(Count.class);
    plain.putAll(counts.plain);
    plain.put(Count.WAITING, counts.waiting.size());
    plain.put(Count.FAILED, counts.failed.size());
    return new FlowReport(counts.sided, plain, counts.skipped.byReason());
  }

  private Counts counts(Flow flow) {
    return flows.computeIfAbsent(flow.name(), name -> new Counts());
  }
}
