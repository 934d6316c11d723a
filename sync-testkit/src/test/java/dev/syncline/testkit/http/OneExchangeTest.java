package dev.syncline.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.syncline.connector.Account;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Unavailable;
import dev.syncline.http.HttpAnswer;
import dev.syncline.http.HttpCall;
import dev.syncline.http.HttpTransport;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeServer;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.Faults;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the server counts, not what the client says: a resend below the intents would be a
 * duplicate.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneExchangeTest {

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final List<Integer> STATUSES =
      List.of(200, 300, 301, 302, 303, 307, 308, 401, 404, 407, 408, 421, 429, 500, 503);

  private final Faults faults = new Faults(FakeResponse.empty(429));
  private final HttpTransport transport = HttpTransport.builder(new Account("test", "one")).build();
  private FakeServer server;

  @BeforeAll
  void serve() {
    server = FakeServer.serve(new Answering(OneExchangeTest::answer), faults);
  }

  @AfterAll
  void stop() {
    transport.close();
    server.close();
  }

  private static FakeResponse answer(FakeRequest request) {
    FakeResponse plain =
        FakeResponse.json(Integer.parseInt(request.query("status").orElseThrow()), "{}")
            .withHeader("Location", "/elsewhere?status=200")
            .withHeader("WWW-Authenticate", "Basic realm=\"x\"")
            .withHeader("Proxy-Authenticate", "Basic realm=\"x\"");
    return request.query("now").isPresent() ? plain.withHeader("Retry-After", "0") : plain;
  }

  static Stream<Arguments> everyMethodAndStatus() {
    return METHODS.stream()
        .flatMap(
            method ->
                STATUSES.stream()
                    .flatMap(
                        status ->
                            Stream.of("", "&now=1")
                                .flatMap(
                                    now ->
                                        Stream.of(true, false)
                                            .map(
                                                body -> Arguments.of(method, status, now, body)))));
  }

  @ParameterizedTest(name = "{0} {1}{2} body {3}")
  @MethodSource("everyMethodAndStatus")
  void anyStatusIsOneExchangeAndComesBackAsItIs(
      String method, int status, String now, boolean body) {
    int before = server.log().size();

    HttpAnswer answer = transport.exchange(call(method, "status=" + status + now, body));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Retry-After").isPresent()).isEqualTo(!now.isEmpty());
    assertThat(server.log().since(before)).hasSize(1);
  }

  static Stream<Arguments> everyMethodAndLoss() {
    return METHODS.stream()
        .flatMap(
            method ->
                Stream.of(Fault.LOST_BEFORE, Fault.LOST_AFTER)
                    .map(fault -> Arguments.of(method, fault)));
  }

  @ParameterizedTest
  @MethodSource("everyMethodAndLoss")
  void aResetIsOneExchangeOnAFreshAndOnAPooledConnection(String method, Fault fault) {
    for (int round = 0; round < 2; round++) {
      transport.exchange(call("GET", "status=200", false));
      int before = server.log().size();
      faults.onNext(request -> true, fault);

      Throwable thrown = catchThrowable(() -> transport.exchange(call(method, "status=200", true)));

      assertThat(thrown)
          .isInstanceOf(method.equals("GET") ? Unavailable.class : OutcomeUnknown.class);
      assertThat(server.log().since(before)).hasSize(1);
    }
  }

  private HttpCall call(String method, String query, boolean body) {
    HttpCall.Builder call = HttpCall.of(method, server.base().resolve("/x?" + query));
    return body && !method.equals("GET") ? call.json("{\"a\":1}").build() : call.build();
  }
}
