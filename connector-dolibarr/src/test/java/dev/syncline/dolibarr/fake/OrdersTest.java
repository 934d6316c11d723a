package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.testkit.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders and their shipments. */
class OrdersTest {

  private final FakeDolibarr fake = FakeDolibarr.builder().time(new VirtualTime()).start();
  private final Client client = new Client(fake);
  private long customer;
  private long product;

  @BeforeEach
  void aCustomerAndAProduct() {
    customer = client.customer("Tea");
    product = client.product("A");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private JsonNode order(long id) {
    return client.get("/orders/" + id).json();
  }

  private int act(long id, String step, String body) {
    return client.post("/orders/" + id + "/" + step, body).status();
  }

  @Test
  void aNewOrderIsADraftWithAProvisionalRefAndTotalsOfItsLines() {
    long id = client.order(customer, product);
    JsonNode json = order(id);
    assertThat(json.get("ref").asText()).isEqualTo("(PROV" + id + ")");
    assertThat(json.get("status").asText()).isEqualTo("0");
    assertThat(json.get("total_ht").asText()).isEqualTo("20.00000000");
    assertThat(json.get("total_ttc").asText()).isEqualTo("24.00000000");
    assertThat(json.at("/lines/0/subprice").isNumber()).isTrue();
    assertThat(json.at("/lines/0/qty").asText()).isEqualTo("2");
    assertThat(json.at("/lines/0/product_ref").asText()).isEqualTo("A");
    assertThat(json.get("linkedObjectsIds").isArray()).isTrue();
  }

  @Test
  void whoOrdersAndWhenIsRequired() {
    assertThat(client.post("/orders", "{'date':1}").message())
        .isEqualTo("Bad Request: socid field missing");
    assertThat(client.post("/orders", "{'socid':1}").message())
        .isEqualTo("Bad Request: date field missing");
    assertThat(client.post("/orders", "{'socid':99,'date':1}").status()).isEqualTo(404);
    assertThat(client.post("/orders", "{'id':5,'socid':1,'date':1}").message())
        .contains("Creating with id field is forbidden");
    assertThat(client.post("/orders", "{'entity':5,'socid':1,'date':1}").status()).isEqualTo(403);
  }

  @Test
  void anExternalRefIsNotUniqueAndAnUnknownProductIsTaken() {
    String body =
        "{'socid':1,'date':1795300000,'ref_ext':'ps_o_1','lines':[{'fk_product':999,'qty':1,"
            + "'subprice':-5,'tva_tx':20}]}";
    client.make("orders", body);
    client.make("orders", body);
    assertThat(client.list("orders", "(t.ref_ext:=:'ps_o_1')").json()).hasSize(2);
    assertThat(client.get("/orders/ref_ext/ps_o_1").json().get("total_ht").asText())
        .isEqualTo("-5.00000000");
  }

  @Test
  void discountsAndRoundingAreByLine() {
    long id =
        client.make(
            "orders",
            "{'socid':1,'date':1795300000,'lines':[{'qty':3,'subprice':3.333333,'tva_tx':5.5,"
                + "'remise_percent':10},{'qty':1,'subprice':0.005,'tva_tx':20}]}");
    JsonNode json = order(id);
    assertThat(json.at("/lines/0/subprice").asDouble()).isEqualTo(3.33333);
    assertThat(json.at("/lines/0/total_ht").asText()).isEqualTo("9.00000000");
    assertThat(json.at("/lines/0/total_ttc").asText()).isEqualTo("9.49000000");
    assertThat(json.at("/total_ht").asText()).isEqualTo("9.01000000");
  }

  @Test
  void validatingGivesANumberOnceAndThenNothingIsDone() {
    long id = client.order(customer, product);
    assertThat(act(id, "validate", "{}")).isEqualTo(200);
    assertThat(order(id).get("ref").asText()).isEqualTo("CO2611-0001");
    Client.Reply again = client.post("/orders/" + id + "/validate", "{}");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
    assertThat(client.get("/orders/ref/CO2611-0001").json().get("id").asLong()).isEqualTo(id);
  }

  @Test
  void aGivenRefIsKeptAndATakenOneRefused() {
    long id = client.make("orders", "{'socid':1,'date':1795300000,'ref':'MYREF'}");
    act(id, "validate", "{}");
    assertThat(order(id).get("ref").asText()).isEqualTo("MYREF");
    assertThat(client.post("/orders", "{'socid':1,'date':1,'ref':'MYREF'}").detail())
        .isEqualTo("ErrorRefAlreadyExists");
  }

  @Test
  void aProductThatIsNotOnSaleBlocksTheValidation() {
    client.put("/products/" + product, "{'status':0}");
    Client.Reply refused =
        client.post("/orders/" + client.order(customer, product) + "/validate", "{}");
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.message()).contains("ErrorOneLineContainsADisactivatedProduct");
  }

  @Test
  void closingAndBackToDraftWantTheirParameters() {
    long id = client.order(customer, product);
    assertThat(act(id, "close", "{'notrigger':0}")).isEqualTo(200);
    assertThat(order(id).get("status").asText()).isEqualTo("0");
    act(id, "validate", "{}");
    assertThat(client.post("/orders/" + id + "/close", "{}").message())
        .isEqualTo("Bad Request: Invalid value specified for `notrigger`. Expecting integer value");
    assertThat(act(id, "close", "{'notrigger':0}")).isEqualTo(200);
    assertThat(order(id).get("status").asText()).isEqualTo("3");
    assertThat(act(id, "close", "{'notrigger':0}")).isEqualTo(304);
    assertThat(client.post("/orders/" + id + "/reopen", "").text()).isEqualTo("1");
    assertThat(act(id, "reopen", "")).isEqualTo(304);
    assertThat(act(id, "settodraft", "{}")).isEqualTo(400);
    assertThat(act(id, "settodraft", "{'idwarehouse':-1}")).isEqualTo(200);
    assertThat(order(id).get("ref").asText()).isEqualTo("CO2611-0001");
    assertThat(act(id, "settodraft", "{'idwarehouse':-1}")).isEqualTo(304);
  }

  @Test
  void aStatusIsSetThroughTheBackDoorAndTheOldNameIsIgnored() {
    long id = client.order(customer, product);
    client.put("/orders/" + id, "{'statut':3}");
    assertThat(order(id).get("status").asText()).isEqualTo("0");
    client.put("/orders/" + id, "{'status':-1}");
    assertThat(order(id).get("status").asText()).isEqualTo("-1");
    client.post("/orders/" + id + "/setinvoiced", "");
    assertThat(order(id).get("billed").asText()).isEqualTo("0");
    client.put("/orders/" + id, "{'status':1}");
    client.post("/orders/" + id + "/setinvoiced", "");
    assertThat(order(id).get("billed").asText()).isEqualTo("1");
  }

  @Test
  void linesAreReplacedWholeAndOnlyInADraft() {
    long id = client.order(customer, product);
    long line = order(id).at("/lines/0/id").asLong();
    client.put("/orders/" + id + "/lines/" + line, "{'qty':3}");
    assertThat(order(id).at("/lines/0/subprice").asDouble()).isZero();
    assertThat(client.post("/orders/" + id + "/lines", "{'qty':1,'subprice':5,'tva_tx':0}").id())
        .isPositive();
    assertThat(order(id).get("total_ht").asText()).isEqualTo("5.00000000");
    act(id, "validate", "{}");
    Client.Reply ignored = client.put("/orders/" + id + "/lines/" + line, "{'qty':4}");
    assertThat(ignored.status()).isEqualTo(200);
    assertThat(ignored.text()).isEqualTo("false");
    assertThat(client.delete("/orders/" + id + "/lines/" + line).status()).isEqualTo(405);
    assertThat(client.post("/orders/" + id + "/lines", "{'qty':1}").status()).isEqualTo(400);
  }

  @Test
  void aContactIsAttachedOnce() {
    long id = client.order(customer, product);
    long contact = client.make("contacts", "{'lastname':'Doe','socid':" + customer + "}");
    String path = "/orders/" + id + "/contact/" + contact + "/BILLING";
    assertThat(client.post(path, "{}").status()).isEqualTo(200);
    assertThat(client.post(path, "{}").message()).contains("Already exists");
    assertThat(client.get("/orders/" + id + "/contacts").json().at("/0/code").asText())
        .isEqualTo("BILLING");
    assertThat(client.post("/orders/" + id + "/contact/" + contact + "/OTHER", "{}").status())
        .isEqualTo(400);
  }

  @Test
  void aDayIsTheDayInTheZoneOfPhp() {
    try (FakeDolibarr tokyo =
        FakeDolibarr.builder()
            .zones(java.time.ZoneId.of("Asia/Tokyo"), java.time.ZoneOffset.UTC)
            .start()) {
      Client there = new Client(tokyo);
      long id = there.order(there.customer("Tea"), there.product("A"));
      // 2026-11-21 22:26:40Z is the 22nd in Tokyo, which begins at 15:00Z of the 21st.
      assertThat(there.get("/orders/" + id).json().get("date").asLong())
          .isEqualTo(java.time.Instant.parse("2026-11-21T15:00:00Z").getEpochSecond());
    }
  }

  @Test
  void aForeignCurrencyHasItsRateAndAnUnknownOneIsTheCompanys() {
    fake.backOffice().currency("USD", "1.25");
    String lines = ",'lines':[{'qty':1,'subprice':10,'tva_tx':20}]}";
    long id =
        client.make("orders", "{'socid':1,'date':1795300000,'multicurrency_code':'USD'" + lines);
    assertThat(order(id).get("multicurrency_total_ttc").asText()).isEqualTo("15.00000000");
    long plain =
        client.make("orders", "{'socid':1,'date':1795300000,'multicurrency_code':'XXX'" + lines);
    assertThat(order(plain).get("multicurrency_code").asText()).isEqualTo("EUR");
  }

  private long shipment(long order) {
    long line = order(order).at("/lines/0/id").asLong();
    return client.make(
        "shipments",
        "{'socid':"
            + customer
            + ",'origin_id':"
            + order
            + ",'origin_type':'commande','tracking_number':'TR 1','lines':[{'origin_line_id':"
            + line
            + ",'fk_elementdet':"
            + line
            + ",'qty':2,'warehouse_id':1,'entrepot_id':1,'rang':0,'array_options':[]}]}");
  }

  @Test
  void aShipmentTakesTheStockWhenItIsValidatedAndClosesTheOrderWithIt() {
    fake.constant("STOCK_CALCULATE_ON_SHIPMENT", "1");
    long id = client.order(customer, product);
    act(id, "validate", "{}");
    fake.move(product, 1, 5);
    long shipment = shipment(id);
    assertThat(client.get("/shipments/" + shipment).json().get("tracking_number").asText())
        .isEqualTo("TR1");
    assertThat(fake.stock(product, 1)).isEqualByComparingTo("5");
    Client.Reply validated = client.post("/shipments/" + shipment + "/validate", "{'notrigger':0}");
    assertThat(validated.json().get("ref").asText()).isEqualTo("SH2611-0001");
    assertThat(fake.stock(product, 1)).isEqualByComparingTo("3");
    assertThat(order(id).get("status").asText()).isEqualTo("2");
    assertThat(client.post("/shipments/" + shipment + "/validate", "{'notrigger':0}").status())
        .isEqualTo(304);
    client.post("/shipments/" + shipment + "/close", "{'notrigger':0}");
    assertThat(order(id).get("status").asText()).isEqualTo("3");
    assertThat(order(id).at("/linkedObjectsIds/shipping").size()).isEqualTo(1);
    assertThat(client.get("/orders/" + id + "/shipment").json()).hasSize(1);
    assertThat(client.delete("/orders/" + id).status()).isEqualTo(500);
  }

  @Test
  void stockMayLeaveAtTheClosingInsteadAndAWholeShipmentIsMadeInOneCall() {
    fake.constant("STOCK_CALCULATE_ON_SHIPMENT_CLOSE", "1");
    long id = client.order(customer, product);
    act(id, "validate", "{}");
    fake.move(product, 1, 5);
    long shipment = client.post("/orders/" + id + "/shipment/1", "").id();
    client.post("/shipments/" + shipment + "/validate", "{'notrigger':0}");
    assertThat(fake.stock(product)).isEqualByComparingTo("5");
    assertThat(client.post("/shipments/" + shipment + "/close", "{}").status()).isEqualTo(400);
    client.post("/shipments/" + shipment + "/close", "{'notrigger':0}");
    assertThat(fake.stock(product)).isEqualByComparingTo("3");
  }
}
