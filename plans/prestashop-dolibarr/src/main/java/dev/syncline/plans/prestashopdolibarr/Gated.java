package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Field rules behind a gate that may leave parts of what they want, or all of it.
 *
 * @param rules the rules
 * @param gate what is left of what they want
 * @param looksAt what the gate looks at besides the rules' fields; all fields of both sides
 * @param follows the types of what may follow from an entity in Dolibarr
 */
record Gated(
    FieldRules rules,
    BiFunction<Mapping, Wanted, Wanted> gate,
    Set<Field<?>> looksAt,
    Set<EntityType> follows)
    implements EntityMapper {

  /** Nothing follows. */
  Gated(FieldRules rules, BiFunction<Mapping, Wanted, Wanted> gate, Set<Field<?>> looksAt) {
    this(rules, gate, looksAt, Set.of());
  }

  @Override
  public Set<EntityType> companions(Side target) {
    return target == Side.RIGHT ? follows : Set.of();
  }

  @Override
  public List<Unit> units() {
    return rules.units();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    Set<Field<?>> all = new LinkedHashSet<>(rules.reads(side));
    all.addAll(looksAt);
    return all;
  }

  @Override
  public Wanted map(Mapping mapping) {
    return gate.apply(mapping, rules.map(mapping));
  }
}
