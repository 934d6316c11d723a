package dev.syncline.testkit.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a {@link CrashScenario} undisturbed, counts its remote calls and changes of the
 * store, and then walks through it again for each of them and each {@link CrashFault}: every walk
 * has to end as the undisturbed one did.
 *
 * <pre>{@code
 * CrashSimulator.of(scenario).prove();
 * }</pre>
 *
 * <p>What is compared: what is on the systems and who is linked with whom, both up to ids; what
 * could not be synced; that no intent is left open; and that a further run, by a new process, sends
 * nothing. Walks cost milliseconds: one thread, virtual time.
 *
 * <p>System properties: {@value #PROPERTY} is {@code full} for all schedules of all seeds, or how
 * many a scenario's sample has; {@value #REPLAY} is the number of the one schedule to walk, whose
 * story is printed. Not thread-safe.
 *
 * @since 0.1
 */
public final class CrashSimulator {

  /** How much is walked: {@code full}, or a number of schedules. */
  public static final String PROPERTY = "syncline.crash";

  /** The one schedule that is walked. */
  public static final String REPLAY = "syncline.crash.replay";

  /** How many schedules a sample has unless said otherwise. */
  public static final int SAMPLE = 300;

  private static final int SHOWN = 12;

  private record Schedule(CrashPoint point, CrashFault fault) {}

  private final CrashScenario scenario;
  private List<CrashKnown> known = List.of();
  private int sample = SAMPLE;
  private int seeds = 1;

  private CrashSimulator(CrashScenario scenario) {
    this.scenario = scenario;
  }

  /** Walks through this scenario. */
  public static CrashSimulator of(CrashScenario scenario) {
    return new CrashSimulator(scenario);
  }

  /** How many schedules are walked if {@value #PROPERTY} says nothing. */
  public CrashSimulator sample(int schedules) {
    sample = schedules;
    return this;
  }

  /** How many orders of what runs side by side a full proof has, and a sample draws from. */
  public CrashSimulator seeds(int orders) {
    seeds = orders;
    return this;
  }

  /** What is known and does not fail the proof. */
  public CrashSimulator known(List<CrashKnown> defects) {
    known = defects.stream().filter(each -> each.scenario().equals(scenario.name())).toList();
    return this;
  }

  /**
   * Walks as the system properties say and prints what was walked.
   *
   * @return what was walked; empty of schedules if another scenario's number is replayed
   * @throws AssertionError with the number of each schedule that did not end well, as far as shown
   */
  public CrashReport prove() {
    String replay = System.getProperty(REPLAY);
    if (replay != null) {
      return replayed(CrashNumber.of(Long.parseLong(replay.strip())));
    }
    CrashReport report = walked(System.getProperty(PROPERTY, Integer.toString(sample)));
    System.out.println(report);
    if (!report.findings().isEmpty()) {
      throw new AssertionError(told(report));
    }
    return report;
  }

  private static String told(CrashReport report) {
    return report
        + "\n"
        + report.findings().stream()
            .limit(SHOWN)
            .map(CrashReport.Finding::toString)
            .collect(Collectors.joining("\n"))
        + (report.findings().size() > SHOWN ? "\n…" : "")
        + "\nreplay one with -D"
        + REPLAY
        + "=<number>";
  }

  private CrashReport replayed(CrashNumber number) {
    Map<CrashFault, Long> walked = new EnumMap<>(CrashFault.class);
    if (number.isOf(scenario.name())) {
      List<String> differences = replay(number.number());
      if (!differences.isEmpty()) {
        throw new AssertionError(number + "\n" + String.join("\n", differences));
      }
      walked.put(number.fault(), 1L);
    }
    return new CrashReport(scenario.name(), Map.of(), 0, walked, 0, List.of(), Duration.ZERO);
  }

  /**
   * Walks one schedule and prints its story: every call and every change of the store.
   *
   * @return how it differs from the undisturbed end; empty if all is well
   * @throws IllegalArgumentException if the number is not one of this scenario's
   */
  public List<String> replay(long number) {
    CrashNumber schedule = mine(number);
    Walk.Result broken = Walk.broken(scenario, schedule, true);
    System.out.println(scenario.name() + ", schedule " + number);
    broken.told().forEach(System.out::println);
    return differences(undisturbed(schedule.seed()), broken);
  }

  /**
   * Walks one schedule.
   *
   * @return how it differs from the undisturbed end; empty if all is well
   * @throws IllegalArgumentException if the number is not one of this scenario's
   */
  public List<String> differences(long number) {
    CrashNumber schedule = mine(number);
    return differences(undisturbed(schedule.seed()), Walk.broken(scenario, schedule, false));
  }

  private CrashNumber mine(long number) {
    CrashNumber schedule = CrashNumber.of(number);
    if (!schedule.isOf(scenario.name())) {
      throw new IllegalArgumentException(number + " is not a schedule of " + scenario.name());
    }
    return schedule;
  }

  private static List<String> differences(Walk.Result undisturbed, Walk.Result broken) {
    return undisturbed.ending().differences(broken.ending(), "");
  }

  private Walk.Result undisturbed(int seed) {
    Walk.Result result = Walk.undisturbed(scenario, seed);
    Ending ending = result.ending();
    if (!ending.troubles().isEmpty() || ending.intents() > 0 || ending.hasTwins()) {
      throw new AssertionError(
          scenario.name() + " does not end well even if nothing goes wrong:\n" + ending);
    }
    return result;
  }

  private CrashReport walked(String howMany) {
    boolean full = howMany.equals("full");
    long start = System.nanoTime();
    SplittableRandom chance = new SplittableRandom(CrashNumber.codeOf(scenario.name()));
    Map<Integer, List<CrashNumber>> bySeed = new LinkedHashMap<>();
    Map<CrashFault, Long> counts = new EnumMap<>(CrashFault.class);
    Map<CrashPoint.Kind, Long> points = new EnumMap<>(CrashPoint.Kind.class);
    List<CrashReport.Finding> findings = new ArrayList<>();
    Set<CrashKnown> seen = new HashSet<>();
    long possible = 0;
    long knowns = 0;
    Walk.@Nullable Result reference = null;
    for (int seed = 0; seed < seeds; seed++) {
      Walk.Result undisturbed = undisturbed(seed);
      if (reference == null) {
        reference = undisturbed;
        undisturbed.points().forEach(point -> points.merge(point.kind(), 1L, Long::sum));
      } else if (!reference.ending().differences(undisturbed.ending(), "").isEmpty()) {
        throw new AssertionError(
            scenario.name()
                + " ends otherwise with seed "
                + seed
                + ":\n"
                + String.join("\n", reference.ending().differences(undisturbed.ending(), "")));
      }
      List<Schedule> all = schedules(undisturbed.points());
      possible = Math.max(possible, all.size());
      int share = full ? all.size() : Integer.parseInt(howMany) / seeds;
      for (Schedule each : chosen(all, share, chance)) {
        CrashNumber number = number(each, seed);
        bySeed.computeIfAbsent(seed, none -> new ArrayList<>()).add(number);
        Walk.Result broken = Walk.broken(scenario, number, false);
        counts.merge(each.fault(), 1L, Long::sum);
        List<String> differences = differences(undisturbed, broken);
        if (!differences.isEmpty()) {
          @Nullable CrashKnown defect = knownOf(each, differences);
          if (defect == null) {
            String where = each.fault() + " at " + broken.struckAt();
            findings.add(new CrashReport.Finding(number, where, differences));
          } else {
            seen.add(defect);
            knowns++;
          }
        }
      }
    }
    if (full) {
      known.stream()
          .filter(each -> !seen.contains(each))
          .forEach(
              each -> {
                throw new AssertionError("mended, no longer known: " + each.reason());
              });
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new CrashReport(scenario.name(), points, possible, counts, knowns, findings, took);
  }

  private @Nullable CrashKnown knownOf(Schedule schedule, List<String> found) {
    return known.stream()
        .filter(each -> each.covers(schedule.point(), schedule.fault(), found))
        .findFirst()
        .orElse(null);
  }

  private CrashNumber number(Schedule schedule, int seed) {
    return new CrashNumber(
        CrashNumber.codeOf(scenario.name()), schedule.point().index(), schedule.fault(), seed);
  }

  private static List<Schedule> schedules(List<CrashPoint> points) {
    List<Schedule> all = new ArrayList<>();
    for (CrashPoint point : points) {
      point.faults().forEach(fault -> all.add(new Schedule(point, fault)));
    }
    return all;
  }

  /** So many by chance, evenly over kinds of points and faults: what is rare is there too. */
  private static List<Schedule> chosen(List<Schedule> all, int count, SplittableRandom chance) {
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
