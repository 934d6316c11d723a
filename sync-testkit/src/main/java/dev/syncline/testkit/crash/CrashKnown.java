package dev.syncline.testkit.crash;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A defect that is known and not mended yet: its schedules are walked, their findings are counted
 * and do not fail the proof. A full proof fails if none of them finds anything any more.
 *
 * @param scenario the scenario's name
 * @param points where it happens
 * @param faults what has to go wrong there
 * @param differences what the end may then be found to be, told by a part of each line
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

  boolean covers(CrashPoint point, CrashFault fault, List<String> found) {
    return faults.contains(fault)
        && points.test(point)
        && found.stream().allMatch(each -> differences.stream().anyMatch(each::contains));
  }
}
