package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.http.Effect;
import dev.syncline.model.EntityType;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The portal's online events: forms that name what changed, with the application's token in place
 * of a signature. None is told twice, so polling stays the safety net. Thread-safe.
 *
 * @since 0.1
 */
public final class BitrixWebhooks implements WebhookPort {

  private static final String EXPECTED =
      "expected a form with 'event' and 'data[FIELDS][ID]' of an event of deals, contacts,"
          + " companies, invoices, products or sections";

  private final BitrixApi api;
  private final BitrixDictionaries codes;
  private final List<byte[]> tokens;

  BitrixWebhooks(BitrixApi api, BitrixDictionaries codes, Set<String> tokens) {
    this.api = api;
    this.codes = codes;
    this.tokens = tokens.stream().map(token -> token.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Override
  public Decoded decode(WebhookRequest request) {
    Map<String, String> form = form(request.text());
    if (!authentic(form.getOrDefault("auth[application_token]", ""))) {
      return new Decoded.NotAuthentic();
    }
    Optional<List<Change>> changes =
        BitrixEvents.changes(
            form.getOrDefault("event", ""),
            name -> form.getOrDefault("data[FIELDS][" + name + "]", ""));
    return changes.isPresent()
        ? new Decoded.Hints(changes.get())
        : new Decoded.NotUnderstood(EXPECTED);
  }

  /** All tokens are compared whichever fits, each in constant time. */
  private boolean authentic(String given) {
    byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
    boolean known = false;
    for (byte[] token : tokens) {
      known |= MessageDigest.isEqual(token, bytes);
    }
    return known && bytes.length > 0;
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        } catch (IllegalArgumentException notAForm) {
          // What cannot be read says nothing; without its token the whole is not believed.
        }
      }
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * Subscribes as the application. An inbound webhook cannot: then an administrator makes an
   * outgoing webhook for the address and gives its token to {@code applicationToken}.
   */
  @Override
  public List<Subscription> subscribe(URI address, Set<EntityType> types) {
    Set<String> wanted = BitrixEvents.names(types, codes.invoices());
    Set<String> present = new LinkedHashSet<>();
    subscriptions(address).forEach(each -> present.add(each.event().toUpperCase(Locale.ROOT)));
    List<Command> missing = new ArrayList<>();
    for (String event : wanted) {
      if (!present.contains(event)) {
        missing.add(Command.of("event.bind", "event", event, "handler", address.toString()));
      }
    }
    bind(api, missing);
    return subscriptions(address);
  }

  /** Binds; what is bound already, or what this portal does not tell of, is no failure. */
  static void bind(BitrixApi api, List<Command> commands) {
    if (commands.isEmpty()) {
      return;
    }
    // Binding twice is binding once: an unanswered call may be repeated like a read.
    List<Outcome> outcomes = new ArrayList<>();
    for (int from = 0; from < commands.size(); from += BitrixBatch.MAX_COMMANDS) {
      int to = Math.min(commands.size(), from + BitrixBatch.MAX_COMMANDS);
      outcomes.addAll(api.chained(commands.subList(from, to), Effect.READ).outcomes());
    }
    for (int at = 0; at < commands.size(); at++) {
      boolean fine =
          outcomes.get(at) instanceof Outcome.Failed failed
              && (failed.says("already binded") || failed.is("ERROR_EVENT_NOT_FOUND"));
      if (!fine) {
        api.need(commands.get(at), outcomes.get(at));
      }
    }
  }

  @Override
  public List<Subscription> subscriptions(URI address) {
    needsApplication(api, "event.get");
    Command asking = Command.of("event.get");
    JsonNode all = api.need(asking, api.alone(asking, Effect.READ).of(0));
    List<Subscription> ofAddress = new ArrayList<>();
    for (JsonNode each : all) {
      if (each.path("handler").asText().equals(address.toString())) {
        ofAddress.add(new Subscription(each.path("event").asText(), true));
      }
    }
    return List.copyOf(ofAddress);
  }

  static void needsApplication(BitrixApi api, String call) {
    if (!api.application()) {
      throw new AccessDenied(
          api.account(),
          call,
          "an inbound webhook cannot subscribe to events; connect as an application"
              + " (BitrixConnector.oauth), or have an administrator make an outgoing webhook in"
              + " Bitrix24, Developer resources, and give its token to applicationToken",
          "application (OAuth)");
    }
  }
}
