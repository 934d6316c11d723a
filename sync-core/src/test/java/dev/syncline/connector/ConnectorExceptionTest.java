package dev.syncline.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorExceptionTest {

  private static final Account ACME = new Account("bitrix24", "acme.example");
  private static final String CALL = "crm.item.list";

  @Test
  void everyErrorNamesTheAccountTheCallAndWhatToDo() {
    List<ConnectorException> all =
        List.of(
            new AuthenticationFailed(ACME, CALL, "authorise the app again"),
            new AccessDenied(ACME, CALL, "grant the scope crm", "crm"),
            new QuotaExhausted(ACME, CALL, "wait", Instant.EPOCH),
            new Unavailable(ACME, CALL, "answered 503", Duration.ofSeconds(5)),
            new TooLarge(ACME, CALL, "ask for less"),
            new CursorLost(ACME, CALL, "the queue forgot"),
            new OutcomeUnknown(ACME, CALL, "no answer"),
            new ProtocolBroken(ACME, CALL, "expected a list"));

    assertThat(all)
        .allSatisfy(
            error -> {
              assertThat(error).hasMessageStartingWith("bitrix24:acme.example, crm.item.list: ");
              assertThat(error.account()).isEqualTo(ACME);
              assertThat(error.call()).isEqualTo(CALL);
            });
    assertThat(all.get(1)).hasMessageEndingWith("grant the scope crm");
    assertThat(((AccessDenied) all.get(1)).missingRight()).isEqualTo("crm");
    assertThat(((QuotaExhausted) all.get(2)).until()).isEqualTo(Instant.EPOCH);
    assertThat(((Unavailable) all.get(3)).retryAfter()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aRefusalKeepsTheVendorsWordsOutOfItsText() {
    assertThat(new Refusal(Refusal.Code.INVALID, "EMAIL", "ivan@x.org is no e-mail"))
        .hasToString("INVALID (EMAIL)");
    assertThat(new Refusal(Refusal.Code.NO_STOCK, "", "only 3 left")).hasToString("NO_STOCK");
  }
}
