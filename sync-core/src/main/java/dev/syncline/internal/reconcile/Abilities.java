package dev.syncline.internal.reconcile;

import dev.syncline.Side;
import dev.syncline.model.Field;

/** Which fields can be written where. */
public interface Abilities {

  /** Whether a new entity of a side can be given the field. */
  boolean creates(Side side, Field<?> field);

  /** Whether the field of an existing entity of a side can be changed. */
  boolean updates(Side side, Field<?> field);

  /** Whether an entity of a side has the field at all: read or written. */
  default boolean holds(Side side, Field<?> field) {
    return creates(side, field) || updates(side, field);
  }

  /** Everything can be written. */
  Abilities ALL =
      new Abilities() {
        @Override
        public boolean creates(Side side, Field<?> field) {
          return true;
        }

        @Override
        public boolean updates(Side side, Field<?> field) {
          return true;
        }
      };
}
