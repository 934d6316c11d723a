package dev.syncline.internal.reconcile;

import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What shall be done with a pair. */
public sealed interface Decision {

  /** Both sides agree as far as the rules reach. */
  record Nothing(String reason) implements Decision {}

  /** A rule of the plan leaves it alone. */
  record Skip(String reason) implements Decision {}

  /**
   * The change must not be made.
   *
   * @param later whether it is tried again by itself
   */
  record Veto(String reason, boolean later) implements Decision {

    /** Until a person or a change releases it. */
    public Veto(String reason) {
      this(reason, false);
    }

    static Veto of(Wanted.Halt halt) {
      return new Veto(halt.reason(), halt.kind() == Wanted.Halt.Kind.LATER);
    }
  }

  /** Entities that it refers to have no counterpart yet. */
  record Wait(Side source, List<Ref> missing) implements Decision {}

  /**
   * A counterpart shall be made.
   *
   * @param target where
   * @param draft what is written, and what is agreed once it is
   */
  record Create(Side target, Draft draft, boolean again) implements Decision {}

  /**
   * One side, or both, shall be changed.
   *
   * @param agreed what both sides agree on already
   * @param drafts what is written to a side, and what is agreed once it is
   * @param conflicts units changed on both sides
   * @param skipped units left alone, with the reason
   * @param again whether the pair is judged once more after the write
   */
  record Update(
      Base agreed,
      Map<Side, Draft> drafts,
      List<Conflict> conflicts,
      Map<String, String> skipped,
      boolean again)
      implements Decision {}

  /** A unit that was changed on both sides. */
  record Conflict(String unit, Side winner) {}

  /**
   * What is written to one side.
   *
   * @param delta the fields that are written
   * @param base what is agreed once it is done
   * @param numbers what else one of the fields may be given, or null
   */
  record Draft(Entity delta, Base base, @Nullable Numbers numbers) {

    /** One without a choice. */
    public Draft(Entity delta, Base base) {
      this(delta, base, null);
    }

    /** The same with the next number; empty if there is none. */
    public Optional<Draft> renumbered(Side target, Prints prints) {
      if (numbers == null || numbers.at() + 1 >= numbers.candidates().size()) {
        return Optional.empty();
      }
      Numbers next = numbers.next();
      Entity changed = Values.put(delta, next.field(), Put.value(next.number()));
      UnitBase drafted = base.units().get(next.unit());
      Base agreed =
          drafted == null
              ? base
              : base.with(
                  new Base(
                      Map.of(next.unit(), drafted.with(target, prints.of(changed, next.field()))),
                      Map.of()));
      return Optional.of(new Draft(changed, agreed, next));
    }
  }

  /**
   * Values of which the first that nobody else has is taken.
   *
   * @param unit the unit's name
   * @param field the field that is given one
   * @param candidates all of them
   * @param at which of them it is given, from 0
   */
  record Numbers(String unit, Field<?> field, List<?> candidates, int at) {

    /** The one that it is given. */
    public Object number() {
      return candidates.get(at);
    }

    private Numbers next() {
      return new Numbers(unit, field, candidates, at + 1);
    }
  }
}
