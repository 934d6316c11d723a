package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.FieldSet;
import dev.syncline.moysklad.MoySkladTime;
import dev.syncline.moysklad.port.Position.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks a list by the moment of the last change: rows that change while it runs move behind it, so
 * none is missed.
 *
 * <p>Offsets are used only among rows of one and the same moment, where the vendor offers nothing
 * else. There each page begins with the last row of the one before; if it does not, a row has moved
 * away and that moment is shown again.
 */
final class KeysetWalk {

  private final Shelf shelf;
  private final FieldSet wanted;
  private final int limit;
  private final Set<String> shownAtEdge = new HashSet<>();
  private Place place;
  private boolean ended;

  KeysetWalk(Shelf shelf, FieldSet wanted, Place from) {
    this.shelf = shelf;
    this.wanted = wanted;
    this.limit = shelf.resource().page(wanted);
    this.place = from;
  }

  /** How far it got. */
  Place place() {
    return place;
  }

  /** Whether nothing follows now. */
  boolean ended() {
    return ended;
  }

  /** The next rows that were not shown yet. */
  List<JsonNode> next() {
    List<JsonNode> page = ask(place.offset());
    if (place.offset() > 0 && !continues(page)) {
      place = Place.at(place.from());
      page = ask(0);
    }
    List<JsonNode> fresh = new ArrayList<>();
    for (JsonNode row : page) {
      if (!changed(row).equals(place.from()) || !shownAtEdge.contains(id(row))) {
        fresh.add(row);
      }
    }
    ended = page.size() < limit;
    if (!page.isEmpty()) {
      step(page);
    }
    return fresh;
  }

  /** When a row was changed. */
  static Instant changed(JsonNode row) {
    return MoySkladTime.instant(row.path("updated").asText("")).orElse(Instant.EPOCH);
  }

  private List<JsonNode> ask(int shown) {
    String since =
        place.from().equals(Instant.EPOCH) ? "" : "updated>=" + MoySkladTime.text(place.from());
    Map<String, String> query = shelf.resource().query(since, wanted);
    query.put("order", "updated,asc;id");
    query.put("limit", Integer.toString(limit));
    if (shown > 0) {
      query.put("offset", Integer.toString(shown - 1));
    }
    return shelf.page(query, wanted);
  }

  private boolean continues(List<JsonNode> page) {
    return !page.isEmpty() && id(page.get(0)).equals(place.last());
  }

  private void step(List<JsonNode> page) {
    JsonNode last = page.get(page.size() - 1);
    Instant edge = changed(last);
    boolean within = edge.equals(place.from());
    int before = within ? Math.max(0, place.offset() - 1) : 0;
    if (!within) {
      shownAtEdge.clear();
    }
    List<JsonNode> atEdge = page.stream().filter(row -> changed(row).equals(edge)).toList();
    atEdge.forEach(row -> shownAtEdge.add(id(row)));
    place = new Place(edge, before + atEdge.size(), id(last));
  }

  private static String id(JsonNode row) {
    return row.path("id").asText();
  }
}
