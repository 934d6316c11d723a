package dev.syncline.bitrix24;

import dev.syncline.bitrix24.port.BitrixPort;
import dev.syncline.bitrix24.port.ListFeed;
import dev.syncline.bitrix24.port.Portal;
import dev.syncline.bitrix24.port.SectionFeed;
import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.CredentialStore;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Quota;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.WebhookPort;
import dev.syncline.http.HttpConnector;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.Outbox;
import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRules;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Bitrix24, one portal: catalog, customers, deals and invoices.
 *
 * <p>Writes of all types travel in batches; creates carry a marker that {@link #locate} searches.
 * The account is the portal's host. No message, log or exception holds the webhook's code or a
 * token. Thread-safe.
 *
 * @since 0.1
 */
public final class BitrixConnector extends HttpConnector {

  /** After the 60 seconds that a request may run, and some for the answer. */
  public static final Duration DEFAULT_SETTLE_TIME = Duration.ofSeconds(65);

  /** The vendor cuts a request off after a minute. */
  public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(62);

  /** How late a change may surface in lists, as the vendor advises to assume. */
  public static final Duration DEFAULT_LAG = Duration.ofMinutes(2);

  /** The most that the vendor takes in one request. */
  public static final int DEFAULT_COMMANDS_PER_BATCH = BitrixBatch.MAX_COMMANDS;

  private static final String SYSTEM = "bitrix24";
  private static final String GENERAL_PIPELINE = "0";

  private final BitrixApi api;
  private final HttpTransport transport;
  private final BitrixDictionaries codes;
  private final BitrixOutbox outbox;
  private final Map<EntityType, BitrixPort> ports = new LinkedHashMap<>();
  private final List<Feed> feeds;
  private final Optional<BitrixQueue> queue;
  private final Optional<WebhookPort> webhooks;

  private BitrixConnector(Builder from, HttpTransport transport) {
    super("Bitrix24", transport);
    this.transport = transport;
    this.api = new BitrixApi(account(), from.access, transport, from.time, from.connectorKey);
    this.codes = new BitrixDictionaries(api, from.priceType);
    this.outbox = new BitrixOutbox(api, from.commandsPerBatch, this::bitrixPort);
    Portal portal =
        new Portal(api, codes, from.callTimeout, from.settleTime, from.lag, from.pipeline);
    ports.putAll(BitrixPort.all(portal));
    this.queue =
        Optional.ofNullable(from.connectorKey).map(key -> new BitrixQueue(api, codes, key));
    this.feeds = feeds(portal);
    this.webhooks =
        from.applicationTokens.isEmpty()
            ? Optional.empty()
            : Optional.of(new BitrixWebhooks(api, codes, from.applicationTokens));
  }

  private List<Feed> feeds(Portal portal) {
    List<Feed> all = new ArrayList<>();
    all.add(new SectionFeed(portal));
    all.add(new ListFeed("products", bitrixPort(Product.TYPE)));
    all.add(new ListFeed("offers", bitrixPort(Variant.TYPE)));
    all.add(new ListFeed("customers", bitrixPort(Customer.TYPE)));
    all.add(new ListFeed("deals", bitrixPort(Order.TYPE)));
    all.add(new ListFeed("invoices", bitrixPort(Invoice.TYPE)));
    queue.ifPresent(all::add);
    return List.copyOf(all);
  }

  /**
   * By an inbound webhook with the scopes {@code crm}, {@code catalog} and {@code user_brief}.
   *
   * @param url as Bitrix24 shows it: {@code https://portal/rest/USER/CODE/}; a secret
   */
  public static Builder webhook(String url) {
    Access.Webhook webhook = new Access.Webhook(url);
    return new Builder(webhook.portal(), webhook, new Late());
  }

  /**
   * As an installed application.
   *
   * @param portal the portal's address, such as {@code https://acme.bitrix24.ru}
   * @param credentials where the host keeps what the installation brought: {@link
   *     BitrixTokens#credentials()}
   */
  public static Builder oauth(
      String portal, String clientId, String clientSecret, CredentialStore credentials) {
    HttpUrl url = HttpUrl.parse(portal);
    if (url == null) {
      throw new IllegalArgumentException(
          "the portal's address looks like https://acme.bitrix24.ru");
    }
    Late late = new Late();
    Account account = new Account(SYSTEM, Access.portal(url));
    OAuthAccess access =
        new OAuthAccess(
            account,
            url,
            clientId,
            clientSecret,
            credentials,
            call -> late.transport().exchange(call));
    return new Builder(account.id(), access, late);
  }

  @Override
  public ConnectionCheck check() {
    List<ConnectionCheck.Problem> problems = codes.reload();
    List<String> notes = new ArrayList<>();
    if (problems.isEmpty() && codes.offersBlock() == 0) {
      notes.add("the catalog has no variants' block: variants cannot be kept");
    }
    if (problems.isEmpty() && codes.options().productArticle().isEmpty()) {
      notes.add("the catalog has no property ARTNUMBER: article numbers cannot be kept");
    }
    if (problems.isEmpty() && !codes.invoices().smart() && !codes.invoices().classic()) {
      notes.add("the portal has no invoices: they cannot be kept");
    }
    if (queue.isPresent() && !queue.get().keepsUntilConfirmed()) {
      notes.add(
          "the portal's tariff keeps no events until they are confirmed: a crash may lose hints");
    }
    return new ConnectionCheck("user " + codes.userId(), problems, notes);
  }

  @Override
  protected Map<EntityType, BitrixPort> ports() {
    return ports;
  }

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  public List<Feed> feeds() {
    return feeds;
  }

  @Override
  public BitrixDictionaries dictionaries() {
    return codes;
  }

  /** Online events, if an application's or an outgoing webhook's token is set. */
  @Override
  public Optional<WebhookPort> webhooks() {
    return webhooks;
  }

  @Override
  public Quota quota() {
    return transport.quota();
  }

  private BitrixPort bitrixPort(EntityType type) {
    return (BitrixPort) port(type);
  }

  private static HttpTransport transport(Builder from) {
    QuotaGate gate = from.gate == null ? new QuotaGate(from.rules, from.time) : from.gate;
    Access access = from.access;
    HttpTransport.Builder builder =
        HttpTransport.builder(from.account)
            .time(from.time)
            .callTimeout(from.callTimeout)
            .quota(gate)
            .userAgent("Syncline/0.1")
            .secrets(access::secrets);
    Interceptor fake = from.under;
    if (fake != null) {
      builder.under(fake);
    }
    HttpTransport transport = builder.build();
    from.lateTransport.transport = transport;
    access.begin(from.time, from.callTimeout);
    return transport;
  }

  /** Tokens are renewed over the same transport, which is built after the access. */
  private static final class Late {

    private @Nullable HttpTransport transport;

    HttpTransport transport() {
      return Objects.requireNonNull(transport, "transport");
    }
  }

  /** Collects a connector; checks each part when it is set. Not thread-safe; used once. */
  public static final class Builder {

    private final Account account;
    private final Access access;
    private final Late lateTransport;
    private TimeSource time = TimeSource.system();
    private QuotaRules rules = BitrixQuota.standard();
    private @Nullable QuotaGate gate;
    private @Nullable Interceptor under;
    private Duration settleTime = DEFAULT_SETTLE_TIME;
    private Duration callTimeout = DEFAULT_CALL_TIMEOUT;
    private Duration lag = DEFAULT_LAG;
    private String pipeline = GENERAL_PIPELINE;
    private long priceType;
    private int commandsPerBatch = DEFAULT_COMMANDS_PER_BATCH;
    private final Set<String> applicationTokens = new LinkedHashSet<>();
    private @Nullable String connectorKey;

    private Builder(String portal, Access access, Late late) {
      this.account = new Account(SYSTEM, portal);
      this.access = access;
      this.lateTransport = late;
    }

    /** The clock by which it waits. */
    public Builder time(TimeSource source) {
      this.time = Objects.requireNonNull(source, "source");
      return this;
    }

    /** Puts a fake in place of the network. */
    public Builder under(Interceptor fake) {
      this.under = Objects.requireNonNull(fake, "fake");
      return this;
    }

    /** The portal's limits, {@link BitrixQuota#standard()} unless said otherwise. */
    public Builder quota(QuotaRules published) {
      this.rules = Objects.requireNonNull(published, "published");
      return this;
    }

    /** Shares the limits with other connectors of this portal in this process. */
    public Builder quota(QuotaGate shared) {
      this.gate = Objects.requireNonNull(shared, "shared");
      return this;
    }

    /** After which an unanswered write has landed or never will. */
    public Builder settleTime(Duration time) {
      this.settleTime = notNegative(time);
      return this;
    }

    /** How long a call may be under way. */
    public Builder callTimeout(Duration longest) {
      this.callTimeout = notNegative(longest);
      return this;
    }

    /** How late a change may surface in lists. */
    public Builder lag(Duration time) {
      this.lag = notNegative(time);
      return this;
    }

    /** The pipeline of new deals whose status and fields name none; 0 is the general one. */
    public Builder categoryId(long pipelineId) {
      this.pipeline = Long.toString(pipelineId);
      return this;
    }

    /** The price type that {@code PRICE} is; the portal's base type unless said otherwise. */
    public Builder priceType(long catalogGroupId) {
      this.priceType = catalogGroupId;
      return this;
    }

    /** How many commands of writes one request takes: fewer where robots make writes slow. */
    public Builder commandsPerBatch(int commands) {
      if (commands < 1 || commands > BitrixBatch.MAX_COMMANDS) {
        throw new IllegalArgumentException(
            "a batch takes 1 to " + BitrixBatch.MAX_COMMANDS + " commands");
      }
      this.commandsPerBatch = commands;
      return this;
    }

    /**
     * The token that events carry: of the application, or of an outgoing webhook. May be called for
     * several.
     */
    public Builder applicationToken(String token) {
      if (token.isBlank()) {
        throw new IllegalArgumentException("the application token is empty");
      }
      this.applicationTokens.add(token);
      return this;
    }

    /**
     * Reads the portal's own queue of events, which tells of deletions too. Applications of an
     * administrator only.
     *
     * @param key names the queue; of one plan alone: letters, digits and underscores
     */
    public Builder offlineEvents(String key) {
      if (!key.matches("[A-Za-z0-9_]{1,50}")) {
        throw new IllegalArgumentException(
            "the key of the events' queue is made of letters, digits and underscores");
      }
      if (!access.application()) {
        throw new IllegalArgumentException(
            "the events' queue needs an application (BitrixConnector.oauth), not an inbound"
                + " webhook");
      }
      this.connectorKey = key;
      return this;
    }

    /** The connector. No call is made. */
    public BitrixConnector build() {
      return new BitrixConnector(this, transport(this));
    }

    private static Duration notNegative(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("a time is not negative");
      }
      return time;
    }
  }
}
