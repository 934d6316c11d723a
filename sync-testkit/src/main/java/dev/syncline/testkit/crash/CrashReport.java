package dev.syncline.testkit.crash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the {@link CrashSimulator} has walked.
 *
 * @param scenario the scenario's name
 * @param points how many points the undisturbed scenario has, by kind
 * @param possible how many schedules there are for each seed
 * @param walked how many were walked, by fault
 * @param known how many of them found what is known
 * @param findings what was found and is not known
 * @param took how long it took, in real time
 * @since 0.1
 */
public record CrashReport(
    String scenario,
    Map<CrashPoint.Kind, Long> points,
    long possible,
    Map<CrashFault, Long> walked,
    long known,
    List<Finding> findings,
    Duration took) {

  /**
   * A schedule that did not end as if nothing had happened.
   *
   * @param number replays it
   * @param where what went wrong, and at which point
   * @param differences from the undisturbed end
   */
  public record Finding(CrashNumber number, String where, List<String> differences) {

    @Override
    public String toString() {
      return number + "  " + where + "\n    " + String.join("\n    ", differences);
    }
  }

  /** Keeps its own copies. */
  public CrashReport {
    points = Map.copyOf(points);
    walked = Map.copyOf(walked);
    findings = List.copyOf(findings);
  }

  /** How many schedules were walked. */
  public long schedules() {
    return walked.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String toString() {
    return "crash "
        + scenario
        + ": "
        + schedules()
        + " of "
        + possible
        + " schedules a seed, points "
        + sorted(points)
        + ", faults "
        + sorted(walked)
        + (known == 0 ? "" : ", " + known + " known")
        + ", "
        + findings.size()
        + " findings, "
        + took.toMillis()
        + " ms";
  }

  private static <K extends Enum<K>> String sorted(Map<K, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
