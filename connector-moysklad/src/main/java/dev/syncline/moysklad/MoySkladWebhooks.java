package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.http.Json;
import dev.syncline.model.EntityType;
import dev.syncline.moysklad.MoySkladErrors.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to what the vendor pushes, and reads it: only which entity changed, never its content.
 *
 * <p>The vendor signs nothing, so the address it is given carries a secret of the host's. It waits
 * 1500 ms for an answer, tries three times more at once, and then the notification is lost: a host
 * keeps what it hears and answers at once, and polling goes on. One webhook speaks of one type and
 * one action; the vendor switches off those that fail for days, and {@link #subscribe} switches
 * them on again. Of contact persons it says nothing.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class MoySkladWebhooks implements WebhookPort {

  private static final String PATH = "entity/webhook";
  private static final List<String> ACTIONS = List.of("CREATE", "UPDATE", "DELETE");
  private static final int MAX_URL = 255;
  private static final int PAGE = 100;
  private static final int EXISTS = 30003;
  private static final int MOST_OF_A_USER = 5;
  private static final int MOST_OF_A_SOLUTION = 1;

  private final MoySkladApi api;
  private final Login.Kind login;
  private final WebhookSecret secret;
  private final WebhookDecoder decoder;
  private final boolean bundles;

  MoySkladWebhooks(
      MoySkladApi api,
      Login.Kind login,
      WebhookSecret secret,
      Supplier<@Nullable String> accountId,
      boolean bundles) {
    this.api = api;
    this.login = login;
    this.secret = secret;
    this.decoder = new WebhookDecoder(api.base(), accountId);
    this.bundles = bundles;
  }

  @Override
  public Decoded decode(WebhookRequest request) {
    return secret.isIn(request.query())
        ? decoder.decode(request.text())
        : new Decoded.NotAuthentic();
  }

  /**
   * Has the vendor push changes of these types to an address; doing it twice is doing it once.
   *
   * @throws IllegalArgumentException if the vendor cannot take the address
   * @throws AccessDenied if the user is no administrator, the tariff has no webhooks, or the
   *     account holds as many of a sort as the vendor allows
   */
  @Override
  public List<Subscription> subscribe(URI address, Set<EntityType> types) {
    String url = url(address);
    List<JsonNode> there = all();
    ArrayNode changes = Json.mapper().createArrayNode();
    for (String type : WebhookDecoder.vendorTypes(types, bundles)) {
      for (String action : ACTIONS) {
        change(there, address, url, type, action).ifPresent(changes::add);
      }
    }
    if (!changes.isEmpty()) {
      send(changes);
    }
    return changes.isEmpty() ? shown(there, address) : subscriptions(address);
  }

  @Override
  public List<Subscription> subscriptions(URI address) {
    return shown(all(), address);
  }

  private String url(URI address) {
    String url = secret.into(address);
    boolean secure = "https".equals(address.getScheme());
    boolean local = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost());
    if (address.getHost() == null || !(secure || local)) {
      throw new IllegalArgumentException("webhooks need an https address, not " + address);
    }
    if (url.length() > MAX_URL) {
      throw new IllegalArgumentException(
          "with its secret the address has "
              + url.length()
              + " characters; MoySklad takes "
              + MAX_URL);
    }
    return url;
  }

  /** The vendor may hold pages shorter than what is asked for. */
  private List<JsonNode> all() {
    List<JsonNode> rows = new ArrayList<>();
    while (true) {
      Map<String, String> query =
          Map.of("limit", Integer.toString(PAGE), "offset", Integer.toString(rows.size()));
      MoySkladApi.Page page = api.page(PATH, query);
      rows.addAll(page.rows());
      if (page.rows().isEmpty() || rows.size() >= page.total()) {
        return rows;
      }
    }
  }

  /** What has to be sent so that one action on one type is told to the address. */
  private Optional<ObjectNode> change(
      List<JsonNode> there, URI address, String url, String type, String action) {
    List<JsonNode> alike =
        there.stream()
            .filter(row -> row.path("entityType").asText("").equals(type))
            .filter(row -> row.path("action").asText("").equals(action))
            .toList();
    List<JsonNode> ours =
        alike.stream().filter(row -> secret.isOf(address, row.path("url").asText(""))).toList();
    if (ours.stream().anyMatch(row -> isAlive(row, url))) {
      return Optional.empty();
    }
    if (!ours.isEmpty()) {
      ObjectNode again = Json.object().put("url", url).put("enabled", true);
      again.set("meta", ours.get(0).path("meta"));
      return Optional.of(again);
    }
    if (alike.size() >= most()) {
      throw tooMany(type, action, alike.size());
    }
    ObjectNode body = Json.object().put("url", url).put("entityType", type);
    return Optional.of(body.put("action", action));
  }

  private static boolean isAlive(JsonNode row, String url) {
    return row.path("enabled").asBoolean(false) && row.path("url").asText("").equals(url);
  }

  private int most() {
    return login == Login.Kind.SOLUTION ? MOST_OF_A_SOLUTION : MOST_OF_A_USER;
  }

  private AccessDenied tooMany(String type, String action, int held) {
    return new AccessDenied(
        api.account(),
        "POST " + PATH,
        "the account has "
            + held
            + " webhooks for "
            + type
            + " "
            + action
            + " already, as many as MoySklad allows; remove one that is not needed any more",
        "room for a webhook of " + type + " " + action);
  }

  private void send(ArrayNode changes) {
    List<JsonNode> answers;
    try {
      answers = api.bulk(PATH, Map.of(), changes);
    } catch (TooLarge spoiled) {
      answers = new ArrayList<>();
      for (JsonNode each : changes) {
        answers.addAll(api.bulk(PATH, Map.of(), Json.mapper().createArrayNode().add(each)));
      }
    }
    for (JsonNode answer : answers) {
      for (Fault fault : MoySkladErrors.faults(answer)) {
        if (fault.code() != EXISTS) {
          throw api.refused("POST " + PATH, fault);
        }
      }
    }
  }

  private List<Subscription> shown(List<JsonNode> rows, URI address) {
    String url = secret.into(address);
    return rows.stream()
        .filter(row -> secret.isOf(address, row.path("url").asText("")))
        .map(
            row ->
                new Subscription(
                    row.path("entityType").asText("") + " " + row.path("action").asText(""),
                    isAlive(row, url)))
        .toList();
  }
}
