package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Unavailable;
import dev.syncline.dolibarr.DolibarrErrors.Fault;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the REST API for one account, and what their answers mean.
 *
 * <p>Thread-safe. Every method may throw a {@link ConnectorException}; a call that writes is never
 * repeated.
 *
 * @since 0.1
 */
public final class DolibarrApi {

  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  /**
   * What became of a call that writes.
   *
   * @param document what the vendor answers; null if it says that nothing was left to do
   * @param fault why it was refused; null if it was not
   */
  public record Answer(@Nullable JsonNode document, @Nullable Fault fault) {

    /** Why it was refused. */
    public Optional<Fault> refused() {
      return Optional.ofNullable(fault);
    }

    /** What the vendor answers, if it says more than that nothing was left to do. */
    public Optional<JsonNode> told() {
      return Optional.ofNullable(document);
    }

    /** Whether what was asked for was so already. */
    public boolean doneBefore() {
      return document == null && fault == null;
    }

    /** The id of what was made: a bare number, or an object with one. */
    public Optional<String> made() {
      return told().flatMap(each -> each.isObject() ? Loose.id(each, "id") : Loose.id(each));
    }
  }

  private final Account account;
  private final String key;
  private final Optional<String> entity;
  private final HttpUrl base;
  private final HttpTransport transport;
  private final DolibarrPace pace;
  private final DolibarrErrors errors;
  private final ServerClock clock;
  private final Duration readTimeout;
  private final Duration writeTimeout;

  DolibarrApi(
      Account account,
      String key,
      Optional<String> entity,
      HttpUrl base,
      HttpTransport transport,
      DolibarrPace pace,
      ServerClock clock,
      Duration readTimeout,
      Duration writeTimeout) {
    this.account = account;
    this.key = key;
    this.entity = entity;
    this.base = base;
    this.transport = transport;
    this.pace = pace;
    this.errors = new DolibarrErrors(account);
    this.clock = clock;
    this.readTimeout = readTimeout;
    this.writeTimeout = writeTimeout;
  }

  /** The account that is asked. */
  public Account account() {
    return account;
  }

  /** The server's clocks. */
  public ServerClock clock() {
    return clock;
  }

  /** How many calls go at once. */
  public DolibarrPace pace() {
    return pace;
  }

  /** How long a call that writes may be under way. */
  public Duration writeTimeout() {
    return writeTimeout;
  }

  /** The address of a path, for what is fetched by others. */
  public String address(String path) {
    return base.newBuilder().addPathSegments(path).build().toString();
  }

  /** One object, or nothing if the vendor says that there is none. */
  public Optional<JsonNode> find(String path, Map<String, String> query) {
    return find(path, call("GET", path, query).build());
  }

  /** Like {@link #find(String, Map)}, with an answer of so many bytes at most. */
  public Optional<JsonNode> find(String path, Map<String, String> query, long atMost) {
    return find(path, call("GET", path, query).maxResponseBytes(atMost).build());
  }

  private Optional<JsonNode> find(String path, HttpCall call) {
    HttpAnswer answer = exchange(call, Lane.READ);
    if (answer.status() == NOT_FOUND && isExplained(answer)) {
      return Optional.empty();
    }
    JsonNode document = success(call, answer, segments(path));
    return Optional.of(document);
  }

  private static boolean isExplained(HttpAnswer answer) {
    return DolibarrErrors.fault(answer).isPresent();
  }

  /** One object that is certainly there. */
  public JsonNode get(String path, Map<String, String> query) {
    return find(path, query)
        .orElseThrow(
            () ->
                new ProtocolBroken(
                    account,
                    label("GET", path),
                    "expected an answer; this Dolibarr does not have it"));
  }

  /** A list; some answer 404 where it is empty, and so do all of older versions. */
  public List<JsonNode> list(String path, Map<String, String> query) {
    Optional<JsonNode> found = find(path, query);
    if (found.isEmpty()) {
      return List.of();
    }
    JsonNode list = found.get().path("data").isArray() ? found.get().path("data") : found.get();
    if (!list.isArray() && !list.isObject()) {
      throw new ProtocolBroken(account, label("GET", path), "expected a list");
    }
    List<JsonNode> rows = new ArrayList<>(Loose.elements(list));
    return List.copyOf(rows);
  }

  /**
   * Writes.
   *
   * @param body null where there is none
   * @throws OutcomeUnknown if no trustworthy answer came
   */
  public Answer write(
      String method, String path, @Nullable JsonNode body, Deadline leaveBefore, Lane lane) {
    return write(method, path, Map.of(), body, leaveBefore, lane);
  }

  /** Like {@link #write(String, String, JsonNode, Deadline, Lane)}, with a query. */
  public Answer write(
      String method,
      String path,
      Map<String, String> query,
      @Nullable JsonNode body,
      Deadline leaveBefore,
      Lane lane) {
    HttpCall.Builder building =
        call(method, path, query).timeout(writeTimeout).deadline(leaveBefore);
    if (body != null) {
      building.body(Json.write(body), "application/json");
    }
    HttpCall call = building.build();
    HttpAnswer answer = exchange(call, lane);
    if (answer.status() == NOT_MODIFIED) {
      return new Answer(null, null);
    }
    Optional<Fault> fault =
        answer.status() == 401 || answer.status() == 403 || answer.status() == 501
            ? Optional.empty()
            : DolibarrErrors.fault(answer);
    return fault.isPresent()
        ? new Answer(null, fault.get())
        : new Answer(success(call, answer, segments(path)), null);
  }

  private JsonNode success(HttpCall call, HttpAnswer answer, List<String> ids) {
    if (!DolibarrErrors.succeeded(answer)) {
      throw errors.of(call, answer, ids);
    }
    return Json.parse(account, call, answer, "JSON");
  }

  private HttpAnswer exchange(HttpCall call, Lane lane) {
    boolean overloaded = true;
    enter(call, lane);
    try {
      HttpAnswer answer = transport.exchange(call);
      answer.header("Date").ifPresent(clock::heard);
      overloaded = isOverload(answer);
      return answer;
    } finally {
      pace.leave(lane, overloaded);
    }
  }

  private static boolean isOverload(HttpAnswer answer) {
    boolean busy = answer.status() == 429 || answer.status() >= 502 || answer.status() == 202;
    return busy && answer.status() != 501 && !isExplained(answer);
  }

  private void enter(HttpCall call, Lane lane) {
    try {
      pace.enter(lane);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unavailable(
          account,
          call.label(),
          "the thread was interrupted while waiting for its place, nothing was sent",
          Duration.ZERO);
    }
  }

  private HttpCall.Builder call(String method, String path, Map<String, String> query) {
    HttpUrl.Builder url = base.newBuilder().addPathSegments(path);
    query.forEach(url::addQueryParameter);
    HttpCall.Builder call =
        HttpCall.of(method, url.build())
            .header("DOLAPIKEY", key)
            .header("Accept", "application/json")
            .label(label(method, path))
            .timeout(readTimeout)
            .effect("GET".equals(method) ? Effect.READ : Effect.WRITE);
    entity.ifPresent(number -> call.header("DOLAPIENTITY", number));
    return call;
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/"));
  }

  /** Ids are cut off: they are of no use to people. */
  private static String label(String method, String path) {
    return method
        + " "
        + path.replaceAll("/[0-9]+(?=/|$)", "/{id}").replaceAll("/ref(_ext)?/.*", "/ref/{ref}");
  }
}
