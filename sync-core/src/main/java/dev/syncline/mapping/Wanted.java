package dev.syncline.mapping;

import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a mapper says the target should hold.
 *
 * @param puts what is put into the target, by the unit's name; a unit that is not named is left
 *     alone
 * @param companions further target entities that follow from this source
 * @param halt a reason to do nothing with this entity at all, or null
 * @since 0.1
 */
public record Wanted(Map<String, Put<?>> puts, List<Companion> companions, @Nullable Halt halt) {

  /**
   * A further target entity that follows from one source entity: an order's shipment, its payment.
   *
   * <p>It is made once its source has a counterpart, and changed when what it shall say changes;
   * what people change in it meanwhile stays until then. What is not wanted any more, or whose
   * source is gone, is left as it is, and what people deleted is not made again. It follows from
   * the source alone: from fields that {@link EntityMapper#reads} names and from what they refer
   * to, never from what the counterpart holds. Its type must be named by {@link
   * EntityMapper#companions}, and should have no flow back to the source.
   *
   * <p>Links, failures and counts of companions are kept under the name {@code <flow>/<type>}, with
   * {@code <source id>#<key>} as the source's id.
   *
   * @param key its name within its source, stable, such as {@code shipment} or a warehouse's id
   * @param wanted everything it shall say, in the target side's terms; {@link #primary} stands for
   *     the source's own counterpart
   */
  public record Companion(String key, Entity wanted) {

    private static final String PRIMARY = "primary";

    /** Keys are part of ids. */
    public Companion {
      if (key.isBlank() || key.indexOf('#') >= 0) {
        throw new IllegalArgumentException("a companion needs a key without #, not '" + key + "'");
      }
    }

    /** A reference to the source's own counterpart, which is of this type. */
    public static Ref primary(EntityType type) {
      return Ref.to(type, PRIMARY);
    }

    /** Whether a reference is {@link #primary}. */
    public static boolean isPrimary(Ref ref) {
      return ref.pending() && ref.operationKey().equals(PRIMARY);
    }
  }

  /**
   * A named reason to do nothing.
   *
   * @param kind whether it is quiet or to be shown
   * @param reason an upper-case word, such as {@code NO_ROWS}
   */
  public record Halt(Kind kind, String reason) {

    /** How loud. */
    public enum Kind {
      /** By a rule of the plan: nothing is wrong. */
      SKIP,
      /** The change must not be made: a person is told. */
      VETO,
      /**
       * It cannot be made as things are: a person is told, and it is tried again by itself at
       * growing intervals. For what is mended where nothing tells of it.
       */
      LATER
    }
  }

  /** Only these puts. */
  public static Wanted of(Map<String, Put<?>> puts) {
    return new Wanted(puts, List.of(), null);
  }

  /** The same, with one put more or another one. */
  public Wanted with(String unit, Put<?> put) {
    Map<String, Put<?>> more = new LinkedHashMap<>(puts);
    more.put(unit, put);
    return new Wanted(more, companions, halt);
  }

  /** The same, with companions. */
  public Wanted withCompanions(List<Companion> all) {
    return new Wanted(puts, List.copyOf(all), halt);
  }

  /** The same, halted. */
  public Wanted halted(Halt.Kind kind, String reason) {
    return new Wanted(puts, companions, new Halt(kind, reason));
  }

  /** Why nothing shall be done. */
  public Optional<Halt> halting() {
    return Optional.ofNullable(halt);
  }
}
