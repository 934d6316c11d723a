package dev.syncline.prestashop.fake;

import static dev.syncline.prestashop.fake.Client.category;
import static dev.syncline.prestashop.fake.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop fake = FakePrestaShop.builder().time(time).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  private int product() {
    return client.post("/products", Client.product("A", "")).ids("product/id").get(0);
  }

  private Client.Reply combination(int product, String more) {
    return client.post(
        "/combinations",
        "<combination><id_product>"
            + product
            + "</id_product><minimal_quantity>1</minimal_quantity>"
            + more
            + "</combination>");
  }

  private int stockRow(int product, int combination) {
    return client
        .get(
            "/stock_availables?filter[id_product]="
                + product
                + "&filter[id_product_attribute]="
                + combination)
        .ids("stock_availables/stock_available/@id")
        .get(0);
  }

  @Test
  void aFirstCombinationChangesTheTypeOfItsProductAndGetsAStockRow() {
    int product = product();
    Client.Reply made = combination(product, "<price>-1.5</price>");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    Client.Reply read = client.get("/products/" + product);
    assertThat(read.one("product/product_type")).isEqualTo("combinations");
    assertThat(read.all("product/associations/combinations/combination")).hasSize(1);
    assertThat(read.all("product/associations/stock_availables/stock_available")).hasSize(2);
  }

  @Test
  void twoDefaultCombinationsCannotBe() {
    int product = product();
    int first = combination(product, "<default_on>1</default_on>").ids("combination/id").get(0);
    assertThat(combination(product, "<default_on>1</default_on>").refusal()).isEqualTo("500/46");
    assertThat(client.get("/products/" + product).one("product/id_default_combination"))
        .isEqualTo(Integer.toString(first));
  }

  @Test
  void anOrphanCombinationIsTakenAndATwinToo() {
    assertThat(combination(999, "").status()).isEqualTo(201);
    int product = product();
    assertThat(combination(product, "").status()).isEqualTo(201);
    assertThat(combination(product, "").status()).isEqualTo(201);
  }

  @Test
  void theRowOfTheProductIsTheSumOfItsCombinations() {
    int product = product();
    int red = combination(product, "").ids("combination/id").get(0);
    int blue = combination(product, "").ids("combination/id").get(0);
    client.patch("/stock_availables", stock(stockRow(product, red), 4));
    client.patch("/stock_availables", stock(stockRow(product, blue), 3));
    assertThat(fake.stock(product, 0)).isEqualTo(7);
    client.patch("/stock_availables", stock(stockRow(product, 0), 50));
    assertThat(fake.stock(product, 0)).isEqualTo(50);
    client.delete("/combinations/" + red);
    assertThat(fake.stock(product, 0)).isEqualTo(3);
  }

  private static String stock(int row, int quantity) {
    return "<stock_available><id>"
        + row
        + "</id><quantity>"
        + quantity
        + "</quantity></stock_available>";
  }

  @Test
  void aStockRowPutWithoutItsShopIsLost() {
    int product = product();
    int row = stockRow(product, 0);
    String whole =
        "<stock_available><id>"
            + row
            + "</id><id_product>"
            + product
            + "</id_product><id_product_attribute>0</id_product_attribute><quantity>5</quantity>"
            + "<depends_on_stock>0</depends_on_stock><out_of_stock>2</out_of_stock>";
    assertThat(client.put("/stock_availables", stock(row, 1)).refusal()).isEqualTo("400/41");
    assertThat(
            client
                .put("/stock_availables", whole + "<id_shop>1</id_shop></stock_available>")
                .status())
        .isEqualTo(200);
    assertThat(fake.stock(product, 0)).isEqualTo(5);
    assertThat(client.put("/stock_availables", whole + "</stock_available>").status())
        .isEqualTo(200);
    assertThat(client.get("/stock_availables/" + row).refusal()).isEqualTo("404/131");
  }

  @Test
  void stockPricesAndCombinationsDoNotTouchTheProduct() {
    int product = product();
    String born = fake.products().get(product).get("date_upd");
    time.advance(Duration.ofMinutes(1));
    client.patch("/stock_availables", stock(stockRow(product, 0), 9));
    client.post("/specific_prices", specificPrice(product));
    combination(product, "");
    client.upload("/images/products/" + product, "image", Picture.png(1));
    assertThat(fake.products().get(product).get("date_upd")).isEqualTo(born);
  }

  private static String specificPrice(int product) {
    return "<specific_price><id_shop>0</id_shop><id_cart>0</id_cart><id_product>"
        + product
        + "</id_product><id_currency>0</id_currency><id_country>0</id_country><id_group>0</id_group>"
        + "<id_customer>0</id_customer><price>-1</price><from_quantity>1</from_quantity>"
        + "<reduction>0.10</reduction><reduction_tax>1</reduction_tax>"
        + "<reduction_type>percentage</reduction_type><from>0000-00-00 00:00:00</from>"
        + "<to>0000-00-00 00:00:00</to></specific_price>";
  }

  @Test
  void anEqualSpecificPriceIsRefusedAndAnotherCounts() {
    int product = product();
    Client.Reply made = client.post("/specific_prices", specificPrice(product));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(client.post("/specific_prices", specificPrice(product)).refusal())
        .isEqualTo("500/46");
    assertThat(client.get("/products/" + product + "?price[net][use_tax]=0").one("product/net"))
        .isEqualTo("17.910000");
  }

  @Test
  void aProductTakesItsCombinationsAndStockAlong() {
    int product = product();
    combination(product, "");
    client.delete("/products/" + product);
    assertThat(fake.combinations().size()).isZero();
    assertThat(client.get("/stock_availables").all("stock_availables/stock_available")).isEmpty();
  }

  @Test
  void productsPutWithFewerCombinationsLoseTheOthers() {
    int product = product();
    int kept = combination(product, "").ids("combination/id").get(0);
    combination(product, "");
    client.patch(
        "/products",
        "<product><id>"
            + product
            + "</id><associations><combinations><combination><id>"
            + kept
            + "</id></combination></combinations></associations></product>");
    assertThat(fake.combinations().all()).extracting(Item::id).containsExactly(kept);
  }

  @Test
  void categoriesHangInATreeAndGoWithTheirBranch() {
    int tea = client.post("/categories", category("Tea", 2)).ids("category/id").get(0);
    int green = client.post("/categories", category("Green", tea)).ids("category/id").get(0);
    client.post(
        "/products",
        Client.product(
            "A",
            "<associations><categories><category><id>"
                + green
                + "</id></category></categories></associations>"));
    assertThat(fake.categories().get(green).get("level_depth")).isEqualTo("3");
    Client.Reply home = client.get("/categories/2");
    assertThat(home.ids("category/associations/categories/category/id")).containsExactly(tea);
    assertThat(home.one("category/nb_products_recursive")).isEqualTo("1");
    client.delete("/categories/" + tea);
    assertThat(fake.categories().find(green)).isEmpty();
    assertThat(client.delete("/categories/1").refusal()).isEqualTo("500/88");
  }

  @Test
  void aCategoryNeedsItsLinkAndDoesNotTakeItsDepth() {
    String bare =
        "<category><id_parent>2</id_parent><active>1</active>" + text("name", "Tea", "Thé");
    assertThat(client.post("/categories", bare + "</category>").codes()).containsExactly("3", "3");
    fake.warnings(false);
    assertThat(client.post("/categories", bare + "</category>").refusal()).isEqualTo("400/84");
    Client.Reply bad =
        client.post("/categories", bare + text("link_rewrite", "a b!", "b") + "</category>");
    assertThat(bad.all("category/link_rewrite/language")).containsExactly("a-b", "b");
    assertThat(
            client
                .post(
                    "/categories",
                    bare
                        + text("link_rewrite", "a", "b")
                        + "<level_depth>2</level_depth></category>")
                .refusal())
        .isEqualTo("400/93");
    assertThat(
            client
                .post("/categories", category("Tea", 2).replace("<active>1</active>", ""))
                .refusal())
        .isEqualTo("400/41");
  }

  @Test
  void aCategoryBelowItselfOrBelowNothingKills() {
    assertThat(client.post("/categories", category("Tea", 99)).bytes()).isEmpty();
    int tea = client.post("/categories", category("Tea", 2)).ids("category/id").get(0);
    Client.Reply loop =
        client.patch(
            "/categories",
            "<category><id>" + tea + "</id><id_parent>" + tea + "</id_parent></category>");
    assertThat(loop.status()).isEqualTo(500);
    assertThat(loop.bytes()).isEmpty();
    assertThat(client.get("/categories/" + tea).one("category/nb_products_recursive"))
        .isEqualTo("-1");
  }

  @Test
  void aQuantityIsAWholeNumber() {
    int row = stockRow(product(), 0);
    String part = "<stock_available><id>" + row + "</id><quantity>";
    assertThat(
            client
                .patch("/stock_availables", part + "x</quantity></stock_available>")
                .one("errors/error/message"))
        .contains("The range of property StockAvailable->quantity");
    assertThat(
            client
                .patch("/stock_availables", part + "2.5</quantity></stock_available>")
                .one("errors/error/message"))
        .contains("Property StockAvailable->quantity is not valid");
  }

  @Test
  void optionsAndFeaturesKeepTheirValuesAndTakeTwins() {
    String size =
        "<product_option><group_type>select</group_type>"
            + text("name", "Size", "Taille")
            + text("public_name", "Size", "Taille")
            + "</product_option>";
    int option = client.post("/product_options", size).ids("product_option/id").get(0);
    assertThat(client.post("/product_options", size).status()).isEqualTo(201);
    client.post(
        "/product_option_values",
        "<product_option_value><id_attribute_group>"
            + option
            + "</id_attribute_group>"
            + text("name", "L", "L")
            + "</product_option_value>");
    assertThat(
            client
                .get("/product_options/" + option)
                .all("product_option/associations/product_option_values/product_option_value"))
        .hasSize(1);
    int feature =
        client
            .post(
                "/product_features",
                "<product_feature>" + text("name", "Material", "Matière") + "</product_feature>")
            .ids("product_feature/id")
            .get(0);
    assertThat(
            client
                .post(
                    "/product_feature_values",
                    "<product_feature_value><id_feature>"
                        + feature
                        + "</id_feature>"
                        + text("value", "Wood", "Bois")
                        + "</product_feature_value>")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aCarrierThatCarriedAnOrderStaysMarked() {
    int mug = fake.products().add(p -> p.name("Mug").price("1")).id();
    int jo = fake.customers().add(c -> c.set("lastname", "Doe").set("email", "a@b.example")).id();
    int home = fake.addresses().add(a -> a.set("id_customer", jo)).id();
    fake.orders().place(o -> o.customer(jo).address(home).line(mug, 1).carrier(2));
    client.delete("/carriers?id=[1,2]");
    assertThat(client.get("/carriers/1").status()).isEqualTo(404);
    assertThat(client.get("/carriers/2").one("carrier/deleted")).isEqualTo("1");
    assertThat(client.get("/carriers/2").one("carrier/id_reference")).isEqualTo("2");
  }

  @Test
  void rulesOfTaxLeadFromAProductToItsRate() {
    int rule =
        client
            .get("/tax_rules?filter[id_tax_rules_group]=2&filter[id_country]=8")
            .ids("tax_rules/tax_rule/@id")
            .get(0);
    String tax = client.get("/tax_rules/" + rule).one("tax_rule/id_tax");
    assertThat(client.get("/taxes/" + tax).one("tax/rate")).isEqualTo("10.000");
  }

  @Test
  void settingsAreReadByName() {
    Client.Reply reply =
        client.get(
            "/configurations?display=[name,value]&filter[name]=[PS_TIMEZONE|PS_HOME_CATEGORY]"
                + "&sort=[name_ASC]");
    assertThat(reply.all("configurations/configuration/value"))
        .containsExactly("2", "Europe/Paris");
  }

  @Test
  void aVoucherInUseHasAName() {
    String dates =
        "<date_from>2026-01-01 00:00:00</date_from><date_to>2027-01-01 00:00:00</date_to>";
    String used = "<cart_rule><active>1</active>" + dates + "</cart_rule>";
    String unused = "<cart_rule><active>0</active>" + dates + "</cart_rule>";
    assertThat(client.post("/cart_rules", used).refusal()).isEqualTo("400/84");
    assertThat(client.post("/cart_rules", unused).status()).isEqualTo(201);
    try (FakePrestaShop old = FakePrestaShop.builder().version("8.2.0").start()) {
      assertThat(new Client(old).post("/cart_rules", unused).refusal()).isEqualTo("400/84");
    }
  }
}
