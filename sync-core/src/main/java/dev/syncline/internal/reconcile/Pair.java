package dev.syncline.internal.reconcile;

import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Entity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of two entities that stand for each other, or of one that stands alone.
 *
 * @param link their link, or null if they have none yet
 * @param left the left entity as last read, or null
 * @param right the right entity as last read, or null
 * @param arriving what to do with unequal units without a base, if it is not for the rules to say
 */
public record Pair(
    @Nullable Link link,
    @Nullable Entity left,
    @Nullable Entity right,
    @Nullable Arrival arriving) {

  /** An entity without a counterpart. */
  public static Pair alone(Side side, Entity entity) {
    return new Pair(
        null, side == Side.LEFT ? entity : null, side == Side.RIGHT ? entity : null, null);
  }

  /** The entity on a side. */
  public Optional<Entity> on(Side side) {
    return Optional.ofNullable(side == Side.LEFT ? left : right);
  }

  /** The same, with the entity of a side. */
  public Pair with(Side side, @Nullable Entity entity) {
    return side == Side.LEFT
        ? new Pair(link, entity, right, arriving)
        : new Pair(link, left, entity, arriving);
  }

  /** The same, under a link. */
  public Pair with(Link newLink) {
    return new Pair(newLink, left, right, arriving);
  }

  /** The same, with this said of units without a base. */
  public Pair arriving(@Nullable Arrival arrival) {
    return new Pair(link, left, right, arrival);
  }

  /** The only side that is there. */
  public Side onlySide() {
    return left != null ? Side.LEFT : Side.RIGHT;
  }
}
