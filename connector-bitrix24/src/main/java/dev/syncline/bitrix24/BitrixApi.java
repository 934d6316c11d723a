package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.TimeSource;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one portal, alone or in batches, and tells errors of the account from those of
 * one command.
 *
 * <p>Nothing is repeated, but for a call that was refused for an expired token before it did
 * anything. Thread-safe.
 *
 * @since 0.1
 */
public final class BitrixApi {

  /**
   * What came of several commands.
   *
   * @param outcomes one for each command, in order
   * @param asked the portal's time when the first of them began
   */
  public record Answers(List<Outcome> outcomes, Instant asked) {

    /** The result of one command. */
    public Outcome of(int place) {
      return outcomes.get(place);
    }
  }

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration MOVED_RETRY = Duration.ofMinutes(10);

  private final Account account;
  private final Access access;
  private final HttpTransport transport;
  private final TimeSource time;
  private final BitrixErrors errors;
  private final @Nullable String connectorKey;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * The calls of one portal.
   *
   * @param connectorKey goes with every write, so that the portal's queue of this key leaves our
   *     own changes out; null if there is no queue
   */
  BitrixApi(
      Account account,
      Access access,
      HttpTransport transport,
      TimeSource time,
      @Nullable String connectorKey) {
    this.account = account;
    this.access = access;
    this.transport = transport;
    this.time = time;
    this.connectorKey = connectorKey;
    this.errors = new BitrixErrors(account, access.setting(), time, transport.quota());
  }

  /** The portal's account. */
  public Account account() {
    return account;
  }

  /** Whether calls are made as an application. */
  boolean application() {
    return access.application();
  }

  /** The portal's present time, as its last answer let it be known. */
  public Instant portalNow() {
    return time.now().plus(ahead);
  }

  /** Spares the reads that go before a write which may not leave any more. */
  void inTime(Deadline leaveBefore) {
    if (leaveBefore.isPast()) {
      throw new Unavailable(account, "write", "lease too short, nothing was sent", Duration.ZERO);
    }
  }

  /** Reads any number of independent commands, fifty a request. */
  public Answers read(List<Command> commands) {
    Outcome[] outcomes = new Outcome[commands.size()];
    List<Integer> together = new ArrayList<>();
    Instant asked = portalNow();
    for (int at = 0; at < commands.size(); at++) {
      if (commands.get(at).alone()) {
        outcomes[at] = alone(commands.get(at), Effect.READ).of(0);
      } else {
        together.add(at);
      }
    }
    for (int from = 0; from < together.size(); from += BitrixBatch.MAX_COMMANDS) {
      int to = Math.min(together.size(), from + BitrixBatch.MAX_COMMANDS);
      List<Integer> places = together.subList(from, to);
      Answers part = chained(places.stream().map(commands::get).toList());
      for (int at = 0; at < places.size(); at++) {
        outcomes[places.get(at)] = part.of(at);
      }
    }
    return new Answers(List.of(outcomes), asked);
  }

  /** At most fifty commands in one request; their {@link Command.Path}s count from the first. */
  Answers chained(List<Command> commands, Effect effect) {
    return chained(commands, effect, Deadline.none());
  }

  private Answers chained(List<Command> commands, Effect effect, Deadline leaveBefore) {
    if (commands.size() == 1) {
      return alone(commands.get(0), effect, leaveBefore);
    }
    List<String> lines = new ArrayList<>();
    commands.forEach(command -> lines.add(command.line(made -> made.key())));
    Set<String> methods = new LinkedHashSet<>();
    commands.forEach(command -> methods.add(command.method()));
    return batch(lines, methods, false, effect, leaveBefore);
  }

  /** Reads pages that follow each other by reference, in one request. */
  public Answers chained(List<Command> commands) {
    return chained(commands, Effect.READ, Deadline.none());
  }

  /** One batch of ready lines that write, unless it is too late for that. */
  Answers written(List<String> lines, Set<String> methods, boolean halt, Deadline leaveBefore) {
    return batch(lines, methods, halt, Effect.WRITE, leaveBefore);
  }

  private Answers batch(
      List<String> lines, Set<String> methods, boolean halt, Effect effect, Deadline leaveBefore) {
    ObjectNode body = BitrixBatch.body(keyed(lines, effect), halt);
    JsonNode envelope = exchange("batch", body, methods, effect, leaveBefore);
    JsonNode result = envelope.path("result");
    if (envelope.has("error")) {
      throw errors.ofCall("batch", BitrixBatch.failed(envelope), 400, effect);
    }
    if (!BitrixBatch.fits(result)) {
      throw notUnderstood("batch", "the five maps of a batch", effect);
    }
    List<String> names = lines.stream().map(BitrixApi::method).toList();
    for (int at = 0; at < names.size(); at++) {
      errors.watch(names.get(at), BitrixBatch.of(result, "result_time", at));
    }
    return new Answers(BitrixBatch.outcomes(result, lines.size()), asked(envelope));
  }

  private List<String> keyed(List<String> lines, Effect effect) {
    return connectorKey == null || effect != Effect.WRITE
        ? lines
        : lines.stream()
            .map(
                line ->
                    line + (line.indexOf('?') < 0 ? '?' : '&') + "auth_connector=" + connectorKey)
            .toList();
  }

  /** One command that writes, by itself, unless it is too late for that. */
  Answers written(Command command, Deadline leaveBefore) {
    return alone(command, Effect.WRITE, leaveBefore);
  }

  /** At most fifty commands that write and do not need each other, unless it is too late. */
  Answers written(List<Command> commands, Deadline leaveBefore) {
    return chained(commands, Effect.WRITE, leaveBefore);
  }

  /** One command by itself. */
  Answers alone(Command command, Effect effect) {
    return alone(command, effect, Deadline.none());
  }

  private Answers alone(Command command, Effect effect, Deadline leaveBefore) {
    ObjectNode params = (ObjectNode) command.json(made -> made.key());
    if (connectorKey != null && effect == Effect.WRITE) {
      params.put("auth_connector", connectorKey);
    }
    JsonNode envelope =
        exchange(command.method(), params, Set.of(command.method()), effect, leaveBefore);
    errors.watch(command.method(), envelope.path("time"));
    if (envelope.has("error")) {
      return new Answers(List.of(BitrixBatch.failed(envelope)), portalNow());
    }
    if (!envelope.has("result")) {
      throw notUnderstood(command.method(), "a result", effect);
    }
    Outcome done = new Outcome.Done(envelope.path("result"), envelope.path("total").asLong(-1));
    return new Answers(List.of(done), asked(envelope));
  }

  /**
   * The result of a read that must have worked.
   *
   * @throws ConnectorException what its failure means
   */
  public JsonNode need(Command command, Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.result();
    }
    if (outcome instanceof Outcome.Failed failed) {
      throw errors.ofCall(command.method(), failed, 400, Effect.READ);
    }
    throw new ProtocolBroken(account, command.method(), "expected an answer to every command");
  }

  /** Says of a failed command of a write whether its whole method has to pause. */
  boolean pausesMethod(String method, Outcome.Failed failed) {
    return errors.pausesMethod(method, failed);
  }

  BitrixErrors errors() {
    return errors;
  }

  private JsonNode exchange(
      String label, ObjectNode params, Set<String> methods, Effect effect, Deadline leaveBefore) {
    String signed = access.sign(params);
    HttpAnswer answer = send(label, params, methods, effect, leaveBefore);
    if (answer.status() == 401 && expired(answer) && access.renewed(signed)) {
      access.sign(params);
      answer = send(label, params, methods, effect, leaveBefore);
    }
    if (answer.status() == 401) {
      access.refused();
    }
    return envelope(label, answer, effect);
  }

  private HttpAnswer send(
      String label, ObjectNode params, Set<String> methods, Effect effect, Deadline leaveBefore) {
    HttpCall.Builder call =
        HttpCall.of("POST", access.url(label))
            .body(Json.write(params), "application/json")
            .header("Accept", "application/json")
            .label(label)
            .effect(effect)
            .deadline(leaveBefore)
            .cost(BitrixQuota.REQUESTS, 1);
    methods.forEach(method -> call.cost(BitrixQuota.lane(method), 0));
    return transport.exchange(call.build());
  }

  private static boolean expired(HttpAnswer answer) {
    return answer.text().toLowerCase(Locale.ROOT).contains("expired_token");
  }

  /** Gives envelopes of success and of one command's failure; anything else is thrown. */
  private JsonNode envelope(String label, HttpAnswer answer, Effect effect) {
    int status = answer.status();
    if (status >= 300 && status < 400) {
      throw moved(label, answer);
    }
    JsonNode json = json(answer);
    if (json == null || !json.isObject()) {
      throw notJson(label, status, effect);
    }
    if (!json.has("error")) {
      if (status >= 500) {
        throw notJson(label, status, effect);
      }
      return json;
    }
    Outcome.Failed failed = BitrixBatch.failed(json);
    if (errors.ofAccount(failed, status)) {
      throw errors.ofCall(label, failed, status, effect);
    }
    return json;
  }

  private static @Nullable JsonNode json(HttpAnswer answer) {
    try {
      return Json.mapper().readTree(answer.body());
    } catch (java.io.IOException notJson) {
      return null;
    }
  }

  private ConnectorException notJson(String label, int status, Effect effect) {
    if (effect == Effect.WRITE) {
      return new OutcomeUnknown(
          account, label, "status " + status + " without a readable answer, it may have happened");
    }
    return status >= 500
        ? new Unavailable(account, label, "status " + status, RETRY_AFTER)
        : new ProtocolBroken(
            account, label, "expected JSON, got status " + status + " and no JSON");
  }

  private ConnectorException notUnderstood(String label, String expected, Effect effect) {
    String text = "expected " + expected;
    return effect == Effect.WRITE
        ? new OutcomeUnknown(account, label, text + ", it may have happened")
        : new ProtocolBroken(account, label, text);
  }

  private Unavailable moved(String label, HttpAnswer answer) {
    HttpUrl to = answer.header("Location").map(HttpUrl::parse).orElse(null);
    String host = to == null ? "another address" : Access.portal(to);
    return new Unavailable(
        account,
        label,
        "the portal was renamed to "
            + host
            + ", nothing was sent; put the new host into the setting '"
            + access.setting()
            + "'",
        MOVED_RETRY);
  }

  private Instant asked(JsonNode envelope) {
    try {
      Instant began =
          OffsetDateTime.parse(envelope.path("time").path("date_start").asText()).toInstant();
      ahead = Duration.between(time.now(), began);
      return began;
    } catch (DateTimeException noTimeBlock) {
      return portalNow();
    }
  }

  private static String method(String line) {
    int question = line.indexOf('?');
    return question < 0 ? line : line.substring(0, question);
  }
}
