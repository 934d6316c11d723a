package dev.syncline.mapping;

import dev.syncline.model.Entity;

/**
 * How the rules see the entities of a side: a deal without rows as one with a row of its amount, a
 * delivery fee in the header as a row, a rounding row not at all.
 *
 * <p>Pure and thread-safe. A view may add {@link SyntheticLines lines of a role}, leave lines out,
 * and set header fields; it leaves the lines that it shows as they are, and says nothing of fields
 * of which the entity says nothing: it is also shown entities of which only a part was read.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface View {

  /** Entities are seen as they are. */
  View PLAIN = real -> real;

  /** The entity as the rules see it. */
  Entity seen(Entity real);

  /**
   * What is written to an entity so that the rules see a change in it.
   *
   * <p>Unless said otherwise: lines that were left out stay, and synthetic lines are not written,
   * as long as the view goes on showing them. One that would not be shown any more, or that the
   * other side really changed, becomes a line like any other; where it would then be there twice,
   * because the header goes on saying it, it is left as it is.
   *
   * @param delta the change in the rules' terms
   */
  default Entity written(Entity real, Entity delta) {
    return SyntheticLines.written(this, real, delta);
  }
}
