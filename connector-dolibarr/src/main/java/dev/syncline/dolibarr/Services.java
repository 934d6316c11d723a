package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.http.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services that stand for lines with a role, such as the delivery. They are looked for by their
 * refs when they are first needed behind a check, and made where they are missing; a ref that a
 * product has, which is no service, gets a number behind it (P-086). Thread-safe.
 */
final class Services {

  private static final int MOST = 100;
  private static final String SERVICE = "1";

  /** A service: its id and its ref. */
  private record Known(String id, String ref) {}

  private final DolibarrApi api;
  private final AccountSettings settings;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Services(DolibarrApi api, AccountSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** Forgets them: one may have been deleted. */
  void forget() {
    known.clear();
  }

  /** The ids of those that are known, by role. */
  Map<String, String> ids() {
    Map<String, String> ids = new LinkedHashMap<>();
    known.forEach((role, service) -> ids.put(role, service.id()));
    return Map.copyOf(ids);
  }

  /** Finds the services of these roles; one that is not there is made. */
  void find(Set<String> roles, Deadline leaveBefore) {
    for (String role : roles) {
      String ref = settings.services().get(role);
      if (ref != null && !known.containsKey(role)) {
        known.put(role, found(role, ref, leaveBefore));
      }
    }
  }

  private Known found(String role, String ref, Deadline leaveBefore) {
    for (int number = 0; number <= MOST; number++) {
      String candidate = number == 0 ? ref : ref + "-" + number;
      Optional<JsonNode> there = api.find("products/ref/" + candidate, Map.of());
      if (there.isEmpty()) {
        return made(role, candidate, leaveBefore);
      }
      Optional<String> id = there.flatMap(row -> Loose.id(row, "id"));
      if (id.isPresent() && Loose.text(there.get(), "type").filter(SERVICE::equals).isPresent()) {
        return new Known(id.get(), candidate);
      }
    }
    throw new ProtocolBroken(
        api.account(),
        "GET products/ref",
        "expected a free ref for the service " + ref + "; set service(…) to another");
  }

  private Known made(String role, String ref, Deadline leaveBefore) {
    ObjectNode body = Json.object();
    body.put("ref", ref);
    body.put("label", role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1));
    body.put("type", 1);
    body.put("status", 1);
    body.put("price", 0);
    body.put("tva_tx", 0);
    Optional.ofNullable(settings.accounts().get(role))
        .ifPresent(account -> body.put("accountancy_code_sell", account));
    return api.write("POST", "products", body, leaveBefore, Lane.SERIAL)
        .made()
        .map(id -> new Known(id, ref))
        .orElseThrow(
            () ->
                new ProtocolBroken(
                    api.account(),
                    "POST products",
                    "expected the service " + ref + " to be made; make it in Dolibarr"));
  }
}
