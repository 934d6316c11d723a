package dev.syncline.moysklad.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoodsTest {

  private final FakeMoySklad fake = FakeMoySklad.builder().rateLimit(false).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private ObjectNode variant(JsonNode product, String colour) {
    ObjectNode body = Client.MAPPER.createObjectNode();
    body.set("product", client.ref(product));
    body.putArray("characteristics").addObject().put("name", "Color").put("value", colour);
    return body;
  }

  @Test
  void aVariantIsNamedByItsProductAndOnlyOnce() {
    JsonNode kettle = client.product("Kettle");
    JsonNode red = client.post("/entity/variant", variant(kettle, "red")).json();
    assertThat(red.path("name").asText()).isEqualTo("Kettle (red)");
    Client.Reply twin = client.post("/entity/variant", variant(kettle, "red"));
    assertThat(twin.status()).isEqualTo(412);
    assertThat(twin.code()).isEqualTo(15000);
    assertThat(client.get("/entity/variant?filter=productid%3D" + client.id(kettle)).rows())
        .hasSize(1);
    client.put("/entity/product/" + client.id(kettle), "{\"name\":\"Pot\"}");
    assertThat(client.get("/entity/variant/" + client.id(red)).json().path("name").asText())
        .isEqualTo("Pot (red)");
    ObjectNode bare = Client.MAPPER.createObjectNode();
    bare.set("product", client.ref(kettle));
    assertThat(client.post("/entity/variant", bare).code()).isEqualTo(15001);
  }

  @Test
  void aBulkCallKeepsWhatIsGoodAndSaysWhatIsBad() {
    JsonNode kettle = client.product("Kettle");
    ArrayNode body = Client.MAPPER.createArrayNode();
    body.addObject().put("name", "Cup").put("externalCode", "shop:1");
    body.addObject().put("code", "no-name");
    body.add(client.ref(kettle).put("article", "KET-2"));
    Client.Reply reply = client.post("/entity/product", body);
    assertThat(reply.status()).isEqualTo(412);
    assertThat(reply.json().at("/0/externalCode").asText()).isEqualTo("shop:1");
    JsonNode error = reply.json().at("/1/errors/0");
    assertThat(error.path("code").asInt()).isEqualTo(3000);
    assertThat(error.path("parameter").asText()).isEqualTo("name");
    assertThat(error.path("error").asText())
        .isEqualTo("Ошибка сохранения объекта: поле 'name' не может быть пустым или отсутствовать");
    assertThat(error.path("column").asInt()).isEqualTo(body.toString().indexOf("{\"code\"") + 2);
    assertThat(reply.json().at("/2/article").asText()).isEqualTo("KET-2");
    assertThat(fake.products().size()).isEqualTo(2);

    ((ObjectNode) body.get(1)).put("name", 123);
    Client.Reply format = client.post("/entity/product/batch", body);
    assertThat(format.status()).isEqualTo(400);
    assertThat(format.json().at("/1/errors/0/code").asInt()).isEqualTo(2016);
  }

  @Test
  void moreThanAThousandAreTooMany() {
    StringBuilder body = new StringBuilder("[{\"name\":\"0\"}");
    for (int i = 1; i <= 1000; i++) {
      body.append(",{\"name\":\"").append(i).append("\"}");
    }
    assertThat(client.post("/entity/product", body.append("]")).status()).isEqualTo(413);
    assertThat(fake.products().size()).isZero();
  }

  @Test
  void theSameSyncIdIsTheSameProductAndCannotChange() {
    String body = "{\"name\":\"Cup\",\"syncId\":\"5f0c1d0a-8a53-5a0f-9c3e-0b7e6f1d2c44\"}";
    JsonNode first = client.post("/entity/product", body).json();
    JsonNode second = client.post("/entity/product", "[" + body + "]").json().get(0);
    assertThat(client.id(second)).isEqualTo(client.id(first));
    assertThat(
            client
                .put(
                    "/entity/product/" + client.id(first),
                    "{\"syncId\":\"00000000-8a53-5a0f-9c3e-0b7e6f1d2c44\"}")
                .code())
        .isEqualTo(1047);
    assertThat(
            client.delete("/entity/product/syncid/5f0c1d0a-8a53-5a0f-9c3e-0b7e6f1d2c44").status())
        .isEqualTo(200);
    assertThat(client.get("/entity/product/" + client.id(first)).status()).isEqualTo(404);
  }

  @Test
  void pricesOfOneTypeAreMergedAndAllTypesAreAnswered() {
    JsonNode types = client.get("/context/companysettings/pricetype").json();
    ArrayNode more = ((ArrayNode) types).deepCopy();
    more.addObject().put("name", "Opt");
    JsonNode both = client.post("/context/companysettings/pricetype", more).json();
    assertThat(both).hasSize(2);
    ObjectNode body = Client.MAPPER.createObjectNode().put("name", "Cup");
    body.putArray("salePrices").addObject().put("value", 19990).set("priceType", both.get(1));
    JsonNode cup = client.post("/entity/product", body).json();
    assertThat(cup.at("/salePrices/0/value").toString()).isEqualTo("0.0");
    assertThat(cup.at("/salePrices/1/value").toString()).isEqualTo("19990.0");
    assertThat(cup.at("/salePrices/1/priceType/name").asText()).isEqualTo("Opt");
  }

  @Test
  void nullClearsAFieldAndAnEmptyNameIsRefused() {
    JsonNode cup =
        client
            .post("/entity/product", "{\"name\":\"Cup\",\"article\":\"A\",\"code\":\"C\"}")
            .json();
    String path = "/entity/product/" + client.id(cup);
    JsonNode after = client.put(path, "{\"article\":null}").json();
    assertThat(after.has("article")).isFalse();
    assertThat(after.path("code").asText()).isEqualTo("C");
    assertThat(client.put(path, "{\"name\":null}").code()).isEqualTo(3000);
  }

  @Test
  void theIdOfTheUserInterfaceLeadsToTheObject() {
    JsonNode cup = client.product("Cup");
    String uuidHref = cup.at("/meta/uuidHref").asText();
    String uiId = uuidHref.substring(uuidHref.indexOf("id=") + 3);
    Client.Reply reply = client.get("/entity/product/" + uiId);
    assertThat(reply.status()).isEqualTo(308);
    assertThat(reply.header("Location")).isEqualTo(cup.at("/meta/href").asText());
  }

  @Test
  void aForeignServerInAReferenceIsRefused() {
    Client.Reply reply =
        client.post(
            "/entity/product",
            "{\"name\":\"x\",\"supplier\":{\"meta\":{\"href\":\"https://else.example/entity/counterparty/1\",\"type\":\"counterparty\"}}}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(1059);
  }

  @Test
  void aUserEditMovesUpdatedAndHasAnotherAuthor() {
    JsonNode cup = client.product("Cup");
    fake.products().update(client.id(cup), body -> body.put("name", "Mug"));
    assertThat(fake.products())
        .singleElement()
        .satisfies(p -> assertThat(p.name()).isEqualTo("Mug"));
    assertThat(
            client
                .get("/entity/product?filter=" + Client.encoded("updatedBy=" + fake.clerkLogin()))
                .rows())
        .hasSize(1);
  }
}
