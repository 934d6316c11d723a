package dev.syncline.testkit.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Many walks through one scenario, and what they found. Used once. */
final class Tour {

  static final String FULL = "full";

  private record Schedule(CrashPoint point, CrashFault fault) {}

  private final CrashScenario scenario;
  private final List<CrashKnown> known;
  private final int seeds;
  private final SplittableRandom chance;
  private final Map<CrashFault, Long> walked = new EnumMap<>(CrashFault.class);
  private final Map<CrashPoint.Kind, Long> points = new EnumMap<>(CrashPoint.Kind.class);
  private final List<CrashReport.Finding> findings = new ArrayList<>();
  private final Set<CrashKnown> seen = new HashSet<>();
  private @Nullable Ending reference;
  private long possible;
  private long knownFound;

  Tour(CrashScenario scenario, List<CrashKnown> known, int seeds) {
    this.scenario = scenario;
    this.known = known;
    this.seeds = seeds;
    this.chance = new SplittableRandom(CrashNumber.codeOf(scenario.name()));
  }

  /** Walks all, or so many as are named. */
  CrashReport walk(String howMany) {
    long start = System.nanoTime();
    boolean full = howMany.equals(FULL);
    for (int seed = 0; seed < seeds; seed++) {
      walk(seed, full ? Integer.MAX_VALUE : Integer.parseInt(howMany) / seeds);
    }
    if (full) {
      known.stream().filter(each -> !seen.contains(each)).forEach(Tour::requireMended);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new CrashReport(scenario.name(), points, possible, walked, knownFound, findings, took);
  }

  private static void requireMended(CrashKnown each) {
    throw new AssertionError("mended, take it out of the known: " + each.reason());
  }

  private void walk(int seed, int atMost) {
    Walk.Result undisturbed = undisturbed(scenario, seed);
    compareWithFirst(undisturbed, seed);
    List<Schedule> all = schedules(undisturbed.points());
    possible = Math.max(possible, all.size());
    for (Schedule each : chosen(all, atMost)) {
      int code = CrashNumber.codeOf(scenario.name());
      CrashNumber number = new CrashNumber(code, each.point().index(), each.fault(), seed);
      Walk.Result broken = Walk.broken(scenario, number, false);
      walked.merge(each.fault(), 1L, Long::sum);
      judge(each, number, broken, differences(undisturbed, broken));
    }
  }

  /** Whatever the order of what runs side by side, the end is the same. */
  private void compareWithFirst(Walk.Result undisturbed, int seed) {
    Ending first = reference;
    if (first == null) {
      reference = undisturbed.ending();
      undisturbed.points().forEach(point -> points.merge(point.kind(), 1L, Long::sum));
      return;
    }
    List<String> differences = first.differences(undisturbed.ending(), "");
    if (!differences.isEmpty()) {
      throw new AssertionError(
          scenario.name()
              + " ends otherwise with seed "
              + seed
              + ":\n"
              + String.join("\n", differences));
    }
  }

  private void judge(
      Schedule schedule, CrashNumber number, Walk.Result broken, List<String> differences) {
    if (differences.isEmpty()) {
      return;
    }
    List<CrashKnown> defects = knownOf(schedule, differences);
    seen.addAll(defects);
    if (defects.isEmpty()) {
      String where = schedule.fault() + " at " + broken.struckAt();
      findings.add(new CrashReport.Finding(number, where, differences));
    } else {
      knownFound++;
    }
  }

  /** The known defects that tell all of this together; none if they leave something untold. */
  private List<CrashKnown> knownOf(Schedule schedule, List<String> found) {
    List<CrashKnown> telling =
        known.stream()
            .filter(each -> each.covers(schedule.point(), schedule.fault()))
            .filter(each -> found.stream().anyMatch(each::tells))
            .toList();
    boolean all =
        found.stream().allMatch(line -> telling.stream().anyMatch(each -> each.tells(line)));
    return all ? telling : List.of();
  }

  static Walk.Result undisturbed(CrashScenario scenario, int seed) {
    Walk.Result result = Walk.undisturbed(scenario, seed);
    List<String> unwell = result.ending().unwell();
    if (!unwell.isEmpty()) {
      throw new AssertionError(
          scenario.name()
              + " does not end well even if nothing goes wrong:\n"
              + String.join("\n", unwell)
              + "\n"
              + result.ending());
    }
    return result;
  }

  static List<String> differences(Walk.Result undisturbed, Walk.Result broken) {
    return undisturbed.ending().differences(broken.ending(), "");
  }

  private static List<Schedule> schedules(List<CrashPoint> points) {
    List<Schedule> all = new ArrayList<>();
    for (CrashPoint point : points) {
      point.faults().forEach(fault -> all.add(new Schedule(point, fault)));
    }
    return all;
  }

  /** So many by chance, evenly over kinds of points and faults: what is rare is there too. */
  private List<Schedule> chosen(List<Schedule> all, int count) {
    if (count >= all.size()) {
      return all;
    }
    Map<String, List<Schedule>> groups = new TreeMap<>();
    for (Schedule each : all) {
      List<Schedule> group =
          groups.computeIfAbsent(
              each.point().kind() + " " + each.fault(), name -> new ArrayList<>());
      group.add(chance.nextInt(group.size() + 1), each);
    }
    List<Schedule> chosen = new ArrayList<>();
    for (int round = 0; chosen.size() < count; round++) {
      for (List<Schedule> group : groups.values()) {
        if (round < group.size() && chosen.size() < count) {
          chosen.add(group.get(round));
        }
      }
    }
    return chosen;
  }
}
