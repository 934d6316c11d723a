package dev.syncline.mapping;

import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Side;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table of rules: which field of the left corresponds to which of the right, and how.
 *
 * <p>Immutable; each method gives a table with one rule more. Two rules may not write the same
 * field of the same side.
 *
 * @since 0.1
 */
public final class FieldRules implements EntityMapper {

  /**
   * The reason of a {@link Put.Skip} for what has no counterpart yet. Where the source's field is a
   * reference, the entity is looked at again once that has one.
   */
  public static final String NOT_LINKED = "NOT_LINKED";

  /** Puts one side's value into the other for one rule. */
  private interface Putter {
    Put<?> put(Mapping mapping);
  }

  private record Rule(Unit unit, Set<Field<?>> leftReads, Set<Field<?>> rightReads, Putter putter) {

    Set<Field<?>> reads(Side side) {
      return side == Side.LEFT ? leftReads : rightReads;
    }
  }

  private final EntityType left;
  private final EntityType right;
  private final List<Rule> rules;

  private FieldRules(EntityType left, EntityType right, List<Rule> rules) {
    this.left = left;
    this.right = right;
    this.rules = List.copyOf(rules);
  }

  /** A table for one type on both sides. */
  public static FieldRules of(EntityType type) {
    return new FieldRules(type, type, List.of());
  }

  /** A table between two types. */
  public static FieldRules between(EntityType left, EntityType right) {
    return new FieldRules(left, right, List.of());
  }

  /** These fields are the same on both sides, both ways. */
  public FieldRules copy(Field<?>... fields) {
    return each(Direction.BOTH, When.ALWAYS, fields);
  }

  /** These fields travel from left to right only. */
  public FieldRules toRight(Field<?>... fields) {
    return each(Direction.TO_RIGHT, When.ALWAYS, fields);
  }

  /** These fields travel from right to left only. */
  public FieldRules toLeft(Field<?>... fields) {
    return each(Direction.TO_LEFT, When.ALWAYS, fields);
  }

  /** These fields are given to a new counterpart, and are nobody's business afterwards. */
  public FieldRules createOnly(Field<?>... fields) {
    return each(Direction.BOTH, When.CREATE_ONLY, fields);
  }

  /** These fields are put into a side that has none. */
  public FieldRules ifEmpty(Field<?>... fields) {
    return each(Direction.BOTH, When.IF_EMPTY, fields);
  }

  /** A left field corresponds to a right field through a lens. */
  public <L, R> FieldRules with(Field<L> leftField, Field<R> rightField, Lens<L, R> lens) {
    return with(leftField, rightField, lens, Direction.BOTH, When.ALWAYS);
  }

  /** A left field corresponds to a right field through a lens, one way or at certain times only. */
  public <L, R> FieldRules with(
      Field<L> leftField, Field<R> rightField, Lens<L, R> lens, Direction direction, When when) {
    return added(
        unit(leftField, rightField, direction, when),
        mapping ->
            mapping.target() == Side.RIGHT
                ? through(mapping, leftField, rightField, lens::toRight)
                : through(mapping, rightField, leftField, lens::toLeft));
  }

  /** A code corresponds through pairs of codes. */
  public FieldRules code(Field<String> field, ValueMap pairs) {
    return with(field, field, pairs);
  }

  /** A code corresponds through pairs of codes, one way or at certain times only. */
  public FieldRules code(Field<String> field, ValueMap pairs, Direction direction, When when) {
    return with(field, field, pairs, direction, when);
  }

  /**
   * References, translated through the links; what has no counterpart yet is brought along first.
   */
  @SafeVarargs
  public final FieldRules ref(Field<Ref>... fields) {
    FieldRules all = this;
    for (Field<Ref> field : fields) {
      all = all.ref(field, Direction.BOTH, When.ALWAYS);
    }
    return all;
  }

  /** A reference, one way or at certain times only. */
  public FieldRules ref(Field<Ref> field, Direction direction, When when) {
    return added(unit(field, field, direction, when), mapping -> translated(mapping, field));
  }

  /**
   * A set of references, each translated through the links; what has no counterpart yet is brought
   * along first. What the target refers to and has no counterpart is somebody else's and stays.
   */
  public FieldRules refs(Field<Set<Ref>> field, Direction direction, When when) {
    return refs(field, field, direction, when);
  }

  /**
   * A left set of references corresponds to a right set, such as the categories of a variant to
   * those of a product; see {@link #refs(Field, Direction, When)}.
   */
  public FieldRules refs(
      Field<Set<Ref>> leftField, Field<Set<Ref>> rightField, Direction direction, When when) {
    return added(
        unit(leftField, rightField, direction, when),
        mapping ->
            mapping.target() == Side.RIGHT
                ? allTranslated(mapping, leftField, rightField)
                : allTranslated(mapping, rightField, leftField));
  }

  private static Put<Set<Ref>> allTranslated(
      Mapping mapping, Field<Set<Ref>> from, Field<Set<Ref>> to) {
    Set<Ref> theirs = new LinkedHashSet<>();
    for (Ref mine : mapping.source().get(from).orElse(Set.of())) {
      Optional<Ref> translated = mapping.counterpart(mine);
      if (translated.isEmpty() && !mapping.ensured(mine)) {
        return new Put.Wait<>(mine);
      }
      translated.ifPresent(theirs::add);
    }
    mapping.held().flatMap(held -> held.get(to)).orElse(Set.of()).stream()
        .filter(held -> mapping.counterpartOfHeld(held).isEmpty())
        .forEach(theirs::add);
    return theirs.isEmpty() ? Put.empty() : Put.value(theirs);
  }

  /**
   * A reference both ways; where a source has none, a function says what the target of one side
   * shall refer to, such as {@link Put#ensure what has to be there}. What was made there for that
   * reason stands for no reference on the way back.
   *
   * @param reads the source's fields that the function looks at
   */
  public FieldRules refOr(
      Field<Ref> field, Side target, Set<Field<?>> reads, Function<Mapping, Put<Ref>> ifNone) {
    Set<Field<?>> all = new LinkedHashSet<>(reads);
    all.add(field);
    Rule rule =
        new Rule(
            unit(field, field, Direction.BOTH, When.ALWAYS),
            target == Side.RIGHT ? all : Set.of(field),
            target == Side.LEFT ? all : Set.of(field),
            mapping ->
                mapping.target() == target && !mapping.source().has(field)
                    ? ifNone.apply(mapping)
                    : translated(mapping, field));
    return added(rule);
  }

  private static Put<Ref> translated(Mapping mapping, Field<Ref> field) {
    Optional<Ref> mine = mapping.source().get(field);
    if (mine.isEmpty()) {
      return Put.empty();
    }
    Optional<Ref> theirs = mapping.counterpart(mine.get());
    if (theirs.isPresent()) {
      return Put.value(theirs.get());
    }
    if (!mapping.ensured(mine.get())) {
      return new Put.Wait<>(mine.get());
    }
    boolean none = mapping.held().filter(held -> !held.has(field)).isPresent();
    return none ? Put.skip("ENSURED") : Put.empty();
  }

  /**
   * A reference to what may never travel: it is translated once what it names has a counterpart,
   * and until then left alone, as {@code NOT_LINKED}. Nothing waits for it, nothing is brought; a
   * side that went without is given it by the run that links what it names.
   */
  public FieldRules whenLinked(Field<Ref> field, Direction direction, When when) {
    FieldRules more =
        added(
            unit(field, field, direction, when),
            mapping -> {
              Optional<Ref> mine = mapping.source().get(field);
              if (mine.isEmpty()) {
                return Put.empty();
              }
              return mapping
                  .counterpart(mine.get())
                  .<Put<Ref>>map(Put::value)
                  .orElseGet(() -> Put.skip(NOT_LINKED));
            });
    return more.arriving(Arrival.FILL);
  }

  /** A list of lines, merged line by line with the given rules. */
  public FieldRules lines(Field<List<Entity>> field, EntityMapper lineRules) {
    return lines(field, lineRules, Direction.BOTH);
  }

  /** A list of lines, one way only. */
  public FieldRules lines(Field<List<Entity>> field, EntityMapper lineRules, Direction direction) {
    Unit unit = new Unit(field.name(), field, field, direction, When.ALWAYS, null, lineRules);
    return added(unit, mapping -> Put.skip("merged line by line"));
  }

  /** A new counterpart on this side is given a fixed value. */
  public <V> FieldRules constant(Side target, Field<V> field, V value) {
    return compute(target, field, Set.of(), mapping -> Put.value(value), When.CREATE_ONLY);
  }

  /**
   * A field of one side is computed from the source entity.
   *
   * @param reads the source's fields that the function looks at
   */
  public <V> FieldRules compute(
      Side target,
      Field<V> field,
      Set<Field<?>> reads,
      Function<Mapping, Put<V>> function,
      When when) {
    boolean toLeft = target == Side.LEFT;
    Unit unit =
        new Unit(
            field.name() + ">" + target.word(),
            toLeft ? field : null,
            toLeft ? null : field,
            toLeft ? Direction.TO_LEFT : Direction.TO_RIGHT,
            when,
            null,
            null);
    Set<Field<?>> targetReads = when == When.CREATE_ONLY ? Set.of() : Set.of(field);
    Rule rule =
        new Rule(
            unit,
            toLeft ? targetReads : Set.copyOf(reads),
            toLeft ? Set.copyOf(reads) : targetReads,
            function::apply);
    return added(rule);
  }

  /** What the last rule does with unequal sides of which nothing was ever agreed. */
  public FieldRules arriving(Arrival arrival) {
    return changedLast(
        unit ->
            new Unit(
                unit.name(),
                unit.left(),
                unit.right(),
                unit.direction(),
                unit.when(),
                arrival,
                unit.lines(),
                unit.drift()));
  }

  /**
   * What people change in the target of the last rule, which travels one way, is put back to what
   * the source says, whatever the flow does otherwise.
   */
  public FieldRules mirrored() {
    return changedLast(
        unit ->
            new Unit(
                unit.name(),
                unit.left(),
                unit.right(),
                unit.direction(),
                unit.when(),
                unit.arrival(),
                unit.lines(),
                Drift.MIRROR));
  }

  @Override
  public List<Unit> units() {
    return rules.stream().map(Rule::unit).toList();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    Set<Field<?>> all = new LinkedHashSet<>();
    rules.forEach(rule -> all.addAll(rule.reads(side)));
    return all;
  }

  @Override
  public Wanted map(Mapping mapping) {
    Map<String, Put<?>> puts = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Unit unit = rule.unit();
      if (unit.lines() == null && unit.writes(mapping.target()) && says(rule, mapping)) {
        puts.put(unit.name(), rule.putter().put(mapping));
      }
    }
    return Wanted.of(puts);
  }

  private static boolean says(Rule rule, Mapping mapping) {
    Optional<Field<?>> source = rule.unit().field(mapping.target().other());
    return source.isEmpty() || mapping.source().knows(source.get());
  }

  private static <S, T> Put<?> through(
      Mapping mapping, Field<S> from, Field<T> to, BiFunction<S, Optional<T>, Put<T>> lens) {
    Optional<S> value = mapping.source().get(from);
    if (value.isEmpty()) {
      return Put.empty();
    }
    return lens.apply(value.get(), mapping.held().flatMap(held -> held.get(to)));
  }

  private FieldRules each(Direction direction, When when, Field<?>... fields) {
    FieldRules all = this;
    for (Field<?> field : fields) {
      all = all.copied(field, direction, when);
    }
    return all;
  }

  private <V> FieldRules copied(Field<V> field, Direction direction, When when) {
    return with(field, field, Lens.same(), direction, when);
  }

  private static Unit unit(
      Field<?> leftField, Field<?> rightField, Direction direction, When when) {
    String name =
        leftField.name().equals(rightField.name())
            ? leftField.name()
            : leftField.name() + "=" + rightField.name();
    return new Unit(name, leftField, rightField, direction, when, null, null);
  }

  private FieldRules added(Unit unit, Putter putter) {
    return added(new Rule(unit, one(unit.left()), one(unit.right()), putter));
  }

  private static Set<Field<?>> one(@Nullable Field<?> field) {
    return field == null ? Set.of() : Set.of(field);
  }

  private FieldRules added(Rule rule) {
    checkType(rule.unit(), Side.LEFT, left);
    checkType(rule.unit(), Side.RIGHT, right);
    for (Rule other : rules) {
      refuseTwice(rule.unit(), other.unit(), Side.LEFT);
      refuseTwice(rule.unit(), other.unit(), Side.RIGHT);
      refuseNamesakes(rule.unit(), other.unit());
    }
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new FieldRules(left, right, more);
  }

  private static void checkType(Unit unit, Side side, EntityType type) {
    unit.field(side)
        .filter(field -> !field.type().equals(type))
        .ifPresent(
            field -> {
              throw new IllegalArgumentException(
                  field + " does not belong to " + type + ", which is this table's " + side.word());
            });
  }

  private static void refuseTwice(Unit one, Unit other, Side side) {
    if (one.writes(side) && other.writes(side) && one.field(side).equals(other.field(side))) {
      throw new IllegalArgumentException(
          "two rules write " + one.field(side).get() + " on the " + side.word());
    }
  }

  /** Two bases of one name: an edit on both sides would be exchanged instead of decided. */
  private static void refuseNamesakes(Unit one, Unit other) {
    boolean based = one.when() != When.CREATE_ONLY && other.when() != When.CREATE_ONLY;
    if (based && one.name().equals(other.name())) {
      throw new IllegalArgumentException(
          "two rules are named " + one.name() + ": use one rule both ways, with a lens");
    }
  }

  private FieldRules changedLast(UnaryOperator<Unit> change) {
    List<Rule> changed = new ArrayList<>(rules);
    Rule last = changed.remove(changed.size() - 1);
    changed.add(
        new Rule(change.apply(last.unit()), last.leftReads(), last.rightReads(), last.putter()));
    return new FieldRules(left, right, changed);
  }
}
