package dev.syncline.prestashop.fake;

import static dev.syncline.prestashop.fake.Client.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultistoreTest {

  private final FakePrestaShop fake = FakePrestaShop.builder().shops(2).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private int made(String query) {
    return client.post("/products" + query, product("A", "")).ids("product/id").get(0);
  }

  @Test
  void aProductIsSeenInTheShopsItIsLinkedTo() {
    int id = made("");
    assertThat(client.get("/products").ids("products/product/@id")).containsExactly(id);
    assertThat(client.get("/products?id_shop=2").all("products/product")).isEmpty();
    assertThat(client.get("/products/" + id + "?id_shop=2").refusal()).isEqualTo("404/131");
    assertThat(client.get("/products/" + id + "?id_shop=all").status()).isEqualTo(200);
  }

  @Test
  void aWriteInAnotherShopLinksWithAPriceOfItsOwn() {
    int id = made("");
    client.patch("/products?id_shop=2", "<product><id>" + id + "</id><price>5</price></product>");
    assertThat(client.get("/products/" + id + "?id_shop=2").one("product/price"))
        .isEqualTo("5.000000");
    assertThat(client.get("/products/" + id).one("product/price")).isEqualTo("19.900000");
    assertThat(client.get("/products?id_shop=2&filter[price]=5").ids("products/product/@id"))
        .containsExactly(id);
  }

  @Test
  void listsOfAllShopsShowTheCatalogueOfTheDefaultOneOnly() {
    int second = made("?id_shop=2");
    assertThat(client.get("/products?id_shop=all").all("products/product")).isEmpty();
    assertThat(client.get("/products?id_shop=2").ids("products/product/@id"))
        .containsExactly(second);
  }

  @Test
  void customersOfAllShopsAreListedTogether() {
    client.post("/customers?id_shop=2", Client.customer("a@mail.example"));
    assertThat(client.get("/customers").all("customers/customer")).isEmpty();
    assertThat(client.get("/customers?id_shop=all").all("customers/customer")).hasSize(1);
    assertThat(client.get("/customers?id_shop_group=1").all("customers/customer")).hasSize(1);
    fake.shelf("shop_groups").edit(1, g -> g.set("share_customer", 1));
    assertThat(client.get("/customers").all("customers/customer")).hasSize(1);
  }

  @Test
  void stockIsListedForAllShopsWhateverIsAsked() {
    made("?id_shop=all");
    assertThat(client.get("/stock_availables?id_shop=2").all("stock_availables/stock_available"))
        .hasSize(2);
    assertThat(
            client
                .get("/stock_availables?id_shop=2&filter[id_shop]=2")
                .all("stock_availables/stock_available"))
        .hasSize(1);
  }

  @Test
  void aGroupMayShareItsStock() {
    fake.shelf("shop_groups").edit(1, g -> g.set("share_stock", 1));
    int id = made("?id_shop=all");
    Client.Reply rows = client.get("/stock_availables?display=full");
    assertThat(rows.all("stock_availables/stock_available/id_shop")).containsExactly("0");
    assertThat(rows.all("stock_availables/stock_available/id_shop_group")).containsExactly("1");
    fake.setStock(id, 0, 4);
    assertThat(fake.stock(id, 0)).isEqualTo(4);
  }

  @Test
  void aKeyKeepsToItsShops() {
    String key = "B".repeat(32);
    fake.key(key, Map.of("products", Set.of("GET")), Set.of(1));
    Client limited = new Client(fake, Client.basic(key));
    assertThat(limited.get("/products").status()).isEqualTo(200);
    assertThat(limited.get("/products?id_shop=2").refusal()).isEqualTo("403/132");
    assertThat(client.get("/products?id_shop_group=9").refusal()).isEqualTo("500/999");
  }

  @Test
  void aProductDeletedInOneShopStaysInTheOther() {
    int id = made("?id_shop=all");
    client.delete("/products/" + id + "?id_shop=2");
    assertThat(client.get("/products/" + id).status()).isEqualTo(200);
    client.delete("/products/" + id);
    assertThat(fake.products().size()).isZero();
  }
}
