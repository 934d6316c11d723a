package dev.syncline.dolibarr;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.Feed;
import dev.syncline.connector.Located;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.WebhookPort;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.port.ChangeFeed;
import dev.syncline.dolibarr.port.DeletionFeed;
import dev.syncline.dolibarr.port.DolibarrPort;
import dev.syncline.dolibarr.port.DolibarrWriter;
import dev.syncline.dolibarr.port.PaymentPort;
import dev.syncline.dolibarr.port.Resource;
import dev.syncline.dolibarr.port.Rooms;
import dev.syncline.dolibarr.port.StockFeed;
import dev.syncline.dolibarr.port.StockPort;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.EntityType;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Payment;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
 * Dolibarr through its REST API, versions 14 to 24: categories, products and variants, third
 * parties and contacts, orders, invoices, credit notes, payments, shipments and levels of stock.
 *
 * <p>Thread-safe. The vendor takes one object a call and publishes no limit: how many calls go at
 * once is set here, and adapts to how the server answers.
 *
 * @since 0.1
 */
public final class DolibarrConnector implements Connector {

  /** The system's name in accounts. */
  public static final String SYSTEM = "dolibarr";

  /** How many reads go at once. */
  public static final int DEFAULT_READS = 4;

  /** How many writes of products, categories and contacts go at once. */
  public static final int DEFAULT_WRITES = 2;

  /** How long a call that writes may be under way: most servers end a script after this. */
  public static final Duration DEFAULT_WRITE_TIMEOUT = Duration.ofSeconds(60);

  /** An unanswered script may still be at work. */
  public static final Duration DEFAULT_SETTLE_TIME = Duration.ofMinutes(2);

  /** How far back a poll looks again: what was not committed when the last one looked. */
  public static final Duration DEFAULT_OVERLAP = Duration.ofSeconds(5);

  private static final String API = "api/index.php";
  private static final Map<String, String> SERVICES =
      Map.of(
          OrderLine.SHIPPING, "SHIPPING",
          OrderLine.DISCOUNT, "DISCOUNT",
          OrderLine.WRAPPING, "WRAPPING",
          OrderLine.ROUNDING, "ROUNDING");

  private final DolibarrApi api;
  private final DolibarrDictionaries dictionaries;
  private final AccountCheck check;
  private final DolibarrWriter writer;
  private final Map<EntityType, EntityPort> ports;
  private final List<Feed> feeds;
  private final @Nullable WebhookPort webhooks;

  private DolibarrConnector(Builder from, URI url, String key) {
    Account account = new Account(SYSTEM, from.name(url));
    this.api = api(from, account, url, key);
    AccountSettings settings = from.settings();
    this.dictionaries = new DolibarrDictionaries(api, settings);
    Rooms rooms = new Rooms(api, dictionaries, from.rooms());
    this.ports = ports(from.types(), rooms);
    this.check = new AccountCheck(api, dictionaries, settings, ports.keySet());
    this.writer = new DolibarrWriter(rooms);
    this.feeds = feeds(ports.keySet(), rooms, from.deletions);
    this.webhooks =
        from.webhookSecret == null
            ? null
            : new DolibarrWebhooks(api, from.webhookSecret, from.caller, ports.keySet());
  }

  private static DolibarrApi api(Builder from, Account account, URI url, String key) {
    HttpTransport.Builder transport =
        HttpTransport.builder(account).time(from.time).userAgent(from.userAgent).secrets(key);
    if (from.webhookSecret != null) {
      transport.secrets(from.webhookSecret);
    }
    if (from.under != null) {
      transport.under(from.under);
    }
    HttpUrl base = Objects.requireNonNull(HttpUrl.get(url.toString()));
    return new DolibarrApi(
        account,
        key,
        Optional.ofNullable(from.entity),
        base.newBuilder().addPathSegments(API).build(),
        transport.build(),
        new DolibarrPace(from.time, from.reads, from.writes),
        new ServerClock(from.time, from.zone),
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
      feeds.add(new StockFeed(rooms));
    }
    if (deletions) {
      feeds.add(new DeletionFeed(rooms, types));
    }
    return List.copyOf(feeds);
  }

  /** A connector for one account. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Account account() {
    return api.account();
  }

  @Override
  public ConnectionCheck check() {
    return check.run();
  }

  @Override
  public Set<EntityType> entityTypes() {
    return ports.keySet();
  }

  @Override
  public EntityPort port(EntityType type) {
    EntityPort port = ports.get(type);
    if (port == null) {
      throw new IllegalArgumentException("Dolibarr's connector has no " + type);
    }
    return port;
  }

  @Override
  public List<Feed> feeds() {
    return feeds;
  }

  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return writer.pack(writes);
  }

  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    return writer.write(writes, leaveBefore);
  }

  @Override
  public List<Located> locate(List<Write.Create> creates) {
    return writer.locate(creates);
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

  /** How many calls go at once now. */
  public DolibarrPace pace() {
    return api.pace();
  }

  @Override
  public long requests() {
    return api.requests();
  }

  @Override
  public String toString() {
    return "Dolibarr " + account();
  }

  @Override
  public void close() {
    api.close();
  }

  /** Collects a connector; checks each part when it is set. Not thread-safe. */
  public static final class Builder {

    private @Nullable URI url;
    private @Nullable String key;
    private @Nullable String name;
    private @Nullable String entity;
    private @Nullable String currency;
    private @Nullable String warehouse;
    private @Nullable String paymentMethod;
    private @Nullable String bankAccount;
    private @Nullable PictureSource pictures;
    private @Nullable String webhookSecret;
    private @Nullable Interceptor under;
    private final Map<String, String> bankAccounts = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>(SERVICES);
    private final Set<EntityType> only = new LinkedHashSet<>();
    private TimeSource time = TimeSource.system();
    private PhoneRules phones = new LibPhoneRules("FR");
    private ZoneId zone = ZoneOffset.UTC;
    private Duration writeTimeout = DEFAULT_WRITE_TIMEOUT;
    private Duration settleTime = DEFAULT_SETTLE_TIME;
    private Duration overlap = DEFAULT_OVERLAP;
    private String userAgent = "Syncline";
    private String caller = "syncline";
    private String movementPrefix = "sl-";
    private int reads = DEFAULT_READS;
    private int writes = DEFAULT_WRITES;
    private boolean variants;
    private boolean contacts;
    private boolean deletions;
    private boolean fourBytes;
    private boolean syncId;
    private boolean generatedCodes = true;

    private Builder() {}

    /** Where Dolibarr is: the address that people open, without {@code /api/index.php}. */
    public Builder url(URI root) {
      this.url = Objects.requireNonNull(root, "root");
      return this;
    }

    /** The API key of a user of its own. */
    public Builder key(String apiKey) {
      if (apiKey.isBlank() || apiKey.startsWith("dolcrypt:")) {
        throw new IllegalArgumentException(
            "an API key is what the user's card shows, not encrypted");
      }
      this.key = apiKey;
      return this;
    }

    /** The company, where one installation has several: its number. */
    public Builder entity(int number) {
      this.entity = Integer.toString(number);
      return this;
    }

    /** How the account is called; without it by its host and path. */
    public Builder account(String alias) {
      this.name = Objects.requireNonNull(alias, "alias");
      return this;
    }

    /** These types only; without it all, variants only if they are switched on. */
    public Builder types(EntityType... some) {
      this.only.addAll(Set.of(some));
      return this;
    }

    /** The company's currency, where the user may not read it: three letters. */
    public Builder currency(String iso) {
      this.currency = iso.toUpperCase(java.util.Locale.ROOT);
      return this;
    }

    /** The warehouse, by id, whose stock is read and written. */
    public Builder warehouse(String id) {
      this.warehouse = id(id);
      return this;
    }

    /** The way to pay, by id, of payments that say none. */
    public Builder paymentMethod(String id) {
      this.paymentMethod = id(id);
      return this;
    }

    /** The bank account, by id, that payments go to. */
    public Builder bankAccount(String id) {
      this.bankAccount = id(id);
      return this;
    }

    /** The bank account that payments of one way to pay go to. */
    public Builder bankAccount(String method, String id) {
      this.bankAccounts.put(id(method), id(id));
      return this;
    }

    /** The ref of the service that stands for lines with a role of {@link OrderLine}. */
    public Builder service(String role, String ref) {
      if (!ref.matches("[A-Za-z0-9_.-]{1,128}")) {
        throw new IllegalArgumentException("a ref has letters, digits, _, - and . only");
      }
      this.services.put(role, ref);
      return this;
    }

    /**
     * Whether variants are children of the vendor's module Variants; without it each stands as a
     * product of its own.
     */
    public Builder variants(boolean module) {
      this.variants = module;
      return this;
    }

    /** Whether the contacts of an order are read and written: one more call for each order read. */
    public Builder contactsOfOrders(boolean carried) {
      this.contacts = carried;
      return this;
    }

    /** Carries pictures, and fetches them here: one more call for each product read. */
    public Builder pictures(PictureSource source) {
      this.pictures = Objects.requireNonNull(source, "source");
      return this;
    }

    /** Whether a feed of its own tells what the agenda says was deleted: one more call a look. */
    public Builder deletionsByAgenda(boolean told) {
      this.deletions = told;
      return this;
    }

    /** Whether the database takes characters of four bytes, such as emoji; most do not. */
    public Builder fourByteCharacters(boolean taken) {
      this.fourBytes = taken;
      return this;
    }

    /**
     * Whether creates carry the extra field {@code sync_id}, which an administrator has made
     * unique: then a repeat makes nothing twice.
     */
    public Builder syncId(boolean unique) {
      this.syncId = unique;
      return this;
    }

    /** Whether the vendor gives new customers their codes; it does unless switched off. */
    public Builder generatedCustomerCodes(boolean generated) {
      this.generatedCodes = generated;
      return this;
    }

    /** The zone of the server, where its version does not tell it (before 24). */
    public Builder zone(ZoneId server) {
      this.zone = Objects.requireNonNull(server, "server");
      return this;
    }

    /** How many reads go at once. */
    public Builder readsAtOnce(int calls) {
      this.reads = positive(calls);
      return this;
    }

    /** How many writes of products, categories and contacts go at once. */
    public Builder writesAtOnce(int calls) {
      this.writes = positive(calls);
      return this;
    }

    /** How long a call that writes may be under way. */
    public Builder writeTimeout(Duration longest) {
      this.writeTimeout = positive(longest);
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

    /** How far back a poll looks again; at least two seconds. */
    public Builder overlap(Duration time) {
      if (time.compareTo(Duration.ofSeconds(2)) < 0) {
        throw new IllegalArgumentException("what is under way may take two seconds");
      }
      this.overlap = time;
      return this;
    }

    /** How our writes name themselves to the vendor's triggers: small letters and digits. */
    public Builder caller(String letters) {
      if (!letters.matches("[a-z0-9]{1,40}")) {
        throw new IllegalArgumentException("a caller has small letters and digits only");
      }
      this.caller = letters;
      return this;
    }

    /** What the codes of our movements of stock begin with. */
    public Builder movementPrefix(String text) {
      if (!text.matches("[A-Za-z0-9_.-]{1,20}")) {
        throw new IllegalArgumentException("a prefix has letters, digits, _, - and . only");
      }
      this.movementPrefix = text;
      return this;
    }

    /** The ruler for phone numbers; without it numbers of France. */
    public Builder phones(PhoneRules rules) {
      this.phones = Objects.requireNonNull(rules, "rules");
      return this;
    }

    /** The clock. */
    public Builder time(TimeSource source) {
      this.time = Objects.requireNonNull(source, "source");
      return this;
    }

    /**
     * What the query of the address that webhooks are sent to carries as {@code secret}, because
     * the vendor signs nothing: at least 32 characters that nobody can guess, the same on every
     * node.
     */
    public Builder webhookSecret(String secret) {
      this.webhookSecret = DolibarrWebhooks.checked(secret);
      return this;
    }

    /** How the connector names itself. */
    public Builder userAgent(String agent) {
      this.userAgent = Objects.requireNonNull(agent, "agent");
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
    public DolibarrConnector build() {
      URI where = url;
      String with = key;
      if (where == null || with == null) {
        throw new IllegalStateException("set url(…) and key(…)");
      }
      return new DolibarrConnector(this, where, with);
    }

    private String name(URI at) {
      String path = at.getPath() == null ? "" : at.getPath().replaceAll("/+$", "");
      String own = at.getAuthority() + path + (entity == null ? "" : "#" + entity);
      return name == null ? own : name;
    }

    private Set<EntityType> types() {
      Set<EntityType> types = new LinkedHashSet<>();
      for (Resource resource : Resource.values()) {
        types.add(resource.type());
      }
      types.add(Payment.TYPE);
      types.add(StockLevel.TYPE);
      if (!only.isEmpty()) {
        types.retainAll(only);
      }
      if (!variants) {
        types.remove(Variant.TYPE);
      }
      return types;
    }

    private AccountSettings settings() {
      return new AccountSettings(
          Optional.ofNullable(currency),
          Map.copyOf(services),
          Optional.ofNullable(paymentMethod),
          Optional.ofNullable(bankAccount),
          Map.copyOf(bankAccounts),
          Optional.ofNullable(warehouse),
          fourBytes,
          syncId,
          phones);
    }

    private Rooms.Settings rooms() {
      return new Rooms.Settings(
          Optional.ofNullable(warehouse),
          variants,
          contacts,
          pictures,
          caller,
          movementPrefix,
          settleTime,
          overlap,
          generatedCodes,
          syncId,
          writes);
    }

    private static String id(String id) {
      if (!id.matches("[1-9][0-9]{0,17}")) {
        throw new IllegalArgumentException("an id is a number");
      }
      return id;
    }

    private static int positive(int calls) {
      if (calls < 1) {
        throw new IllegalArgumentException("at least one call");
      }
      return calls;
    }

    private static Duration positive(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a time-out is positive");
      }
      return time;
    }
  }
}
