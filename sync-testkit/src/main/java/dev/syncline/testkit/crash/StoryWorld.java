package dev.syncline.testkit.crash;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A world whose people do what chance has them do, as long as a story of {@link CrashStories} goes
 * on. Used by one thread.
 *
 * @since 0.1
 */
public interface StoryWorld extends CrashWorld {

  /** A world for a story. */
  @FunctionalInterface
  interface Making {

    /**
     * Makes one, always the same for the same numbers.
     *
     * @param time the clock that the systems share with the engines
     * @param chance what decides in this story, and nothing else
     */
    StoryWorld world(dev.syncline.testkit.time.VirtualTime time, SplittableRandom chance);
  }

  /**
   * Somebody does something somewhere, while a run is under way or between two.
   *
   * @return what it was, for people
   */
  String act();

  /**
   * What must not be, once people and faults have stopped and all is quiet; empty if all is well.
   */
  List<String> wrong();

  /** A story has no acts of its own. */
  @Override
  default List<Act> story() {
    return List.of();
  }
}
