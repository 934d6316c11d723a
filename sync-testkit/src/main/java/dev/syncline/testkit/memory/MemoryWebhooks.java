package dev.syncline.testkit.memory;

import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.EntityType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Webhooks of a made-up system: a token in a header, one line of {@code changed|gone type id} for
 * each entity. Thread-safe.
 *
 * @since 0.1
 */
public final class MemoryWebhooks implements WebhookPort {

  /** The header that carries the token. */
  public static final String TOKEN = "X-Memory-Token";

  private static final String CHANGED = "changed";
  private static final String GONE = "gone";

  private final MemoryConnector system;
  private final String token;
  private final Map<URI, Map<String, Boolean>> subscribed = new HashMap<>();

  MemoryWebhooks(MemoryConnector system) {
    this.system = system;
    this.token = "token of " + system.account().id();
  }

  /** What the vendor sends when these changed. */
  public WebhookRequest changed(EntityType type, String... ids) {
    return request(token, body(CHANGED, type, ids));
  }

  /** What the vendor sends when these were deleted. */
  public WebhookRequest gone(EntityType type, String... ids) {
    return request(token, body(GONE, type, ids));
  }

  /** What anybody may send. */
  public static WebhookRequest request(String token, String body) {
    return WebhookRequest.from(
        name -> name.equals(TOKEN) ? token : null, null, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String body(String what, EntityType type, String... ids) {
    StringBuilder body = new StringBuilder();
    for (String id : ids) {
      body.append(what).append(' ').append(type.name()).append(' ').append(id).append('\n');
    }
    return body.toString();
  }

  @Override
  public Decoded decode(WebhookRequest request) {
    byte[] given = request.header(TOKEN).orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8))) {
      return new Decoded.NotAuthentic();
    }
    List<Change> changes = new ArrayList<>();
    for (String line : request.text().lines().toList()) {
      String[] words = line.split(" ", -1);
      boolean known = words.length == 3 && Set.of(CHANGED, GONE).contains(words[0]);
      if (!known) {
        return new Decoded.NotUnderstood("lines of: changed or gone, a type, an id");
      }
      EntityType type = new EntityType(words[1]);
      changes.add(
          words[0].equals(GONE) ? Change.gone(type, words[2]) : Change.hint(type, words[2]));
    }
    return new Decoded.Hints(changes);
  }

  @Override
  public List<Subscription> subscribe(URI address, Set<EntityType> types) {
    types.forEach(system::table);
    if (!"https".equals(address.getScheme())) {
      throw new IllegalArgumentException("webhooks go to https addresses only");
    }
    return system.call(
        MemoryCall.SUBSCRIBE,
        () -> {
          Map<String, Boolean> mine =
              subscribed.computeIfAbsent(address, each -> new LinkedHashMap<>());
          for (String type : new TreeSet<>(types.stream().map(EntityType::name).toList())) {
            mine.put(CHANGED + " " + type, true);
            mine.put(GONE + " " + type, true);
          }
          return all(mine);
        });
  }

  @Override
  public List<Subscription> subscriptions(URI address) {
    return system.call(MemoryCall.SUBSCRIBE, () -> all(subscribed.getOrDefault(address, Map.of())));
  }

  private static List<Subscription> all(Map<String, Boolean> events) {
    return events.entrySet().stream()
        .map(each -> new Subscription(each.getKey(), each.getValue()))
        .toList();
  }
}
