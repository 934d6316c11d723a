package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.model.EntityType;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one feed, slice by slice. Not thread-safe. */
final class Reader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  /** A change with the moment at which its page was asked for. */
  record Seen(Change change, Instant at) {}

  private final World world;
  private final Side side;
  private final Feed feed;
  private final boolean fresh;
  private final boolean beginning;

  /** Whether what it does not show may be gone: nothing can be that was not linked before. */
  private final boolean judges;

  private Cursor cursor;
  private Feed.@Nullable Session session;
  private final Instant openedAt;
  private final SeenIds shown = new SeenIds();
  private final @Nullable Enumeration enumeration;
  private boolean restarted;
  private boolean ended;
  private boolean whole;
  private boolean told;
  private int slices;
  private OptionalLong total = OptionalLong.empty();

  /** A feed that was never read for all of these flows is read from its start. */
  static Reader of(World world, Side side, Feed feed, List<Flow> flows) {
    Set<String> served = world.ledger().served(side, feed.name());
    List<Flow> added =
        flows.stream()
            .filter(flow -> feed.types().contains(flow.type(side)))
            .filter(flow -> !served.contains(flow.name()))
            .toList();
    Openings openings = world.openings();
    boolean anew =
        !served.isEmpty()
            && added.stream()
                .filter(flow -> !openings.later(flow, side))
                .anyMatch(flow -> !(flow.start(side) instanceof Feed.StartAt.Now));
    Feed.StartAt start =
        added.stream()
            .map(flow -> openings.start(flow, side))
            .min(Comparator.comparing(Reader::moment))
            .orElseGet(Feed.StartAt.Beginning::new);
    return new Reader(world, side, feed, start, anew, flows);
  }

  /** A look at everything there is that leaves the feed's own position where it is. */
  static Reader everything(World world, Side side, Feed feed) {
    return new Reader(world, side, feed, new Enumeration(world, side, feed));
  }

  /** A look at the past that leaves the feeds' own positions where they are. */
  static List<Reader> past(World world, Openings.Past past, List<Feed> feeds) {
    return feeds.stream()
        .filter(feed -> feed.types().contains(past.flow().type(past.side())))
        .map(feed -> new Reader(world, past.side(), feed, feed.start(past.since())))
        .toList();
  }

  /** A look at what changed behind a position, which leaves the feed's own where it is. */
  static Reader following(World world, Side side, Feed feed, Cursor from) {
    return new Reader(world, side, feed, from);
  }

  private static Instant moment(Feed.StartAt start) {
    return start instanceof Feed.StartAt.Since since
        ? since.instant()
        : start instanceof Feed.StartAt.Now ? Instant.MAX : Instant.MIN;
  }

  private Reader(World world, Side side, Feed feed, Cursor cursor) {
    this.world = world;
    this.side = side;
    this.feed = feed;
    this.openedAt = world.runtime().now();
    this.fresh = false;
    this.beginning = false;
    this.judges = true;
    this.cursor = cursor;
    this.enumeration = null;
  }

  private Reader(World world, Side side, Feed feed, Enumeration enumeration) {
    this.world = world;
    this.side = side;
    this.feed = feed;
    this.openedAt = enumeration.openedAt();
    this.fresh = false;
    this.beginning = false;
    this.judges = true;
    this.cursor = enumeration.cursor();
    this.enumeration = enumeration;
    enumeration.tell(shown::add);
    if (enumeration.isOver()) {
      ended = true;
      told = true;
    }
  }

  private Reader(
      World world, Side side, Feed feed, Feed.StartAt start, boolean anew, List<Flow> flows) {
    this.world = world;
    this.side = side;
    this.feed = feed;
    this.openedAt = world.runtime().now();
    Optional<Cursor> kept = world.ledger().cursor(side, feed.name());
    this.enumeration = null;
    this.fresh = kept.isEmpty() || anew;
    this.beginning = fresh && start instanceof Feed.StartAt.Beginning;
    this.cursor = anew ? feed.start(start) : kept.orElseGet(() -> feed.start(start));
    this.judges = !fresh || flows.stream().anyMatch(this::hasLinks);
  }

  private boolean hasLinks(Flow flow) {
    return feed.types().contains(flow.type(side)) && !world.ledger().linksAfter(flow, "").isEmpty();
  }

  Side side() {
    return side;
  }

  Feed feed() {
    return feed;
  }

  boolean reads(Side its, Feed other) {
    return side == its && feed.name().equals(other.name());
  }

  /** Whether the feed was read for the first time. */
  boolean fresh() {
    return fresh;
  }

  /** Whether the feed was begun in this run, with everything there is. */
  boolean beginning() {
    return beginning;
  }

  boolean ended() {
    return ended;
  }

  /**
   * Whether an enumeration that was begun at its beginning, in this run or before, has shown every
   * entity that the account has.
   */
  boolean showedAll() {
    return ended && (whole || feed.enumerates());
  }

  /** Whether the present slice holds every entity that the account has. */
  boolean whole() {
    return whole && slices == 1;
  }

  /** Whether everything there is is looked at, whatever changed. */
  boolean enumerates() {
    return enumeration != null;
  }

  /** Whether this session has shown every entity that it can show; said once. */
  boolean takeEnumerated() {
    boolean now = ended && (whole || enumeration != null) && !told;
    told |= now;
    return now;
  }

  /** Whether this session has shown an entity, or shows it as if it had: nothing was linked yet. */
  boolean showed(EntityType type, String id) {
    return !judges || shown.has(print(type, id));
  }

  private long print(EntityType type, String id) {
    return world.prints().element(type.name() + "/" + id);
  }

  /** When the feed was opened: what came to be later may be missing in an enumeration. */
  Instant openedAt() {
    return openedAt;
  }

  Cursor cursor() {
    return cursor;
  }

  /** Writes down from where the next run goes on. */
  void keep(StoreUpdate.Builder update, List<String> flows) {
    if (enumeration != null) {
      enumeration.keep(cursor, ended, update);
    } else if (durable()) {
      update.put(world.ledger().cursor(side, feed.name(), cursor));
      update.put(world.ledger().served(side, feed.name(), flows));
      Perishing.note(world, this, update);
    }
  }

  /** How many changes of a type this look shows in all, if the vendor told. */
  OptionalLong total(EntityType type) {
    return feed.types().equals(Set.of(type)) ? total : OptionalLong.empty();
  }

  /**
   * Whether the next run may go on from here. An enumeration that takes the place of a lost
   * position is begun anew: only as a whole does it tell what is gone.
   */
  boolean durable() {
    return ended || !restarted;
  }

  /** The next changes, about as many as wanted. */
  List<Seen> slice(int wanted) {
    List<Seen> seen = new ArrayList<>();
    slices++;
    while (!ended && seen.size() < wanted) {
      Instant asked = world.runtime().now();
      long before = world.connector(side).requests();
      Optional<Feed.Page> page = next();
      if (page.isEmpty()) {
        end();
      } else {
        for (Change change : page.get().changes()) {
          seen.add(new Seen(change, asked));
          show(print(change.type(), change.id()));
        }
        if (world.rehearsal()) {
          int rows = page.get().changes().size();
          long requests = world.connector(side).requests() - before;
          world.foreseen().page(side, feed.name(), rows, requests);
        }
        cursor = page.get().after();
        whole = page.get().whole();
        total = page.get().total();
        if (page.get().last()) {
          end();
        }
      }
    }
    return seen;
  }

  private void show(long print) {
    if (judges) {
      shown.add(print);
    }
    if (enumeration != null) {
      enumeration.showed(print);
    }
  }

  private Optional<Feed.Page> next() {
    try {
      return world.ask(this::page);
    } catch (CursorLost lost) {
      LOG.warn("{}: starting again with a full enumeration", lost.getMessage());
      close();
      shown.forget();
      restarted = true;
      cursor = feed.start(new Feed.StartAt.Beginning());
      return world.ask(this::page);
    }
  }

  /**
   * A session that broke off may have moved on in the middle of a page: it is opened anew behind
   * the last page that was shown whole.
   */
  private Optional<Feed.Page> page() {
    try {
      return opened().next();
    } catch (RuntimeException broken) {
      close();
      throw broken;
    }
  }

  private Feed.Session opened() {
    if (session == null) {
      session = feed.open(cursor, world.wanted(side));
    }
    return session;
  }

  private void end() {
    ended = true;
    close();
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
