package dev.syncline.testkit.crash;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
  public static final int SAMPLE = 200;

  private static final int SHOWN = 40;

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
    String howMany = System.getProperty(PROPERTY, Integer.toString(sample));
    CrashReport report = new Tour(scenario, known, seeds).walk(howMany);
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
    return Tour.differences(Tour.undisturbed(scenario, schedule.seed()), broken);
  }

  /**
   * Walks one schedule.
   *
   * @return how it differs from the undisturbed end; empty if all is well
   * @throws IllegalArgumentException if the number is not one of this scenario's
   */
  public List<String> differences(long number) {
    CrashNumber schedule = mine(number);
    return Tour.differences(
        Tour.undisturbed(scenario, schedule.seed()), Walk.broken(scenario, schedule, false));
  }

  private CrashNumber mine(long number) {
    CrashNumber schedule = CrashNumber.of(number);
    if (!schedule.isOf(scenario.name())) {
      throw new IllegalArgumentException(number + " is not a schedule of " + scenario.name());
    }
    return schedule;
  }
}
