package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.testkit.crash.CrashKnown;
import dev.syncline.testkit.crash.CrashSimulator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever breaks between the shop and its ledger, the end is as if nothing had happened. */
class CrashedPairTest {

  /** Defects that are known and not mended yet. */
  private static final List<CrashKnown> KNOWN = List.of();

  /** A walk costs a second of a processor. */
  private static final int SAMPLE = 20;

  @Test
  void whateverBreaksOnTheWayToTheLedgerTheEndIsAsIfNothingHadHappened() {
    CrashSimulator.of(CrashedPair.forward()).sample(SAMPLE).known(KNOWN).prove();
  }

  @Test
  void whateverBreaksOnTheWayBackTheEndIsAsIfNothingHadHappened() {
    CrashSimulator.of(CrashedPair.bothWays()).sample(SAMPLE).known(KNOWN).prove();
  }
}
