package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sees that an update without an answer has come, before it has settled. That is kept: somebody may
 * take it back until then, and what was there before would look as if nothing had ever come.
 */
final class Witness {

  private final World world;
  private final Flow flow;

  Witness(World world, Flow flow) {
    this.world = world;
    this.flow = flow;
  }

  /** The intent with what was not known of it yet; empty if nothing new is seen. */
  Optional<Intent> of(Intent intent, Pair pair) {
    if (intent.creates() || world.rehearsal()) {
      return Optional.empty();
    }
    return pair.on(intent.target())
        .map(target -> intent.with(seen(intent, flow.view(intent.target()).seen(target))))
        .filter(seen -> !seen.base().equals(intent.base()));
  }

  private Base seen(Intent intent, Entity target) {
    Map<String, UnitBase> come = new LinkedHashMap<>();
    for (Unit unit : flow.mapper().units()) {
      UnitBase put = intent.base().units().get(unit.name());
      Field<?> field = unit.field(intent.target()).orElse(null);
      if (put != null && field != null && target.knows(field)) {
        Print now = world.prints().of(target, field);
        if (now.equals(put.on(intent.target()))) {
          come.put(unit.name(), Attempts.witnessed(put, intent.target()));
        }
      }
    }
    return intent.base().with(new Base(come, Map.of()));
  }
}
