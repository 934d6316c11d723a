package dev.syncline.testkit.crash;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks wherever, every scenario ends as if nothing had happened. */
class CrashTest {

  /** Defects that are known and not mended yet. */
  static final List<CrashKnown> KNOWN = List.of();

  static List<CrashScenario> scenarios() {
    return MemoryScenarios.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void whateverBreaksTheEndIsAsIfNothingHadHappened(CrashScenario scenario) {
    CrashSimulator.of(scenario).known(KNOWN).prove();
  }
}
