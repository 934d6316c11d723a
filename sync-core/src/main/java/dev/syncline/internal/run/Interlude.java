package dev.syncline.internal.run;

import java.time.Duration;
import java.time.Instant;

/** Interrupts long work now and then, between two slices of it. Not thread-safe. */
final class Interlude {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final World world;
  private Instant last;
  private boolean within;

  Interlude(World world) {
    this.world = world;
    this.last = world.runtime().now();
  }

  /** Does it if it is due; a rehearsal, and an interlude, are not interrupted. */
  void perhaps(Runnable work) {
    if (within || world.rehearsal() || world.runtime().now().isBefore(last.plus(EVERY))) {
      return;
    }
    within = true;
    try {
      work.run();
    } finally {
      within = false;
      last = world.runtime().now();
    }
  }
}
