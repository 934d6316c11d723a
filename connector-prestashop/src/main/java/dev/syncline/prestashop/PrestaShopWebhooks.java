package dev.syncline.prestashop;

import dev.syncline.connector.Change;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.http.HttpCall;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hints that a module in the shop posts: the webservice itself pushes nothing. They say only what
 * changed, never what it is.
 *
 * <p>A message is a POST of lines. The first is {@code sent=…&sequence=…}: the second at which it
 * left, since 1970, and a number that grows. Each other is a hint, {@code entity=…&id=…&action=…},
 * of combinations and their stock with {@code product=…}, and with {@code shop=…}, one or several
 * with commas between, unless all shops of an installation may see it. Without hints it is a test.
 * The header {@value #SIGNATURE} is {@code sha256=} with the HMAC-SHA256 of the body, in
 * hexadecimal, keyed with the secret. A message that is older than {@link #FRESH}, or from the
 * future, is a replay or a wrong clock, and not authentic: what it would have said is found by the
 * next look. Within that time a message may come again, which does no harm: it makes nobody do more
 * than look.
 *
 * <p>The address and the secret are typed in on the module's page, so {@link #subscribe} changes
 * nothing in the shop. Thread-safe.
 *
 * @since 0.1
 */
public final class PrestaShopWebhooks implements WebhookPort {

  /** The header with the signature. */
  public static final String SIGNATURE = "X-Syncline-Signature";

  /** How old a hint may be. */
  public static final Duration FRESH = Duration.ofMinutes(5);

  private static final String SCHEME = "sha256=";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 16;
  private static final int MOST_HINTS = 1000;
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,9}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{9,11}");
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,19}");
  private static final Set<String> ACTIONS = Set.of("added", "updated", "deleted");
  private static final String EXPECTED =
      "sent=…&sequence=…, then at most "
          + MOST_HINTS
          + " lines of entity=…&id=…&action=added|updated|deleted, with product=… of combinations";

  private static final Map<String, EntityType> TYPES =
      new LinkedHashMap<>(
          Map.of(
              "category", Category.TYPE,
              "product", Product.TYPE,
              "combination", Variant.TYPE,
              "customer", Customer.TYPE,
              "address", ContactPerson.TYPE,
              "order", Order.TYPE,
              "order_invoice", Invoice.TYPE,
              "order_payment", Payment.TYPE,
              "order_slip", CreditNote.TYPE,
              "order_carrier", Shipment.TYPE));

  private static final String STOCK = "stock";

  private final byte[] secret;
  private final TimeSource time;
  private final Optional<Integer> shop;

  private PrestaShopWebhooks(byte[] secret, TimeSource time, Optional<Integer> shop) {
    this.secret = secret;
    this.time = time;
    this.shop = shop;
  }

  static PrestaShopWebhooks of(String secret, TimeSource time, Optional<Integer> shop) {
    checked(secret);
    return new PrestaShopWebhooks(secret.getBytes(StandardCharsets.UTF_8), time, shop);
  }

  /** Refuses a secret that can be guessed. */
  static String checked(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a webhook secret has at least " + SHORTEST + " characters that cannot be guessed");
    }
    return secret;
  }

  @Override
  public Decoded decode(WebhookRequest request) {
    if (request.tooLarge()) {
      return new Decoded.NotUnderstood("a body of at most " + WebhookRequest.MAX_BODY + " bytes");
    }
    String body = request.text();
    if (!isSigned(body, request.header(SIGNATURE).orElse(""))) {
      return new Decoded.NotAuthentic();
    }
    List<Map<String, String>> lines =
        body.lines().filter(line -> !line.isBlank()).map(PrestaShopWebhooks::said).toList();
    return isWhole(lines) ? decoded(lines) : new Decoded.NotUnderstood(EXPECTED);
  }

  private boolean isSigned(String body, String signature) {
    byte[] expected = (SCHEME + signed(body)).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
  }

  private String signed(String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("every Java has " + ALGORITHM, never);
    }
  }

  private static boolean isWhole(List<Map<String, String>> lines) {
    return !lines.isEmpty()
        && lines.size() <= MOST_HINTS + 1
        && SECONDS.matcher(lines.get(0).getOrDefault("sent", "")).matches()
        && SEQUENCE.matcher(lines.get(0).getOrDefault("sequence", "")).matches()
        && lines.stream().skip(1).allMatch(PrestaShopWebhooks::isHint);
  }

  private static boolean isHint(Map<String, String> line) {
    return !line.getOrDefault("entity", "").isEmpty()
        && ID.matcher(line.getOrDefault("id", "")).matches()
        && ACTIONS.contains(line.getOrDefault("action", ""));
  }

  private Decoded decoded(List<Map<String, String>> lines) {
    if (!isFresh(Long.parseLong(lines.get(0).getOrDefault("sent", "0")))) {
      return new Decoded.NotAuthentic();
    }
    Set<Change> changes = new LinkedHashSet<>();
    lines.stream()
        .skip(1)
        .filter(this::isOurs)
        .forEach(line -> change(line).ifPresent(changes::add));
    return new Decoded.Hints(List.copyOf(changes));
  }

  private boolean isFresh(long sent) {
    return Duration.between(Instant.ofEpochSecond(sent), time.now()).abs().compareTo(FRESH) <= 0;
  }

  private boolean isOurs(Map<String, String> said) {
    String of = said.getOrDefault("shop", "");
    return shop.isEmpty()
        || of.isEmpty()
        || List.of(of.split(",")).contains(Integer.toString(shop.get()));
  }

  private static Map<String, String> said(String line) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String pair : line.strip().split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        said.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return said;
  }

  /** What is said of an entity; nothing if it is of a sort that is not looked at. */
  private static Optional<Change> change(Map<String, String> said) {
    String entity = said.getOrDefault("entity", "");
    String id = said.getOrDefault("id", "");
    String product = said.getOrDefault("product", "");
    EntityType type = entity.equals(STOCK) ? StockLevel.TYPE : TYPES.get(entity);
    boolean paired = entity.equals("combination") || (entity.equals(STOCK) && !isNone(product));
    if (type == null || (paired && !ID.matcher(product).matches())) {
      return Optional.empty();
    }
    String whole = paired ? product + "-" + id : id;
    boolean gone = said.getOrDefault("action", "").equals("deleted");
    return Optional.of(gone ? Change.gone(type, whole) : Change.hint(type, whole));
  }

  private static boolean isNone(String id) {
    return id.isEmpty() || id.equals("0");
  }

  /**
   * What the module posts of these types. Nothing is asked of the shop: whoever installs the module
   * types in the address and the secret there.
   *
   * @throws IllegalArgumentException if the address would show the hints to everybody on the way
   */
  @Override
  public List<Subscription> subscribe(URI address, Set<EntityType> types) {
    checked(address);
    return told(types);
  }

  @Override
  public List<Subscription> subscriptions(URI address) {
    Set<EntityType> all = new LinkedHashSet<>(TYPES.values());
    all.add(StockLevel.TYPE);
    return told(all);
  }

  private static void checked(URI address) {
    // The same rule as for calls: plain http goes to this machine only.
    HttpCall.of("POST", address);
  }

  private static List<Subscription> told(Set<EntityType> types) {
    Set<String> entities = new LinkedHashSet<>();
    TYPES.forEach(
        (entity, type) -> {
          if (types.contains(type)) {
            entities.add(entity);
          }
        });
    if (types.contains(StockLevel.TYPE)) {
      entities.add(STOCK);
    }
    return entities.stream().sorted().map(entity -> new Subscription(entity, true)).toList();
  }

  @Override
  public String toString() {
    return "webhooks";
  }
}
