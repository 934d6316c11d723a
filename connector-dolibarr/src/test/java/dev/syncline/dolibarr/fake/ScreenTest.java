package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.testkit.fake.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The typed surface for tests of hosts, the weather, and what is left. */
class ScreenTest {

  private final FakeDolibarr fake = FakeDolibarr.start();
  private final Client client = new Client(fake);

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void aPersonSellsSomethingFromStockToMoney() {
    FakeRecord mug =
        fake.products().add(product -> product.ref("SKU-1").label("Mug").price("19.90"));
    long tanya =
        fake.thirdParties().add(person -> person.name("Tanya").email("t@tea.example")).id();
    FakeRecord order =
        fake.orders().add(draft -> draft.customer(tanya).refExt("w1").line("SKU-1", 2, "19.90"));
    assertThat(order.number("total_ttc")).isEqualByComparingTo("47.76");
    assertThat(order.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.text("product_ref")).isEqualTo("SKU-1"));
    assertThat(fake.orders().act(order.id(), "validate").text("status")).isEqualTo("1");
    assertThat(fake.orders().act(order.id(), "cancel").text("status")).isEqualTo("-1");
    FakeRecord invoice =
        fake.invoices().add(draft -> draft.customer(tanya).line("SKU-1", 1, "19.90", "20"));
    fake.invoices().act(invoice.id(), "validate");
    fake.pay(invoice.id(), "23.88");
    assertThat(fake.invoices().get(invoice.id()).text("status")).isEqualTo("2");
    assertThat(fake.backOffice().paid(invoice.id())).isEqualByComparingTo("23.88");
    fake.move(mug.id(), 1, 4);
    assertThat(fake.stock(mug.id())).isEqualByComparingTo("4");
    assertThat(fake.events().find("code", "AC_ORDER_CANCEL")).isPresent();
    assertThat(fake.counts()).containsEntry("orders", 1).containsEntry("stockmovements", 1);
    assertThat(fake.requests().total()).isZero();
  }

  @Test
  void whatAPersonMayNotDoIsAnIllegalArgument() {
    fake.products().add(product -> product.ref("A"));
    assertThatThrownBy(() -> fake.products().add(product -> product.ref("A")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ErrorProductAlreadyExists");
    fake.products().delete(1);
    assertThat(fake.products()).isEmpty();
  }

  @Test
  void requestsAreCountedByResourceAndMethod() {
    client.product("A");
    client.get("/products/1");
    client.get("/products?limit=5");
    assertThat(fake.requests().count("GET", "products")).isEqualTo(2);
    assertThat(fake.requests().writes()).isEqualTo(1);
    assertThat(fake.requests().byResource())
        .containsEntry("POST products", 1)
        .containsEntry("GET products", 2);
  }

  @Test
  void aLostAnswerLeavesWhatWasDone() {
    fake.faults().onNext("POST", "/products", Fault.LOST_AFTER);
    assertThatThrownBy(() -> client.product("A")).isInstanceOf(IllegalStateException.class);
    assertThat(fake.products()).hasSize(1);
  }

  @Test
  void aTechnicalErrorLooksLikeSuccessByItsStatus() {
    fake.breakNext(Breakage.TECHNICAL_ERROR, "POST", "/products");
    Client.Reply before = client.post("/products", "{'ref':'A','label':'a'}");
    assertThat(before.status()).isEqualTo(202);
    assertThat(before.text()).contains("Dolibarr has detected a technical error");
    assertThat(fake.products()).isEmpty();
    fake.breakNext(Breakage.TECHNICAL_ERROR_AFTER, "POST", "/products");
    assertThat(client.post("/products", "{'ref':'A','label':'a'}").status()).isEqualTo(202);
    assertThat(fake.products()).hasSize(1);
    fake.breakNext(Breakage.EMPTY_ERROR, "GET", "/products");
    assertThat(client.get("/products").text()).isEmpty();
    fake.breakNext(Breakage.EMPTY_ERROR_AFTER, "DELETE", "/products");
    assertThat(client.delete("/products/1").status()).isEqualTo(500);
    assertThat(fake.products()).isEmpty();
    fake.breakNext(Breakage.NUMBER_TAKEN, "POST", "/orders");
    assertThat(client.post("/orders", "{}").header("Content-Type")).startsWith("text/html");
    fake.databaseDown(true);
    assertThat(client.get("/status").status()).isEqualTo(202);
    fake.databaseDown(false);
    assertThat(client.get("/status").status()).isEqualTo(200);
  }

  @Test
  void anAnswerIsZippedOnRequest() {
    Client.Reply zipped =
        client.send("GET", "/status", "", "DOLAPIKEY", fake.apiKey(), "Accept-Encoding", "gzip");
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(client.get("/status").header("Content-Encoding")).isEmpty();
    assertThat(client.get("/status").header("X-Powered-By")).startsWith("Luracast Restler");
    assertThat(client.send("OPTIONS", "/status", "", "").status()).isEqualTo(204);
  }

  @Test
  void dictionariesAreListsOfTextsAndCountriesAreFoundByTheirCodes() {
    assertThat(client.get("/setup/dictionary/countries/byISO/FRA").json().get("id").asText())
        .isEqualTo("1");
    assertThat(client.get("/setup/dictionary/countries/byCode/XX").status()).isEqualTo(404);
    assertThat(client.get("/setup/dictionary/vat?fk_country=5").json()).hasSize(3);
    assertThat(client.get("/setup/dictionary/payment_types?limit=2").json()).hasSize(2);
    try (FakeDolibarr old = FakeDolibarr.builder().version("22.0.2").start()) {
      assertThat(new Client(old).get("/setup/dictionary/thirdparty_types").status()).isEqualTo(404);
      assertThat(new Client(old).get("/setup/actiontriggers").status()).isEqualTo(200);
    }
  }

  @Test
  void currenciesHaveRatesAndDocumentsAreLinkedOnce() {
    long dollar = client.make("multicurrencies", "{'code':'USD','name':'US Dollar'}");
    client.put("/multicurrencies/" + dollar + "/rates", "{'rate':1.1}");
    assertThat(client.get("/multicurrencies").json().at("/1/rate/rate").asText()).isEqualTo("1.1");
    String link = "{'fk_source':1,'sourcetype':'commande','fk_target':2,'targettype':'facture'}";
    assertThat(client.post("/objectlinks", link).status()).isEqualTo(200);
    assertThat(client.post("/objectlinks", link).status()).isEqualTo(304);
    assertThat(
            client
                .get("/objectlinks?fk_source=1&sourcetype=commande&fk_target=2&targettype=facture")
                .json()
                .get("fk_target")
                .asText())
        .isEqualTo("2");
  }

  @Test
  void bankAccountsAndUsersAreThere() {
    assertThat(client.get("/bankaccounts").json().at("/0/ref").asText()).isEqualTo("BANK");
    assertThat(client.post("/bankaccounts", "{'ref':'B'}").message())
        .contains("label field missing");
    assertThat(client.get("/users/info").json().get("id").asText()).isEqualTo("2");
    assertThat(client.put("/users/2", "{'api_key':'x'}").status()).isEqualTo(405);
    assertThat(client.send("PATCH", "/users/2", "", "DOLAPIKEY", fake.apiKey()).status())
        .isEqualTo(404);
    assertThat(client.get("/users/login/admin").json().get("id").asText()).isEqualTo("1");
  }
}
