package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Located;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Address;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.PersonName;
import dev.syncline.model.Ref;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.prestashop.fake.Mishap;
import dev.syncline.testkit.fake.RequestLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers and addresses that come from elsewhere. */
class PeopleTest {

  private Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void version(String version) {
    rig.close();
    rig = new Rig(version);
  }

  private static Entity person(String email) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, "Novak Anna")
        .with(Customer.EMAILS, Set.of(email));
  }

  private Item made(Entity customer) {
    return rig.shop.customers().get(Integer.parseInt(id(rig.write(rig.create(customer)))));
  }

  private static String id(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).id();
  }

  @Test
  void aNewCustomerIsOneThatTheShopTakesForItsOwn() {
    Item made = made(person("anna@mail.example"));
    assertThat(made.get("lastname")).isEqualTo("Novak");
    assertThat(made.get("firstname")).isEqualTo("Anna");
    assertThat(made.get("active")).isEqualTo("1");
    assertThat(made.get("id_default_group")).isEqualTo("3");
    assertThat(made.ids("groups")).containsExactly(3);
    assertThat(made.get("newsletter")).isEqualTo("0");
    assertThat(made.get("optin")).isEqualTo("0");
    assertThat(made.get("is_guest")).isEqualTo("0");
  }

  @Test
  void everyNewCustomerHasAPasswordOfTheirOwn() {
    Item anna = made(person("anna@mail.example"));
    Item bela = made(person("bela@mail.example"));
    assertThat(anna.get("passwd")).isNotEmpty().isNotEqualTo(bela.get("passwd"));
  }

  @Test
  void aCompanyIsKnownByItsNameAndItsPersonByTheirs() {
    Entity company =
        Entity.of(Customer.TYPE, "")
            .with(Customer.KIND, Customer.COMPANY)
            .with(Customer.NAME, "Alpha & Co. 24/7 Kft.")
            .with(Customer.EMAILS, Set.of("office@alpha.example"));
    Item made = made(company);
    assertThat(made.get("company")).isEqualTo("Alpha & Co. 24/7 Kft.");
    assertThat(made.get("lastname")).isEqualTo("Alpha & Co. Kft.");
    Entity read = rig.read(Customer.TYPE, made.id());
    assertThat(read.get(Customer.KIND)).contains(Customer.COMPANY);
    assertThat(read.get(Customer.NAME)).contains("Alpha & Co. 24/7 Kft.");
    Entity named =
        company
            .with(Customer.EMAILS, Set.of("two@alpha.example"))
            .with(Customer.PERSON_NAME, new PersonName("Novak", "Anna", "Maria"));
    Item second = made(named);
    assertThat(second.get("lastname")).isEqualTo("Novak");
    assertThat(second.get("firstname")).isEqualTo("Anna Maria");
  }

  @Test
  void whoHasAnAccountAlreadyIsTakenAndNotMadeAgain() {
    int there = rig.shop.customers().add(c -> c.set("email", "Anna@Mail.example")).id();
    int mark = rig.mark();
    List<WriteResult> results =
        rig.write(
            List.of(
                rig.create(person("anna@mail.example")), rig.create(person("bela@mail.example"))));
    assertThat(results.get(0)).isEqualTo(new WriteResult.Exists(Integer.toString(there)));
    assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
    assertThat(rig.since(mark)).filteredOn(entry -> entry.method().equals("POST")).hasSize(1);
  }

  @Test
  void aGuestWithTheSameAddressIsSomebodyElse() {
    rig.shop.customers().add(c -> c.set("email", "anna@mail.example").set("is_guest", 1));
    assertThat(rig.write(rig.create(person("anna@mail.example"))))
        .isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void whoIsMarkedAsDeletedKeepsTheirAddress() {
    int gone = rig.shop.customers().add(c -> c.set("email", "anna@mail.example")).id();
    rig.shop.customers().softDelete(gone);
    WriteResult result = rig.write(rig.create(person("anna@mail.example")));
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(((WriteResult.Refused) result).reasons().get(0).code())
        .isEqualTo(Refusal.Code.DOUBLE);
  }

  @Test
  void twoOfOneAddressInOneListBecomeOneCustomer() {
    List<Write> writes =
        List.of(rig.create(person("anna@mail.example")), rig.create(person("ANNA@mail.example")));
    List<WriteResult> results = rig.write(writes);
    String first = id(results.get(0));
    assertThat(results.get(1)).isInstanceOf(WriteResult.NotSent.class);
    assertThat(rig.write(writes.get(1))).isEqualTo(new WriteResult.Exists(first));
    assertThat(rig.shop.customers().size()).isEqualTo(1);
  }

  @Test
  void oldVersionsWhichTakeAnAddressTwiceMakeNoSecondCustomerEither() {
    version("1.6.1.24");
    Write.Create create = rig.create(person("anna@mail.example"));
    String first = id(rig.write(create));
    assertThat(rig.write(rig.create(person("Anna@mail.example"))))
        .isEqualTo(new WriteResult.Exists(first));
    assertThat(rig.connector.locate(List.of(create)))
        .containsExactly(new Located.Found(List.of(first)));
  }

  @Test
  void anUpdateLeavesPasswordsAndConsentsAlone() {
    for (String version : List.of("8.2.0", "9.1.4")) {
      version(version);
      int id =
          rig.shop
              .customers()
              .add(
                  c ->
                      c.set("email", "anna@mail.example")
                          .set("lastname", "Novak")
                          .set("firstname", "Anna")
                          .set("newsletter", 1)
                          .set("optin", 1)
                          .set("website", "https://anna.example")
                          .set("id_gender", 2)
                          .link("groups", 3, 2))
              .id();
      Map<String, String> before = plain(id);
      Entity held = rig.read(Customer.TYPE, id);
      id(rig.write(rig.update(held, held.with(Customer.REGISTRATION, "73282932000074"))));
      before.put("siret", "73282932000074");
      assertThat(plain(id)).as(version).isEqualTo(before);
      assertThat(rig.shop.customers().get(id).ids("groups")).as(version).containsExactly(3, 2);
    }
  }

  @Test
  void beforeVersion8ACustomerWhoIsThereIsLeftAlone() {
    version("1.7.8.11");
    String id = id(rig.write(rig.create(living("anna@mail.example"))));
    assertThat(rig.connector.port(Customer.TYPE).capabilities().can(Capabilities.Operation.UPDATE))
        .isFalse();
    Map<String, String> before = plain(Integer.parseInt(id));
    Entity held = rig.read(Customer.TYPE, id);
    WriteResult result = rig.write(rig.update(held, held.with(Customer.COMMENT, "good")));
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(plain(Integer.parseInt(id))).isEqualTo(before);
    assertThat(held.require(Customer.ADDRESS).city()).isEqualTo("Pau");
  }

  private Map<String, String> plain(int id) {
    Map<String, String> all = new java.util.TreeMap<>();
    for (String name :
        List.of(
            "passwd",
            "newsletter",
            "optin",
            "website",
            "id_gender",
            "birthday",
            "email",
            "siret",
            "lastname",
            "firstname",
            "id_default_group",
            "secure_key",
            "active",
            "note")) {
      all.put(name, rig.shop.customers().get(id).get(name));
    }
    return all;
  }

  @Test
  void aNoteReadsAsItWasTyped() {
    int id =
        made(person("anna@mail.example").with(Customer.COMMENT, "R&D <never>\ncall first")).id();
    assertThat(rig.shop.customers().get(id).get("note"))
        .isEqualTo("R&amp;D &lt;never&gt;\ncall first");
    assertThat(rig.read(Customer.TYPE, id).get(Customer.COMMENT))
        .contains("R&D <never>\ncall first");
  }

  @Test
  void whoLeavesTheirMainGroupGetsAnother() {
    int wholesale = rig.shop.shelf("groups").add(g -> g.name("Wholesale")).id();
    int id = made(person("anna@mail.example")).id();
    Entity held = rig.read(Customer.TYPE, id);
    Entity delta =
        Entity.of(Customer.TYPE, held.id())
            .with(Customer.GROUPS, Set.of(Integer.toString(wholesale)));
    id(rig.write(rig.update(held.without(Customer.MAIN_GROUP), delta)));
    Item after = rig.shop.customers().get(id);
    assertThat(after.ids("groups")).containsExactly(wholesale);
    assertThat(after.get("id_default_group")).isEqualTo(Integer.toString(wholesale));
  }

  @Test
  void anAddressNeedsAStreetACityAndACountryThatTheShopHas() {
    int customer = made(person("anna@mail.example")).id();
    assertThat(
            rig.write(rig.create(place(customer, new Address("FR", "", "", "1 Street", "", "")))))
        .isInstanceOf(WriteResult.Refused.class);
    assertThat(
            rig.write(
                rig.create(place(customer, new Address("XX", "", "City", "1 Street", "", "")))))
        .isInstanceOf(WriteResult.Refused.class);
    String id =
        id(
            rig.write(
                rig.create(
                    place(customer, new Address("", "Béarn", "Pau", "1 Street", "64 000", "")))));
    Item address = rig.shop.addresses().get(Integer.parseInt(id));
    assertThat(address.get("id_country")).isEqualTo("8");
    assertThat(address.get("alias")).startsWith("Pau-").hasSizeLessThanOrEqualTo(32);
  }

  private static Entity place(int customer, Address address) {
    return Entity.of(ContactPerson.TYPE, "")
        .with(ContactPerson.CUSTOMER, new Ref(Customer.TYPE, Integer.toString(customer)))
        .with(ContactPerson.NAME, "Novak Anna")
        .with(ContactPerson.PHONES, Set.of("+33 1 55 00 10 00 ext"))
        .with(ContactPerson.ADDRESS, address);
  }

  @Test
  void anAddressThatAnOrderUsesIsArchivedWhenItIsDeleted() {
    int customer = made(person("anna@mail.example")).id();
    Address street = new Address("FR", "", "Pau", "1 Street", "64000", "");
    String used = id(rig.write(rig.create(place(customer, street))));
    String unused = id(rig.write(rig.create(place(customer, street))));
    int mug = rig.shop.products().add(p -> p.name("Mug").price("1")).id();
    rig.shop.orders().place(o -> o.customer(customer).address(Integer.parseInt(used)).line(mug, 1));
    Entity one = rig.read(ContactPerson.TYPE, used);
    Entity other = rig.read(ContactPerson.TYPE, unused);
    rig.write(
        List.of(
            new Write.Delete(rig.key(one.type(), "delete"), one),
            new Write.Delete(rig.key(other.type(), "delete"), other)));
    assertThat(rig.read(ContactPerson.TYPE, used).get(ContactPerson.ARCHIVED)).contains(true);
    assertThat(rig.reading(ContactPerson.TYPE, unused)).isInstanceOf(Reading.Gone.class);
  }

  private static Entity living(String email) {
    return person(email)
        .with(Customer.ADDRESS, new Address("FR", "", "Pau", "1 Street", "64000", ""))
        .with(Customer.PHONES, Set.of("+33155001000"))
        .with(Customer.VAT_NUMBER, "FR40000010000")
        .with(Customer.LEGAL_NAME, "Alpha SARL");
  }

  @Test
  void whereACustomerIsBecomesTheirFirstAddress() {
    for (String version : List.of("8.2.0", "9.1.4")) {
      version(version);
      int mark = rig.mark();
      List<WriteResult> results =
          rig.write(
              List.of(
                  rig.create(living("anna@mail.example")),
                  rig.create(living("bela@mail.example"))));
      assertThat(((WriteResult.Written) results.get(1)).leftOut()).isEmpty();
      assertThat(rig.since(mark))
          .filteredOn(entry -> entry.method().equals("POST"))
          .extracting(RequestLog.Entry::path)
          .containsExactly("/api/customers", "/api/addresses");
      Entity anna = rig.read(Customer.TYPE, id(results.get(0)));
      assertThat(anna.require(Customer.ADDRESS).city()).isEqualTo("Pau");
      assertThat(anna.get(Customer.PHONES)).contains(Set.of("+33155001000"));
      Item address = rig.shop.addresses().where("id_customer", anna.id()).get(0);
      assertThat(address.get("lastname")).isEqualTo("Novak");
      assertThat(address.get("vat_number")).isEqualTo("FR40000010000");
      assertThat(address.get("company")).isEqualTo("Alpha SARL");
      rig.shop.addresses().imported(address.id(), a -> a.set("other", "ring twice"));
      id(
          rig.write(
              rig.update(
                  anna,
                  Entity.of(Customer.TYPE, anna.id())
                      .with(Customer.PHONES, Set.of("+33155002000"))
                      .cleared(Customer.VAT_NUMBER))));
      Item after = rig.shop.addresses().get(address.id());
      assertThat(after.get("phone")).isEqualTo("+33155002000");
      assertThat(after.get("vat_number")).isEmpty();
      assertThat(after.get("other")).isEqualTo("ring twice");
      assertThat(after.get("address1")).isEqualTo("1 Street");
      assertThat(rig.shop.addresses().size()).isEqualTo(2);
    }
  }

  @Test
  void aCustomerWithoutAnAddressGetsOneWhenTheyMove() {
    String id = id(rig.write(rig.create(person("anna@mail.example"))));
    Entity anna = rig.read(Customer.TYPE, id);
    WriteResult phones =
        rig.write(
            rig.update(
                anna, Entity.of(Customer.TYPE, id).with(Customer.PHONES, Set.of("+33155001000"))));
    assertThat(((WriteResult.Written) phones).leftOut()).containsExactly(Customer.PHONES);
    Address pau = new Address("FR", "", "Pau", "1 Street", "64000", "");
    id(rig.write(rig.update(anna, Entity.of(Customer.TYPE, id).with(Customer.ADDRESS, pau))));
    Item address = rig.shop.addresses().where("id_customer", id).get(0);
    assertThat(address.get("lastname")).isEqualTo("Novak");
    assertThat(rig.read(Customer.TYPE, id).get(Customer.ADDRESS)).contains(pau);
  }

  @Test
  void anAddressWhoseRequestDiesIsMadeOnceAndSpoilsNoCustomer() {
    for (Mishap mishap : List.of(Mishap.DIES, Mishap.DIES_AFTER_SAVE, Mishap.FIREWALL)) {
      version("9.1.4");
      rig.shop.onNext("POST", "<alias>", mishap);
      WriteResult made = rig.write(rig.create(living("anna@mail.example")));
      id(made);
      boolean refused = mishap == Mishap.FIREWALL;
      assertThat(((WriteResult.Written) made).leftOut().contains(Customer.ADDRESS))
          .isEqualTo(refused);
      assertThat(rig.shop.customers().size()).isEqualTo(1);
      assertThat(rig.shop.addresses().size()).as("%s", mishap).isEqualTo(refused ? 0 : 1);
    }
  }

  @Test
  void whatTheKeyMayNotDoIsNotOffered() {
    String key = "READERSREADERSREADERSREADERSREAD";
    rig.shop.key(key, Set.of("GET"), List.of("customers", "configurations", "languages"));
    PrestaShopConnector reader = rig.connector(more -> more.key(key).writes(true));
    assertThat(reader.check().notes())
        .anyMatch(note -> note.contains("POST customers") && !note.contains("GET customers"));
    Capabilities reads = reader.port(Customer.TYPE).capabilities();
    assertThat(reads.can(Capabilities.Operation.CREATE)).isFalse();
    rig.connector.check();
    Capabilities all = rig.connector.port(Customer.TYPE).capabilities();
    assertThat(all.can(Capabilities.Operation.CREATE)).isTrue();
    reader.close();
  }
}
