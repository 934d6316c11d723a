package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.StockLevel;
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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The levels of stock that moved: the vendor's movements have ids that only grow. A movement may be
 * committed after a younger one, so an id that is missing is asked for again for some minutes.
 *
 * <p>Thread-safe; its sessions are not.
 *
 * @since 0.1
 */
public final class StockFeed implements Feed {

  private static final String NAME = "stock";
  private static final int PAGE = 100;
  private static final int MOST_GAPS = 60;
  private static final Duration WAITED_FOR = Duration.ofMinutes(3);

  private final Rooms rooms;
  private final StockLevels levels;

  /** The feed of an account: with what is ordered, if that counts. */
  public static Feed of(Rooms rooms) {
    StockFeed moved = new StockFeed(rooms);
    return rooms.settings().virtualStock() ? new OrderedStockFeed(moved, rooms) : moved;
  }

  private StockFeed(Rooms rooms) {
    this.rooms = rooms;
    this.levels = new StockLevels(rooms);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<EntityType> types() {
    return Set.of(StockLevel.TYPE);
  }

  /** Now and since are found when it is opened: movements are dated by whoever makes them. */
  @Override
  public Cursor start(StartAt at) {
    if (at instanceof StartAt.Beginning) {
      return new Cursor("beginning");
    }
    Instant from = at instanceof StartAt.Since since ? since.instant() : rooms.api().clock().now();
    return new Cursor("since " + from.getEpochSecond());
  }

  @Override
  public boolean enumerates() {
    return true;
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    String text = from.text();
    if (text.equals("beginning")) {
      return new Counting(newest(), "0", true);
    }
    if (text.matches("counting [0-9]{1,18} [0-9]{1,18}")) {
      String[] parts = text.split(" ");
      return new Counting(Long.parseLong(parts[1]), parts[2], false);
    }
    if (text.matches("since -?[0-9]{1,11}")) {
      return new Following(
          since(Long.parseLong(text.substring("since ".length()))), new TreeMap<>());
    }
    if (text.matches("moved [0-9]{1,18}(?: [0-9]{1,18}@[0-9]{1,11})*")) {
      return following(text.split(" "));
    }
    throw new CursorLost(
        rooms.api().account(),
        "feed " + NAME,
        "the cursor is not of this feed; start from the beginning");
  }

  private Following following(String[] parts) {
    SortedMap<Long, Long> gaps = new TreeMap<>();
    for (int at = 2; at < parts.length; at++) {
      String[] gap = parts[at].split("@");
      gaps.put(Long.parseLong(gap[0]), Long.parseLong(gap[1]));
    }
    return new Following(Long.parseLong(parts[1]), gaps);
  }

  private static Map<String, String> query(String order, int limit, String filter) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("sortfield", "t.rowid");
    query.put("sortorder", order);
    query.put("limit", Integer.toString(limit));
    if (!filter.isEmpty()) {
      query.put("sqlfilters", filter);
    }
    return query;
  }

  private long newest() {
    return rooms.api().list("stockmovements", query("DESC", 1, "")).stream()
        .findFirst()
        .map(StockFeed::id)
        .orElse(0L);
  }

  /** The last movement before a moment. */
  private long since(long second) {
    String text =
        rooms
            .api()
            .clock()
            .text(
                Instant.ofEpochSecond(second)
                    .minus(rooms.api().clock().overlap(rooms.settings().overlap())));
    return rooms.api().list("stockmovements", query("DESC", 1, "(t.tms:<:'" + text + "')")).stream()
        .findFirst()
        .map(StockFeed::id)
        .orElse(0L);
  }

  private static long id(JsonNode row) {
    return Loose.id(row, "id").or(() -> Loose.id(row, "rowid")).map(Long::parseLong).orElse(0L);
  }

  private static Page page(List<Change> changes, String after, boolean last, boolean whole) {
    return new Page(changes, new Cursor(after), OptionalLong.empty(), last, last && whole);
  }

  /** All levels, product by product. */
  private final class Counting implements Session {

    private final long moved;
    private final boolean whole;
    private String last;
    private boolean ended;

    Counting(long moved, String last, boolean whole) {
      this.moved = moved;
      this.last = last;
      this.whole = whole;
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      List<JsonNode> rows = levels.after(last);
      List<Change> changes = new ArrayList<>();
      for (JsonNode row : rows) {
        last = Loose.id(row, "id").orElse(last);
        levels.level(row).ifPresent(level -> changes.add(Change.snapshot(level, null)));
      }
      ended = rows.size() < StockLevels.pageSize();
      String after = ended ? "moved " + moved : "counting " + moved + " " + last;
      return Optional.of(page(List.copyOf(changes), after, ended, whole));
    }
  }

  /** The levels of what moved. */
  private final class Following implements Session {

    private final SortedMap<Long, Long> gaps;
    private long last;
    private boolean ended;

    Following(long last, SortedMap<Long, Long> gaps) {
      this.last = last;
      this.gaps = gaps;
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      List<JsonNode> rows = rooms.api().list("stockmovements", query("ASC", PAGE, filter()));
      Set<String> items = new LinkedHashSet<>();
      Set<String> own = new LinkedHashSet<>();
      for (JsonNode row : rows) {
        seen(id(row));
        Loose.id(row, "product_id")
            .filter(id -> isOurs(row))
            .ifPresent(id -> (isOwn(row) ? own : items).add(id));
      }
      forgetOld();
      ended = rows.size() < PAGE;
      own.removeAll(items);
      List<Change> changes = new ArrayList<>();
      changes(items, false, changes);
      changes(own, true, changes);
      return Optional.of(page(List.copyOf(changes), text(), ended, false));
    }

    private String filter() {
      String newer = Filters.above("t.rowid", Long.toString(last));
      return gaps.isEmpty()
          ? newer
          : newer
              + " or "
              + Filters.ids("t.rowid", gaps.keySet().stream().map(each -> "" + each).toList());
    }

    private boolean isOurs(JsonNode row) {
      Optional<String> warehouse = rooms.settings().warehouse();
      return warehouse.isEmpty() || Loose.id(row, "warehouse_id").equals(warehouse);
    }

    private boolean isOwn(JsonNode row) {
      return Loose.text(row, "inventorycode")
          .or(() -> Loose.text(row, "movementcode"))
          .filter(code -> code.startsWith(rooms.settings().movementPrefix()))
          .isPresent();
    }

    private void changes(Set<String> items, boolean own, List<Change> into) {
      for (Entity level : items.isEmpty() ? List.<Entity>of() : levels.of(items).values()) {
        into.add(
            new Change(level.type(), level.id(), Change.Kind.CHANGED, null, own, List.of(), level));
      }
    }

    private void seen(long id) {
      gaps.remove(id);
      long now = rooms.api().clock().now().getEpochSecond();
      for (long missing = Math.max(last + 1, id - MOST_GAPS); missing < id; missing++) {
        gaps.put(missing, now);
      }
      last = Math.max(last, id);
    }

    private void forgetOld() {
      long old = rooms.api().clock().now().minus(WAITED_FOR).getEpochSecond();
      gaps.values().removeIf(noticed -> noticed < old);
      while (gaps.size() > MOST_GAPS) {
        gaps.remove(gaps.firstKey());
      }
    }

    private String text() {
      StringBuilder text = new StringBuilder("moved ").append(last);
      gaps.forEach((id, noticed) -> text.append(' ').append(id).append('@').append(noticed));
      return text.toString();
    }
  }
}
