package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Field rules behind a gate that may halt the whole entity.
 *
 * @param rules the rules; they read whatever the gate looks at
 * @param gate why nothing shall be done, if so
 */
record Guarded(FieldRules rules, Function<Mapping, Optional<Wanted.Halt>> gate)
    implements EntityMapper {

  @Override
  public List<Unit> units() {
    return rules.units();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    return rules.reads(side);
  }

  @Override
  public Wanted map(Mapping mapping) {
    Wanted wanted = rules.map(mapping);
    return gate.apply(mapping)
        .map(halt -> wanted.halted(halt.kind(), halt.reason()))
        .orElse(wanted);
  }
}
