package dev.syncline;

import dev.syncline.connector.Feed;
import dev.syncline.connector.Feed.StartAt;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.MarkerField;
import dev.syncline.mapping.MarkerText;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Unsent;
import dev.syncline.mapping.View;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One entity type's part of a plan: which way it travels, how counterparts are found, and by which
 * rules.
 *
 * <p>Immutable; each method gives a flow that differs in one respect. The predicates must be pure.
 *
 * @since 0.1
 */
public final class Flow {

  private static final String ENSURED = "ensured/";

  private final EntityType left;
  private final EntityType right;
  private Direction direction = Direction.BOTH;
  private EntityMapper mapper;
  private List<MatchBy> keys = List.of();
  private Conflicts conflicts = Conflicts.ORIGIN;
  private Arrival found = Arrival.FILL;
  private Ambiguity several = Ambiguity.PARK;
  private Drift drift = Drift.PUSH;
  private Gone gone = Gone.UNLINK;
  private Map<Side, Gone> goneOn = Map.of();
  private Set<Field<Boolean>> archived = Set.of();
  private Set<Field<Boolean>> cleared = Set.of();
  private Brake brake = Brake.standard();
  private boolean onDemand;
  private Set<Field<?>> onlyMapped = Set.of();
  private Set<Field<?>> alsoReads = Set.of();
  private Map<Side, MarkerField> markers = Map.of();
  private Set<Field<?>> trusted = Set.of();
  private Map<Side, View> views = Map.of();
  private Map<Side, Set<Field<?>>> viewed = Map.of();
  private @Nullable Unsent unsent;
  private boolean aside;
  private Predicate<Entity> createWhen = entity -> true;
  private Predicate<Entity> updateWhen = entity -> true;
  private StartAt start = new StartAt.Beginning();
  private Map<Side, StartAt> starts = Map.of();

  private @Nullable String name;

  private Flow(EntityType left, EntityType right) {
    this.left = Objects.requireNonNull(left, "left");
    this.right = Objects.requireNonNull(right, "right");
    this.mapper = FieldRules.between(left, right);
  }

  private Flow but(Consumer<Flow> change) {
    Flow copy = new Flow(left, right);
    copy.direction = direction;
    copy.mapper = mapper;
    copy.keys = keys;
    copy.conflicts = conflicts;
    copy.found = found;
    copy.several = several;
    copy.drift = drift;
    copy.gone = gone;
    copy.goneOn = goneOn;
    copy.archived = archived;
    copy.cleared = cleared;
    copy.brake = brake;
    copy.onDemand = onDemand;
    copy.onlyMapped = onlyMapped;
    copy.alsoReads = alsoReads;
    copy.markers = markers;
    copy.trusted = trusted;
    copy.views = views;
    copy.viewed = viewed;
    copy.unsent = unsent;
    copy.aside = aside;
    copy.createWhen = createWhen;
    copy.updateWhen = updateWhen;
    copy.start = start;
    copy.starts = starts;
    copy.name = name;
    change.accept(copy);
    return copy;
  }

  /** A flow of one type, with no rules yet, both ways. */
  public static Flow of(EntityType type) {
    return new Flow(type, type);
  }

  /** A flow between two types, such as a combination on the left and a product on the right. */
  public static Flow between(EntityType left, EntityType right) {
    return new Flow(left, right);
  }

  /** Both ways: the default. */
  public Flow twoWay() {
    return direction(Direction.BOTH);
  }

  /** From left to right only. */
  public Flow toRight() {
    return direction(Direction.TO_RIGHT);
  }

  /** From right to left only. */
  public Flow toLeft() {
    return direction(Direction.TO_LEFT);
  }

  /** Which way entities travel. */
  public Flow direction(Direction way) {
    return but(flow -> flow.direction = way);
  }

  /** The field rules. */
  public Flow fields(EntityMapper rules) {
    return but(flow -> flow.mapper = rules);
  }

  /**
   * How the rules and conditions see the entities of a side.
   *
   * @param reads the fields that the view looks at, besides those of the rules
   */
  public Flow view(Side side, View view, Field<?>... reads) {
    Map<Side, View> all = new EnumMap<>(Side.class);
    all.putAll(views);
    all.put(side, view);
    Map<Side, Set<Field<?>>> more = new EnumMap<>(Side.class);
    more.putAll(viewed);
    more.put(side, Set.of(reads));
    return but(
        flow -> {
          flow.views = all;
          flow.viewed = more;
        });
  }

  /**
   * Its entities do not stand for each other: one says something of the other, as an invoice that
   * was paid does of its order. References never go through its links.
   */
  public Flow aside() {
    return but(flow -> flow.aside = true);
  }

  /** What the rules have to know of that the other side does not yet. */
  public Flow unsent(Unsent what) {
    return but(flow -> flow.unsent = what);
  }

  /**
   * Counterparts are looked for by these fields, each on its own, in this order, after earlier
   * ones.
   */
  public Flow matchBy(Field<?>... fields) {
    Flow all = this;
    for (Field<?> field : fields) {
      all = all.matchByAll(field);
    }
    return all;
  }

  /** Counterparts are looked for by these fields all together, after earlier ones. */
  public Flow matchByAll(Field<?>... fields) {
    return matchedBy(new MatchBy(List.of(fields), List.of()));
  }

  /**
   * Counterparts are looked for by a weak key, such as a name, after earlier ones, and only for
   * entities that have none of the better keys named.
   */
  public Flow matchByWithout(Field<?> weak, Field<?>... better) {
    return matchedBy(new MatchBy(List.of(weak), List.of(better)));
  }

  private Flow matchedBy(MatchBy way) {
    List<MatchBy> more = new ArrayList<>(keys);
    more.add(way);
    return but(flow -> flow.keys = List.copyOf(more));
  }

  /**
   * A search by these fields counts although the vendor cannot say that it found all, as with
   * phones that are found only as they are written: one hit is the counterpart, and no hit means
   * that there is none. Without this, such an entity is parked or waits.
   */
  public Flow trusting(Field<?>... keys) {
    return but(flow -> flow.trusted = Set.of(keys));
  }

  /** Who wins where both sides changed one unit. */
  public Flow conflicts(Conflicts policy) {
    return but(flow -> flow.conflicts = policy);
  }

  /** What becomes of units that differ on a pair found by matching. */
  public Flow found(Arrival policy) {
    return but(flow -> flow.found = policy);
  }

  /** What becomes of an entity that matches several. */
  public Flow several(Ambiguity policy) {
    return but(flow -> flow.several = policy);
  }

  /** What becomes of changes made in the target of a one-way unit. */
  public Flow drift(Drift policy) {
    return but(flow -> flow.drift = policy);
  }

  /**
   * What becomes of the counterpart of what is gone.
   *
   * @throws IllegalArgumentException if it shall be archived and no field says how
   */
  public Flow gone(Gone policy) {
    if (policy == Gone.ARCHIVE && archived.isEmpty()) {
      throw new IllegalArgumentException(
          "flow " + name() + ": name the field that archives, with goneArchives(…)");
    }
    return but(flow -> flow.gone = policy);
  }

  /**
   * What becomes of the counterpart of what is gone on one side, whatever is said of the other.
   *
   * @throws IllegalArgumentException if it shall be archived and no field says how, or be ignored,
   *     which is said of both sides
   */
  public Flow gone(Side side, Gone policy) {
    if (policy == Gone.IGNORE) {
      throw new IllegalArgumentException("flow " + name() + ": ignoring is for both sides");
    }
    Flow checked = policy == Gone.ARCHIVE ? gone(policy) : this;
    Map<Side, Gone> all = new EnumMap<>(Side.class);
    all.putAll(goneOn);
    all.put(side, policy);
    return checked.but(
        flow -> {
          flow.gone = gone;
          flow.goneOn = Map.copyOf(all);
        });
  }

  /**
   * The counterpart of what is gone is archived by setting the field of its type; on a side without
   * one it is unlinked.
   */
  @SafeVarargs
  public final Flow goneArchives(Field<Boolean>... fields) {
    Set<Field<Boolean>> all = new LinkedHashSet<>();
    for (Field<Boolean> field : fields) {
      all.add(field);
    }
    return but(
        flow -> {
          flow.archived = Set.copyOf(all);
          flow.gone = Gone.ARCHIVE;
        });
  }

  /** Whoever is archived loses these marks besides, such as that it may be bought. */
  @SafeVarargs
  public final Flow goneClears(Field<Boolean>... marks) {
    Set<Field<Boolean>> all = new LinkedHashSet<>();
    for (Field<Boolean> mark : marks) {
      all.add(mark);
    }
    return but(flow -> flow.cleared = Set.copyOf(all));
  }

  /** How much may end, or be emptied, in one run without a person. */
  public Flow brake(Brake most) {
    return but(flow -> flow.brake = most);
  }

  /**
   * Entities travel only together with one that refers to them: made with it, and brought up to
   * date whenever one is written. Their own changes start nothing.
   */
  public Flow onDemand() {
    return onDemand(true);
  }

  /** Whether entities travel only together with one that refers to them. */
  public Flow onDemand(boolean only) {
    return but(flow -> flow.onDemand = only);
  }

  /**
   * An entity whose value of one of these fields has no pair takes no part until it has one; then
   * it catches up.
   */
  public Flow onlyMapped(Field<?>... fields) {
    return but(flow -> flow.onlyMapped = Set.of(fields));
  }

  /**
   * A counterpart is made only for entities for which this holds; asked of the source.
   *
   * @param reads the fields that the condition looks at, besides those of the rules
   */
  public Flow createWhen(Predicate<Entity> condition, Field<?>... reads) {
    return reading(reads).but(flow -> flow.createWhen = condition);
  }

  /**
   * A counterpart is changed only by entities for which this holds; asked of the source.
   *
   * @param reads the fields that the condition looks at, besides those of the rules
   */
  public Flow updateWhen(Predicate<Entity> condition, Field<?>... reads) {
    return reading(reads).but(flow -> flow.updateWhen = condition);
  }

  private Flow reading(Field<?>... more) {
    Set<Field<?>> all = new LinkedHashSet<>(alsoReads);
    all.addAll(List.of(more));
    return but(flow -> flow.alsoReads = Set.copyOf(all));
  }

  /**
   * Entities of a side name their counterparts in a field that is used for nothing else: it is
   * written whichever way the flow travels, put back when people change it, and by it pairs are
   * found again after a store was lost. Two entities that name the same counterpart, as a copied
   * document does, are both left alone until one of them names it no more.
   */
  public Flow marker(Side side, Field<String> field, MarkerText text) {
    if (!field.type().equals(type(side))) {
      throw new IllegalArgumentException(field + " is no field of " + type(side));
    }
    Map<Side, MarkerField> more = new EnumMap<>(Side.class);
    more.putAll(markers);
    more.put(side, new MarkerField(field, text));
    return but(flow -> flow.markers = Map.copyOf(more));
  }

  /** The first run starts with what changes from then on. */
  public Flow fromNow() {
    return but(flow -> flow.start = new StartAt.Now());
  }

  /** The first run starts with what changed since the beginning of a day in UTC. */
  public Flow since(LocalDate day) {
    return but(flow -> flow.start = midnight(day));
  }

  private static StartAt midnight(LocalDate day) {
    return new StartAt.Since(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /**
   * Entities of a side travel from now on, whatever the other side's do: what changed before the
   * first run, or before the direction was opened, is left alone.
   */
  public Flow fromNow(Side source) {
    return startingAt(source, new StartAt.Now());
  }

  /**
   * Entities of a side travel if they changed since the beginning of a day in UTC. Said of a
   * direction that was opened after the first run, which brings nothing of the past by itself, or
   * said later, or of another day: what changed since then is looked at once. What is linked
   * already is kept in step whatever the start.
   */
  public Flow since(Side source, LocalDate day) {
    return startingAt(source, midnight(day));
  }

  private Flow startingAt(Side source, StartAt at) {
    Map<Side, StartAt> all = new EnumMap<>(Side.class);
    all.putAll(starts);
    all.put(source, at);
    return but(flow -> flow.starts = Map.copyOf(all));
  }

  /** The flow's name within its plan, stable: stores keep it. */
  public String name() {
    return name != null
        ? name
        : left.equals(right) ? left.name() : left.name() + "=" + right.name();
  }

  /**
   * The flow under whose name companions of this flow's entities are kept: {@code <flow>/<type>}.
   */
  public Flow companions(Side target, EntityType type) {
    Flow its = target == Side.LEFT ? new Flow(type, right) : new Flow(left, type);
    its.name = name() + "/" + type.name();
    return its;
  }

  /**
   * The flow under whose name a plan keeps what has to be there because rules refer to it: {@code
   * ensured/<type>}.
   */
  public static Flow ensured(EntityType type) {
    Flow its = new Flow(type, type);
    its.name = ENSURED + type.name();
    return its;
  }

  /** The type of what is kept under such a name; empty if it is another name. */
  public static Optional<EntityType> ensured(String flow) {
    return flow.startsWith(ENSURED)
        ? Optional.of(new EntityType(flow.substring(ENSURED.length())))
        : Optional.empty();
  }

  /** Whether something is kept under this flow's name, or under that of its companions. */
  public boolean keeps(String flow) {
    return flow.equals(name()) || flow.startsWith(name() + "/");
  }

  /** The entity type on a side. */
  public EntityType type(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** Which way entities travel. */
  public Direction direction() {
    return direction;
  }

  /** The rules. */
  public EntityMapper mapper() {
    return mapper;
  }

  /** How the rules see the entities of a side. */
  public View view(Side side) {
    return views.getOrDefault(side, View.PLAIN);
  }

  /** Whether its entities only say something of each other. */
  public boolean isAside() {
    return aside;
  }

  /** What the rules have to know of that the other side does not yet. */
  public Optional<Unsent> unsent() {
    return Optional.ofNullable(unsent);
  }

  /** By what counterparts are looked for, in order. */
  public List<MatchBy> keys() {
    return keys;
  }

  /** Whether a search by these fields counts even if it need not have found all. */
  public boolean trusts(Collection<Field<?>> keys) {
    return keys.stream().anyMatch(trusted::contains);
  }

  /** Who wins where both sides changed one unit. */
  public Conflicts conflicts() {
    return conflicts;
  }

  /** What becomes of units that differ on a pair found by matching. */
  public Arrival found() {
    return found;
  }

  /** What becomes of an entity that matches several. */
  public Ambiguity several() {
    return several;
  }

  /** What becomes of changes made in the target of a one-way unit. */
  public Drift drift() {
    return drift;
  }

  /** Whether what people change on a side, where nothing travels from, is put back. */
  public boolean mirrors(Side target) {
    return drift == Drift.MIRROR
        || mapper.units().stream()
            .anyMatch(
                unit ->
                    unit.drift() == Drift.MIRROR
                        && unit.writes(target)
                        && direction.goesTo(target));
  }

  /** Where entities of a side name their counterparts, if they do. */
  public Optional<MarkerField> marker(Side side) {
    return Optional.ofNullable(markers.get(side));
  }

  /** What becomes of the counterpart of what is gone. */
  public Gone gone() {
    return gone;
  }

  /** What becomes of the counterpart of what is gone on a side. */
  public Gone gone(Side side) {
    return goneOn.getOrDefault(side, gone);
  }

  /** The field that archives an entity of a side. */
  public Optional<Field<Boolean>> archived(Side side) {
    return archived.stream().filter(field -> field.type().equals(type(side))).findFirst();
  }

  /** The marks that an entity of a side loses when it is archived. */
  public Set<Field<Boolean>> cleared(Side side) {
    return cleared.stream()
        .filter(field -> field.type().equals(type(side)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How much may end, or be emptied, in one run without a person. */
  public Brake brake() {
    return brake;
  }

  /** Whether entities travel only together with one that refers to them. */
  public boolean isOnDemand() {
    return onDemand;
  }

  /** Whether a unit without a pair keeps the whole entity out. */
  public boolean gates(Unit unit, Side source) {
    return unit.field(source).filter(onlyMapped::contains).isPresent();
  }

  /** Whether a counterpart may be made for this source. */
  public boolean creates(Entity source) {
    return createWhen.test(source);
  }

  /** Whether a counterpart may be changed by this source. */
  public boolean updates(Entity source) {
    return updateWhen.test(source);
  }

  /** Where the first run starts with entities of a side. */
  public StartAt start(Side source) {
    return starts.getOrDefault(source, start);
  }

  /** The start that was said of this very side, if one was. */
  public Optional<StartAt> startOf(Side source) {
    return Optional.ofNullable(starts.get(source));
  }

  /** Where the first run starts, unless it is said of a side. */
  public Feed.StartAt start() {
    return start;
  }

  /** Every field that must be read on a side. */
  public Set<Field<?>> reads(Side side) {
    Set<Field<?>> all = new LinkedHashSet<>(mapper.reads(side));
    all.addAll(viewed.getOrDefault(side, Set.of()));
    alsoReads.stream().filter(field -> field.type().equals(type(side))).forEach(all::add);
    archived(side).ifPresent(all::add);
    all.addAll(cleared(side));
    keys.stream()
        .flatMap(way -> way.fields().stream())
        .filter(field -> field.type().equals(type(side)))
        .forEach(all::add);
    marker(side).ifPresent(marker -> all.add(marker.field()));
    return all;
  }

  @Override
  public String toString() {
    return name();
  }
}
