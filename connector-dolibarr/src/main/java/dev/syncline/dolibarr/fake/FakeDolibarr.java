package dev.syncline.dolibarr.fake;

import dev.syncline.connector.TimeSource;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeServer;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.fake.RequestLog;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A strict Dolibarr installation: its REST API with keys, rights, firewall, lists, life cycles,
 * stock, calendar and webhooks, as versions 14 to 24 speak it. The SOAP web services are not there.
 *
 * <p>{@link #start()} serves it on a free loopback port; {@code builder().build()} leaves the
 * transport to {@link InProcess}. A fresh one holds a warehouse, a bank account and the
 * dictionaries of a French installation. Thread-safe.
 *
 * @since 0.1
 */
public final class FakeDolibarr extends FakeBooks implements FakeSystem, AutoCloseable {

  private final Faults faults =
      new Faults(
          FakeResponse.of(
              503, "text/html", "<html><body>Service Temporarily Unavailable</body></html>"));
  private final List<Account> accounts = new CopyOnWriteArrayList<>();
  private final Installation installation;
  private @Nullable FakeServer server;
  private @Nullable InProcess wire;
  private URI base = URI.create("http://localhost");

  private FakeDolibarr(Builder chosen) {
    Setup setup = new Setup(chosen.choices());
    setup.constants.putAll(chosen.constants);
    chosen.without.forEach(module -> setup.switched(module, false));
    accounts.add(
        new Account(1, "admin", "admin-key-0001", true, Account.ALL_RIGHTS, chosen.entity));
    accounts.add(
        new Account(2, "sync", "sync-key-00002", chosen.admin, chosen.rights, chosen.entity));
    Clocks clocks = new Clocks(chosen.time, chosen.php, chosen.database);
    installation =
        new Installation(setup, clocks, new Triggers(chosen.carrier), accounts, chosen.latency);
    fill();
  }

  private void fill() {
    add("warehouses", new FakeDraft().label("Main").set("statut", 1));
    add(
        "bankaccounts",
        new FakeDraft()
            .ref("BANK")
            .label("Bank")
            .set("type", 1)
            .set("currency_code", installation.setup.currency)
            .set("country_id", 1));
    String own = installation.setup.currency;
    installation.bySomebody(session -> Currencies.insert(session, own, own, BigDecimal.ONE));
  }

  /** A fresh installation of version 24, served on a free loopback port. */
  public static FakeDolibarr start() {
    return builder().start();
  }

  /** Settings of an installation that is to be. */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of an installation; each has the default of a fresh real one. Not thread-safe. */
  public static final class Builder {

    private final Map<String, String> constants = new HashMap<>();
    private final Set<String> without = new HashSet<>();
    private String version = "24.0.0";
    private ZoneId php = ZoneOffset.UTC;
    private ZoneId database = ZoneOffset.UTC;
    private int entity = 1;
    private String currency = "EUR";
    private Set<String> rights = Account.ALL_RIGHTS;
    private boolean admin = true;
    private boolean debug = true;
    private boolean keyDelay;
    private boolean races = true;
    private boolean fourByteCharacters;
    private boolean localWebhooks = true;
    private TimeSource time = TimeSource.system();
    private Duration latency = Duration.ZERO;
    private int port;
    private @Nullable WebhookCarrier carrier;

    private Builder() {}

    /** The version, such as {@code 14.0.5}, {@code 18.0.4}, {@code 20.0.0}, {@code 22.0.2}. */
    public Builder version(String text) {
      version = text;
      return this;
    }

    /** The zone of PHP and that of the database's sessions; both are UTC unless said otherwise. */
    public Builder zones(ZoneId ofPhp, ZoneId ofDatabase) {
      php = ofPhp;
      database = ofDatabase;
      return this;
    }

    /** The company that the users belong to. */
    public Builder entity(int number) {
      entity = number;
      return this;
    }

    /** The company's currency. */
    public Builder currency(String code) {
      currency = code;
      return this;
    }

    /** Only these rights for the synchronising user, who is then no administrator. */
    public Builder rights(String... only) {
      rights = Set.of(only);
      admin = false;
      return this;
    }

    /** Whether the synchronising user is an administrator. */
    public Builder admin(boolean yes) {
      admin = yes;
      return this;
    }

    /** Switches modules off. */
    public Builder without(String... modules) {
      without.addAll(List.of(modules));
      return this;
    }

    /** A setting of the setup pages, such as {@code STOCK_CALCULATE_ON_BILL}. */
    public Builder constant(String name, String value) {
      constants.put(name, value);
      return this;
    }

    /** Whether errors carry a debug block. */
    public Builder debug(boolean shown) {
      debug = shown;
      return this;
    }

    /** Whether an unknown key has to wait a second. */
    public Builder keyDelay(boolean on) {
      keyDelay = on;
      return this;
    }

    /**
     * Whether requests that overlap get in each other's way: lost stock movements, numbers given
     * twice.
     */
    public Builder races(boolean possible) {
      races = possible;
      return this;
    }

    /** Whether the database takes characters of four bytes; a usual one does not. */
    public Builder fourByteCharacters(boolean taken) {
      fourByteCharacters = taken;
      return this;
    }

    /** Whether webhooks may go to private addresses, which current versions refuse. */
    public Builder localWebhooks(boolean allowed) {
      localWebhooks = allowed;
      return this;
    }

    /** The clock. */
    public Builder time(TimeSource source) {
      time = source;
      return this;
    }

    /** How long each request takes, between what it reads and what it writes. */
    public Builder latency(Duration each) {
      latency = each;
      return this;
    }

    /** The loopback port; 0 takes a free one. */
    public Builder port(int wanted) {
      port = wanted;
      return this;
    }

    /** Who carries webhooks, instead of HTTP. */
    public Builder webhooksBy(WebhookCarrier other) {
      carrier = other;
      return this;
    }

    private Setup.Choices choices() {
      return new Setup.Choices(
          version, entity, currency, debug, keyDelay, races, fourByteCharacters, localWebhooks);
    }

    /** An installation without a server. */
    public FakeDolibarr build() {
      return new FakeDolibarr(this);
    }

    /** An installation on a loopback port. */
    public FakeDolibarr start() {
      FakeDolibarr fake = build();
      fake.server = FakeServer.serve(fake, fake.faults, port);
      return fake;
    }
  }

  @Override
  public String name() {
    return "dolibarr";
  }

  @Override
  public synchronized void reachedAt(URI reached) {
    base = reached;
  }

  @Override
  public FakeResponse handle(FakeRequest request) {
    return installation.handle(request);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  /** The weather between the fake and its clients. */
  public Faults faults() {
    return faults;
  }

  /** What arrived, over the loopback port or, where there is none, through {@link #inProcess()}. */
  public RequestLog log() {
    FakeServer serving = server;
    return serving == null ? inProcess().log() : serving.log();
  }

  /** What arrived until now, to be counted by resource and method. */
  public FakeRequests requests() {
    return new FakeRequests(log().since(0));
  }

  /** The fake straight under OkHttp, for connectors without a socket; always the same. */
  public synchronized InProcess inProcess() {
    InProcess known = wire == null ? new InProcess(this, faults, base) : wire;
    wire = known;
    return known;
  }

  /** Where the installation is reached: what a user types. */
  public synchronized URI base() {
    return base;
  }

  /** Where its API is reached. */
  public URI api() {
    String root = base().toString();
    return URI.create(
        (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + "/api/index.php");
  }

  /** The clock of the installation. */
  public TimeSource time() {
    return installation.clocks.time();
  }

  /** The key of the synchronising user, whose id is 2. */
  public String apiKey() {
    return accounts.get(1).key();
  }

  /** The key of the administrator, whose id is 1 and who is the person at the screen. */
  public String adminKey() {
    return accounts.get(0).key();
  }

  /** Makes another user, without administrator's rights; answers the key. */
  public String user(String login, String... rights) {
    return userOf(accounts.get(0).entity(), login, rights);
  }

  /** Makes a user of another company of the installation; answers the key. */
  public synchronized String userOf(int company, String login, String... rights) {
    long id = accounts.size() + 1L;
    String key = login + "-key-" + id;
    accounts.add(new Account(id, login, key, false, Set.of(rights), company));
    return key;
  }

  /** Changes a setting of the setup pages; an empty value takes it away. */
  public void constant(String name, String value) {
    if (value.isEmpty()) {
      installation.setup.constants.remove(name);
    } else {
      installation.setup.constants.put(name, value);
    }
  }

  /** Switches a module on or off. */
  public void module(String name, boolean on) {
    installation.setup.switched(name, on);
  }

  /** While it is down every request is answered with status 202 and an HTML page. */
  public void databaseDown(boolean down) {
    installation.breakages.databaseDown(down);
  }

  /** Breaks the next request of this method whose path contains the given text. */
  public void breakNext(Breakage breakage, String method, String pathContains) {
    breakNext(
        breakage,
        request -> request.method().equals(method) && request.path().contains(pathContains));
  }

  /** Breaks the next request that the predicate accepts. */
  public void breakNext(Breakage breakage, Predicate<FakeRequest> hits) {
    installation.breakages.onNext(hits, breakage);
  }

  @Override
  Installation installation() {
    return installation;
  }
}
