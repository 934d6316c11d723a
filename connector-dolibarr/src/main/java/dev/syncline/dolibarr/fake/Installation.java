package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One installation at work: the way of a request through it, and its transactions. */
final class Installation {

  private static final String ROOT = "/api/index.php";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String HTML = "text/html; charset=UTF-8";
  private static final Duration BRAKE = Duration.ofSeconds(1);

  final Setup setup;
  final Clocks clocks;
  final Breakages breakages = new Breakages();

  private final ReentrantLock writing = new ReentrantLock();
  private final Database database = new Database();
  private final Triggers triggers;
  private final List<Account> accounts;
  private final Gate gate;
  private final Api api;
  private final Duration latency;

  Installation(
      Setup setup, Clocks clocks, Triggers triggers, List<Account> accounts, Duration latency) {
    this.setup = setup;
    this.clocks = clocks;
    this.triggers = triggers;
    this.accounts = accounts;
    this.latency = latency;
    gate = new Gate(accounts, setup);
    api = new Api(accounts);
  }

  FakeResponse handle(FakeRequest request) {
    return breakages.through(request, () -> answered(request)).withHeader("Date", clocks.header());
  }

  private FakeResponse answered(FakeRequest request) {
    if (!request.path().startsWith(ROOT + "/")) {
      return FakeResponse.of(404, HTML, "<html><body>Not Found</body></html>");
    }
    Optional<FakeResponse> refused = InputFilter.refuse(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (request.method().equals("OPTIONS")) {
      return headed(FakeResponse.empty(204));
    }
    if (!setup.on("api")) {
      return FakeResponse.of(
          200, HTML, "Module Api must be enabled.<br><br>Go into menu Home - Setup - Modules");
    }
    List<String> path = Gate.segments(request.path().substring(ROOT.length()));
    if (path.isEmpty()) {
      return headed(json(request, ApiError.bare(404), ""));
    }
    return path.get(0).equals("explorer") ? explorer(path) : headed(resource(request, path));
  }

  private FakeResponse explorer(List<String> path) {
    return path.size() == 2 && path.get(1).equals("swagger.json")
        ? FakeResponse.json(200, "{\"swagger\":\"2.0\",\"paths\":{}}")
        : FakeResponse.of(200, HTML, "<html><body>Explorer</body></html>");
  }

  private FakeResponse resource(FakeRequest request, List<String> path) {
    String resource = path.get(0).toLowerCase(Locale.ROOT);
    if (!api.knows(resource, setup.version)) {
      return FakeResponse.of(501, HTML, "API not found (failed to include API file)");
    }
    String rules = setup.constant("API_ENDPOINT_RULES", "");
    if (!rules.isEmpty() && !List.of(rules.split(",")).contains(resource + ":1")) {
      return FakeResponse.of(
          501,
          HTML,
          "The API with endpoint /" + resource + " is forbidden by config API_ENDPOINT_RULES");
    }
    try {
      ObjectNode body = Gate.body(request);
      Account account = resource.equals("login") ? accounts.get(0) : gate.enter(request);
      return run(request, account, path, body);
    } catch (Gate.UnknownKey unknown) {
      if (setup.keyDelay && !slept(BRAKE)) {
        return FakeResponse.dropped();
      }
      return json(request, gate.unknown(), resource);
    } catch (ApiError error) {
      return json(request, error, resource);
    } catch (Crash crash) {
      return crash.page().isEmpty()
          ? FakeResponse.empty(500)
          : FakeResponse.of(500, HTML, crash.page());
    } catch (Transaction.Refused refused) {
      return json(request, ApiError.of(500, refused.text()), resource);
    }
  }

  private FakeResponse run(
      FakeRequest request, Account account, List<String> path, ObjectNode body) {
    Routes.Match match = api.find(request.method(), path);
    Map<String, String> query = Gate.query(request);
    Function<Session, Call> call = session -> new Call(session, match.variables(), query, body);
    Map<String, Object> seen =
        Api.seen(request.method(), path, call.apply(session(account, Map.of(), false)));
    if (!slept(latency)) {
      return FakeResponse.dropped();
    }
    JsonNode answer =
        request.method().equals("GET")
            ? match.handler().answer(call.apply(session(account, seen, false)))
            : written(session -> match.handler().answer(call.apply(session)), account, seen, false);
    return answer.isMissingNode()
        ? FakeResponse.empty(200).withHeader("Content-Type", JSON)
        : zipped(request, 200, Php.bytes(answer, true));
  }

  private boolean slept(Duration duration) {
    try {
      clocks.time().sleep(duration);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Session session(Account account, Map<String, Object> seen, boolean screen) {
    Transaction data = database.open(clocks, setup.fourByteCharacters);
    return new Session(setup, data, account, triggers, seen, screen);
  }

  /** Does something in a transaction: all of it, or nothing if it is refused. */
  private <T> T written(
      Function<Session, T> work, Account account, Map<String, Object> seen, boolean screen) {
    writing.lock();
    try {
      Session session = session(account, seen, screen);
      T done = work.apply(session);
      session.data.commit();
      return done;
    } finally {
      writing.unlock();
    }
  }

  private FakeResponse json(FakeRequest request, ApiError error, String resource) {
    return error.status() == 304
        ? FakeResponse.empty(304)
        : zipped(request, error.status(), Php.bytes(error.body(setup.debug, resource), true));
  }

  private FakeResponse zipped(FakeRequest request, int status, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", JSON);
    boolean zip =
        request.header("accept-encoding").orElse("").contains("gzip")
            && !setup.flag("API_DISABLE_COMPRESSION");
    if (zip) {
      headers.put("Content-Encoding", "gzip");
    }
    return new FakeResponse(status, headers, zip ? gzip(body) : body);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static FakeResponse headed(FakeResponse response) {
    return response
        .withHeader("X-Powered-By", "Luracast Restler v3.1.0")
        .withHeader("Access-Control-Allow-Origin", "*");
  }

  /** Does what a person does at the screen, with an administrator's rights. */
  JsonNode asPerson(String method, String path, ObjectNode body) {
    List<String> segments = Gate.segments(path);
    return bySomebody(
        session -> {
          Routes.Match match = api.find(method, segments);
          return match.handler().answer(new Call(session, match.variables(), Map.of(), body));
        });
  }

  /** Does something in a transaction of the administrator's; a refusal is an illegal argument. */
  <T> T bySomebody(Function<Session, T> work) {
    try {
      return written(work, accounts.get(0), new HashMap<>(), true);
    } catch (ApiError | Transaction.Refused | Crash refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }

  /** Looks at what is committed. */
  <T> T look(Function<Session, T> eye) {
    return eye.apply(session(accounts.get(0), Map.of(), true));
  }

  List<ObjectNode> records(String resource) {
    Api.Visible readable = api.readable(resource);
    return look(
        session ->
            session
                .data
                .all(readable.table())
                .map(row -> readable.shown().apply(session, row))
                .toList());
  }

  @Nullable ObjectNode record(String resource, long id) {
    Api.Visible readable = api.readable(resource);
    return look(
        session -> {
          Row row = session.data.find(readable.table(), id);
          return row == null ? null : readable.shown().apply(session, row);
        });
  }
}
