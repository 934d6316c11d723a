package dev.syncline.testkit.simulation;

/**
 * Ends a task of a simulation in the middle of what it does, like the death of its process.
 *
 * <p>It is thrown again at every further hand-over, so what a {@code finally} block wants to send
 * or to commit is not sent and not committed either.
 *
 * @since 0.1
 */
public final class TaskKilled extends Error {

  private static final long serialVersionUID = 1L;

  TaskKilled(String task, String point) {
    super(task + " was killed at " + point, null, false, false);
  }
}
