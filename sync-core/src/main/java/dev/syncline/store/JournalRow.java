package dev.syncline.store;

import dev.syncline.Side;
import java.time.Instant;

/**
 * What happened to which entity, for people: ids and reasons, no personal data.
 *
 * @param plan the plan's name
 * @param run the run's id
 * @param at when
 * @param flow the flow's name
 * @param side the side of the entity
 * @param id the entity's native id
 * @param what an upper-case word such as {@code CREATED}, then what it concerned
 * @since 0.1
 */
public record JournalRow(
    String plan, String run, Instant at, String flow, Side side, String id, String what) {

  @Override
  public String toString() {
    return at + " run " + run + ": " + flow + " " + id + " (" + side.word() + ") " + what;
  }
}
