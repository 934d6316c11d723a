package dev.syncline.internal.run;

import dev.syncline.Side;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a real run would have taken to where its rehearsal is: at the rehearsal's pace, with the
 * requests that would have been needed besides. Not thread-safe.
 */
final class ReckonedTime {

  private final World world;
  private final Instant began;
  private final long before;

  ReckonedTime(World world) {
    this.world = world;
    this.began = world.runtime().now();
    this.before = asked();
  }

  private long asked() {
    return world.connector(Side.LEFT).requests() + world.connector(Side.RIGHT).requests();
  }

  Duration soFar() {
    long asked = asked() - before;
    long more = 0;
    for (Side side : Side.values()) {
      more += world.connector(side) instanceof Rehearsal rehearsal ? rehearsal.calls() : 0;
    }
    Duration took = Duration.between(began, world.runtime().now());
    return asked == 0 ? took : took.multipliedBy(asked + more).dividedBy(asked);
  }
}
