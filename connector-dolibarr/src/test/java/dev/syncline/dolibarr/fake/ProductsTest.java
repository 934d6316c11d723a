package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProductsTest {

  private final FakeDolibarr fake = FakeDolibarr.start();
  private final Client client = new Client(fake);

  @AfterEach
  void close() {
    fake.close();
  }

  private JsonNode product(long id) {
    return client.get("/products/" + id).json();
  }

  @Test
  void aCreateAnswersABareNumberAndTypesAreLoose() {
    Client.Reply made = client.post("/products", "{'ref':'A','label':'Mug','price':10.5}");
    assertThat(made.text()).isEqualTo("1");
    JsonNode json = product(1);
    assertThat(json.get("id").isTextual()).isTrue();
    assertThat(json.get("price").asText()).isEqualTo("10.50000000");
    assertThat(json.get("status").asText()).isEqualTo("0");
    assertThat(json.get("type").asText()).isEqualTo("0");
    assertThat(json.get("array_options").isArray()).isTrue();
    assertThat(json.get("date_creation").isNumber()).isTrue();
    assertThat(json.get("weight_units").isNumber()).isTrue();
    assertThat(json.get("pmp").asText()).isEqualTo("0.00000000");
  }

  @Test
  void refAndLabelAreRequired() {
    assertThat(client.post("/products", "{'label':'x'}").message())
        .isEqualTo("Bad Request: ref field missing");
    assertThat(client.post("/products", "{'ref':'x'}").message())
        .isEqualTo("Bad Request: label field missing");
    assertThat(client.post("/products", "{'ref':'','label':'x'}").detail())
        .isEqualTo("ProductModuleNotSetupForAutoRef");
  }

  @Test
  void aRefIsCleanedSilentlyAndCannotBeTakenTwice() {
    long id = client.product("P/4 x");
    assertThat(product(id).get("ref").asText()).isEqualTo("P_4_x");
    Client.Reply twin = client.post("/products", "{'ref':'P/4 x','label':'again'}");
    assertThat(twin.status()).isEqualTo(500);
    assertThat(twin.message()).isEqualTo("Internal Server Error: Error creating product");
    assertThat(twin.detail()).isEqualTo("ErrorProductAlreadyExists");
    assertThat(client.put("/products/" + client.product("B"), "{'ref':'P_4_x'}").detail())
        .isEqualTo("Error : ErrorProductAlreadyExists");
  }

  @Test
  void aBarcodeOfOneTypeIsKeptOnceAndIsBlamedForATakenRefToo() {
    fake.module("barcode", true);
    client.make("products", "{'ref':'A','label':'a','barcode':'4006381333931','barcode_type':2}");
    Client.Reply twin =
        client.post(
            "/products", "{'ref':'B','label':'b','barcode':'4006381333931','barcode_type':2}");
    String first = "Error : The product barcode 4006381333931 already exists on another";
    assertThat(twin.status()).isEqualTo(500);
    assertThat(twin.detail()).startsWith(first);
    client.make("products", "{'ref':'C','label':'c','barcode':'4006381333931'}");
    long own =
        client.make(
            "products", "{'ref':'D','label':'d','barcode':'4006381333948','barcode_type':2}");
    assertThat(client.put("/products/" + own, "{'ref':'A'}").detail())
        .startsWith("Error : The product barcode 4006381333948 already exists on another");
    String theirs = "{'barcode':'4006381333931','barcode_type':2}";
    assertThat(client.put("/products/" + own, theirs).detail()).startsWith(first);
  }

  @Test
  void withoutTheModuleABarcodeThatIsTakenLooksLikeATakenRef() {
    client.make("products", "{'ref':'A','label':'a','barcode':'4006381333931','barcode_type':2}");
    assertThat(
            client
                .post(
                    "/products",
                    "{'ref':'B','label':'b','barcode':'4006381333931','barcode_type':2}")
                .detail())
        .isEqualTo("Error : ErrorProductAlreadyExists");
  }

  @Test
  void twoProductsMayShareAnExternalRef() {
    client.make("products", "{'ref':'A','label':'a','ref_ext':'ps_1'}");
    client.make("products", "{'ref':'B','label':'b','ref_ext':'ps_1'}");
    assertThat(client.get("/products/ref_ext/ps_1").json().get("ref").asText()).isEqualTo("A");
    assertThat(client.get("/products/ref/C").message()).isEqualTo("Not Found: Product not found");
  }

  @Test
  void anIdBelowOneOrAWordIsABadRequest() {
    assertThat(client.get("/products/0").status()).isEqualTo(400);
    assertThat(client.get("/products/abc").message())
        .isEqualTo("Bad Request: invalid value specified for `id`");
    assertThat(client.get("/products/9").status()).isEqualTo(404);
  }

  @Test
  void aNewPriceIsCutToTwoDecimalsAndAChangedOneKeepsFive() {
    long id = client.make("products", "{'ref':'A','label':'a','price':10.123456,'tva_tx':20}");
    assertThat(product(id).get("price").asText()).isEqualTo("10.12000000");
    client.put("/products/" + id, "{'price':10.123456}");
    assertThat(product(id).get("price").asText()).isEqualTo("10.12346000");
  }

  @Test
  void theNetPriceFollowsFromAGrossOne() {
    long id =
        client.make(
            "products",
            "{'ref':'A','label':'a','price_ttc':12.00,'price_base_type':'TTC','tva_tx':5.5}");
    assertThat(product(id).get("price").asText()).isEqualTo("11.37000000");
    client.put("/products/" + id, "{'price_ttc':50,'tva_tx':20}");
    assertThat(product(id).get("price").asText()).isEqualTo("41.66667000");
    client.put("/products/" + id, "{'tva_tx':25}");
    assertThat(product(id).get("price").asText()).isEqualTo("40.00000000");
  }

  @Test
  void outsideOfThePriceModeOfOnePriceAChangeOfThePriceDoesNothing() {
    long id = client.product("A");
    fake.constant("PRODUCT_PRICE_UNIQ", "");
    client.put("/products/" + id, "{'price':99}");
    assertThat(product(id).get("price").asText()).isEqualTo("10.00000000");
  }

  @Test
  void levelsOfPricesAreMapsAndTheLastOneWrittenShows() {
    fake.constant("PRODUCT_PRICE_UNIQ", "");
    fake.constant("PRODUIT_MULTIPRICES", "1");
    fake.constant("PRODUIT_MULTIPRICES_LIMIT", "2");
    long id = client.product("A");
    assertThat(product(id).get("multiprices").isArray()).isTrue();
    client.put("/products/" + id, "{'multiprices':{'1':11,'2':12}}");
    assertThat(product(id).at("/multiprices/1").asText()).isEqualTo("11.00000000");
    assertThat(product(id).get("price").asText()).isEqualTo("12.00000000");
  }

  @Test
  void aCommaIsNoDecimalSign() {
    long id = client.make("products", "{'ref':'A','label':'a','price':'1234,56','tva_tx':'20,5'}");
    assertThat(product(id).get("price").asText()).isEqualTo("123456.00000000");
    assertThat(product(id).get("tva_tx").asText()).isEqualTo("20.0000");
  }

  @Test
  void plainFieldsLoseTagsAndDoubleQuotesAndHtmlFieldsLoseScripts() {
    Client.Reply made =
        client.send(
            "POST",
            "/products",
            "{\"ref\":\"A\",\"label\":\"Müller & Söhne <GmbH> \\u0022Q\\u0022 a < b\","
                + "\"description\":\"<p onclick=\\u0022x()\\u0022>a & b <b>c</b></p><script>x</script> 1 < 2\"}",
            "DOLAPIKEY",
            fake.apiKey());
    JsonNode json = product(made.id());
    assertThat(json.get("label").asText()).isEqualTo("Müller & Söhne Q a < b");
    assertThat(json.get("description").asText()).isEqualTo("<p>a &amp; b <b>c</b></p> 1 &lt; 2");
  }

  @Test
  void someNamesAreForbiddenAndUnknownOnesAreIgnored() {
    Client.Reply refused = client.post("/products", "{'ref':'A','label':'a','element':'x'}");
    assertThat(refused.message())
        .isEqualTo("Bad Request: Parameter element is not allowed in request");
    long id = client.make("products", "{'ref':'A','label':'a','nonsense':'x','import_key':'k'}");
    assertThat(product(id).has("nonsense")).isFalse();
    assertThat(product(id).get("import_key").isNull()).isTrue();
  }

  @Test
  void anEmojiIsAnErrorUnlessTheDatabaseTakesFourBytes() {
    String body = "{'ref':'A','label':'Tea \uD83C\uDF75'}";
    Client.Reply refused = client.post("/products", body);
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.detail()).startsWith("Incorrect string value: '\\xF0\\x9F\\x8D\\xB5'");
    assertThat(fake.products()).isEmpty();
    try (FakeDolibarr modern = FakeDolibarr.builder().fourByteCharacters(true).start()) {
      assertThat(new Client(modern).post("/products", body).status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsTooLongIsAnError() {
    assertThat(client.post("/products", "{'ref':'A','label':'" + "x".repeat(256) + "'}").detail())
        .isEqualTo("Data too long for column 'label' at row 1");
    long id = client.product("L");
    assertThat(client.put("/products/" + id, "{'label':'" + "x".repeat(256) + "'}").detail())
        .startsWith("Error : Data too long for column 'label' at row 1 - UPDATE llx_product SET");
    String text = "x".repeat(70_000);
    assertThat(
            client
                .post("/products", "{'ref':'A','label':'a','description':'" + text + "'}")
                .detail())
        .isEqualTo("Data too long for column 'description' at row 1");
  }

  @Test
  void whatIsUsedCannotBeDeleted() {
    long id = client.product("A");
    client.order(client.customer("Tea"), id);
    Client.Reply refused = client.delete("/products/" + id);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.message()).contains("that product is probably used");
    Client.Reply gone = client.delete("/products/" + client.product("B"));
    assertThat(gone.json().at("/success/message").asText()).isEqualTo("Object deleted");
  }

  @Test
  void movementsOfStockKeepNoProduct() {
    long id = client.product("A");
    fake.move(id, 1, 5);
    assertThat(client.delete("/products/" + id).status()).isEqualTo(200);
    assertThat(fake.movements().size()).isEqualTo(1);
  }

  @Test
  void stockIsToldWhereItIsAskedFor() {
    long id = client.product("A");
    fake.move(id, 1, 5);
    assertThat(product(id).get("stock_warehouse").isArray()).isTrue();
    JsonNode told = client.get("/products/" + id + "?includestockdata=1").json();
    assertThat(told.at("/stock_warehouse/1/real").asText()).isEqualTo("5");
    assertThat(told.get("stock_reel").asInt()).isEqualTo(5);
    assertThat(
            client.get("/products/" + id + "/stock").json().at("/stock_warehouses/1/real").asText())
        .isEqualTo("5");
    assertThat(client.put("/products/" + id, "{'stock_reel':9}").message())
        .contains("Use the /stockmovements endpoint instead");
  }

  @Test
  void listsAreNarrowedByModeVariantsAndCategory() {
    client.product("A");
    client.make("products", "{'ref':'S','label':'s','type':1}");
    assertThat(client.get("/products?mode=2").json()).hasSize(1);
    assertThat(client.get("/products?ids_only=true&limit=0").json().get(0).asText()).isEqualTo("1");
    long category = client.make("categories", "{'label':'c','type':'product'}");
    client.post("/categories/" + category + "/objects/product/1", "");
    assertThat(client.get("/products?category=" + category).json()).hasSize(1);
  }

  @Test
  void kitsAndPurchasePricesAreKept() {
    long kit = client.product("KIT");
    long part = client.product("PART");
    client.post("/products/" + kit + "/subproducts/add", "{'subproduct_id':" + part + ",'qty':3}");
    assertThat(client.get("/products/" + kit + "/subproducts").json().at("/0/qty").asText())
        .isEqualTo("3");
    long customer = client.customer("No supplier");
    String price =
        "{'qty':1,'buyprice':5,'price_base_type':'HT','fourn_id':"
            + customer
            + ",'availability':0,'ref_fourn':'X','tva_tx':20}";
    assertThat(client.post("/products/" + part + "/purchase_prices", price).message())
        .isEqualTo("Not Found: Supplier not found");
    client.put("/thirdparties/" + customer, "{'fournisseur':1}");
    assertThat(client.post("/products/" + part + "/purchase_prices", price).id()).isPositive();
    assertThat(client.get("/products/" + part + "/selling_multiprices/per_customer").status())
        .isEqualTo(400);
  }
}
