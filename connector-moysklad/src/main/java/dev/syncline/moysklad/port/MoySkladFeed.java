package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Watermark;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladDictionaries;
import dev.syncline.moysklad.codec.Terms;
import dev.syncline.moysklad.port.Position.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one or two of the vendor's lists, each row with its content. Deletions are not
 * among them.
 *
 * <p>Thread-safe; its sessions are not.
 *
 * @since 0.1
 */
public final class MoySkladFeed implements Feed {

  private static final Duration TICK = Duration.ofMillis(1);

  private final String name;
  private final List<Shelf> shelves;
  private final MoySkladApi api;
  private final Duration lag;

  /**
   * A feed.
   *
   * @param lag the longest time after which a change shows up in lists
   */
  public MoySkladFeed(
      String name,
      List<Resource> resources,
      MoySkladApi api,
      MoySkladDictionaries dictionaries,
      Duration lag) {
    this.name = name;
    this.shelves = resources.stream().map(each -> new Shelf(each, api, dictionaries)).toList();
    this.api = api;
    this.lag = lag;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<EntityType> types() {
    return shelves.stream().map(shelf -> shelf.resource().type()).collect(Collectors.toSet());
  }

  @Override
  public Cursor start(StartAt at) {
    Position position = position(at);
    return cursor(shelves.stream().map(each -> position).toList());
  }

  private Position position(StartAt at) {
    if (at instanceof StartAt.Beginning) {
      return new Position.Beginning();
    }
    Instant from = at instanceof StartAt.Since since ? since.instant() : api.time().now();
    return new Position.Following(Watermark.at(from));
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    List<Position> positions;
    try {
      positions = Position.parse(from.text());
    } catch (RuntimeException unreadable) {
      throw lost();
    }
    if (positions.size() != shelves.size()) {
      throw lost();
    }
    return new Walking(new ArrayList<>(positions), wanted);
  }

  private CursorLost lost() {
    return new CursorLost(
        api.account(), "feed " + name, "the cursor is not of this feed; start from the beginning");
  }

  private static Cursor cursor(List<Position> positions) {
    return new Cursor(Position.text(positions));
  }

  /** Folders form a tree: a parent is shown before its children, so the whole walk is one list. */
  private boolean isTree() {
    return shelves.get(0).resource() == Resource.FOLDER;
  }

  /** One list after the other. */
  private final class Walking implements Session {

    private final List<Position> positions;
    private final FieldSet wanted;
    private final boolean whole;
    private int at;
    private @Nullable Listing listing;
    private List<Page> ready = new ArrayList<>();

    Walking(List<Position> positions, FieldSet wanted) {
      this.positions = positions;
      this.wanted = wanted;
      this.whole = positions.stream().allMatch(Position.Beginning.class::isInstance);
    }

    @Override
    public Optional<Page> next() {
      if (!ready.isEmpty()) {
        return Optional.of(ready.remove(0));
      }
      if (at == shelves.size()) {
        return Optional.empty();
      }
      if (isTree()) {
        ready = pagesOfTree();
        return Optional.of(ready.remove(0));
      }
      return Optional.of(page(step()));
    }

    private List<Change> step() {
      Listing current = listing;
      if (current == null) {
        current = new Listing(shelves.get(at), positions.get(at), wanted);
        listing = current;
      }
      List<Change> changes = current.next();
      positions.set(at, current.position());
      if (current.ended()) {
        at++;
        listing = null;
      }
      return changes;
    }

    private Page page(List<Change> changes) {
      boolean last = at == shelves.size();
      return new Page(changes, cursor(positions), OptionalLong.empty(), last, last && whole);
    }

    private List<Page> pagesOfTree() {
      Cursor before = cursor(positions);
      List<Change> all = new ArrayList<>();
      while (at < shelves.size()) {
        all.addAll(step());
      }
      List<Change> sorted = FolderOrder.parentsFirst(all);
      OptionalLong total = OptionalLong.of(sorted.size());
      List<Page> pages = new ArrayList<>();
      for (int from = 0; from == 0 || from < sorted.size(); from += MoySkladApi.PAGE) {
        int to = Math.min(from + MoySkladApi.PAGE, sorted.size());
        boolean last = to == sorted.size();
        Cursor after = last ? cursor(positions) : before;
        List<Change> part = List.copyOf(sorted.subList(from, to));
        pages.add(new Page(part, after, total, last, last && whole));
      }
      return pages;
    }
  }

  /** One list, from a position on. */
  private final class Listing {

    private final Shelf shelf;
    private final Position start;
    private final Instant asked;
    private final Terms terms;
    private final KeysetWalk walk;
    private @Nullable Instant newest;

    Listing(Shelf shelf, Position start, FieldSet wanted) {
      this.shelf = shelf;
      this.start = start;
      this.terms = shelf.terms(wanted);
      this.asked = api.time().now();
      this.walk = new KeysetWalk(shelf, wanted, place());
    }

    private Place place() {
      if (start instanceof Position.Following following) {
        return Place.at(following.mark().from(asked, lag));
      }
      return start instanceof Position.Enumerating running ? running.place() : Place.START;
    }

    List<Change> next() {
      List<Change> changes = new ArrayList<>();
      for (JsonNode row : walk.next()) {
        Instant changed = KeysetWalk.changed(row);
        newest = changed;
        changes.add(change(row, changed));
      }
      if (newest != null) {
        api.time().saw(newest);
      }
      return List.copyOf(changes);
    }

    private Change change(JsonNode row, Instant changed) {
      Entity entity = shelf.entity(row, terms);
      return row.hasNonNull("deleted")
          ? Change.gone(entity.type(), entity.id())
          : Change.snapshot(entity, changed);
    }

    boolean ended() {
      return walk.ended();
    }

    Position position() {
      if (start instanceof Position.Following following) {
        return new Position.Following(polled(following.mark()));
      }
      return enumerated(start instanceof Position.Enumerating running ? running.begun() : asked);
    }

    private Position enumerated(Instant begun) {
      if (!walk.ended()) {
        return new Position.Enumerating(begun, walk.place());
      }
      Instant sure = begun.minus(lag);
      Instant seen = walk.place().from();
      if (!seen.isAfter(Instant.EPOCH)) {
        return new Position.Following(Watermark.at(sure));
      }
      Watermark settled = Watermark.at(seen.isBefore(sure) ? seen : sure);
      return new Position.Following(settled.after(begun, seen, lag, TICK));
    }

    private Watermark polled(Watermark before) {
      return before.after(asked, newest, lag, TICK);
    }
  }

  /** Puts folders behind their parents. */
  private static final class FolderOrder {

    static List<Change> parentsFirst(List<Change> changes) {
      Map<String, Change> byId = new LinkedHashMap<>();
      changes.forEach(change -> byId.put(change.id(), change));
      Set<String> placed = new HashSet<>();
      List<Change> sorted = new ArrayList<>();
      byId.values().forEach(change -> place(change, byId, placed, sorted));
      return sorted;
    }

    private static void place(
        Change change, Map<String, Change> byId, Set<String> placed, List<Change> sorted) {
      if (!placed.add(change.id())) {
        return;
      }
      change
          .content()
          .flatMap(folder -> folder.get(Category.PARENT))
          .map(parent -> byId.get(parent.id()))
          .ifPresent(parent -> place(parent, byId, placed, sorted));
      sorted.add(change);
    }
  }
}
