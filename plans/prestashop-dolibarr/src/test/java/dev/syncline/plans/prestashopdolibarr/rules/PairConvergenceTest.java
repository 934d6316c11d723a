package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.testkit.crash.CrashStories;
import org.junit.jupiter.api.Test;

/**
 * Stories of people at both programs, of requests that break and processes that die, end with both
 * sides as the plan wants them. {@code -Dsyncline.seeds=500} tells so many; {@code
 * -Dsyncline.seed=33} tells one, with every call.
 */
class PairConvergenceTest {

  /** A story costs a second or two of a processor. */
  private static final int STORIES = 8;

  @Test
  void whenPeopleAndFaultsStopTheLedgerIsAsTheShop() {
    CrashStories.of(
            "prestashop-dolibarr",
            (time, chance) -> new BusyShop(PairWorld.pair(time, usual -> usual), chance, false))
        .stories(STORIES)
        .prove();
  }

  @Test
  void whenPeopleAndFaultsStopEachSideHasWhatTheOtherOwns() {
    CrashStories.of(
            "prestashop-dolibarr both ways",
            (time, chance) -> new BusyShop(PairWorld.pair(time, CrashedPair::owning), chance, true))
        .stories(STORIES)
        .prove();
  }
}
