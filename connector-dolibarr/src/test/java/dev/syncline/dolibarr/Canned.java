package dev.syncline.dolibarr;

import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server that says what a test has put into its mouth, and remembers what it was asked. */
final class Canned implements FakeSystem, AutoCloseable {

  static final URI URL = URI.create("http://127.0.0.1:1/dolibarr");
  static final String KEY = "canned-key-4711";

  private static final String ROOT = "/dolibarr/api/index.php/";

  final VirtualTime time = new VirtualTime();
  final List<FakeRequest> asked = new ArrayList<>();
  final DolibarrConnector connector;
  private final Map<String, Deque<FakeResponse>> answers = new LinkedHashMap<>();

  Canned(UnaryOperator<DolibarrOptions> settings) {
    InProcess wire = new InProcess(this, new Faults(FakeResponse.empty(429)), URL);
    connector =
        settings
            .apply(DolibarrConnector.builder().url(URL).key(KEY).time(time).under(wire))
            .build();
  }

  Canned() {
    this(builder -> builder);
  }

  /** The next answer to a call such as {@code GET products/1}; the last one stays. */
  Canned says(String call, int status, String json) {
    return says(call, FakeResponse.json(status, json));
  }

  Canned says(String call, FakeResponse answer) {
    answers.computeIfAbsent(call, any -> new ArrayDeque<>()).add(answer);
    return this;
  }

  /** What was asked, without queries. */
  List<String> calls() {
    return asked.stream().map(each -> each.method() + " " + path(each)).toList();
  }

  /** The body of the only call of this name. */
  String body(String call) {
    return asked.stream()
        .filter(each -> (each.method() + " " + path(each)).equals(call))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static String path(FakeRequest request) {
    return request.path().replace(ROOT, "");
  }

  @Override
  public String name() {
    return "canned";
  }

  @Override
  public void reachedAt(URI base) {}

  @Override
  public FakeResponse handle(FakeRequest request) {
    asked.add(request);
    Deque<FakeResponse> said = answers.get(request.method() + " " + path(request));
    if (said == null) {
      return FakeResponse.json(404, "{\"error\":{\"code\":404,\"message\":\"Not Found\"}}");
    }
    return said.size() > 1 ? said.removeFirst() : said.getFirst();
  }

  @Override
  public void close() {
    connector.close();
  }
}
