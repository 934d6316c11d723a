package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.dolibarr.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Documents that were written and read a moment ago: their next step needs no look before it. Each
 * is told once, and soon forgotten: somebody may work on it. Thread-safe.
 */
final class Drafts {

  private static final Duration YOUNG = Duration.ofSeconds(10);
  private static final int MOST = 200;

  private record Known(JsonNode row, Instant at) {}

  private final ServerClock clock;
  private final Map<String, Known> known = new LinkedHashMap<>();

  Drafts(ServerClock clock) {
    this.clock = clock;
  }

  synchronized void made(Resource resource, String id, JsonNode row) {
    known.put(key(resource, id), new Known(row, clock.now()));
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** The document as it was a moment ago. */
  synchronized Optional<JsonNode> take(Resource resource, String id) {
    return Optional.ofNullable(known.remove(key(resource, id)))
        .filter(each -> !clock.now().isAfter(each.at().plus(YOUNG)))
        .map(Known::row);
  }

  private static String key(Resource resource, String id) {
    return resource + "/" + id;
  }
}
