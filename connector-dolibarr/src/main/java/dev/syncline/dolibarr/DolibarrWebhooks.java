package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.http.Json;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the vendor pushes: only which object changed, never its content. The vendor signs
 * nothing, so the address carries a secret of the host's; and it sends before its own transaction
 * has ended, so a hint is looked at again some seconds later, and may lead to nothing.
 *
 * <p>The vendor lets nobody subscribe over its API: a person sets the webhook up by hand, by {@link
 * #subscribe}'s message.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class DolibarrWebhooks implements WebhookPort {

  private static final String NAME = "secret=";
  private static final int SHORTEST = 32;
  private static final Map<String, EntityType> TYPES = types();

  private final DolibarrApi api;
  private final String secret;
  private final String caller;
  private final Set<EntityType> known;

  DolibarrWebhooks(DolibarrApi api, String secret, String caller, Set<EntityType> known) {
    this.api = api;
    this.secret = secret;
    this.caller = caller;
    this.known = known;
  }

  static String checked(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a webhook secret has at least " + SHORTEST + " characters that cannot be guessed");
    }
    return secret;
  }

  private static Map<String, EntityType> types() {
    Map<String, EntityType> types = new LinkedHashMap<>();
    types.put("PRODUCT", Product.TYPE);
    types.put("CATEGORY", Category.TYPE);
    types.put("COMPANY", Customer.TYPE);
    types.put("CONTACT", ContactPerson.TYPE);
    types.put("ORDER", Order.TYPE);
    types.put("BILL", Invoice.TYPE);
    types.put("SHIPPING", Shipment.TYPE);
    return types;
  }

  @Override
  public Decoded decode(WebhookRequest request) {
    if (!isIn(request.query())) {
      return new Decoded.NotAuthentic();
    }
    JsonNode document;
    try {
      document = Json.mapper().readTree(request.text());
    } catch (IOException notJson) {
      return new Decoded.NotUnderstood("a JSON document with a triggercode and an object");
    }
    if (document == null
        || !document.path("triggercode").isTextual()
        || !document.path("object").isObject()) {
      return new Decoded.NotUnderstood("a JSON document with a triggercode and an object");
    }
    return new Decoded.Hints(
        changes(document.path("triggercode").asText(), document.path("object")));
  }

  private List<Change> changes(String trigger, JsonNode object) {
    boolean own = Loose.text(object.path("context"), "caller").filter(caller::equals).isPresent();
    Set<Change> changes = new LinkedHashSet<>();
    if (trigger.equals("STOCK_MOVEMENT")) {
      Loose.id(object, "product_id")
          .or(() -> Loose.id(object, "fk_product"))
          .ifPresent(id -> add(StockLevel.TYPE, id, false, own, changes));
      return List.copyOf(changes);
    }
    int line = trigger.indexOf('_');
    EntityType type = TYPES.get(line < 0 ? trigger : trigger.substring(0, line));
    Optional<String> id = Loose.id(object, "id");
    if (type != null && id.isPresent()) {
      EntityType told = isCreditNote(type, object) ? CreditNote.TYPE : type;
      add(told, id.get(), trigger.endsWith("_DELETE"), own, changes);
    }
    return List.copyOf(changes);
  }

  private static boolean isCreditNote(EntityType type, JsonNode object) {
    return type.equals(Invoice.TYPE) && Loose.text(object, "type").filter("2"::equals).isPresent();
  }

  private void add(EntityType type, String id, boolean gone, boolean own, Set<Change> into) {
    if (known.contains(type)) {
      Change.Kind kind = gone ? Change.Kind.GONE : Change.Kind.CHANGED;
      into.add(new Change(type, id, kind, null, own, List.of(), null));
    }
  }

  /** Takes as long for a wrong secret as for the right one. */
  private boolean isIn(String query) {
    boolean found = false;
    for (String part : query.split("&", -1)) {
      if (part.startsWith(NAME)) {
        found |= MessageDigest.isEqual(digest(decoded(part)), digest(secret));
      }
    }
    return found;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.substring(NAME.length()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java has SHA-256", every);
    }
  }

  /**
   * Tells what a person has to set up.
   *
   * @throws AccessDenied always: the vendor's API answers 403 to everybody
   */
  @Override
  public List<Subscription> subscribe(URI address, Set<EntityType> types) {
    throw new AccessDenied(
        api.account(),
        "POST webhook",
        "Dolibarr lets nobody subscribe over its API; add a target in Dolibarr under Setup, Webhook,"
            + " of type 1 (fire and forget), with the address of the host, its secret in the query"
            + " (\"secret=…\"), and the triggers "
            + triggers(types),
        "webhooks");
  }

  private static List<String> triggers(Set<EntityType> types) {
    List<String> triggers = new ArrayList<>();
    TYPES.forEach(
        (name, type) -> {
          if (types.contains(type)) {
            triggers.addAll(events(name));
          }
        });
    if (types.contains(StockLevel.TYPE)) {
      triggers.add("STOCK_MOVEMENT");
    }
    return triggers;
  }

  private static List<String> events(String name) {
    return switch (name) {
      case "PRODUCT" ->
          List.of("PRODUCT_CREATE", "PRODUCT_MODIFY", "PRODUCT_PRICE_MODIFY", "PRODUCT_DELETE");
      case "ORDER" ->
          List.of(
              "ORDER_CREATE",
              "ORDER_VALIDATE",
              "ORDER_MODIFY",
              "ORDER_CLOSE",
              "ORDER_CANCEL",
              "ORDER_CLASSIFY_BILLED",
              "ORDER_DELETE");
      case "BILL" ->
          List.of("BILL_CREATE", "BILL_VALIDATE", "BILL_PAYED", "BILL_CANCEL", "BILL_DELETE");
      case "SHIPPING" -> List.of("SHIPPING_VALIDATE", "SHIPPING_CLOSED", "SHIPPING_MODIFY");
      default -> List.of(name + "_CREATE", name + "_MODIFY", name + "_DELETE");
    };
  }

  /** Nobody can be asked for them. */
  @Override
  public List<Subscription> subscriptions(URI address) {
    return List.of();
  }
}
