package dev.syncline.internal.run;

import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.reconcile.Decision.Draft;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.Collection;
import java.util.LinkedHashMap;

/** What is taken out of a draft. */
final class Drafts {

  private Drafts() {}

  /** The draft for a side without these units, which stay as they are. */
  static Draft without(Draft draft, Side side, Collection<Unit> out) {
    Entity delta = draft.delta();
    var units = new LinkedHashMap<>(draft.base().units());
    var lines = new LinkedHashMap<>(draft.base().lines());
    for (Unit unit : out) {
      Field<?> field = unit.field(side).orElse(null);
      if (field != null) {
        delta = delta.without(field);
      }
      units.remove(unit.name());
      lines.remove(unit.name());
    }
    return new Draft(delta, new Base(units, lines));
  }
}
