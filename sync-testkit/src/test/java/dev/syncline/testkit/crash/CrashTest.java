package dev.syncline.testkit.crash;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks wherever, every scenario ends as if nothing had happened. */
class CrashTest {

  /** Defects that are known and not mended yet. */
  static final List<CrashKnown> KNOWN =
      List.of(
          stalledBeforeTheByte("catalogue, marker"),
          stalledBeforeTheByte("catalogue, marker, chained and told"),
          stalledBeforeTheByte("catalogue, marker, lagging and unstable"),
          stalledBeforeTheByte("markers"),
          stalledBeforeTheByte("companions"),
          stalledBeforeTheByte("deletions, DELETE"),
          stalledBeforeTheByte("deletions, UNLINK"),
          stalledBeforeTheByte("two shops"),
          stalledBeforeTheByte(MemoryScenarios.IN_COMMON),
          sharedByTwoPlans());

  /** H1: a made-up system does not ask, before the first byte, whether the lease still holds. */
  private static CrashKnown stalledBeforeTheByte(String scenario) {
    return new CrashKnown(
        scenario,
        point -> point.kind() == CrashPoint.Kind.WRITE,
        Set.of(CrashFault.ZOMBIE_BEFORE),
        Set.of("is there twice: ", "is too much: "),
        "a process that stalls between the look at its lease and the first byte of a create that"
            + " only a marker guards makes a twin");
  }

  /**
   * H3: what two plans know by one key is not reserved on their account, so that the second plan
   * makes what the first one's unanswered create is still to make.
   */
  private static CrashKnown sharedByTwoPlans() {
    return new CrashKnown(
        MemoryScenarios.IN_COMMON,
        point -> true,
        EnumSet.allOf(CrashFault.class),
        Set.of("both@example.org"),
        "two plans that share an account make one customer twice");
  }

  static List<CrashScenario> scenarios() {
    return MemoryScenarios.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void whateverBreaksTheEndIsAsIfNothingHadHappened(CrashScenario scenario) {
    CrashSimulator.of(scenario).known(KNOWN).prove();
  }
}
