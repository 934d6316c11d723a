package dev.syncline.mapping;

import dev.syncline.Side;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Set;

/**
 * Says, from a source entity, what the target should hold. {@link FieldRules} is the usual one; a
 * host may write its own or wrap one.
 *
 * <p>Pure and thread-safe: the same view gives the same answer.
 *
 * @since 0.1
 */
public interface EntityMapper {

  /** The pairs of units that this mapper knows, in a fixed order. */
  List<Unit> units();

  /** The fields that must be read on a side. */
  Set<Field<?>> reads(Side side);

  /** The types of the companions that may follow on a side; none unless said otherwise. */
  default Set<EntityType> companions(Side target) {
    return Set.of();
  }

  /** What the target of the mapping should hold. */
  Wanted map(Mapping mapping);
}
