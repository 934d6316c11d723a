package dev.syncline.bitrix24.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static JsonNode batch(Rest rest, String json) {
    Rest.Reply reply = rest.call("batch", json);
    assertThat(reply.status()).isEqualTo(200);
    return reply.result();
  }

  @Test
  void aChainWalksPagesAndGoesAstrayAfterTheFirstShortOne() {
    try (Rest rest = new Rest()) {
      for (int i = 0; i < 120; i++) {
        rest.fake.deals().add(deal -> deal.title("Deal"));
      }
      String page = "crm.item.list?entityTypeId=2&select[0]=id&order[id]=ASC&start=-1&filter[>id]=";
      String last = "[items][49][id]";
      JsonNode maps =
          batch(
              rest,
              "{'halt':1,'cmd':{'p0':'"
                  + page
                  + "0','p1':'"
                  + page
                  + "$result[p0]"
                  + last
                  + "','p2':'"
                  + page
                  + "$result[p1]"
                  + last
                  + "','p3':'"
                  + page
                  + "$result[p2]"
                  + last
                  + "'}}");
      JsonNode pages = maps.path("result");
      assertThat(pages.path("p1").path("items").get(0).path("id").asInt()).isEqualTo(51);
      assertThat(pages.path("p2").path("items")).hasSize(20);
      // The reference into the short page yields the array of rows, which no id filter can take.
      assertThat(maps.path("result_error").has("p3")).isTrue();
      assertThat(maps.path("result_total").path("p0").asInt()).isZero();
    }
  }

  @Test
  void eachMapTurnsIntoAnArrayOnItsOwnWhenItsKeysCount() {
    try (Rest rest = new Rest()) {
      JsonNode mixed = batch(rest, "{'cmd':['profile','crm.deal.get?id=9','scope']}");
      assertThat(mixed.path("result").isObject()).isTrue();
      assertThat(mixed.path("result").has("2")).isTrue();
      assertThat(mixed.path("result_error").path("1").path("error").asText("?")).isEmpty();
      JsonNode failing = batch(rest, "{'cmd':{'0':'nope','1':'nope'}}");
      assertThat(failing.path("result_error").isArray()).isTrue();
      assertThat(failing.path("result").isArray()).isTrue();
      assertThat(failing.path("result_time").isArray()).isTrue();
      JsonNode later = batch(rest, "{'cmd':{'50':'profile','51':'profile'}}");
      assertThat(later.path("result").isObject()).isTrue();
    }
  }

  @Test
  void aRawPlusIsASpaceAndAHashCutsTheRest() {
    try (Rest rest = new Rest()) {
      JsonNode maps =
          batch(
              rest,
              "{'cmd':{'a':'crm.item.add?entityTypeId=2&fields[title]=a+b%2Bc',"
                  + "'b':'crm.item.add?entityTypeId=2&fields[title]=x#&fields[comments]=y'}}");
      assertThat(maps.path("result").path("a").path("item").path("title").asText())
          .isEqualTo("a b+c");
      assertThat(maps.path("result").path("b").path("item").path("comments").isNull()).isTrue();
    }
  }

  @Test
  void haltLeavesTheLaterCommandsOutOfEveryMap() {
    try (Rest rest = new Rest()) {
      JsonNode maps = batch(rest, "{'halt':1,'cmd':{'a':'profile','b':'nope','c':'profile'}}");
      assertThat(maps.path("result").has("a")).isTrue();
      assertThat(maps.path("result_error").has("b")).isTrue();
      assertThat(maps.toString()).doesNotContain("\"c\"");
    }
  }

  @Test
  void theFiftyFirstCommandAndABatchWithinAreRefusedEachOnItsOwn() {
    try (Rest rest = new Rest()) {
      StringJoiner commands = new StringJoiner(",");
      for (int i = 0; i < 51; i++) {
        commands.add("'c" + i + "':'" + (i == 3 ? "batch?cmd[0]=profile" : "profile") + "'");
      }
      JsonNode maps = batch(rest, "{'cmd':{" + commands + "}}");
      assertThat(maps.path("result")).hasSize(49);
      assertThat(maps.path("result_error").path("c50").path("error").asText())
          .isEqualTo("ERROR_BATCH_LENGTH_EXCEEDED");
      assertThat(maps.path("result_error").path("c3").path("error").asText())
          .isEqualTo("ERROR_BATCH_METHOD_NOT_ALLOWED");
    }
  }

  @Test
  void aReferenceFeedsTheNextCommandAndSwallowsWhatIsGluedToIt() {
    try (Rest rest = new Rest()) {
      JsonNode maps =
          batch(
              rest,
              "{'cmd':{'co':'crm.item.add?entityTypeId=4&fields[title]=Tea',"
                  + "'rq':'crm.requisite.add?fields[ENTITY_TYPE_ID]=4&fields[ENTITY_ID]="
                  + "$result[co][item][id]&fields[PRESET_ID]=1&fields[NAME]=Main&fields[RQ_INN]=7707',"
                  + "'d':'crm.item.add?entityTypeId=2&fields[title]=no%20$result[co][item][id]-x'}}");
      assertThat(maps.path("result").path("rq").isInt()).isTrue();
      assertThat(maps.path("result").path("d").path("item").path("title").asText())
          .isEqualTo("no " + maps.path("result").path("co").path("item").path("id").asText());
    }
  }
}
