package dev.syncline.testkit.contract;

import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A valid entity of one type, and another value for each of its writable fields.
 *
 * <p>A field without another value gets one made up, where its {@linkplain Values kind} allows
 * that; a code, a reference or a list of lines has to be given, or excepted with a reason that the
 * contract's table shows. Immutable; each method gives a sample that differs in one respect.
 *
 * @since 0.1
 */
public final class Sample {

  /** Makes valid entities that differ by their number. */
  @FunctionalInterface
  public interface Maker {
    /** The entity to create; what it refers to may be made on the bench. */
    Entity make(Workbench bench, int number);
  }

  /** Makes entities without the connector, for types that it cannot create. */
  @FunctionalInterface
  public interface ByHand {
    /** Makes one and gives its id. */
    String make(Workbench bench, int number);
  }

  private final EntityType type;
  private final @Nullable Maker maker;
  private final @Nullable ByHand byHand;
  private String name;
  private Map<Field<?>, Function<Workbench, ?>> others = Map.of();
  private Map<Field<?>, String> excepted = Map.of();
  private Map<Field<?>, String> undated = Map.of();
  private Map<Field<?>, String> coarse = Map.of();
  private Set<Field<?>> neverEmpty = Set.of();
  private Map<Field<?>, Set<Field<?>>> moves = Map.of();
  private Map<Field<?>, Maker> targets = Map.of();
  private List<List<Field<?>>> keys = List.of();
  private @Nullable UnaryOperator<Entity> spoil;

  private Sample(EntityType type, @Nullable Maker maker, @Nullable ByHand byHand, String name) {
    this.type = type;
    this.maker = maker;
    this.byHand = byHand;
    this.name = name;
  }

  /** A sample that the connector creates. */
  public static Sample of(EntityType type, Maker maker) {
    return new Sample(type, maker, null, type.name());
  }

  /** A sample of a type that the connector only reads. */
  public static Sample readOnly(EntityType type, ByHand byHand) {
    return new Sample(type, null, byHand, type.name());
  }

  private Sample but(Consumer<Sample> change) {
    Sample copy = new Sample(type, maker, byHand, name);
    copy.others = others;
    copy.excepted = excepted;
    copy.undated = undated;
    copy.coarse = coarse;
    copy.neverEmpty = neverEmpty;
    copy.moves = moves;
    copy.targets = targets;
    copy.keys = keys;
    copy.spoil = spoil;
    change.accept(copy);
    return copy;
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  /** Tells this sample from others of its type: {@code customer (company)}. */
  public Sample named(String what) {
    return but(copy -> copy.name = type.name() + " (" + what + ")");
  }

  /** Another valid value of a field. */
  public <V> Sample other(Field<V> field, V value) {
    return otherFrom(field, bench -> value);
  }

  /** Another valid value of a field, which needs something made or looked up. */
  public <V> Sample otherFrom(Field<V> field, Function<Workbench, V> value) {
    return but(copy -> copy.others = with(others, field, value));
  }

  /** Nothing is proven of writing this field by this sample. */
  public Sample except(Field<?> field, String why) {
    return but(copy -> copy.excepted = with(excepted, field, why));
  }

  /**
   * An edit of nothing but this field is in no list of changes: the vendor dates no such edit. Why,
   * the contract's table shows.
   */
  public Sample undated(Field<?> field, String why) {
    return but(copy -> copy.undated = with(undated, field, why));
  }

  /**
   * Asked for without the others, this field is told less exactly, lest every reader pay for it.
   * Why, the contract's table shows.
   */
  public Sample coarseAlone(Field<?> field, String why) {
    return but(copy -> copy.coarse = with(coarse, field, why));
  }

  /** These fields cannot be emptied: the vendor needs them or has a default. */
  public Sample neverEmpty(Field<?>... fields) {
    return but(
        copy ->
            copy.neverEmpty =
                Stream.concat(neverEmpty.stream(), Stream.of(fields))
                    .collect(Collectors.toUnmodifiableSet()));
  }

  /** A change of the field changes those, too. */
  public Sample moves(Field<?> field, Field<?>... along) {
    return but(copy -> copy.moves = with(moves, field, Set.of(along)));
  }

  /** What the field refers to where both are created together; else the type's first sample. */
  public Sample refersTo(Field<Ref> field, Maker target) {
    return but(copy -> copy.targets = with(targets, field, target));
  }

  /** An entity is found by these fields together; called once for each key. */
  public Sample foundBy(Field<?>... together) {
    return but(
        copy -> {
          List<List<Field<?>>> more = new ArrayList<>(keys);
          more.add(List.of(together));
          copy.keys = List.copyOf(more);
        });
  }

  /** What makes it one that is refused. */
  public Sample refusedIf(UnaryOperator<Entity> spoiled) {
    return but(copy -> copy.spoil = spoiled);
  }

  /** The type. */
  public EntityType type() {
    return type;
  }

  /** The sample's name in the table. */
  public String name() {
    return name;
  }

  boolean creatable() {
    return maker != null;
  }

  Entity entity(Workbench bench, int number) {
    if (maker == null) {
      throw new IllegalStateException(name + " cannot be created");
    }
    return maker.make(bench, number);
  }

  String seeded(Workbench bench, int number) {
    if (byHand == null) {
      throw new IllegalStateException(name + " is created by the connector");
    }
    return byHand.make(bench, number);
  }

  Map<Field<?>, String> excepted() {
    return excepted;
  }

  Map<Field<?>, String> undated() {
    return undated;
  }

  Map<Field<?>, String> coarse() {
    return coarse;
  }

  boolean isNeverEmpty(Field<?> field) {
    return neverEmpty.contains(field);
  }

  Set<Field<?>> moved(Field<?> by) {
    return moves.getOrDefault(by, Set.of());
  }

  Entity target(Workbench bench, Field<?> field, EntityType of) {
    Maker given = targets.get(field);
    return given == null ? bench.wanted(bench.sample(of)) : given.make(bench, bench.next());
  }

  List<List<Field<?>>> keys() {
    return keys;
  }

  Optional<UnaryOperator<Entity>> spoil() {
    return Optional.ofNullable(spoil);
  }

  /** Another value than the held one; none if nobody gave one and none can be made up. */
  @SuppressWarnings("unchecked")
  <V> Optional<V> other(Workbench bench, Entity held, Field<V> field) {
    Function<Workbench, ?> given = others.get(field);
    return given == null
        ? bench.values().another(field, held)
        : Optional.of((V) given.apply(bench));
  }

  @Override
  public String toString() {
    return name;
  }
}
