package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Entity;
import java.util.Map;
import java.util.Optional;

/** What keeps an entity out, or a side from being written. Pure. */
final class Gates {

  /** Why nothing is written where nothing travels to. */
  static final String DIRECTION = "DIRECTION";

  private final Flow flow;

  Gates(Flow flow) {
    this.flow = flow;
  }

  /** Why nothing is done with a source at all. */
  Optional<Decision> halted(Wanted wanted, Side source) {
    if (wanted.halting().isPresent()) {
      Wanted.Halt halt = wanted.halting().get();
      return Optional.of(
          halt.kind() == Wanted.Halt.Kind.SKIP
              ? new Decision.Skip(halt.reason())
              : Decision.Veto.of(halt));
    }
    return gate(wanted, source).map(Decision.Skip::new);
  }

  /** The reason why a unit without a pair keeps the entity of a side out. */
  private Optional<String> gate(Wanted wanted, Side source) {
    for (Unit unit : flow.mapper().units()) {
      if (flow.gates(unit, source) && wanted.puts().get(unit.name()) instanceof Put.Skip<?> skip) {
        return Optional.of(skip.reason() + " " + unit.name());
      }
    }
    return Optional.empty();
  }

  /** Notes why nothing may be written to a side. */
  void close(Map<Side, String> closed, Side target, Wanted wanted, Entity source) {
    if (!flow.direction().goesTo(target)) {
      closed.put(target, DIRECTION);
    } else if (wanted.halting().isPresent()) {
      closed.put(target, wanted.halting().get().reason());
    } else if (gate(wanted, target.other()).isPresent()) {
      closed.put(target, gate(wanted, target.other()).get());
    } else if (!flow.updates(source)) {
      closed.put(target, "CONDITION");
    }
  }
}
