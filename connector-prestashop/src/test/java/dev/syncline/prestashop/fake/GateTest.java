package dev.syncline.prestashop.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

  private static final String OTHER = "A".repeat(32);

  private final FakePrestaShop fake = FakePrestaShop.start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private Client with(String key) {
    return new Client(fake, Client.basic(key));
  }

  @Test
  void withoutAKeyTheAnswerIsPlainText() {
    Client.Reply reply = new Client(fake, "").get("/products");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).isEqualTo("401 Unauthorized");
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.header("WWW-Authenticate")).startsWith("Basic realm=");
  }

  @Test
  void optionsNeedNoKey() {
    assertThat(new Client(fake, "").send("OPTIONS", "/products", "").body()).isEqualTo("200 OK");
  }

  @Test
  void aWrongKeyIsToldApartByItsLength() {
    assertThat(with("").get("/products").refusal()).isEqualTo("401/17");
    assertThat(with("short").get("/products").refusal()).isEqualTo("401/18");
    Client.Reply unknown = with(OTHER).get("/products");
    assertThat(unknown.codes()).containsExactly("20", "21");
    assertThat(unknown.header("PSWS-Version")).isEqualTo("0");
  }

  @Test
  void theKeyMayTravelInTheQueryButTheHeaderWins() {
    assertThat(new Client(fake, "").get("/products?ws_key=" + fake.key()).status()).isEqualTo(200);
    assertThat(with("short").get("/products?ws_key=" + fake.key()).refusal()).isEqualTo("401/18");
  }

  @Test
  void aMissingPermissionIs401ForTheResourceAnd405ForTheMethod() {
    fake.key(OTHER, Set.of("GET"), List.of("products"));
    assertThat(with(OTHER).get("/products").status()).isEqualTo(200);
    assertThat(with(OTHER).get("/orders").refusal()).isEqualTo("401/26");
    assertThat(with(OTHER).post("/products", "<product/>").refusal()).isEqualTo("405/25");
    assertThat(with(OTHER).send("HEAD", "/products", "").status()).isEqualTo(405);
    assertThat(with(OTHER).get("/").all("api/products/@post")).containsExactly("false");
    assertThat(with(OTHER).get("/").all("api/orders")).isEmpty();
  }

  @Test
  void aKeyWithoutTheShopIsRefused() {
    fake.key(OTHER, Map.of("products", Set.of("GET")), Set.of(7));
    assertThat(with(OTHER).get("/products").refusal()).isEqualTo("403/132");
  }

  @Test
  void aClosedWebserviceIs503() {
    fake.webservice(false);
    assertThat(client.get("/products").refusal()).isEqualTo("503/22");
  }

  @Test
  void namesOfResourcesAreExact() {
    Client.Reply reply = client.get("/Products");
    assertThat(reply.refusal()).isEqualTo("400/27");
    assertThat(reply.body()).contains("Did you mean: \"products\"");
    assertThat(client.get("/products/").status()).isEqualTo(200);
    assertThat(client.get("//products/1").all("api/products")).isNotEmpty();
  }

  @Test
  void stockIsNeitherMadeNorDeleted() {
    assertThat(client.post("/stock_availables", "<stock_available/>").refusal())
        .isEqualTo("405/101");
    assertThat(client.delete("/stock_availables/1").refusal()).isEqualTo("405/101");
  }

  @Test
  void anotherHostAndAnUnknownShopAreSentToTheFrontPage() {
    String elsewhere =
        fake.api().toString().replace("127.0.0.1", "localhost") + "/products?limit=1";
    Client.Reply host = client.bytes("POST", elsewhere, new byte[0]);
    assertThat(host.status()).isEqualTo(302);
    assertThat(host.bytes()).isEmpty();
    assertThat(host.header("Location")).isEqualTo(fake.base() + "/?url=products&limit=1");
    assertThat(client.get("/products?id_shop=9").status()).isEqualTo(302);
    assertThat(client.get("/products?id_shop=x").refusal()).isEqualTo("404/999");
  }

  @Test
  void theDispatcherAnswersWithoutRewriting() {
    String address = fake.base() + "/webservice/dispatcher.php?url=languages/1&display=[iso_code]";
    assertThat(client.bytes("GET", address, new byte[0]).one("language/iso_code")).isEqualTo("en");
  }

  @Test
  void everyAnswerSaysVersionAndTime() {
    Client.Reply reply = client.get("/languages/1");
    assertThat(reply.header("PSWS-Version")).isEqualTo("9.1.4");
    assertThat(reply.header("X-Powered-By")).isEqualTo("PrestaShop Webservice");
    assertThat(Long.parseLong(reply.header("Access-Time"))).isPositive();
    assertThat(reply.header("Execution-Time")).isNotEmpty();
    assertThat(reply.header("Set-Cookie")).startsWith("PrestaShop-");
    assertThat(reply.header("Content-Type")).isEqualTo("text/xml;charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({"9.1.4,304", "8.2.0,304", "1.7.8.11,200", "1.6.1.24,200"})
  void anUnchangedBodyIsNotSentAgain(String version, int status) {
    try (FakePrestaShop other = FakePrestaShop.builder().version(version).start()) {
      Client caller = new Client(other);
      String sha = caller.get("/languages/1").header("Content-Sha1");
      Client.Reply again = caller.get("/languages/1", "Local-Content-Sha1", sha);
      assertThat(again.status()).isEqualTo(status);
      assertThat(again.bytes()).isEmpty();
      assertThat(caller.get("/languages/1", "Local-Content-Sha1", "0").bytes()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"9.1.4,90", "8.2.0,90", "1.7.8.11,23", "1.6.1.24,23"})
  void patchCameWithVersion8(String version, String code) {
    try (FakePrestaShop other = FakePrestaShop.builder().version(version).start()) {
      assertThat(new Client(other).patch("/products", "<product/>").codes()).containsExactly(code);
    }
  }

  @Test
  void version16SaysItselfEvenToStrangers() {
    try (FakePrestaShop other = FakePrestaShop.builder().version("1.6.1.24").start()) {
      Client.Reply reply = new Client(other, Client.basic(OTHER)).get("/products");
      assertThat(reply.header("PSWS-Version")).isEqualTo("1.6.1.24");
      assertThat(new Client(other).get("/order_cart_rules").refusal()).isEqualTo("400/27");
      assertThat(new Client(other).get("/order_discounts").status()).isEqualTo(200);
    }
  }

  @Test
  void headAnswersHeadersAlone() {
    Client.Reply reply = client.send("HEAD", "/languages/1", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.bytes()).isEmpty();
    assertThat(reply.header("Content-Sha1"))
        .isEqualTo(client.get("/languages/1").header("Content-Sha1"));
  }

  @Test
  void theMethodMayStandInTheQuery() {
    int id = client.post("/products", Client.product("A", "")).ids("product/id").get(0);
    client.send(
        "POST",
        "/products?ps_method=PATCH",
        Client.doc("<product><id>" + id + "</id><reference>B</reference></product>"));
    assertThat(fake.products().get(id).get("reference")).isEqualTo("B");
  }
}
