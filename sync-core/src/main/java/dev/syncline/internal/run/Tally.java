package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.RunReport.FlowReport;
import dev.syncline.Side;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what a run does. Thread-safe. */
final class Tally {

  /** What is counted by side. */
  enum Sided {
    READ,
    CREATED,
    UPDATED,
    DELETED
  }

  /** What is counted for a flow. */
  enum Plain {
    LINKED,
    ADOPTED,
    UNCHANGED,
    CONFLICTS
  }

  private static final class Counts {
    final Map<Sided, Map<Side, Long>> sided = new EnumMap<>(Sided.class);
    final Map<Plain, Long> plain = new EnumMap<>(Plain.class);
    final Map<String, String> skipped = new TreeMap<>();
    final Set<String> waiting = new HashSet<>();
    final Set<String> failed = new HashSet<>();
  }

  private final Map<String, Counts> flows = new LinkedHashMap<>();

  Tally(List<Flow> all) {
    all.forEach(flow -> flows.put(flow.name(), new Counts()));
  }

  synchronized void count(Flow flow, Sided what, Side side, long times) {
    counts(flow)
        .sided
        .computeIfAbsent(what, key -> new EnumMap<>(Side.class))
        .merge(side, times, Long::sum);
  }

  synchronized void count(Flow flow, Plain what) {
    counts(flow).plain.merge(what, 1L, Long::sum);
  }

  synchronized void skipped(Flow flow, Side side, String id, String reason) {
    counts(flow).skipped.put(side + id, reason);
  }

  synchronized void waiting(Flow flow, Side side, String id) {
    counts(flow).waiting.add(side + id);
  }

  synchronized void failed(Flow flow, Side side, String id) {
    counts(flow).failed.add(side + id);
  }

  /** What was skipped, waiting or failed earlier in this run is not any more. */
  synchronized void settled(Flow flow, Side side, String id) {
    Counts counts = counts(flow);
    counts.skipped.remove(side + id);
    counts.waiting.remove(side + id);
    counts.failed.remove(side + id);
  }

  synchronized long read(Flow flow, Side side) {
    return counts(flow).sided.getOrDefault(Sided.READ, Map.of()).getOrDefault(side, 0L);
  }

  /** Whether the run wrote to a side. */
  synchronized boolean wrote(Flow flow, Side side) {
    Map<Sided, Map<Side, Long>> sided = counts(flow).sided;
    return List.of(Sided.CREATED, Sided.UPDATED, Sided.DELETED).stream()
        .anyMatch(what -> sided.getOrDefault(what, Map.of()).getOrDefault(side, 0L) > 0);
  }

  synchronized Map<String, FlowReport> reports() {
    Map<String, FlowReport> reports = new LinkedHashMap<>();
    flows.forEach((name, counts) -> reports.put(name, report(counts)));
    return reports;
  }

  private static FlowReport report(Counts counts) {
    Map<String, Long> skipped = new TreeMap<>();
    counts.skipped.values().forEach(reason -> skipped.merge(reason, 1L, Long::sum));
    return new FlowReport(
        counts.sided.getOrDefault(Sided.READ, Map.of()),
        counts.sided.getOrDefault(Sided.CREATED, Map.of()),
        counts.sided.getOrDefault(Sided.UPDATED, Map.of()),
        counts.sided.getOrDefault(Sided.DELETED, Map.of()),
        counts.plain.getOrDefault(Plain.LINKED, 0L),
        counts.plain.getOrDefault(Plain.ADOPTED, 0L),
        counts.plain.getOrDefault(Plain.UNCHANGED, 0L),
        skipped,
        counts.waiting.size(),
        counts.failed.size(),
        counts.plain.getOrDefault(Plain.CONFLICTS, 0L));
  }

  private Counts counts(Flow flow) {
    return flows.computeIfAbsent(flow.name(), name -> new Counts());
  }
}
