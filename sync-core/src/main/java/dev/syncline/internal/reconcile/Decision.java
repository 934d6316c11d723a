package dev.syncline.internal.reconcile;

import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Map;

/** What shall be done with a pair. */
public sealed interface Decision {

  /** Both sides agree as far as the rules reach. */
  record Nothing(String reason) implements Decision {}

  /** A rule of the plan leaves it alone. */
  record Skip(String reason) implements Decision {}

  /** The change must not be made. */
  record Veto(String reason) implements Decision {}

  /** Entities that it refers to have no counterpart yet. */
  record Wait(Side source, List<Ref> missing) implements Decision {}

  /**
   * A counterpart shall be made.
   *
   * @param target where
   * @param draft what is written, and what is agreed once it is
   */
  record Create(Side target, Draft draft) implements Decision {}

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
   */
  record Draft(Entity delta, Base base) {}
}
