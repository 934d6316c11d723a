package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.connector.Change;
import dev.syncline.model.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entity that has to be looked at.
 *
 * @param side the side that it is on
 * @param id its native id
 * @param gone whether it is said to be gone
 * @param snapshot its content, if a page showed it
 * @param seenAt when the page was asked for
 */
record Look(Side side, String id, boolean gone, @Nullable Entity snapshot, Instant seenAt) {

  static Look of(Side side, Change change, Instant seenAt) {
    return new Look(
        side, change.id(), change.kind() == Change.Kind.GONE, change.snapshot(), seenAt);
  }

  /**
   * Both at once: one feed's row does not undo what another feed tells, and a row that is not newer
   * than a hint is read again.
   */
  Look and(Look other) {
    boolean mine = other.seenAt.isBefore(seenAt);
    Look later = mine ? this : other;
    Look earlier = mine ? other : this;
    boolean sure = earlier.snapshot != null || earlier.seenAt.isBefore(later.seenAt);
    return new Look(side, id, gone || other.gone, sure ? later.snapshot : null, later.seenAt);
  }

  static Look hint(Side side, String id) {
    return new Look(side, id, false, null, Instant.EPOCH);
  }
}
