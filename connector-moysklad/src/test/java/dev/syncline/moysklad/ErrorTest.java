package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Reading;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that the fake does not give by itself. */
class ErrorTest {

  private static final MediaType TYPE = MediaType.get("application/json;charset=utf-8");

  private static Rig answering(
      String method, String path, int status, String body, String... headers) {
    return new Rig(
        fake -> fake,
        builder -> builder.lag(Duration.ofMinutes(1)),
        wire ->
            chain ->
                chain.request().method().equals(method)
                        && chain.request().url().encodedPath().endsWith(path)
                    ? canned(chain, status, body, headers)
                    : wire.intercept(chain));
  }

  private static Response canned(
      Interceptor.Chain chain, int status, String body, String... headers) {
    Response.Builder response =
        new Response.Builder()
            .request(chain.request())
            .protocol(Protocol.HTTP_1_1)
            .code(status)
            .message("")
            .body(ResponseBody.create(body, TYPE));
    for (int at = 0; at < headers.length; at += 2) {
      response.header(headers[at], headers[at + 1]);
    }
    return response.build();
  }

  private static String error(int code) {
    return "{\"errors\":[{\"error\":\"quotes ivan@example.org\",\"code\":" + code + "}]}";
  }

  @Test
  void aMissingRightNamesTheRightTheListAndTheRemedy() {
    try (Rig rig = answering("POST", "/entity/counterparty", 403, error(1045))) {
      assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
          .isInstanceOfSatisfying(
              AccessDenied.class,
              denied ->
                  assertThat(denied.missingRight()).contains("create").contains("counterparty"))
          .hasMessageContaining("Employees")
          .hasMessageNotContaining("ivan");
    }
  }

  @Test
  void aListThatMayNotBeReadIsAProblemOfTheCheckAndNotItsEnd() {
    try (Rig rig = answering("GET", "/entity/store", 403, error(1016))) {
      assertThat(rig.connector.check().problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.setting()).contains("view"));
      assertThat(rig.connector.dictionaries().codes("employee")).isNotEmpty();
    }
  }

  @Test
  void whatMayNotBeReadIsUnseenAndNotGone() {
    String id = "6b44332f-b0ac-11ea-ac14-000a00000002";
    try (Rig rig = answering("GET", "/entity/counterparty/" + id, 403, error(1016))) {
      assertThat(rig.connector.port(Customer.TYPE).read(List.of(id), FieldSet.of(Customer.NAME)))
          .isEqualTo(Map.of(id, new Reading.Unseen()));
    }
  }

  @ParameterizedTest
  @CsvSource({"1070, MS_NO_PAID_ACCESS", "47000, MS_NO_PAID_ACCESS", "1061, MS_NO_API_ACCESS"})
  @Rule("B-012")
  void anAccountThatDoesNotHoldTheApiIsAProblemWithANameAndARemedy(int code, String name) {
    try (Rig rig = answering("GET", "/context/employee", 403, error(code))) {
      assertThat(rig.connector.check().problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo(name);
                assertThat(problem.remedy()).contains("MoySklad under");
                assertThat(problem.toString()).doesNotContain("ivan");
              });
      assertThat(rig.requests()).isZero();
    }
  }

  @Test
  void tooManyAtOnceIsOverInAMoment() {
    try (Rig rig =
        answering(
            "POST",
            "/entity/counterparty",
            429,
            "<html/>",
            "X-Lognex-Auth",
            "429005",
            "X-Lognex-Retry-After",
            "0")) {
      assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
          .isInstanceOfSatisfying(
              Unavailable.class,
              busy -> assertThat(busy.retryAfter()).isLessThan(Duration.ofSeconds(2)));
    }
  }

  @Test
  void theHeaderOfARefusalCountsMilliseconds() {
    try (Rig rig =
        answering(
            "POST", "/entity/counterparty", 429, error(1049), "X-Lognex-Retry-After", "1240")) {
      rig.connector.check();
      assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
          .isInstanceOfSatisfying(
              QuotaExhausted.class,
              over -> assertThat(over.until()).isEqualTo(rig.time.now().plusMillis(1240)));
    }
  }

  @Test
  void anAccountThatIsRefusedTooOftenIsLeftAloneBeforeItIsBanned() {
    try (Rig rig = answering("POST", "/entity/counterparty", 429, error(1049))) {
      int refused = 0;
      for (int n = 0; n < 150; n++) {
        long before = rig.wire.log().size();
        assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
            .isInstanceOf(QuotaExhausted.class);
        refused += rig.wire.log().size() == before ? 1 : 0;
      }
      assertThat(refused).isPositive();
      assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
          .hasMessageContaining("held back");
    }
  }

  @Test
  void aListThatIsTooLongForAReadIsAskedForInSmallerPortions() {
    try (Rig rig = answering("GET", "/entity/counterparty", 504, error(1088))) {
      assertThatThrownBy(() -> rig.everything("counterparties")).isInstanceOf(TooLarge.class);
    }
  }

  @Test
  void aBulkThatWasBrokenOffMayHaveWrittenSomeOfIt() {
    try (Rig rig = answering("POST", "/entity/counterparty", 504, error(1088))) {
      assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
          .isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void aBulkThatIsTooLongIsSentInSmallerPortions() {
    try (Rig rig = answering("POST", "/entity/counterparty", 413, error(1044))) {
      assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
          .isInstanceOf(TooLarge.class);
    }
  }

  @Test
  void oneElementThatSpoilsAListIsFoundBySmallerPortions() {
    try (Rig rig = answering("POST", "/entity/counterparty", 400, error(2006))) {
      assertThatThrownBy(
              () ->
                  rig.write(Rig.create("1", Rig.customer("A")), Rig.create("2", Rig.customer("B"))))
          .isInstanceOf(TooLarge.class);
      assertThat(rig.write(Rig.create("1", Rig.customer("A"))).get(0))
          .isInstanceOf(WriteResult.Refused.class);
    }
  }

  @Test
  void fewerAnswersThanElementsLeaveTheOutcomeOpen() {
    try (Rig rig = answering("POST", "/entity/counterparty", 200, "[]")) {
      assertThatThrownBy(() -> rig.write(Rig.create("1", Rig.customer("A"))))
          .isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void aListWithoutRowsIsNotTakenForAnEmptyOne() {
    try (Rig rig = answering("GET", "/entity/counterparty", 200, "{\"meta\":{}}")) {
      assertThatThrownBy(() -> rig.everything("counterparties")).isInstanceOf(ProtocolBroken.class);
    }
  }
}
