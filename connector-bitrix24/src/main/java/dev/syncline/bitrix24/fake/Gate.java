package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The portal's front door: routes, parameters, limits, rights, and the envelope with its time
 * block.
 */
final class Gate {

  private final Settings settings;
  private final ServerTime time;
  private final Methods methods;
  private final Credentials credentials;
  private final LeakyBucket bucket;
  private final OperatingTime operating;
  private final Batch batch = new Batch(this::run);

  Gate(Settings settings, ServerTime time, Methods methods, Credentials credentials) {
    this.settings = settings;
    this.time = time;
    this.methods = methods;
    this.credentials = credentials;
    this.bucket = new LeakyBucket(settings.bucketSize(), settings.leakPerSecond());
    this.operating = new OperatingTime(settings.operatingLimitSeconds());
  }

  FakeResponse answer(FakeRequest request) {
    Instant started = time.now();
    try {
      if (settings.strictHttps()
          && !request.header("x-forwarded-proto").orElse("http").equals("https")) {
        throw Refusal.bad("INVALID_REQUEST", "Https required.");
      }
      List<String> path =
          Arrays.stream(request.path().split("/"))
              .filter(part -> !part.isEmpty())
              .map(Php::decoded)
              .toList();
      ObjectNode params = params(request);
      boolean webhook = path.size() >= 3 && path.get(1).matches("\\d+");
      if (!bucket.take(started)) {
        throw tooMany();
      }
      Caller caller =
          webhook
              ? credentials.webhook(path.get(1), path.get(2))
              : credentials.token(Values.text(params.get("auth")));
      JsonNode connector = params.get("auth_connector");
      Caller acting = connector == null ? caller : caller.through(Values.text(connector));
      String method = String.join("/", path.subList(webhook ? 3 : 1, path.size()));
      return envelope(new Call(bare(method), params, acting), started);
    } catch (Refusal refusal) {
      return respond(refusal.status(), refusal.body());
    }
  }

  static Refusal tooMany() {
    return Refusal.of(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
  }

  /** A method's name without the suffix that asks for JSON. */
  static String bare(String method) {
    String name = method.startsWith("/") ? method.substring(1) : method;
    return name.toLowerCase(Locale.ROOT).endsWith(".json")
        ? name.substring(0, name.length() - 5)
        : name;
  }

  private FakeResponse envelope(Call call, Instant started) {
    if (call.method().toLowerCase(Locale.ROOT).equals("batch")) {
      ObjectNode body = Php.NODES.objectNode();
      body.set("result", batch.answer(call).result());
      body.set("time", timeBlock(call, started));
      return respond(200, body);
    }
    Batch.Outcome outcome = run(call);
    Answer answer = outcome.answer();
    ObjectNode body = Php.NODES.objectNode();
    body.set("result", answer.result());
    if (answer.next() != null) {
      body.put("next", answer.next());
    }
    if (answer.total() != null) {
      body.put("total", answer.total());
    }
    body.set("time", outcome.time());
    return respond(200, body);
  }

  private Batch.Outcome run(Call call) {
    Instant started = time.now();
    Methods.Entry entry = methods.find(call.method());
    if (entry == null) {
      throw Refusal.noMethod();
    }
    if (entry.appOnly() && !call.caller().app()) {
      throw Refusal.of(
          403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this" + " method");
    }
    if (!entry.scopes().isEmpty()
        && entry.scopes().stream().noneMatch(call.caller().scopes()::contains)) {
      throw Refusal.of(
          settings.scopeStatus(),
          "insufficient_scope",
          "The request requires higher privileges than provided by the "
              + (call.caller().app() ? "access token" : "webhook token"));
    }
    String name = call.method().toLowerCase(Locale.ROOT);
    if (operating.exhausted(call.caller(), name, started)) {
      throw Refusal.of(
          429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.");
    }
    operating.charge(call.caller(), name, started, settings.operatingCostSeconds());
    return new Batch.Outcome(applied(entry, call), timeBlock(call, started));
  }

  /** A shape no room foresaw is the portal's own trouble, never a success. */
  private static Answer applied(Methods.Entry entry, Call call) {
    try {
      return entry.body().apply(call);
    } catch (Refusal refusal) {
      throw refusal;
    } catch (RuntimeException unforeseen) {
      throw Refusal.of(500, "INTERNAL_SERVER_ERROR", "Internal server error: " + unforeseen);
    }
  }

  private ObjectNode timeBlock(Call call, Instant started) {
    Instant finished = time.now();
    double begin = started.toEpochMilli() / 1000.0;
    double end = Math.max(begin, finished.toEpochMilli() / 1000.0);
    String name = call.method().toLowerCase(Locale.ROOT);
    ObjectNode block = Php.NODES.objectNode();
    block.put("start", begin).put("finish", end).put("duration", end - begin);
    block.put("processing", settings.operatingCostSeconds());
    block.put("date_start", time.stamp(started)).put("date_finish", time.stamp(finished));
    block.put("operating_reset_at", operating.resetAt(call.caller(), name, finished));
    return block.put("operating", operating.sum(call.caller(), name, finished));
  }

  private static ObjectNode params(FakeRequest request) {
    ObjectNode params = Php.form(request.rawQuery());
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    ObjectNode body =
        type.startsWith("application/json")
            ? Php.json(request.text())
            : type.startsWith("application/x-www-form-urlencoded")
                ? Php.form(request.text())
                : Multipart.form(type, request);
    for (Map.Entry<String, JsonNode> each : body.properties()) {
      params.set(each.getKey(), each.getValue());
    }
    return params;
  }

  static FakeResponse respond(int status, JsonNode body) {
    JsonNode listed = Php.lists(body);
    return new FakeResponse(
        status, Map.of("Content-Type", "application/json; charset=utf-8"), Php.encode(listed));
  }
}
