package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.model.Customer;
import dev.syncline.plans.prestashopdolibarr.CustomerSettings.Detail;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers as third parties, their addresses as contacts. */
class CustomerStoriesTest {

  private final Pair pair = new Pair.Wish().right(built -> built.contactsOfOrders(true)).pair();
  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  private FakeRecord party(String email) {
    return sales
        .ledger
        .thirdParties()
        .find("email", email)
        .orElseThrow(() -> new AssertionError("no " + email + sales.ledger.thirdParties().all()));
  }

  @Test
  @Rule("P-070")
  void aPersonAndACompanyAreThirdPartiesOfTheirSort() {
    int anna = sales.anna();
    int firm =
        sales.customer(
            draft ->
                draft
                    .set("firstname", "Paul")
                    .set("lastname", "Weber")
                    .set("email", "office@weber.example")
                    .set("company", "Weber SARL")
                    .set("siret", "80329948100014"));
    sales
        .shop
        .addresses()
        .where("id_customer", firm)
        .forEach(
            address ->
                sales
                    .shop
                    .addresses()
                    .edit(address.id(), draft -> draft.set("vat_number", "FR40303265045")));
    pair.sync();
    FakeRecord person = party("anna@mail.example");
    assertThat(person.text("name")).isEqualTo("Martin Anna");
    assertThat(person.text("typent_id")).as("a private person").isEqualTo("8");
    assertThat(person.text("client")).isEqualTo("1");
    assertThat(person.text("code_client")).isNotEmpty();
    assertThat(person.text("town")).isEqualTo("Lyon");
    assertThat(person.text("country_id")).as("France").isEqualTo("1");
    FakeRecord company = party("office@weber.example");
    assertThat(company.text("name")).isEqualTo("Weber SARL");
    assertThat(company.text("typent_id")).isNotEqualTo("8");
    assertThat(company.text("tva_intra")).isEqualTo("FR40303265045");
    assertThat(company.text("idprof2")).isEqualTo("80329948100014");

    sales.shop.customers().edit(anna, draft -> draft.set("lastname", "Dubois"));
    pair.sync();
    assertThat(party("anna@mail.example").text("name")).isEqualTo("Dubois Anna");
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-071")
  void anAddressThatAnOrderUsesIsAContactOfTheThirdPartyAndOfTheOrder() {
    int anna = sales.anna();
    int work = sales.address(anna, "Paris");
    int home = sales.shop.addresses().where("id_customer", anna).get(0).id();
    sales.address(anna, "Nice");
    int order =
        sales.order(
            anna, Sales.PAID, draft -> draft.address(work).invoiceAddress(home).line(mug, 1));
    pair.sync();
    assertThat(sales.ledger.contacts().all())
        .extracting(each -> each.text("town"))
        .containsExactlyInAnyOrder("Lyon", "Paris");
    assertThat(sales.ledger.contacts().all())
        .allMatch(
            each ->
                each.text("socid").equals(Long.toString(party("anna@mail.example").id()))
                    && each.text("lastname").equals("Martin"));
    Map<String, Long> contacts =
        sales.ledger.backOffice().contactsOf("commande", sales.made(order).id());
    assertThat(sales.ledger.contacts().get(contacts.get("BILLING")).text("town")).isEqualTo("Lyon");
    assertThat(sales.ledger.contacts().get(contacts.get("SHIPPING")).text("town"))
        .isEqualTo("Paris");

    sales.order(anna, Sales.PAID, draft -> draft.address(work).invoiceAddress(home).line(mug, 1));
    pair.sync();
    assertThat(sales.ledger.contacts().size()).as("reused").isEqualTo(2);
  }

  private int guest(String last) {
    return sales.customer(
        draft ->
            draft
                .set("firstname", "Guest")
                .set("lastname", last)
                .set("email", "guest@mail.example")
                .set("is_guest", 1));
  }

  @Test
  @Rule("P-072")
  void guestsAreAThirdPartyForEachEMail() {
    int first = sales.order(guest("One"), Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    int second = sales.order(guest("Two"), Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    assertThat(sales.ledger.thirdParties().size()).isEqualTo(2);
    assertThat(sales.made(first).text("socid")).isNotEqualTo(sales.made(second).text("socid"));
  }

  @Test
  @Rule("P-072")
  void guestsMayAllBeOneThirdParty() {
    long web = sales.ledger.thirdParties().add(draft -> draft.name("Web guests")).id();
    pair.set(all -> all.withCustomers(all.customers().withGuests(Long.toString(web))));
    int first = sales.order(guest("One"), Sales.PAID, draft -> draft.line(mug, 1));
    int second = sales.order(guest("Two"), Sales.PAID, draft -> draft.line(mug, 1));
    int own = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    for (int order : new int[] {first, second}) {
      assertThat(sales.made(order).text("socid")).isEqualTo(Long.toString(web));
      assertThat(sales.invoice(order).text("socid")).isEqualTo(Long.toString(web));
    }
    assertThat(sales.made(own).text("socid")).isNotEqualTo(Long.toString(web));
    assertThat(sales.ledger.thirdParties().size()).isEqualTo(2);
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-073")
  void customersComeFromAChosenDayOnAndThoseOfOrdersAlways() {
    int old = sales.customer("Old", "Friend", "old@mail.example");
    sales.customer("Older", "Friend", "older@mail.example");
    pair.time.advance(Duration.ofDays(10));
    String day = pair.time.now().toString().substring(0, 10);
    pair.set(all -> all.withCustomers(all.customers().withSince(day)));
    sales.customer("New", "Friend", "new@mail.example");
    sales.order(old, Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    assertThat(sales.ledger.thirdParties().all())
        .extracting(each -> each.text("email"))
        .containsExactlyInAnyOrder("new@mail.example", "old@mail.example");
  }

  @Test
  @Rule("P-073")
  void withoutCustomersOnlyThoseOfOrdersCome() {
    pair.set(all -> all.without(Part.CUSTOMERS));
    sales.customer("Bob", "Roy", "bob@mail.example");
    sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    assertThat(sales.ledger.thirdParties().all())
        .extracting(each -> each.text("email"))
        .containsExactly("anna@mail.example");
  }

  @Test
  @Rule("P-074")
  void aDeletedCustomerIsDeletedOrClosedWhereUsed() {
    int unused = sales.customer("Bob", "Roy", "bob@mail.example");
    int used = sales.anna();
    sales.order(used, Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    long kept = party("anna@mail.example").id();
    for (int customer : new int[] {unused, used}) {
      sales.shop.customers().delete(customer);
      pair.engine().hint(pair.plan(), Side.LEFT, Customer.TYPE, Integer.toString(customer));
    }
    pair.sync();
    assertThat(sales.ledger.thirdParties().size()).isEqualTo(1);
    assertThat(sales.ledger.thirdParties().get(kept).text("status")).isEqualTo("0");
  }

  @Test
  @Rule("P-074")
  void aCustomerWhoWasMadeAnonymousIsMadeSoThere() {
    int anna = sales.anna();
    pair.sync();
    long id = party("anna@mail.example").id();
    sales
        .shop
        .customers()
        .edit(
            anna,
            draft ->
                draft
                    .set("firstname", "Anonymous")
                    .set("lastname", "Anonymous")
                    .set("email", "anonymous@mail.example"));
    pair.sync();
    assertThat(sales.ledger.thirdParties().get(id).text("name")).isEqualTo("Anonymous Anonymous");
    assertThat(sales.ledger.thirdParties().get(id).text("email"))
        .isEqualTo("anonymous@mail.example");
  }

  @Test
  @Rule("P-075")
  void whatTheShopDoesNotDeliverStaysAsPeopleWroteIt() {
    int anna = sales.anna();
    pair.sync();
    long id = party("anna@mail.example").id();
    sales
        .ledger
        .thirdParties()
        .update(id, draft -> draft.set("note_private", "pays late").set("url", "x.example"));
    sales.shop.customers().edit(anna, draft -> draft.set("lastname", "Dubois"));
    pair.sync();
    FakeRecord party = sales.ledger.thirdParties().get(id);
    assertThat(party.text("name")).isEqualTo("Dubois Anna");
    assertThat(party.text("note_private")).isEqualTo("pays late");
    assertThat(party.text("url")).isEqualTo("x.example");
  }

  @Test
  @Rule("P-075")
  void aDetailMayBeGivenOnceAndLeftToDolibarr() {
    pair.set(all -> all.withCustomers(all.customers().withOnce(EnumSet.of(Detail.NAME))));
    int anna = sales.anna();
    pair.sync();
    long id = party("anna@mail.example").id();
    sales
        .shop
        .customers()
        .edit(anna, draft -> draft.set("lastname", "Dubois").set("email", "dubois@mail.example"));
    pair.sync();
    assertThat(sales.ledger.thirdParties().get(id).text("name")).isEqualTo("Martin Anna");
    assertThat(sales.ledger.thirdParties().get(id).text("email")).isEqualTo("dubois@mail.example");
  }
}
