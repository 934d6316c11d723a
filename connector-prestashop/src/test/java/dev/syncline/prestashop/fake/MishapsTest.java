package dev.syncline.prestashop.fake;

import static dev.syncline.prestashop.fake.Client.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MishapsTest {

  private final VirtualTime time = new VirtualTime();
  private final FakePrestaShop fake =
      FakePrestaShop.builder().time(time).slowness(Duration.ofSeconds(70)).start();
  private final Client client = new Client(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DIES,500,0",
    "DIES_AFTER_SAVE,500,1",
    "WARNS_AFTER_SAVE,500,1",
    "PROXY_429,429,0",
    "PROXY_503,503,0",
    "FIREWALL,403,0",
    "NOTICE_BEFORE_XML,201,1"
  })
  void aMishapHitsOnceBeforeOrAfterTheSave(Mishap mishap, int status, int saved) {
    fake.onNext("POST", "/products", mishap);
    Client.Reply reply = client.post("/products", product("A", ""));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(fake.products().size()).isEqualTo(saved);
    assertThat(client.post("/products", product("B", "")).status()).isEqualTo(201);
    if (mishap == Mishap.DIES || mishap == Mishap.DIES_AFTER_SAVE) {
      assertThat(reply.bytes()).isEmpty();
    }
    if (mishap == Mishap.WARNS_AFTER_SAVE) {
      assertThat(reply.codes()).containsExactly("3");
    }
    if (mishap == Mishap.NOTICE_BEFORE_XML) {
      assertThat(reply.body()).startsWith("<br />").contains("<?xml");
      assertThat(reply.header("Content-Type")).isEqualTo("application/javascript");
    }
    if (mishap == Mishap.PROXY_429) {
      assertThat(reply.header("Retry-After")).isEqualTo("2");
    }
  }

  @Test
  void aSlowAnswerTakesItsTime() {
    fake.onNext("GET", "/languages", Mishap.SLOW);
    assertThat(client.get("/languages").status()).isEqualTo(200);
    assertThat(time.now()).isEqualTo(VirtualTime.START.plusSeconds(70));
  }

  @Test
  void theWeatherLosesAnAnswerAfterTheOrderWasPlaced() {
    fake.faults().onNext("POST", "/products", Fault.LOST_AFTER);
    assertThatThrownBy(() -> client.post("/products", product("A", "")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(fake.products().size()).isEqualTo(1);
  }

  @Test
  void tooManyRequestsAreRefusedByAProxy() {
    fake.faults().onNext("GET", "/products", Fault.QUOTA);
    assertThat(client.get("/products").status()).isEqualTo(429);
  }

  @Test
  void requestsAreCountedByMethodAndResource() {
    client.get("/products");
    client.get("/products/1");
    client.post("/products", product("A", ""));
    int before = fake.log().size();
    client.get("/orders");
    assertThat(fake.requests().of("products")).isEqualTo(3);
    assertThat(fake.requests().of("GET", "products")).isEqualTo(2);
    assertThat(fake.requests().writes()).isEqualTo(1);
    assertThat(fake.requestsSince(before).total()).isEqualTo(1);
  }
}
