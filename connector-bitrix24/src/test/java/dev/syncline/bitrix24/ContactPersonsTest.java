package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.WriteResult.Refused;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactPersonsTest {

  private static final FieldSet WANTED =
      FieldSet.of(
          ContactPerson.CUSTOMER,
          ContactPerson.NAME,
          ContactPerson.POSITION,
          ContactPerson.PHONES,
          ContactPerson.EMAILS);

  private final Bench bench = new Bench();

  @BeforeEach
  void check() {
    bench.connector.check();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private EntityPort port() {
    return bench.connector.port(ContactPerson.TYPE);
  }

  private long company() {
    return bench.fake.companies().add(each -> each.title("Romashka")).id();
  }

  private long contact() {
    return bench
        .fake
        .contacts()
        .add(
            each ->
                each.name("Ivan")
                    .lastName("Petrov")
                    .set("post", "Buyer")
                    .phone("+74951234567")
                    .email("i@example.com"))
        .id();
  }

  @Test
  @Rule("B-066")
  void theContactOfADealWithACompanyIsAPersonInTheirRoleThere() {
    long company = company();
    long contact = contact();
    long deal =
        bench.fake.deals().add(each -> each.title("Deal").company(company).contacts(contact)).id();
    Reading reading =
        bench
            .connector
            .port(Order.TYPE)
            .read(List.of("" + deal), FieldSet.of(Order.CONTACT))
            .get("" + deal);
    Ref ref = ((Reading.Found) reading).entity().require(Order.CONTACT);
    assertThat(ref).isEqualTo(new Ref(ContactPerson.TYPE, company + ":" + contact));
    Entity person = ((Reading.Found) port().read(List.of(ref.id()), WANTED).get(ref.id())).entity();
    assertThat(person.id()).isEqualTo(ref.id());
    assertThat(person.require(ContactPerson.CUSTOMER))
        .isEqualTo(new Ref(Customer.TYPE, "CO_" + company));
    assertThat(person.require(ContactPerson.NAME)).isEqualTo("Petrov Ivan");
    assertThat(person.require(ContactPerson.POSITION)).isEqualTo("Buyer");
    assertThat(person.require(ContactPerson.PHONES)).containsExactly("+74951234567");
    assertThat(person.require(ContactPerson.EMAILS)).containsExactly("i@example.com");
  }

  @Test
  void aDealOfAPersonOrOfACompanyAloneHasNoContact() {
    long person = contact();
    long company = company();
    List<String> deals = new ArrayList<>();
    deals.add("" + bench.fake.deals().add(each -> each.title("a").contacts(person)).id());
    deals.add("" + bench.fake.deals().add(each -> each.title("b").company(company)).id());
    for (String deal : deals) {
      Entity read = bench.read(Order.TYPE, deal);
      assertThat(read.has(Order.CONTACT)).isFalse();
      assertThat(read.has(Order.CUSTOMER)).isTrue();
    }
  }

  @Test
  void onePersonAtTwoCompaniesIsTwoContactPersonsAndAskedForOnce() {
    long contact = contact();
    List<String> ids = List.of(company() + ":" + contact, company() + ":" + contact);
    Map<String, Reading> read = port().read(ids, WANTED);
    assertThat(read.keySet()).containsExactlyElementsOf(ids);
    assertThat(read.values()).allMatch(Reading.Found.class::isInstance);
    assertThat(bench.requests(() -> port().read(ids, WANTED))).isEqualTo(1);
  }

  @Test
  void aDeletedContactIsGoneInEveryRoleAndNonsenseIsUnseen() {
    long contact = contact();
    String id = company() + ":" + contact;
    bench.fake.contacts().delete(contact);
    Map<String, Reading> read = port().read(List.of(id, "C_7", "x:y"), WANTED);
    assertThat(read.get(id)).isInstanceOf(Reading.Gone.class);
    assertThat(read.get("C_7")).isInstanceOf(Reading.Unseen.class);
    assertThat(read.get("x:y")).isInstanceOf(Reading.Unseen.class);
  }

  @Test
  void twoHundredPeopleTakeOneRequest() {
    long company = company();
    List<String> ids = new ArrayList<>();
    for (int at = 0; at < 200; at++) {
      ids.add(company + ":" + contact());
    }
    assertThat(bench.requests(() -> port().read(ids, WANTED))).isEqualTo(1);
  }

  @Test
  void contactPersonsAreNotWritten() {
    assertThat(port().capabilities().can(Operation.CREATE)).isFalse();
    assertThat(
            bench.write(
                bench.create(
                    Bench.entity(ContactPerson.TYPE).with(ContactPerson.NAME, "Somebody"))))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.UNSUPPORTED));
    assertThat(bench.connector.port(Order.TYPE).capabilities().writable(Order.CONTACT)).isFalse();
  }
}
