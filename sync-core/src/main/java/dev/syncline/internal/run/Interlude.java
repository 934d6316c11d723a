package dev.syncline.internal.run;

import java.time.Duration;
import java.time.Instant;

/** Interrupts long work between two slices of it. Not thread-safe. */
final class Interlude {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final World world;
  private Instant last;
  private int passes;
  private boolean within;

  Interlude(World world) {
    this.world = world;
    this.last = world.runtime().now();
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

  private boolean isDue(boolean upload) {
    return !world.runtime().now().isBefore(last.plus(EVERY))
        || (upload && world.turn().passes() != passes);
  }
}
