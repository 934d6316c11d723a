package dev.syncline.moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.TooLarge;
import dev.syncline.http.Effect;
import dev.syncline.http.FailureBudget;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the JSON API 1.2 for one account: pages, bulks, and what their errors mean.
 *
 * <p>Thread-safe. Every method may throw a {@link ConnectorException}; a call that writes is never
 * repeated.
 *
 * @since 0.1
 */
public final class MoySkladApi {

  /** The largest page, and the largest bulk. */
  public static final int PAGE = 1000;

  /** The largest page on which {@code expand} works; on larger ones it is silently ignored. */
  public static final int EXPANDED_PAGE = 100;

  /** How long a filter may get, encoded: headers and address together have 8 KB. */
  public static final int FILTER_CHARS = 5000;

  private static final String ACCEPT = "application/json;charset=utf-8";
  private static final Duration READ_TIMEOUT = Duration.ofMinutes(2);

  /** The vendor breaks off a bulk after five minutes; until then its answer may still come. */
  private final Account account;

  private final Login login;
  private final HttpUrl base;
  private final HttpTransport transport;
  private final Duration writeTimeout;
  private final MoySkladTime time;
  private final MoySkladErrors errors;
  private final FailureBudget failures;
  private final FailureBudget refusals;

  MoySkladApi(
      Account account,
      Login login,
      HttpUrl base,
      HttpTransport transport,
      Duration writeTimeout,
      MoySkladTime time,
      MoySkladErrors errors,
      FailureBudget failures,
      FailureBudget refusals) {
    this.account = account;
    this.login = login;
    this.base = base;
    this.transport = transport;
    this.writeTimeout = writeTimeout;
    this.time = time;
    this.errors = errors;
    this.failures = failures;
    this.refusals = refusals;
  }

  /** How long a call that writes may be under way. */
  public Duration writeTimeout() {
    return writeTimeout;
  }

  /** The account that is asked. */
  public Account account() {
    return account;
  }

  /** The vendor's clock. */
  public MoySkladTime time() {
    return time;
  }

  /** The address that all references begin with, without a slash at its end. */
  public String base() {
    return base.toString().replaceAll("/$", "");
  }

  /** One object, or nothing if there is none. */
  public Optional<JsonNode> find(String path, Map<String, String> query) {
    HttpCall call = call("GET", path, query).build();
    HttpAnswer answer = exchange(call, path + query);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    return Optional.of(success(call, answer, "one " + path));
  }

  /** One document that is certainly there. */
  public JsonNode get(String path, Map<String, String> query) {
    HttpCall call = call("GET", path, query).build();
    return success(call, exchange(call, path + query), path);
  }

  /** The rows of one page and how many there are in all. */
  public Page page(String path, Map<String, String> query) {
    JsonNode list = get(path, query);
    if (!list.path("rows").isArray()) {
      throw new ProtocolBroken(account, label("GET", path), "expected a list with rows");
    }
    List<JsonNode> rows = new ArrayList<>();
    list.path("rows").forEach(rows::add);
    return new Page(rows, list.path("meta").path("size").asLong(rows.size()));
  }

  /** A report that comes as a bare list, at once. */
  public List<JsonNode> list(String path, Map<String, String> query) {
    JsonNode list = get(path, query);
    if (!list.isArray()) {
      throw new ProtocolBroken(account, label("GET", path), "expected a bare list");
    }
    List<JsonNode> rows = new ArrayList<>();
    list.forEach(rows::add);
    return rows;
  }

  /** All rows of a list that is known to be short, page by page. */
  public List<JsonNode> all(String path, Map<String, String> query, int limit) {
    List<JsonNode> rows = new ArrayList<>();
    while (true) {
      Map<String, String> asked = new LinkedHashMap<>(query);
      asked.put("limit", Integer.toString(limit));
      if (!rows.isEmpty()) {
        asked.put("offset", Integer.toString(rows.size()));
      }
      List<JsonNode> more = page(path, asked).rows();
      rows.addAll(more);
      if (more.size() < limit) {
        return rows;
      }
    }
  }

  /**
   * Sends an array and gives back the array of answers, each the object or its errors: an error
   * status of the whole says only that one of them failed.
   *
   * @throws TooLarge if one element spoils a list of several
   * @throws OutcomeUnknown if no trustworthy answer came
   */
  public List<JsonNode> bulk(String path, Map<String, String> query, ArrayNode body) {
    return bulk(path, query, body, Deadline.none());
  }

  /** Like {@link #bulk(String, Map, ArrayNode)}; from {@code leaveBefore} on nothing is sent. */
  public List<JsonNode> bulk(
      String path, Map<String, String> query, ArrayNode body, Deadline leaveBefore) {
    byte[] bytes = Json.write(body);
    HttpCall call =
        call("POST", path, query)
            .body(bytes, "application/json")
            .timeout(writeTimeout)
            .deadline(leaveBefore)
            .build();
    HttpAnswer answer = exchange(call, path + Arrays.hashCode(bytes));
    JsonNode document = document(call, answer);
    if (document.isArray()) {
      return elements(call, body, document);
    }
    List<MoySkladErrors.Fault> faults = MoySkladErrors.faults(document);
    if (faults.isEmpty() || answer.succeeded() || !refusesElements(answer.status())) {
      throw unexpected(call, answer, faults);
    }
    if (body.size() > 1) {
      throw new TooLarge(
          account, call.label(), "one of " + body.size() + " elements spoils the list; send fewer");
    }
    return List.of(document);
  }

  /**
   * Sends one object, or asks for one to be removed, and gives back the object or the errors that
   * concern it.
   *
   * @param body null where there is none
   * @throws OutcomeUnknown if no trustworthy answer came
   */
  public JsonNode single(String method, String path, @Nullable JsonNode body) {
    return single(method, path, body, Deadline.none());
  }

  /**
   * Like {@link #single(String, String, JsonNode)}; from {@code leaveBefore} on nothing is sent.
   */
  public JsonNode single(
      String method, String path, @Nullable JsonNode body, Deadline leaveBefore) {
    HttpCall.Builder builder =
        call(method, path, Map.of()).timeout(writeTimeout).deadline(leaveBefore);
    byte[] bytes = body == null ? new byte[0] : Json.write(body);
    HttpCall call = (body == null ? builder : builder.body(bytes, "application/json")).build();
    HttpAnswer answer = exchange(call, path + Arrays.hashCode(bytes));
    if (answer.succeeded()) {
      return answer.body().length == 0 ? Json.object() : document(call, answer);
    }
    JsonNode document = document(call, answer);
    List<MoySkladErrors.Fault> faults = MoySkladErrors.faults(document);
    if (faults.isEmpty() && answer.status() == 404) {
      return MoySkladErrors.notFound(path);
    }
    if (faults.isEmpty() || !refusesElements(answer.status())) {
      throw unexpected(call, answer, faults);
    }
    return document;
  }

  /** What a fault of one element means where it stops the whole undertaking. */
  ConnectorException refused(String call, MoySkladErrors.Fault fault) {
    return errors.of(call, fault);
  }

  /** Closes the connections. */
  /**
   * A page of a list.
   *
   * @param rows the rows
   * @param total how many rows match in all, at that moment
   */
  public record Page(List<JsonNode> rows, long total) {}

  private static boolean refusesElements(int status) {
    return status == 400 || status == 404 || status == 409 || status == 412;
  }

  private List<JsonNode> elements(HttpCall call, ArrayNode body, JsonNode document) {
    if (document.size() != body.size()) {
      throw new OutcomeUnknown(
          account,
          call.label(),
          "expected " + body.size() + " answers in the order asked, got " + document.size());
    }
    List<JsonNode> answers = new ArrayList<>();
    document.forEach(answers::add);
    return answers;
  }

  private ConnectorException unexpected(
      HttpCall call, HttpAnswer answer, List<MoySkladErrors.Fault> faults) {
    return answer.succeeded()
        ? new OutcomeUnknown(account, call.label(), "expected an array of answers")
        : errors.of(call, answer, faults, time.now());
  }

  private JsonNode success(HttpCall call, HttpAnswer answer, String expected) {
    if (!answer.succeeded()) {
      throw errors.of(call, answer, MoySkladErrors.faults(document(call, answer)), time.now());
    }
    return Json.parse(account, call, answer, expected);
  }

  /** The body of any answer; that of an error may be a proxy's page, or none. */
  private JsonNode document(HttpCall call, HttpAnswer answer) {
    if (answer.succeeded()) {
      return Json.parse(account, call, answer, "an array of answers");
    }
    try {
      JsonNode document = Json.mapper().readTree(answer.body());
      return document == null ? Json.object() : document;
    } catch (IOException notJson) {
      return Json.object();
    }
  }

  private HttpAnswer exchange(HttpCall call, String sameness) {
    String key = call.method() + " " + sameness;
    failures.check(call.label(), key);
    refusals.check(call.label(), "429");
    HttpAnswer answer = transport.exchange(call);
    answer.header("Date").ifPresent(time::heard);
    if (answer.status() == 429) {
      refusals.count("429");
    } else if (!answer.succeeded()) {
      failures.count(key);
    }
    return answer;
  }

  private HttpCall.Builder call(String method, String path, Map<String, String> query) {
    HttpUrl.Builder url = base.newBuilder().addPathSegments(path);
    query.forEach(url::addQueryParameter);
    return HttpCall.of(method, url.build())
        .header("Authorization", login.header())
        .header("Accept", ACCEPT)
        .label(label(method, path))
        .effect("GET".equals(method) ? Effect.READ : Effect.WRITE)
        .cost(MoySkladQuota.UNITS, MoySkladQuota.weight(login.kind(), path, time.now()))
        .cost(MoySkladQuota.PARALLEL, 1)
        .timeout(READ_TIMEOUT);
  }

  /** Ids are cut off: they are of no use to people. */
  private static String label(String method, String path) {
    return method + " " + path.replaceAll("/[0-9a-fA-F-]{36}", "/{id}");
  }
}
