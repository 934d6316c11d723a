package dev.syncline.testkit.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A plain server on a free loopback port before a {@link FakeSystem}: while a {@link Storm} blows,
 * the requests that it hits are answered by it, over a real socket. Thread-safe.
 *
 * @since 0.1
 */
public final class StormServer implements AutoCloseable {

  static {
    // Without it each answer takes 40 milliseconds more.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String OUTER = "/outer-entity";
  private static final int PORTION = 64 << 10;
  private static final long MOST = 1L << 30;
  private static final long PACE_MILLIS = 20;
  private static final String HTML = "text/html; charset=utf-8";
  private static final String PAGE = "<!DOCTYPE html><html><body>We will be back</body></html>";

  private record Blowing(Storm storm, Predicate<FakeRequest> hits, boolean handled) {}

  private final FakeSystem system;
  private final HttpServer server;
  private final ExecutorService threads;
  private final URI file;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger struck = new AtomicInteger();
  private final AtomicInteger fetched = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private volatile @Nullable Blowing blowing;

  /**
   * Serves a system.
   *
   * @param file what {@link Storm#OUTER_FILE} names
   */
  public StormServer(FakeSystem system, URI file) {
    this.system = system;
    this.file = file;
    this.threads = Executors.newCachedThreadPool(StormServer::daemon);
    try {
      this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
    system.reachedAt(base());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "storm server");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it is served. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on it strikes these requests, which the system never sees. */
  public void blow(Storm storm, Predicate<FakeRequest> hits) {
    blowing = new Blowing(storm, hits, false);
  }

  /** From now on it strikes these requests, after the system has done what they ask. */
  public void blowBehind(Storm storm, Predicate<FakeRequest> hits) {
    blowing = new Blowing(storm, hits, true);
  }

  /** The weather clears. */
  public void clear() {
    blowing = null;
  }

  /** How many requests were struck. */
  public int struck() {
    return struck.get();
  }

  /** How often what a document's entities name was fetched. */
  public int fetched() {
    return fetched.get();
  }

  /** How many bytes of bodies without an end have left. */
  public long sent() {
    return sent.get();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      FakeRequest request = read(exchange);
      Blowing now = blowing;
      if (request.path().startsWith(OUTER)) {
        fetched.incrementAndGet();
        answer(exchange, FakeResponse.of(200, "text/plain", "outer"));
      } else if (now != null && now.hits().test(request)) {
        struck.incrementAndGet();
        strike(exchange, now, request);
      } else {
        answer(exchange, system.handle(request));
      }
    }
  }

  private static FakeRequest read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    // Half of what is packed is no half of the text.
    headers.remove("accept-encoding");
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    byte[] body = exchange.getRequestBody().readAllBytes();
    return new FakeRequest(exchange.getRequestMethod(), uri.getRawPath(), query, headers, body);
  }

  private static void answer(HttpExchange exchange, FakeResponse said) throws IOException {
    headers(exchange, said);
    byte[] body = said.body();
    exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void headers(HttpExchange exchange, FakeResponse said) {
    said.headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().add(name, value);
              }
            });
  }

  private void strike(HttpExchange exchange, Blowing now, FakeRequest request) throws IOException {
    boolean own = now.storm() == Storm.CUT || now.storm() == Storm.BROKEN_OFF;
    FakeResponse answered =
        own || now.handled() ? system.handle(request) : FakeResponse.empty(200);
    switch (now.storm()) {
      case CUT -> answer(exchange, answered.withBody(half(answered)));
      case BROKEN_OFF -> breakOff(exchange, answered);
      case ENDLESS -> endless(exchange);
      case TRICKLE -> trickle(exchange);
      default -> answer(exchange, said(now.storm()));
    }
  }

  private static byte[] half(FakeResponse answered) {
    return Arrays.copyOf(answered.body(), answered.body().length / 2);
  }

  private FakeResponse said(Storm storm) {
    return switch (storm) {
      case PAGE -> FakeResponse.of(200, HTML, PAGE);
      case MOVED ->
          FakeResponse.of(302, HTML, PAGE).withHeader("Location", "https://elsewhere.example/");
      case LOGIN_PAGE -> FakeResponse.of(401, HTML, PAGE);
      case DOWN -> FakeResponse.of(503, HTML, PAGE);
      case DOWN_FOR_A_WHILE -> FakeResponse.of(503, HTML, PAGE).withHeader("Retry-After", "7");
      case EMPTY -> FakeResponse.empty(200);
      case ENTITY_BOMB -> xml(bomb());
      case OUTER_FILE -> xml("<!DOCTYPE p [<!ENTITY x SYSTEM \"" + file + "\">]>");
      case OUTER_ADDRESS ->
          xml(
              "<!DOCTYPE p SYSTEM \""
                  + base()
                  + OUTER
                  + ".dtd\" [<!ENTITY x SYSTEM \""
                  + base()
                  + OUTER
                  + "\">]>");
      case DEPTH -> FakeResponse.json(200, "[".repeat(100_000));
      default -> throw new IllegalArgumentException("no answer of " + storm);
    };
  }

  private static String bomb() {
    StringBuilder all = new StringBuilder("<!DOCTYPE p [<!ENTITY x0 \"boom\">");
    for (int level = 1; level < 12; level++) {
      all.append("<!ENTITY x").append(level).append(" \"");
      all.append(("&x" + (level - 1) + ";").repeat(10)).append("\">");
    }
    return all.append("<!ENTITY x \"&x11;\">]>").toString();
  }

  private static FakeResponse xml(String type) {
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + type
            + "<prestashop><products><product><id>1</id><reference>&x;</reference></product>"
            + "</products></prestashop>";
    return FakeResponse.of(200, "text/xml; charset=utf-8", document)
        .withHeader("PSWS-Version", "9.1.4");
  }

  private static void breakOff(HttpExchange exchange, FakeResponse said) throws IOException {
    headers(exchange, said);
    exchange.sendResponseHeaders(said.status(), said.body().length + 1L);
    exchange.getResponseBody().write(half(said));
    exchange.getResponseBody().flush();
  }

  private void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] portion = " ".repeat(PORTION).getBytes(StandardCharsets.US_ASCII);
    OutputStream out = exchange.getResponseBody();
    while (sent.addAndGet(PORTION) < MOST && closed.getCount() > 0) {
      out.write(portion);
    }
  }

  private void trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    try {
      do {
        out.write(' ');
        out.flush();
      } while (!closed.await(PACE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
