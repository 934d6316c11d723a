package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountTest {

  private static final PhoneRules PHONES = new LibPhoneRules("RU");

  private static MatchKey key(Entity entity, Field<?>... fields) {
    return MatchKey.of(entity, List.of(fields), PHONES).get(0);
  }

  @Test
  void theCheckNamesTheAccountAndReadsTheDictionariesInSevenRequests() {
    try (Rig rig = new Rig()) {
      ConnectionCheck check = rig.connector.check();
      assertThat(check.problems()).isEmpty();
      assertThat(check.actingAs()).isEqualTo("admin@shop");
      assertThat(rig.requests()).isEqualTo(7);
      Dictionaries all = rig.connector.dictionaries();
      assertThat(all.codes(Dictionaries.ORDER_STATUS)).hasSize(7);
      assertThat(all.code(Dictionaries.CURRENCY, "RUB")).isPresent();
      assertThat(all.codes(Dictionaries.STORE)).isNotEmpty();
      assertThat(all.codes(Dictionaries.ORGANIZATION)).isNotEmpty();
      assertThat(all.codes(Dictionaries.EMPLOYEE)).isNotEmpty();
      assertThat(all.codes(Dictionaries.PRICE_TYPE)).isNotEmpty();
      assertThat(rig.connector.account().key()).isEqualTo("moysklad:shop");
    }
  }

  @Test
  void overALoopbackPortTheConnectorSpeaksTheSameProtocol() {
    try (FakeMoySklad served = FakeMoySklad.start();
        MoySkladConnector connector = served.connector()) {
      assertThat(connector.check().problems()).isEmpty();
      Write.Create create = Rig.create("1", Rig.product("Чайник"));
      assertThat(connector.write(List.of(create)))
          .singleElement()
          .isInstanceOf(WriteResult.Written.class);
      assertThat(served.products().all()).extracting(FakeObject::name).containsExactly("Чайник");
    }
  }

  @Test
  void archivedEntriesAreNotAlive() {
    try (Rig rig = new Rig()) {
      FakeObject store = rig.fake.stores().add(body -> body.put("name", "Old"));
      rig.fake.stores().update(store.id(), body -> body.put("archived", true));
      rig.connector.check();
      assertThat(
              rig.connector
                  .dictionaries()
                  .code(Dictionaries.STORE, store.id())
                  .orElseThrow()
                  .alive())
          .isFalse();
    }
  }

  @Test
  @Rule("B-108")
  void anEmployeesAddressServesProposalsAndStandsInNoText() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      Dictionaries.Code employee = rig.connector.dictionaries().codes(Dictionaries.EMPLOYEE).get(0);
      assertThat(employee.traits().get("email")).contains("@");
      assertThat(employee.toString()).contains(employee.code()).doesNotContain("@");
      assertThat(employee.toString()).doesNotContain(employee.name());
    }
  }

  @Test
  void everyDictionaryIsReadAndStatusesOfInvoicesAmongThem() {
    try (Rig rig = new Rig()) {
      String sent = rig.fake.definitions().state("invoiceout", "Отправлен");
      FakeObject currency = rig.fake.entities("currency").named("евро").orElseThrow();
      rig.fake.entities("currency").update(currency.id(), body -> body.put("archived", true));
      rig.connector.check();
      Dictionaries all = rig.connector.dictionaries();
      assertThat(all.names()).allMatch(name -> !all.codes(name).isEmpty());
      assertThat(all.names()).contains(Dictionaries.INVOICE_STATUS);
      assertThat(all.code(Dictionaries.INVOICE_STATUS, sent)).isPresent();
      assertThat(all.code(Dictionaries.ORDER_STATUS, sent)).isEmpty();
      assertThat(all.code(Dictionaries.CURRENCY, "EUR").orElseThrow().alive()).isFalse();
    }
  }

  @Test
  void aWrongPasswordNamesTheSettingAndNoSecret() {
    try (Rig rig = new Rig(fake -> fake, builder -> builder.login("admin@shop", "wr0ng-pass"))) {
      assertThatThrownBy(() -> rig.connector.check())
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("moysklad:shop")
          .hasMessageContaining("login and password")
          .hasMessageNotContaining("wr0ng-pass");
    }
  }

  @Test
  void aVoidTokenIsRefused() {
    try (Rig rig = new Rig(fake -> fake, builder -> builder.token("0c11fc51").account("shop"))) {
      assertThatThrownBy(() -> rig.connector.check())
          .isInstanceOf(AuthenticationFailed.class)
          .hasMessageContaining("token");
    }
  }

  @Test
  void aTokenNeedsTheAccountsName() {
    assertThatThrownBy(() -> MoySkladConnector.builder().token("x").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("account");
  }

  @Test
  void aUserWhoIsNoAdministratorIsAProblemWithARemedy() {
    try (Rig rig = new Rig(fake -> fake, builder -> builder.login("clerk@shop", "clerk-secret"))) {
      assertThat(rig.connector.check().problems())
          .anySatisfy(
              problem -> {
                assertThat(problem.code()).isEqualTo("MS_NOT_ADMIN");
                assertThat(problem.setting()).isEqualTo("administrator");
                assertThat(problem.remedy()).contains("Employees");
              });
    }
  }

  @Test
  void anAliasThatLeadsToAnotherAccountIsAProblem() {
    try (Rig rig = new Rig(fake -> fake, builder -> builder.accountId("another"))) {
      assertThat(rig.connector.check().problems())
          .anySatisfy(problem -> assertThat(problem.setting()).isEqualTo("account"));
    }
  }

  @Test
  void readingTellsTheFoundFromTheGone() {
    try (Rig rig = new Rig()) {
      String kettle = "product/" + rig.fake.products().add(b -> b.put("name", "Kettle")).id();
      FakeObject cup = rig.fake.products().add(b -> b.put("name", "Cup"));
      String delivery = "service/" + rig.fake.services().add(b -> b.put("name", "Delivery")).id();
      rig.fake.products().delete(cup.id());
      Map<String, Reading> readings =
          rig.connector
              .port(Product.TYPE)
              .read(List.of(kettle, "product/" + cup.id(), delivery), FieldSet.of(Product.NAME));
      assertThat(readings.get(kettle)).isInstanceOf(Reading.Found.class);
      assertThat(readings.get(delivery)).isInstanceOf(Reading.Found.class);
      assertThat(readings.get("product/" + cup.id())).isInstanceOf(Reading.Gone.class);
    }
  }

  @Test
  void aHundredEntitiesAreReadInOneRequest() {
    try (Rig rig = new Rig()) {
      List<String> ids = new ArrayList<>();
      IntStream.range(0, 100)
          .forEach(n -> ids.add(rig.fake.counterparties().add(b -> b.put("name", "C" + n)).id()));
      rig.connector.check();
      long before = rig.requests();
      Map<String, Reading> readings =
          rig.connector.port(Customer.TYPE).read(ids, FieldSet.of(Customer.NAME));
      assertThat(readings.values()).allMatch(Reading.Found.class::isInstance);
      assertThat(rig.requests() - before).isEqualTo(1);
    }
  }

  @Test
  void customersAreFoundByEveryKeyTheyAreMatchedBy() {
    try (Rig rig = new Rig()) {
      String id =
          rig.fake
              .counterparties()
              .add(
                  body ->
                      body.put("name", "ООО \"Радуга; и дождь\"")
                          .put("phone", "8 (903) 123-45-67")
                          .put("email", "Ivan@example.org")
                          .put("inn", "7702070139")
                          .put("externalCode", "x-1"))
              .id();
      Entity sought =
          Entity.builder(Customer.TYPE, "")
              .set(Customer.NAME, "ООО \"Радуга; и дождь\"")
              .set(Customer.PHONES, Set.of("+7 903 123 45 67"))
              .set(Customer.EMAILS, Set.of("Ivan@example.org"))
              .set(Customer.TAX_NUMBER, "7702070139")
              .set(Customer.EXTERNAL_CODE, "x-1")
              .build();
      List<MatchKey> keys =
          List.of(
              key(sought, Customer.NAME),
              key(sought, Customer.PHONES),
              key(sought, Customer.EMAILS),
              key(sought, Customer.TAX_NUMBER),
              key(sought, Customer.EXTERNAL_CODE));
      Map<MatchKey, Findings> found =
          rig.connector.port(Customer.TYPE).find(keys, FieldSet.of(Customer.NAME));
      assertThat(found).hasSize(5);
      assertThat(found.values())
          .allSatisfy(
              findings -> assertThat(findings.hits()).extracting(Entity::id).containsExactly(id));
      assertThat(found.get(keys.get(1)).complete()).isFalse();
      assertThat(found.get(keys.get(3)).complete()).isTrue();
    }
  }

  @Test
  void goodsAreFoundByNameWithinTheirFolderOnly() {
    try (Rig rig = new Rig()) {
      String folder = rig.fake.entities("productfolder").add(b -> b.put("name", "F")).id();
      rig.fake.products().add(b -> b.put("name", "Cup"));
      String inside =
          rig.fake
              .products()
              .add(
                  b ->
                      b.put("name", "Cup")
                          .set("productFolder", rig.fake.ref("productfolder", folder)))
              .id();
      Entity sought =
          Rig.product("Cup")
              .with(Product.CATEGORY, new dev.syncline.model.Ref(Category.TYPE, folder));
      MatchKey key = key(sought, Product.NAME, Product.CATEGORY);
      assertThat(rig.connector.port(Product.TYPE).find(List.of(key), Rig.ALL).get(key).hits())
          .extracting(Entity::id)
          .containsExactly("product/" + inside);
    }
  }

  @Test
  void aThousandKeysNeedFewRequestsAndNoneIsTooLong() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      List<MatchKey> keys =
          IntStream.range(0, 1_000)
              .mapToObj(n -> key(Rig.product("x").with(Product.SKU, "артикул-" + n), Product.SKU))
              .toList();
      long before = rig.requests();
      assertThat(rig.connector.port(Product.TYPE).find(keys, Rig.ALL)).hasSize(1_000);
      assertThat(rig.requests() - before).isLessThan(25);
      assertThat(rig.wire.log().count(entry -> entry.status() >= 400)).isZero();
    }
  }

  @Test
  void underPressureTheVendorNeverRefuses() {
    try (Rig rig = new Rig()) {
      List<Write> writes = new ArrayList<>();
      for (int n = 0; n < 300; n++) {
        writes.add(Rig.create("c" + n, Rig.customer("C" + n)));
      }
      writes.forEach(write -> rig.connector.write(List.of(write)));
      assertThat(rig.fake.counterparties().size()).isGreaterThanOrEqualTo(300);
      assertThat(rig.wire.log().count(entry -> entry.status() == 429)).isZero();
    }
  }

  @Test
  void fiveAtOnceThroughAStepOfThePriceListAreNeverRefused() throws Exception {
    try (Rig rig = new Rig()) {
      rig.time.advance(Duration.between(rig.time.now(), Instant.parse("2026-11-30T20:59:00Z")));
      List<Thread> threads = new ArrayList<>();
      for (int n = 0; n < 5; n++) {
        Thread reader =
            new Thread(
                () -> IntStream.range(0, 100).forEach(any -> rig.everything("counterparties")));
        threads.add(reader);
        reader.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(rig.wire.log().count(entry -> entry.status() == 200)).isGreaterThanOrEqualTo(500);
      assertThat(rig.wire.log().count(entry -> entry.status() == 429)).isZero();
      assertThat(rig.time.now()).isAfter(Instant.parse("2026-11-30T21:00:00Z"));
    }
  }

  @Test
  void aCallWeighsWhatThePriceListSaysOfItsDay() {
    assertThat(MoySkladQuota.weight(Login.Kind.USER, Instant.parse("2026-05-01T00:00:00Z")))
        .isEqualTo(1);
    assertThat(MoySkladQuota.weight(Login.Kind.USER, Instant.parse("2026-08-31T20:00:00Z")))
        .isEqualTo(2);
    assertThat(MoySkladQuota.weight(Login.Kind.USER, Instant.parse("2026-11-22T00:00:00Z")))
        .isEqualTo(3);
    assertThat(MoySkladQuota.weight(Login.Kind.USER, Instant.parse("2026-11-30T21:00:00Z")))
        .isEqualTo(4);
    assertThat(MoySkladQuota.weight(Login.Kind.SOLUTION, Instant.parse("2027-01-01T00:00:00Z")))
        .isEqualTo(1);
  }
}
