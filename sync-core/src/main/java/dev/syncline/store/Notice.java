package dev.syncline.store;

import dev.syncline.Side;
import java.time.Instant;

/**
 * A hint that came from outside a run: a webhook, "sync now", a release. Kept until a read that
 * began later has been committed.
 *
 * @param plan the plan's name
 * @param sequence its number within the plan; 0 before the store gave one
 * @param side the side that the entity is on
 * @param type the entity type's name; or, behind a {@code !}, what a person decided about a failure
 * @param id the entity's native id; for a decision also what was chosen
 * @param gone whether the hint says that it is gone
 * @param notBefore it is not looked at before this moment
 * @since 0.1
 */
public record Notice(
    String plan,
    long sequence,
    Side side,
    String type,
    String id,
    boolean gone,
    Instant notBefore) {

  /** The same notice with its number. */
  public Notice numbered(long number) {
    return new Notice(plan, number, side, type, id, gone, notBefore);
  }
}
