package dev.syncline.bitrix24.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * The requests of well-known clients, as they travel: the vendor's JavaScript library,
 * fast_bitrix24, plain PHP.
 */
class WireTest {

  private static final String SIGNED =
      "?bx24_request_id=7f3e&bx24_sdk_ver=2.2.0&bx24_sdk_type=b24-js";

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aListOfCallsOfTheVendorsLibraryComesBackAsAListAndTheSecondChunkAsAMap() {
    try (Rest rest = new Rest()) {
      rest.fake.deals().add(deal -> deal.title("Deal"));
      JsonNode first =
          rest.call(
                  "batch" + SIGNED,
                  "{'halt':0,'cmd':['crm.item.get?entityTypeId=2&id=1','crm.item.get?entityTypeId=2&id=1']}")
              .result();
      assertThat(first.path("result").isArray()).isTrue();
      assertThat(first.path("result_time").isArray()).isTrue();
      assertThat(first.path("result_error").isArray()).isTrue();
      JsonNode second =
          rest.call("batch" + SIGNED, "{'halt':0,'cmd':{'50':'crm.item.get?entityTypeId=2&id=1'}}")
              .result();
      assertThat(second.path("result").path("50").path("item").path("title").asText())
          .isEqualTo("Deal");
    }
  }

  @Test
  void aCursorWalkOfTheVendorsLibraryEndsAtTheShortPage() {
    try (Rest rest = new Rest()) {
      for (int i = 0; i < 60; i++) {
        rest.fake.deals().add(deal -> deal.title("Deal"));
      }
      String page =
          "{'entityTypeId':2,'select':['id'],'order':{'id':'ASC'},'start':-1,"
              + "'filter':{'>id':%d}}";
      JsonNode first = rest.call("crm.item.list" + SIGNED, page.formatted(0)).body();
      assertThat(first.path("result").path("items")).hasSize(50);
      assertThat(first.has("next")).isFalse();
      int last = first.path("result").path("items").get(49).path("id").asInt();
      assertThat(rest.call("crm.item.list", page.formatted(last)).result().path("items"))
          .hasSize(10);
      JsonNode legacy =
          rest.call(
                  "crm.deal.list",
                  "{'select':['ID'],'order':{'ID':'ASC'},'start':-1,'filter':{'>ID':0}}")
              .result();
      assertThat(legacy.get(0).path("ID").isTextual()).isTrue();
    }
  }

  @Test
  void commandsWithATrailingAmpersandRun() {
    try (Rest rest = new Rest()) {
      JsonNode maps =
          rest.call(
                  "batch",
                  "{'halt':0,'cmd':{'cmd000000':'crm.deal.add?fields[TITLE]="
                      + "a%20b&','cmd000001':'crm.deal.list?start=0&select[0]=TITLE&'}}")
              .result();
      assertThat(maps.path("result").path("cmd000001").get(0).path("TITLE").asText())
          .isEqualTo("a b");
    }
  }

  @Test
  void aFormCarriesItsCommandsEncodedTwice() {
    try (Rest rest = new Rest()) {
      String command = "crm.item.add?entityTypeId=2&fields[title]=" + encoded("x & y + z");
      Rest.Reply reply =
          rest.post(
              rest.fake.webhookUrl() + "batch.json",
              "application/x-www-form-urlencoded",
              "halt=0&" + encoded("cmd[a]") + "=" + encoded(command));
      assertThat(reply.result().path("result").path("a").path("item").path("title").asText())
          .isEqualTo("x & y + z");
      JsonNode query =
          rest.get(rest.fake.webhookUrl() + "batch?halt=1&cmd[0]=nope&cmd[1]=profile").result();
      assertThat(query.path("result").isArray()).isTrue();
      assertThat(query.path("result")).isEmpty();
    }
  }

  @Test
  void aCommandThatIsNoTextIsPassedOverAndHaltMayBeAnyTruth() {
    try (Rest rest = new Rest()) {
      JsonNode passed =
          rest.call("batch", "{'cmd':{'a':{'method':'profile','params':{}},'b':'profile'}}")
              .result();
      assertThat(passed.path("result").has("b")).isTrue();
      assertThat(passed.toString()).doesNotContain("\"a\":");
      for (String truth : new String[] {"1", "'1'", "true", "'Y'"}) {
        JsonNode halted =
            rest.call("batch", "{'halt':" + truth + ",'cmd':{'a':'nope','b':'profile'}}").result();
        assertThat(halted.path("result").isEmpty()).as(truth).isTrue();
      }
      assertThat(rest.call("batch", "{}").result().path("result").isArray()).isTrue();
    }
  }

  @Test
  void aDateWithAZoneLandsOnItsDayInTheServersOffset() {
    try (Rest rest = new Rest()) {
      JsonNode item =
          rest.call(
                  "crm.item.add",
                  "{'entityTypeId':2,'fields':{'title':null,"
                      + "'begindate':'2026-11-20','closedate':'2026-12-01T10:00:00.000Z'}}")
              .result()
              .path("item");
      assertThat(item.path("begindate").asText()).isEqualTo("2026-11-20T03:00:00+03:00");
      assertThat(item.path("closedate").asText()).isEqualTo("2026-12-01T03:00:00+03:00");
      assertThat(item.path("title").asText()).isEqualTo("Deal #" + item.path("id").asText());
    }
  }
}
