package dev.syncline.bitrix24.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private static JsonNode add(Rest rest, String fields) {
    Rest.Reply reply = rest.call("catalog.product.add", "{'fields':{" + fields + "}}");
    assertThat(reply.status()).as(reply.raw()).isEqualTo(200);
    return reply.result().path("element");
  }

  @Test
  void aProductWithoutAnExternalIdHasItsOwnIdAsText() {
    try (Rest rest = new Rest()) {
      JsonNode product =
          add(
              rest,
              "'iblockId':23,'name':'Mug','property258':'ART-1',"
                  + "'purchasingPrice':1000,'purchasingCurrency':'RUB'");
      assertThat(product.path("xmlId").asText()).isEqualTo(product.path("id").asText());
      assertThat(product.path("property258").path("value").asText()).isEqualTo("ART-1");
      assertThat(product.path("purchasingPrice").asText()).isEqualTo("1000.000000");
      rest.pass(Duration.ofMinutes(1));
      String update = "{'id':" + product.path("id").asText() + ",'fields':{'name':'%s'}}";
      assertThat(
              rest.call("catalog.product.update", update.formatted("Mug"))
                  .result()
                  .path("element")
                  .path("timestampX"))
          .isEqualTo(product.path("timestampX"));
      assertThat(
              rest.call("catalog.product.update", update.formatted("Cup"))
                  .result()
                  .path("element")
                  .path("timestampX"))
          .isNotEqualTo(product.path("timestampX"));
    }
  }

  @Test
  void aListNamesWhatItNeedsAndKnowsNoAtSign() {
    try (Rest rest = new Rest()) {
      assertThat(rest.call("catalog.product.list", "{'select':['name'],'filter':{}}").text())
          .isEqualTo("Required select fields: id, iblockId");
      assertThat(
              rest.call("catalog.product.list", "{'select':['*'],'filter':{'iblockId':23}}")
                  .error())
          .isEqualTo("0");
      assertThat(
              rest.call(
                      "catalog.product.list",
                      "{'select':['id','iblockId'],'filter':{'@iblockId':[23]}}")
                  .text())
          .isEqualTo("Required filter fields: iblockId");
      add(rest, "'iblockId':23,'name':'Mug','xmlId':'a'");
      add(rest, "'iblockId':23,'name':'Cup','xmlId':'b'");
      String list =
          "{'select':['id','iblockId','xmlId','property258'],"
              + "'filter':{'iblockId':23,'%s':['a','z']},'order':{'id':'asc'}}";
      Rest.Reply found = rest.call("catalog.product.list", list.formatted("xmlId"));
      assertThat(found.result().path("products")).hasSize(1);
      assertThat(found.result().path("products").get(0).has("property258")).isTrue();
      assertThat(rest.call("catalog.product.list", list.formatted("@xmlId")).status())
          .isEqualTo(400);
    }
  }

  @Test
  void codesSectionsAndTaxesAreChecked() {
    try (Rest rest = new Rest()) {
      add(rest, "'iblockId':23,'name':'Mug','code':'mug'");
      for (String fields :
          new String[] {
            "'code':'mug'",
            "'iblockSectionId':99",
            "'vatId':99",
            "'purchasingPrice':1,'purchasingCurrency':'XXX'"
          }) {
        Rest.Reply refused =
            rest.call(
                "catalog.product.add", "{'fields':{'iblockId':23,'name':'Mug'," + fields + "}}");
        assertThat(refused.status()).as(fields).isEqualTo(400);
        assertThat(refused.body().path("error").isInt()).isTrue();
      }
      assertThat(rest.call("catalog.product.get", "{'id':99}").error()).isEqualTo("0");
    }
  }

  @Test
  void anOfferBelongsToItsBlockAndMakesItsParentOne() {
    try (Rest rest = new Rest()) {
      long parent = rest.fake.parents().add(one -> one.name("Shirt")).id();
      assertThat(
              rest.call("catalog.product.offer.add", "{'fields':{'iblockId':23,'name':'x'}}")
                  .status())
          .isEqualTo(400);
      JsonNode offer =
          rest.call(
                  "catalog.product.offer.add",
                  "{'fields':{'iblockId':24,"
                      + "'name':'Shirt red','parentId':"
                      + parent
                      + ",'property105':{'value':61}}}")
              .result()
              .path("offer");
      assertThat(offer.path("type").asInt()).isEqualTo(4);
      assertThat(offer.path("parentId").path("value").asText()).isEqualTo(Long.toString(parent));
      assertThat(offer.path("property105").path("value").asText()).isEqualTo("61");
      assertThat(
              rest.call("catalog.product.sku.get", "{'id':" + parent + "}")
                  .result()
                  .path("sku")
                  .path("type")
                  .asInt())
          .isEqualTo(3);
      assertThat(
              rest.call(
                      "catalog.product.offer.list",
                      "{'select':['id','iblockId','parentId'],"
                          + "'filter':{'iblockId':24,'parentId':"
                          + parent
                          + "}}")
                  .result()
                  .path("offers"))
          .hasSize(1);
    }
  }

  @Test
  void aProductHasOnePriceOfATypeAndModifyDropsTheRest() {
    try (Rest rest = new Rest()) {
      String id = add(rest, "'iblockId':23,'name':'Mug'").path("id").asText();
      String price =
          "{'fields':{'productId':" + id + ",'catalogGroupId':%d,'price':100.5,'currency':'RUB'}}";
      assertThat(
              rest.call("catalog.price.add", price.formatted(1))
                  .result()
                  .path("price")
                  .path("price")
                  .asText())
          .isEqualTo("100.5");
      assertThat(rest.call("catalog.price.add", price.formatted(1)).text())
          .contains("only single price without ranges");
      assertThat(rest.call("catalog.price.add", price.formatted(77)).text())
          .isEqualTo("Validate price error. Catalog price group is wrong");
      Rest.Reply modified =
          rest.call(
              "catalog.price.modify",
              "{'fields':{'product':{'id':"
                  + id
                  + ",'prices':[{'catalogGroupId':3,'price':90,'currency':'RUB'}]}}}");
      assertThat(modified.result().path("prices")).hasSize(1);
      assertThat(rest.fake.prices())
          .singleElement()
          .satisfies(one -> assertThat(one.text("catalogGroupId")).isEqualTo("3"));
      Rest.Reply gone = rest.call("catalog.price.get", "{'id':1}");
      assertThat(gone.error()).isEmpty();
      assertThat(gone.text()).isEqualTo("Price does not exist");
    }
  }

  @Test
  void sectionsRefuseWithTheirOwnNumbers() {
    try (Rest rest = new Rest()) {
      String add = "{'fields':{'iblockId':%d,'name':'Cups','code':'cups'}}";
      assertThat(
              rest.call("catalog.section.add", add.formatted(23))
                  .result()
                  .path("section")
                  .path("iblockSectionId")
                  .isNull())
          .isTrue();
      assertThat(rest.call("catalog.section.add", add.formatted(23)).error())
          .isEqualTo("200700300040");
      assertThat(rest.call("catalog.section.add", add.formatted(99)).error())
          .isEqualTo("200700300050");
      assertThat(rest.call("catalog.section.get", "{'id':99}").error()).isEqualTo("200700300030");
    }
  }

  @Test
  void anEnumValueHasAUniqueExternalId() {
    try (Rest rest = new Rest()) {
      String add = "{'fields':{'propertyId':105,'value':'Pink','xmlId':'pink'}}";
      assertThat(
              rest.call("catalog.productPropertyEnum.add", add)
                  .result()
                  .path("productPropertyEnum")
                  .path("value")
                  .asText())
          .isEqualTo("Pink");
      assertThat(rest.call("catalog.productPropertyEnum.add", add).error())
          .isEqualTo("BX_INVALID_VALUE");
    }
  }

  @Test
  void quantityIsReadOnlyWhileInventoryIsManaged() {
    try (Rest rest = new Rest()) {
      rest.fake.inventory(true);
      JsonNode product = add(rest, "'iblockId':23,'name':'Mug','quantity':5");
      assertThat(product.path("quantity").isNull()).isTrue();
      assertThat(rest.call("catalog.document.mode.status", "{}").result().asText()).isEqualTo("Y");
    }
  }

  @Test
  void aConductedDocumentMovesStockAndIsClosed() {
    try (Rest rest = new Rest()) {
      String id = add(rest, "'iblockId':23,'name':'Mug'").path("id").asText();
      String doc =
          rest.call(
                  "catalog.document.add",
                  "{'fields':{'docType':'S','currency':'RUB','responsibleId':1}}")
              .result()
              .path("document")
              .path("id")
              .asText();
      String element =
          "{'fields':{'docId':" + doc + ",'elementId':" + id + ",'amount':5,'storeTo':1}}";
      rest.call("catalog.document.element.add", element);
      assertThat(rest.call("catalog.document.conduct", "{'id':" + doc + "}").text())
          .contains("must be enabled");
      rest.fake.inventory(true);
      assertThat(rest.call("catalog.document.conduct", "{'id':" + doc + "}").result().asBoolean())
          .isTrue();
      assertThat(
              rest.call("catalog.storeproduct.list", "{'filter':{'productId':" + id + "}}")
                  .result()
                  .path("storeProducts")
                  .get(0)
                  .path("amount")
                  .asInt())
          .isEqualTo(5);
      assertThat(rest.call("catalog.document.element.add", element).error())
          .isEqualTo("ERROR_DOCUMENT_STATUS");
    }
  }

  @Test
  void theLegacyProductCarriesItsBasePriceAsText() {
    try (Rest rest = new Rest()) {
      int id =
          rest.call(
                  "crm.product.add", "{'fields':{'NAME':'Mug','PRICE':'10.5','CURRENCY_ID':'RUB'}}")
              .result()
              .asInt();
      JsonNode product = rest.call("crm.product.get", "{'id':" + id + "}").result();
      assertThat(product.path("PRICE").asText()).isEqualTo("10.50");
      assertThat(product.path("ID").isTextual()).isTrue();
      assertThat(rest.fake.prices()).hasSize(1);
      assertThat(rest.call("crm.product.get", "{'id':9}").text()).isEqualTo("Product is not found");
    }
  }
}
