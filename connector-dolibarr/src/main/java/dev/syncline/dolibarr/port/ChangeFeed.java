package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Category;
import dev.syncline.model.EntityType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The changes of one of the vendor's lists, each row with its content: what was written to the row,
 * or to its extra fields, since the last look began, in the order of ids, so that nothing moves
 * away under the walk. Deletions are not among them.
 *
 * <p>Each look goes back a little behind the beginning of the one before, for what was not yet
 * committed then; while the difference of the server's two clocks is not known, by 26 hours.
 *
 * <p>Thread-safe; its sessions are not.
 *
 * @since 0.1
 */
public final class ChangeFeed implements Feed {

  private static final int MOST = 1_000;

  private final String name;
  private final Resource resource;
  private final Rooms rooms;

  /** A feed. */
  public ChangeFeed(String name, Resource resource, Rooms rooms) {
    this.name = name;
    this.resource = resource;
    this.rooms = rooms;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(resource.type());
  }

  @Override
  public Cursor start(StartAt at) {
    if (at instanceof StartAt.Beginning) {
      return new Cursor(Place.BEGINNING);
    }
    Instant from = at instanceof StartAt.Since since ? since.instant() : rooms.api().clock().now();
    return new Cursor(Place.following(from, rooms.api().clock().skew()).text());
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    Place place =
        Place.parse(from.text())
            .orElseThrow(
                () ->
                    new CursorLost(
                        rooms.api().account(),
                        "feed " + name,
                        "the cursor is not of this feed; start from the beginning"));
    place.skew().ifPresent(rooms.api().clock()::adopt);
    return new Walk(place, wanted);
  }

  private final class Walk implements Session {

    private final Shelf shelf = new Shelf(resource, rooms);
    private final FieldSet wanted;
    private final Terms terms;
    private final List<Map<String, String>> passes = resource.passes(rooms.variantsOn());
    private final boolean whole;
    private final Instant since;
    private final Instant begun;
    private int pass;
    private String last;
    private boolean ended;
    private List<Page> ready = new ArrayList<>();

    Walk(Place place, FieldSet wanted) {
      this.wanted = wanted;
      this.terms = shelf.terms(wanted);
      this.whole = place.isBeginning();
      Instant now = rooms.api().clock().now();
      this.begun = place.begun().orElse(now);
      this.since = place.since();
      this.pass = Math.min(place.pass(), passes.size() - 1);
      this.last = place.last();
    }

    @Override
    public Optional<Page> next() {
      if (!ready.isEmpty()) {
        return Optional.of(ready.remove(0));
      }
      if (ended) {
        return Optional.empty();
      }
      if (resource == Resource.CATEGORY) {
        ready = tree();
        return Optional.of(ready.remove(0));
      }
      List<Change> changes = step();
      return Optional.of(page(changes, cursor()));
    }

    private Page page(List<Change> changes, Cursor after) {
      return new Page(changes, after, OptionalLong.empty(), ended, ended && whole);
    }

    private List<Change> step() {
      int limit = resource.page();
      List<JsonNode> rows = shelf.page(passes.get(pass), filter(), limit, wanted, terms);
      if (rooms.api().clock().skew().isEmpty()) {
        rooms.api().clock().calibrate(rows);
      }
      List<Change> changes = new ArrayList<>();
      for (JsonNode row : rows) {
        if (!standsForLines(row)) {
          changes.add(Change.snapshot(shelf.entity(row, terms), null));
        }
        last = Loose.id(row, "id").orElse(last);
      }
      if (rows.size() < limit) {
        pass++;
        last = "0";
        ended = pass == passes.size();
      }
      return List.copyOf(changes);
    }

    /** What delivery and discounts stand on is made by us and is nobody's article. */
    private boolean standsForLines(JsonNode row) {
      return resource == Resource.PRODUCT
          && Loose.text(row, "ref").filter(rooms.dictionaries()::standsForLines).isPresent();
    }

    private String filter() {
      String changed = "";
      if (since.isAfter(Instant.EPOCH)) {
        Duration back = rooms.api().clock().overlap(rooms.settings().overlap());
        String text = rooms.api().clock().text(since.minus(back));
        changed = Filters.since(text, rooms.dictionaries().joinsExtras() ? resource.extras() : "");
      }
      return Filters.and(changed, last.equals("0") ? "" : Filters.above("t.rowid", last));
    }

    private Cursor cursor() {
      Optional<Duration> skew = rooms.api().clock().skew();
      Place place =
          ended
              ? Place.following(begun, skew)
              : new Place(since, Optional.of(begun), pass, last, skew);
      return new Cursor(place.text());
    }

    /** Parents stand before their children. */
    private List<Page> tree() {
      Cursor before = cursor();
      List<Change> all = new ArrayList<>();
      while (!ended) {
        all.addAll(step());
      }
      Cursor after = cursor();
      List<Change> sorted = parentsFirst(all);
      List<Page> pages = new ArrayList<>();
      for (int from = 0; from == 0 || from < sorted.size(); from += MOST) {
        int to = Math.min(from + MOST, sorted.size());
        boolean end = to == sorted.size();
        List<Change> part = List.copyOf(sorted.subList(from, to));
        pages.add(
            new Page(
                part, end ? after : before, OptionalLong.of(sorted.size()), end, end && whole));
      }
      return pages;
    }
  }

  private static List<Change> parentsFirst(List<Change> changes) {
    Map<String, Change> byId = new LinkedHashMap<>();
    changes.forEach(change -> byId.put(change.id(), change));
    Set<Change> placed = new LinkedHashSet<>();
    byId.values().forEach(change -> place(change, byId, placed, 0));
    return List.copyOf(placed);
  }

  private static void place(
      Change change, Map<String, Change> byId, Set<Change> placed, int depth) {
    Optional<Change> parent =
        change
            .content()
            .flatMap(category -> category.get(Category.PARENT))
            .map(ref -> byId.get(ref.id()));
    if (depth < byId.size() && parent.isPresent() && !placed.contains(parent.get())) {
      place(parent.get(), byId, placed, depth + 1);
    }
    placed.add(change);
  }
}
