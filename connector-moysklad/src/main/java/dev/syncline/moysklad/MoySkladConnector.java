package dev.syncline.moysklad;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.CustomField;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Quota;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.WebhookPort;
import dev.syncline.http.HttpConnector;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.http.Outbox;
import dev.syncline.model.EntityType;
import dev.syncline.model.PhoneRules;
import dev.syncline.moysklad.port.MoySkladWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * MoySklad through its JSON API 1.2: folders, goods, services, variants, counterparties and their
 * contact persons, customers' orders and invoices, levels of stock.
 *
 * <p>Thread-safe. What is read of lists is complete up to the {@linkplain Builder#lag lag}; what is
 * written goes in bulks, and a create that is repeated makes nothing twice (for folders and
 * variants: after a look).
 *
 * @since 0.1
 */
public final class MoySkladConnector extends HttpConnector {

  /** The system's name in accounts. */
  public static final String SYSTEM = "moysklad";

  /** Where the API is. */
  public static final URI API = URI.create("https://api.moysklad.ru/api/remap/1.2");

  /** The longest time after which a change is taken to show up in lists. */
  public static final Duration DEFAULT_LAG = Duration.ofMinutes(3);

  /** The vendor ends a bulk after five minutes. */
  public static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofSeconds(305);

  /** An unanswered bulk may still be at work. */
  public static final Duration DEFAULT_SETTLE_TIME = Duration.ofMinutes(5);

  /** How long an audit is taken to be kept; the vendor does not say, and tariffs may differ. */
  public static final Duration DEFAULT_AUDIT_KEPT = Duration.ofDays(30);

  /** Goods, folders, variants and counterparties in one request: as many as the vendor takes. */
  public static final int DEFAULT_BULK = 1000;

  /** Orders or invoices in one request: each brings its lines. */
  public static final int DEFAULT_ORDERS_IN_BULK = 100;

  private final Connection connection;
  private final MoySkladDictionaries dictionaries;
  private final AccountCheck check;
  private final MoySkladWriter writer;
  private final Map<EntityType, EntityPort> ports;
  private final List<Feed> feeds;
  private final @Nullable WebhookPort webhooks;

  private MoySkladConnector(Builder from, Login login, Connection connection) {
    super("MoySklad", connection.transport());
    this.connection = connection;
    MoySkladApi api = connection.api();
    this.dictionaries = new MoySkladDictionaries(api, from.phones, from.priceType);
    this.check = new AccountCheck(api, dictionaries, login, from.priceType, from.accountId);
    this.writer =
        new MoySkladWriter(
            api, dictionaries, connection.writesOfOne(), from.bulk, from.ordersInBulk);
    Rooms rooms = new Rooms(api, dictionaries, from);
    this.ports = rooms.ports();
    this.feeds = rooms.feeds();
    this.webhooks = webhooks(from, login, api);
  }

  /** A connector for one account. */
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

  @Override
  public Dictionaries dictionaries() {
    return dictionaries;
  }

  /** Webhooks, if the host has set a {@linkplain Builder#webhookSecret secret} for them. */
  @Override
  public Optional<WebhookPort> webhooks() {
    return Optional.ofNullable(webhooks);
  }

  /**
   * How many entities have a value in a custom field, whoever wrote it: what a settings screen asks
   * before the field is used for something else. One request for each of the vendor's lists that
   * the field is of.
   */
  public long valuesHeld(CustomField field) {
    return dictionaries.valuesHeld(field);
  }

  /** How many of these values begin with a text, whatever the case of its letters. */
  public long valuesHeld(CustomField field, String beginning) {
    return dictionaries.valuesHeld(field, beginning);
  }

  @Override
  public Quota quota() {
    return connection.quota();
  }

  private @Nullable WebhookPort webhooks(Builder from, Login login, MoySkladApi api) {
    return from.webhookSecret == null
        ? null
        : new MoySkladWebhooks(
            api, login.kind(), from.webhookSecret, check::accountId, from.bundles);
  }

  /** Collects a connector; checks each part when it is set. Not thread-safe. */
  public static final class Builder {

    private @Nullable Login login;
    private @Nullable String alias;
    private @Nullable String accountId;
    private @Nullable String priceType;
    URI api = API;
    TimeSource time = TimeSource.system();
    PhoneRules phones = new LibPhoneRules("RU");
    Duration lag = DEFAULT_LAG;
    Duration writeTimeout = DEFAULT_WRITE_TIMEOUT;
    Duration settleTime = DEFAULT_SETTLE_TIME;
    String userAgent = "Syncline";
    private int bulk = DEFAULT_BULK;
    private int ordersInBulk = DEFAULT_ORDERS_IN_BULK;
    boolean bundles;
    StockKind stockKind = StockKind.PRESENT;
    boolean deletions;
    Duration auditKept = DEFAULT_AUDIT_KEPT;
    @Nullable WebhookSecret webhookSecret;
    @Nullable Interceptor under;

    private Builder() {}

    /** A user's login, written {@code user@account}, and password. */
    public Builder login(String name, String password) {
      this.login = Login.password(name, password);
      return this;
    }

    /** A user's token. Making a new one for the same user ends it: use a user of its own. */
    public Builder token(String token) {
      this.login = Login.token(Login.Kind.USER, token);
      return this;
    }

    /** The token of a solution from the vendor's market; its calls weigh least. */
    public Builder solutionToken(String token) {
      this.login = Login.token(Login.Kind.SOLUTION, token);
      return this;
    }

    /** The account's name; needed with a token, else the login's part behind the {@code @}. */
    public Builder account(String name) {
      this.alias = Objects.requireNonNull(name, "name");
      return this;
    }

    /** The vendor's id that the account must have; without it the first {@code check()} pins it. */
    public Builder accountId(String id) {
      this.accountId = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * The price type that prices are read from and written to, by id or name; without it the first.
     */
    public Builder priceType(String idOrName) {
      this.priceType = Objects.requireNonNull(idOrName, "idOrName");
      return this;
    }

    /** Another address of the API: a loopback address of a fake. */
    public Builder api(URI base) {
      this.api = Objects.requireNonNull(base, "base");
      return this;
    }

    /** The clock. */
    public Builder time(TimeSource source) {
      this.time = Objects.requireNonNull(source, "source");
      return this;
    }

    /**
     * How long a call that writes may be under way; a bulk of the vendor's runs up to five minutes.
     */
    public Builder writeTimeout(Duration longest) {
      if (longest.isNegative() || longest.isZero()) {
        throw new IllegalArgumentException("a time-out is positive");
      }
      this.writeTimeout = longest;
      return this;
    }

    /** The longest time after which an unanswered write may still land. */
    public Builder settleTime(Duration longest) {
      if (longest.isNegative()) {
        throw new IllegalArgumentException("a settle time is not negative");
      }
      this.settleTime = longest;
      return this;
    }

    /** The ruler for phone numbers; without it numbers of Russia. */
    public Builder phones(PhoneRules rules) {
      this.phones = Objects.requireNonNull(rules, "rules");
      return this;
    }

    /**
     * The longest time after which a change shows up in lists: so far back each poll looks twice.
     */
    public Builder lag(Duration atMost) {
      if (atMost.isNegative()) {
        throw new IllegalArgumentException("a lag is not negative");
      }
      this.lag = atMost;
      return this;
    }

    /** How many goods, folders, variants or counterparties go into one request: 1 to 1000. */
    public Builder bulk(int size) {
      this.bulk = size(size);
      return this;
    }

    /** How many orders or invoices go into one request: 1 to 100. */
    public Builder ordersInBulk(int size) {
      this.ordersInBulk = Math.min(size(size), DEFAULT_ORDERS_IN_BULK);
      return this;
    }

    /**
     * Whether sets of goods are among the products that feeds show and searches find: one more
     * request for each; without it they are read only where somebody points at them, as an order's
     * line does. Switched on, everything is shown once more.
     */
    public Builder bundles(boolean shown) {
      this.bundles = shown;
      return this;
    }

    /** Which number is a good's stock; what is present unless set. */
    public Builder stock(StockKind kind) {
      this.stockKind = Objects.requireNonNull(kind, "kind");
      return this;
    }

    /**
     * Whether a feed of its own tells what was deleted, from the account's audit: one more request
     * a look, and one for each deletion. Off unless set: without it a deletion is seen by a
     * webhook, or when the entity is read for another reason.
     */
    public Builder deletionsByAudit(boolean told) {
      this.deletions = told;
      return this;
    }

    /** How long the account's audit is kept: a look that comes later starts afresh. */
    public Builder auditKept(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a time that something is kept is positive");
      }
      this.auditKept = time;
      return this;
    }

    /**
     * What the address that webhooks are sent to carries, because the vendor signs nothing: at
     * least 16 characters that nobody can guess, the same on every node. Without it there are no
     * webhooks.
     */
    public Builder webhookSecret(String secret) {
      this.webhookSecret = WebhookSecret.of(secret);
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
     * @throws IllegalStateException if the login is missing, or the account's name beside a token
     */
    public MoySkladConnector build() {
      Login known = login;
      if (known == null) {
        throw new IllegalStateException("set login(…), token(…) or solutionToken(…)");
      }
      String name = alias != null ? alias : known.alias();
      if (name == null) {
        throw new IllegalStateException("a token does not tell its account: set account(…), too");
      }
      return new MoySkladConnector(
          this, known, Connection.of(this, known, new Account(SYSTEM, name)));
    }

    private static int size(int size) {
      if (size < 1 || size > MoySkladApi.PAGE) {
        throw new IllegalArgumentException(
            "a request takes 1 to " + MoySkladApi.PAGE + " elements");
      }
      return size;
    }
  }
}
