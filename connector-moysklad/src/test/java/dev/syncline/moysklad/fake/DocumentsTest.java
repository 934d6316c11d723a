package dev.syncline.moysklad.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private final FakeMoySklad fake = FakeMoySklad.builder().rateLimit(false).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private JsonNode order() {
    ObjectNode body = client.order("bx24-1").put("moment", "2026-11-20 14:05:33.123");
    body.putArray("positions")
        .add(client.row(client.product("Cup"), 2, 19990.0).put("discount", 5).put("reserve", 2))
        .add(client.row(client.product("Tea"), 1, 35000.0));
    Client.Reply reply = client.post("/entity/customerorder?expand=positions", body);
    assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
    return reply.json();
  }

  private JsonNode read(JsonNode document) {
    return client
        .get("/entity/" + document.at("/meta/type").asText() + "/" + client.id(document))
        .json();
  }

  @Test
  void anOrderSumsItsRowsAndForgetsSeconds() {
    JsonNode order = order();
    assertThat(order.path("sum").toString()).isEqualTo("72981.0");
    assertThat(order.path("moment").asText()).isEqualTo("2026-11-20 14:05:00.000");
    assertThat(order.path("reservedSum").asDouble()).isEqualTo(37981.0);
    assertThat(order.at("/positions/meta/size").asInt()).isEqualTo(2);
    assertThat(order.at("/positions/rows/0/meta/type").asText()).isEqualTo("customerorderposition");
    assertThat(fake.customerOrders())
        .singleElement()
        .satisfies(o -> assertThat(o.name()).isEqualTo("bx24-1"));
  }

  @Test
  void anOrderWithoutNumberGetsTheNextOne() {
    ObjectNode body = client.order("x");
    body.remove("name");
    assertThat(client.post("/entity/customerorder", body).json().path("name").asText())
        .isEqualTo("00001");
    assertThat(client.post("/entity/customerorder", body).json().path("name").asText())
        .isEqualTo("00002");
  }

  @Test
  void severalMissingFieldsAreNamedAtOnce() {
    Client.Reply reply = client.post("/entity/customerorder", "{\"name\":\"x\"}");
    assertThat(reply.status()).isEqualTo(412);
    assertThat(reply.json().path("errors").findValuesAsText("parameter"))
        .containsExactlyInAnyOrder("organization", "agent");
    assertThat(reply.json().at("/errors/0/column").asInt()).isEqualTo(2);
  }

  @Test
  void puttingPositionsReplacesTheListByTheirIds() {
    JsonNode order = order();
    JsonNode kept = order.at("/positions/rows/0");
    ObjectNode body = Client.MAPPER.createObjectNode();
    body.putArray("positions")
        .add(Client.MAPPER.createObjectNode().put("id", client.id(kept)).put("quantity", 3))
        .add(client.row(client.product("New"), 1, 100.0));
    JsonNode after =
        client.put("/entity/customerorder/" + client.id(order) + "?expand=positions", body).json();
    assertThat(after.at("/positions/rows")).hasSize(2);
    assertThat(after.at("/positions/rows/0/id")).isEqualTo(kept.path("id"));
    assertThat(after.at("/positions/rows/0/price").asDouble()).isEqualTo(19990.0);
    assertThat(after.path("sum").asDouble()).isEqualTo(3 * 19990.0 * 0.95 + 100);
    body.putArray("positions").add(order.at("/positions/rows/1"));
    assertThat(client.put("/entity/customerorder/" + client.id(order), body).code())
        .isEqualTo(1046);
  }

  @Test
  void postingOneRowAnswersAnArray() {
    JsonNode order = order();
    String path = "/entity/customerorder/" + client.id(order) + "/positions";
    JsonNode added = client.post(path, client.row(client.product("Jam"), 1, 10.0)).json();
    assertThat(added.isArray()).isTrue();
    assertThat(
            client
                .put(path + "/" + added.get(0).path("id").asText(), "{\"quantity\":2}")
                .json()
                .path("quantity")
                .asDouble())
        .isEqualTo(2);
    assertThat(read(order).path("sum").asDouble()).isEqualTo(73001.0);
  }

  @Test
  void rowsAreChecked() {
    ObjectNode body = client.order("x");
    body.putArray("positions").add(client.row(client.product("Cup"), 0, 1.0));
    assertThat(client.post("/entity/customerorder", body).code()).isEqualTo(3003);
    body.putArray("positions").add(client.row(client.product("Cup"), 1, 1.0).put("reserve", 2));
    assertThat(client.post("/entity/customerorder", body).code()).isEqualTo(17003);
    body.putArray("positions").add(client.row(client.product("Cup"), 1, 1.0).put("discount", 101));
    assertThat(client.post("/entity/customerorder", body).code()).isEqualTo(17008);
    assertThat(fake.customerOrders().size()).isZero();
  }

  @Test
  void anotherAgentWithTheOldAccountIsRefused() {
    JsonNode agent = client.first("counterparty");
    JsonNode account =
        client
            .post(
                "/entity/counterparty/" + client.id(agent) + "/accounts",
                "{\"accountNumber\":\"1\"}")
            .json()
            .get(0);
    ObjectNode body = client.order("x");
    body.set("agentAccount", client.ref(account));
    JsonNode order = client.post("/entity/customerorder", body).json();
    ObjectNode change = Client.MAPPER.createObjectNode();
    change.set("agent", client.ref(client.get("/entity/counterparty").rows().get(1)));
    assertThat(client.put("/entity/customerorder/" + client.id(order), change).code())
        .isEqualTo(17001);
    change.putNull("agentAccount");
    assertThat(client.put("/entity/customerorder/" + client.id(order), change).status())
        .isEqualTo(200);
    ObjectNode foreign = client.order("y");
    foreign.set("organizationAccount", client.ref(account));
    assertThat(client.post("/entity/customerorder", foreign).code()).isEqualTo(17000);
  }

  @Test
  void aShipmentFromTheTemplateShipsTheOrderAndMovesTheStock() {
    JsonNode order = order();
    ObjectNode base = Client.MAPPER.createObjectNode();
    base.set("customerOrder", client.ref(order));
    JsonNode template = client.put("/entity/demand/new", base).json();
    assertThat(template.has("id")).isFalse();
    assertThat(template.path("sum").asDouble()).isEqualTo(72981.0);
    ObjectNode body = ((ObjectNode) template).deepCopy();
    body.remove("name");
    body.set("positions", template.at("/positions/rows"));
    Client.Reply demand = client.post("/entity/demand", body);
    assertThat(demand.status()).as(demand.json().toString()).isEqualTo(200);
    JsonNode shipped = read(order);
    assertThat(shipped.path("shippedSum").asDouble()).isEqualTo(72981.0);
    assertThat(shipped.path("reservedSum").asDouble()).isZero();
    assertThat(shipped.at("/demands/0/meta/href")).isEqualTo(demand.json().at("/meta/href"));
    JsonNode stock = client.get("/report/stock/bystore/current").json();
    assertThat(stock).hasSize(2);
    assertThat(stock.at("/0/stock").asDouble()).isEqualTo(-2);
  }

  @Test
  void aReserveWithoutStoreHasANullStore() {
    order();
    JsonNode free = client.get("/report/stock/bystore/current?stockType=freeStock").json();
    assertThat(free).hasSize(1);
    assertThat(free.at("/0/storeId").isNull()).isTrue();
    assertThat(free.at("/0/freeStock").asDouble()).isEqualTo(-2);
  }

  @Test
  void aPaymentPaysItsOrderAndCannotLinkMoreThanItsSum() {
    JsonNode order = order();
    ObjectNode body = client.order("p1").put("sum", 1000.0);
    body.putArray("operations").add(client.ref(order).put("linkedSum", 1001.0));
    assertThat(client.post("/entity/paymentin", body).code()).isEqualTo(22000);
    body.putArray("operations")
        .add(client.ref(order).put("linkedSum", 400))
        .add(client.ref(order).put("linkedSum", 1));
    assertThat(client.post("/entity/paymentin", body).code()).isEqualTo(22001);
    body.putArray("operations").add(client.ref(order).put("linkedSum", 1000.0));
    assertThat(client.post("/entity/paymentin", body).status()).isEqualTo(200);
    assertThat(read(order).path("payedSum").asDouble()).isEqualTo(1000.0);
    assertThat(read(order).at("/payments/0/meta/type").asText()).isEqualTo("paymentin");
    ObjectNode template = Client.MAPPER.createObjectNode();
    template.putArray("operations").add(client.ref(order));
    assertThat(client.put("/entity/paymentin/new", template).json().path("sum").asDouble())
        .isEqualTo(71981.0);
  }

  @Test
  void whatIsUsedCannotBeDeleted() {
    JsonNode order = order();
    JsonNode agent = client.first("counterparty");
    Client.Reply reply = client.delete("/entity/counterparty/" + client.id(agent));
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo(1028);
    assertThat(reply.json().at("/errors/0/dependencies/0/href")).isEqualTo(order.at("/meta/href"));
    assertThat(client.delete("/entity/customerorder/" + client.id(order)).status()).isEqualTo(200);
    assertThat(client.get("/entity/customerorder/" + client.id(order)).status()).isEqualTo(404);
    assertThat(client.get("/entity/customerorder").rows()).isEmpty();
    assertThat(client.get("/entity/customerorder?filter=isDeleted%3Dtrue").rows()).hasSize(1);
    assertThat(client.delete("/entity/counterparty/" + client.id(agent)).status()).isEqualTo(200);
  }

  @Test
  void aMoveIntoItsOwnStoreIsRefused() {
    ObjectNode body = client.order("m");
    body.remove("agent");
    body.set("sourceStore", client.ref(client.first("store")));
    body.set("targetStore", client.ref(client.first("store")));
    assertThat(client.post("/entity/move", body).code()).isEqualTo(21000);
  }

  @Test
  void theTwentyThousandthOrderIsAsQuickAsTheFirst() {
    ObjectNode one = client.order("x");
    one.remove("name");
    String many = "[" + (one + ",").repeat(999) + one + "]";
    for (int i = 0; i < 20; i++) {
      assertThat(client.post("/entity/customerorder", many).status()).isEqualTo(200);
    }
    assertThat(
            client
                .get("/entity/customerorder?limit=1000&order=updated,asc%3Bid&offset=19000")
                .rows())
        .hasSize(1000);
  }
}
