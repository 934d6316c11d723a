package dev.syncline.internal.reconcile;

import dev.syncline.Side;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;

/** Translates references through the links that were loaded beforehand. */
@FunctionalInterface
public interface Counterparts {

  /** The counterpart on the other side of an entity of this side. */
  Optional<Ref> of(Side side, Ref ref);

  /** Whether an entity of this side was made here only because the other side's rules need it. */
  default boolean ensured(Side side, Ref ref) {
    return false;
  }

  /** Whether the plan makes no counterpart of an entity of this side. */
  default boolean leftOut(Side side, Ref ref) {
    return false;
  }

  /** What concerns an entity and has not arrived on the other side, if that is known. */
  default Optional<List<Entity>> unsent(Ref about) {
    return Optional.empty();
  }
}
