package dev.syncline.bitrix24.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrmItemsTest {

  private static JsonNode item(Rest.Reply reply) {
    assertThat(reply.status()).as(reply.raw()).isEqualTo(200);
    return reply.result().path("item");
  }

  @Test
  void aNewDealHasThePortalsDefaultsAndTimes() {
    try (Rest rest = new Rest()) {
      JsonNode deal =
          item(
              rest.call(
                  "crm.item.add",
                  "{'entityTypeId':2,'fields':{'contactIds':[7,8],'nonsense':1,'begindate':'2026-06-18'}}"));
      assertThat(deal.path("title").asText()).isEqualTo("Deal #" + deal.path("id").asInt());
      assertThat(deal.path("contactId").asInt()).isEqualTo(7);
      assertThat(deal.path("stageId").asText()).isEqualTo("NEW");
      assertThat(deal.path("createdTime").asText()).isEqualTo("2026-06-18T11:05:12+03:00");
      assertThat(deal.path("begindate").asText()).isEqualTo("2026-06-18T03:00:00+03:00");
      assertThat(deal.path("closedate").asText()).isEqualTo("2026-06-25T03:00:00+03:00");
      assertThat(deal.path("opportunity").isNumber()).isTrue();
    }
  }

  @Test
  void anUpdateWithoutADifferenceMovesNoTimeAndOneWithItDoes() {
    try (Rest rest = new Rest()) {
      JsonNode deal =
          item(
              rest.call(
                  "crm.item.add", "{'entityTypeId':2,'fields':{'title':'Tea','opened':'Y'}}"));
      rest.pass(Duration.ofMinutes(1));
      String id = deal.path("id").asText();
      JsonNode same =
          item(
              rest.call(
                  "crm.item.update",
                  "{'entityTypeId':2,'id':" + id + ",'fields':{'title':'Tea','opened':'Y'}}"));
      assertThat(same.path("updatedTime")).isEqualTo(deal.path("updatedTime"));
      JsonNode won =
          item(
              rest.call(
                  "crm.item.update",
                  "{'entityTypeId':2,'id':" + id + ",'fields':{'stageId':'WON'}}"));
      assertThat(won.path("updatedTime").asText()).isEqualTo("2026-06-18T11:06:12+03:00");
      assertThat(won.path("stageSemanticId").asText()).isEqualTo("S");
      assertThat(won.path("closed").asText()).isEqualTo("Y");
    }
  }

  @Test
  void wrongValuesAndUnknownIdsAreRefusedInTheVendorsWords() {
    try (Rest rest = new Rest()) {
      Rest.Reply stage =
          rest.call("crm.item.add", "{'entityTypeId':2,'fields':{'stageId':'C9:NEW'}}");
      assertThat(stage.error()).isEqualTo("CRM_FIELD_ERROR_VALUE_NOT_VALID");
      assertThat(stage.text()).isEqualTo("Invalid value for field \"Stage\"");
      Rest.Reply scalar =
          rest.call("crm.item.add", "{'entityTypeId':2,'fields':{'contactIds':'7'}}");
      assertThat(scalar.text())
          .isEqualTo("Expected iterable value for multiple field, but got string instead");
      assertThat(rest.call("crm.item.get", "{'entityTypeId':2,'id':999}").text())
          .isEqualTo("Item not found");
      assertThat(rest.call("crm.item.get", "{'entityTypeId':999,'id':1}").text())
          .isEqualTo("Smart process not found");
      assertThat(rest.call("crm.item.list", "{'entityTypeId':2,'filter':{'>FOO':1}}").text())
          .isEqualTo("Invalid filter: field 'FOO' is not allowed in filter");
      assertThat(rest.call("crm.item.list", "{'entityTypeId':2,'order':{'id':'up'}}").text())
          .contains("allowed sort directions are ASC, DESC. But got 'up' for field 'id'");
    }
  }

  @Test
  void multiFieldsAreAListWhenAddedAndAMapWhenChanged() {
    try (Rest rest = new Rest()) {
      JsonNode contact =
          item(
              rest.call(
                  "crm.item.add",
                  "{'entityTypeId':3,'fields':{'name':'Ivan',"
                      + "'fm':[{'typeId':'PHONE','valueType':'WORK','value':'+7 (495) 123-45-67'},"
                      + "{'typeId':'EMAIL','valueType':'WORK','value':'i@example.com'}]}}"));
      String id = contact.path("id").asText();
      String phone = contact.path("fm").get(0).path("id").asText();
      String email = contact.path("fm").get(1).path("id").asText();
      JsonNode changed =
          item(
              rest.call(
                  "crm.item.update",
                  "{'entityTypeId':3,'id':"
                      + id
                      + ",'fields':{'fm':{'"
                      + phone
                      + "':{'typeId':'PHONE','valueType':'MOBILE','value':'+7900'},"
                      + "'"
                      + email
                      + "':{'typeId':'EMAIL','value':''},"
                      + "'n0':{'typeId':'EMAIL','valueType':'HOME','value':'new@example.com'}}}}"));
      assertThat(changed.path("fm")).hasSize(2);
      assertThat(changed.path("phoneMobile").asText()).isEqualTo("+7900");
      assertThat(changed.path("emailHome").asText()).isEqualTo("new@example.com");
      assertThat(
              rest.call("crm.item.list", "{'entityTypeId':3,'select':['id','fm']}")
                  .result()
                  .path("items")
                  .get(0)
                  .has("fm"))
          .isFalse();
    }
  }

  @Test
  void phonesAreFoundHoweverTheyAreWritten() {
    try (Rest rest = new Rest()) {
      long id = rest.fake.contacts().add(one -> one.name("A").phone("8 (900) 111-22-33")).id();
      assertThat(
              rest.call(
                      "crm.duplicate.findbycomm",
                      "{'type':'PHONE','values':['+79001112233'],'entity_type':'CONTACT'}")
                  .result()
                  .toString())
          .isEqualTo("{\"CONTACT\":[" + id + "]}");
      assertThat(
              rest.call("crm.duplicate.findbycomm", "{'type':'EMAIL','values':['no@x.y']}")
                  .result()
                  .toString())
          .isEqualTo("[]");
      assertThat(rest.call("crm.duplicate.findbycomm", "{'values':['1']}").error())
          .isEqualTo("Communication type is not defined");
    }
  }

  @Test
  void listsPageByFiftyShuffleWithoutOrderAndCountOnlyWhenAsked() {
    try (Rest rest = new Rest()) {
      for (int i = 0; i < 120; i++) {
        rest.fake.deals().add(deal -> deal.title("Deal"));
      }
      Rest.Reply first = rest.call("crm.item.list", "{'entityTypeId':2,'order':{'ID':'ASC'}}");
      assertThat(first.body().path("next").asInt()).isEqualTo(50);
      assertThat(first.body().path("total").asInt()).isEqualTo(120);
      Rest.Reply last =
          rest.call("crm.item.list", "{'entityTypeId':2,'order':{'id':'ASC'},'start':149}");
      assertThat(last.result().path("items")).hasSize(20);
      assertThat(last.body().has("next")).isFalse();
      Rest.Reply uncounted =
          rest.call(
              "crm.item.list",
              "{'entityTypeId':2,'order':{'id':'ASC'},'filter':{'>id':60},'start':-1}");
      assertThat(uncounted.body().path("total").asInt()).isZero();
      assertThat(uncounted.result().path("items").get(0).path("id").asInt()).isEqualTo(61);
      Rest.Reply shuffled = rest.call("crm.item.list", "{'entityTypeId':2}");
      assertThat(
              shuffled.result().path("items").get(0).path("id").asInt()
                  + shuffled.result().path("items").get(1).path("id").asInt())
          .isNotEqualTo(3);
    }
  }

  @Test
  void filtersKnowListsGroupsAndMomentsInAnyOffset() {
    try (Rest rest = new Rest()) {
      rest.fake.deals().add(deal -> deal.title("Green tea").set("originId", "a"));
      rest.pass(Duration.ofHours(1));
      rest.fake.deals().add(deal -> deal.title("Coffee").set("originId", "b").company(1));
      assertThat(total(rest, "'%title':'TEA'")).isEqualTo(1);
      assertThat(total(rest, "'@originId':['a','b','c']")).isEqualTo(2);
      assertThat(total(rest, "'!@originId':['a']")).isEqualTo(1);
      assertThat(total(rest, "'>updatedTime':'2026-06-18T08:30:00+00:00'")).isEqualTo(1);
      assertThat(total(rest, "'>updatedTime':'2026-06-18 11:30:00'")).isEqualTo(1);
      assertThat(total(rest, "'>updatedTime':'yesterday'")).isZero();
      assertThat(total(rest, "'0':{'logic':'OR','0':{'originId':'a'},'1':{'!=companyId':0}}"))
          .isEqualTo(2);
    }
  }

  private static int total(Rest rest, String filter) {
    return rest.call("crm.item.list", "{'entityTypeId':2,'filter':{" + filter + "}}")
        .body()
        .path("total")
        .asInt();
  }

  @Test
  void customFieldsHaveTwoSpellings() {
    try (Rest rest = new Rest()) {
      assertThat(
              rest.call(
                      "crm.deal.userfield.add",
                      "{'fields':{'FIELD_NAME':'ms_id','USER_TYPE_ID':'string'}}")
                  .result()
                  .isInt())
          .isTrue();
      assertThat(
              rest.call(
                      "crm.deal.userfield.add",
                      "{'fields':{'FIELD_NAME':'MS_ID','USER_TYPE_ID':'string'}}")
                  .error())
          .isEqualTo("ERROR_CORE");
      JsonNode deal =
          item(
              rest.call(
                  "crm.item.add",
                  "{'entityTypeId':2,"
                      + "'useOriginalUfNames':'Y','fields':{'UF_CRM_MS_ID':'m-1'}}"));
      assertThat(deal.path("UF_CRM_MS_ID").asText()).isEqualTo("m-1");
      assertThat(total(rest, "'ufCrmMsId':'m-1'")).isEqualTo(1);
      assertThat(UserFields.camel("UF_CRM_1747309879")).isEqualTo("ufCrm_1747309879");
      assertThat(UserFields.camel("UF_CRM_3_1747309727")).isEqualTo("ufCrm3_1747309727");
      assertThat(UserFields.camel("UF_CRM_3_DIGIT10")).isEqualTo("ufCrm_3_DIGIT10");
    }
  }

  @Test
  void theVendorsWorkedRowsComeOutToTheKopeck() {
    try (Rest rest = new Rest()) {
      long id = rest.fake.deals().add(deal -> deal.title("Tea")).id();
      Rest.Reply set =
          rest.call(
              "crm.item.productrow.set",
              "{'ownerType':'D','ownerId':"
                  + id
                  + ",'productRows':[{'productName':'Mug','price':1200,'quantity':2,'taxRate':20,"
                  + "'taxIncluded':'Y','measureCode':796},{'productName':'Free','price':80000,"
                  + "'discountTypeId':2,'discountRate':20,'taxRate':20,'taxIncluded':'Y'}]}");
      JsonNode free = set.result().path("productRows").get(1);
      assertThat(free.path("priceExclusive").asText()).isEqualTo("66666.67");
      assertThat(free.path("priceNetto").asText()).isEqualTo("83333.34");
      assertThat(free.path("priceBrutto").asText()).isEqualTo("100000.01");
      assertThat(free.path("discountSum").asText()).isEqualTo("16666.67");
      JsonNode deal = item(rest.call("crm.item.get", "{'entityTypeId':2,'id':" + id + "}"));
      assertThat(deal.path("opportunity").asInt()).isEqualTo(82400);
      rest.call(
          "crm.item.productrow.set", "{'ownerType':'D','ownerId':" + id + ",'productRows':[]}");
      assertThat(rest.fake.rows(id)).isEmpty();
      assertThat(
              rest.call(
                      "crm.item.productrow.set", "{'ownerType':'D','ownerId':999,'productRows':[]}")
                  .error())
          .isEqualTo("OWNER_NOT_FOUND");
      assertThat(rest.call("crm.item.productrow.list", "{'filter':{'ownerId':1}}").error())
          .isEqualTo("INVALID_ARG_VALUE");
    }
  }

  @Test
  void aManualTotalStaysWhateverTheRowsSay() {
    try (Rest rest = new Rest()) {
      JsonNode deal =
          item(
              rest.call(
                  "crm.item.add",
                  "{'entityTypeId':2,'fields':{'opportunity':5,'isManualOpportunity':'Y'}}"));
      String id = deal.path("id").asText();
      rest.call(
          "crm.item.productrow.set",
          "{'ownerType':'D','ownerId':" + id + ",'productRows':[{'productName':'Mug','price':7}]}");
      assertThat(
              item(rest.call("crm.item.get", "{'entityTypeId':2,'id':" + id + "}"))
                  .path("opportunity")
                  .asInt())
          .isEqualTo(5);
      assertThat(
              item(rest.call(
                      "crm.item.update",
                      "{'entityTypeId':2,'id':" + id + ",'fields':{'isManualOpportunity':'N'}}"))
                  .path("opportunity")
                  .asInt())
          .isEqualTo(7);
    }
  }

  @Test
  void aSmartInvoiceNumbersItselfAndRemembersItsStage() {
    try (Rest rest = new Rest()) {
      JsonNode invoice =
          item(
              rest.call(
                  "crm.item.add",
                  "{'entityTypeId':31,'fields':{'title':'Invoice 17','xmlId':'ms-1'}}"));
      assertThat(invoice.path("accountNumber").asText()).isEqualTo(invoice.path("id").asText());
      assertThat(invoice.path("stageId").asText()).isEqualTo("DT31_5:N");
      JsonNode paid =
          item(
              rest.call(
                  "crm.item.update",
                  "{'entityTypeId':31,'id':"
                      + invoice.path("id").asText()
                      + ",'fields':{'stageId':'DT31_5:P'}}"));
      assertThat(paid.path("previousStageId").asText()).isEqualTo("DT31_5:N");
    }
  }

  @Test
  void legacyRepliesAreTextsAndLegacyFailuresHaveNoCode() {
    try (Rest rest = new Rest()) {
      int id =
          rest.call(
                  "crm.deal.add",
                  "{'fields':{'TITLE':'Tea','OPPORTUNITY':'10.5'," + "'ORIGIN_ID':'o'}}")
              .result()
              .asInt();
      JsonNode deal = rest.call("crm.deal.get", "{'id':" + id + "}").result();
      assertThat(deal.path("ID").isTextual()).isTrue();
      assertThat(deal.path("OPPORTUNITY").asText()).isEqualTo("10.50");
      Rest.Reply gone = rest.call("crm.deal.get", "{'id':999}");
      assertThat(gone.status()).isEqualTo(400);
      assertThat(gone.error()).isEmpty();
      assertThat(gone.text()).isEqualTo("Not found");
      int contact =
          rest.call(
                  "crm.contact.add",
                  "{'fields':{'NAME':'A'," + "'PHONE':[{'VALUE':'+7','VALUE_TYPE':'WORK'}]}}")
              .result()
              .asInt();
      rest.call(
          "crm.contact.update",
          "{'id':" + contact + ",'fields':{'PHONE':[{'VALUE':'+7','VALUE_TYPE':'WORK'}]}}");
      assertThat(rest.call("crm.contact.get", "{'id':" + contact + "}").result().path("PHONE"))
          .hasSize(2);
    }
  }
}
