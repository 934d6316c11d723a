package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.CursorLost;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the agenda says was deleted: products, orders, invoices and shipments. Of third parties it
 * tells no id. Each entry is shown in two looks, because it may be committed after a younger one; a
 * nomination more harms nobody.
 *
 * <p>Thread-safe; its sessions are not.
 *
 * @since 0.1
 */
public final class DeletionFeed implements Feed {

  private static final String NAME = "deletions";
  private static final int PAGE = 100;

  private static final Map<String, List<Resource>> CODES =
      Map.of(
          "AC_PRODUCT_DELETE", List.of(Resource.PRODUCT, Resource.VARIANT),
          "AC_ORDER_DELETE", List.of(Resource.ORDER),
          "AC_BILL_DELETE", List.of(Resource.INVOICE, Resource.CREDIT_NOTE),
          "AC_SHIPPING_DELETE", List.of(Resource.SHIPMENT));

  private final Rooms rooms;
  private final Set<EntityType> types;

  /** The feed; of the types that the connector has. */
  public DeletionFeed(Rooms rooms, Set<EntityType> types) {
    this.rooms = rooms;
    Set<EntityType> told = new LinkedHashSet<>();
    CODES.values().forEach(all -> all.forEach(each -> told.add(each.type())));
    told.retainAll(types);
    this.types = Set.copyOf(told);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<EntityType> types() {
    return types;
  }

  /** Whatever begins, begins with the newest entry: what was deleted before was never linked. */
  @Override
  public Cursor start(StartAt at) {
    return new Cursor(at instanceof StartAt.Since ? "all" : "newest");
  }

  @Override
  public Session open(Cursor from, FieldSet wanted) {
    String text = from.text();
    if (text.equals("newest")) {
      long newest = newest();
      return new Walk(newest, newest);
    }
    if (text.equals("all")) {
      return new Walk(0, 0);
    }
    if (text.matches("agenda [0-9]{1,18} [0-9]{1,18}")) {
      String[] parts = text.split(" ");
      return new Walk(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
    throw new CursorLost(
        rooms.api().account(),
        "feed " + NAME,
        "the cursor is not of this feed; start from the beginning");
  }

  private long newest() {
    return rooms.api().list("agendaevents", query("DESC", 1, "")).stream()
        .findFirst()
        .map(DeletionFeed::id)
        .orElse(0L);
  }

  private static Map<String, String> query(String order, int limit, String filter) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("sortfield", "t.id");
    query.put("sortorder", order);
    query.put("limit", Integer.toString(limit));
    if (!filter.isEmpty()) {
      query.put("sqlfilters", filter);
    }
    return query;
  }

  private static long id(JsonNode row) {
    return Loose.id(row, "id").map(Long::parseLong).orElse(0L);
  }

  private final class Walk implements Session {

    private final long seenBefore;
    private long asked;
    private boolean ended;

    Walk(long settled, long seen) {
      this.asked = settled;
      this.seenBefore = seen;
    }

    @Override
    public Optional<Page> next() {
      if (ended) {
        return Optional.empty();
      }
      List<String> codes = CODES.keySet().stream().sorted().map(code -> "'" + code + "'").toList();
      String filter =
          Filters.and(
              Filters.above("t.id", Long.toString(asked)),
              "(t.code:in:" + String.join(",", codes) + ")");
      List<JsonNode> rows = rooms.api().list("agendaevents", query("ASC", PAGE, filter));
      List<Change> changes = new ArrayList<>();
      for (JsonNode row : rows) {
        asked = Math.max(asked, id(row));
        gone(row, changes);
      }
      ended = rows.size() < PAGE;
      long seen = Math.max(asked, seenBefore);
      String after = "agenda " + Math.min(seenBefore, seen) + " " + seen;
      return Optional.of(
          new Page(List.copyOf(changes), new Cursor(after), OptionalLong.empty(), ended, false));
    }

    private void gone(JsonNode row, List<Change> into) {
      Optional<String> id = Loose.id(row, "elementid").or(() -> Loose.id(row, "fk_element"));
      for (Resource each : CODES.getOrDefault(Loose.text(row, "code").orElse(""), List.of())) {
        if (types.contains(each.type())) {
          id.ifPresent(gone -> into.add(Change.gone(each.type(), gone)));
        }
      }
    }
  }
}
