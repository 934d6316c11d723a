package dev.syncline.testkit.memory;

import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.OperationKey;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of one type, with as much of their past as late views need. Not thread-safe. */
final class MemoryTable {

  /**
   * What a row was since a moment; no entity means that it was deleted then.
   *
   * @param at what the vendor wrote down as the moment
   * @param shows when lists show it
   */
  record State(Instant at, Instant shows, long version, @Nullable Entity entity) {}

  /** A position in the order of changes. */
  record Position(Instant at, long place) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
        Comparator.comparing(Position::at).thenComparingLong(Position::place);

    @Override
    public int compareTo(Position other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Row {
    private final String id;
    private final long place;
    private final Deque<State> states = new ArrayDeque<>();
    private @Nullable String guard;
    private @Nullable String marker;
    private boolean hidden;
    private @Nullable Entity last;

    Row(String id, long place) {
      this.id = id;
      this.place = place;
    }

    State now() {
      return states.getLast();
    }

    Optional<State> shown(Instant at) {
      for (Iterator<State> each = states.descendingIterator(); each.hasNext(); ) {
        State state = each.next();
        if (!state.shows().isAfter(at)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  private final MemoryType rules;
  private final MemoryFields made;
  private final Supplier<String> ids;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, Row> byGuard = new LinkedHashMap<>();
  private final Set<Field<?>> withheld = new HashSet<>();
  private final TreeMap<Position, Row> byChange = new TreeMap<>();

  MemoryTable(MemoryType rules, MemoryFields made, Supplier<String> ids) {
    this.rules = rules;
    this.made = made;
    this.ids = ids;
  }

  MemoryType rules() {
    return rules;
  }

  /** What an API user makes under a guard; a marker is shown to whoever reads it. */
  String made(Entity given, OperationKey key, Instant now) {
    String id = add(given, rules.guard() == Guard.NONE ? null : key.text(), now);
    row(id).marker = rules.guard() == Guard.MARKER ? key.marker() : null;
    return id;
  }

  String add(Entity given, Instant now) {
    return add(given, null, now);
  }

  private String add(Entity given, @Nullable String guard, Instant now) {
    Row row = new Row(ids.get(), rows.size());
    rows.put(row.id, row);
    row.guard = guard;
    if (guard != null) {
      byGuard.put(guard, row);
    }
    put(row, complete(given), now);
    return row.id;
  }

  /** A field of the schema that nobody set is empty. */
  private Entity complete(Entity given) {
    Entity whole = Entity.of(rules.type(), "");
    for (Field<?> field : rules.all()) {
      whole = whole.cleared(field);
    }
    return whole.overlaid(given);
  }

  void change(String id, Entity whole, Instant now) {
    put(row(id), whole, now);
  }

  void remove(String id, Instant now) {
    Row row = row(id);
    row.last = row.now().entity();
    push(row, state(row, now, row.now().version() + 1, null));
    if (row.guard != null) {
      byGuard.remove(row.guard);
    }
  }

  void restore(String id, Instant now) {
    Row row = row(id);
    push(row, state(row, now, row.now().version() + 1, Objects.requireNonNull(row.last)));
  }

  private void put(Row row, Entity whole, Instant now) {
    long version = row.states.isEmpty() ? 1 : row.now().version() + 1;
    Entity stored = withLineIds(rules.stored(whole.withId(row.id)));
    push(row, state(row, now, version, stored));
  }

  private State state(Row row, Instant now, long version, @Nullable Entity entity) {
    Instant shows = now.plus(rules.lateness(row.place, version));
    return new State(rules.stamp(now), shows, version, entity);
  }

  private void push(Row row, State state) {
    if (!row.states.isEmpty()) {
      byChange.remove(new Position(row.now().at(), row.place));
    }
    row.states.addLast(state);
    byChange.put(new Position(state.at(), row.place), row);
    Instant old = state.shows().minus(rules.lateness(row.place, state.version()));
    while (row.states.size() > 1) {
      State first = row.states.removeFirst();
      if (row.states.getFirst().shows().isAfter(old)) {
        row.states.addFirst(first);
        return;
      }
    }
  }

  @SuppressWarnings("unchecked")
  private Entity withLineIds(Entity entity) {
    Entity named = entity;
    for (Field<?> field : entity.fields()) {
      if (field.kind().name().startsWith("lines of ") && entity.has(field)) {
        Field<List<Entity>> lines = (Field<List<Entity>>) field;
        List<Entity> all = new ArrayList<>();
        for (Entity line : entity.require(lines)) {
          boolean keeps = !line.id().isEmpty() && !rules.hasUnstableLines();
          all.add(keeps ? line : line.withId(ids.get()));
        }
        named = named.with(lines, List.copyOf(all));
      }
    }
    return named;
  }

  boolean exists(String id) {
    Row row = rows.get(id);
    return row != null && row.now().entity() != null;
  }

  boolean hidden(String id) {
    Row row = rows.get(id);
    return row != null && row.hidden;
  }

  void hide(String id, boolean hidden) {
    row(id).hidden = hidden;
  }

  void withhold(Field<?> field, boolean absent) {
    if (absent) {
      withheld.add(field);
    } else {
      withheld.remove(field);
    }
  }

  /** The entity as it is. */
  Optional<Entity> get(String id) {
    Row row = rows.get(id);
    return row == null || row.now().entity() == null
        ? Optional.empty()
        : Optional.of(shown(row, row.now()));
  }

  long version(String id) {
    return row(id).now().version();
  }

  private Row row(String id) {
    return Objects.requireNonNull(rows.get(id), () -> "no " + rules.type() + " " + id);
  }

  private Entity shown(Row row, State state) {
    Entity entity = Objects.requireNonNull(state.entity());
    Entity.Builder shown = Entity.builder(rules.type(), entity.id());
    if (rules.isVersioned()) {
      shown.version(Long.toString(state.version()));
    }
    if (row.marker != null && !rules.isHidingMarkers()) {
      shown.marker(row.marker);
    }
    Entity all = shown.build().overlaid(entity);
    for (Field<?> field : withheld) {
      all = all.without(field);
    }
    for (Field<?> field : made.lacking(rules)) {
      all = all.without(field);
    }
    return all;
  }

  Optional<String> guarded(String key) {
    return Optional.ofNullable(byGuard.get(key)).map(row -> row.id);
  }

  /** Ids of what carries a marker, as a search shows it. */
  List<String> marked(String key, Instant now) {
    List<String> found = new ArrayList<>();
    for (Row row : rows.values()) {
      if (key.equals(row.guard) && row.shown(now).map(State::entity).isPresent()) {
        found.add(row.id);
      }
    }
    return found;
  }

  /** Every entity as it is, hidden ones too. */
  List<Entity> all() {
    return rows.keySet().stream().flatMap(id -> get(id).stream()).toList();
  }

  /** Every entity as lists show it. */
  List<Entity> listed(Instant now) {
    List<Entity> all = new ArrayList<>();
    for (Row row : rows.values()) {
      if (!row.hidden) {
        row.shown(now)
            .filter(state -> state.entity() != null)
            .ifPresent(state -> all.add(shown(row, state)));
      }
    }
    return all;
  }

  /** A row as a feed shows it. */
  record Listed(String id, Position position, @Nullable Entity entity) {}

  /** What changed at or after a moment, behind a position, in the order of changes. */
  List<Listed> changed(Instant from, @Nullable Position behind, int limit, Instant now) {
    if (rules.searchLag().isZero()) {
      Position start = behind == null ? new Position(from, -1) : behind;
      List<Listed> found = new ArrayList<>();
      for (Row row : byChange.tailMap(start, false).values()) {
        listed(row, row.now()).ifPresent(found::add);
        if (found.size() == limit) {
          break;
        }
      }
      return found;
    }
    TreeMap<Position, Listed> ordered = new TreeMap<>();
    for (Row row : rows.values()) {
      row.shown(now)
          .filter(state -> !state.at().isBefore(from))
          .flatMap(state -> listed(row, state))
          .filter(each -> behind == null || each.position().compareTo(behind) > 0)
          .ifPresent(each -> ordered.put(each.position(), each));
    }
    return ordered.values().stream().limit(limit).toList();
  }

  private Optional<Listed> listed(Row row, State state) {
    Position position = new Position(state.at(), row.place);
    if (row.hidden || (state.entity() == null && !rules.tellsGone())) {
      return Optional.empty();
    }
    return Optional.of(
        new Listed(row.id, position, state.entity() == null ? null : shown(row, state)));
  }

  boolean taken(Field<?> field, Entity given, PhoneRules phones) {
    String wanted = given.canonical(field, phones);
    return !wanted.isEmpty()
        && all().stream()
            .anyMatch(
                other ->
                    !other.id().equals(given.id())
                        && other.canonical(field, phones).equals(wanted));
  }
}
