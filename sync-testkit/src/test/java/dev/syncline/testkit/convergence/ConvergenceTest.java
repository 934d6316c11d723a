package dev.syncline.testkit.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Stories of random edits and faults end with all sides in step. {@code -Dsyncline.seeds=10000}
 * tells so many; {@code -Dsyncline.seed=33} tells one, with all that happened in it.
 */
class ConvergenceTest {

  private static final int SEEDS = Integer.getInteger("syncline.seeds", 200);
  private static final long ONE = Long.getLong("syncline.seed", 0);
  private static final int NAMED = 3;

  /** Seeds whose end is known to be wrong, each with its reason; visible, and looked at again. */
  private static final String ADOPTED =
      "an edit made between a create whose answer was lost and its adoption gives way to the source"
          + " unreported: it cannot be told from a vendor that normalises (F2)";

  private static final String ALIGNED =
      "a line edited here and removed there is paired with one of its product added there (F5): one"
          + " line is left with something of each, told as one conflict";

  private static final String ARRIVAL =
      "what a pair that was found is given on arrival was not answered: it is given again over an"
          + " edit made meanwhile, which cannot be told from what was there before";

  private static final String OTHER_PLAN =
      "a list that lags shows a plan what another plan has just written over, and the conflict is"
          + " told of the value before";

  private static final String REFUSED_AGAIN =
      "a create whose answer was lost is sent again under its key and refused: nothing says any"
          + " more that the first one may have made what is then found as a stranger";

  private static final String OPEN = "not explained yet";

  private static final Map<Long, String> KNOWN =
      Map.of(
          5L,
          ADOPTED,
          65L,
          ARRIVAL,
          111L,
          OTHER_PLAN,
          166L,
          REFUSED_AGAIN,
          396L,
          OPEN,
          1047L,
          ALIGNED,
          1761L,
          ADOPTED,
          2056L,
          ADOPTED,
          2894L,
          OPEN,
          3614L,
          OPEN);

  @Test
  void whenEditsAndFaultsStopAllSidesAgree() {
    List<String> failed = new ArrayList<>();
    int wrong = 0;
    for (long seed = ONE == 0 ? 1 : ONE; seed <= (ONE == 0 ? SEEDS : ONE); seed++) {
      Convergence.Ending ending = Convergence.story(seed);
      boolean known = ONE == 0 && KNOWN.containsKey(seed);
      if (!ending.wrong().isEmpty() && !known) {
        wrong++;
        if (failed.size() < NAMED) {
          failed.add(ending.text());
        }
      }
    }
    assertThat(failed).as("%d stories with a wrong end", wrong).isEmpty();
  }

  @Test
  void aNumberTellsTheSameStoryAgain() {
    assertThat(Convergence.story(7).tale()).isEqualTo(Convergence.story(7).tale());
  }
}
