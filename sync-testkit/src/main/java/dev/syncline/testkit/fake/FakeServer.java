package dev.syncline.testkit.fake;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Serves a {@link FakeSystem} on a free port of the loopback interface.
 *
 * <p>It is a WireMock server underneath: {@link #wireMock()} takes extra stubs (they come before
 * the fake), delays and verifications. Thread-safe.
 *
 * @since 0.1
 */
public final class FakeServer implements AutoCloseable {

  private static final int THREADS = 24;
  private static final int AFTER_EXTRA_STUBS = 10;

  private final WireMockServer server;
  private final RequestLog log;

  private FakeServer(WireMockServer server, RequestLog log) {
    this.server = server;
    this.log = log;
  }

  /** Starts serving on a free loopback port. */
  public static FakeServer serve(FakeSystem system, Faults faults) {
    return serve(system, faults, 0);
  }

  /** Starts serving on the given loopback port; 0 takes a free one. */
  public static FakeServer serve(FakeSystem system, Faults faults, int port) {
    RequestLog log = new RequestLog();
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .containerThreads(THREADS)
                .disableRequestJournal()
                .gzipDisabled(true)
                .extensions(new Bridge(system, faults, log)));
    server.start();
    server.stubFor(
        WireMock.any(WireMock.anyUrl())
            .atPriority(AFTER_EXTRA_STUBS)
            .willReturn(WireMock.aResponse().withTransformers(Bridge.NAME)));
    FakeServer serving = new FakeServer(server, log);
    system.reachedAt(serving.base());
    return serving;
  }

  /** Where it is served, such as {@code http://127.0.0.1:40123}. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** What arrived. */
  public RequestLog log() {
    return log;
  }

  /** The server underneath, for extra stubs and delays. */
  public WireMockServer wireMock() {
    return server;
  }

  @Override
  public void close() {
    server.stop();
  }

  private static final class Bridge implements ResponseTransformerV2 {

    private static final String NAME = "syncline-fake";

    private final FakeSystem system;
    private final Faults faults;
    private final RequestLog log;

    Bridge(FakeSystem system, Faults faults, RequestLog log) {
      this.system = system;
      this.faults = faults;
      this.log = log;
    }

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
      FakeResponse answer = Wire.exchange(system, faults, log, read(event.getRequest()));
      Response.Builder built = Response.Builder.like(response).but();
      if (answer.status() == FakeResponse.DROPPED) {
        return built.fault(Fault.CONNECTION_RESET_BY_PEER).build();
      }
      if (answer.status() == FakeResponse.SILENT) {
        return built.fault(Fault.EMPTY_RESPONSE).build();
      }
      List<HttpHeader> headers = new ArrayList<>();
      answer.headers().forEach((name, value) -> headers.add(new HttpHeader(name, value)));
      return built
          .status(answer.status())
          .headers(new HttpHeaders(headers))
          .body(answer.body())
          .build();
    }

    private static FakeRequest read(Request request) {
      String url = request.getUrl();
      int question = url.indexOf('?');
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (HttpHeader header : request.getHeaders().all()) {
        headers.put(header.key().toLowerCase(Locale.ROOT), header.values());
      }
      byte[] body = request.getBody();
      return new FakeRequest(
          request.getMethod().getName(),
          question < 0 ? url : url.substring(0, question),
          question < 0 ? "" : url.substring(question + 1),
          headers,
          body == null ? new byte[0] : body);
    }
  }
}
