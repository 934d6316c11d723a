package dev.syncline.testkit.memory;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How a {@link MemoryConnector} treats one entity type: what it stores, how it guards, how late it
 * shows things.
 *
 * <p>Immutable; each method gives a type that differs in one respect. Unless said otherwise:
 * creates are guarded by a native key, lists show everything at once, and a write answers only an
 * id.
 *
 * @since 0.1
 */
public final class MemoryType {

  private static final int PAGE = 100;
  private static final int BATCH = 50;
  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final EntityType type;
  private Set<Field<?>> fields = Set.of();
  private Set<Field<?>> createOnly = Set.of();
  private Set<Field<?>> readOnly = Set.of();
  private Set<Field<?>> unique = Set.of();
  private Set<Field<?>> unsure = Set.of();
  private Set<Field<?>> filled = Set.of();
  private Map<Field<?>, Function<Entity, Object>> computed = Map.of();
  private UnaryOperator<Entity> normaliser = UnaryOperator.identity();
  private Guard guard = Guard.NATIVE_KEY;
  private Duration settleTime = Duration.ZERO;
  private Duration searchLag = Duration.ZERO;
  private Duration clockTick = MILLISECOND;
  private int callsInFlight = 1;
  private int pageSize = PAGE;
  private int batchSize = BATCH;
  private boolean chains;
  private boolean tellsWhatItHolds;
  private boolean unstableLines;
  private boolean versioned;
  private boolean timestamps = true;
  private boolean tellsGone = true;
  private boolean hintsOnly;
  private boolean deletes = true;
  private boolean uneven;
  private boolean hidesMarkers;

  private MemoryType(EntityType type) {
    this.type = type;
  }

  /** A type with these fields, all readable and writable. */
  public static MemoryType of(EntityType type, Field<?>... fields) {
    return new MemoryType(type).but(copy -> copy.fields = ordered(fields));
  }

  private static Set<Field<?>> ordered(Field<?>... fields) {
    Set<Field<?>> set = new LinkedHashSet<>();
    for (Field<?> field : fields) {
      set.add(field);
    }
    return set;
  }

  private MemoryType but(Consumer<MemoryType> change) {
    MemoryType copy = new MemoryType(type);
    copy.fields = fields;
    copy.createOnly = createOnly;
    copy.readOnly = readOnly;
    copy.unique = unique;
    copy.unsure = unsure;
    copy.filled = filled;
    copy.computed = computed;
    copy.normaliser = normaliser;
    copy.guard = guard;
    copy.settleTime = settleTime;
    copy.searchLag = searchLag;
    copy.callsInFlight = callsInFlight;
    copy.pageSize = pageSize;
    copy.batchSize = batchSize;
    copy.chains = chains;
    copy.tellsWhatItHolds = tellsWhatItHolds;
    copy.unstableLines = unstableLines;
    copy.versioned = versioned;
    copy.timestamps = timestamps;
    copy.tellsGone = tellsGone;
    copy.hintsOnly = hintsOnly;
    copy.deletes = deletes;
    copy.clockTick = clockTick;
    copy.uneven = uneven;
    copy.hidesMarkers = hidesMarkers;
    change.accept(copy);
    return copy;
  }

  /** Further fields, which only creates may set. */
  public MemoryType createOnly(Field<?>... more) {
    return but(copy -> copy.createOnly = ordered(more));
  }

  /** Further fields, which no write may set; people may. */
  public MemoryType readOnly(Field<?>... more) {
    return but(copy -> copy.readOnly = ordered(more));
  }

  /**
   * Further fields, which are there only once an administrator, or {@code engine.install}, has made
   * them; by {@link Field#custom}.
   */
  public MemoryType custom(Field<?>... more) {
    return but(
        copy -> {
          Set<Field<?>> all = new LinkedHashSet<>(fields);
          all.addAll(ordered(more));
          copy.fields = all;
        });
  }

  /** Values of these fields must differ: a second one is refused as taken. */
  public MemoryType unique(Field<?>... which) {
    return but(copy -> copy.unique = ordered(which));
  }

  /** A search by one of these fields never says that these are all the hits. */
  public MemoryType unsure(Field<?>... which) {
    return but(copy -> copy.unsure = ordered(which));
  }

  /** A further field that the vendor computes. */
  public <V> MemoryType computed(Field<V> field, Function<Entity, V> from) {
    return but(
        copy -> {
          Map<Field<?>, Function<Entity, Object>> all = new LinkedHashMap<>(computed);
          all.put(field, from::apply);
          copy.computed = Map.copyOf(all);
        });
  }

  /** What the vendor makes of what it is given before it stores it. */
  public MemoryType stores(UnaryOperator<Entity> how) {
    return but(copy -> copy.normaliser = how);
  }

  /** The vendor gives these fields a value where a create leaves them empty; {@link #stores}. */
  public MemoryType fills(Field<?>... which) {
    return but(copy -> copy.filled = ordered(which));
  }

  /** How creates are guarded. */
  public MemoryType guard(Guard how) {
    return but(copy -> copy.guard = how);
  }

  /** The settle time that is declared. */
  public MemoryType settleTime(Duration time) {
    return but(copy -> copy.settleTime = time);
  }

  /** Lists and searches show what was there this long ago. */
  public MemoryType searchLag(Duration lag) {
    return but(copy -> copy.searchLag = lag);
  }

  /** The vendor's timestamps are rounded down to this; a millisecond unless said otherwise. */
  public MemoryType clockTick(Duration tick) {
    return but(copy -> copy.clockTick = tick);
  }

  /**
   * What is late is not late alike, as with transactions that end when they like: each change shows
   * after a time of its own, up to the search lag, later ones before earlier ones.
   */
  public MemoryType unevenly() {
    return but(copy -> copy.uneven = true);
  }

  /** How many writing calls may be under way at once; one more is an error of the caller. */
  public MemoryType callsInFlight(int calls) {
    return but(copy -> copy.callsInFlight = calls);
  }

  /** How many rows a page has. */
  public MemoryType pageSize(int rows) {
    return but(copy -> copy.pageSize = rows);
  }

  /** How many writes a call takes. */
  public MemoryType batchSize(int writes) {
    return but(copy -> copy.batchSize = writes);
  }

  /** A create may point at an earlier create of the same list. */
  public MemoryType chains() {
    return but(copy -> copy.chains = true);
  }

  /** Writes answer what was stored. */
  public MemoryType tellsWhatItHolds() {
    return but(copy -> copy.tellsWhatItHolds = true);
  }

  /** Every rewrite of a list gives all its lines new ids. */
  public MemoryType unstableLines() {
    return but(copy -> copy.unstableLines = true);
  }

  /** Entities carry a version, and an update that expects another one is stale. */
  public MemoryType versioned() {
    return but(copy -> copy.versioned = true);
  }

  /** There is no "changed since": every look is a full enumeration. */
  public MemoryType withoutTimestamps() {
    return but(copy -> copy.timestamps = false);
  }

  /** The feed does not tell what is gone. */
  public MemoryType silentAboutGone() {
    return but(copy -> copy.tellsGone = false);
  }

  /** The feed tells ids only. */
  public MemoryType hintsOnly() {
    return but(copy -> copy.hintsOnly = true);
  }

  /** Writes cannot remove entities. */
  public MemoryType withoutDelete() {
    return but(copy -> copy.deletes = false);
  }

  /** Markers can be searched for, and are not shown with what carries them. */
  public MemoryType hidesMarkers() {
    return but(copy -> copy.hidesMarkers = true);
  }

  boolean isHidingMarkers() {
    return hidesMarkers;
  }

  /** The type that is treated like this. */
  public EntityType type() {
    return type;
  }

  Duration searchLag() {
    return searchLag;
  }

  Duration clockTick() {
    return clockTick;
  }

  /** The moment that the vendor writes down. */
  Instant stamp(Instant moment) {
    long tick = clockTick.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), tick) * tick);
  }

  /** How late lists show one change of one row: always the same for the same one. */
  Duration lateness(long row, long version) {
    if (!uneven || searchLag.isZero()) {
      return searchLag;
    }
    long draw = new SplittableRandom(row * 1_000_003 + version).nextLong(searchLag.toMillis() + 1);
    return Duration.ofMillis(draw);
  }

  Guard guard() {
    return guard;
  }

  int callsInFlight() {
    return callsInFlight;
  }

  int pageSize() {
    return pageSize;
  }

  int batchSize() {
    return batchSize;
  }

  boolean isChaining() {
    return chains;
  }

  boolean isTelling() {
    return tellsWhatItHolds;
  }

  boolean hasUnstableLines() {
    return unstableLines;
  }

  boolean isVersioned() {
    return versioned;
  }

  boolean hasTimestamps() {
    return timestamps;
  }

  boolean tellsGone() {
    return tellsGone;
  }

  boolean tellsHintsOnly() {
    return hintsOnly;
  }

  boolean canDelete() {
    return deletes;
  }

  Set<Field<?>> unsure() {
    return unsure;
  }

  Set<Field<?>> unique() {
    return unique;
  }

  boolean creatable(Field<?> field) {
    return fields.contains(field) || createOnly.contains(field);
  }

  boolean writable(Field<?> field) {
    return fields.contains(field);
  }

  boolean hasCustom() {
    return fields.stream().anyMatch(Field::custom);
  }

  /** Every field that an entity has. */
  Set<Field<?>> all() {
    Set<Field<?>> all = new LinkedHashSet<>(fields);
    all.addAll(createOnly);
    all.addAll(readOnly);
    all.addAll(computed.keySet());
    return all;
  }

  /** What the vendor stores of what it is given. */
  Entity stored(Entity given) {
    Entity stored = normaliser.apply(given);
    for (Map.Entry<Field<?>, Function<Entity, Object>> each : computed.entrySet()) {
      stored = set(stored, each.getKey(), each.getValue().apply(stored));
    }
    return stored;
  }

  @SuppressWarnings("unchecked")
  private static <V> Entity set(Entity entity, Field<V> field, Object value) {
    return entity.with(field, (V) value);
  }

  Capabilities capabilities(Set<Field<?>> lacking) {
    Set<Field<?>> there = new LinkedHashSet<>(fields);
    there.removeAll(lacking);
    Capabilities.Builder all =
        Capabilities.builder()
            .can(Operation.CREATE, Operation.UPDATE)
            .readsAndWrites(there.toArray(Field<?>[]::new))
            .readsAndCreates(createOnly.toArray(Field<?>[]::new))
            .reads(readOnly.toArray(Field<?>[]::new))
            .reads(computed.keySet().toArray(Field<?>[]::new))
            .fills(filled.toArray(Field<?>[]::new))
            .guard(guard)
            .settleTime(settleTime)
            .searchLag(searchLag)
            .clockTick(clockTick)
            .callsInFlight(callsInFlight);
    if (chains) {
      all.chains();
    }
    return (deletes ? all.can(Operation.DELETE) : all).build();
  }
}
