package dev.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Account;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final Account ACCOUNT = new Account("bitrix24", "acme");

  @Test
  void decimalsKeepEveryDigit() {
    JsonNode read = parse("{\"price\":1234567890123456.7890}");

    assertThat(read.get("price").decimalValue()).isEqualTo(new BigDecimal("1234567890123456.7890"));
    assertThat(Json.text(read)).isEqualTo("{\"price\":1234567890123456.7890}");
  }

  @Test
  void bigExponentsAreWrittenInPlainDigits() {
    assertThat(Json.text(Json.object().put("n", new BigDecimal("1E+3")))).isEqualTo("{\"n\":1000}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "<html>Ivan</html>", "{\"Ivan\":", "{} Ivan", "{\"a\":Ivan}"})
  void whatIsNotOneDocumentIsBrokenProtocolAndIsNotQuoted(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ProtocolBroken.class)
        .hasMessageContainingAll("bitrix24:acme", "crm.item.list", "expected a page of deals")
        .hasMessageNotContaining("Ivan")
        .hasNoCause();
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> parse("[".repeat(5000) + "]".repeat(5000)))
        .isInstanceOf(ProtocolBroken.class);
  }

  @Test
  void aHugeNumberIsRefused() {
    assertThatThrownBy(() -> parse("9".repeat(5000))).isInstanceOf(ProtocolBroken.class);
  }

  @Test
  void aCutAnswerOfAWriteLeavesItsOutcomeUnknown() {
    HttpCall write =
        HttpCall.of("POST", HttpUrl.get("https://acme.example/")).label("crm.item.add").build();
    HttpAnswer cut =
        new HttpAnswer(
            200, Map.of(), "{\"result\":".getBytes(StandardCharsets.UTF_8), Duration.ZERO);

    assertThatThrownBy(() -> Json.parse(ACCOUNT, write, cut, "the new item"))
        .isInstanceOf(OutcomeUnknown.class);
  }

  private static JsonNode parse(String text) {
    return Json.parse(
        ACCOUNT, "crm.item.list", text.getBytes(StandardCharsets.UTF_8), "a page of deals");
  }
}
