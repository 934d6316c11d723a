package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.TimeSource;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeServer;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.fake.RequestLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A strict MoySklad account: the JSON API 1.2 with its logins, limits, lists, documents, stock,
 * audit and webhooks.
 *
 * <p>{@link #start()} serves it on a free loopback port; {@code builder().build()} leaves the
 * transport to {@link dev.syncline.testkit.fake.InProcess}. A fresh one holds what a fresh account
 * holds. What it does not know it refuses as an unknown path or type. Thread-safe.
 *
 * @since 0.1
 */
public final class FakeMoySklad implements FakeSystem, AutoCloseable {

  /** A fake answers at once or not at all. */
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration SETTLE_TIME = Duration.ofSeconds(1);

  private static final String ROOT = "/api/remap/1.2";
  private static final int MOST_BODY = 20 * 1024 * 1024;
  private static final int MOST_HEAD = 8 * 1024;
  private static final String JSON = "application/json;charset=utf-8";

  private final ReentrantLock lock = new ReentrantLock();
  private final Faults faults = new Faults(rateRefusal());
  private final Books books;
  private final Gate gate;
  private final Api api;
  private final Webhooks webhooks;
  private final Actor user;
  private final Actor admin;
  private final TimeSource time;
  private final Duration latency;
  private final boolean limited;
  private volatile boolean unpaid;
  private @Nullable FakeServer server;
  private @Nullable InProcess wire;
  private URI base = URI.create("http://localhost");

  private FakeMoySklad(Builder builder) {
    time = builder.time;
    latency = builder.latency;
    limited = builder.limited;
    books = new Books(time);
    books.reachedAt(base + ROOT);
    gate = new Gate(time, builder.weight, builder.parallel);
    webhooks = new Webhooks(books, builder.carrier);
    ObjectNode company = Json.object();
    company.put("globalOperationNumbering", false).put("discountStrategy", "bySum");
    company.put("checkShippingStock", builder.checkShippingStock);
    company.put("checkMinPrice", builder.checkMinPrice);
    company.put("useRecycleBin", builder.recycleBin).put("useCompanyAddress", false);
    company.put("companyAddress", "").put("accountCountry", "RU");
    api = new Api(books, company, builder.uniqueNumbers, webhooks);
    Seed seed = new Seed(books, api.settings);
    admin = actor(seed.employee(login(), "Иванов", "Иван"), login(), true, "jsonapi");
    Actor clerk =
        actor(seed.employee(clerkLogin(), "Петров", "Пётр"), clerkLogin(), false, "jsonapi");
    user = actor(clerk.employee(), clerkLogin(), true, "app");
    gate.admit(login(), password(), admin);
    gate.admit(clerkLogin(), clerkPassword(), clerk);
    seed.fill();
  }

  private static Actor actor(Doc employee, String uid, boolean admin, String source) {
    return new Actor(employee, uid, admin, source, List.of());
  }

  /** A fresh account, served on a free loopback port. */
  public static FakeMoySklad start() {
    return builder().start();
  }

  /** Settings of an account that is to be. */
  public static Builder builder() {
    return new Builder();
  }

  /** Settings of an account; each has the default of a fresh real one. */
  public static final class Builder {

    private TimeSource time = TimeSource.system();
    private Duration latency = Duration.ZERO;
    private boolean limited = true;
    private int weight;
    private int parallel = 5;
    private int port;
    private boolean recycleBin = true;
    private boolean checkMinPrice;
    private boolean checkShippingStock;
    private boolean uniqueNumbers;
    private @Nullable WebhookCarrier carrier;

    private Builder() {}

    /** The clock of the account. */
    public Builder time(TimeSource source) {
      time = source;
      return this;
    }

    /** How long each answer takes. */
    public Builder latency(Duration each) {
      latency = each;
      return this;
    }

    /** Whether the rate limit is enforced; its headers are there anyway. */
    public Builder rateLimit(boolean enforced) {
      limited = enforced;
      return this;
    }

    /** The units of a call, instead of the vendor's steps by date. */
    public Builder weight(int units) {
      weight = units;
      return this;
    }

    /** How many requests of a user may be under way at once. */
    public Builder parallel(int most) {
      parallel = most;
      return this;
    }

    /** The loopback port; 0 takes a free one. */
    public Builder port(int wanted) {
      port = wanted;
      return this;
    }

    /** Whether documents go to the bin. */
    public Builder recycleBin(boolean used) {
      recycleBin = used;
      return this;
    }

    /** Whether sale prices are raised to the minimum. */
    public Builder checkMinPrice(boolean checked) {
      checkMinPrice = checked;
      return this;
    }

    /** Whether absent stock refuses a shipment. */
    public Builder checkShippingStock(boolean checked) {
      checkShippingStock = checked;
      return this;
    }

    /** Whether document numbers are unique. */
    public Builder uniqueNumbers(boolean enforced) {
      uniqueNumbers = enforced;
      return this;
    }

    /** Who carries webhooks, instead of HTTP. */
    public Builder webhooksBy(WebhookCarrier other) {
      carrier = other;
      return this;
    }

    /** An account without a server. */
    public FakeMoySklad build() {
      return new FakeMoySklad(this);
    }

    /** An account on a loopback port. */
    public FakeMoySklad start() {
      FakeMoySklad fake = build();
      fake.server = FakeServer.serve(fake, fake.faults, port);
      return fake;
    }
  }

  @Override
  public String name() {
    return "moysklad";
  }

  @Override
  public void reachedAt(URI reached) {
    locked(
        () -> {
          base = reached;
          String text = reached.toString();
          books.reachedAt(
              (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + ROOT);
          return null;
        });
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

  /**
   * The fake straight under OkHttp, for connectors that are to do without a socket; always the
   * same.
   */
  public InProcess inProcess() {
    return locked(
        () -> {
          InProcess known = wire == null ? new InProcess(this, faults, base) : wire;
          wire = known;
          return known;
        });
  }

  /** A connector to this account, as its administrator, on the account's clock. */
  public MoySkladConnector connector() {
    return connector(UnaryOperator.identity());
  }

  /** A connector to this account, with other settings than the usual ones. */
  public MoySkladConnector connector(UnaryOperator<MoySkladConnector.Builder> settings) {
    MoySkladConnector.Builder usual =
        MoySkladConnector.builder()
            .login(login(), password())
            .time(time)
            .writeTimeout(WRITE_TIMEOUT)
            .settleTime(SETTLE_TIME);
    if (server == null) {
      usual.under(inProcess());
    }
    return settings.apply(usual.api(api())).build();
  }

  /** Whether the tariff holds the API; without it everything is refused. */
  public void tariff(boolean withApi) {
    unpaid = !withApi;
  }

  /** Where the fake is reached. */
  public URI base() {
    return base;
  }

  /** Where its API is reached. */
  public URI api() {
    return URI.create(books.base());
  }

  /** The login of the administrator. */
  public String login() {
    return "admin@shop";
  }

  /** The password of the administrator. */
  public String password() {
    return "secret";
  }

  /** The login of an employee without an administrator's rights. */
  public String clerkLogin() {
    return "clerk@shop";
  }

  /** The password of that employee. */
  public String clerkPassword() {
    return "clerk-secret";
  }

  /** A fresh token of the administrator; it voids the one before. */
  public String token() {
    return locked(() -> gate.newToken(login(), books.newId()));
  }

  /** The id of the account. */
  public String accountId() {
    return books.accountId();
  }

  /** Waits until every webhook that is on its way has arrived or is lost. */
  public void settleWebhooks() {
    webhooks.settle();
  }

  @Override
  public void close() {
    webhooks.close();
    if (server != null) {
      server.close();
    }
  }

  @Override
  public FakeResponse handle(FakeRequest request) {
    if (!request.path().startsWith(ROOT + "/")) {
      return FakeResponse.of(503, "text/html", "<html>Service Unavailable</html>");
    }
    Gate.Standing standing = new Gate.Standing(Gate.UNITS, 0, false);
    if (!request.header("accept-encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip")) {
      return withStanding(FakeResponse.empty(415), standing);
    }
    Actor actor;
    try {
      actor = gate.enter(request);
    } catch (ApiError error) {
      return withStanding(refusal(request, error), standing);
    }
    boolean admitted = gate.begin(actor.uid());
    try {
      if (!admitted) {
        ApiError error =
            ApiError.of(429, 1073, "Превышено ограничение на одновременное количество запросов");
        return withStanding(refusal(request, error), standing)
            .withHeader("X-Lognex-Auth", "429005");
      }
      time.sleep(latency);
      return limited(request, actor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FakeResponse.dropped();
    } finally {
      gate.end(actor.uid());
    }
  }

  private FakeResponse limited(FakeRequest request, Actor actor) {
    String path = request.path().substring(ROOT.length() + 1);
    Gate.Standing standing =
        limited
            ? gate.spend(
                actor.uid(), path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
            : new Gate.Standing(Gate.UNITS, 0, false);
    if (standing.refused()) {
      ApiError error =
          ApiError.of(429, 1049, "Превышено ограничение на количество запросов в единицу времени");
      return withStanding(refusal(request, error), standing).withHeader("X-Lognex-Auth", "429002");
    }
    try {
      if (unpaid) {
        throw ApiError.of(403, 1070, "Доступ к API не предусмотрен тарифом");
      }
      checkHead(request);
      Api.Answer answer = locked(() -> answer(request, actor, path));
      FakeResponse response =
          answer.json() == null
              ? FakeResponse.empty(answer.status())
              : zipped(request, answer.status(), answer.json());
      String location = answer.location();
      return withStanding(
          location == null ? response : response.withHeader("Location", location), standing);
    } catch (ApiError error) {
      return withStanding(refusal(request, error), standing);
    }
  }

  private Api.Answer answer(FakeRequest request, Actor actor, String path) {
    if (path.equals("security/token") || path.equals("security/token/")) {
      if (!request.method().equals("POST")) {
        throw ApiError.method(request.method());
      }
      ObjectNode token = Json.object();
      return Api.Answer.ok(token.put("access_token", gate.newToken(actor.uid(), books.newId())));
    }
    List<String> muted =
        request.headers().getOrDefault("x-lognex-webhook-disablebyprefix", List.of());
    for (String prefix : muted) {
      if (!prefix.matches("https?://[^/.]+\\.[^/]+.*|https?://(localhost|127\\.0\\.0\\.1).*")) {
        throw ApiError.invalid(
            3030,
            "Ошибка валидации заголовка 'X-Lognex-WebHook-DisableByPrefix': неверный префикс");
      }
    }
    return api.answer(new Call(request, actor.muting(muted), path));
  }

  private static void checkHead(FakeRequest request) {
    int head = request.path().length() + request.rawQuery().length();
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      for (String value : header.getValue()) {
        head += header.getKey().length() + value.length() + 4;
      }
    }
    if (head > MOST_HEAD) {
      throw ApiError.of(414, 1038, "Ошибка в адресе запроса");
    }
    if (request.body().length > MOST_BODY) {
      throw ApiError.of(413, 1044, "Превышен максимальный размер запроса");
    }
    String accept =
        request.header("accept").orElse("*/*").toLowerCase(Locale.ROOT).replace(" ", "");
    if (!List.of("*/*", "application/json", "application/json;charset=utf-8").contains(accept)) {
      throw ApiError.of(
          400,
          1062,
          "Неверное значение заголовка 'Accept'. Поддерживается только значение"
              + " 'application/json;charset=utf-8'");
    }
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (request.body().length > 0 && !type.startsWith("application/json")) {
      throw ApiError.of(415, 1037, "Неверно указан Content-Type запроса");
    }
  }

  private static FakeResponse refusal(FakeRequest request, ApiError error) {
    return zipped(request, error.status(), error.body());
  }

  private static FakeResponse zipped(FakeRequest request, int status, JsonNode json) {
    boolean pretty = request.header("lognex-pretty-print-json").orElse("").equals("true");
    boolean english =
        request.header("accept-language").orElse("").toLowerCase(Locale.ROOT).startsWith("en");
    JsonNode spoken = english && status >= 400 ? English.spoken(json) : json;
    return new FakeResponse(
        status,
        Map.of("Content-Type", JSON, "Content-Encoding", "gzip"),
        gzip(Json.bytes(spoken, pretty)));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream out = new FastGzip(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static FakeResponse withStanding(FakeResponse response, Gate.Standing standing) {
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.put("X-RateLimit-Limit", String.valueOf(Gate.UNITS));
    headers.put("X-RateLimit-Remaining", String.valueOf(standing.remaining()));
    headers.put("X-Lognex-Retry-TimeInterval", String.valueOf(Gate.WINDOW_MILLIS));
    headers.put("X-Lognex-Reset", String.valueOf(standing.retryAfter()));
    headers.put("X-Lognex-Retry-After", String.valueOf(standing.retryAfter()));
    return new FakeResponse(response.status(), headers, response.body());
  }

  private static FakeResponse rateRefusal() {
    ApiError error =
        ApiError.of(429, 1049, "Превышено ограничение на количество запросов в единицу времени");
    FakeResponse plain =
        FakeResponse.of(
            429, JSON, new String(Json.bytes(error.body(), false), StandardCharsets.UTF_8));
    return withStanding(plain, new Gate.Standing(0, 1000, true))
        .withHeader("X-Lognex-Auth", "429002");
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Products. */
  public FakeCollection products() {
    return entities("product");
  }

  /** Variants of products. */
  public FakeCollection variants() {
    return entities("variant");
  }

  /** Services. */
  public FakeCollection services() {
    return entities("service");
  }

  /** Bundles. */
  public FakeCollection bundles() {
    return entities("bundle");
  }

  /** Folders of goods. */
  public FakeCollection productFolders() {
    return entities("productfolder");
  }

  /** Counterparties. */
  public FakeCollection counterparties() {
    return entities("counterparty");
  }

  /** Own companies. */
  public FakeCollection organizations() {
    return entities("organization");
  }

  /** Warehouses. */
  public FakeCollection stores() {
    return entities("store");
  }

  /** Employees. */
  public FakeCollection employees() {
    return entities("employee");
  }

  /** Customer orders. */
  public FakeCollection customerOrders() {
    return entities("customerorder");
  }

  /** Invoices to customers. */
  public FakeCollection invoicesOut() {
    return entities("invoiceout");
  }

  /** Shipments. */
  public FakeCollection demands() {
    return entities("demand");
  }

  /** Moves between warehouses. */
  public FakeCollection moves() {
    return entities("move");
  }

  /** Returns of customers. */
  public FakeCollection salesReturns() {
    return entities("salesreturn");
  }

  /** Incoming bank payments. */
  public FakeCollection paymentsIn() {
    return entities("paymentin");
  }

  /** Incoming cash. */
  public FakeCollection cashIns() {
    return entities("cashin");
  }

  /** Registered webhooks. */
  public FakeCollection webhooks() {
    return entities("webhook");
  }

  /** Statuses, custom fields and lists to choose from. */
  public FakeDefinitions definitions() {
    return new FakeDefinitions(
        (spec, shelf, body) -> api.writes.create(spec, shelf, null, body, Json.Body.of(body), user),
        this::asUser,
        books);
  }

  /** The objects of any type, by its keyword. */
  public FakeCollection entities(String type) {
    if (Schema.entity(type).isEmpty()) {
      throw new IllegalArgumentException("unknown type " + type);
    }
    return new FakeCollection(this, type);
  }

  /**
   * The whole documents of a type, with the rows of their collections; without those in the bin.
   */
  public List<ObjectNode> documents(String type) {
    return locked(() -> books.live(type).stream().map(this::whole).toList());
  }

  Optional<ObjectNode> document(String type, String id) {
    return locked(
        () -> Optional.ofNullable(books.find("entity/" + type + "/" + id)).map(this::whole));
  }

  int count(String type) {
    return locked(() -> books.live(type).size());
  }

  private ObjectNode whole(Doc doc) {
    return api.renderer.render(
        doc, Expand.parse(String.join(",", doc.spec.collections().keySet())));
  }

  /** Creates an object as a user does in the vendor's interface, and answers it whole. */
  public ObjectNode create(String type, ObjectNode body) {
    Spec spec = Schema.entity(type).orElseThrow(() -> new IllegalArgumentException(type));
    return asUser(
        () -> {
          ObjectNode copy = body.deepCopy();
          return api.writes.create(spec, "entity/" + type, null, copy, Json.Body.of(copy), user);
        });
  }

  ObjectNode edit(String type, String id, ObjectNode body) {
    return asUser(
        () -> {
          ObjectNode copy = body.deepCopy();
          return api.writes.update(found(type, id), copy, Json.Body.of(copy), user);
        });
  }

  void remove(String type, String id) {
    asUser(
        () -> {
          Doc doc = found(type, id);
          api.writes.delete(doc, user);
          return doc;
        });
  }

  private Doc found(String type, String id) {
    Doc doc = books.find("entity/" + type + "/" + id);
    if (doc == null) {
      throw new IllegalArgumentException("no " + type + " " + id);
    }
    return doc;
  }

  private ObjectNode asUser(Supplier<Doc> work) {
    return locked(
        () -> {
          try {
            return whole(work.get());
          } catch (ApiError error) {
            throw new IllegalArgumentException(error.getMessage(), error);
          }
        });
  }

  /** A reference to an object of a type, as it stands in bodies. */
  public ObjectNode ref(String type, String id) {
    ObjectNode ref = Json.object();
    ref.putObject("meta")
        .put("href", books.base() + "/entity/" + type + "/" + id)
        .put("type", type)
        .put("mediaType", "application/json");
    return ref;
  }
}
