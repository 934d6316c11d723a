package dev.syncline.dolibarr;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.WebhookPort;
import dev.syncline.dolibarr.port.ChangeFeed;
import dev.syncline.dolibarr.port.DeletionFeed;
import dev.syncline.dolibarr.port.DolibarrPort;
import dev.syncline.dolibarr.port.DolibarrWriter;
import dev.syncline.dolibarr.port.PaymentPort;
import dev.syncline.dolibarr.port.ProductFiles;
import dev.syncline.dolibarr.port.Resource;
import dev.syncline.dolibarr.port.Rooms;
import dev.syncline.dolibarr.port.StockFeed;
import dev.syncline.dolibarr.port.StockPort;
import dev.syncline.http.HttpConnector;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.Outbox;
import dev.syncline.model.EntityType;
import dev.syncline.model.Payment;
import dev.syncline.model.StockLevel;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Dolibarr through its REST API, versions 14 to 24: categories, products and variants, third
 * parties and contacts, orders, invoices, credit notes, payments, shipments and levels of stock.
 *
 * <p>Thread-safe. The vendor takes one object a call and publishes no limit: how many calls go at
 * once is set here, and adapts to how the server answers.
 *
 * @since 0.1
 */
public final class DolibarrConnector extends HttpConnector {

  /** The system's name in accounts. */
  public static final String SYSTEM = "dolibarr";

  /** How many reads go at once. */
  public static final int DEFAULT_READS = 4;

  /** How many writes of products, categories and contacts go at once. */
  public static final int DEFAULT_WRITES = 2;

  /** How long a call that reads may be under way. */
  public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofSeconds(60);

  /** How long a call that writes may be under way: most servers end a script after this. */
  public static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofSeconds(60);

  /** An unanswered script may still be at work. */
  public static final Duration DEFAULT_SETTLE_TIME = Duration.ofMinutes(2);

  /** How far back a poll looks again: what was not committed when the last one looked. */
  public static final Duration DEFAULT_OVERLAP = Duration.ofSeconds(5);

  /** How many bytes a picture may have: 4 megabytes. */
  public static final int DEFAULT_LARGEST_PICTURE = 4 << 20;

  private static final String API = "api/index.php";

  private final DolibarrApi api;
  private final DolibarrDictionaries dictionaries;
  private final AccountCheck check;
  private final DolibarrWriter writer;
  private final MediaSource files;
  private final Map<EntityType, EntityPort> ports;
  private final List<Feed> feeds;
  private final @Nullable WebhookPort webhooks;

  DolibarrConnector(DolibarrOptions from, URI url, String key) {
    this(from, url, key, transport(from, new Account(SYSTEM, from.name(url)), key));
  }

  private DolibarrConnector(DolibarrOptions from, URI url, String key, HttpTransport transport) {
    super("Dolibarr", transport);
    this.api = api(from, url, key, transport);
    AccountSettings settings = from.settings();
    this.dictionaries = new DolibarrDictionaries(api, settings);
    Rooms rooms = new Rooms(api, dictionaries, from.rooms());
    this.ports = ports(from.types(), rooms);
    this.check = new AccountCheck(api, dictionaries, settings, ports.keySet());
    this.writer = new DolibarrWriter(rooms);
    this.files = new ProductFiles(api);
    this.feeds = feeds(ports.keySet(), rooms, from.deletions);
    this.webhooks =
        from.webhookSecret == null
            ? null
            : new DolibarrWebhooks(api, from.webhookSecret, from.caller, ports.keySet());
  }

  private static HttpTransport transport(DolibarrOptions from, Account account, String key) {
    HttpTransport.Builder transport =
        HttpTransport.builder(account).time(from.time).userAgent(from.userAgent).secrets(key);
    if (from.webhookSecret != null) {
      transport.secrets(from.webhookSecret);
    }
    if (from.under != null) {
      transport.under(from.under);
    }
    return transport.build();
  }

  private static DolibarrApi api(
      DolibarrOptions from, URI url, String key, HttpTransport transport) {
    HttpUrl base = Objects.requireNonNull(HttpUrl.get(url.toString()));
    return new DolibarrApi(
        transport.account(),
        key,
        Optional.ofNullable(from.entity),
        base.newBuilder().addPathSegments(API).build(),
        transport,
        new DolibarrPace(from.time, from.reads, from.writes),
        new ServerClock(from.time, from.zone),
        from.readTimeout,
        from.writeTimeout);
  }

  private static Map<EntityType, EntityPort> ports(Set<EntityType> types, Rooms rooms) {
    Map<EntityType, EntityPort> ports = new LinkedHashMap<>();
    for (Resource resource : Resource.values()) {
      if (types.contains(resource.type())) {
        ports.put(resource.type(), new DolibarrPort(resource, rooms));
      }
    }
    if (types.contains(Payment.TYPE)) {
      ports.put(Payment.TYPE, new PaymentPort(rooms));
    }
    if (types.contains(StockLevel.TYPE)) {
      ports.put(StockLevel.TYPE, new StockPort(rooms));
    }
    return java.util.Collections.unmodifiableMap(ports);
  }

  private static List<Feed> feeds(Set<EntityType> types, Rooms rooms, boolean deletions) {
    List<Feed> feeds = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      if (types.contains(resource.type())) {
        String name = resource.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        feeds.add(new ChangeFeed(name, resource, rooms));
      }
    }
    if (types.contains(StockLevel.TYPE)) {
      feeds.add(StockFeed.of(rooms));
    }
    if (deletions) {
      feeds.add(new DeletionFeed(rooms, types));
    }
    return List.copyOf(feeds);
  }

  /** A connector for one account. */
  public static DolibarrOptions builder() {
    return new DolibarrOptions();
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

  /** The pictures of products, if they are {@linkplain DolibarrOptions#pictures carried}. */
  @Override
  public MediaSource media() {
    return files;
  }

  @Override
  public Dictionaries dictionaries() {
    return dictionaries;
  }

  /** Webhooks, if the host has set a {@linkplain DolibarrOptions#webhookSecret secret} for them. */
  @Override
  public Optional<WebhookPort> webhooks() {
    return Optional.ofNullable(webhooks);
  }

  /** How many calls go at once now. */
  public DolibarrPace pace() {
    return api.pace();
  }
}
