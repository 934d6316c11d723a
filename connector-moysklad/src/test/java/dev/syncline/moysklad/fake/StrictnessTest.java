package dev.syncline.moysklad.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the fake does not know it refuses; nothing is silently left out. */
class StrictnessTest {

  private final FakeMoySklad fake = FakeMoySklad.builder().rateLimit(false).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private Client.Reply filtered(String report, String filter) {
    return client.get("/report/stock/" + report + "?filter=" + Client.encoded(filter));
  }

  private JsonNode stocked(String name, double quantity) {
    JsonNode good = client.product(name);
    ObjectNode body = Client.MAPPER.createObjectNode();
    body.set("organization", client.ref(client.first("organization")));
    body.set("store", client.ref(client.first("store")));
    body.putArray("positions").add(client.row(good, quantity, 100.0));
    assertThat(client.post("/entity/enter", body).status()).isEqualTo(200);
    return good;
  }

  @Test
  void aFieldThatIsNotBuiltIsRefusedAndAnUnheardOneForgotten() {
    assertThat(client.get("/entity/demand?fields=stock&expand=positions&limit=100").code())
        .isEqualTo(3043);
    assertThat(client.get("/entity/product?fields=minimumStock&limit=10").status()).isEqualTo(412);
    assertThat(client.get("/entity/product?fields=stock,declaration").code()).isEqualTo(3042);
    assertThat(client.get("/entity/product?fields=price").code()).isEqualTo(3043);
    assertThat(client.get("/entity/product?fields=stock").status()).isEqualTo(200);
    String one = "/entity/product/" + client.id(client.product("Cup"));
    assertThat(client.get(one + "?fields=stock").code()).isEqualTo(3043);
  }

  @Test
  void anAsynchronousRequestIsRefused() {
    assertThat(client.get("/entity/counterparty?async=true").status()).isEqualTo(412);
    assertThat(client.get("/report/stock/all?async=true&limit=10").code()).isEqualTo(61001);
    assertThat(client.get("/entity/assortment?async=true").status()).isEqualTo(412);
    assertThat(client.get("/async").code()).isEqualTo(1002);
  }

  @Test
  void typesWithoutBehaviourAreUnknown() {
    for (String type :
        List.of("retaildemand", "retailsalesreturn", "retailshift", "webhookstock")) {
      assertThat(client.get("/entity/" + type).code()).as(type).isEqualTo(1005);
      assertThat(client.post("/entity/" + type, "{}").code()).as(type).isEqualTo(1005);
    }
    assertThat(client.post("/entity/prepayment", "{}").status()).isEqualTo(412);
    assertThat(client.get("/entity/metadata").json().has("retaildemand")).isFalse();
  }

  @Test
  void aStockReportKeepsToItsModes() {
    JsonNode cup = stocked("Cup", 2);
    stocked("Tea", 3);
    JsonNode gone = stocked("Gone", 1);
    ObjectNode loss = Client.MAPPER.createObjectNode();
    loss.set("organization", client.ref(client.first("organization")));
    loss.set("store", client.ref(client.first("store")));
    loss.putArray("positions").add(client.row(gone, 1, 100.0));
    assertThat(client.post("/entity/loss", loss).status()).isEqualTo(200);
    assertThat(client.get("/report/stock/all").rows()).hasSize(2);
    assertThat(filtered("all", "quantityMode=all").rows()).hasSize(3);
    assertThat(filtered("all", "quantityMode=all;stockMode=empty").rows()).hasSize(1);
    assertThat(client.get("/report/stock/bystore").rows()).hasSize(2);
    assertThat(filtered("bystore", "stockMode=all").rows()).hasSize(3);
    String href = cup.at("/meta/href").asText();
    assertThat(filtered("all", "product=" + href).rows())
        .singleElement()
        .satisfies(row -> assertThat(row.at("/meta/href").asText()).startsWith(href + "?expand="));
    String store = client.first("store").at("/meta/href").asText();
    assertThat(filtered("all", "store=" + store).rows()).hasSize(2);
  }

  @Test
  void aStockReportRefusesWhatItDoesNotKnow() {
    assertThat(filtered("all", "stockMode=underMinimum").code()).isEqualTo(1034);
    assertThat(filtered("all", "stockMode=most").code()).isEqualTo(1034);
    assertThat(filtered("all", "moment=2026-11-20 00:00:00").code()).isEqualTo(1034);
    assertThat(filtered("bystore", "store=x").code()).isEqualTo(1034);
    assertThat(client.get("/report/stock/all?groupBy=product").status()).isEqualTo(412);
    assertThat(filtered("all/current", "product=x").code()).isEqualTo(1034);
    assertThat(filtered("all/current", "storeId=x").code()).isEqualTo(1034);
    assertThat(client.get("/report/stock/all/current?include=everything").status()).isEqualTo(400);
    assertThat(client.get("/report/stock/all/current?stockType=free").status()).isEqualTo(412);
    assertThat(client.get("/report/stock/byoperation").code()).isEqualTo(1002);
  }

  @Test
  void aRequiredCustomFieldIsAskedForAndNotCleared() {
    JsonNode definition =
        client
            .post(
                "/entity/product/metadata/attributes",
                "{\"name\":\"Origin\",\"type\":\"string\",\"required\":true}")
            .json();
    Client.Reply without = client.post("/entity/product", "{\"name\":\"Cup\"}");
    assertThat(without.status()).isEqualTo(412);
    assertThat(without.code()).isEqualTo(3000);
    assertThat(without.json().at("/errors/0/error").asText()).contains("'Origin'");
    assertThat(client.post("/entity/service", "{\"name\":\"Delivery\"}").code()).isEqualTo(3000);
    ObjectNode body = Client.MAPPER.createObjectNode().put("name", "Cup");
    ObjectNode value = body.putArray("attributes").addObject();
    value.set("meta", definition.get("meta"));
    value.put("value", "China");
    JsonNode made = client.post("/entity/product", body).json();
    String path = "/entity/product/" + client.id(made);
    assertThat(client.put(path, "{\"code\":\"1\"}").status()).isEqualTo(200);
    value.putNull("value");
    body.remove("name");
    assertThat(client.put(path, body).code()).isEqualTo(3000);
    assertThat(client.get(path).json().at("/attributes/0/value").asText()).isEqualTo("China");
  }

  @Test
  void errorsSpeakTheLanguageThatIsAskedFor() {
    Client.Reply refused =
        client.send(
            "POST",
            "/entity/product",
            "[{\"code\":\"1\"}]",
            "Accept-Encoding",
            "gzip",
            "Accept-Language",
            "en-US,en;q=0.9");
    assertThat(refused.json().at("/0/errors/0/error").asText())
        .isEqualTo("Error saving object: field 'name' cannot be empty or missing");
    assertThat(client.post("/entity/product", "{}").json().at("/errors/0/error").asText())
        .startsWith("Ошибка сохранения объекта");
    Client.Reply unknown =
        client.send(
            "GET", "/entity/demand2", "", "Accept-Encoding", "gzip", "Accept-Language", "en");
    assertThat(unknown.json().at("/errors/0/error").asText()).isEqualTo("Unknown type: 'demand2'");
  }

  @Test
  void unitsOfMeasureCarryTheCodesOfTheClassifier() {
    JsonNode rows = client.get("/entity/uom").rows();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(58);
    assertThat(rows.findValuesAsText("code")).doesNotHaveDuplicates();
    assertThat(client.get("/entity/uom?filter=code%3D796").rows().at("/0/name").asText())
        .isEqualTo("шт");
    assertThat(
            client
                .get("/entity/uom?filter=name%3D" + Client.encoded("упак"))
                .rows()
                .at("/0/code")
                .asText())
        .isEqualTo("778");
  }

  @Test
  void aPaymentHangsOnlyOnWhatItCanPay() {
    ObjectNode body = client.order("p").put("sum", 100.0);
    ObjectNode move = Client.MAPPER.createObjectNode();
    move.set("organization", client.ref(client.first("organization")));
    move.set("sourceStore", client.ref(client.first("store")));
    JsonNode second = client.post("/entity/store", "{\"name\":\"Second\"}").json();
    move.set("targetStore", client.ref(second));
    JsonNode moved = client.post("/entity/move", move).json();
    body.putArray("operations").add(client.ref(moved));
    assertThat(client.post("/entity/paymentin", body).status()).isEqualTo(400);
    assertThat(fake.paymentsIn().size()).isZero();
  }

  @Test
  void valuesThatNoAccountCanHoldAreRefused() {
    assertThat(client.post("/entity/product", "{\"name\":\"  \"}").code()).isEqualTo(3000);
    assertThat(client.post("/entity/product", "{\"name\":\"a\",\"barcodes\":[\"123\"]}").code())
        .isEqualTo(2016);
    ObjectNode order = client.order("o");
    order.putArray("positions").add(client.row(client.product("Cup"), 1, -1));
    assertThat(client.post("/entity/customerorder", order).code()).isEqualTo(3002);
    order.putArray("positions").add(client.row(client.product("Tea"), 1, 1).put("reserve", -1));
    assertThat(client.post("/entity/customerorder", order).code()).isEqualTo(3002);
    assertThat(client.post("/entity/paymentin", client.order("p").put("sum", -1)).code())
        .isEqualTo(3002);
    String address = "{\"name\":\"c\",\"actualAddressFull\":{\"postalCode\":\"1234567\"}}";
    assertThat(client.post("/entity/counterparty", address).code()).isEqualTo(3040);
    String field = "{\"name\":\"f\",\"type\":\"string\",\"required\":true,\"show\":false}";
    assertThat(client.post("/entity/demand/metadata/attributes", field).status()).isEqualTo(412);
    assertThat(client.get("/entity/product?filter=id%3D17").code()).isEqualTo(1014);
    assertThat(fake.customerOrders().size() + fake.paymentsIn().size()).isZero();
  }

  @Test
  void theWholeAssortmentShowsStockUnlessItIsAskedNotTo() {
    stocked("Cup", 2);
    assertThat(client.get("/entity/assortment").rows().at("/0/quantity").asDouble()).isEqualTo(2);
    Client.Reply fast =
        client.send(
            "GET",
            "/entity/assortment",
            "",
            "Accept-Encoding",
            "gzip",
            "X-Lognex-Remap-Beta-Feature",
            "assortmentWithoutStock");
    assertThat(fast.rows().get(0).has("stock")).isFalse();
  }

  @Test
  void aWebhookThatOnlyFailedForEightDaysIsSwitchedOff() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
    List<String> tried = new ArrayList<>();
    TimeSource time = new HandSet(now);
    try (FakeMoySklad account =
        FakeMoySklad.builder()
            .rateLimit(false)
            .time(time)
            .webhooksBy(
                (url, body) -> {
                  tried.add(url.toString());
                  return 500;
                })
            .start()) {
      Client there = new Client(account);
      String hook =
          "{\"url\":\"https://a.example/h\",\"action\":\"CREATE\",\"entityType\":\"product\"}";
      String id = there.id(there.post("/entity/webhook", hook).json());
      for (int day = 0; day < 9; day++) {
        there.product("Cup " + day);
        account.settleWebhooks();
        now.updateAndGet(moment -> moment.plus(Duration.ofDays(1)));
      }
      assertThat(tried).hasSize(32);
      assertThat(Set.copyOf(tried)).hasSize(8);
      assertThat(there.get("/entity/webhook/" + id).json().path("enabled").asBoolean()).isFalse();
      there.put("/entity/webhook/" + id, "{\"enabled\":true}");
      there.product("Tea");
      account.settleWebhooks();
      assertThat(tried).hasSize(36);
    }
  }

  /** A clock that stands where it is set. */
  private record HandSet(AtomicReference<Instant> moment) implements TimeSource {
    @Override
    public Instant now() {
      return moment.get();
    }

    @Override
    public void sleep(Duration duration) {
      moment.updateAndGet(before -> before.plus(duration));
    }
  }
}
