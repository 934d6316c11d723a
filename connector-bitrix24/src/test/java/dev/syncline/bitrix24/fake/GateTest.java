package dev.syncline.bitrix24.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.fake.Fault;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {

  @Test
  void methodsMatchInAnyCaseWithSuffixAndWithoutAndCarryATimeBlock() {
    try (Rest rest = new Rest()) {
      for (String name : new String[] {"profile", "PROFILE.json", "profile/"}) {
        Rest.Reply reply = rest.get(rest.fake.webhookUrl() + name + "?bx24_request_id=7");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.result().path("ADMIN").isBoolean()).isTrue();
        assertThat(reply.result().path("LAST_NAME").asText()).isEqualTo("Petrov");
        assertThat(reply.body().path("time").path("date_start").asText()).endsWith("+03:00");
        assertThat(reply.body().path("time").has("operating_reset_at")).isTrue();
      }
    }
  }

  @Test
  void eachWrongDoorHasItsOwnRefusal() {
    try (Rest rest = new Rest()) {
      Rest.Reply wrongCode = rest.get(rest.fake.base() + "/rest/1/nonsense/profile");
      assertThat(wrongCode.status()).isEqualTo(401);
      assertThat(wrongCode.error()).isEqualTo("INVALID_CREDENTIALS");
      Rest.Reply noAuth = rest.get(rest.fake.base() + "/rest/profile");
      assertThat(noAuth.error()).isEqualTo("NO_AUTH_FOUND");
      Rest.Reply unknown = rest.call("crm.unicorn.add", "{}");
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.error()).isEqualTo("ERROR_METHOD_NOT_FOUND");
      Rest.Reply noScope = rest.limited("catalog.catalog.list", "{}");
      assertThat(noScope.status()).isEqualTo(401);
      assertThat(noScope.error()).isEqualTo("insufficient_scope");
      Rest.Reply appOnly = rest.call("event.bind", "{'event':'ONCRMDEALADD'}");
      assertThat(appOnly.status()).isEqualTo(403);
      assertThat(appOnly.error()).isEqualTo("WRONG_AUTH_TYPE");
    }
  }

  @Test
  void brokenJsonCountsAsNoParameters() {
    try (Rest rest = new Rest()) {
      Rest.Reply reply = rest.call("crm.item.list", "{'entityTypeId':2,");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.error()).isEqualTo("100");
      assertThat(reply.text()).isEqualTo("Could not find value for parameter {entityTypeId}");
    }
  }

  @Test
  void aFormWithBracketsSaysTheSameAsJson() {
    try (Rest rest = new Rest()) {
      Rest.Reply reply =
          rest.post(
              rest.fake.webhookUrl() + "crm.item.add",
              "application/x-www-form-urlencoded",
              "entityTypeId=2&fields%5Btitle%5D=A%26B&fields[contactIds][]=7&fields[contactIds][]=8");
      assertThat(reply.result().path("item").path("title").asText()).isEqualTo("A&B");
      assertThat(reply.result().path("item").path("contactIds").toString()).isEqualTo("[7,8]");
      assertThat(reply.raw()).contains("A\\u0026B");
    }
  }

  @Test
  void aFullBucketRefusesUntilItLeaks() {
    try (Rest rest = new Rest(FakeBitrix24.builder().bucket(3, 2))) {
      for (int i = 0; i < 3; i++) {
        assertThat(rest.call("profile", "{}").status()).isEqualTo(200);
      }
      Rest.Reply refused = rest.call("profile", "{}");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
      rest.pass(Duration.ofMillis(500));
      assertThat(rest.call("profile", "{}").status()).isEqualTo(200);
      assertThat(rest.call("profile", "{}").status()).isEqualTo(503);
    }
  }

  @Test
  void aMethodThatUsedItsTimeIsBlockedAloneUntilItsReset() {
    FakeBitrix24.Builder builder =
        FakeBitrix24.builder()
            .bucket(1000, 10)
            .operating(Duration.ofSeconds(1), Duration.ofMillis(600));
    try (Rest rest = new Rest(builder)) {
      assertThat(rest.call("profile", "{}").status()).isEqualTo(200);
      Rest.Reply crossing = rest.call("profile", "{}");
      assertThat(crossing.status()).isEqualTo(200);
      Rest.Reply blocked = rest.call("profile", "{}");
      assertThat(blocked.status()).isEqualTo(429);
      assertThat(blocked.error()).isEqualTo("OPERATION_TIME_LIMIT");
      assertThat(rest.call("scope", "{}").status()).isEqualTo(200);
      assertThat(
              rest.call("batch", "{'cmd':{'a':'profile'}}")
                  .result()
                  .path("result_error")
                  .path("a")
                  .path("error")
                  .asText())
          .isEqualTo("OPERATION_TIME_LIMIT");
      long reset = crossing.body().path("time").path("operating_reset_at").asLong();
      rest.pass(Duration.ofSeconds(reset - rest.clock.now().getEpochSecond()));
      assertThat(rest.call("profile", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void aLostAnswerLeavesItsDealAndARepeatMakesASecondOne() {
    try (Rest rest = new Rest()) {
      rest.fake.faults().onNext("POST", "crm.item.add", Fault.LOST_AFTER);
      String add = "{'entityTypeId':2,'fields':{'originatorId':'x','originId':'o-1'}}";
      assertThat(rest.call("crm.item.add", add).status()).isZero();
      assertThat(rest.call("crm.item.add", add).status()).isEqualTo(200);
      assertThat(
              rest.call("crm.item.list", "{'entityTypeId':2,'filter':{'@originId':['o-1']}}")
                  .body()
                  .path("total")
                  .asInt())
          .isEqualTo(2);
    }
  }

  @Test
  void aRenamedPortalRedirectsAndABlockedOneSaysSo() {
    try (Rest rest = new Rest()) {
      rest.fake.overload(true);
      assertThat(rest.call("profile", "{}").error()).isEqualTo("OVERLOAD_LIMIT");
      rest.fake.overload(false);
      rest.fake.renamedTo(URI.create("http://new.example.com"));
      Rest.Reply moved = rest.call("profile", "{}");
      assertThat(moved.status()).isEqualTo(302);
      assertThat(moved.raw()).startsWith("<html>");
    }
  }

  @Test
  void plainHttpIsRefusedWhereThePortalIsStrict() {
    try (Rest rest = new Rest(FakeBitrix24.builder().strictHttps(true))) {
      assertThat(rest.call("profile", "{}").error()).isEqualTo("INVALID_REQUEST");
    }
  }
}
