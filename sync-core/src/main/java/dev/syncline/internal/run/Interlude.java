package dev.syncline.internal.run;

import dev.syncline.Side;
import java.time.Duration;
import java.time.Instant;

/** Interrupts long work between two slices of it. Not thread-safe. */
final class Interlude {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final World world;
  private Instant last;
  private int passes;
  private boolean within;
  private final ReckonedTime reckoned;
  private Duration foreseen = Duration.ZERO;

  Interlude(World world) {
    this.world = world;
    this.last = world.runtime().now();
    this.reckoned = new ReckonedTime(world);
  }

  /**
   * Does what costs no request between any two slices, and now and then what costs some, too; a
   * rehearsal, and an interlude, are not interrupted.
   *
   * @param between whether a slice of the same work was done just before
   * @param upload whether the work is a first upload: it has to hear at once of what others wrote
   *     to the accounts when it had passed them on
   */
  void perhaps(boolean between, boolean upload, Runnable free, Runnable asking) {
    if (world.rehearsal()) {
      foresee();
    }
    if (within || world.rehearsal()) {
      return;
    }
    boolean due = isDue(upload);
    within = true;
    try {
      if (between || due) {
        free.run();
      }
      if (due) {
        passes = world.turn().passes();
        asking.run();
        last = world.runtime().now();
      }
    } finally {
      within = false;
    }
  }

  /** A real run would look at each feed here. */
  private void foresee() {
    Duration now = reckoned.soFar();
    if (now.minus(foreseen).compareTo(EVERY) < 0) {
      return;
    }
    foreseen = now;
    for (Stage stage : Stage.of(world)) {
      for (Side side : Side.values()) {
        world.foreseen().besides(side, stage.on(side).size());
      }
    }
  }

  private boolean isDue(boolean upload) {
    return !world.runtime().now().isBefore(last.plus(EVERY))
        || (upload && world.turn().passes() != passes);
  }
}
