package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.Explanation;
import dev.syncline.Side;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.model.Customer;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.testkit.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contacts, companies and counterparties. */
class CustomerStoriesTest {

  private static final String INN = "7707083893";

  private final Desk desk = new Desk();
  private final Portal portal = desk.portal;
  private final Stock stock = desk.stock;

  @AfterEach
  void close() {
    desk.close();
  }

  private String comment(String name) {
    return Stock.named(stock.fake.counterparties(), name).text("description");
  }

  @Test
  @Rule({"B-064", "B-065"})
  void withSyncOnUpdateAnEditTravelsByItselfInBothDirections() {
    long acme = portal.company("Acme");
    ObjectNode globex = stock.company("Globex");
    desk.sync();
    portal.fake.companies().update(acme, "comments", "a good one");
    stock.fake.counterparties().update(id(globex), body -> body.put("description", "pays late"));
    desk.sync();
    assertThat(comment("Acme")).isEqualTo("a good one");
    assertThat(portal.customer("Globex").text("comments")).isEqualTo("pays late");
  }

  @Test
  @Rule("B-065")
  void withoutItAnEditWaitsForADocumentInBothDirections() {
    desk.set(more -> more.withCustomersOnUpdate(false));
    long acme = portal.company("Acme");
    long deal = portal.deal("NEW", acme, "TEA-1");
    ObjectNode globex = stock.company("Globex");
    FakeObject order = stock.order("00042", "Новый", globex, stock.product("Mug", "MUG-1"));
    desk.sync();
    portal.fake.companies().update(acme, "comments", "a good one");
    stock.fake.counterparties().update(id(globex), body -> body.put("description", "pays late"));
    assertThat(desk.sync().writes()).isZero();
    assertThat(comment("Acme")).isEmpty();

    portal.fake.deals().update(deal, "comments", "go");
    stock.fake.customerOrders().update(order.id(), body -> body.put("description", "go"));
    desk.sync();
    assertThat(comment("Acme")).isEqualTo("a good one");
    assertThat(portal.customer("Globex").text("comments")).isEqualTo("pays late");
  }

  private static String id(ObjectNode ref) {
    String href = ref.path("meta").path("href").asText();
    return href.substring(href.lastIndexOf('/') + 1);
  }

  @Test
  @Rule("B-066")
  void companiesPeopleAndSoleTradersStayWhatTheyAreInBothDirections() {
    portal.company("Acme");
    portal.person("Petrova", "Anna");
    stock.company("Globex");
    stock.company(
        "Sidorov Oleg",
        body ->
            body.put("companyType", "individual")
                .put("legalLastName", "Sidorov")
                .put("legalFirstName", "Oleg"));
    stock.company(
        "IP Ivanov", body -> body.put("companyType", "entrepreneur").put("inn", "500100732259"));
    desk.sync();

    assertThat(stock.fake.counterparties().all())
        .extracting(each -> each.name() + " " + each.text("companyType"))
        .containsExactlyInAnyOrder(
            "Acme legal",
            "Petrova Anna individual",
            "Globex legal",
            "Sidorov Oleg individual",
            "IP Ivanov entrepreneur");
    assertThat(portal.customers())
        .extracting(Document::title)
        .containsExactlyInAnyOrder("Acme", "Globex", "IP Ivanov");
    assertThat(portal.fake.contacts().all())
        .extracting(each -> each.text("lastName"))
        .containsExactlyInAnyOrder("Petrova", "Sidorov");
    assertThat(portal.kept(Kind.REQUISITE))
        .anySatisfy(
            requisite -> {
              assertThat(requisite.path("RQ_INN").asText()).isEqualTo("500100732259");
              assertThat(requisite.path("PRESET_ID").asText()).isEqualTo("2");
            });
  }

  @Test
  @Rule("B-066")
  void theContactOfACompanysDealIsAContactPersonOfItsCounterparty() {
    long acme = portal.company("Acme");
    long anna = portal.person("Petrova", "Anna");
    portal.fake.contacts().update(anna, "companyId", acme);
    portal.deal("NEW", acme, "TEA-1", draft -> draft.contacts(anna));
    desk.sync();

    FakeObject counterparty = Stock.named(stock.fake.counterparties(), "Acme");
    FakeObject order = Stock.only(stock.fake.customerOrders());
    assertThat(Stock.target(order, "agent")).isEqualTo(counterparty.id());
    assertThat(counterparty.field("contactpersons.rows").size()).isEqualTo(1);
    assertThat(counterparty.text("contactpersons.rows.0.name")).isEqualTo("Petrova Anna");
  }

  @Test
  @Rule("B-067")
  void customersAreRecognisedByTaxNumberThenMailThenPhoneAndByNameOnlyWithoutThem() {
    requisite(portal.company("Romashka left"), INN);
    stock.company("Romashka right", body -> body.put("inn", INN).put("kpp", "770701001"));
    portal.fake.companies().add(draft -> draft.title("Mail left").email("one@example.com"));
    stock.company("Mail right", body -> body.put("email", "ONE@example.com"));
    portal.fake.companies().add(draft -> draft.title("Phone left").phone("8 (495) 123-45-67"));
    stock.company("Phone right", body -> body.put("phone", "+7 495 123 45 67"));
    portal.company("Only a name");
    stock.company("Only a name");
    portal.fake.companies().add(draft -> draft.title("Namesake").email("two@example.com"));
    stock.company("Namesake", body -> body.put("email", "three@example.com"));
    desk.sync();

    assertThat(Stock.names(stock.fake.counterparties())).hasSize(6);
    assertThat(portal.customers()).hasSize(6);
    assertThat(portal.customers().stream().filter(each -> each.title().equals("Namesake")))
        .hasSize(2);
  }

  @Test
  @Rule("B-067")
  void whatMatchesSeveralIsMadeAnewAndReported() {
    long acme =
        portal.fake.companies().add(draft -> draft.title("Acme").email("one@example.com")).id();
    stock.company("First", body -> body.put("email", "one@example.com"));
    stock.company("Second", body -> body.put("email", "one@example.com"));
    desk.run();

    assertThat(Stock.names(stock.fake.counterparties())).contains("First", "Second", "Acme");
    Explanation told = desk.engine().explain(desk.plan(), Customer.TYPE, Side.LEFT, "CO_" + acme);
    assertThat(told.flows().get(0).history().toString()).contains("MADE NEW, matches");
  }

  @Test
  @Rule("B-068")
  void requisitesAccountsAndAddressesArriveInMoySklad() {
    long acme = portal.company("Acme");
    requisite(acme, INN);
    desk.sync();
    FakeObject there = Stock.named(stock.fake.counterparties(), "Acme");
    assertThat(there.text("inn")).isEqualTo(INN);
    assertThat(there.text("kpp")).isEqualTo("770701001");
    assertThat(there.text("ogrn")).isEqualTo("1027700132195");
    assertThat(there.text("legalTitle")).isEqualTo("OOO Acme");
    assertThat(there.text("legalAddress")).contains("Tverskaya 1");
    assertThat(there.text("accounts.rows.0.accountNumber")).isEqualTo("40702810900000000001");
    assertThat(there.text("accounts.rows.0.bic")).isEqualTo("044525225");
  }

  @Test
  @Rule("B-068")
  void requisitesAccountsAndAddressesArriveInBitrix24() {
    stock.company(
        "Globex",
        body -> {
          body.put("inn", INN).put("kpp", "770701001").put("ogrn", "1027700132195");
          body.put("legalTitle", "OOO Globex");
          body.putObject("legalAddressFull").put("city", "Moscow").put("street", "Tverskaya");
          ArrayNode accounts = body.putArray("accounts");
          accounts.addObject().put("accountNumber", "40702810900000000001").put("bic", "044525225");
        });
    desk.sync();
    JsonNode requisite = portal.kept(Kind.REQUISITE).get(0);
    assertThat(requisite.path("RQ_INN").asText()).isEqualTo(INN);
    assertThat(requisite.path("RQ_KPP").asText()).isEqualTo("770701001");
    assertThat(requisite.path("RQ_OGRN").asText()).isEqualTo("1027700132195");
    assertThat(requisite.path("RQ_COMPANY_FULL_NAME").asText()).isEqualTo("OOO Globex");
    assertThat(portal.kept(Kind.BANK_DETAIL).get(0).path("RQ_ACC_NUM").asText())
        .isEqualTo("40702810900000000001");
    assertThat(portal.kept(Kind.ADDRESS))
        .anySatisfy(address -> assertThat(address.path("CITY").asText()).isEqualTo("Moscow"));
  }

  private void requisite(long company, String inn) {
    ObjectNode requisite =
        JsonNodeFactory.instance
            .objectNode()
            .put("ENTITY_TYPE_ID", "4")
            .put("ENTITY_ID", String.valueOf(company))
            .put("PRESET_ID", "1")
            .put("NAME", "Requisites")
            .put("ACTIVE", "Y")
            .put("SORT", "500")
            .put("RQ_INN", inn)
            .put("RQ_KPP", "770701001")
            .put("RQ_OGRN", "1027700132195")
            .put("RQ_COMPANY_FULL_NAME", "OOO Acme");
    long id = portal.fake.add(Kind.REQUISITE, requisite);
    portal.fake.add(
        Kind.BANK_DETAIL,
        JsonNodeFactory.instance
            .objectNode()
            .put("ENTITY_TYPE_ID", "8")
            .put("ENTITY_ID", String.valueOf(id))
            .put("NAME", "Main")
            .put("ACTIVE", "Y")
            .put("RQ_ACC_NUM", "40702810900000000001")
            .put("RQ_BIK", "044525225"));
    portal.fake.add(
        Kind.ADDRESS,
        JsonNodeFactory.instance
            .objectNode()
            .put("TYPE_ID", "6")
            .put("ENTITY_TYPE_ID", "8")
            .put("ENTITY_ID", String.valueOf(id))
            .put("ADDRESS_1", "Tverskaya 1")
            .put("CITY", "Moscow"));
  }

  @Test
  @Rule("B-068")
  void phonesAndMailsOfBothSidesAreUnitedAndNoneIsDropped() {
    portal
        .fake
        .companies()
        .add(
            draft ->
                draft
                    .title("Acme")
                    .email("one@example.com")
                    .email("sales@example.com")
                    .phone("+74951112233"));
    stock.company(
        "Acme LLC", body -> body.put("email", "one@example.com").put("phone", "+74954445566"));
    desk.sync();
    Document acme = portal.customers().get(0);
    assertThat(portal.customers()).hasSize(1);
    assertThat(values(acme, "EMAIL")).contains("one@example.com", "sales@example.com");
    assertThat(values(acme, "PHONE"))
        .extracting(each -> each.replaceAll("[^0-9]", ""))
        .contains("74951112233", "74954445566");
    assertThat(Stock.only(stock.fake.counterparties()).text("email")).isEqualTo("one@example.com");
    assertThat(desk.sync().writes()).isZero();
  }

  private static List<String> values(Document document, String type) {
    List<String> values = new ArrayList<>();
    document
        .json()
        .path("fm")
        .forEach(
            each -> {
              if (each.path("typeId").asText().equals(type)) {
                values.add(each.path("value").asText());
              }
            });
    return values;
  }

  @Test
  @Rule("B-069")
  void afterAMergeInBitrix24TheDealsGoOnWithTheWinnersCounterparty() {
    long winner = portal.company("Acme");
    long loser = portal.company("Acme Ltd");
    long deal = portal.deal("NEW", loser, "TEA-1");
    desk.sync();
    String lost = Stock.named(stock.fake.counterparties(), "Acme Ltd").id();
    merge(winner, loser, deal);
    desk.sync();
    desk.sync();

    String kept = Stock.named(stock.fake.counterparties(), "Acme").id();
    assertThat(Stock.target(Stock.only(stock.fake.customerOrders()), "agent")).isEqualTo(kept);
    assertThat(Stock.names(stock.fake.counterparties()))
        .containsExactlyInAnyOrder("Acme", "Acme Ltd");
    assertThat(portal.customers()).extracting(Document::id).containsExactly(winner);
    assertThat(stock.fake.counterparties().get(lost).name()).isEqualTo("Acme Ltd");
    assertThat(desk.sync().writes()).isZero();
  }

  @Test
  @Rule("B-069")
  void aWinnerThatIsNotInStepYetGetsOneCounterpartyAndTheLosersIsLeftAlone() {
    long loser =
        portal.fake.companies().add(draft -> draft.title("Acme Ltd").email("a@example.com")).id();
    long deal = portal.deal("NEW", loser, "TEA-1");
    desk.sync();
    long winner =
        portal.fake.companies().add(draft -> draft.title("Acme").email("a@example.com")).id();
    merge(winner, loser, deal);
    desk.run();
    desk.run();

    assertThat(stock.fake.counterparties().size()).isLessThanOrEqualTo(2);
    assertThat(portal.customers()).extracting(Document::id).containsExactly(winner);
    assertThat(Stock.target(Stock.only(stock.fake.customerOrders()), "agent"))
        .isEqualTo(Stock.named(stock.fake.counterparties(), "Acme").id());
    assertThat(desk.sync().writes()).isZero();
  }

  /** What a merge does: what belonged to the loser belongs to the winner, and the loser is gone. */
  private void merge(long winner, long loser, long deal) {
    portal.fake.deals().update(deal, "companyId", winner);
    portal.fake.companies().delete(loser);
  }
}
