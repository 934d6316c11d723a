package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Change;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookPort.Decoded;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.HintMishap;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shop's module posts, signed here by other code than the connector's. */
class HintsTest {

  private static final String SECRET = "0123456789abcdef-real!";
  private static final long NOW = 1_795_390_326L;

  /** As the module of a real shop posted it when an order was placed. */
  private static final String REAL =
      """
      sent=1795390326&sequence=1795390326542444
      entity=order&id=6&action=added&shop=1
      entity=stock&id=20&action=updated&shop=1
      entity=order_carrier&id=6&action=added&shop=1
      entity=order_payment&id=1&action=added&shop=1
      entity=order_invoice&id=1&action=added&shop=1
      """;

  /** As PHP's hash_hmac signed it. */
  private static final String REAL_SIGNATURE =
      "sha256=ff7fd22b9d7a1e6d1a636474870cfdc58173670185c675ba9b1dd697934caada";

  private final VirtualTime time = new VirtualTime(Instant.ofEpochSecond(NOW));

  private WebhookPort port(Optional<Integer> shop) {
    return PrestaShopWebhooks.of(SECRET, time, shop);
  }

  private static WebhookRequest posted(String body, String signature) {
    Map<String, String> headers = Map.of(PrestaShopWebhooks.SIGNATURE, signature);
    return WebhookRequest.from(headers::get, null, body.getBytes(StandardCharsets.UTF_8));
  }

  private Decoded decoded(String body) {
    return port(Optional.of(1)).decode(posted(body, Hmac.signature(SECRET, body)));
  }

  private Decoded hinted(String... lines) {
    return decoded("sent=" + NOW + "&sequence=7\n" + String.join("\n", lines) + "\n");
  }

  private static Decoded hints(Change... changes) {
    return new Decoded.Hints(List.of(changes));
  }

  @Test
  void whatTheRealModulePostedIsUnderstood() {
    assertThat(port(Optional.empty()).decode(posted(REAL, REAL_SIGNATURE)))
        .isEqualTo(
            hints(
                Change.hint(Order.TYPE, "6"),
                Change.hint(StockLevel.TYPE, "20"),
                Change.hint(Shipment.TYPE, "6"),
                Change.hint(Payment.TYPE, "1"),
                Change.hint(Invoice.TYPE, "1")));
    assertThat(Hmac.signature(SECRET, REAL)).isEqualTo(REAL_SIGNATURE);
  }

  @Test
  void aCombinationAndItsStockAreCalledWithTheirProduct() {
    assertThat(
            hinted(
                "entity=combination&id=40&action=deleted&shop=1&product=20",
                "entity=stock&id=40&action=updated&shop=1&product=20",
                "entity=stock&id=20&action=updated&shop=1"))
        .isEqualTo(
            hints(
                Change.gone(Variant.TYPE, "20-40"),
                Change.hint(StockLevel.TYPE, "20-40"),
                Change.hint(StockLevel.TYPE, "20")));
  }

  @Test
  void aHintThatComesTwiceInAMessageCountsOnce() {
    String hint = "entity=address&id=6&action=updated&shop=1";
    assertThat(hinted(hint, hint)).isEqualTo(hints(Change.hint(ContactPerson.TYPE, "6")));
  }

  @Test
  void aMessageWithAnotherSignatureIsNotAuthentic() {
    WebhookPort port = port(Optional.empty());
    String other = Hmac.signature("0123456789abcdef-fake!", REAL);
    assertThat(port.decode(posted(REAL, other))).isInstanceOf(Decoded.NotAuthentic.class);
    assertThat(port.decode(posted(REAL.replace("id=6", "id=7"), REAL_SIGNATURE)))
        .isInstanceOf(Decoded.NotAuthentic.class);
    assertThat(port.decode(posted(REAL, REAL_SIGNATURE.substring(0, 20))))
        .isInstanceOf(Decoded.NotAuthentic.class);
    assertThat(port.decode(posted(REAL, ""))).isInstanceOf(Decoded.NotAuthentic.class);
    assertThat(port.decode(WebhookRequest.from(name -> null, null, new byte[0])))
        .isInstanceOf(Decoded.NotAuthentic.class);
  }

  @Test
  void aMessageIsGoodForFiveMinutesAndNoLonger() {
    WebhookPort port = port(Optional.empty());
    time.advance(Duration.ofMinutes(5));
    assertThat(port.decode(posted(REAL, REAL_SIGNATURE))).isInstanceOf(Decoded.Hints.class);
    time.advance(Duration.ofSeconds(1));
    assertThat(port.decode(posted(REAL, REAL_SIGNATURE))).isInstanceOf(Decoded.NotAuthentic.class);
  }

  @Test
  void aMessageFromTheFutureIsNotAuthentic() {
    assertThat(decoded("sent=" + (NOW + 301) + "&sequence=7\n"))
        .isInstanceOf(Decoded.NotAuthentic.class);
  }

  @Test
  void aMessageWithoutHintsIsATest() {
    assertThat(hinted()).isEqualTo(hints());
  }

  @Test
  void whatIsTooLargeIsNotLookedAt() {
    byte[] body = new byte[WebhookRequest.MAX_BODY + 1];
    WebhookRequest request = WebhookRequest.from(name -> null, null, body);
    assertThat(port(Optional.empty()).decode(request)).isInstanceOf(Decoded.NotUnderstood.class);
    String[] lines = new String[1001];
    for (int each = 0; each < lines.length; each++) {
      lines[each] = "entity=product&id=" + (each + 1) + "&action=updated";
    }
    assertThat(hinted(lines)).isInstanceOf(Decoded.NotUnderstood.class);
  }

  @Test
  void whatIsSignedButMalformedIsNotUnderstood() {
    assertThat(
            List.of(
                decoded(""),
                decoded("entity=product&id=7&action=updated\n"),
                decoded("sent=soon&sequence=7\n"),
                decoded("sent=" + NOW + "\n"),
                hinted("{\"entity\":\"product\"}"),
                hinted("entity=product&action=updated"),
                hinted("entity=product&id=0&action=updated"),
                hinted("entity=product&id=7%20OR%201&action=updated"),
                hinted("entity=product&id=7&action=exploded")))
        .allSatisfy(each -> assertThat(each).isInstanceOf(Decoded.NotUnderstood.class));
  }

  @Test
  void whatThisConnectorDoesNotKeepIsPassedOver() {
    assertThat(
            hinted(
                "entity=order_state&id=2&action=updated&shop=1",
                "entity=carrier&id=5&action=added&shop=1",
                "entity=unheard&id=5&action=added&shop=1",
                "entity=category&id=10&action=updated&shop=1"))
        .isEqualTo(hints(Change.hint(Category.TYPE, "10")));
  }

  @Test
  void whatOnlyAnotherShopSeesIsPassedOver() {
    assertThat(
            hinted(
                "entity=order&id=1&action=updated&shop=2",
                "entity=order&id=2&action=updated&shop=1",
                "entity=order&id=3&action=updated&shop=2,1",
                "entity=order&id=4&action=updated&shop=11,12",
                "entity=product&id=5&action=updated"))
        .isEqualTo(
            hints(
                Change.hint(Order.TYPE, "2"),
                Change.hint(Order.TYPE, "3"),
                Change.hint(Product.TYPE, "5")));
  }

  @Test
  void whatTheShopPostsIsTakenOnceTwiceAndLateButNotTooLate() {
    List<Decoded> heard = new ArrayList<>();
    WebhookPort port = port(Optional.of(1));
    FakePrestaShop shop =
        FakePrestaShop.builder()
            .time(time)
            .hintsBy(
                (url, signature, body) -> {
                  String text = new String(body, StandardCharsets.UTF_8);
                  heard.add(port.decode(posted(text, signature)));
                  return 202;
                })
            .build();
    shop.hints(URI.create("https://host.example/hints"), SECRET);
    shop.onNextHints(HintMishap.DOUBLED);
    int mug = shop.products().add(p -> p.name("Mug").price("3")).id();
    Decoded once = hints(Change.hint(Product.TYPE, Integer.toString(mug)));
    assertThat(heard).containsExactly(once, once);
    shop.onNextHints(HintMishap.LATE);
    shop.products().delete(mug);
    time.advance(Duration.ofSeconds(301));
    shop.deliverLateHints();
    assertThat(heard).hasSize(3);
    assertThat(heard.get(2)).isInstanceOf(Decoded.NotAuthentic.class);
  }

  @Test
  void hintsAreNotToBeSentInTheClear() {
    assertThatThrownBy(
            () ->
                port(Optional.empty())
                    .subscribe(URI.create("http://elsewhere.example/"), Set.of(Product.TYPE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** HMAC by its definition (RFC 2104), so that no misuse of a library agrees with itself. */
  static final class Hmac {

    private static final int BLOCK = 64;

    private Hmac() {}

    static String signature(String secret, String body) {
      byte[] key = secret.getBytes(StandardCharsets.UTF_8);
      byte[] inner = digest(padded(key, 0x36), body.getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(digest(padded(key, 0x5c), inner));
    }

    private static byte[] padded(byte[] key, int pad) {
      byte[] block = new byte[BLOCK];
      for (int each = 0; each < BLOCK; each++) {
        block[each] = (byte) ((each < key.length ? key[each] : 0) ^ pad);
      }
      return block;
    }

    private static byte[] digest(byte[] first, byte[] then) {
      try {
        java.security.MessageDigest sha = java.security.MessageDigest.getInstance("SHA-256");
        sha.update(first);
        return sha.digest(then);
      } catch (java.security.NoSuchAlgorithmException never) {
        throw new IllegalStateException(never);
      }
    }
  }
}
