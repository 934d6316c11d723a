package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort.Decoded;
import dev.syncline.http.Json;
import dev.syncline.model.EntityType;
import dev.syncline.moysklad.port.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a webhook's body: one event or several, each with the address of an entity. Pure. */
final class WebhookDecoder {

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Set<String> CHANGES = Set.of("CREATE", "UPDATE");
  private static final String DELETE = "DELETE";

  private final String base;
  private final Supplier<@Nullable String> accountId;

  /**
   * A decoder.
   *
   * @param base what the addresses of this vendor begin with
   * @param accountId the vendor's id of the account, as far as known
   */
  WebhookDecoder(String base, Supplier<@Nullable String> accountId) {
    this.base = base + "/entity/";
    this.accountId = accountId;
  }

  /** The vendor's types for ours, those that it can push. */
  static List<String> vendorTypes(Set<EntityType> types, boolean bundles) {
    List<String> vendor = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      boolean shown = bundles || resource != Resource.BUNDLE;
      if (types.contains(resource.type()) && shown && resource != Resource.PERSON) {
        vendor.add(resource.vendorType());
      }
    }
    return vendor;
  }

  Decoded decode(String body) {
    JsonNode document;
    try {
      document = Json.mapper().readTree(body);
    } catch (IOException notJson) {
      return new Decoded.NotUnderstood("a JSON document");
    }
    JsonNode events = document == null ? null : document.get("events");
    if (events == null || !events.isArray() || events.isEmpty()) {
      return new Decoded.NotUnderstood("an object with a list of events");
    }
    Set<Change> changes = new LinkedHashSet<>();
    for (JsonNode event : events) {
      if (!isShaped(event)) {
        return new Decoded.NotUnderstood(
            "events with a type, an address below " + base + " and an action");
      }
      if (isForeign(event)) {
        return new Decoded.NotAuthentic();
      }
      change(event).ifPresent(changes::add);
    }
    return new Decoded.Hints(List.copyOf(changes));
  }

  private boolean isShaped(JsonNode event) {
    JsonNode meta = event.path("meta");
    return meta.path("type").isTextual()
        && event.path("action").isTextual()
        && meta.path("href").asText("").startsWith(base);
  }

  /** A login that came to lead to another account would bring that one's events. */
  private boolean isForeign(JsonNode event) {
    String ours = accountId.get();
    String theirs = event.path("accountId").asText("");
    return ours != null && !theirs.isEmpty() && !theirs.equals(ours);
  }

  /** What it says of an entity; nothing if it is of a type or an action that is not looked at. */
  private Optional<Change> change(JsonNode event) {
    String[] steps = event.path("meta").path("href").asText("").substring(base.length()).split("/");
    String action = event.path("action").asText("");
    Optional<Resource> resource = Resource.listed(event.path("meta").path("type").asText(""));
    if (steps.length != 2 || !ID.matcher(steps[1]).matches() || resource.isEmpty()) {
      return Optional.empty();
    }
    EntityType type = resource.get().type();
    String id = resource.get().id(steps[1]);
    if (action.equals(DELETE)) {
      return Optional.of(Change.gone(type, id));
    }
    return CHANGES.contains(action) ? Optional.of(Change.hint(type, id)) : Optional.empty();
  }
}
