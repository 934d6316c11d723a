package dev.syncline.store;

import dev.syncline.Side;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A link as a store keeps it: the columns to search by, and a body that only the engine reads.
 *
 * @param plan the plan's name
 * @param flow the flow's name
 * @param key the link's own name, unique within the flow
 * @param leftId the left native id; unique within the flow; null if there is none yet
 * @param rightId the right native id; unique within the flow; null if there is none yet
 * @param revision 0 for a new link; in an update, the revision that it must still have
 * @param body a versioned byte string
 * @since 0.1
 */
public record LinkRow(
    String plan,
    String flow,
    String key,
    @Nullable String leftId,
    @Nullable String rightId,
    long revision,
    byte[] body) {

  /** The id on a side. */
  public Optional<String> id(Side side) {
    return Optional.ofNullable(side == Side.LEFT ? leftId : rightId);
  }

  /** The same row at another revision. */
  public LinkRow at(long newRevision) {
    return new LinkRow(plan, flow, key, leftId, rightId, newRevision, body);
  }
}
