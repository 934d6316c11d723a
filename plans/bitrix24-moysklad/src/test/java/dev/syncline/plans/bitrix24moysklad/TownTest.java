package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.plans.bitrix24moysklad.Town.SETTINGS;
import static dev.syncline.plans.bitrix24moysklad.Town.deal;
import static dev.syncline.plans.bitrix24moysklad.Town.only;
import static dev.syncline.plans.bitrix24moysklad.Town.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.model.BankAccount;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The plan between two made-up accounts. */
class TownTest {

  @Test
  @Rule("B-082")
  void aDealThatTakesBackWhatIsShippedIsRefusedAndNothingIsWritten() {
    try (Town town = new Town(SETTINGS)) {
      Ref tea = town.product("Tea");
      String deal = town.seller().add(deal(town.company("Acme"), row(tea, "10")));
      town.run();
      Entity order = only(town.moysklad, Order.TYPE);
      Entity line = order.require(Order.LINES).get(0);
      town.keeper()
          .set(order.id(), Order.LINES, List.of(line.with(OrderLine.SHIPPED, new BigDecimal("4"))));
      assertThat(town.run().clean()).isTrue();

      town.seller().set(deal, Order.LINES, List.of(row(tea, "3")));
      town.run();
      assertThat(town.failures())
          .singleElement()
          .satisfies(
              failure -> {
                assertThat(failure.kind()).isEqualTo(Failure.Kind.VETOED);
                assertThat(failure.reason()).isEqualTo("SHIPPED_MORE");
              });
      assertThat(quantity(town)).isEqualByComparingTo("10");

      town.seller().set(deal, Order.LINES, List.of(row(tea, "5")));
      town.run();
      assertThat(town.failures()).isEmpty();
      assertThat(quantity(town)).isEqualByComparingTo("5");
    }
  }

  private static BigDecimal quantity(Town town) {
    return only(town.moysklad, Order.TYPE).require(Order.LINES).get(0).require(OrderLine.QUANTITY);
  }

  @Test
  @Rule({"B-066", "B-117"})
  void theContactOfADealComesAsContactPersonOfTheCompanyBeforeTheOrder() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      String person =
          town.seller()
              .add(
                  Entity.of(ContactPerson.TYPE, "")
                      .with(ContactPerson.CUSTOMER, acme)
                      .with(ContactPerson.NAME, "Petrova Anna"));
      town.run();
      assertThat(town.moysklad.entities(ContactPerson.TYPE)).isEmpty();

      town.seller()
          .add(
              deal(acme, row(town.product("Tea"), "1"))
                  .with(Order.CONTACT, new Ref(ContactPerson.TYPE, person)));
      assertThat(town.run().clean()).isTrue();
      Entity there = only(town.moysklad, ContactPerson.TYPE);
      assertThat(there.require(ContactPerson.NAME)).isEqualTo("Petrova Anna");
      assertThat(only(town.moysklad, Order.TYPE).require(Order.CUSTOMER))
          .isEqualTo(there.require(ContactPerson.CUSTOMER));
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule({"B-085", "B-086"})
  void anInvoiceTravelsBothWaysWithItsNumberOnceItsStageIsMapped() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      String draft = town.seller().add(invoice(acme, "17").with(Invoice.STATUS, "DT31_5:D"));
      town.run();
      assertThat(town.moysklad.entities(Invoice.TYPE)).isEmpty();

      town.seller().set(draft, Invoice.STATUS, "DT31_5:N");
      town.run();
      Entity there = only(town.moysklad, Invoice.TYPE);
      assertThat(there.require(Invoice.NUMBER)).isEqualTo("17");
      assertThat(there.require(Invoice.STATUS)).isEqualTo("issued");

      town.keeper().set(there.id(), Invoice.STATUS, "paid");
      town.keeper()
          .add(invoice(there.require(Invoice.CUSTOMER), "00042").with(Invoice.STATUS, "issued"));
      town.run();
      assertThat(town.bitrix.entity(Invoice.TYPE, draft).require(Invoice.STATUS))
          .isEqualTo("DT31_5:P");
      assertThat(town.bitrix.entities(Invoice.TYPE))
          .extracting(each -> each.require(Invoice.NUMBER))
          .containsExactly("17", "00042");
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule("B-089")
  void anInvoiceGoesWithoutTheOrderThatIsNotThereAndIsAttachedWhenItIsLookedAtAgain() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      Ref tea = town.product("Tea");
      String deal = town.seller().add(deal(acme, row(tea, "1")).with(Order.STATUS, "LOSE"));
      String invoice =
          town.seller()
              .add(
                  invoice(acme, "17")
                      .with(Invoice.STATUS, "DT31_5:N")
                      .with(Invoice.ORDER, new Ref(Order.TYPE, deal)));
      assertThat(town.run().clean()).isTrue();
      assertThat(only(town.moysklad, Invoice.TYPE).has(Invoice.ORDER)).isFalse();

      town.seller().set(deal, Order.STATUS, "NEW");
      town.run();
      town.seller().set(invoice, Invoice.COMMENT, "by courier");
      town.run();
      assertThat(only(town.moysklad, Invoice.TYPE).require(Invoice.ORDER).id())
          .isEqualTo(only(town.moysklad, Order.TYPE).id());
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule("B-068")
  void bankAccountsOfBothSidesAreUnitedAndNoneIsDropped() {
    try (Town town = new Town(SETTINGS)) {
      BankAccount one = new BankAccount("40702810000000000001", "044525225", "", "");
      BankAccount other = new BankAccount("40702810000000000002", "044525225", "", "");
      Entity acme =
          Entity.of(Customer.TYPE, "")
              .with(Customer.KIND, Customer.COMPANY)
              .with(Customer.NAME, "Acme")
              .with(Customer.TAX_NUMBER, "7707083893");
      String left = town.seller().add(acme.with(Customer.BANK_ACCOUNTS, Set.of(one)));
      String right = town.keeper().add(acme.with(Customer.BANK_ACCOUNTS, Set.of(other)));
      town.run();
      assertThat(town.bitrix.entity(Customer.TYPE, left).require(Customer.BANK_ACCOUNTS))
          .containsExactlyInAnyOrder(one, other);
      assertThat(town.moysklad.entity(Customer.TYPE, right).require(Customer.BANK_ACCOUNTS))
          .containsExactlyInAnyOrder(one, other);
    }
  }

  @Test
  @Rule("B-067")
  void branchesOfOneTaxNumberAreToldApartByItsSecondPart() {
    try (Town town = new Town(SETTINGS)) {
      Entity bank =
          Entity.of(Customer.TYPE, "")
              .with(Customer.KIND, Customer.COMPANY)
              .with(Customer.TAX_NUMBER, "7707083893");
      town.seller().add(branch(bank, "Tomsk here", "701743001"));
      town.keeper().add(branch(bank, "Omsk there", "550343001"));
      String tomsk = town.keeper().add(branch(bank, "Tomsk there", "701743001"));
      town.run();
      assertThat(town.bitrix.entities(Customer.TYPE)).hasSize(2);
      assertThat(town.moysklad.entities(Customer.TYPE)).hasSize(2);
      assertThat(town.moysklad.entity(Customer.TYPE, tomsk).require(Customer.TAX_REASON))
          .isEqualTo("701743001");
    }
  }

  private static Entity branch(Entity bank, String name, String reason) {
    return bank.with(Customer.NAME, name).with(Customer.TAX_REASON, reason);
  }

  @Test
  @Rule({"B-042", "B-117"})
  void whatTheFilterLeavesOutStaysThereAndAnOrderOfItWaitsByName() {
    BitrixMoySkladSettings services =
        SETTINGS.withProductFilter(ProductFilter.ALL.withKinds(ProductFilter.Kind.SERVICE));
    try (Town town = new Town(services)) {
      Ref acme = town.company("Acme");
      town.run();
      Ref theirs =
          new Ref(
              Product.TYPE,
              town.keeper()
                  .add(
                      Entity.of(Product.TYPE, "")
                          .with(Product.KIND, Product.GOODS)
                          .with(Product.NAME, "Tea")));
      String there = only(town.moysklad, Customer.TYPE).id();
      town.keeper()
          .add(deal(new Ref(Customer.TYPE, there), row(theirs, "1")).with(Order.STATUS, "fresh"));
      town.run();
      assertThat(town.bitrix.entities(Product.TYPE)).isEmpty();
      assertThat(town.bitrix.entities(Order.TYPE)).isEmpty();
      assertThat(town.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure.reason()).contains(theirs.id()));
      assertThat(acme.id()).isNotEmpty();
    }
  }

  @Test
  @Rule({"B-001", "B-003", "B-005"})
  void aDealBecomesAnOrderAndAnOrderADealAndNeitherComesBack() {
    try (Town town = new Town(SETTINGS)) {
      Ref tea = town.product("Tea");
      String deal = town.seller().add(deal(town.company("Acme"), row(tea, "10")));
      town.run();
      Entity order = only(town.moysklad, Order.TYPE);
      assertThat(order.require(Order.NUMBER)).isEqualTo("bx24-" + deal);

      Entity line = order.require(Order.LINES).get(0).withId("");
      town.keeper()
          .add(
              deal(order.require(Order.CUSTOMER), line)
                  .with(Order.STATUS, "done")
                  .with(Order.NUMBER, "00042"));
      town.run();
      assertThat(town.bitrix.entities(Order.TYPE))
          .hasSize(2)
          .last()
          .satisfies(
              made -> {
                assertThat(made.require(Order.TITLE)).isEqualTo("Customer Order 00042");
                assertThat(made.require(Order.STATUS)).isEqualTo("WON");
              });
      assertThat(town.run().writes()).isZero();
      assertThat(town.moysklad.entities(Order.TYPE)).hasSize(2);
    }
  }

  @Test
  @Rule({"B-045", "B-063", "B-065"})
  void withUpdatesOffACustomerComesOnlyWithADocumentWhichBringsItsProductsToo() {
    Directions noUploads = Directions.ALL_BOTH.withSections(Way.OFF);
    try (Town town = new Town(SETTINGS.withCustomersOnUpdate(false).withDirections(noUploads))) {
      Ref acme = town.company("Acme");
      town.company("Nobody's");
      town.run();
      assertThat(town.moysklad.entities(Customer.TYPE)).isEmpty();

      town.seller().add(deal(acme, row(town.product("Tea"), "1")));
      town.run();
      assertThat(only(town.moysklad, Customer.TYPE).require(Customer.NAME)).isEqualTo("Acme");
      assertThat(only(town.moysklad, Product.TYPE).require(Product.NAME)).isEqualTo("Tea");
      assertThat(town.moysklad.entities(Order.TYPE)).hasSize(1);
    }
  }

  @Test
  @Rule({"B-060", "B-061", "B-064"})
  void customersOfBothSidesComeToTheOtherAndFollowTheirChanges() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      String theirs =
          town.keeper()
              .add(
                  Entity.of(Customer.TYPE, "")
                      .with(Customer.KIND, Customer.COMPANY)
                      .with(Customer.NAME, "Globex"));
      town.run();
      assertThat(town.bitrix.entities(Customer.TYPE)).hasSize(2);
      assertThat(town.moysklad.entities(Customer.TYPE)).hasSize(2);

      town.seller().set(acme.id(), Customer.NAME, "Acme LLC");
      town.keeper().set(theirs, Customer.NAME, "Globex LLC");
      town.run();
      assertThat(town.moysklad.entities(Customer.TYPE))
          .extracting(each -> each.require(Customer.NAME))
          .containsExactlyInAnyOrder("Acme LLC", "Globex LLC");
      assertThat(town.bitrix.entities(Customer.TYPE))
          .extracting(each -> each.require(Customer.NAME))
          .containsExactlyInAnyOrder("Acme LLC", "Globex LLC");
    }
  }

  @Test
  @Rule({"B-040", "B-043", "B-046"})
  void productsWithVariationsAndServicesOfBothSidesComeToTheOther() {
    try (Town town = new Town(SETTINGS)) {
      Ref shirt = town.product("T-shirt");
      Ref cutting = new Ref(Product.TYPE, town.keeper().add(service("Cutting")));
      town.seller()
          .add(
              Entity.of(Variant.TYPE, "")
                  .with(Variant.PRODUCT, shirt)
                  .with(Variant.OPTIONS, Map.of("Size", "M"))
                  .with(Variant.SKU, "T-M"));
      town.run();
      Entity variation = only(town.moysklad, Variant.TYPE);
      assertThat(town.moysklad.entity(Product.TYPE, variation.require(Variant.PRODUCT).id()))
          .satisfies(parent -> assertThat(parent.require(Product.NAME)).isEqualTo("T-shirt"));
      assertThat(town.bitrix.entities(Product.TYPE))
          .filteredOn(each -> each.require(Product.NAME).equals("Cutting"))
          .singleElement()
          .satisfies(made -> assertThat(made.require(Product.KIND)).isEqualTo(Product.SERVICE));
      assertThat(cutting.id()).isNotEmpty();
    }
  }

  private static Entity service(String name) {
    return Entity.of(Product.TYPE, "").with(Product.KIND, Product.SERVICE).with(Product.NAME, name);
  }

  @Test
  @Rule({"B-093", "B-095", "B-099"})
  void invoicesGoOneWayWhileOrdersGoTheOtherWhateverTheNumbering() {
    Directions crossed =
        Directions.ALL_BOTH.withOrders(Way.TO_BITRIX24).withInvoices(Way.TO_MOYSKLAD);
    for (Numbering numbering : Numbering.values()) {
      try (Town town = new Town(SETTINGS.withDirections(crossed).withNumbering(numbering))) {
        Ref acme = town.company("Acme");
        town.seller().add(deal(acme, row(town.product("Tea"), "1")));
        town.seller().add(invoice(acme, "17").with(Invoice.STATUS, "DT31_5:N"));
        town.run();
        assertThat(town.moysklad.entities(Order.TYPE)).isEmpty();
        assertThat(only(town.moysklad, Invoice.TYPE).require(Invoice.NUMBER)).isEqualTo("17");

        Ref theirs = only(town.moysklad, Invoice.TYPE).require(Invoice.CUSTOMER);
        town.keeper().add(invoice(theirs, "18").with(Invoice.STATUS, "issued"));
        town.keeper().add(deal(theirs).with(Order.STATUS, "fresh").with(Order.NUMBER, "00042"));
        town.run();
        assertThat(town.bitrix.entities(Invoice.TYPE)).hasSize(1);
        assertThat(town.bitrix.entities(Order.TYPE))
            .last()
            .satisfies(
                made -> assertThat(made.require(Order.TITLE)).isEqualTo("Customer Order 00042"));
      }
    }
  }

  @Test
  @Rule("B-008")
  void oneEditIsOneWriteAndDoesNotComeBack() {
    try (Town town = new Town(SETTINGS)) {
      Ref tea = town.product("Tea");
      String deal = town.seller().add(deal(town.company("Acme"), row(tea, "10")));
      town.run();
      town.seller().set(deal, Order.COMMENT, "by courier");
      assertThat(town.run().writes()).isEqualTo(1);
      town.keeper().set(only(town.moysklad, Order.TYPE).id(), Order.COMMENT, "by post");
      assertThat(town.run().writes()).isEqualTo(1);
      assertThat(town.bitrix.entity(Order.TYPE, deal).require(Order.COMMENT)).isEqualTo("by post");
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule("B-107")
  void whoLeftIsANoteOfTheCheck() {
    try (Town town = new Town(SETTINGS.withResponsibles(List.of(EmployeePair.of("1", "gone"))))) {
      assertThat(town.notes()).singleElement().asString().contains("employee gone of MoySklad");
    }
  }

  @Test
  @Rule("B-079")
  void anOrderWhoseNumberAStrangerHasGetsTheNextAndTheReportSaysSo() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      Ref tea = town.product("Tea");
      String deal = town.seller().add(deal(acme, row(tea, "1")).with(Order.STATUS, "LOSE"));
      town.run();
      town.keeper().add(deal(theirs(town)).with(Order.NUMBER, "bx24-" + deal));
      town.keeper().add(deal(theirs(town)).with(Order.NUMBER, "bx24-" + deal + "-2"));
      town.seller().set(deal, Order.STATUS, "NEW");
      RunReport report = town.run();
      assertThat(report.toString()).contains("numbered otherwise 1");
      assertThat(town.failures()).isEmpty();
      assertThat(town.moysklad.entities(Order.TYPE))
          .extracting(order -> order.require(Order.NUMBER))
          .containsExactly("bx24-" + deal, "bx24-" + deal + "-2", "bx24-" + deal + "-3");
      assertThat(town.run().writes()).isZero();
    }
  }

  private static Ref theirs(Town town) {
    return only(town.moysklad, Customer.TYPE).ref();
  }

  @Test
  @Rule("B-088")
  void anInvoiceWhoseNumberAStrangerHasStopsAndBothAreNamedUntilTheNumberIsFree() {
    try (Town town = new Town(SETTINGS)) {
      Ref acme = town.company("Acme");
      town.run();
      String stranger = town.keeper().add(invoice(theirs(town), "17").with(Invoice.STATUS, "lost"));
      String ours = town.seller().add(invoice(acme, "17").with(Invoice.STATUS, "DT31_5:N"));
      town.run();
      assertThat(town.failures())
          .singleElement()
          .satisfies(
              failure ->
                  assertThat(failure.reason())
                      .startsWith("NUMBER_TAKEN")
                      .contains("right invoice " + stranger)
                      .contains("left invoice " + ours));
      assertThat(town.moysklad.entities(Invoice.TYPE)).hasSize(1);

      town.keeper().set(stranger, Invoice.NUMBER, "17-a");
      town.run();
      assertThat(town.failures()).isEmpty();
      assertThat(town.moysklad.entities(Invoice.TYPE))
          .extracting(each -> each.require(Invoice.NUMBER))
          .containsExactly("17-a", "17");
      assertThat(town.run().writes()).isZero();
    }
  }

  @Test
  @Rule("B-098")
  void eachWayStartsOnItsOwnDay() {
    Since differing =
        new Since(StartDay.NOW, StartDay.BEGINNING, StartDay.BEGINNING, StartDay.BEGINNING);
    try (Town town = new Town(SETTINGS.withSince(differing))) {
      Ref acme = town.company("Acme");
      Ref tea = town.product("Tea");
      String old = town.seller().add(deal(acme, row(tea, "1")));
      Ref buyer = new Ref(Customer.TYPE, town.keeper().add(person()));
      town.keeper().add(deal(buyer).with(Order.STATUS, "fresh").with(Order.NUMBER, "00042"));
      town.run();
      assertThat(only(town.moysklad, Order.TYPE).require(Order.NUMBER)).isEqualTo("00042");
      assertThat(town.bitrix.entities(Order.TYPE)).hasSize(2);

      town.seller().set(old, Order.COMMENT, "by courier");
      town.run();
      assertThat(town.moysklad.entities(Order.TYPE)).hasSize(2);
    }
  }

  private static Entity person() {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, "Bolt");
  }

  private static Entity invoice(Ref customer, String number) {
    return Entity.of(Invoice.TYPE, "")
        .with(Invoice.NUMBER, number)
        .with(Invoice.CURRENCY, "RUB")
        .with(Invoice.CUSTOMER, customer)
        .with(Invoice.LINES, List.of());
  }
}
