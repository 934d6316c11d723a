package dev.syncline.testkit.convergence;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a story that follows from one number, and judges its end.
 *
 * <p>The number makes two or three made-up systems with traits of their own, one or two plans
 * between them, people who edit, create and delete on all sides, also while a run is under way,
 * webhooks that are lost, doubled, late and out of order, clocks askew by minutes, quota errors,
 * refusals, torn and lost answers, writes that land late, deaths and restarts. Then edits and
 * faults stop. Within two rounds (three where two plans share an account: what the second brings
 * has to pass the first) all sides agree up to the mapping, nothing is doubled, lost or back, no
 * failure is left, and a further round sends nothing.
 *
 * <p>Everything happens in virtual time on the caller's thread.
 *
 * @since 0.1
 */
public final class Convergence {

  /**
   * How a story ended.
   *
   * @param seed the number that tells it again
   * @param tale what happened, line by line
   * @param wrong what must not be at its end; empty if all is well
   */
  public record Ending(long seed, List<String> tale, List<String> wrong) {

    /** Keeps its own copies. */
    public Ending {
      tale = List.copyOf(tale);
      wrong = List.copyOf(wrong);
    }

    /** The whole story with its end, for people. */
    public String text() {
      return String.join("\n", tale)
          + "\nEND OF SEED "
          + seed
          + (wrong.isEmpty() ? ": all is well" : ":\n  " + String.join("\n  ", wrong));
    }
  }

  private static final int ROUNDS = 2;

  private Convergence() {}

  /** Tells the story of a seed. */
  public static Ending story(long seed) {
    World world = new World(seed);
    List<String> wrong = new ArrayList<>();
    try {
      Story story = new Story(world);
      story.middle();
      story.calm();
      story.rounds(ROUNDS + world.plans().size() - 1);
      long writes = world.chronicle().writes();
      story.round();
      if (world.chronicle().writes() > writes) {
        wrong.add("not quiet: " + (world.chronicle().writes() - writes) + " writes more");
      }
      wrong.addAll(new Verdict(world).wrong());
    } catch (RuntimeException broken) {
      StackTraceElement at = broken.getStackTrace()[0];
      wrong.add("broken: " + broken + " at " + at);
    }
    return new Ending(seed, world.tale().lines(), wrong);
  }
}
