package dev.syncline.testkit.simulation;

import org.jspecify.annotations.Nullable;

/**
 * A simulation that went wrong: a task failed, nobody could run, or it took too many steps. The
 * message holds the seed that replays it.
 *
 * @since 0.1
 */
public final class SimulationFailed extends AssertionError {

  private static final long serialVersionUID = 1L;

  SimulationFailed(long seed, String what, @Nullable Throwable cause) {
    super(
        "seed " + seed + ": " + what + "\nreplay with SimulatedRuntime.seeded(" + seed + "L)",
        cause);
  }
}
