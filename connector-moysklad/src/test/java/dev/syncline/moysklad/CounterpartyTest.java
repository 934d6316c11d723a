package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Address;
import dev.syncline.model.BankAccount;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.PersonName;
import dev.syncline.model.PhoneRules;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.testkit.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CounterpartyTest {

  private static final BankAccount MAIN =
      new BankAccount("40702810900000000001", "044525225", "Сбербанк", "30101810400000000225");
  private static final BankAccount OTHER = new BankAccount("40702810900000000002", "", "", "");
  private static final Address MOSCOW =
      new Address("Россия", "г Москва", "Москва", "ул. Ленина, 5", "101000", "кв. 7");

  private final Rig rig = new Rig(fake -> fake.rateLimit(false), connector -> connector);

  @AfterEach
  void close() {
    rig.close();
  }

  private static Address only(String rest) {
    return new Address("", "", "", "", "", rest);
  }

  private WriteResult.Written written(Write write) {
    return (WriteResult.Written) rig.write(write).get(0);
  }

  @Test
  @Rule("B-068")
  void aCompanyGoesThereAndBackWithAllItsParticulars() {
    RoundTrip.of(
        rig,
        Rig.customer("Радуга")
            .with(Customer.TAX_NUMBER, "7702070139")
            .with(Customer.TAX_REASON, "770201001")
            .with(Customer.REGISTRATION, "1027700132195")
            .with(Customer.LEGAL_NAME, "Общество \"Радуга\"")
            .with(Customer.LEGAL_ADDRESS, MOSCOW)
            .with(Customer.ADDRESS, only("где-то"))
            .with(Customer.BANK_ACCOUNTS, Set.of(MAIN, OTHER)));
  }

  @Test
  @Rule("B-066")
  void aSoleTraderHasANameInPartsAndARegisterOfItsOwn() {
    Entity read =
        RoundTrip.of(
            rig,
            Rig.customer("ИП Петров")
                .with(Customer.KIND, Customer.SOLE_TRADER)
                .with(Customer.PERSON_NAME, new PersonName("Петров", "Иван", ""))
                .with(Customer.TAX_NUMBER, "500100732259")
                .with(Customer.REGISTRATION, "304500116000157"));
    assertThat(read.require(Customer.LEGAL_NAME)).isEqualTo("ИП Петров Иван");
    assertThat(rig.fake.counterparties().get(read.id()).text("ogrnip"))
        .isEqualTo("304500116000157");
  }

  @Test
  void kindsOfOtherCountriesAreKindsToo() {
    String id =
        rig.fake
            .counterparties()
            .add(body -> body.put("name", "U").put("companyType", "entrepreneurUZ"))
            .id();
    assertThat(rig.read(new dev.syncline.model.Ref(Customer.TYPE, id)).require(Customer.KIND))
        .isEqualTo(Customer.SOLE_TRADER);
  }

  @Test
  void whatIsForeignToAPersonIsSaidToBeLeftOut() {
    Entity person =
        Rig.customer("Иван")
            .with(Customer.KIND, Customer.PERSON)
            .with(Customer.PERSON_NAME, new PersonName("Петров", "Иван", ""))
            .with(Customer.LEGAL_NAME, "Someone else")
            .with(Customer.TAX_REASON, "770201001")
            .with(Customer.REGISTRATION, "1027700132195");
    assertThat(written(Rig.create("1", person)).leftOut())
        .containsExactlyInAnyOrder(
            Customer.LEGAL_NAME, Customer.TAX_REASON, Customer.REGISTRATION);
    Entity composed = person.with(Customer.LEGAL_NAME, "Петров Иван");
    assertThat(written(Rig.create("2", composed)).leftOut()).doesNotContain(Customer.LEGAL_NAME);
  }

  @Test
  void aPlaceThatTheVendorDoesNotListGoesWithTheRestAndIsSaidToBeLeftOut() {
    Address abroad = new Address("Freedonia", "", "Sylvania", "Main, 12b", "SW1A 1AA", "door 2");
    WriteResult.Written written =
        written(Rig.create("1", Rig.customer("A").with(Customer.ADDRESS, abroad)));
    assertThat(written.leftOut()).containsExactly(Customer.ADDRESS);
    assertThat(written.held().orElseThrow().require(Customer.ADDRESS))
        .isEqualTo(
            new Address("", "", "Sylvania", "Main, 12b", "", "Freedonia, SW1A 1AA, door 2"));
    assertThat(rig.fake.counterparties().get(written.id()).text("actualAddressFull.house"))
        .isEqualTo("12b");
  }

  @Test
  void aRegionIsTheSameWithoutItsSort() {
    Address bare = new Address("россия", "Москва", "", "", "", "");
    WriteResult.Written written =
        written(Rig.create("1", Rig.customer("A").with(Customer.ADDRESS, bare)));
    assertThat(written.leftOut()).isEmpty();
    assertThat(written.held().orElseThrow().require(Customer.ADDRESS))
        .isEqualTo(new Address("Россия", "г Москва", "", "", "", ""));
  }

  @Test
  void anAddressIsClearedAndATextTooLongIsCut() {
    Entity held =
        rig.stored(Rig.create("1", Rig.customer("A").with(Customer.LEGAL_ADDRESS, MOSCOW)));
    Entity cleared =
        rig.stored(
            Rig.update(held, Entity.of(Customer.TYPE, held.id()).cleared(Customer.LEGAL_ADDRESS)));
    assertThat(cleared.knows(Customer.LEGAL_ADDRESS)).isTrue();
    assertThat(cleared.has(Customer.LEGAL_ADDRESS)).isFalse();
    WriteResult.Written cut =
        written(
            Rig.update(
                held, Rig.only(held, Customer.LEGAL_ADDRESS, only("x".repeat(300)))));
    assertThat(cut.leftOut()).containsExactly(Customer.LEGAL_ADDRESS);
    assertThat(cut.held().orElseThrow().require(Customer.LEGAL_ADDRESS).rest()).hasSize(255);
  }

  @Test
  void placesAreReadOnceAndOnlyIfAddressesAreWanted() {
    rig.fake
        .counterparties()
        .add(
            body -> {
              body.put("name", "A");
              body.putObject("actualAddressFull")
                  .put("city", "Казань")
                  .set("country", rig.fake.ref("country", rig.any("country")));
            });
    rig.connector.check();
    long before = rig.requests();
    List<Entity> plain = rig.look("counterparties", FieldSet.of(Customer.NAME));
    assertThat(rig.requests() - before).isEqualTo(1);
    assertThat(named(plain, "A").knows(Customer.ADDRESS)).isFalse();
    List<Entity> full = rig.look("counterparties", FieldSet.of(Customer.ADDRESS));
    rig.look("counterparties", FieldSet.of(Customer.ADDRESS));
    assertThat(rig.requests() - before).isEqualTo(1 + 2 + 2);
    assertThat(named(full, "A").require(Customer.ADDRESS).country()).isEqualTo("Россия");
  }

  private static Entity named(List<Entity> customers, String name) {
    return customers.stream()
        .filter(each -> each.require(Customer.NAME).equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accountsAreShownOnlyIfTheyAreWanted() {
    rig.stored(Rig.create("1", Rig.customer("A").with(Customer.BANK_ACCOUNTS, Set.of(MAIN))));
    assertThat(rig.look("counterparties", FieldSet.of(Customer.NAME)))
        .noneMatch(customer -> customer.knows(Customer.BANK_ACCOUNTS));
    assertThat(rig.look("counterparties", FieldSet.of(Customer.BANK_ACCOUNTS)))
        .allMatch(customer -> customer.knows(Customer.BANK_ACCOUNTS))
        .anySatisfy(
            customer ->
                assertThat(customer.require(Customer.BANK_ACCOUNTS)).containsExactly(MAIN));
  }

  @Test
  void anAccountThatStaysKeepsItsIdSoThatDocumentsStillPointAtIt() {
    Entity held =
        rig.stored(
            Rig.create("1", Rig.customer("A").with(Customer.BANK_ACCOUNTS, Set.of(MAIN, OTHER))));
    FakeObject before = rig.fake.counterparties().get(held.id());
    Entity order = rig.stored(Rig.create("o", rig.newOrder(held.ref())));
    rig.fake
        .customerOrders()
        .update(
            order.id(),
            b -> b.putObject("agentAccount").set("meta", before.field("accounts.rows.0.meta")));
    BankAccount third = new BankAccount("40702810900000000003", "044525225", "", "");
    BankAccount spaced = new BankAccount("4070 2810 9000 0000 0001", "044525225", "", "");
    Entity changed =
        rig.stored(
            Rig.update(held, Rig.only(held, Customer.BANK_ACCOUNTS, Set.of(spaced, third))));
    FakeObject after = rig.fake.counterparties().get(held.id());
    assertThat(changed.require(Customer.BANK_ACCOUNTS)).hasSize(2);
    assertThat(after.text("accounts.rows.0.id")).isEqualTo(before.text("accounts.rows.0.id"));
    assertThat(after.text("accounts.rows.0.bankName")).isEqualTo("Сбербанк");
    assertThat(rig.fake.customerOrders().get(order.id()).text("agentAccount.meta.href"))
        .endsWith(before.text("accounts.rows.0.id"));
  }

  @Test
  void groupsOfACustomerAreLeftAlone() {
    String id =
        rig.fake
            .counterparties()
            .add(body -> body.put("name", "A").putArray("tags").add("vip"))
            .id();
    Entity held = rig.read(new dev.syncline.model.Ref(Customer.TYPE, id));
    rig.stored(Rig.update(held, Rig.only(held, Customer.TAX_NUMBER, "7702070139")));
    assertThat(rig.fake.counterparties().get(id).text("tags.0")).isEqualTo("vip");
  }

  @Test
  void writesWithAccountsGoInHundredsAndTheOthersInThousands() {
    List<Write> writes = new ArrayList<>();
    for (int n = 0; n < 150; n++) {
      Entity customer = Rig.customer("C" + n);
      writes.add(Rig.create("a" + n, customer.with(Customer.BANK_ACCOUNTS, Set.of(MAIN))));
      writes.add(Rig.create("b" + n, customer));
    }
    assertThat(rig.connector.pack(writes)).extracting(List::size).containsExactly(150, 100, 50);
  }

  @Test
  @Rule("B-067")
  void branchesOfACompanyAreToldApartByTheSecondPartOfTheTaxNumber() {
    String[] ids = new String[3];
    for (int n = 0; n < 3; n++) {
      String reason = "77020100" + n;
      ids[n] =
          rig.fake
              .counterparties()
              .add(
                  body -> {
                    body.put("name", "Branch").put("inn", "7702070139");
                    if (!reason.endsWith("0")) {
                      body.put("kpp", reason);
                    }
                  })
              .id();
    }
    assertThat(found("770201002")).containsExactly(ids[2]);
    assertThat(found("")).containsExactly(ids[0]);
  }

  private List<String> found(String reason) {
    Entity sought = Rig.customer("x").with(Customer.TAX_NUMBER, "7702070139");
    Entity both =
        reason.isEmpty()
            ? sought.cleared(Customer.TAX_REASON)
            : sought.with(Customer.TAX_REASON, reason);
    MatchKey key =
        MatchKey.of(
                both, List.of(Customer.TAX_NUMBER, Customer.TAX_REASON), PhoneRules.digits())
            .get(0);
    Findings findings =
        rig.connector.port(Customer.TYPE).find(List.of(key), FieldSet.of()).get(key);
    assertThat(findings.complete()).isTrue();
    return findings.hits().stream().map(Entity::id).toList();
  }

  @Test
  @Rule("B-081")
  void anOrderKnowsWhereItIsDelivered() {
    Entity buyer = rig.stored(Rig.create("c", Rig.customer("A")));
    RoundTrip.of(rig, rig.newOrder(buyer.ref()).with(Order.DELIVERY_ADDRESS, MOSCOW), Order.LINES);
  }
}
