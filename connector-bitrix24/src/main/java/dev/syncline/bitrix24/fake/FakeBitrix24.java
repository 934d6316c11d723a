package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.connector.TimeSource;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeServer;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.fake.RequestLog;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A strict, stateful Bitrix24 portal: its REST API, its authorization server, its limits and its
 * quirks.
 *
 * <p>{@link #start()} serves it on a free loopback port; {@link Builder#build()} gives it without a
 * server for {@link dev.syncline.testkit.fake.InProcess}. What it does not know it answers with
 * {@code ERROR_METHOD_NOT_FOUND}. Tests look at and change the portal as a person at its screen,
 * another user than the webhook's. Thread-safe.
 *
 * @since 0.1
 */
public final class FakeBitrix24 implements FakeSystem, AutoCloseable {

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SETTLE_TIME = Duration.ofSeconds(1);

  private final Faults faults = new Faults(Gate.respond(503, Gate.tooMany().body()));
  private final ServerTime time;
  private final Credentials credentials;
  private final Events events;
  private final Portal portal;
  private final Gate gate;
  private final OAuthServer oauth;
  private final UserFields userFields;
  private final ProductRows rows;
  private final Screen screen;
  private final Delivery delivery = new Delivery();
  private final String adminCode;
  private final String limitedCode;
  private final RequestLog ownLog = new RequestLog();
  private final TimeSource clock;
  private URI base = URI.create("http://127.0.0.1");
  private @Nullable URI movedTo;
  private @Nullable Refusal closed;
  private @Nullable FakeServer server;
  private @Nullable InProcess inProcess;

  private FakeBitrix24(Builder builder) {
    Settings settings = builder.settings();
    clock = builder.time;
    time = new ServerTime(builder.time, builder.zone);
    credentials = new Credentials(time, settings.seed());
    events = new Events(time, credentials);
    portal = new Portal(time, settings, events);
    Methods methods = new Methods();
    gate = new Gate(settings, time, methods, credentials);
    oauth = new OAuthServer(credentials);
    userFields = new UserFields(portal);
    CrmItems items = new CrmItems(portal, userFields);
    rows = new ProductRows(portal, items);
    CatalogProducts products = new CatalogProducts(portal);
    CatalogSections sections = new CatalogSections(portal);
    CatalogPrices prices = new CatalogPrices(portal);
    screen = new Screen(portal, items, rows, products, sections, prices);
    userFields.register(methods);
    items.register(methods);
    rows.register(methods);
    products.register(methods);
    sections.register(methods);
    prices.register(methods);
    new CatalogProperties(portal).register(methods);
    new CatalogTables(portal).register(methods);
    new StockDocuments(portal).register(methods);
    new Dictionaries(portal, methods).register();
    new Duplicates(portal).register(methods);
    new LegacyItems(portal, items, rows).register(methods);
    new LegacyProducts(portal, products, prices).register(methods);
    new Requisites(portal).register(methods);
    if (settings.classicInvoices()) {
      new ClassicInvoices(portal).register(methods);
    }
    events.register(methods);
    items.create(
        CrmType.COMPANY,
        Php.NODES.objectNode().put("title", "Our company").put("isMyCompany", "Y"),
        Caller.person(1));
    adminCode = credentials.addWebhook(1, true, Credentials.ALL_SCOPES);
    limitedCode = credentials.addWebhook(7, false, Set.of("crm", "user_brief"));
  }

  /** A portal with the vendor's published limits, served on a free loopback port. */
  public static FakeBitrix24 start() {
    return builder().start();
  }

  /** A portal to be set up. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return "bitrix24";
  }

  @Override
  public synchronized void reachedAt(URI reached) {
    base = reached;
    oauth.reachedAt(reached);
  }

  @Override
  public synchronized FakeResponse handle(FakeRequest request) {
    if (request.path().startsWith("/oauth/")) {
      return oauth.answer(request);
    }
    if (movedTo != null) {
      String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
      return FakeResponse.of(302, "text/html", "<html><body>Moved</body></html>")
          .withHeader("Location", movedTo.resolve(request.path()) + query);
    }
    if (!request.path().startsWith("/rest/")) {
      return FakeResponse.of(404, "text/html", "<html><body>Not found</body></html>");
    }
    if (closed != null) {
      return Gate.respond(closed.status(), closed.body());
    }
    return gate.answer(request);
  }

  /** The weather between clients and the portal. */
  public Faults faults() {
    return faults;
  }

  /**
   * What reached the portal; if somebody else put it into an {@code InProcess}, that keeps the log.
   */
  public synchronized RequestLog log() {
    if (server != null) {
      return server.log();
    }
    return inProcess == null ? ownLog : inProcess.log();
  }

  /** A connector for the administrator's webhook, with a settle time for tests. */
  public BitrixConnector connector() {
    return connector(builder -> builder);
  }

  /**
   * Like {@link #connector()}, set up further. A portal without a server is reached in-process, by
   * its own clock.
   */
  public BitrixConnector connector(UnaryOperator<BitrixConnector.Builder> more) {
    return more.apply(wired(BitrixConnector.webhook(webhookUrl()))).build();
  }

  /** Lets a connector reach this portal, by its own clock. */
  public synchronized BitrixConnector.Builder wired(BitrixConnector.Builder builder) {
    builder.settleTime(SETTLE_TIME).callTimeout(CALL_TIMEOUT).time(clock);
    if (server == null) {
      if (inProcess == null) {
        inProcess = new InProcess(this, faults, base);
      }
      builder.under(inProcess);
    }
    return builder;
  }

  /** Where the portal is reached. */
  public synchronized URI base() {
    return base;
  }

  /**
   * The administrator's webhook with every scope, such as {@code
   * http://127.0.0.1:40123/rest/1/code/}.
   */
  public String webhookUrl() {
    return base() + "/rest/1/" + adminCode + "/";
  }

  /**
   * The webhook of user 7, who is no administrator, with the scopes {@code crm} and {@code
   * user_brief} only.
   */
  public String limitedWebhookUrl() {
    return base() + "/rest/7/" + limitedCode + "/";
  }

  /** Deletes the administrator's webhook. */
  public synchronized void dropWebhook() {
    credentials.dropWebhook(1, adminCode);
  }

  /** Dismisses an employee: nothing that was granted in this name works any longer. */
  public synchronized void dismiss(long userId) {
    credentials.dismiss(userId);
    portal.of(Kind.USER).all().stream()
        .filter(each -> Values.id(each.get("ID")) == userId)
        .forEach(each -> each.put("ACTIVE", false));
  }

  /** Gives an employee the rights of an administrator, for tokens of the app. */
  public synchronized void makeAdministrator(long userId) {
    credentials.makeAdministrator(userId);
  }

  /** The installed app. */
  public OAuthApp oauthApp() {
    return oauth.app();
  }

  /**
   * The token pair an installation hands out, in the shape of the token reply; user 1 is the
   * administrator.
   */
  public synchronized ObjectNode install(long userId) {
    credentials.installed(true);
    events.dropAppBindings();
    return oauth.pair(userId);
  }

  /** Removes the app: its tokens work no longer. */
  public synchronized void uninstall() {
    credentials.installed(false);
  }

  /** A fresh authorization code, good once for 30 seconds. */
  public synchronized String authorizationCode(long userId) {
    return credentials.newCode(userId);
  }

  /** What the app may do from now on. */
  public synchronized void appScopes(Set<String> scopes) {
    credentials.appScopes(scopes);
  }

  /** How many times tokens were refreshed. */
  public synchronized int refreshes() {
    return oauth.refreshes();
  }

  /** Makes the authorization server answer {@code wrong_client} under status 200. */
  public synchronized void wrongClient(boolean answers) {
    oauth.wrongClient(answers);
  }

  /** Renames the portal: the old host answers 302 to the new one. */
  public synchronized void renamedTo(URI host) {
    movedTo = host;
  }

  /** Deletes the portal. */
  public synchronized void deletePortal() {
    closed = Refusal.of(410, "PORTAL_DELETED", "Portal was deleted");
  }

  /** Blocks or unblocks the portal by hand of the vendor's staff. */
  public synchronized void overload(boolean blocked) {
    closed =
        blocked ? Refusal.of(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload.") : null;
  }

  /** Turns inventory management on or off. */
  public synchronized void inventory(boolean on) {
    portal.inventory(on);
  }

  /** Adds a custom field, such as {@code ("CRM_DEAL", "UF_CRM_MS_ID", "string")}. */
  public synchronized void userField(String entityId, String name, String type) {
    userFields.create(entityId, name, Php.NODES.objectNode().put("USER_TYPE_ID", type));
  }

  /** The deals. */
  public Documents deals() {
    return locked(screen.items(CrmType.DEAL));
  }

  /** The people. */
  public Documents contacts() {
    return locked(screen.items(CrmType.CONTACT));
  }

  /** The companies, the own one among them. */
  public Documents companies() {
    return locked(screen.items(CrmType.COMPANY));
  }

  /** The smart invoices. */
  public Documents invoices() {
    return locked(screen.items(CrmType.INVOICE));
  }

  /** The sections of the product block. */
  public Documents sections() {
    return locked(screen.sections());
  }

  /** Simple products and parents; what is added here is simple. */
  public Documents products() {
    return locked(screen.products(CatalogProducts.Family.PRODUCT, Set.of(1L, 3L, 6L)));
  }

  /** Products that have variations; what is added here is one. */
  public Documents parents() {
    return locked(screen.products(CatalogProducts.Family.SKU, CatalogProducts.Family.SKU.types));
  }

  /** Variations. */
  public Documents offers() {
    return locked(
        screen.products(CatalogProducts.Family.OFFER, CatalogProducts.Family.OFFER.types));
  }

  /** Services. */
  public Documents services() {
    return locked(
        screen.products(CatalogProducts.Family.SERVICE, CatalogProducts.Family.SERVICE.types));
  }

  /** Prices of products and variations. */
  public Documents prices() {
    return locked(screen.prices());
  }

  /** The product rows of a deal. */
  public synchronized List<Document> rows(long dealId) {
    return rows.of(CrmType.DEAL, dealId).stream()
        .map(each -> new Document(each.path("id").asLong(), each.deepCopy()))
        .toList();
  }

  /** Replaces the rows of a deal as a person would; fields are named as in the API. */
  public synchronized void editRows(long dealId, List<Map<String, Object>> wanted) {
    screen.rows(CrmType.DEAL, dealId, nodes(wanted));
  }

  /** Replaces the rows of a smart invoice, as {@link #editRows} does those of a deal. */
  public synchronized void editInvoiceRows(long invoiceId, List<Map<String, Object>> wanted) {
    screen.rows(CrmType.INVOICE, invoiceId, nodes(wanted));
  }

  private static List<JsonNode> nodes(List<Map<String, Object>> wanted) {
    List<JsonNode> sent = new ArrayList<>();
    for (Map<String, Object> each : wanted) {
      ObjectNode row = Php.NODES.objectNode();
      each.forEach((name, value) -> row.set(name, Values.node(value)));
      sent.add(row);
    }
    return sent;
  }

  /** Every raw document of a kind by id, copies, for an independent comparison. */
  public synchronized List<ObjectNode> documents(Kind kind) {
    return portal.of(kind).all().stream().map(ObjectNode::deepCopy).toList();
  }

  /** Stores a raw document unchecked and without an event; an id is given if it has none. */
  public synchronized long add(Kind kind, ObjectNode document) {
    Table table = portal.of(kind);
    ObjectNode stored = (ObjectNode) normal(document.deepCopy());
    long id = Values.id(stored.get(table.idField()));
    long given = id == 0 ? table.newId() : id;
    boolean textual = table.idField().equals("ID");
    stored.set(
        table.idField(), textual ? Php.NODES.textNode(Long.toString(given)) : Values.number(given));
    if (kind == Kind.ROW) {
      stored.put(
          "ownerKey", stored.path("ownerType").asText() + "_" + stored.path("ownerId").asText());
    }
    table.put(given, stored);
    userFields.forget();
    return given;
  }

  private static JsonNode normal(JsonNode node) {
    if (node.isNumber()) {
      return Values.number(node.decimalValue());
    }
    if (node instanceof ObjectNode object) {
      object.properties().forEach(each -> each.setValue(normal(each.getValue())));
    }
    return node;
  }

  /** Sets up an outgoing webhook, whose deliveries carry no tokens. */
  public synchronized void outgoingWebhook(URI handler, String... eventNames) {
    events.outgoingWebhook(handler, List.of(eventNames));
  }

  /** How many event messages wait for {@link #deliverEvents()}. */
  public synchronized int waitingEvents() {
    return events.waiting();
  }

  /** Takes the bodies of the waiting messages without sending them, as they would travel. */
  public synchronized List<String> takeEvents() {
    return events.drain().stream().map(this::form).toList();
  }

  /**
   * Sends each waiting message once, in order, and forgets it; tells how many were taken with a
   * 2xx.
   */
  public int deliverEvents() {
    List<Events.Message> messages;
    List<String> forms;
    synchronized (this) {
      messages = events.drain();
      forms = messages.stream().map(this::form).toList();
    }
    int taken = 0;
    for (int i = 0; i < forms.size(); i++) {
      taken += delivery.send(messages.get(i).binding().handler(), forms.get(i)) ? 1 : 0;
    }
    return taken;
  }

  private String form(Events.Message message) {
    ObjectNode auth = Php.NODES.objectNode();
    if (message.binding().app()) {
      ObjectNode tokens = credentials.issue(message.actor().userId());
      auth.put("access_token", tokens.path("access_token").asText())
          .put("expires_in", "3600")
          .put("scope", tokens.path("scope").asText())
          .put("status", "L");
    }
    auth.put("domain", base.getAuthority())
        .put("server_endpoint", base + "/rest/")
        .put("client_endpoint", base + "/rest/")
        .put("member_id", oauth.app().memberId())
        .put("application_token", oauth.app().applicationToken());
    return Delivery.form(message, auth, time.now().getEpochSecond());
  }

  private Documents locked(Documents.Source source) {
    return new Documents(
        new Documents.Source() {
          @Override
          public List<ObjectNode> all() {
            synchronized (FakeBitrix24.this) {
              return source.all();
            }
          }

          @Override
          public ObjectNode add(Draft draft) {
            synchronized (FakeBitrix24.this) {
              return source.add(draft);
            }
          }

          @Override
          public void update(long id, ObjectNode fields) {
            synchronized (FakeBitrix24.this) {
              source.update(id, fields);
            }
          }

          @Override
          public void delete(long id) {
            synchronized (FakeBitrix24.this) {
              source.delete(id);
            }
          }
        });
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  /** Sets a {@link FakeBitrix24} up. Not thread-safe. */
  public static final class Builder {

    private TimeSource time = TimeSource.system();
    private ZoneOffset zone = ZoneOffset.ofHours(3);
    private long seed = 1;
    private double bucket = 50;
    private double leak = 2;
    private Duration operatingLimit = Duration.ofMinutes(8);
    private Duration operatingCost = Duration.ofMillis(50);
    private boolean strictHttps;
    private int scopeStatus = 401;
    private int port;
    private boolean classicInvoices;

    private Builder() {}

    /** The clock; the system's unless set. */
    public Builder time(TimeSource source) {
      time = source;
      return this;
    }

    /** The offset of the portal's server; +03:00 unless set. */
    public Builder zone(ZoneOffset offset) {
      zone = offset;
      return this;
    }

    /** Shuffles undefined orders and makes the secrets. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The leaky bucket: 50 requests, leaking 2 a second, unless set. */
    public Builder bucket(double size, double leakPerSecond) {
      if (size < 1 || leakPerSecond <= 0) {
        throw new IllegalArgumentException("a bucket holds at least one request and leaks");
      }
      bucket = size;
      leak = leakPerSecond;
      return this;
    }

    /**
     * The time a method may use in ten minutes and what one call costs; 480 s and 50 ms unless set.
     */
    public Builder operating(Duration limit, Duration costPerCall) {
      operatingLimit = limit;
      operatingCost = costPerCall;
      return this;
    }

    /** Whether plain http is refused. */
    public Builder strictHttps(boolean strict) {
      strictHttps = strict;
      return this;
    }

    /** The status of a missing scope: 401 as the vendor's live test has it, or 403 as its docs. */
    public Builder scopeStatus(int status) {
      scopeStatus = status;
      return this;
    }

    /** The loopback port to serve on; a free one unless set. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** An old portal: it has classic invoices only. */
    public Builder classicInvoices() {
      classicInvoices = true;
      return this;
    }

    private Settings settings() {
      return new Settings(
          seed,
          bucket,
          leak,
          operatingLimit.toMillis() / 1000.0,
          operatingCost.toMillis() / 1000.0,
          strictHttps,
          scopeStatus,
          classicInvoices);
    }

    /** The portal without a server. */
    public FakeBitrix24 build() {
      return new FakeBitrix24(this);
    }

    /** The portal, served. */
    public FakeBitrix24 start() {
      FakeBitrix24 fake = build();
      fake.server = FakeServer.serve(fake, fake.faults, port);
      return fake;
    }
  }
}
