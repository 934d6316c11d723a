package dev.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Change;
import dev.syncline.connector.Connector;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A proving ground with short ways to make, read and watch: what samples and proofs work on. Used
 * by one proof; not thread-safe.
 *
 * @since 0.1
 */
public final class Workbench {

  private static final int MAX_PAGES = 10_000;
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final ProvingGround ground;
  private final List<Sample> samples;
  private final Values values;
  private final Map<EntityType, Ref> made = new HashMap<>();
  private final Map<Entity, Ref> given = new HashMap<>();
  private final Map<EntityType, Integer> counts = new HashMap<>();
  private int number;

  Workbench(ProvingGround ground, List<Sample> samples, Values values) {
    this.ground = ground;
    this.samples = samples;
    this.values = values;
  }

  /** What one look at a feed showed. */
  record Look(List<Feed.Page> pages) {

    List<Change> changes(EntityType type) {
      return pages.stream()
          .flatMap(page -> page.changes().stream())
          .filter(change -> change.type().equals(type))
          .toList();
    }

    List<String> ids(EntityType type) {
      return changes(type).stream().map(Change::id).toList();
    }

    Cursor after() {
      return pages.get(pages.size() - 1).after();
    }
  }

  /** The connector. */
  public Connector connector() {
    return ground.connector();
  }

  /** Made-up values. */
  public Values values() {
    return values;
  }

  /** An entity of this type to refer to: made at the first call, from the type's first sample. */
  public Ref ref(EntityType type) {
    Ref known = made.get(type);
    if (known == null) {
      known = new Ref(type, make(sample(type)).id());
      made.put(type, known);
    }
    return known;
  }

  /** A further entity of this type. */
  public Ref another(EntityType type) {
    return new Ref(type, make(sample(type)).id());
  }

  /** A reference to this entity, made at the first call. */
  public Ref once(Entity wanted) {
    Ref known = given.get(wanted);
    if (known == null) {
      known = new Ref(wanted.type(), id(write(create(wanted))));
      given.put(wanted, known);
    }
    return known;
  }

  /** A code of a dictionary that may be chosen, by its place. */
  public String code(String dictionary, int place) {
    return connector().dictionaries().codes(dictionary).stream()
        .filter(Dictionaries.Code::alive)
        .skip(place)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no code " + place + " in " + dictionary))
        .code();
  }

  ProvingGround ground() {
    return ground;
  }

  List<Sample> samples(EntityType type) {
    return samples.stream().filter(each -> each.type().equals(type)).toList();
  }

  Sample sample(EntityType type) {
    return samples(type).stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("give a sample of the type " + type));
  }

  Capabilities capabilities(EntityType type) {
    return connector().port(type).capabilities();
  }

  /** The fields that an update can change, in a fixed order. */
  List<Field<?>> writable(EntityType type) {
    Capabilities can = capabilities(type);
    return sorted(can.readable()).stream().filter(can::writable).toList();
  }

  /** The fields that only a create can set. */
  List<Field<?>> createOnly(EntityType type) {
    Capabilities can = capabilities(type);
    return sorted(can.readable()).stream()
        .filter(field -> can.creatable(field) && !can.writable(field))
        .toList();
  }

  static List<Field<?>> sorted(Set<Field<?>> fields) {
    List<Field<?>> all = new ArrayList<>(fields);
    all.sort(java.util.Comparator.comparing(Field::name));
    return all;
  }

  int next() {
    return ++number;
  }

  OperationKey key(EntityType type, String kind) {
    return new OperationKey("contract", type.name(), "s" + next(), 1, kind);
  }

  Entity wanted(Sample sample) {
    return sample.entity(this, next());
  }

  Write.Create create(Entity wanted) {
    return new Write.Create(key(wanted.type(), "create"), wanted);
  }

  Write.Update update(Entity held, Entity delta) {
    return new Write.Update(key(held.type(), "update"), held, delta, held.version().orElse(null));
  }

  Write.Delete delete(Entity held) {
    return new Write.Delete(key(held.type(), "delete"), held);
  }

  /** Makes one of a sample and reads it back. */
  Entity make(Sample sample) {
    if (!sample.creatable()) {
      return read(sample.type(), sample.seeded(this, next()));
    }
    return read(sample.type(), id(write(create(wanted(sample)))));
  }

  /** Makes several without reading them back; gives their ids in order. */
  List<String> make(Sample sample, int many) {
    if (!sample.creatable()) {
      List<String> ids = new ArrayList<>();
      for (int at = 0; at < many; at++) {
        ids.add(sample.seeded(this, next()));
      }
      return ids;
    }
    List<Write> writes = new ArrayList<>();
    for (int at = 0; at < many; at++) {
      writes.add(create(wanted(sample)));
    }
    return write(writes).stream().map(Workbench::id).toList();
  }

  static String id(WriteResult result) {
    if (result instanceof WriteResult.Written written) {
      return written.id();
    }
    if (result instanceof WriteResult.Exists exists) {
      return exists.id();
    }
    throw new AssertionError("expected it to be written, got " + result);
  }

  WriteResult write(Write write) {
    return write(List.of(write)).get(0);
  }

  /**
   * Packs and writes as the engine does; gives the results in the order of the writes, an unknown
   * outcome of a whole list as that of each of its writes.
   */
  List<WriteResult> write(List<Write> writes) {
    Map<String, WriteResult> results = new LinkedHashMap<>();
    for (List<Write> pack : connector().pack(writes)) {
      List<Write> ready = pack.stream().map(each -> exchanged(each, pack, results)).toList();
      List<WriteResult> some = connector().write(ready);
      assertThat(some).as("one result for each write").hasSameSizeAs(ready);
      for (int at = 0; at < ready.size(); at++) {
        results.put(ready.get(at).key().text(), some.get(at));
      }
    }
    return writes.stream()
        .map(each -> Objects.requireNonNull(results.get(each.key().text()), "a result"))
        .toList();
  }

  /** References to creates of earlier lists become the ids made. */
  private static Write exchanged(Write write, List<Write> pack, Map<String, WriteResult> results) {
    if (!(write instanceof Write.Create create)) {
      return write;
    }
    Entity wanted = create.wanted();
    for (Field<?> field : create.wanted().fields()) {
      if (wanted.get(field).orElse(null) instanceof Ref ref && ref.pending()) {
        WriteResult earlier = results.get(ref.operationKey());
        boolean here = pack.stream().anyMatch(p -> p.key().text().equals(ref.operationKey()));
        if (!here && earlier != null) {
          wanted = put(wanted, field, new Ref(ref.type(), id(earlier)));
        }
      }
    }
    return new Write.Create(create.key(), wanted);
  }

  @SuppressWarnings("unchecked")
  static <V> Entity put(Entity entity, Field<V> field, Object value) {
    return entity.with(field, (V) value);
  }

  /** Whether a write's outcome is not known: as a result, or as an exception of the whole list. */
  boolean unknown(Write write) {
    try {
      return write(write) instanceof WriteResult.Unknown;
    } catch (dev.syncline.connector.OutcomeUnknown unknown) {
      return true;
    }
  }

  /** All that the account shows of every type. */
  FieldSet everything() {
    Set<Field<?>> all = new LinkedHashSet<>();
    connector().entityTypes().forEach(type -> all.addAll(capabilities(type).readable()));
    return FieldSet.of(all);
  }

  Reading reading(EntityType type, String id) {
    Map<String, Reading> readings = connector().port(type).read(List.of(id), everything());
    assertThat(readings).as("an answer for every id asked").containsKey(id);
    return Objects.requireNonNull(readings.get(id));
  }

  Entity read(EntityType type, String id) {
    Reading reading = reading(type, id);
    if (reading instanceof Reading.Found found) {
      return found.entity();
    }
    throw new AssertionError(type + " " + id + " should be there, got " + reading);
  }

  /** One whole look at a feed. */
  Look look(Feed feed, Cursor from) {
    List<Feed.Page> pages = new ArrayList<>();
    try (Feed.Session session = feed.open(from, everything())) {
      Optional<Feed.Page> page = session.next();
      while (page.isPresent()) {
        pages.add(page.get());
        assertThat(pages).as("a session ends").hasSizeLessThan(MAX_PAGES);
        page = page.get().last() ? Optional.empty() : session.next();
      }
    }
    assertThat(pages).as("a session shows at least one page, empty if need be").isNotEmpty();
    return new Look(pages);
  }

  Look everythingOf(Feed feed) {
    return look(feed, feed.start(new Feed.StartAt.Beginning()));
  }

  /**
   * The feed that lists the entities of a type from the beginning; none if no feed has the type.
   */
  Optional<Feed> listing(EntityType type, String shown) {
    List<Feed> of =
        connector().feeds().stream().filter(feed -> feed.types().contains(type)).toList();
    if (of.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        of.stream()
            .filter(feed -> everythingOf(feed).ids(type).contains(shown))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no feed shows the " + type + " that was made")));
  }

  /** Remembers how many of a type there are, as its feed shows them. */
  void count(EntityType type) {
    settle(type);
    int most = 0;
    for (Feed feed : connector().feeds()) {
      if (feed.types().contains(type)) {
        most = Math.max(most, everythingOf(feed).ids(type).size());
      }
    }
    counts.put(type, most);
  }

  int counted(EntityType type) {
    return counts.getOrDefault(type, 0);
  }

  /** Whether each look at a feed shows everything. */
  static boolean enumerates(Feed feed) {
    return feed.start(new Feed.StartAt.Beginning()).equals(feed.start(new Feed.StartAt.Now()));
  }

  void pass(Duration time) {
    ground.time().advance(time);
  }

  /** Time passes until lists show everything and no lost write can land. */
  void settle(EntityType type) {
    Capabilities can = capabilities(type);
    pass(
        ground
            .lag()
            .plus(can.searchLag())
            .multipliedBy(3)
            .plus(can.settleTime())
            .plus(can.callDeadline())
            .plus(MARGIN));
  }

  long cost(Runnable what) {
    long before = ground.arrived();
    what.run();
    return ground.arrived() - before;
  }

  /** The exception that something throws; none if it is done. */
  static Optional<ConnectorException> failure(Runnable what) {
    try {
      what.run();
      return Optional.empty();
    } catch (ConnectorException failed) {
      return Optional.of(failed);
    }
  }
}
