package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixApi;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.bitrix24.port.Shelf.Beside;
import dev.syncline.connector.Change;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.Entity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look at a {@link ListFeed}: many rows a request, at most five hundred changes a page. */
final class ListSession implements Feed.Session {

  private static final int PAGE = 500;

  /** A poll asks for as many pages as change between two polls of a busy shop. */
  private static final int POLL_PAGES = 10;

  /** A change that is fetched and not yet shown. */
  private record Ready(Change change, int list, long id, Instant at) {}

  private final BitrixPort port;
  private final Portal portal;
  private final List<Shelf> shelves;
  private final FieldSet wanted;
  private final boolean whole;
  private final Deque<Ready> ready = new ArrayDeque<>();
  private final Set<Integer> open = new LinkedHashSet<>();
  private final long[] fetched;
  private FeedPosition position;
  private boolean firstFetch = true;
  private boolean done;

  ListSession(BitrixPort port, FeedPosition from, FieldSet wanted) {
    this.port = port;
    this.portal = port.portal;
    this.shelves = port.shelves();
    this.wanted = wanted;
    this.position = from;
    this.whole = from.enumerates() && from.asked() == null;
    this.fetched = from.last().stream().mapToLong(Long::longValue).toArray();
    for (int list = 0; list < shelves.size(); list++) {
      open.add(list);
    }
  }

  @Override
  public Optional<Feed.Page> next() {
    if (done) {
      return Optional.empty();
    }
    if (firstFetch) {
      // Makes sure that the portal's clock is known before it is asked what changed since.
      open.removeIf(list -> !shelves.get(list).present());
      portal.codes().userId();
    }
    while (ready.size() < PAGE && !open.isEmpty()) {
      fetch();
    }
    List<Change> changes = new ArrayList<>();
    while (changes.size() < PAGE && !ready.isEmpty()) {
      Ready next = ready.poll();
      changes.add(next.change());
      position = position.shown(next.list(), next.id(), next.at());
    }
    done = ready.isEmpty() && open.isEmpty();
    return Optional.of(
        new Feed.Page(
            changes,
            (done ? settled() : position).cursor(),
            OptionalLong.empty(),
            done,
            done && whole));
  }

  private FeedPosition settled() {
    Instant asked = position.asked() == null ? portal.api().portalNow() : position.asked();
    Watermark before = position.mark();
    Watermark after =
        before == null
            ? new Watermark(asked.minus(portal.lag()), asked)
            : before.after(asked, position.newestShown(), portal.lag(), Portal.TICK);
    return FeedPosition.at(after, shelves.size());
  }

  private void fetch() {
    // Whether this is the second look is decided once, by one clock: for the question and for the
    // next mark.
    position = position.began(portal.api().portalNow());
    boolean poll = firstFetch && !position.enumerates();
    int pages = (poll ? POLL_PAGES : Listing.MAX_PAGES) / open.size();
    List<Command> commands = new ArrayList<>();
    Map<Integer, Listing> listings = new LinkedHashMap<>();
    for (int list : open) {
      Listing listing = shelves.get(list).listing(wanted, since(shelves.get(list)));
      listings.put(list, listing);
      commands.addAll(listing.chain(fetched[list], commands.size(), pages));
    }
    Map<Integer, Beside> beside = poll ? beside() : Map.of();
    for (Beside each : beside.values()) {
      commands.addAll(each.listing().chain(0, commands.size(), POLL_PAGES));
    }
    BitrixApi.Answers answers = portal.api().chained(commands);
    firstFetch = false;

    Map<Integer, List<JsonNode>> changed = new LinkedHashMap<>();
    int place = 0;
    for (Map.Entry<Integer, Listing> each : listings.entrySet()) {
      Listing.Rows rows = each.getValue().rows(portal.api(), answers, place, pages);
      place += pages;
      changed.put(each.getKey(), rows.rows());
      if (!rows.more()) {
        open.remove(each.getKey());
      }
    }
    Map<Integer, Parts> parts = new LinkedHashMap<>();
    for (Map.Entry<Integer, Beside> each : beside.entrySet()) {
      Listing listing = each.getValue().listing();
      Listing.Rows rows = listing.rows(portal.api(), answers, place, POLL_PAGES);
      place += POLL_PAGES;
      parts.put(
          each.getKey(),
          parts(each.getValue(), rows.more() ? listing.all(portal.api()) : rows.rows()));
    }
    keep(listings, changed, parts);
    parts.forEach(this::partsChanged);
  }

  private Map<String, @Nullable Object> since(Shelf shelf) {
    return position.enumerates() ? Map.of() : since(shelf.timeField());
  }

  private Map<String, @Nullable Object> since(String timeField) {
    Watermark mark = java.util.Objects.requireNonNull(position.mark());
    Instant asked = java.util.Objects.requireNonNull(position.asked());
    // Seconds are all that the vendor keeps: a finer bound would lose what changed within its
    // second.
    Instant from =
        mark.from(asked, portal.lag()).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    return Command.map(">=" + timeField, from.toString().replace("Z", "+00:00"));
  }

  /** Changed parts and when each owner's last one changed. */
  private record Parts(List<JsonNode> rows, Map<String, Instant> changedAt) {

    static final Parts NONE = new Parts(List.of(), Map.of());
  }

  private Map<Integer, Beside> beside() {
    Map<Integer, Beside> beside = new LinkedHashMap<>();
    for (int list : open) {
      shelves.get(list).beside(wanted).ifPresent(each -> beside.put(list, since(each)));
    }
    return beside;
  }

  private Beside since(Beside beside) {
    Listing listing = beside.listing();
    Map<String, @Nullable Object> filter = new LinkedHashMap<>(listing.filter());
    filter.putAll(since(beside.time()));
    return new Beside(
        new Listing(
            listing.method(),
            listing.params(),
            listing.filterName(),
            filter,
            listing.wrapper(),
            listing.id()),
        beside.owner(),
        beside.time());
  }

  private Parts parts(Beside beside, List<JsonNode> rows) {
    Map<String, Instant> changed = new LinkedHashMap<>();
    for (JsonNode each : rows) {
      changed.merge(
          each.path(beside.owner()).asText(),
          Values.instant(each.path(beside.time())).orElse(position.newest()),
          ListSession::later);
    }
    return new Parts(rows, changed);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A changed part does not touch its owner: owners are read as if they had changed. */
  private void partsChanged(int list, Parts parts) {
    // Prices of the other shelf are in the same list: without this each poll would show them again.
    for (Instant at : parts.changedAt().values()) {
      position = position.passed(at);
    }
    Map<String, Instant> changed = new LinkedHashMap<>(parts.changedAt());
    Shelf shelf = shelves.get(list);
    ready.stream()
        .filter(each -> each.list() == list)
        .forEach(each -> shelf.number(each.change().id()).ifPresent(id -> changed.remove("" + id)));
    if (changed.isEmpty()) {
      return;
    }
    List<Long> ids = changed.keySet().stream().map(Long::parseLong).toList();
    List<Listing> listings =
        Shelf.groups(ids, Listing.PAGE).stream()
            .map(group -> shelf.listing(wanted, shelf.withIds(group)))
            .toList();
    List<Command> commands = listings.stream().map(each -> each.page(0)).toList();
    BitrixApi.Answers answers = portal.api().read(commands);
    List<JsonNode> rows = new ArrayList<>();
    for (int at = 0; at < commands.size(); at++) {
      listings.get(at).rows(portal.api().need(commands.get(at), answers.of(at))).forEach(rows::add);
    }
    // They come behind the walk by id: none of them moves its position.
    for (Entity each : port.completed(shelf.read(rows, wanted, parts.rows()), wanted)) {
      String number = shelf.number(each.id()).map(String::valueOf).orElse("");
      Instant at = changed.getOrDefault(number, position.newest());
      ready.add(new Ready(Change.snapshot(each, at), list, 0, at));
    }
  }

  private void keep(
      Map<Integer, Listing> listings,
      Map<Integer, List<JsonNode>> changed,
      Map<Integer, Parts> parts) {
    List<Entity> all = new ArrayList<>();
    changed.forEach(
        (list, rows) ->
            all.addAll(
                shelves.get(list).read(rows, wanted, parts.getOrDefault(list, Parts.NONE).rows())));
    Iterator<Entity> entities = port.completed(all, wanted).iterator();
    changed.forEach(
        (list, rows) -> {
          String id = Objects.requireNonNull(listings.get(list)).id();
          Map<String, Instant> partsAt = parts.getOrDefault(list, Parts.NONE).changedAt();
          rows.forEach(row -> keep(list, row, row.path(id).asLong(), entities.next(), partsAt));
        });
  }

  private void keep(int list, JsonNode row, long id, Entity entity, Map<String, Instant> partsAt) {
    Shelf shelf = shelves.get(list);
    // A part is stamped after its owner: the mark has to pass both.
    Instant changed =
        later(
            Values.instant(row.path(shelf.timeField())).orElse(position.newest()),
            partsAt.getOrDefault(Long.toString(id), Instant.EPOCH));
    ready.add(new Ready(change(entity, row, changed), list, id, changed));
    fetched[list] = id;
  }

  private Change change(Entity entity, JsonNode row, Instant at) {
    boolean own = row.path("updatedBy").asLong() == portal.codes().userId();
    return new Change(entity.type(), entity.id(), Change.Kind.CHANGED, at, own, List.of(), entity);
  }
}
