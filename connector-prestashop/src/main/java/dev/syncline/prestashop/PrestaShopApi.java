package dev.syncline.prestashop;

import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.HttpTransport;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.RowXml;
import dev.syncline.prestashop.codec.RowXml.Document;
import dev.syncline.prestashop.codec.RowXml.Fault;
import dev.syncline.prestashop.codec.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the webservice for one shop: lists, entities, bulks and files, and what their errors
 * mean.
 *
 * <p>Thread-safe. Every method may throw a {@link ConnectorException}; a call that writes is never
 * repeated.
 *
 * @since 0.1
 */
public final class PrestaShopApi {

  /** How many bytes a page may have. */
  static final long MAX_PAGE = 48L << 20;

  private static final String XML = "text/xml; charset=utf-8";
  private static final String VERSION = "PSWS-Version";
  private static final Duration AFTER_TIME_OUT = Duration.ofSeconds(2);

  /**
   * What a call that writes brought.
   *
   * @param status its status
   * @param rows what the shop says it holds, in the order sent; raw, as it was sent
   * @param faults what it says against it; none of a success, nor of a shop that died silently
   */
  public record Answer(int status, List<Row> rows, List<Fault> faults) {

    /** Whether all of it was done. */
    public boolean succeeded() {
      return status < 300 && faults.isEmpty();
    }

    /** The fault that says what happened. */
    public Optional<Fault> telling() {
      return PrestaShopErrors.telling(faults);
    }
  }

  /** Whether an entity is there. */
  public enum Presence {
    /** It is. */
    THERE,
    /** It certainly is not. */
    GONE,
    /** It is not shown in this shop, or not to this key. */
    UNSEEN
  }

  /** An entity asked for by its id. */
  public record One(Presence presence, @Nullable Row row) {}

  /** The ways and habits of one shop. */
  record Ways(
      HttpUrl base,
      String authorization,
      @Nullable String keyInQuery,
      Optional<Integer> shop,
      Optional<Integer> group,
      boolean methodOverride,
      Duration readTimeout,
      Duration writeTimeout) {}

  private final Account account;
  private final Ways ways;
  private final HttpTransport transport;
  private final PrestaShopPace pace;
  private final PrestaShopTime clock;
  private final TimeSource time;
  private final PrestaShopErrors errors;
  private volatile Version version = Version.UNKNOWN;
  private volatile Map<String, Row> rights = Map.of();

  PrestaShopApi(
      Account account,
      Ways ways,
      HttpTransport transport,
      PrestaShopPace pace,
      PrestaShopTime clock,
      TimeSource time) {
    this.account = account;
    this.ways = ways;
    this.transport = transport;
    this.pace = pace;
    this.clock = clock;
    this.time = time;
    this.errors = new PrestaShopErrors(account);
  }

  /** The account that is asked. */
  public Account account() {
    return account;
  }

  /** The shop's clock. */
  public PrestaShopTime time() {
    return clock;
  }

  /** The program's version, as its last answer said. */
  public Version version() {
    return version;
  }

  /** The shop that is asked for within an installation, if one is set. */
  public Optional<Integer> shop() {
    return ways.shop();
  }

  /** The shop's address, without a slash at its end. */
  public String base() {
    return ways.base().toString().replaceAll("/$", "");
  }

  /** How long a call that writes may be under way. */
  public Duration writeTimeout() {
    return ways.writeTimeout();
  }

  /** What the key may do: a row for each resource, yes or no for each method. */
  public Document resources() {
    HttpCall call = call("GET", "", Map.of()).build();
    Document told = success(call, exchange(call));
    Map<String, Row> byName = new LinkedHashMap<>();
    told.rows().forEach(row -> byName.put(row.name(), row));
    rights = Map.copyOf(byName);
    return told;
  }

  /** Whether the key may do this, as it was told last; true as long as nothing was told. */
  public boolean may(String method, String resource) {
    Map<String, Row> told = rights;
    Row row = told.get(resource);
    return told.isEmpty()
        || (row != null && row.text(method.toLowerCase(Locale.ROOT)).equals("true"));
  }

  /** The rows of a list. */
  public List<Row> list(String resource, Query query) {
    HttpCall call = call("GET", resource, query.parameters()).build();
    return success(call, exchange(call)).rows();
  }

  /** All rows of a list that may be long, by id. */
  public List<Row> all(String resource, Query query, int page) {
    List<Row> rows = new ArrayList<>();
    long after = 0;
    while (true) {
      List<Row> more = list(resource, query.after(after).limit(page));
      rows.addAll(more);
      long last = more.isEmpty() ? 0 : more.get(more.size() - 1).number("id");
      if (more.size() < page || last <= after) {
        return rows;
      }
      after = last;
    }
  }

  /** The rows in which a column has one of these values, in as few requests as fit. */
  public List<Row> where(
      String resource, Set<String> columns, String column, Collection<String> values) {
    List<Row> rows = new ArrayList<>();
    for (List<String> part : Query.portions(values)) {
      rows.addAll(list(resource, Query.of(columns).with(column, part)));
    }
    return rows;
  }

  /** One entity, or why it is not shown: only this tells that something is gone. */
  public One one(String resource, String id) {
    HttpCall call = call("GET", resource + "/" + id, Map.of()).build();
    HttpAnswer answer = exchange(call);
    if (answer.status() == 404 && answer.body().length == 0 && isWebservice(answer)) {
      return new One(Presence.GONE, null);
    }
    Document document = document(call, answer);
    boolean hidden =
        answer.status() == 404
            && document.faults().stream()
                .anyMatch(fault -> fault.code() == PrestaShopErrors.NOT_IN_SHOP);
    if (hidden) {
      return new One(Presence.UNSEEN, null);
    }
    List<Row> rows = success(call, answer).rows();
    if (rows.size() != 1) {
      throw errors.notUnderstood(call, rows.size() + " entities instead of one");
    }
    return new One(Presence.THERE, rows.get(0));
  }

  /**
   * Sends rows in one request.
   *
   * @throws OutcomeUnknown if no trustworthy answer came
   */
  public Answer send(String method, String resource, List<Row> rows, Deadline leaveBefore) {
    HttpCall call =
        writing(method, resource, Map.of(), leaveBefore).body(RowXml.write(rows), XML).build();
    HttpAnswer answer = exchange(call);
    return answered(call, answer);
  }

  /** Removes entities, all or none of them. */
  public Answer remove(String resource, List<String> ids, Deadline leaveBefore) {
    Map<String, String> query = Map.of("id", "[" + String.join(",", ids) + "]");
    HttpCall call = writing("DELETE", resource, query, leaveBefore).build();
    return answered(call, exchange(call));
  }

  /** The bytes of a file; none if there is no such file. */
  public Optional<HttpAnswer> file(String path, int atMost) {
    HttpCall call = call("GET", path, Map.of()).maxResponseBytes(atMost).build();
    HttpAnswer answer = exchange(call);
    if (answer.succeeded()) {
      return Optional.of(answer);
    }
    List<Fault> faults = faults(answer);
    if (answer.status() == 404 || faults.stream().anyMatch(fault -> fault.code() == 57)) {
      return Optional.empty();
    }
    throw failure(call, answer, faults);
  }

  /**
   * Uploads a picture.
   *
   * @param replacing whether the address names a picture that is to be replaced: a true PUT takes
   *     no files, so a POST says that it stands for one
   */
  public Answer upload(
      String path, byte[] form, String formType, boolean replacing, Deadline leaveBefore) {
    Map<String, String> query = replacing ? Map.of("ps_method", "PUT") : Map.of();
    HttpCall call =
        call("POST", path, query)
            .effect(Effect.WRITE)
            .timeout(ways.writeTimeout())
            .deadline(leaveBefore)
            .body(form, formType)
            .build();
    HttpAnswer answer = exchange(call);
    boolean binary =
        answer.succeeded() && answer.header("Content-Type").orElse("").startsWith("image/");
    return binary ? new Answer(answer.status(), List.of(), List.of()) : answered(call, answer);
  }

  /** Removes one thing that stands behind an address of its own, such as a picture. */
  public Answer removeAt(String path) {
    HttpCall call = writing("DELETE", path, Map.of(), Deadline.none()).build();
    return answered(call, exchange(call));
  }

  /** Closes the connections. */
  private HttpCall.Builder writing(
      String method, String resource, Map<String, String> query, Deadline leaveBefore) {
    boolean overridden = ways.methodOverride() && !method.equals("POST");
    Map<String, String> parameters = new java.util.LinkedHashMap<>(query);
    if (overridden) {
      parameters.put("ps_method", method);
    }
    HttpCall.Builder call = call(overridden ? "POST" : method, resource, parameters);
    if (overridden && method.equals("DELETE")) {
      call.body(new byte[0], XML);
    }
    return call.label(method + " " + label(resource))
        .effect(Effect.WRITE)
        .timeout(ways.writeTimeout())
        .deadline(leaveBefore);
  }

  private HttpCall.Builder call(String method, String path, Map<String, String> query) {
    HttpUrl.Builder url = ways.base().newBuilder().addPathSegment("api");
    url.addPathSegments(path);
    query.forEach(url::addQueryParameter);
    ways.shop().ifPresent(id -> url.addQueryParameter("id_shop", Integer.toString(id)));
    ways.group().ifPresent(id -> url.addQueryParameter("id_group_shop", Integer.toString(id)));
    if (ways.keyInQuery() != null) {
      url.addQueryParameter("ws_key", ways.keyInQuery());
    }
    return HttpCall.of(method, url.build())
        .header("Authorization", ways.authorization())
        .label(method + " " + label(path))
        .timeout(ways.readTimeout())
        .maxResponseBytes(MAX_PAGE);
  }

  /** Ids are cut off: they are of no use to people. */
  private static String label(String path) {
    return path.isEmpty() ? "resources" : path.replaceAll("/[0-9]+", "/{id}");
  }

  private HttpAnswer exchange(HttpCall call) {
    boolean write = call.effect() == Effect.WRITE;
    enter(call, write);
    try {
      HttpAnswer answer = transport.exchange(call);
      heard(answer);
      return answer;
    } catch (OutcomeUnknown | Unavailable lost) {
      if (!call.deadline().isPast()) {
        pace.tooMuch(AFTER_TIME_OUT);
      }
      throw lost;
    } finally {
      pace.leave(write);
    }
  }

  private void enter(HttpCall call, boolean write) {
    try {
      Instant latest = call.deadline().on(time);
      Optional<Instant> until = pace.enter(write, latest);
      if (until.isPresent() && !until.get().isBefore(latest)) {
        throw new Unavailable(
            account, call.label(), "lease too short, nothing was sent", AFTER_TIME_OUT);
      }
      if (until.isPresent()) {
        throw new QuotaExhausted(
            account,
            call.label(),
            "the server asked to be left alone until " + until.get() + ", nothing was sent",
            until.get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unavailable(
          account, call.label(), "the thread was interrupted, nothing was sent", AFTER_TIME_OUT);
    }
  }

  private void heard(HttpAnswer answer) {
    answer.header("Access-Time").ifPresent(clock::heard);
    Version told = Version.of(answer.header(VERSION).orElse(""));
    if (told.known()) {
      version = told;
    }
    int status = answer.status();
    boolean tooMuch = status == 429 || status == 502 || status == 504;
    if (tooMuch || (status == 503 && !isWebservice(answer))) {
      pace.tooMuch(PrestaShopErrors.pause(answer, time.now()));
    } else {
      pace.well();
    }
  }

  /** A server before the shop, or at another address, does not call itself so. */
  private static boolean isWebservice(HttpAnswer answer) {
    return answer.header(VERSION).isPresent()
        || answer.header("X-Powered-By").orElse("").startsWith("PrestaShop");
  }

  private Document success(HttpCall call, HttpAnswer answer) {
    Document document = document(call, answer);
    if (!answer.succeeded() || !document.faults().isEmpty()) {
      throw failure(call, answer, document.faults());
    }
    return document;
  }

  private ConnectorException failure(HttpCall call, HttpAnswer answer, List<Fault> faults) {
    return errors
        .ofCall(call, answer, faults, time.now())
        .orElseGet(() -> errors.refused(call, faults, answer.status()));
  }

  /** The document of any answer; one that is no success may be a page, a text, or nothing. */
  private Document document(HttpCall call, HttpAnswer answer) {
    try {
      return RowXml.read(answer.body());
    } catch (RowXml.NotRead other) {
      if (answer.succeeded()) {
        throw errors.notUnderstood(call, String.valueOf(other.getMessage()));
      }
      errors
          .ofCall(call, answer, List.of(), time.now())
          .ifPresent(
              known -> {
                throw known;
              });
      String got = other.getMessage() + " with status " + answer.status();
      throw answer.status() >= 500 ? errors.broken(call, got) : notFound(call, got);
    }
  }

  private ConnectorException notFound(HttpCall call, String got) {
    return new ProtocolBroken(
        account,
        call.label(),
        "expected the webservice's XML, got "
            + got
            + "; check that url(…) leads to the shop and that its server rewrites addresses");
  }

  private static List<Fault> faults(HttpAnswer answer) {
    try {
      return RowXml.read(answer.body()).faults();
    } catch (RowXml.NotRead none) {
      return List.of();
    }
  }

  /** What concerns the whole call is thrown; what a shop says of one entity is an answer. */
  private Answer answered(HttpCall call, HttpAnswer answer) {
    if (answer.succeeded() && answer.body().length == 0) {
      return new Answer(answer.status(), List.of(), List.of());
    }
    Document document;
    try {
      document = RowXml.read(answer.body());
    } catch (RowXml.NotRead other) {
      Optional<ConnectorException> known = errors.ofCall(call, answer, List.of(), time.now());
      if (known.isPresent()) {
        throw known.get();
      }
      if (answer.status() == 500 && answer.body().length == 0) {
        // PHP died in the middle: it is over, and what was saved by then can be looked at.
        return new Answer(answer.status(), List.of(), List.of());
      }
      throw errors.notUnderstood(call, other.getMessage() + " with status " + answer.status());
    }
    errors
        .ofCall(call, answer, document.faults(), time.now())
        .ifPresent(
            known -> {
              throw known;
            });
    return new Answer(answer.status(), document.rows(), document.faults());
  }

  /** The header of a key. */
  static String basic(String key) {
    byte[] pair = (key + ":").getBytes(StandardCharsets.UTF_8);
    return "Basic " + java.util.Base64.getEncoder().encodeToString(pair);
  }
}
