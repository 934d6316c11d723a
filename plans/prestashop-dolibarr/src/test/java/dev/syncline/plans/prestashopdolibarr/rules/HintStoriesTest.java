package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.WebhookOutcome;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.testkit.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the shop tells by itself, and what polling finds without. */
class HintStoriesTest {

  private static final String SECRET = "a secret that nobody can guess";

  private final Pair pair = new Pair.Wish().left(built -> built.webhookSecret(SECRET)).pair();
  private int sequence;

  @AfterEach
  void close() {
    pair.close();
  }

  private WebhookOutcome told(String event) {
    String body =
        "sent=" + pair.time.now().getEpochSecond() + "&sequence=" + ++sequence + "\n" + event;
    Map<String, String> headers = Map.of("X-Syncline-Signature", "sha256=" + signed(body));
    return pair.engine()
        .accept(
            pair.plan(),
            Side.LEFT,
            WebhookRequest.from(headers::get, null, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String signed(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void runAtOnce() {
    assertThat(pair.engine().run(pair.plan()).clean()).isTrue();
  }

  @Test
  @Rule({"P-002", "P-003", "P-125"})
  void whatTheShopTellsOfIsThereWithinTenSeconds() {
    pair.shop.product("Lamp", "LAMP");
    pair.sync();
    int other = pair.shop.product("Other", "OTHER");
    Instant before = pair.time.now();
    assertThat(told("entity=product&id=" + other + "&action=added&shop=1"))
        .isEqualTo(WebhookOutcome.ACCEPTED);
    runAtOnce();
    assertThat(pair.ledger.refs()).contains("OTHER");
    assertThat(Duration.between(before, pair.time.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  @Rule({"P-002", "P-003"})
  void whatTheShopDoesNotTellOfIsFoundByTheNextPoll() {
    pair.shop.product("Lamp", "LAMP");
    pair.sync();
    pair.shop.product("Other", "OTHER");
    pair.time.advance(Duration.ofSeconds(60));
    runAtOnce();
    assertThat(pair.ledger.refs()).contains("OTHER");
  }

  @Test
  @Rule({"P-004", "P-123"})
  void theSameEventThreeTimesIsOneObjectAndOneWrite() {
    int lamp = pair.shop.product("Lamp", "LAMP");
    pair.sync();
    pair.shop.fake.products().edit(lamp, draft -> draft.price("12"));
    int writes = pair.ledger.fake.requests().writes();
    int reads = pair.shop.asked();
    for (int i = 0; i < 3; i++) {
      told("entity=product&id=" + lamp + "&action=updated&shop=1");
    }
    runAtOnce();
    runAtOnce();
    assertThat(pair.ledger.fake.requests().writes() - writes).isEqualTo(1);
    assertThat(pair.ledger.product("LAMP").number("price")).isEqualByComparingTo("12");
    assertThat(pair.shop.fake.requestsSince(reads).of("products")).isLessThanOrEqualTo(4);
  }

  @Test
  @Rule("P-004")
  void aHintSaysNothingByItself() {
    int lamp = pair.shop.product("Lamp", "LAMP");
    pair.sync();
    int writes = pair.ledger.fake.requests().writes();
    told("entity=product&id=" + lamp + "&action=deleted&shop=1");
    runAtOnce();
    assertThat(pair.ledger.refs()).containsExactly("LAMP");
    assertThat(pair.ledger.fake.requests().writes()).isEqualTo(writes);
  }

  @Test
  @Rule("P-003")
  void aHintThatNobodySignedIsRefused() {
    Map<String, String> headers = Map.of();
    assertThat(
            pair.engine()
                .accept(
                    pair.plan(),
                    Side.LEFT,
                    WebhookRequest.from(
                        headers::get,
                        null,
                        "entity=product&id=1&action=added".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(WebhookOutcome.NOT_AUTHENTIC);
  }

  @Test
  @Rule("P-065")
  void aDeletionThatTheShopTellsOfIsCarriedAtOnce() {
    int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.quantity(0));
    pair.sync();
    pair.shop.fake.products().delete(lamp);
    told("entity=product&id=" + lamp + "&action=deleted&shop=1");
    runAtOnce();
    assertThat(pair.ledger.refs()).isEmpty();
  }
}
