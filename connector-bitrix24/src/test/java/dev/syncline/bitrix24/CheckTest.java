package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Unavailable;
import dev.syncline.model.Order;
import dev.syncline.testkit.fake.Fault;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private String code() {
    String url = bench.fake.webhookUrl();
    return url.substring(url.indexOf("/rest/1/") + 8, url.length() - 1);
  }

  @Test
  void oneRequestTellsAllAndFillsTheDictionaries() {
    ConnectionCheck[] check = new ConnectionCheck[1];
    assertThat(bench.requests(() -> check[0] = bench.connector.check())).isEqualTo(1);
    assertThat(check[0].problems()).isEmpty();
    assertThat(check[0].actingAs()).isEqualTo("user 1");
    Dictionaries codes = bench.connector.dictionaries();
    assertThat(codes.code(Dictionaries.ORDER_STATUS, "WON").orElseThrow().traits())
        .containsEntry("semantics", "S")
        .containsEntry("pipeline", "0");
    assertThat(codes.code(Dictionaries.ORDER_STATUS, "C9:NEW").orElseThrow().traits())
        .containsEntry("pipeline", "9")
        .containsEntry("pipeline-name", "B2B");
    assertThat(codes.codes(Dictionaries.CURRENCY))
        .extracting(Dictionaries.Code::code)
        .contains("RUB");
    assertThat(codes.code(Dictionaries.EMPLOYEE, "2").orElseThrow().traits())
        .containsEntry("email", "olga@example.com");
    assertThat(codes.code(Dictionaries.PRICE_TYPE, "1").orElseThrow().traits())
        .containsEntry("default", "Y");
    assertThat(codes.codes(Dictionaries.ORDER_STATUS))
        .noneMatch(each -> each.code().startsWith("DT31"));
  }

  @Test
  void aMissingScopeAndAMissingRightAreNamedWithTheirRemedy() {
    try (BitrixConnector limited =
        bench.fake.wired(BitrixConnector.webhook(bench.fake.limitedWebhookUrl())).build()) {
      List<ConnectionCheck.Problem> problems = limited.check().problems();
      assertThat(problems)
          .extracting(ConnectionCheck.Problem::setting)
          .contains("scope catalog", "administrator");
      assertThat(problems).allSatisfy(each -> assertThat(each.remedy()).isNotBlank());
      assertThatThrownBy(
              () ->
                  limited.locate(
                      List.of(bench.create(Bench.entity(dev.syncline.model.Product.TYPE)))))
          .isInstanceOf(AccessDenied.class);
    }
  }

  @Test
  void aDeletedWebhookIsAnAuthenticationFailureThatNamesTheSettingAndNoSecret() {
    bench.fake.dropWebhook();
    assertThatThrownBy(bench.connector::check)
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("webhook URL")
        .hasMessageContaining(bench.connector.account().id())
        .hasMessageNotContaining(code());
  }

  @Test
  void aRenamedPortalIsNamedByItsNewHostAndNothingIsSentThere() {
    bench.fake.renamedTo(URI.create("https://new.example.com"));
    assertThatThrownBy(
            () -> bench.write(bench.create(Bench.entity(Order.TYPE).with(Order.TITLE, "x"))))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("new.example.com")
        .hasMessageNotContaining(code());
    assertThat(bench.fake.deals().size()).isZero();
  }

  @Test
  void aDeletedOrBlockedPortalStopsTheAccount() {
    bench.fake.overload(true);
    assertThatThrownBy(bench.connector::check).isInstanceOf(AccessDenied.class);
    bench.fake.deletePortal();
    assertThatThrownBy(bench.connector::check).isInstanceOf(AuthenticationFailed.class);
  }

  @Test
  void noErrorHoldsTheWebhooksCode() {
    for (Fault fault : Fault.values()) {
      bench.fake.faults().onNext("POST", "batch", fault);
      try {
        bench.connector.check();
      } catch (RuntimeException failed) {
        assertThat(failed.toString()).doesNotContain(code());
      }
    }
    assertThat(bench.connector.toString()).doesNotContain(code());
  }

  @Test
  void anAddressThatIsNoWebhookIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(() -> BitrixConnector.webhook("https://acme.bitrix24.ru/marketplace/secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void theAccountIsThePortalsHost() {
    try (BitrixConnector connector =
        BitrixConnector.webhook("https://Acme.bitrix24.ru/rest/1/abc").build()) {
      assertThat(connector.account().key()).isEqualTo("bitrix24:acme.bitrix24.ru");
    }
  }
}
