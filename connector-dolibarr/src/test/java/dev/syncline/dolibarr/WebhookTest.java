package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookPort.Decoded;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.CreditNote;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.testkit.Rule;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Webhooks are hints, and only those that show the secret. */
class WebhookTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static Decoded decoded(String query, String body) {
    try (Canned server = new Canned(builder -> builder.webhookSecret(SECRET))) {
      WebhookPort port = server.connector.webhooks().orElseThrow();
      return port.decode(
          WebhookRequest.from(name -> null, query, body.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static List<Change> hints(String body) {
    return ((Decoded.Hints) decoded("plan=shop&secret=" + SECRET, body)).changes();
  }

  private static String event(String trigger, String object) {
    return "{\"triggercode\":\"" + trigger + "\",\"object\":{" + object + "}}";
  }

  private static void hinted(String body, EntityType type, String id, Change.Kind kind) {
    assertThat(hints(body))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.type()).isEqualTo(type);
              assertThat(change.id()).isEqualTo(id);
              assertThat(change.kind()).isEqualTo(kind);
              assertThat(change.content()).isEmpty();
            });
  }

  @Test
  @Rule("P-132")
  void anEventIsABareHint() {
    hinted(event("PRODUCT_CREATE", "\"id\":19"), Product.TYPE, "19", Change.Kind.CHANGED);
    hinted(event("ORDER_VALIDATE", "\"id\":\"7\""), Order.TYPE, "7", Change.Kind.CHANGED);
    hinted(event("BILL_PAYED", "\"id\":7,\"type\":0"), Invoice.TYPE, "7", Change.Kind.CHANGED);
    hinted(
        event("BILL_PAYED", "\"id\":7,\"type\":\"2\""), CreditNote.TYPE, "7", Change.Kind.CHANGED);
    hinted(event("PRODUCT_DELETE", "\"id\":19"), Product.TYPE, "19", Change.Kind.GONE);
    hinted(
        event("STOCK_MOVEMENT", "\"id\":3,\"product_id\":19"),
        StockLevel.TYPE,
        "19",
        Change.Kind.CHANGED);
  }

  @Test
  @Rule("P-033")
  void whatWeDidOurselvesIsMarkedAndNotDropped() {
    Change own =
        hints(event("PRODUCT_CREATE", "\"id\":19,\"context\":{\"caller\":\"syncline\"}")).get(0);
    assertThat(own.own()).isTrue();
  }

  @Test
  void withoutTheSecretNothingIsBelieved() {
    String body = event("PRODUCT_CREATE", "\"id\":19");
    for (String query :
        List.of("", "secret=", "secret=" + SECRET + "x", "secret=" + SECRET.substring(1), "a=b")) {
      assertThat(decoded(query, body)).isInstanceOf(Decoded.NotAuthentic.class);
    }
  }

  @Test
  void garbageIsNotUnderstood() {
    for (String body : List.of("", "{", "[]", "null", "{}", "{\"triggercode\":1}", "a=b&c")) {
      assertThat(decoded("secret=" + SECRET, body)).isInstanceOf(Decoded.NotUnderstood.class);
    }
    assertThat(hints(event("USER_LOGIN", "\"id\":1"))).isEmpty();
  }

  @Test
  void aPersonSetsThemUpAndIsToldHow() {
    try (Canned server = new Canned(builder -> builder.webhookSecret(SECRET))) {
      WebhookPort port = server.connector.webhooks().orElseThrow();
      assertThatThrownBy(
              () -> port.subscribe(URI.create("https://sync.example/"), Set.of(Order.TYPE)))
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("ORDER_VALIDATE")
          .hasMessageContaining("type 1")
          .hasMessageNotContaining(SECRET);
    }
  }

  @Test
  void aSecretThatCanBeGuessedIsRefused() {
    assertThatThrownBy(() -> DolibarrConnector.builder().webhookSecret("short"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
