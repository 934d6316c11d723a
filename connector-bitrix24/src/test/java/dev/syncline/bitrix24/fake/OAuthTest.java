package dev.syncline.bitrix24.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OAuthTest {

  private static Rest.Reply token(Rest rest, String grant) {
    OAuthApp app = rest.fake.oauthApp();
    return rest.get(
        rest.fake.base()
            + "/oauth/token/?client_id="
            + app.clientId()
            + "&client_secret="
            + app.clientSecret()
            + "&"
            + grant);
  }

  private static Rest.Reply call(Rest rest, String method, String token, String json) {
    return rest.post(
        rest.fake.base() + "/rest/" + method + "?auth=" + token,
        "application/json",
        json.replace('\'', '"'));
  }

  @Test
  void aCodeWorksOnceAndForThirtySeconds() {
    try (Rest rest = new Rest()) {
      String code = rest.fake.authorizationCode(1);
      assertThat(token(rest, "grant_type=authorization_code&code=" + code).status()).isEqualTo(200);
      assertThat(token(rest, "grant_type=authorization_code&code=" + code).error())
          .isEqualTo("invalid_grant");
      String late = rest.fake.authorizationCode(1);
      rest.pass(Duration.ofSeconds(30));
      assertThat(token(rest, "grant_type=authorization_code&code=" + late).error())
          .isEqualTo("invalid_grant");
    }
  }

  @Test
  void anAccessTokenLastsAnHourAndARefreshKillsTheOldRefreshToken() {
    try (Rest rest = new Rest()) {
      JsonNode first = rest.fake.install(1);
      String access = first.path("access_token").asText();
      assertThat(call(rest, "profile", access, "{}").status()).isEqualTo(200);
      rest.pass(Duration.ofHours(1));
      Rest.Reply expired = call(rest, "profile", access, "{}");
      assertThat(expired.status()).isEqualTo(401);
      assertThat(expired.error()).isEqualTo("expired_token");
      String grant =
          "grant_type=refresh_token&refresh_token=" + first.path("refresh_token").asText();
      Rest.Reply second = token(rest, grant);
      assertThat(second.body().path("expires_in").asInt()).isEqualTo(3600);
      assertThat(call(rest, "profile", second.body().path("access_token").asText(), "{}").status())
          .isEqualTo(200);
      assertThat(token(rest, grant).error()).isEqualTo("invalid_grant");
      assertThat(rest.fake.refreshes()).isEqualTo(1);
    }
  }

  @Test
  void aWrongClientIsToldUnderStatusTwoHundred() {
    try (Rest rest = new Rest()) {
      rest.fake.wrongClient(true);
      Rest.Reply reply = token(rest, "grant_type=refresh_token&refresh_token=x");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.error()).isEqualTo("wrong_client");
    }
  }

  @Test
  void anEventCarriesIdsAndTheApplicationTokenAndIsToldOnce() {
    try (Rest rest = new Rest()) {
      String access = rest.fake.install(1).path("access_token").asText();
      String bind = "{'event':'%s','handler':'https://sync.example.com/events'}";
      assertThat(
              call(rest, "event.bind", access, bind.formatted("ONCRMDEALUPDATE"))
                  .result()
                  .asBoolean())
          .isTrue();
      call(rest, "event.bind", access, bind.formatted("ONCRMDEALMOVETOCATEGORY"));
      assertThat(call(rest, "event.bind", access, bind.formatted("ONCRMDEALUPDATE")).text())
          .contains("Handler already binded");
      assertThat(call(rest, "event.bind", access, bind.formatted("ONNOTHING")).error())
          .isEqualTo("ERROR_EVENT_NOT_FOUND");
      long id = rest.fake.deals().add(deal -> deal.title("Tea")).id();
      rest.fake.deals().update(id, "title", "Tea");
      assertThat(rest.fake.waitingEvents()).isZero();
      rest.fake.deals().update(id, "title", "Coffee");
      rest.fake.deals().update(id, "categoryId", 9);
      List<String> told = rest.fake.takeEvents();
      assertThat(told).hasSize(2);
      assertThat(told.get(0))
          .startsWith("event=ONCRMDEALUPDATE")
          .contains("data%5BFIELDS%5D%5BID%5D=" + id)
          .contains("auth%5Bapplication_token%5D=" + rest.fake.oauthApp().applicationToken());
      assertThat(told.get(1)).startsWith("event=ONCRMDEALMOVETOCATEGORY").contains("C9%3ANEW");
      assertThat(rest.fake.waitingEvents()).isZero();
    }
  }

  @Test
  void theOfflineQueueKeepsOneRecordPerObjectAndLeavesOwnChangesOut() {
    try (Rest rest = new Rest()) {
      String access = rest.fake.install(1).path("access_token").asText();
      call(
          rest,
          "event.bind",
          access,
          "{'event':'ONCRMDEALUPDATE','event_type':'offline','auth_connector':'sync'}");
      long id = rest.fake.deals().add(deal -> deal.title("Tea")).id();
      rest.fake.deals().update(id, "title", "A");
      rest.fake.deals().update(id, "title", "B");
      call(
          rest,
          "crm.item.update",
          access,
          "{'entityTypeId':2,'id':" + id + ",'fields':{'title':'own'},'auth_connector':'sync'}");
      String get = "{'clear':0,'auth_connector':'sync'}";
      Rest.Reply taken = call(rest, "event.offline.get", access, get);
      assertThat(taken.result().path("events")).hasSize(1);
      assertThat(call(rest, "event.offline.get", access, get).result().path("events")).isEmpty();
      String process = taken.result().path("process_id").asText();
      assertThat(
              call(rest, "event.offline.clear", access, "{'process_id':'" + process + "'}")
                  .result()
                  .asBoolean())
          .isTrue();
      assertThat(call(rest, "event.offline.get", access, "{'clear':0}").result().path("events"))
          .isEmpty();
    }
  }
}
