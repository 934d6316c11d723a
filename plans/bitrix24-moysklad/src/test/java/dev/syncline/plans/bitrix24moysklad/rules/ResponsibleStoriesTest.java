package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.bitrix24.fake.Kind;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import dev.syncline.plans.bitrix24moysklad.EmployeePair;
import dev.syncline.testkit.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is in charge, and in which currency. */
class ResponsibleStoriesTest {

  private final Desk desk = new Desk();
  private final Portal portal = desk.portal;
  private final Stock stock = desk.stock;

  @AfterEach
  void close() {
    desk.close();
  }

  private String employee(String uid) {
    return stock.fake.employees().find(each -> each.text("uid").equals(uid)).orElseThrow().id();
  }

  private String admin() {
    return employee(stock.fake.login());
  }

  private String clerk() {
    return employee(stock.fake.clerkLogin());
  }

  private long deal(long user) {
    return portal.deal(
        "NEW", portal.company("Acme"), "TEA-1", draft -> draft.set("assignedById", user));
  }

  private FakeObject orderOf(String owner) {
    FakeObject order =
        stock.order("00042", "Новый", stock.company("Globex"), stock.product("Mug", "MUG-1"));
    return stock
        .fake
        .customerOrders()
        .update(order.id(), body -> body.set("owner", stock.fake.ref("employee", owner)));
  }

  private String owner(String number) {
    return Stock.target(Stock.named(stock.fake.customerOrders(), number), "owner");
  }

  private String assigned() {
    return portal
        .fake
        .deals()
        .find("title", "Customer Order 00042")
        .orElseThrow()
        .text("assignedById");
  }

  @Test
  @Rule("B-106")
  void withoutPairsTheAdministratorsOfBothSidesAreInCharge() {
    long deal = deal(2);
    orderOf(clerk());
    desk.sync();
    assertThat(owner("bx24-" + deal)).isEqualTo(admin());
    assertThat(assigned()).isEqualTo("1");
  }

  @Test
  @Rule("B-105")
  void pairedEmployeesAreInChargeOnBothSidesAndFollowAChange() {
    desk.set(
        more ->
            more.withResponsibles(
                List.of(EmployeePair.of("2", clerk()), EmployeePair.of("1", admin()))));
    long deal = deal(2);
    orderOf(clerk());
    desk.sync();
    assertThat(owner("bx24-" + deal)).isEqualTo(clerk());
    assertThat(assigned()).isEqualTo("2");

    portal.fake.deals().update(deal, "assignedById", 1);
    desk.sync();
    assertThat(owner("bx24-" + deal)).isEqualTo(admin());
  }

  @Test
  @Rule("B-107")
  void forAnEmployeeWithoutAPairOrOneWhoLeftTheAdministratorStandsInAndANoteSaysSo() {
    desk.set(
        more ->
            more.withResponsibles(List.of(EmployeePair.of("2", clerk())))
                .withAdministrators(new Administrators("1", admin())));
    long unpaired = deal(7);
    desk.sync();
    assertThat(owner("bx24-" + unpaired)).isEqualTo(admin());

    stock.fake.employees().update(clerk(), body -> body.put("archived", true));
    assertThat(desk.check().notes()).anyMatch(note -> note.contains(clerk()));
    long left = deal(2);
    desk.sync();
    assertThat(owner("bx24-" + left)).isEqualTo(admin());
  }

  @Test
  @Rule("B-107")
  void ofSeveralUsersForOneEmployeeThePrimaryOneComesBack() {
    desk.set(
        more ->
            more.withResponsibles(
                List.of(EmployeePair.of("1", clerk()), EmployeePair.of("2", clerk()).asPrimary())));
    long first = deal(1);
    orderOf(clerk());
    desk.sync();
    assertThat(owner("bx24-" + first)).isEqualTo(clerk());
    assertThat(assigned()).isEqualTo("2");
    assertThat(portal.deal(first).text("assignedById")).isEqualTo("1");
  }

  @Test
  @Rule("B-108")
  void pairsOfEqualEmailAreProposedAndNotAppliedUntilTheyAreSaved() {
    String email =
        portal.fake.documents(Kind.USER).stream()
            .filter(each -> each.path("ID").asText().equals("2"))
            .findFirst()
            .orElseThrow()
            .path("EMAIL")
            .asText();
    stock.fake.employees().update(clerk(), body -> body.put("email", email));
    desk.check();
    BitrixMoySkladSettings proposed = BitrixMoySkladSettings.proposed(desk.left, desk.right);
    assertThat(proposed.responsibles()).containsExactly(EmployeePair.of("2", clerk()).asPrimary());

    long deal = deal(2);
    desk.sync();
    assertThat(owner("bx24-" + deal)).isEqualTo(admin());
    desk.set(more -> more.withResponsibles(proposed.responsibles()));
    long later = deal(2);
    desk.sync();
    assertThat(owner("bx24-" + later)).isEqualTo(clerk());
  }

  @Test
  @Rule("B-110")
  void pairedCurrenciesStandForEachOther() {
    desk.set(more -> more.withCurrencies(Map.of("RUB", "EUR", "EUR", "RUB")));
    long deal = deal(1);
    desk.sync();
    FakeObject order = Stock.named(stock.fake.customerOrders(), "bx24-" + deal);
    assertThat(currency(order)).isEqualTo("EUR");
    assertThat(order.field("sum").decimalValue()).isEqualByComparingTo("10000");
  }

  @Test
  @Rule("B-111")
  void ofTwoCurrenciesTheUnknownOneKeepsItsDocumentOutUntilItIsMapped() {
    portal.deal("NEW", portal.company("Acme"), "TEA-1", draft -> draft.set("currencyId", "USD"));
    FakeObject dollar =
        stock
            .fake
            .entities("currency")
            .find(each -> each.text("isoCode").equals("USD"))
            .orElseThrow();
    stock.fake.entities("currency").update(dollar.id(), body -> body.put("archived", true));
    long roubles = deal(1);
    desk.run();
    assertThat(Stock.names(stock.fake.customerOrders())).containsExactly("bx24-" + roubles);
    assertThat(desk.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.VETOED);
              assertThat(failure.reason()).isEqualTo("CURRENCY_UNMAPPED");
            });

    stock.fake.entities("currency").update(dollar.id(), body -> body.put("archived", false));
    desk.engine().retry(desk.plan(), desk.failures().get(0));
    desk.sync();
    assertThat(stock.fake.customerOrders().all())
        .extracting(this::currency)
        .containsExactlyInAnyOrder("RUB", "USD");
  }

  private String currency(FakeObject document) {
    String id = Stock.target(document, "rate.currency");
    return stock.fake.entities("currency").get(id).text("isoCode");
  }
}
