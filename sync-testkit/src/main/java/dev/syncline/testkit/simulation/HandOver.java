package dev.syncline.testkit.simulation;

import java.time.Instant;

/**
 * One step of a simulation: a task goes on from the point where it had stopped.
 *
 * @param step the number of the step, from 0
 * @param at the virtual moment
 * @param task who goes on
 * @param point where it had stopped, such as {@code sleep} or {@code commit}
 * @since 0.1
 */
public record HandOver(int step, Instant at, String task, String point) {

  @Override
  public String toString() {
    return step + ". " + at + " " + task + " at " + point;
  }
}
