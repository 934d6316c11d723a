package dev.syncline.testkit.contract;

import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.EntityType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A made-up vendor's webhooks: the token in a header, type and id in the body. */
class ToyHooks implements Hooks, WebhookPort {

  private static final String TOKEN = "t0psecret";

  private final Set<String> events = new TreeSet<>();

  @Override
  public URI address() {
    return URI.create("https://host.example/hook");
  }

  @Override
  public String token() {
    return TOKEN;
  }

  private static WebhookRequest request(String token, String body) {
    return WebhookRequest.from(
        name -> name.equals("X-Token") ? token : null, null, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<WebhookRequest> changed(EntityType type, String id, String token) {
    return Optional.of(request(token, type.name() + " " + id));
  }

  @Override
  public WebhookRequest garbled(String body) {
    return request(TOKEN, body);
  }

  boolean authentic(String token) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), TOKEN.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Decoded decode(WebhookRequest request) {
    if (!authentic(request.header("X-Token").orElse(""))) {
      return new Decoded.NotAuthentic();
    }
    String[] parts = request.text().split(" ", -1);
    return parts.length == 2 && !parts[0].isBlank()
        ? new Decoded.Hints(List.of(Change.hint(new EntityType(parts[0]), parts[1])))
        : new Decoded.NotUnderstood("type and id");
  }

  @Override
  public List<Subscription> subscribe(URI address, Set<EntityType> types) {
    types.forEach(type -> events.add(type.name()));
    return subscriptions(address);
  }

  @Override
  public List<Subscription> subscriptions(URI address) {
    return events.stream().map(event -> new Subscription(event, true)).toList();
  }
}
