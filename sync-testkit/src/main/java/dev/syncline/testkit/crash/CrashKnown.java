package dev.syncline.testkit.crash;

import java.util.Set;
import java.util.function.Predicate;

/**
 * A defect that is known and not mended yet: its schedules are walked, their findings are counted
 * and do not fail the proof. A full proof fails if none of them finds anything any more.
 *
 * @param scenario the scenario's name
 * @param points where it happens
 * @param faults what has to go wrong there
 * @param differences parts of the lines that it is found by; other lines still fail the proof
 * @param reason what is wrong, for people
 * @since 0.1
 */
public record CrashKnown(
    String scenario,
    Predicate<CrashPoint> points,
    Set<CrashFault> faults,
    Set<String> differences,
    String reason) {

  /** Keeps its own copies. */
  public CrashKnown {
    faults = Set.copyOf(faults);
    differences = Set.copyOf(differences);
  }

  boolean covers(CrashPoint point, CrashFault fault) {
    return faults.contains(fault) && points.test(point);
  }

  boolean tells(String difference) {
    return differences.stream().anyMatch(difference::contains);
  }
}
