package dev.syncline.store;

import dev.syncline.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Journal rows to forget: those of a plan to which everything said here applies.
 *
 * @param plan the plan's name
 * @param flow the flow's name; any if null
 * @param side the side of the entity; any if null
 * @param id the entity's native id; any if null
 * @param before written before this moment; at any time if null
 * @since 0.1
 */
public record JournalErasure(
    String plan,
    @Nullable String flow,
    @Nullable Side side,
    @Nullable String id,
    @Nullable Instant before) {

  /** All rows about an entity. */
  public static JournalErasure about(String plan, String flow, Side side, String id) {
    return new JournalErasure(plan, flow, side, id, null);
  }

  /** All rows of a plan that were written before a moment. */
  public static JournalErasure olderThan(String plan, Instant moment) {
    return new JournalErasure(plan, null, null, null, moment);
  }

  /** All rows of a plan. */
  public static JournalErasure all(String plan) {
    return new JournalErasure(plan, null, null, null, null);
  }

  /** Whether a row is to be forgotten. */
  public boolean concerns(JournalRow row) {
    return row.plan().equals(plan)
        && (flow == null || row.flow().equals(flow))
        && (side == null || row.side() == side)
        && (id == null || row.id().equals(id))
        && (before == null || row.at().isBefore(before));
  }
}
