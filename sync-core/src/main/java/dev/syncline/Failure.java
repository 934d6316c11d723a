package dev.syncline;

import java.time.Instant;
import java.util.Locale;

/**
 * An entity that could not be synced, with the reason and what would release it. It holds codes and
 * ids only: the vendor's words go to the {@link SyncListener}.
 *
 * @param plan the plan's name
 * @param flow the flow's name
 * @param side the side of the entity
 * @param id the entity's native id
 * @param kind what sort of trouble it is
 * @param reason an upper-case word or the vendor's closed code, with ids
 * @param attempts how often it was tried
 * @param retryAt when it is tried again by itself; {@link Instant#MAX} if only a person or a change
 *     releases it
 * @since 0.1
 */
public record Failure(
    String plan,
    String flow,
    Side side,
    String id,
    Kind kind,
    String reason,
    int attempts,
    Instant retryAt) {

  /** Sorts of trouble. */
  public enum Kind {
    /** Something that it refers to is not there yet. */
    WAITING,
    /** Its keys match several entities: a person chooses. */
    AMBIGUOUS,
    /** The vendor refused it. */
    REFUSED,
    /** It is not known what became of a write, and the vendor cannot tell. */
    DOUBTFUL,
    /** Two entities were made for one. */
    TWIN,
    /** A rule of the plan forbids the change. */
    VETOED,
    /**
     * Too much of a flow would end or be emptied at once: it is held until it is undone or {@link
     * SyncEngine#release} lets it go. It stands for the whole flow; its id begins with {@code *}.
     */
    BRAKED
  }

  @Override
  public String toString() {
    return flow
        + " "
        + id
        + " ("
        + side.word()
        + "): "
        + kind.name().toLowerCase(Locale.ROOT)
        + ", "
        + reason;
  }
}
