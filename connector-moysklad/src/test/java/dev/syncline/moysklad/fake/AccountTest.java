package dev.syncline.moysklad.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Counterparties, custom fields, states, dictionaries, audit, webhooks, and what a fresh account
 * holds.
 */
class AccountTest {

  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final FakeMoySklad fake =
      FakeMoySklad.builder().rateLimit(false).webhooksBy(this::receive).start();
  private final Client client = new Client(fake);
  private int answer = 200;

  private int receive(URI url, byte[] body) throws IOException {
    delivered.add(url + " " + new String(body, StandardCharsets.UTF_8));
    if (answer == 0) {
      throw new IOException("too slow");
    }
    return answer;
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void aFreshAccountHoldsWhatTheVendorPutsThere() {
    assertThat(
            client
                .get("/entity/customerorder/metadata")
                .json()
                .path("states")
                .findValuesAsText("name"))
        .containsExactly(
            "Новый", "Подтвержден", "Собран", "Отгружен", "Доставлен", "Возврат", "Отменен");
    assertThat(client.get("/entity/counterparty").rows().findValuesAsText("name"))
        .contains("ООО \"Поставщик\"", "ООО \"Покупатель\"", "Розничный покупатель");
    assertThat(client.first("store").path("name").asText()).isEqualTo("Основной склад");
    assertThat(client.get("/context/companysettings").json().at("/currency/isoCode").asText())
        .isEqualTo("RUB");
    assertThat(client.get("/context/employee").json().path("uid").asText()).isEqualTo(fake.login());
  }

  @Test
  void aStringAddressLandsInTheFreePartOfItsTwin() {
    JsonNode created =
        client.post("/entity/counterparty", "{\"name\":\"x\",\"legalAddress\":\"Tver\"}").json();
    assertThat(created.at("/legalAddressFull/addInfo").asText()).isEqualTo("Tver");
    JsonNode cleared =
        client.put("/entity/counterparty/" + client.id(created), "{\"legalAddress\":\"\"}").json();
    assertThat(cleared.has("legalAddress")).isFalse();
    assertThat(cleared.has("legalAddressFull")).isFalse();
  }

  @Test
  void aWrongEmailIsRefused() {
    assertThat(client.post("/entity/counterparty", "{\"name\":\"x\",\"email\":\"nobody\"}").code())
        .isEqualTo(3015);
  }

  @Test
  void contactPersonsAreAnsweredAsAnArrayAndCanBeRemoved() {
    String path =
        "/entity/counterparty/" + client.id(client.first("counterparty")) + "/contactpersons";
    JsonNode made = client.post(path, "{\"name\":\"Petr\"}").json();
    assertThat(made.isArray()).isTrue();
    assertThat(client.get(path).json().at("/meta/size").asInt()).isEqualTo(1);
    assertThat(client.delete(path + "/" + client.id(made.get(0))).status()).isEqualTo(200);
    assertThat(client.get(path).rows()).isEmpty();
  }

  @Test
  void customFieldsAreMergedAndNullTakesOneAway() {
    JsonNode one =
        client
            .post("/entity/product/metadata/attributes", "{\"name\":\"one\",\"type\":\"string\"}")
            .json();
    JsonNode two =
        client
            .post("/entity/product/metadata/attributes", "{\"name\":\"two\",\"type\":\"long\"}")
            .json();
    ObjectNode body = Client.MAPPER.createObjectNode().put("name", "Cup");
    body.putArray("attributes")
        .add(client.ref(one).put("value", "v"))
        .add(client.ref(two).put("value", 7));
    JsonNode cup = client.post("/entity/product", body).json();
    assertThat(cup.path("attributes")).hasSize(2);
    body.putArray("attributes").add(client.ref(one).putNull("value"));
    JsonNode after = client.put("/entity/product/" + client.id(cup), body).json();
    assertThat(after.path("attributes")).hasSize(1);
    assertThat(after.at("/attributes/0/name").asText()).isEqualTo("two");
    body.putArray("attributes").add(client.ref(two).put("value", "seven"));
    assertThat(client.put("/entity/product/" + client.id(cup), body).code()).isEqualTo(2016);
  }

  @Test
  void aDictionaryInUseStays() {
    JsonNode dictionary = client.post("/entity/customentity", "{\"name\":\"Payment\"}").json();
    JsonNode card =
        client.post("/entity/customentity/" + client.id(dictionary), "{\"name\":\"Card\"}").json();
    String meta =
        "{\"href\":\""
            + dictionary.at("/meta/href").asText()
            + "/metadata\",\"type\":\"customentitymetadata\"}";
    JsonNode field =
        client
            .post(
                "/entity/customerorder/metadata/attributes",
                "{\"name\":\"pay\",\"type\":\"customentity\",\"customEntityMeta\":" + meta + "}")
            .json();
    assertThat(field.at("/customEntityMeta/href").asText()).endsWith("/metadata");
    ObjectNode order = client.order("x");
    ObjectNode value = client.ref(field);
    value.set("value", client.ref(card));
    order.putArray("attributes").add(value);
    JsonNode made = client.post("/entity/customerorder", order).json();
    assertThat(made.at("/attributes/0/value/name").asText()).isEqualTo("Card");
    assertThat(client.delete("/entity/customentity/" + client.id(dictionary)).code())
        .isEqualTo(1090);
    assertThat(
            client
                .get("/context/companysettings/metadata")
                .json()
                .at("/customEntities/0/name")
                .asText())
        .isEqualTo("Payment");
  }

  @Test
  void theAuditTellsADeletion() {
    JsonNode cup = client.product("Cup");
    client.delete("/entity/product/" + client.id(cup));
    JsonNode rows =
        client.get("/audit?filter=" + Client.encoded("eventType=delete;entityType=product")).rows();
    assertThat(rows).hasSize(1);
    String href = rows.at("/0/events/meta/href").asText().replace(fake.api().toString(), "");
    assertThat(client.get(href).rows().at("/0/entity/meta/href")).isEqualTo(cup.at("/meta/href"));
  }

  @Test
  void theSameWebhookTwiceIsRefusedAndASixthOfItsKindToo() {
    for (int i = 0; i < 5; i++) {
      assertThat(hook("https://a.example/" + i).status()).isEqualTo(200);
    }
    assertThat(hook("https://a.example/0").code()).isEqualTo(30003);
    assertThat(hook("https://a.example/6").code()).isEqualTo(30007);
    assertThat(hook("ftp://a.example").code()).isEqualTo(30005);
  }

  private Client.Reply hook(String url) {
    return client.post(
        "/entity/webhook",
        "{\"url\":\""
            + url
            + "\",\"action\":\"UPDATE\",\"entityType\":\"product\",\"diffType\":\"FIELDS\"}");
  }

  @Test
  void aWebhookNamesTheFieldsAndIsTriedFourTimesWithOneId() {
    hook("https://a.example/h?s=1");
    JsonNode cup = client.product("Cup");
    answer = 0;
    client.put("/entity/product/" + client.id(cup), "{\"name\":\"Mug\"}");
    fake.settleWebhooks();
    assertThat(delivered).hasSize(4).allMatch(delivered.get(0)::equals);
    assertThat(delivered.get(0))
        .startsWith("https://a.example/h?s=1&requestId=")
        .contains("\"updatedFields\":[\"name\"]", cup.at("/meta/href").asText(), fake.login());
  }

  @Test
  void ourOwnWritesCanStaySilent() {
    hook("https://a.example/h");
    JsonNode cup = client.product("Cup");
    client.send(
        "PUT",
        "/entity/product/" + client.id(cup),
        "{\"name\":\"Mug\"}",
        "Accept-Encoding",
        "gzip",
        "X-Lognex-WebHook-DisableByPrefix",
        "https://a.example");
    fake.settleWebhooks();
    assertThat(delivered).isEmpty();
  }
}
