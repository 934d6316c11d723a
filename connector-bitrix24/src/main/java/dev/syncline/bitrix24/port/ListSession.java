package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixApi;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.connector.Change;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.Entity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  ListSession(Portal portal, List<Shelf> shelves, FeedPosition from, FieldSet wanted) {
    this.portal = portal;
    this.shelves = shelves;
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
    Map<Integer, Listing> prices = poll ? prices() : Map.of();
    for (Listing each : prices.values()) {
      commands.addAll(each.chain(0, commands.size(), POLL_PAGES));
    }
    BitrixApi.Answers answers = portal.api().chained(commands);
    firstFetch = false;

    Map<Integer, List<JsonNode>> changed = new LinkedHashMap<>();
    Map<Integer, String> ids = new LinkedHashMap<>();
    int place = 0;
    for (Map.Entry<Integer, Listing> each : listings.entrySet()) {
      Listing.Rows rows = each.getValue().rows(portal.api(), answers, place, pages);
      place += pages;
      changed.put(each.getKey(), rows.rows());
      ids.put(each.getKey(), each.getValue().id());
      if (!rows.more()) {
        open.remove(each.getKey());
      }
    }
    Map<Integer, List<JsonNode>> repriced = new LinkedHashMap<>();
    for (Map.Entry<Integer, Listing> each : prices.entrySet()) {
      Listing.Rows rows = each.getValue().rows(portal.api(), answers, place, POLL_PAGES);
      place += POLL_PAGES;
      repriced.put(each.getKey(), rows.more() ? each.getValue().all(portal.api()) : rows.rows());
    }
    changed.forEach(
        (list, rows) ->
            keep(list, ids.getOrDefault(list, "id"), rows, repriced.getOrDefault(list, List.of())));
    repriced.forEach(this::repriced);
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

  private Map<Integer, Listing> prices() {
    Map<Integer, Listing> prices = new LinkedHashMap<>();
    for (int list : open) {
      shelves
          .get(list)
          .prices(wanted)
          .ifPresent(
              listing -> {
                Map<String, @Nullable Object> filter = new LinkedHashMap<>(listing.filter());
                filter.putAll(since("timestampX"));
                prices.put(
                    list,
                    new Listing(
                        listing.method(),
                        listing.params(),
                        listing.filterName(),
                        filter,
                        listing.wrapper(),
                        listing.id()));
              });
    }
    return prices;
  }

  private Map<String, Instant> pricedAt(List<JsonNode> prices) {
    Map<String, Instant> changed = new LinkedHashMap<>();
    for (JsonNode each : prices) {
      changed.merge(
          each.path("productId").asText(),
          Values.instant(each.path("timestampX")).orElse(position.newest()),
          ListSession::later);
    }
    return changed;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A changed price does not touch its product: the owners are read as if they had changed. */
  private void repriced(int list, List<JsonNode> prices) {
    Map<String, Instant> changed = pricedAt(prices);
    // Prices of the other shelf are in the same list: without this each poll would show them again.
    for (Instant at : changed.values()) {
      position = position.passed(at);
    }
    ready.forEach(each -> changed.remove(each.change().id()));
    if (changed.isEmpty()) {
      return;
    }
    Shelf shelf = shelves.get(list);
    List<Long> ids = changed.keySet().stream().map(Long::parseLong).toList();
    List<Listing> listings =
        DealShelf.groups(ids, Listing.PAGE).stream()
            .map(group -> shelf.listing(wanted, shelf.withIds(group)))
            .toList();
    List<Command> commands = listings.stream().map(each -> each.page(0)).toList();
    BitrixApi.Answers answers = portal.api().read(commands);
    List<JsonNode> rows = new ArrayList<>();
    for (int at = 0; at < commands.size(); at++) {
      listings.get(at).rows(portal.api().need(commands.get(at), answers.of(at))).forEach(rows::add);
    }
    // They come behind the walk by id: none of them moves its position.
    for (Entity each : shelf.read(rows, wanted, prices)) {
      Instant at = changed.getOrDefault(each.id(), position.newest());
      ready.add(new Ready(Change.snapshot(each, at), list, 0, at));
    }
  }

  private void keep(int list, String idName, List<JsonNode> rows, List<JsonNode> prices) {
    Shelf shelf = shelves.get(list);
    List<Entity> entities = shelf.read(rows, wanted, prices);
    // A price is stamped after its product: the mark has to pass both.
    Map<String, Instant> pricedAt = pricedAt(prices);
    for (int at = 0; at < rows.size(); at++) {
      JsonNode row = rows.get(at);
      long id = row.path(idName).asLong();
      Instant changed =
          later(
              Values.instant(row.path(shelf.timeField())).orElse(position.newest()),
              pricedAt.getOrDefault(row.path(idName).asText(), Instant.EPOCH));
      ready.add(new Ready(change(entities.get(at), row, changed), list, id, changed));
      fetched[list] = id;
    }
  }

  private Change change(Entity entity, JsonNode row, Instant at) {
    boolean own = row.path("updatedBy").asLong() == portal.codes().userId();
    return new Change(entity.type(), entity.id(), Change.Kind.CHANGED, at, own, List.of(), entity);
  }
}
