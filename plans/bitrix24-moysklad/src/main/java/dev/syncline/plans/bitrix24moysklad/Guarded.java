package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Field rules behind a gate that may halt the whole entity.
 *
 * @param rules the rules
 * @param gate why nothing shall be done, if so
 * @param looksAt the fields of MoySklad that the gate looks at, besides those of the rules
 */
record Guarded(
    FieldRules rules, Function<Mapping, Optional<Wanted.Halt>> gate, Set<Field<?>> looksAt)
    implements EntityMapper {

  @Override
  public List<Unit> units() {
    return rules.units();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    Set<Field<?>> all = new LinkedHashSet<>(rules.reads(side));
    if (side == Side.RIGHT) {
      all.addAll(looksAt);
    }
    return all;
  }

  @Override
  public Wanted map(Mapping mapping) {
    Wanted wanted = rules.map(mapping);
    return gate.apply(mapping)
        .map(halt -> wanted.halted(halt.kind(), halt.reason()))
        .orElse(wanted);
  }
}
