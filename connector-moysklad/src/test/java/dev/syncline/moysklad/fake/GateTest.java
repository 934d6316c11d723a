package dev.syncline.moysklad.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {

  /** A clock that stands until it is moved. */
  private static final class Hand implements TimeSource {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @Override
    public Instant now() {
      return now.get();
    }

    @Override
    public void sleep(Duration duration) {
      now.updateAndGet(moment -> moment.plus(duration));
    }
  }

  @Test
  void withoutGzipNothingIsAnswered() {
    try (FakeMoySklad fake = FakeMoySklad.start()) {
      Client.Reply reply = new Client(fake).send("GET", "/entity/product", "", "");
      assertThat(reply.status()).isEqualTo(415);
      assertThat(reply.raw().body()).isEmpty();
    }
  }

  @Test
  void aWrongAcceptIsRefused() {
    try (FakeMoySklad fake = FakeMoySklad.start()) {
      Client.Reply reply =
          new Client(fake)
              .send("GET", "/entity/product", "", "Accept-Encoding", "gzip", "Accept", "text/xml");
      assertThat(reply.code()).isEqualTo(1062);
    }
  }

  @Test
  void aWrongPasswordAndALoginWithoutAccountAreRefusedDifferently() {
    try (FakeMoySklad fake = FakeMoySklad.start()) {
      Client.Reply wrong =
          new Client(fake, Client.basic(fake.login(), "no")).get("/entity/product");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.code()).isEqualTo(1056);
      assertThat(wrong.json().at("/errors/0/error").asText())
          .isEqualTo("Ошибка аутентификации: Неправильный пароль или имя пользователя");
      assertThat(
              new Client(fake, Client.basic("admin", "no"))
                  .get("/entity/product")
                  .json()
                  .at("/errors/0/error")
                  .asText())
          .contains("Неверный формат имени пользователя");
    }
  }

  @Test
  void aNewTokenVoidsTheOneBefore() {
    try (FakeMoySklad fake = FakeMoySklad.start()) {
      Client login = new Client(fake);
      String first = login.post("/security/token", "").json().path("access_token").asText();
      assertThat(first).hasSize(40);
      assertThat(new Client(fake, "Bearer " + first).get("/entity/uom").status()).isEqualTo(200);
      login.post("/security/token", "");
      assertThat(new Client(fake, "Bearer " + first).get("/entity/uom").status()).isEqualTo(401);
    }
  }

  @Test
  void fifteenCallsOfALoginFillTheWindowAndItSlides() {
    Hand time = new Hand();
    try (FakeMoySklad fake = FakeMoySklad.builder().time(time).start()) {
      Client client = new Client(fake);
      for (int i = 0; i < 15; i++) {
        Client.Reply reply = client.get("/entity/group");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Lognex-Retry-After")).isEqualTo("0");
        assertThat(reply.header("X-RateLimit-Remaining"))
            .isEqualTo(String.valueOf(45 - 3 * (i + 1)));
        time.sleep(Duration.ofMillis(100));
      }
      Client.Reply refused = client.get("/entity/group");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo(1049);
      assertThat(refused.header("X-Lognex-Auth")).isEqualTo("429002");
      assertThat(refused.header("X-Lognex-Retry-After")).isEqualTo("1500");
      time.sleep(Duration.ofMillis(1500));
      assertThat(client.get("/entity/group").status()).isEqualTo(200);
      assertThat(client.get("/entity/group").status()).isEqualTo(429);
    }
  }

  @Test
  void fromDecemberACallWeighsFour() {
    Hand time = new Hand();
    time.sleep(Duration.ofDays(10));
    try (FakeMoySklad fake = FakeMoySklad.builder().time(time).start()) {
      Client client = new Client(fake);
      long good =
          IntStream.range(0, 15).filter(i -> client.get("/entity/group").status() == 200).count();
      assertThat(good).isEqualTo(11);
    }
  }

  @Test
  void theStockReportWeighsFive() {
    Hand time = new Hand();
    try (FakeMoySklad fake = FakeMoySklad.builder().time(time).start()) {
      assertThat(new Client(fake).get("/report/stock/all").header("X-RateLimit-Remaining"))
          .isEqualTo("40");
    }
  }

  @Test
  void aSixthRequestAtOnceIsRefused() {
    try (FakeMoySklad fake =
        FakeMoySklad.builder().latency(Duration.ofMillis(700)).rateLimit(false).start()) {
      Client client = new Client(fake);
      List<CompletableFuture<Client.Reply>> calls =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> client.get("/entity/group"), task -> new Thread(task).start()))
              .toList();
      List<Client.Reply> replies = calls.stream().map(CompletableFuture::join).toList();
      assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(5);
      assertThat(replies)
          .filteredOn(reply -> reply.status() == 429)
          .hasSize(3)
          .allSatisfy(
              reply -> {
                assertThat(reply.code()).isEqualTo(1073);
                assertThat(reply.header("X-Lognex-Auth")).isEqualTo("429005");
              });
    }
  }

  @Test
  void anEmployeeWithoutAdminRightsMayNotTouchDefinitionsAuditOrWebhooks() {
    try (FakeMoySklad fake = FakeMoySklad.start()) {
      Client clerk = new Client(fake, Client.basic(fake.clerkLogin(), fake.clerkPassword()));
      String field = "{\"name\":\"x\",\"type\":\"string\"}";
      Client.Reply attribute = clerk.post("/entity/product/metadata/attributes", field);
      assertThat(attribute.status()).isEqualTo(403);
      assertThat(attribute.code()).isEqualTo(14010);
      assertThat(clerk.get("/audit").code()).isEqualTo(38000);
      String hook =
          "{\"url\":\"https://a.example\",\"action\":\"CREATE\",\"entityType\":\"product\"}";
      assertThat(clerk.post("/entity/webhook", hook).code()).isEqualTo(30004);
      String state = "{\"name\":\"s\",\"color\":1,\"stateType\":\"Regular\"}";
      assertThat(clerk.post("/entity/demand/metadata/states", state).status()).isEqualTo(403);
      assertThat(clerk.get("/entity/product").status()).isEqualTo(200);
    }
  }

  @Test
  void unknownTypesAndPathsSaySo() {
    try (FakeMoySklad fake = FakeMoySklad.start()) {
      Client client = new Client(fake);
      assertThat(client.get("/entity/demand2").status()).isEqualTo(412);
      assertThat(client.get("/entity/demand2").code()).isEqualTo(1005);
      assertThat(client.get("/nothing").code()).isEqualTo(1002);
      Client.Reply put = client.put("/entity/product", "{}");
      assertThat(put.status()).isEqualTo(400);
      assertThat(put.code()).isEqualTo(1012);
      assertThat(client.get("/entity/uom/?limit=10").rows()).hasSize(10);
    }
  }
}
