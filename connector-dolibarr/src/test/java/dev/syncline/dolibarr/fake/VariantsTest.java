package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VariantsTest {

  private final FakeDolibarr fake = FakeDolibarr.start();
  private final Client client = new Client(fake);
  private long parent;

  @BeforeEach
  void aTeeShirtAndTwoColours() {
    parent =
        client.make(
            "products",
            "{'ref':'TEE','label':'T-shirt','price':10,'tva_tx':20,'weight':1,'status':1,"
                + "'description':'Soft','ref_ext':'ps_p_1','barcode':'4006381333931'}");
    client.make("products/attributes", "{'ref':'COL','label':'Color'}");
    client.make("products/attributes/1/values", "{'ref':'RED','value':'Red'}");
    client.make("products/attributes/1/values", "{'ref':'BLUE','value':'Blue'}");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private String body(int value, String more) {
    return "{'weight_impact':0.5,'price_impact':2,'price_impact_is_percent':false,"
        + "'features':{'1':"
        + value
        + "}"
        + more
        + "}";
  }

  private JsonNode product(long id) {
    return client.get("/products/" + id).json();
  }

  private JsonNode variants() {
    return client.get("/products/" + parent + "/variants").json();
  }

  @Test
  void theIdAnsweredIsTheChildsAndTheChildIsMadeFromItsParent() {
    long child = client.make("products/" + parent + "/variants", body(1, ""));
    assertThat(variants().at("/0/fk_product_child").asLong()).isEqualTo(child);
    assertThat(variants().at("/0/id").asLong()).isNotEqualTo(child);
    JsonNode json = product(child);
    assertThat(json.get("ref").asText()).isEqualTo("TEE_RED");
    assertThat(json.get("label").asText()).isEqualTo("T-shirt Red");
    assertThat(json.get("description").asText()).isEqualTo("Soft<br><strong>Color:</strong> Red");
    assertThat(json.get("price").asText()).isEqualTo("12.00000000");
    assertThat(json.get("weight").asText()).isEqualTo("1.5");
    assertThat(json.get("ref_ext").asText()).isEqualTo("ps_p_1");
    assertThat(json.get("barcode").isNull()).isTrue();
    assertThat(
            client
                .get("/products/" + child + "?includeparentid=true")
                .json()
                .get("fk_product_parent")
                .asLong())
        .isEqualTo(parent);
    assertThat(client.get("/products?variant_filter=2").json()).hasSize(1);
    assertThat(client.get("/products?variant_filter=3").json()).hasSize(1);
  }

  @Test
  void everyParameterIsRequired() {
    Client.Reply refused = client.post("/products/" + parent + "/variants", "{'features':{'1':1}}");
    assertThat(refused.message()).isEqualTo("Bad Request: `weight_impact` is required.");
  }

  @Test
  void aTakenRefGetsANumberBehindIt() {
    client.product("TEE_RED");
    long child = client.make("products/" + parent + "/variants", body(1, ""));
    assertThat(product(child).get("ref").asText()).isEqualTo("TEE_RED1");
  }

  @Test
  void theSameFeaturesTwiceWithReferencesLeaveAnOrphan() {
    long first = client.make("products/" + parent + "/variants", body(1, ",'reference':'R1'"));
    long second = client.make("products/" + parent + "/variants", body(1, ",'reference':'R2'"));
    assertThat(second).isNotEqualTo(first);
    assertThat(variants()).hasSize(1);
    assertThat(variants().at("/0/fk_product_child").asLong()).isEqualTo(second);
    assertThat(product(first).get("ref").asText()).isEqualTo("R1");
    Client.Reply known = client.post("/products/ref/TEE/variants", body(1, ""));
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.text()).isEmpty();
  }

  @Test
  void theSameFeaturesTwiceWithoutAReferenceAnswerTheOldChildAsText() {
    long child = client.make("products/" + parent + "/variants", body(1, ""));
    assertThat(client.post("/products/" + parent + "/variants", body(1, "")).text())
        .isEqualTo("\"" + child + "\"");
    assertThat(fake.products()).hasSize(2);
  }

  @Test
  void everyRecomputationOfAChildIsAnEventAndAnExtraFieldMakesItARow() {
    fake.backOffice().extraField("product", "size", "varchar", 20, false);
    long child = client.make("products/" + parent + "/variants", body(1, ""));
    assertThat(product(child).at("/array_options/options_size").isNull()).isTrue();
    assertThat(product(child).get("date_modification").isNumber()).isTrue();
    client.put("/products/" + parent, "{'price':20}");
    assertThat(fake.events().all())
        .filteredOn(event -> event.text("code").equals("AC_PRODUCT_MODIFY"))
        .hasSize(2)
        .allMatch(event -> event.text("elementid").equals(String.valueOf(child)));
  }

  @Test
  void aReferenceThatExistsIsAdoptedAndOverwritten() {
    long mug = client.product("MUG");
    assertThat(client.make("products/" + parent + "/variants", body(2, ",'reference':'MUG'")))
        .isEqualTo(mug);
    assertThat(product(mug).get("price").asText()).isEqualTo("12.00000000");
    assertThat(product(mug).get("description").asText()).contains("<strong>Color:</strong> Blue");
  }

  @Test
  void anUnknownValueIsTaken() {
    long child = client.make("products/" + parent + "/variants", body(99, ""));
    assertThat(product(child).get("ref").asText()).isEqualTo("TEE_");
  }

  @Test
  void aChangeOrDeletionOfAnUnknownCombinationIsNoError() {
    assertThat(client.put("/products/variants/99", "{'variation_price':1}").text()).isEqualTo("1");
    assertThat(client.delete("/products/variants/99").text()).isEqualTo("1");
  }

  @Test
  void theParentsNewPriceOverwritesTheChildsAndItsLabelDoesNot() {
    long child = client.make("products/" + parent + "/variants", body(1, ""));
    client.put("/products/" + child, "{'price':99}");
    assertThat(product(child).get("price").asText()).isEqualTo("99.00000000");
    client.put("/products/" + parent, "{'price':20,'label':'Shirt'}");
    assertThat(product(child).get("price").asText()).isEqualTo("22.00000000");
    assertThat(product(child).get("label").asText()).isEqualTo("T-shirt Red");
  }

  @Test
  void whatIsUsedByAVariantStaysAndTheParentTakesItsChildrenAlong() {
    long child = client.make("products/" + parent + "/variants", body(1, ""));
    assertThat(client.delete("/products/attributes/1").message())
        .contains("Error deleting attribute");
    assertThat(client.delete("/products/attributes/values/1").status()).isEqualTo(500);
    assertThat(client.delete("/products/attributes/values/2").text()).isEqualTo("1");
    client.delete("/products/" + parent);
    assertThat(client.get("/products/" + child).status()).isEqualTo(404);
  }

  @Test
  void attributesAndValuesAreUniqueByRefAndFoundByIt() {
    Client.Reply twin = client.post("/products/attributes", "{'ref':'COL','label':'x'}");
    assertThat(twin.status()).isEqualTo(500);
    assertThat(twin.message()).contains("Error creating new attribute");
    assertThat(client.post("/products/attributes/1/values", "{'ref':'RED','value':'x'}").status())
        .isEqualTo(500);
    assertThat(client.get("/products/attributes/ref/COL").json().get("id").isTextual()).isTrue();
    long size = client.make("products/attributes", "{'ref':'SIZE','label':'Size'}");
    assertThat(client.get("/products/attributes/" + size + "/values").message())
        .isEqualTo("Not Found: Attribute values not found");
  }
}
