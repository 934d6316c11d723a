package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Feed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.fake.FakeResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shop answers that is no answer. */
class ErrorsTest {

  private static Canned server(FakeResponse answer) {
    return new Canned(Canned.shop(request -> answer));
  }

  private static Map<String, Reading> read(PrestaShopConnector shop) {
    return shop.port(Product.TYPE).read(List.of("7"), FieldSet.of(Product.SKU));
  }

  private static Optional<Feed.Page> firstPage(PrestaShopConnector shop) {
    Feed feed = shop.feeds().get(1);
    return feed.open(feed.start(new Feed.StartAt.Beginning()), FieldSet.of(Product.SKU)).next();
  }

  private static Write.Create create() {
    return new Write.Create(
        new dev.syncline.connector.OperationKey("p", "product", "1", 1, "create"),
        Entity.of(Product.TYPE, "").with(Product.NAME, "Mug"));
  }

  @Test
  void aRedirectNamesTheHostAndTheSettingAndIsNotFollowed() {
    Canned server =
        server(
            FakeResponse.of(302, "text/html", "<html>moved</html>")
                .withHeader("Location", "https://www.shop.example/?url=products&secret=1"));
    try (PrestaShopConnector shop = server.connector()) {
      assertThatThrownBy(() -> read(shop))
          .isInstanceOf(ProtocolBroken.class)
          .hasMessageContaining("https://www.shop.example")
          .hasMessageContaining("url(…)")
          .hasMessageNotContaining("secret");
      assertThatThrownBy(() -> shop.write(List.of(create()))).isInstanceOf(ProtocolBroken.class);
      assertThat(server.requests).filteredOn(each -> each.method().equals("POST")).hasSize(1);
      assertThat(server.requests).allMatch(each -> each.path().startsWith("/api/"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>We will be back</html>", "<!DOCTYPE html><html></html>", "no"})
  void whatIsNoXmlIsNeverTakenForAnEmptyShop(String body) {
    try (PrestaShopConnector shop = server(FakeResponse.of(200, "text/html", body)).connector()) {
      assertThatThrownBy(() -> firstPage(shop))
          .isInstanceOf(ProtocolBroken.class)
          .hasMessageContaining("expected the webservice's XML");
      assertThatThrownBy(() -> shop.write(List.of(create()))).isInstanceOf(OutcomeUnknown.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version=\"1.0\"?><prestashop><products><product><id>1</id></product>",
        "<?xml version=\"1.0\"?><prestashop><products><product><id>1</product></products>",
        "<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;\">]><prestashop><products><product><id>1</id>"
            + "<reference>&c;</reference></product></products></prestashop>",
        "<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
            + "<prestashop><products><product><id>1</id><reference>&a;</reference></product>"
            + "</products></prestashop>",
        "<?xml version=\"1.0\"?><prestashop><products><product><id>1</id>"
            + "<reference>&unheard;</reference></product></products></prestashop>",
        "<?xml version=\"1.0\"?><other><products/></other>"
      })
  void brokenXmlAndEntitiesAreErrorsAndNothingIsRead(String body) {
    FakeResponse answer =
        FakeResponse.of(200, "text/xml", body).withHeader("PSWS-Version", "9.1.4");
    try (PrestaShopConnector shop = server(answer).connector()) {
      assertThatThrownBy(() -> firstPage(shop))
          .isInstanceOf(ProtocolBroken.class)
          .hasMessageContaining("expected")
          .hasMessageNotContaining("root:");
    }
  }

  @Test
  void whatModulesPrintBeforeTheDocumentIsSkipped() {
    FakeResponse good =
        Canned.xml(
            200, "<products><product><id>7</id><reference>MUG</reference></product></products>");
    byte[] body =
        ("Notice: Undefined index\n"
                + new String(good.body(), java.nio.charset.StandardCharsets.UTF_8))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (PrestaShopConnector shop = server(good.withBody(body)).connector()) {
      assertThat(firstPage(shop).orElseThrow().changes()).hasSize(1);
    }
  }

  @Test
  void onlyTheWebserviceItselfCanSayThatSomethingIsGone() {
    Canned server = server(FakeResponse.empty(404));
    try (PrestaShopConnector shop = server.connector()) {
      assertThatThrownBy(() -> read(shop)).isInstanceOf(ProtocolBroken.class);
      FakeResponse gone = FakeResponse.empty(404).withHeader("PSWS-Version", "9.1.4");
      server.says(
          Canned.shop(
              request ->
                  request.path().endsWith("/7") ? gone : Canned.xml(200, "<products></products>")));
      assertThat(read(shop)).containsEntry("7", new Reading.Gone());
      server.says(
          Canned.shop(
              request ->
                  request.path().endsWith("/7")
                      ? Canned.fault(404, 131, "not in this shop")
                      : Canned.xml(200, "<products></products>")));
      assertThat(read(shop)).containsEntry("7", new Reading.Unseen());
    }
  }

  @Test
  void aWebserviceThatIsSwitchedOffSaysWhereToSwitchItOn() {
    Canned server = server(Canned.fault(503, 22, "The PrestaShop webservice is disabled"));
    server.says(request -> Canned.fault(503, 22, "The PrestaShop webservice is disabled"));
    try (PrestaShopConnector shop = server.connector()) {
      ConnectionCheck check = shop.check();
      assertThat(check.problems())
          .extracting(ConnectionCheck.Problem::code)
          .containsExactly("PS_WEBSERVICE_OFF");
      assertThat(check.problems().get(0).remedy()).contains("Advanced parameters, Webservice");
      assertThatThrownBy(() -> read(shop)).isInstanceOf(AccessDenied.class);
    }
  }

  @Test
  void maintenanceIsAWhileAndNoFailure() {
    Canned server =
        server(FakeResponse.of(503, "text/html", "<html>").withHeader("Retry-After", "7"));
    try (PrestaShopConnector shop = server.connector()) {
      assertThatThrownBy(() -> read(shop))
          .isInstanceOfSatisfying(
              Unavailable.class,
              failed -> assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
      server.says(
          Canned.shop(request -> FakeResponse.empty(429).withHeader("Retry-After", "3600")));
      assertThatThrownBy(() -> read(shop)).isInstanceOf(QuotaExhausted.class);
      int sent = server.requests.size();
      assertThatThrownBy(() -> read(shop))
          .isInstanceOf(QuotaExhausted.class)
          .hasMessageContaining("nothing was sent");
      assertThat(server.requests).hasSize(sent);
    }
  }

  @Test
  void keysAndPermissionsAreToldApart() {
    Canned server = server(FakeResponse.of(401, "text/html", "401 Unauthorized"));
    try (PrestaShopConnector shop = server.connector()) {
      assertThatThrownBy(() -> read(shop))
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("keyInQuery()")
          .hasMessageNotContaining(Canned.KEY);
      server.says(Canned.shop(request -> Canned.fault(401, 26, "Resource not allowed")));
      assertThatThrownBy(() -> read(shop))
          .isInstanceOfSatisfying(
              AccessDenied.class,
              denied -> assertThat(denied.missingRight()).isEqualTo("GET products"));
      server.says(Canned.shop(request -> Canned.fault(405, 25, "Method not allowed")));
      assertThatThrownBy(() -> read(shop)).isInstanceOf(AccessDenied.class);
      server.says(Canned.shop(request -> Canned.fault(403, 132, "no permission on this shop")));
      assertThatThrownBy(() -> read(shop)).isInstanceOf(AccessDenied.class);
      server.says(Canned.shop(request -> FakeResponse.of(403, "text/html", "<html>WAF</html>")));
      assertThatThrownBy(() -> read(shop))
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("methodOverride()");
    }
  }

  @Test
  void secretsOfPeopleAreNotKept() {
    FakeResponse answer =
        Canned.xml(
            200,
            "<customers><customer><id>7</id><email>a@b.example</email><passwd>$2y$10$hash</passwd>"
                + "<secure_key>beef</secure_key></customer></customers>");
    try (PrestaShopConnector shop = server(answer).connector()) {
      Map<String, Reading> readings =
          shop.port(Customer.TYPE)
              .read(List.of("7"), FieldSet.of(Customer.EMAILS, Customer.GROUPS));
      assertThat(readings.toString()).doesNotContain("hash").doesNotContain("beef");
      assertThat(readings.get("7")).isInstanceOf(Reading.Found.class);
    }
  }
}
