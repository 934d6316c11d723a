package dev.syncline.mapping;

import dev.syncline.Side;
import dev.syncline.model.Entity;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;

/**
 * What a mapper sees: the source entity, what the target holds, and the links. Everything was read
 * beforehand; a mapper asks nobody.
 *
 * <p>Valid for one call of a mapper, on one thread; nobody keeps it.
 *
 * @since 0.1
 */
public interface Mapping {

  /** The side that is written to. */
  Side target();

  /** The entity that the values come from. */
  Entity source();

  /** The counterpart as last seen; empty if it is yet to be made. */
  Optional<Entity> held();

  /**
   * The target side's counterpart of an entity that the source refers to; empty if it has none yet.
   */
  Optional<Ref> counterpart(Ref ofSource);

  /** The source side's counterpart of an entity that the target refers to, if it has one. */
  default Optional<Ref> counterpartOfHeld(Ref ofTarget) {
    return Optional.empty();
  }

  /**
   * Whether what the source refers to was made there only because the target's entities need it
   * ({@link Put#ensure}): it has no counterpart and needs none.
   */
  default boolean ensured(Ref ofSource) {
    return false;
  }

  /**
   * Whether the plan makes no counterpart of what the source refers to: it was asked for, and is
   * gone, was unlinked, or is left out by a rule; or nothing of its type travels. Known only of
   * what has no counterpart and was {@linkplain Put.Wait waited for}: it was brought along in vain.
   */
  default boolean leftOut(Ref ofSource) {
    return false;
  }

  /**
   * What of the flow's {@link Unsent} entities concerns one entity of their side; empty if it is
   * not known, and then nothing may be put that depends on it.
   */
  default Optional<List<Entity>> unsent(Ref about) {
    return Optional.empty();
  }

  /** How phones are compared. */
  PhoneRules phones();
}
