package dev.syncline.dolibarr;

import dev.syncline.connector.MediaSource;
import dev.syncline.connector.TimeSource;
import dev.syncline.dolibarr.port.Rooms;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.EntityType;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PhoneRules;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * What a host says of its Dolibarr; checks each part when it is set, and makes the connector. Not
 * thread-safe.
 *
 * @since 0.1
 */
public final class DolibarrOptions {

  private @Nullable URI url;
  private @Nullable String key;
  private @Nullable String name;
  @Nullable String entity;
  private @Nullable String currency;
  private @Nullable String warehouse;
  private boolean virtualStock;
  private @Nullable String paymentMethod;
  private @Nullable String bankAccount;
  private @Nullable MediaSource pictures;
  private boolean carriesPictures;
  private int largestPicture = DolibarrConnector.DEFAULT_LARGEST_PICTURE;
  @Nullable String webhookSecret;
  @Nullable Interceptor under;
  private final Map<String, String> bankAccounts = new LinkedHashMap<>();
  private final Map<String, String> services = new LinkedHashMap<>(AccountSettings.SERVICES);
  private final Map<String, String> accounts = new LinkedHashMap<>();
  private final Set<EntityType> only = new LinkedHashSet<>();
  TimeSource time = TimeSource.system();
  private PhoneRules phones = new LibPhoneRules("FR");
  ZoneId zone = ZoneOffset.UTC;
  Duration readTimeout = DolibarrConnector.DEFAULT_READ_TIMEOUT;
  Duration writeTimeout = DolibarrConnector.DEFAULT_WRITE_TIMEOUT;
  private Duration settleTime = DolibarrConnector.DEFAULT_SETTLE_TIME;
  private Duration overlap = DolibarrConnector.DEFAULT_OVERLAP;
  String userAgent = "Syncline";
  String caller = "syncline";
  private String movementPrefix = "sl-";
  int reads = DolibarrConnector.DEFAULT_READS;
  int writes = DolibarrConnector.DEFAULT_WRITES;
  private boolean variants;
  private boolean contacts;
  boolean deletions;
  private boolean fourBytes;
  private boolean syncId;
  private boolean generatedCodes = true;
  private int priceLevel;

  DolibarrOptions() {}

  /** Where Dolibarr is: the address that people open, without {@code /api/index.php}. */
  public DolibarrOptions url(URI root) {
    this.url = Objects.requireNonNull(root, "root");
    return this;
  }

  /** The API key of a user of its own. */
  public DolibarrOptions key(String apiKey) {
    if (apiKey.isBlank() || apiKey.startsWith("dolcrypt:")) {
      throw new IllegalArgumentException("an API key is what the user's card shows, not encrypted");
    }
    this.key = apiKey;
    return this;
  }

  /** The company, where one installation has several: its number. */
  public DolibarrOptions entity(int number) {
    this.entity = Integer.toString(number);
    return this;
  }

  /** How the account is called; without it by its host and path. */
  public DolibarrOptions account(String alias) {
    this.name = Objects.requireNonNull(alias, "alias");
    return this;
  }

  /** These types only; without it all, variants only if they are switched on. */
  public DolibarrOptions types(EntityType... some) {
    this.only.addAll(Set.of(some));
    return this;
  }

  /** The company's currency, where the user may not read it: three letters. */
  public DolibarrOptions currency(String iso) {
    this.currency = iso.toUpperCase(java.util.Locale.ROOT);
    return this;
  }

  /** Whether stock is what is left once every open order is delivered; then it is only read. */
  public DolibarrOptions virtualStock(boolean counted) {
    this.virtualStock = counted;
    return this;
  }

  /** The warehouse, by id, whose stock is read and written. */
  public DolibarrOptions warehouse(String id) {
    this.warehouse = AccountSettings.id(id);
    return this;
  }

  /** The way to pay, by id, of payments that say none. */
  public DolibarrOptions paymentMethod(String id) {
    this.paymentMethod = AccountSettings.id(id);
    return this;
  }

  /** The bank account, by id, that payments go to. */
  public DolibarrOptions bankAccount(String id) {
    this.bankAccount = AccountSettings.id(id);
    return this;
  }

  /** The bank account that payments of one way to pay go to. */
  public DolibarrOptions bankAccount(String method, String id) {
    this.bankAccounts.put(AccountSettings.id(method), AccountSettings.id(id));
    return this;
  }

  /** The ref of the service that stands for lines with a role of {@link OrderLine}. */
  public DolibarrOptions service(String role, String ref) {
    if (!ref.matches("[A-Za-z0-9_.-]{1,128}")) {
      throw new IllegalArgumentException("a ref has letters, digits, _, - and . only");
    }
    this.services.put(role, ref);
    return this;
  }

  /** The ledger account of sales, such as 7085, that a service with this role is made with. */
  public DolibarrOptions serviceAccount(String role, String account) {
    if (!account.matches("[A-Za-z0-9_.-]{1,32}")) {
      throw new IllegalArgumentException("an account has letters, digits, _, - and . only");
    }
    this.accounts.put(role, account);
    return this;
  }

  /**
   * Whether variants are children of the vendor's module Variants; without it each stands as a
   * product of its own.
   */
  public DolibarrOptions variants(boolean module) {
    this.variants = module;
    return this;
  }

  /** Whether the contacts of an order are read and written: one more call for each order read. */
  public DolibarrOptions contactsOfOrders(boolean carried) {
    this.contacts = carried;
    return this;
  }

  /**
   * Whether pictures of products are read and written: one more call for each product read. Those
   * that are written are fetched from the other side of the plan.
   */
  public DolibarrOptions pictures(boolean carried) {
    this.carriesPictures = carried;
    return this;
  }

  /** Carries pictures, and fetches them here and not from the other side of the plan. */
  public DolibarrOptions pictures(MediaSource source) {
    this.pictures = Objects.requireNonNull(source, "source");
    return pictures(true);
  }

  /** How many bytes a picture may have; a larger one is left out. */
  public DolibarrOptions largestPicture(int bytes) {
    this.largestPicture = AccountSettings.positive(bytes);
    return this;
  }

  /** Whether a feed of its own tells what the agenda says was deleted: one more call a look. */
  public DolibarrOptions deletionsByAgenda(boolean told) {
    this.deletions = told;
    return this;
  }

  /** Whether the database takes characters of four bytes, such as emoji; most do not. */
  public DolibarrOptions fourByteCharacters(boolean taken) {
    this.fourBytes = taken;
    return this;
  }

  /**
   * Whether creates carry the extra field {@code sync_id}, which an administrator has made unique:
   * then a repeat makes nothing twice.
   */
  public DolibarrOptions syncId(boolean unique) {
    this.syncId = unique;
    return this;
  }

  /**
   * The level, from 1, whose price is the one that plans know, where the products module is set to
   * several prices (one for each segment of customers).
   */
  public DolibarrOptions priceLevel(int level) {
    this.priceLevel = AccountSettings.positive(level);
    return this;
  }

  /** Whether the vendor gives new customers their codes; it does unless switched off. */
  public DolibarrOptions generatedCustomerCodes(boolean generated) {
    this.generatedCodes = generated;
    return this;
  }

  /** The zone of the server, where its version does not tell it (before 24). */
  public DolibarrOptions zone(ZoneId server) {
    this.zone = Objects.requireNonNull(server, "server");
    return this;
  }

  /** How many reads go at once. */
  public DolibarrOptions readsAtOnce(int calls) {
    this.reads = AccountSettings.positive(calls);
    return this;
  }

  /** How many writes of products, categories and contacts go at once. */
  public DolibarrOptions writesAtOnce(int calls) {
    this.writes = AccountSettings.positive(calls);
    return this;
  }

  /** How long a call that reads may be under way. */
  public DolibarrOptions readTimeout(Duration longest) {
    this.readTimeout = AccountSettings.positive(longest);
    return this;
  }

  /** How long a call that writes may be under way. */
  public DolibarrOptions writeTimeout(Duration longest) {
    this.writeTimeout = AccountSettings.positive(longest);
    return this;
  }

  /** The longest time after which an unanswered write may still land. */
  public DolibarrOptions settleTime(Duration longest) {
    if (longest.isNegative()) {
      throw new IllegalArgumentException("a settle time is not negative");
    }
    this.settleTime = longest;
    return this;
  }

  /** How far back a poll looks again; at least two seconds. */
  public DolibarrOptions overlap(Duration time) {
    if (time.compareTo(Duration.ofSeconds(2)) < 0) {
      throw new IllegalArgumentException("what is under way may take two seconds");
    }
    this.overlap = time;
    return this;
  }

  /** How our writes name themselves to the vendor's triggers: small letters and digits. */
  public DolibarrOptions caller(String letters) {
    if (!letters.matches("[a-z0-9]{1,40}")) {
      throw new IllegalArgumentException("a caller has small letters and digits only");
    }
    this.caller = letters;
    return this;
  }

  /** What the codes of our movements of stock begin with. */
  public DolibarrOptions movementPrefix(String text) {
    if (!text.matches("[A-Za-z0-9_.-]{1,20}")) {
      throw new IllegalArgumentException("a prefix has letters, digits, _, - and . only");
    }
    this.movementPrefix = text;
    return this;
  }

  /** The ruler for phone numbers; without it numbers of France. */
  public DolibarrOptions phones(PhoneRules rules) {
    this.phones = Objects.requireNonNull(rules, "rules");
    return this;
  }

  /** The clock. */
  public DolibarrOptions time(TimeSource source) {
    this.time = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * What the query of the address that webhooks are sent to carries as {@code secret}, because the
   * vendor signs nothing: at least 32 characters that nobody can guess, the same on every node.
   */
  public DolibarrOptions webhookSecret(String secret) {
    this.webhookSecret = DolibarrWebhooks.checked(secret);
    return this;
  }

  /** How the connector names itself. */
  public DolibarrOptions userAgent(String agent) {
    this.userAgent = Objects.requireNonNull(agent, "agent");
    return this;
  }

  /** Puts a fake in place of the network. */
  public DolibarrOptions under(Interceptor fake) {
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

  String name(URI at) {
    String path = at.getPath() == null ? "" : at.getPath().replaceAll("/+$", "");
    String own = at.getAuthority() + path + (entity == null ? "" : "#" + entity);
    return name == null ? own : name;
  }

  Set<EntityType> types() {
    return Types.of(only, variants);
  }

  AccountSettings settings() {
    return new AccountSettings(
        Optional.ofNullable(currency),
        Map.copyOf(services),
        Map.copyOf(accounts),
        Optional.ofNullable(paymentMethod),
        Optional.ofNullable(bankAccount),
        Map.copyOf(bankAccounts),
        Optional.ofNullable(warehouse),
        fourBytes,
        syncId,
        priceLevel,
        phones);
  }

  Rooms.Settings rooms() {
    return new Rooms.Settings(
        Optional.ofNullable(warehouse),
        virtualStock,
        variants,
        contacts,
        carriesPictures,
        pictures,
        largestPicture,
        caller,
        movementPrefix,
        settleTime,
        overlap,
        generatedCodes,
        syncId,
        priceLevel,
        writes);
  }
}
