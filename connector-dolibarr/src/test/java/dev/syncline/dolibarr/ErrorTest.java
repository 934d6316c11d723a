package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.FakeResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vendor's answers mean. */
class ErrorTest {

  private static final String HTML = "<html><body>Dolibarr has detected a technical error.</body>";

  static Write.Create create(Entity wanted) {
    return new Write.Create(
        new OperationKey("shop", wanted.type().name(), "10", 1, "create"), wanted);
  }

  private static Entity product() {
    return Entity.of(Product.TYPE, "").with(Product.SKU, "TEE").with(Product.NAME, "Tee");
  }

  private static WriteResult write(Canned server, Entity wanted) {
    return server.connector.write(List.of(create(wanted))).get(0);
  }

  private static String error(int status, String message) {
    return "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\"}}";
  }

  private static Reading read(Canned server) {
    return server
        .connector
        .port(Product.TYPE)
        .read(List.of("7"), FieldSet.of(Product.NAME))
        .get("7");
  }

  @Test
  @Rule("P-032")
  void anAcceptedPageOfHtmlIsNoSuccess() {
    try (Canned server = new Canned()) {
      server.says("POST products", FakeResponse.of(202, "text/html", HTML));
      assertThatThrownBy(() -> write(server, product())).isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void anAcceptedPageOfHtmlIsNoAnswerToARead() {
    try (Canned server = new Canned()) {
      server.says("GET products/7", FakeResponse.of(202, "text/html", HTML));
      assertThatThrownBy(() -> read(server)).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void aFunctionalErrorIsToldFromAServerThatIsNotThere() {
    try (Canned server = new Canned()) {
      server.says("POST products", 503, error(503, "Service Unavailable: Data too long for label"));
      WriteResult refused = write(server, product());
      assertThat(refused).isInstanceOf(WriteResult.Refused.class);
      assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
          .isEqualTo(Refusal.Code.INVALID);
    }
    try (Canned server = new Canned()) {
      server.says("POST products", FakeResponse.of(503, "text/html", "<h1>503</h1>"));
      assertThatThrownBy(() -> write(server, product())).isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void theInputFilterNamesTheCharacterInTheId() {
    try (Canned server = new Canned()) {
      Entity coded = product().with(Product.EXTERNAL_CODE, "ps:10");
      WriteResult refused = write(server, coded);
      assertThat(refused).isInstanceOf(WriteResult.Refused.class);
      assertThat(((WriteResult.Refused) refused).reasons().get(0).text())
          .contains("':'")
          .contains("ps:10");
      assertThat(server.asked).isEmpty();
    }
  }

  @Test
  void aPageOfTheInputFilterIsNoMissingRight() {
    try (Canned server = new Canned()) {
      server.says(
          "GET products/7",
          FakeResponse.of(403, "text/html", "Access refused to page by SQL or Script injection"));
      assertThatThrownBy(() -> read(server))
          .isInstanceOf(ProtocolBroken.class)
          .hasMessageContaining("input filter");
    }
  }

  @Test
  void aMissingRightHidesAndDoesNotDelete() {
    try (Canned server = new Canned()) {
      server.says("GET products/7", 403, error(403, "Forbidden"));
      assertThat(read(server)).isInstanceOf(Reading.Unseen.class);
      server.says("POST products", 403, error(403, "Forbidden"));
      assertThatThrownBy(() -> write(server, product())).isInstanceOf(AccessDenied.class);
    }
  }

  @Test
  void aRefusedKeyNamesTheSettingAndNotTheKey() {
    try (Canned server = new Canned()) {
      server.says("GET status", 401, error(401, "Unauthorized: Failed to login to API"));
      assertThatThrownBy(server.connector::check)
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("API key")
          .hasMessageNotContaining(Canned.KEY);
    }
  }

  @Test
  void aModuleThatIsOffIsNamed() {
    try (Canned server = new Canned()) {
      server.says(
          "GET products/7",
          FakeResponse.of(501, "text/plain", "API not found (failed to include API file)"));
      assertThat(read(server)).isInstanceOf(Reading.Unseen.class);
      server.says("POST products", FakeResponse.of(501, "text/plain", "API not found"));
      assertThatThrownBy(() -> write(server, product()))
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("module");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Duplicate entry 'FA2611-0009-1' for key 'uk_facture_ref'",
        "Error creating thirdparty; Duplicate value in a unique field"
      })
  void aRaceForTheNextNumberWroteNothing(String message) {
    try (Canned server = new Canned()) {
      server.says("POST thirdparties", 500, error(500, message));
      Entity customer = Entity.of(Customer.TYPE, "").with(Customer.NAME, "Doe");
      assertThat(write(server, customer)).isInstanceOf(WriteResult.NotSent.class);
    }
  }

  @Test
  void aTakenReferenceIsToldApart() {
    try (Canned server = new Canned()) {
      server.says(
          "POST products", 500, error(500, "Error creating product; ErrorProductAlreadyExists"));
      WriteResult refused = write(server, product());
      assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
          .isEqualTo(Refusal.Code.NUMBER_TAKEN);
    }
  }

  @ParameterizedTest
  @Rule("P-054")
  @ValueSource(
      strings = {
        "Error : The product barcode 4006381333931 already exists on another product reference.",
        "Duplicate entry '4006381333931-2-1' for key 'uk_product_barcode'"
      })
  void aBarcodeThatAnotherProductHasIsLeftOutAndNoTakenReference(String message) {
    try (Canned server = new Canned()) {
      server
          .says("POST products", 500, error(500, "Error creating product; " + message))
          .says("POST products", 200, "31")
          .says("GET products/31", 200, "{\"id\":\"31\",\"ref\":\"TEE\",\"label\":\"Tee\"}");
      Entity coded = product().with(Product.BARCODES, Set.of("4006381333931"));
      WriteResult.Written written = (WriteResult.Written) write(server, coded);
      assertThat(written.id()).isEqualTo("31");
      assertThat(written.leftOut()).containsExactly(Product.BARCODES);
      assertThat(server.asked.get(1).text()).doesNotContain("4006381333931").contains("TEE");
    }
  }

  @Test
  void aTakenUniqueFieldLeadsToWhatWasMadeBefore() {
    try (Canned server = new Canned(builder -> builder.syncId(true))) {
      server
          .says("GET status", 200, "{\"success\":{\"dolibarr_version\":\"22.0.1\"}}")
          .says(
              "GET setup/extrafields",
              200,
              "{\"product\":{\"sync_id\":{\"type\":\"varchar\",\"unique\":\"1\"}}}")
          .says(
              "POST products",
              500,
              error(500, "Duplicate entry 'x' for key 'uk_product_extrafields_sync_id'"))
          .says("GET products", 200, "[{\"id\":\"31\"}]");
      server.connector.check();
      assertThat(write(server, product())).isEqualTo(new WriteResult.Exists("31"));
    }
  }

  @Test
  void aServerThatSaysTooManyHasDoneNothing() {
    try (Canned server = new Canned()) {
      server.says("POST products", FakeResponse.of(429, "text/html", "slow down"));
      assertThatThrownBy(() -> write(server, product())).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void placesAreHalvedWhenTheServerIsOverloadedAndComeBackSlowly() {
    try (Canned server = new Canned(builder -> builder.readsAtOnce(8))) {
      server
          .says("GET products/7", FakeResponse.of(503, "text/html", "busy"))
          .says("GET products/7", FakeResponse.of(429, "text/html", "slow down"))
          .says("GET products/7", 200, "{\"id\":\"7\",\"label\":\"Tee\"}");
      assertThatThrownBy(() -> read(server)).isInstanceOf(Unavailable.class);
      assertThat(server.connector.pace().places(Lane.READ)).isEqualTo(4);
      assertThatThrownBy(() -> read(server)).isInstanceOf(Unavailable.class);
      assertThat(server.connector.pace().places(Lane.READ)).isEqualTo(2);
      read(server);
      assertThat(server.connector.pace().places(Lane.READ)).isEqualTo(2);
      server.time.advance(Duration.ofSeconds(31));
      read(server);
      read(server);
      assertThat(server.connector.pace().places(Lane.READ)).isEqualTo(3);
    }
  }
}
