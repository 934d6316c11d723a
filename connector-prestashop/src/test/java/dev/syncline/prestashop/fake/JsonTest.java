package dev.syncline.prestashop.fake;

import static dev.syncline.prestashop.fake.Client.product;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JsonTest {

  private final FakePrestaShop fake = FakePrestaShop.start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private static JsonNode json(Client.Reply reply) {
    try {
      return new ObjectMapper().readTree(reply.bytes());
    } catch (java.io.IOException e) {
      throw new IllegalStateException(reply.body(), e);
    }
  }

  private int made() {
    return client.post("/products", product("A", "")).ids("product/id").get(0);
  }

  @Test
  void itIsSpokenOnRequestInUpperCaseOnly() {
    assertThat(client.get("/languages/1?output_format=JSON").header("Content-Type"))
        .isEqualTo("application/json");
    assertThat(client.get("/languages/1?output_format=json").body()).startsWith("<?xml");
    assertThat(client.get("/languages/1?io_format=JSON").body()).startsWith("{");
    assertThat(client.get("/languages/1", "Output-Format", "JSON").body()).startsWith("{");
    assertThat(client.get("/languages/1", "Accept", "application/json").body()).startsWith("<?xml");
  }

  @Test
  void listsAndSinglesHaveTheirShapes() {
    int id = made();
    assertThat(client.get("/products?output_format=JSON").body())
        .isEqualTo("{\"products\":[{\"id\":" + id + "}]}");
    JsonNode single = json(client.get("/products/" + id + "?output_format=JSON")).path("product");
    assertThat(single.path("id").isInt()).isTrue();
    assertThat(single.at("/name/1/value").asText()).isEqualTo("Tasse");
    assertThat(
            json(client.get("/products/" + id + "?output_format=JSON&display=full"))
                .at("/products/0/id")
                .asInt())
        .isEqualTo(id);
    assertThat(
            json(client.get("/products/" + id + "?output_format=JSON&language=1"))
                .at("/product/name")
                .asText())
        .isEqualTo("Mug");
  }

  @Test
  void anEmptyListLosesItsName() {
    assertThat(client.get("/products?output_format=JSON").body()).isEqualTo("[]");
  }

  @Test
  void aSingleLosesWhatPhpHoldsForFalse() {
    int id = made();
    String path = "/products/" + id + "?output_format=JSON";
    assertThat(json(client.get(path)).path("product").has("on_sale")).isFalse();
    assertThat(json(client.get(path + "&display=full")).at("/products/0/on_sale").asText())
        .isEqualTo("0");
    try (FakePrestaShop old = FakePrestaShop.builder().version("1.6.1.24").start()) {
      Client caller = new Client(old);
      caller.post("/products", product("A", ""));
      assertThat(json(caller.get("/products/1?output_format=JSON")).path("product").has("on_sale"))
          .isTrue();
    }
  }

  @Test
  void ofABatchOnlyTheLastIsAnswered() {
    JsonNode answer =
        json(client.post("/products?output_format=JSON", product("A", ""), product("B", "")));
    assertThat(answer.at("/product/reference").asText()).isEqualTo("B");
    assertThat(answer.at("/product/id").isTextual()).isTrue();
  }

  @Test
  void errorsAreListedAndTheRootDies() {
    assertThat(client.get("/nothing?output_format=JSON").body())
        .startsWith("{\"errors\":[{\"code\":27,\"message\":");
    Client.Reply root = client.get("/?output_format=JSON");
    assertThat(root.status()).isEqualTo(500);
    assertThat(root.bytes()).isEmpty();
  }

  @Test
  void jsonIsNotRead() {
    assertThat(client.send("POST", "/products?output_format=JSON", "{}").status()).isEqualTo(500);
  }
}
