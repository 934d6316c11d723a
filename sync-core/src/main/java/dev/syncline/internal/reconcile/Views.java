package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.LineBase;
import dev.syncline.internal.reconcile.Decision.Draft;
import dev.syncline.mapping.SyntheticLines;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.View;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at entities as the rules see them, and writes so that they see what was meant. Pure. */
final class Views {

  private final Flow flow;

  Views(Flow flow) {
    this.flow = flow;
  }

  Pair seen(Pair pair) {
    Pair seen = pair;
    for (Side side : Side.values()) {
      Entity entity = pair.on(side).orElse(null);
      seen = entity == null ? seen : seen.with(side, seen(side, entity));
    }
    return seen;
  }

  Entity seen(Side side, Entity entity) {
    return flow.view(side).seen(entity);
  }

  /** What is really written to a side; empty if nothing is. {@code then} was agreed before. */
  Optional<Draft> written(Side side, @Nullable Entity real, Draft draft, Base then) {
    View view = flow.view(side);
    if (view == View.PLAIN || real == null) {
      return Optional.of(draft);
    }
    Entity delta = view.written(real, draft.delta());
    Entity after = seen(side, real.overlaid(delta));
    Map<String, List<LineBase>> lines = new LinkedHashMap<>();
    for (Unit unit : flow.mapper().units()) {
      List<LineBase> bases = draft.base().lines().get(unit.name());
      Field<?> field = unit.field(side).filter(delta::knows).orElse(null);
      if (bases != null && field != null) {
        Set<Entity> shown = lines(after, field);
        List<LineBase> before = then.lines().getOrDefault(unit.name(), List.of());
        lines.put(
            unit.name(),
            bases.stream()
                .map(base -> base(side, base, draft.delta(), field, shown, before))
                .toList());
      }
    }
    Draft written = new Draft(delta, new Base(draft.base().units(), lines), draft.numbers());
    return Optional.of(written).filter(each -> !each.delta().fields().isEmpty());
  }

  /**
   * A synthetic line that becomes a line has no id yet; one that is left as it is agrees on nothing
   * new.
   */
  private static LineBase base(
      Side side,
      LineBase drafted,
      Entity delta,
      Field<?> field,
      Set<Entity> shown,
      List<LineBase> before) {
    String id = drafted.id(side);
    if (!SyntheticLines.isId(id)) {
      return drafted;
    }
    if (shown.stream().noneMatch(line -> line.id().equals(id))) {
      return drafted.withId(side, "");
    }
    boolean asMeant =
        lines(delta, field).stream().anyMatch(line -> line.id().equals(id) && shown.contains(line));
    return asMeant
        ? drafted
        : before.stream().filter(each -> each.id(side).equals(id)).findFirst().orElse(drafted);
  }

  private static Set<Entity> lines(Entity entity, Field<?> field) {
    Set<Entity> lines = new HashSet<>();
    if (entity.get(field).orElse(null) instanceof List<?> all) {
      all.forEach(line -> lines.add((Entity) line));
    }
    return lines;
  }
}
