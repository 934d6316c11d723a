package dev.syncline.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.sun.management.ThreadMXBean;
import dev.syncline.connector.Account;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.HttpTransport;
import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeServer;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.time.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {

  private static final Account ACCOUNT = new Account("test", "acme");
  private static final int LIMIT = 100_000;

  private final AtomicReference<FakeResponse> next =
      new AtomicReference<>(FakeResponse.json(200, "{}"));
  private final List<FakeRequest> seen = Collections.synchronizedList(new ArrayList<>());
  private final Faults faults = new Faults(FakeResponse.empty(429));
  private final FakeServer server = FakeServer.serve(new Answering(this::answer), faults);
  private final VirtualTime time = new VirtualTime();

  @AfterEach
  void stop() {
    server.close();
  }

  private FakeResponse answer(FakeRequest request) {
    seen.add(request);
    return next.get();
  }

  @Test
  void gzipIsAskedForAndInflatedByUs() {
    next.set(gzipped(gzip("{\"a\":1}".getBytes(UTF_8))));
    try (HttpTransport transport = transport().build()) {
      HttpAnswer answer = transport.exchange(read().build());

      assertThat(answer.text()).isEqualTo("{\"a\":1}");
      assertThat(seen.get(0).header("accept-encoding")).contains("gzip");
      assertThat(transport.requests()).isEqualTo(new HttpTransport.Requests(1, 1, 0));
    }
  }

  @Test
  void headersAreFoundWhateverTheirCase() {
    next.set(FakeResponse.json(200, "{}").withHeader("X-Lognex-Reset", "1240"));
    try (HttpTransport transport = transport().build()) {
      HttpAnswer answer = transport.exchange(read().build());

      assertThat(answer.header("x-LOGNEX-reset")).contains("1240");
      assertThat(answer.headers("absent")).isEmpty();
    }
  }

  @Test
  void anAnswerOfExactlyTheLimitIsTaken() {
    next.set(FakeResponse.json(200, "").withBody(new byte[LIMIT]));
    try (HttpTransport transport = transport().build()) {
      assertThat(transport.exchange(read().build()).body()).hasSize(LIMIT);
    }
  }

  @Test
  void aLongerAnswerIsTooLargeForAReadAndUnknownForAWrite() {
    next.set(FakeResponse.json(200, "").withBody(new byte[LIMIT + 1]));
    try (HttpTransport transport = transport().build()) {
      assertThatThrownBy(() -> transport.exchange(read().build())).isInstanceOf(TooLarge.class);
      assertThatThrownBy(() -> transport.exchange(write().build()))
          .isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void aGzipBombIsNotInflatedBeyondTheLimit() {
    byte[] bomb = gzip(new byte[600_000_000]);
    next.set(gzipped(bomb));
    try (HttpTransport transport = transport().maxResponseBytes(1_000_000).build()) {
      long before = allocated();

      assertThatThrownBy(() -> transport.exchange(read().build())).isInstanceOf(TooLarge.class);

      assertThat(allocated() - before).isLessThan(20_000_000L);
    }
  }

  @Test
  void aBodyThatIsNotWhatItSaysIsBrokenProtocolForAReadAndUnknownForAWrite() {
    next.set(FakeResponse.json(200, "{\"a\":12345678}").withHeader("Content-Encoding", "gzip"));
    try (HttpTransport transport = transport().build()) {
      assertThatThrownBy(() -> transport.exchange(read().build()))
          .isInstanceOf(ProtocolBroken.class);
      assertThatThrownBy(() -> transport.exchange(write().build()))
          .isInstanceOf(OutcomeUnknown.class);
      next.set(FakeResponse.json(200, "{}").withHeader("Content-Encoding", "br"));
      assertThatThrownBy(() -> transport.exchange(read().build()))
          .isInstanceOf(ProtocolBroken.class);
    }
  }

  @Test
  void aCutGzipBodyIsALostAnswer() {
    byte[] whole = gzip("{\"a\":\"0123456789\"}".getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    next.set(gzipped(cut));
    try (HttpTransport transport = transport().build()) {
      assertThatThrownBy(() -> transport.exchange(read().build())).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> transport.exchange(write().build()))
          .isInstanceOf(OutcomeUnknown.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_BEFORE", "LOST_AFTER"})
  void aLostAnswerIsUnavailableForAReadAndUnknownForAWrite(Fault fault) {
    HttpTransport inProcess =
        transport()
            .under(new InProcess(new Answering(this::answer), faults, URI.create("https://x/")))
            .build();
    for (HttpTransport transport : List.of(transport().build(), inProcess)) {
      faults.onNext(request -> true, fault);
      assertThatThrownBy(() -> transport.exchange(read().build())).isInstanceOf(Unavailable.class);
      faults.onNext(request -> true, fault);
      assertThatThrownBy(() -> transport.exchange(write().build()))
          .isInstanceOf(OutcomeUnknown.class);
      assertThat(transport.requests()).isEqualTo(new HttpTransport.Requests(2, 0, 0));
    }
  }

  @Test
  void aClosedPortAndAnUnknownHostAreUnavailableWithNothingSent() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (HttpTransport transport = transport().build()) {
      for (String address : List.of("http://127.0.0.1:" + port, "https://no-such-host.invalid/")) {
        HttpCall write = HttpCall.of("POST", URI.create(address)).build();

        assertThatThrownBy(() -> transport.exchange(write))
            .isInstanceOf(Unavailable.class)
            .hasMessageContaining("nothing was sent");
      }
      assertThat(transport.requests()).isEqualTo(new HttpTransport.Requests(0, 0, 2));
    }
  }

  @Test
  void aFailedHandshakeIsUnavailableWithNothingSent() {
    URI notTls = URI.create(server.base().toString().replace("http:", "https:"));
    try (HttpTransport transport = transport().build()) {
      assertThatThrownBy(() -> transport.exchange(HttpCall.of("POST", notTls).build()))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("nothing was sent");
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void aTimeOutOfAWriteLeavesItsOutcomeUnknown() {
    server
        .wireMock()
        .stubFor(
            WireMock.any(WireMock.anyUrl())
                .atPriority(1)
                .willReturn(WireMock.ok().withFixedDelay(2_000)));
    try (HttpTransport transport = transport().build()) {
      Duration shortly = Duration.ofMillis(150);

      assertThatThrownBy(() -> transport.exchange(write().timeout(shortly).build()))
          .isInstanceOf(OutcomeUnknown.class);
      assertThatThrownBy(() -> transport.exchange(read().timeout(shortly).build()))
          .isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void anInterruptedThreadSendsNothingAndStaysInterrupted() {
    try (HttpTransport transport = transport().build()) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> transport.exchange(write().build())).isInstanceOf(Unavailable.class);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void aCallUnderAnEndedLeaseIsNotSent() {
    try (HttpTransport transport = transport().build()) {
      assertThatThrownBy(() -> transport.exchange(write().hardDeadline(time.now()).build()))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("lease too short");
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void aCallWhoseQuotaOpensAfterTheLeaseIsNotSentAndDoesNotWait() {
    QuotaGate slow = gate(QuotaRules.builder());
    try (HttpTransport transport = transport().quota(slow).build()) {
      transport.exchange(read().cost("slow", 1).build());
      HttpCall late = write().cost("slow", 1).hardDeadline(time.now().plusSeconds(5)).build();

      assertThatThrownBy(() -> transport.exchange(late))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("lease too short");
    }
    assertThat(seen).hasSize(1);
    assertThat(time.now()).isEqualTo(VirtualTime.START);
  }

  @Test
  void aLeaseThatEndsBetweenThePermitAndTheWireStopsTheFirstByte() {
    HttpCall call = write().hardDeadline(time.now().plusSeconds(5)).build();
    QuotaGate slow = new QuotaGate(QuotaRules.none(), new SlowClock(time, Duration.ofSeconds(10)));
    HttpTransport transport = transport().quota(slow).build();

    assertThatThrownBy(() -> transport.exchange(call))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("lease too short");
    assertThat(seen).isEmpty();
    assertThat(transport.requests()).isEqualTo(new HttpTransport.Requests(0, 0, 1));
  }

  @Test
  void aQuotaThatOpensAfterThePatienceIsExhaustedUntilThen() {
    QuotaGate slow = gate(QuotaRules.builder().patience(Duration.ofSeconds(1)));
    try (HttpTransport transport = transport().quota(slow).build()) {
      transport.exchange(read().cost("slow", 1).build());

      QuotaExhausted refused =
          catchThrowableOfType(
              QuotaExhausted.class, () -> transport.exchange(read().cost("slow", 1).build()));

      assertThat(refused.until()).isEqualTo(time.now().plusMillis(10_200));
    }
  }

  @Test
  void anAnswerMayPauseItsQuota() {
    next.set(FakeResponse.json(429, "{}").withHeader("X-Lognex-Retry-After", "1240"));
    QuotaRules rules = QuotaRules.builder().parallel("calls", 5).build();
    QuotaGate gate =
        new QuotaGate(
            rules,
            time,
            (call, answer, self) ->
                answer
                    .header("X-Lognex-Retry-After")
                    .ifPresent(
                        ms -> self.pause("calls", time.now().plusMillis(Long.parseLong(ms)))));
    try (HttpTransport transport = transport().quota(gate).build()) {
      transport.exchange(read().cost("calls", 1).build());
      assertThat(time.now()).isEqualTo(VirtualTime.START);
      transport.exchange(read().cost("calls", 1).build());
    }

    assertThat(time.now()).isEqualTo(VirtualTime.START.plusMillis(1240));
  }

  @Test
  void theClassifierMakesErrorsOfAnswers() {
    try (HttpTransport transport =
        transport()
            .classifier(
                (call, answer) -> {
                  throw new TooLarge(ACCOUNT, call.label(), "smaller");
                })
            .build()) {
      assertThatThrownBy(() -> transport.exchange(read().build())).isInstanceOf(TooLarge.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Effect.class)
  void noMessageHoldsASecretAQueryValueOrABody(Effect effect) {
    next.set(gzipped("{\"person\":\"Ivan\"}".getBytes(UTF_8)));
    try (HttpTransport transport =
        transport().secrets("s3cret").secrets(() -> List.of("t0ken")).build()) {
      URI address = server.base().resolve("/rest/1/s3cret/list?auth=t0ken&phone=79001234567");
      HttpCall call =
          HttpCall.of("POST", address)
              .header("Authorization", "Bearer t0ken")
              .json("{\"person\":\"Ivan\"}")
              .label("list of s3cret?key=abc123")
              .effect(effect)
              .build();
      List<Fault> weather = List.of(Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.MALFORMED);
      for (Fault fault : weather) {
        faults.onNext(request -> true, fault);

        assertThatThrownBy(() -> transport.exchange(call))
            .isInstanceOf(ConnectorException.class)
            .hasNoCause()
            .asString()
            .contains("test:acme", "list of ***")
            .doesNotContain("s3cret", "t0ken", "79001234567", "abc123", "Ivan", "/rest");
      }
    }
  }

  @Test
  void aClosedTransportSendsNothing() {
    HttpTransport transport = transport().build();
    transport.close();

    assertThatThrownBy(() -> transport.exchange(read().build()))
        .isInstanceOf(IllegalStateException.class);
  }

  private QuotaGate gate(QuotaRules.Builder rules) {
    return new QuotaGate(
        rules.add(QuotaRule.sliding("slow", 1, Duration.ofSeconds(10))).build(), time);
  }

  private HttpTransport.Builder transport() {
    return HttpTransport.builder(ACCOUNT).time(time).maxResponseBytes(LIMIT);
  }

  private HttpCall.Builder read() {
    return HttpCall.of("GET", server.base().resolve("/things")).label("things");
  }

  private HttpCall.Builder write() {
    return HttpCall.of("POST", server.base().resolve("/things")).label("things.add").json("{}");
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static FakeResponse gzipped(byte[] body) {
    return FakeResponse.json(200, "").withBody(body).withHeader("Content-Encoding", "gzip");
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
