package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {

  @Test
  void aKeyIsTakenFromTwoHeadersAndTwoParameters() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      Client client = new Client(fake);
      String key = fake.apiKey();
      assertThat(client.send("GET", "/status", "", "DOLAPIKEY", key).status()).isEqualTo(200);
      assertThat(client.send("GET", "/status", "", "Authorization", "Bearer " + key).status())
          .isEqualTo(200);
      assertThat(client.send("GET", "/status?DOLAPIKEY=" + key, "", "").status()).isEqualTo(200);
      assertThat(client.send("GET", "/status?api_key=" + key, "", "").status()).isEqualTo(200);
      assertThat(client.send("GET", "/status?api_key=" + key, "", "DOLAPIKEY", "no").status())
          .isEqualTo(401);
    }
  }

  @Test
  void anUnknownKeyIsRefusedInJsonAndTheDebugBlockCanBeSwitchedOff() {
    try (FakeDolibarr fake = FakeDolibarr.start();
        FakeDolibarr quiet = FakeDolibarr.builder().debug(false).start()) {
      Client.Reply refused = new Client(fake, "nobody").get("/status");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.message()).startsWith("Unauthorized: Error user not valid");
      assertThat(refused.json().has("debug")).isTrue();
      assertThat(new Client(quiet, "nobody").get("/status").json().has("debug")).isFalse();
    }
  }

  @Test
  void aGuesserWaitsASecondIfTheBrakeIsOn() {
    VirtualTime time = new VirtualTime();
    try (FakeDolibarr fake = FakeDolibarr.builder().time(time).keyDelay(true).start()) {
      new Client(fake).get("/status");
      assertThat(time.now()).isEqualTo(VirtualTime.START);
      new Client(fake, "nobody").get("/status");
      assertThat(Duration.between(VirtualTime.START, time.now())).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void anotherEntityThanTheUsersIsRefused() {
    try (FakeDolibarr fake = FakeDolibarr.builder().entity(3).start()) {
      Client client = new Client(fake);
      String key = fake.apiKey();
      assertThat(client.send("GET", "/status", "", "DOLAPIKEY", key, "DOLAPIENTITY", "3").status())
          .isEqualTo(200);
      Client.Reply other = client.send("GET", "/status", "", "DOLAPIKEY", key, "DOLAPIENTITY", "2");
      assertThat(other.status()).isEqualTo(401);
      assertThat(other.message()).contains("wrong entity");
    }
  }

  @Test
  void aMissingRightIsForbiddenAndWasUnauthorizedBeforeVersion20() {
    try (FakeDolibarr now = FakeDolibarr.builder().rights("produit.lire").start();
        FakeDolibarr then =
            FakeDolibarr.builder().rights("produit.lire").version("18.0.4").start()) {
      assertThat(new Client(now).get("/products").status()).isEqualTo(200);
      assertThat(new Client(now).get("/orders").status()).isEqualTo(403);
      assertThat(new Client(then).get("/orders").status()).isEqualTo(401);
      assertThat(new Client(now).get("/status").status()).isEqualTo(200);
      assertThat(new Client(now).get("/setup/dictionary/payment_types").status()).isEqualTo(403);
      assertThat(new Client(now).get("/setup/dictionary/currencies").status()).isEqualTo(200);
    }
  }

  @Test
  void aModuleThatIsOffGivesNoRights() {
    try (FakeDolibarr fake = FakeDolibarr.builder().without("commande").start()) {
      Client client = new Client(fake);
      assertThat(client.get("/orders").status()).isEqualTo(403);
      fake.module("commande", true);
      assertThat(client.get("/orders").status()).isEqualTo(200);
      fake.module("api", false);
      Client.Reply notice = client.get("/orders");
      assertThat(notice.status()).isEqualTo(200);
      assertThat(notice.text()).startsWith("Module Api must be enabled");
    }
  }

  @Test
  void whoMayNotSeeAllCustomersSeesNone() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      fake.thirdParties().add(company -> company.name("Tea"));
      String key = fake.user("clerk", "societe.lire");
      assertThat(new Client(fake, key).get("/thirdparties").status()).isEqualTo(404);
      String all = fake.user("boss", "societe.lire", "societe.client.voir");
      assertThat(new Client(fake, all).get("/thirdparties").json()).hasSize(1);
    }
  }

  @Test
  void theFirewallRefusesAPathWithAColonInHtml() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      Client client = new Client(fake);
      Client.Reply refused = client.get("/products/ref_ext/ps%3A10");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("Content-Type")).startsWith("text/html");
      assertThat(refused.text()).contains("SQL or Script injection protection");
      assertThat(client.get("/orders/ref/%28PROV1%29").status()).isEqualTo(403);
      assertThat(client.get("/products/ref_ext/ps_10-a.b%7C%40%20%26%2C%2B%3D%C3%A9").status())
          .isEqualTo(404);
    }
  }

  @Test
  void theFirewallRefusesQuotesAndSqlInAQuery() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      Client client = new Client(fake);
      assertThat(client.list("products", "(t.ref:=:\"x\")").status()).isEqualTo(403);
      assertThat(client.list("products", "(t.ref:=:'select  from')").status()).isEqualTo(403);
      assertThat(client.list("products", "(t.ref:=:'<script')").status()).isEqualTo(403);
      assertThat(client.list("products", "(t.ref:like:'50%')").status()).isEqualTo(200);
    }
  }

  @Test
  void plainTextIsForbiddenAndAFormIsTaken() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      Client client = new Client(fake);
      Client.Reply text =
          client.send(
              "POST", "/products", "{}", "DOLAPIKEY", fake.apiKey(), "Content-Type", "text/plain");
      assertThat(text.status()).isEqualTo(403);
      assertThat(text.message()).contains("Content type `text/plain` is not supported.");
      Client.Reply form =
          client.send(
              "POST",
              "/products",
              "ref=F1&label=Form",
              "DOLAPIKEY",
              fake.apiKey(),
              "Content-Type",
              "application/x-www-form-urlencoded");
      assertThat(form.id()).isPositive();
    }
  }

  @Test
  void theStatusTellsTheVersionAndOfLateTheClocks() {
    try (FakeDolibarr now = FakeDolibarr.start();
        FakeDolibarr then = FakeDolibarr.builder().version("14.0.5").start()) {
      assertThat(new Client(now).get("/status").json().at("/success/timestamp_php_tz").asText())
          .isEqualTo("UTC");
      assertThat(new Client(then).get("/status").json().get("success").has("timestamp_now_utc"))
          .isFalse();
      assertThat(new Client(then).get("/status").json().at("/success/dolibarr_version").asText())
          .isEqualTo("14.0.5");
    }
  }

  @Test
  void whatAVersionDoesNotHaveIsNotImplemented() {
    try (FakeDolibarr fake = FakeDolibarr.builder().version("22.0.2").start()) {
      Client client = new Client(fake);
      assertThat(client.get("/nothing").status()).isEqualTo(501);
      assertThat(client.get("/nothing").text()).startsWith("API not found");
      assertThat(client.get("/paiements").status()).isEqualTo(501);
      assertThat(client.get("/products/1/nothing").status()).isEqualTo(404);
      assertThat(client.delete("/products").status()).isEqualTo(405);
      fake.constant("API_ENDPOINT_RULES", "products:1");
      assertThat(client.get("/orders").status()).isEqualTo(501);
    }
  }

  @Test
  void logInIsOffSinceVersion24AndOnBefore() {
    String body = "{'login':'sync','password':'sync'}";
    try (FakeDolibarr now = FakeDolibarr.start();
        FakeDolibarr then = FakeDolibarr.builder().version("22.0.2").start()) {
      assertThat(new Client(now).post("/login", body).status()).isEqualTo(403);
      now.constant("API_ENABLE_LOGIN_API", "1");
      assertThat(new Client(now).post("/login", body).status()).isEqualTo(200);
      assertThat(new Client(then).post("/login", body).json().at("/success/token").asText())
          .isEqualTo(then.apiKey());
    }
  }

  @Test
  void theSetUpIsForAdministrators() {
    try (FakeDolibarr fake = FakeDolibarr.builder().admin(false).start()) {
      Client clerk = new Client(fake);
      Client admin = new Client(fake, fake.adminKey());
      for (String path :
          new String[] {
            "/setup/company", "/setup/modules", "/setup/conf/MAIN_MONNAIE", "/setup/extrafields"
          }) {
        assertThat(clerk.get(path).status()).as(path).isEqualTo(403);
        assertThat(admin.get(path).status()).as(path).isEqualTo(200);
      }
      assertThat(admin.get("/setup/conf/MAIN_MONNAIE").text()).isEqualTo("\"EUR\"");
      assertThat(admin.get("/setup/conf/NO_SUCH").status()).isEqualTo(400);
      fake.constant("API_LOGINS_ALLOWED_FOR_CONST_READ", "sync");
      assertThat(clerk.get("/setup/conf/MAIN_MONNAIE").status()).isEqualTo(200);
      assertThat(clerk.get("/webhook").status()).isEqualTo(403);
      assertThat(admin.get("/webhook").status()).isEqualTo(403);
    }
  }
}
