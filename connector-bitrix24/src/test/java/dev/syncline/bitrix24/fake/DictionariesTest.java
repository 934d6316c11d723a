package dev.syncline.bitrix24.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.syncline.testkit.fake.FakeRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DictionariesTest {

  @Test
  void aSettingsScreenFindsItsListsInOneBatch() {
    try (Rest rest = new Rest()) {
      JsonNode maps =
          rest.call(
                  "batch",
                  "{'cmd':{'st':'crm.status.list?filter[ENTITY_ID]="
                      + "DEAL_STAGE&order[SORT]=ASC','cat':'crm.category.list?entityTypeId=2',"
                      + "'us':'user.get?FILTER[ACTIVE]=1','cur':'crm.currency.base.get',"
                      + "'vat':'catalog.vat.list','ms':'catalog.measure.list','cl':'catalog.catalog.list',"
                      + "'own':'crm.item.list?entityTypeId=4&filter[isMyCompany]=Y'}}")
              .result();
      assertThat(maps.path("result_error").toString()).isEqualTo("[]");
      JsonNode result = maps.path("result");
      assertThat(result.path("st").get(5).path("STATUS_ID").asText()).isEqualTo("WON");
      assertThat(result.path("st").get(5).path("SEMANTICS").asText()).isEqualTo("S");
      assertThat(result.path("cat").path("categories")).hasSize(2);
      assertThat(result.path("us")).hasSize(3);
      assertThat(result.path("cur").asText()).isEqualTo("RUB");
      assertThat(result.path("vat").path("vats").get(0).path("rate").isNull()).isTrue();
      assertThat(result.path("cl").path("catalogs").get(1).path("productIblockId").asInt())
          .isEqualTo(23);
      assertThat(result.path("own").path("items")).hasSize(1);
    }
  }

  @Test
  void requisitesNeedTheirOwnerAndAnswerInTexts() {
    try (Rest rest = new Rest()) {
      String add =
          "{'fields':{'ENTITY_TYPE_ID':4,'ENTITY_ID':%d,'PRESET_ID':1,'NAME':'Main',"
              + "'RQ_INN':'7707'}}";
      assertThat(rest.call("crm.requisite.add", add.formatted(99)).text())
          .isEqualTo("Entity not found.");
      int id = rest.call("crm.requisite.add", add.formatted(1)).result().asInt();
      assertThat(
              rest.call("crm.requisite.list", "{'filter':{'RQ_INN':'7707'}}")
                  .result()
                  .get(0)
                  .path("ENTITY_TYPE_ID")
                  .isTextual())
          .isTrue();
      String address =
          "{'fields':{'TYPE_ID':1,'ENTITY_TYPE_ID':8,'ENTITY_ID':" + id + ",'CITY':'Riga'}}";
      assertThat(rest.call("crm.address.add", address).result().asBoolean()).isTrue();
      assertThat(rest.call("crm.address.add", address).text()).isEqualTo("TypeAddress exists");
    }
  }

  @Test
  void someoneWithoutRightsSeesOnlyTheirOwnDeals() {
    try (Rest rest = new Rest()) {
      long foreign = rest.fake.deals().add(deal -> deal.title("A")).id();
      rest.fake.deals().add(deal -> deal.title("B").set("assignedById", 7));
      assertThat(rest.limited("crm.item.list", "{'entityTypeId':2}").body().path("total").asInt())
          .isEqualTo(1);
      assertThat(rest.limited("crm.item.get", "{'entityTypeId':2,'id':" + foreign + "}").error())
          .isEqualTo("ACCESS_DENIED");
    }
  }

  @Test
  void aPersonAtTheScreenIsNotTheWebhooksUser() {
    try (Rest rest = new Rest()) {
      Document deal =
          rest.fake.deals().add(one -> one.title("Tea").stage("WON").row("SKU-1", 2, "19.90"));
      assertThat(deal.text("opportunity")).isEqualTo("39.8");
      assertThat(deal.text("updatedBy")).isEqualTo("2");
      assertThat(rest.fake.products().find("property258", "SKU-1")).isPresent();
    }
  }

  @Test
  void twentyThousandDealsAreWalkedByIdAPageAtATime() {
    FakeBitrix24 fake = FakeBitrix24.builder().bucket(100_000, 1000).build();
    for (int i = 0; i < 20_000; i++) {
      fake.add(
          Kind.DEAL,
          JsonNodeFactory.instance
              .objectNode()
              .put("title", "Deal")
              .put("originId", "o-" + i)
              .put("assignedById", 1));
    }
    String path = "/" + fake.webhookUrl().replaceFirst("^https?://[^/]+/", "") + "crm.item.list";
    long last = 0;
    int pages = 0;
    while (last < 20_000) {
      String body =
          "{\"entityTypeId\":2,\"select\":[\"id\"],\"order\":{\"id\":\"ASC\"},"
              + "\"start\":-1,\"filter\":{\">id\":"
              + last
              + "}}";
      String answer =
          new String(
              fake.handle(
                      new FakeRequest(
                          "POST",
                          path,
                          "",
                          Map.of("content-type", List.of("application/json")),
                          body.getBytes(StandardCharsets.UTF_8)))
                  .body(),
              StandardCharsets.UTF_8);
      JsonNode items = Php.json(answer).path("result").path("items");
      assertThat(items).hasSize(50);
      last = items.get(49).path("id").asLong();
      pages++;
    }
    assertThat(pages).isEqualTo(400);
  }
}
