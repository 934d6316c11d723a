package dev.syncline.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.SyncScheduler;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.testkit.memory.MemoryConnector;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

/** The whole application on a free port. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:test")
class ShopApplicationTest {

  @Autowired private Environment environment;
  @Autowired private SyncEngine engine;
  @Autowired private SyncPlan plan;
  @Autowired private SyncScheduler scheduler;
  @Autowired private MeterRegistry registry;
  @Autowired private MemoryConnector crm;
  @Autowired private MemoryConnector shop;

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path));
  }

  private int push(String token, String body) throws Exception {
    HttpRequest request =
        to("/hooks/left")
            .header("X-Memory-Token", token)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private String status() throws Exception {
    return http.send(to("/actuator/syncline").build(), BodyHandlers.ofString()).body();
  }

  private static Entity customer(String email) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, "Ann")
        .with(Customer.EMAILS, Set.of(email));
  }

  @Test
  void aWebhookIsCarriedAndMeasuredAndAFailureIsShownAndTriedAgain() throws Exception {
    engine.run(plan); // or joins the scheduler's
    scheduler.pause(plan); // from here on the test says when
    String token = "token of " + crm.account().id();
    String id = crm.user().add(customer("ann@tea.example"));
    assertThat(push("guessed", "changed customer " + id)).isEqualTo(401);
    assertThat(push(token, "nonsense")).isEqualTo(400);
    assertThat(push(token, "x".repeat((1 << 20) + 1))).isEqualTo(413);
    assertThat(push(token, "changed customer " + id)).isEqualTo(200);
    engine.run(plan);
    assertThat(shop.entities(Customer.TYPE)).hasSize(1);
    assertThat(registry.get("syncline.runs").timers()).isNotEmpty();

    shop.faults().refuse(write -> true, Refusal.Code.INVALID);
    String refused = crm.user().add(customer("bob@tea.example"));
    engine.run(plan);
    assertThat(status()).contains("\"id\":\"" + refused + "\"").contains("REFUSED");

    shop.faults().allowAll();
    HttpRequest retry =
        to("/actuator/syncline/customer/left/" + refused)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(http.send(retry, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
    RunReport after = engine.run(plan);
    assertThat(after.failed()).isZero();
    assertThat(shop.entities(Customer.TYPE)).hasSize(2);
    assertThat(status()).doesNotContain("REFUSED");
  }
}
