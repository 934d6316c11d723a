package dev.syncline.prestashop;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.WebhookPort;
import dev.syncline.http.HttpConnector;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.Outbox;
import dev.syncline.model.EntityType;
import dev.syncline.model.StockLevel;
import dev.syncline.prestashop.port.DatedFeed;
import dev.syncline.prestashop.port.Kind;
import dev.syncline.prestashop.port.PrestaShopPort;
import dev.syncline.prestashop.port.PrestaShopWriter;
import dev.syncline.prestashop.port.Scans;
import dev.syncline.prestashop.port.StockPort;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * PrestaShop 1.6 to 9 through its webservice: categories, products and their combinations,
 * customers and addresses, orders with their invoices, payments, slips and shipments, stock, prices
 * under conditions, vouchers and carts.
 *
 * <p>Thread-safe. What is read of lists is complete up to the {@linkplain Builder#lag lag}. Orders,
 * carts and what belongs to them are made in the shop; written are the catalogue with its prices
 * and vouchers, customers and addresses, stock, the state of an order, its note and its tracking
 * number.
 *
 * @since 0.1
 */
public final class PrestaShopConnector extends HttpConnector {

  /** The system's name in accounts. */
  public static final String SYSTEM = "prestashop";

  /** The longest time after which a change is taken to show up in lists. */
  public static final Duration DEFAULT_LAG = Duration.ofMinutes(2);

  /** How long a call that reads may take: shops stand on servers of every sort. */
  public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofMinutes(1);

  /** How long a call that writes may take. */
  public static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofMinutes(2);

  /** PHP ends what nobody waits for any more after half a minute as a rule. */
  public static final Duration DEFAULT_SETTLE_TIME = Duration.ofMinutes(2);

  /** Reads side by side: what any hosting bears. */
  public static final int DEFAULT_PARALLEL_READS = 2;

  /** Entities in one request that writes. */
  public static final int DEFAULT_BULK = 40;

  private final PrestaShopApi api;
  private final PrestaShopDictionaries dictionaries;
  private final PrestaShopCheck check;
  private final PrestaShopImages images;
  private final PrestaShopWriter writer;
  private final Map<EntityType, EntityPort> ports;
  private final List<Feed> feeds;
  private final @Nullable WebhookPort webhooks;

  private PrestaShopConnector(Builder from, HttpUrl base, String key, HttpTransport transport) {
    super("PrestaShop", transport);
    this.api = api(from, base, key, transport);
    this.dictionaries = new PrestaShopDictionaries(api, Optional.ofNullable(from.language));
    this.check = new PrestaShopCheck(api, dictionaries, from.writes);
    this.images = new PrestaShopImages(api);
    this.writer = new PrestaShopWriter(api, dictionaries, images, from.bulk, from.pictures);
    this.ports = ports(from);
    this.feeds = feeds(from);
    this.webhooks =
        from.webhookSecret == null
            ? null
            : PrestaShopWebhooks.of(from.webhookSecret, from.time, api.shop());
  }

  private static HttpTransport transport(Builder from, HttpUrl base, String key) {
    String name = from.account != null ? from.account : name(base, from);
    Account account = new Account(SYSTEM, name);
    HttpTransport.Builder transport =
        HttpTransport.builder(account)
            .time(from.time)
            .userAgent(from.userAgent)
            .secrets(key, PrestaShopApi.basic(key), PrestaShopApi.basic(key).substring(6));
    if (from.webhookSecret != null) {
      transport.secrets(from.webhookSecret);
    }
    if (from.under != null) {
      transport.under(from.under);
    }
    return transport.build();
  }

  private static PrestaShopApi api(
      Builder from, HttpUrl base, String key, HttpTransport transport) {
    PrestaShopApi.Ways ways =
        new PrestaShopApi.Ways(
            base,
            PrestaShopApi.basic(key),
            from.keyInQuery ? key : null,
            Optional.ofNullable(from.shop),
            Optional.ofNullable(from.group),
            from.methodOverride,
            from.readTimeout,
            from.writeTimeout);
    return new PrestaShopApi(
        transport.account(),
        ways,
        transport,
        new PrestaShopPace(from.time, from.parallelReads),
        new PrestaShopTime(from.time),
        from.time);
  }

  private static String name(HttpUrl base, Builder from) {
    String path = base.encodedPath().replaceAll("/$", "");
    boolean usual = base.port() == HttpUrl.defaultPort(base.scheme());
    String all = base.host() + (usual ? "" : ":" + base.port()) + path;
    String one = from.shop == null ? all : all + "#" + from.shop;
    return from.group == null ? one : all + "#group-" + from.group;
  }

  private Map<EntityType, EntityPort> ports(Builder from) {
    Map<EntityType, EntityPort> all = new LinkedHashMap<>();
    for (EntityType type : Kind.types()) {
      all.put(
          type,
          type.equals(StockLevel.TYPE)
              ? new StockPort(api, dictionaries, from.settleTime)
              : new PrestaShopPort(Kind.of(type), api, dictionaries, from.settleTime));
    }
    return Collections.unmodifiableMap(all);
  }

  private List<Feed> feeds(Builder from) {
    return List.of(
        dated("categories", Kind.CATEGORY, from),
        dated("products", Kind.PRODUCT, from),
        Scans.variants("combinations", api, dictionaries),
        Scans.stock("stock", api, dictionaries),
        dated("customers", Kind.CUSTOMER, from),
        dated("addresses", Kind.ADDRESS, from),
        dated("orders", Kind.ORDER, from),
        dated("invoices", Kind.INVOICE, from),
        dated("payments", Kind.PAYMENT, from),
        dated("slips", Kind.CREDIT_NOTE, from),
        Scans.shipments("shipments", api, dictionaries),
        Scans.prices("prices", api, dictionaries),
        dated("coupons", Kind.COUPON, from),
        dated("carts", Kind.CART, from));
  }

  private Feed dated(String name, Kind kind, Builder from) {
    return new DatedFeed(name, kind, api, dictionaries, from.lag);
  }

  /** A connector for one shop. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public ConnectionCheck check() {
    return check.run();
  }

  @Override
  protected Map<EntityType, EntityPort> ports() {
    return ports;
  }

  @Override
  protected Outbox outbox() {
    return writer;
  }

  @Override
  public List<Feed> feeds() {
    return feeds;
  }

  /** The pictures of products, as the shop keeps them. */
  @Override
  public MediaSource media() {
    return (media, atMost) ->
        images.isOurs(media) ? images.download(media, atMost) : Optional.empty();
  }

  @Override
  public Dictionaries dictionaries() {
    return dictionaries;
  }

  /**
   * Hints of a module in the shop, if the host has set a {@linkplain Builder#webhookSecret secret}.
   */
  @Override
  public Optional<WebhookPort> webhooks() {
    return Optional.ofNullable(webhooks);
  }

  /** The pictures of products as bytes. */
  public PrestaShopImages images() {
    return images;
  }

  /** Collects a connector; checks each part when it is set. Not thread-safe. */
  public static final class Builder {

    private static final int KEY_LENGTH = 32;
    private static final int MOST_IN_BULK = 50;
    private static final int MOST_PARALLEL = 16;

    private @Nullable HttpUrl base;
    private @Nullable String key;
    private @Nullable String account;
    private @Nullable Integer shop;
    private @Nullable Integer group;
    private @Nullable String language;
    private @Nullable String webhookSecret;
    private @Nullable MediaSource pictures;
    private @Nullable Interceptor under;
    private TimeSource time = TimeSource.system();
    private Duration lag = DEFAULT_LAG;
    private Duration readTimeout = DEFAULT_READ_TIMEOUT;
    private Duration writeTimeout = DEFAULT_WRITE_TIMEOUT;
    private Duration settleTime = DEFAULT_SETTLE_TIME;
    private String userAgent = "Syncline";
    private int parallelReads = DEFAULT_PARALLEL_READS;
    private int bulk = DEFAULT_BULK;
    private boolean keyInQuery;
    private boolean methodOverride;
    private boolean writes;

    private Builder() {}

    /**
     * The shop's address, exactly as the shop itself uses it, without {@code /api}: scheme, www and
     * folder included.
     */
    public Builder url(URI address) {
      HttpUrl parsed = HttpUrl.get(address);
      if (parsed == null) {
        throw new IllegalArgumentException("the shop's address is neither http nor https");
      }
      String path = parsed.encodedPath().replaceAll("/+", "/").replaceAll("/(api/?)?$", "");
      this.base =
          parsed
              .newBuilder()
              .encodedPath(path.isEmpty() ? "/" : path)
              .query(null)
              .fragment(null)
              .build();
      return this;
    }

    /** The webservice key: 32 characters. */
    public Builder key(String webserviceKey) {
      if (webserviceKey.length() != KEY_LENGTH) {
        throw new IllegalArgumentException(
            "a webservice key has "
                + KEY_LENGTH
                + " characters, this one has "
                + webserviceKey.length());
      }
      this.key = webserviceKey;
      return this;
    }

    /** Another name of the account than the shop's address. */
    public Builder account(String name) {
      this.account = Objects.requireNonNull(name, "name");
      return this;
    }

    /** One shop of an installation that has several, by id; without it the one of the address. */
    public Builder shop(int id) {
      if (id < 1) {
        throw new IllegalArgumentException("a shop's id is positive");
      }
      this.shop = id;
      this.group = null;
      return this;
    }

    /**
     * All shops of a group, by its id, in place of one shop: what is written counts in all of them,
     * and what is read of the catalogue is what the first of them shows.
     */
    public Builder shopGroup(int id) {
      if (id < 1) {
        throw new IllegalArgumentException("a group's id is positive");
      }
      this.group = id;
      this.shop = null;
      return this;
    }

    /** The language of names, by tag such as {@code fr-FR}; without it the shop's default. */
    public Builder language(String tag) {
      this.language = Objects.requireNonNull(tag, "tag");
      return this;
    }

    /**
     * Whether the plan writes to the shop: then {@code check()} asks for the permissions to do so,
     * too.
     */
    public Builder writes(boolean intended) {
      this.writes = intended;
      return this;
    }

    /**
     * What a module in the shop signs its hints with: at least 16 characters that nobody can guess,
     * the same on every node. Without it there are no webhooks.
     */
    public Builder webhookSecret(String secret) {
      this.webhookSecret = PrestaShopWebhooks.checked(secret);
      return this;
    }

    /**
     * Fetches the pictures that new products shall have, in place of the other side of the plan,
     * which is asked otherwise.
     */
    public Builder pictures(MediaSource source) {
      this.pictures = Objects.requireNonNull(source, "source");
      return this;
    }

    /** How many calls that read may be under way at once: 1 to 16. */
    public Builder parallelReads(int calls) {
      this.parallelReads = within(calls, MOST_PARALLEL);
      return this;
    }

    /** How many entities go into one request that writes: 1 to 50. */
    public Builder bulk(int entities) {
      this.bulk = within(entities, MOST_IN_BULK);
      return this;
    }

    private static int within(int number, int most) {
      if (number < 1 || number > most) {
        throw new IllegalArgumentException("a number from 1 to " + most + ", not " + number);
      }
      return number;
    }

    /**
     * The longest time after which a change shows up in lists: so far back each poll looks twice.
     */
    public Builder lag(Duration atMost) {
      this.lag = notNegative(atMost);
      return this;
    }

    /** How long a call that reads may be under way. */
    public Builder readTimeout(Duration longest) {
      this.readTimeout = positive(longest);
      return this;
    }

    /** How long a call that writes may be under way. */
    public Builder writeTimeout(Duration longest) {
      this.writeTimeout = positive(longest);
      return this;
    }

    /** The longest time after which an unanswered write may still land. */
    public Builder settleTime(Duration longest) {
      this.settleTime = notNegative(longest);
      return this;
    }

    private static Duration positive(Duration duration) {
      if (notNegative(duration).isZero()) {
        throw new IllegalArgumentException("a time-out is positive");
      }
      return duration;
    }

    private static Duration notNegative(Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a time is not negative");
      }
      return duration;
    }

    /**
     * Sends the key in the address, too, for hostings that drop the header; it stands in their logs
     * then.
     */
    public Builder keyInQuery() {
      this.keyInQuery = true;
      return this;
    }

    /**
     * Sends everything that writes as a POST that says what it stands for, for strict firewalls.
     */
    public Builder methodOverride() {
      this.methodOverride = true;
      return this;
    }

    /** The clock. */
    public Builder time(TimeSource source) {
      this.time = Objects.requireNonNull(source, "source");
      return this;
    }

    /** How the connector names itself. */
    public Builder userAgent(String name) {
      this.userAgent = Objects.requireNonNull(name, "name");
      return this;
    }

    /** Puts a fake in place of the network. */
    public Builder under(Interceptor fake) {
      this.under = Objects.requireNonNull(fake, "fake");
      return this;
    }

    /**
     * The connector.
     *
     * @throws IllegalStateException if the address or the key is missing
     */
    public PrestaShopConnector build() {
      HttpUrl address = base;
      String secret = key;
      if (address == null || secret == null) {
        throw new IllegalStateException("set url(…) and key(…)");
      }
      return new PrestaShopConnector(this, address, secret, transport(this, address, secret));
    }
  }
}
