package dev.syncline.plans.bitrix24moysklad.rules;

import dev.syncline.testkit.crash.CrashKnown;
import dev.syncline.testkit.crash.CrashSimulator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever breaks between the portal and the account, the end is as if nothing had happened. */
class CrashedPairTest {

  /** Defects that are known and not mended yet. */
  private static final List<CrashKnown> KNOWN = List.of();

  /** A walk costs half a second of a processor. */
  private static final int SAMPLE = 40;

  @Test
  void whateverBreaksTheEndIsAsIfNothingHadHappened() {
    CrashSimulator.of(new CrashedPair()).sample(SAMPLE).known(KNOWN).prove();
  }
}
