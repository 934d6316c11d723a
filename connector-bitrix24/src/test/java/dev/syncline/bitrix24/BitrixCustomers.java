package dev.syncline.bitrix24;

import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Address;
import dev.syncline.model.BankAccount;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.PersonName;
import dev.syncline.model.Product;
import dev.syncline.testkit.contract.Sample;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Samples of customers, the people at them, and invoices. */
final class BitrixCustomers {

  private static final BankAccount SBER =
      new BankAccount("40702810900000000001", "044525225", "Sber + Co", "30101810400000000225");
  private static final BankAccount ALFA =
      new BankAccount("40702810900000000002", "044525593", "Alfa", "30101810200000000593");
  private static final Address SEAT =
      new Address("Russia", "Moscow", "Moscow", "Tverskaya 1, b. 2", "101000", "floor 3");
  private static final Address SHOP = new Address("", "", "Tver", "Lenina 5", "", "");
  private static final String UNDATED = "the portal keeps no time of it";

  private BitrixCustomers() {}

  /** Customers; the first is a person. */
  static List<Sample> all() {
    return List.of(person(), company(), soleTrader(), contactPerson());
  }

  private static Entity reached(int n) {
    return BitrixSamples.of(Customer.TYPE)
        .with(Customer.PHONES, Set.of("+7900555" + (1000 + n)))
        .with(Customer.EMAILS, Set.of("i" + n + "@example.com"))
        .with(Customer.COMMENT, "Calls + writes");
  }

  private static Entity registered(Entity customer, int n) {
    return customer
        .with(Customer.TAX_NUMBER, "77" + (10_000_000 + n))
        .with(Customer.LEGAL_NAME, "OOO \"Romashka & Co\" " + n)
        .with(Customer.LEGAL_ADDRESS, SEAT)
        .with(Customer.ADDRESS, SHOP)
        .with(Customer.BANK_ACCOUNTS, Set.of(SBER, ALFA));
  }

  private static Sample customer(Sample sample) {
    return sample
        .other(Customer.TAX_NUMBER, "7707083893")
        .other(Customer.TAX_REASON, "770701001")
        .other(Customer.REGISTRATION, "1027700132195")
        .other(Customer.BANK_ACCOUNTS, Set.of(ALFA))
        .undated(Customer.ADDRESS, UNDATED)
        .undated(Customer.LEGAL_ADDRESS, UNDATED)
        .undated(Customer.BANK_ACCOUNTS, "its owner's requisite is not touched")
        .foundBy(Customer.NAME)
        .foundBy(Customer.PHONES)
        .foundBy(Customer.EMAILS);
  }

  private static Sample person() {
    return customer(
            Sample.of(
                Customer.TYPE,
                (bench, n) ->
                    reached(n)
                        .with(Customer.KIND, Customer.PERSON)
                        .with(Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", "No" + n))))
        .named("person")
        .other(Customer.KIND, Customer.COMPANY)
        .moves(Customer.NAME, Customer.PERSON_NAME)
        .moves(Customer.PERSON_NAME, Customer.NAME)
        .neverEmpty(Customer.NAME, Customer.PERSON_NAME);
  }

  private static Sample company() {
    return organisation(
            Sample.of(
                Customer.TYPE,
                (bench, n) ->
                    registered(reached(n), n)
                        .with(Customer.KIND, Customer.COMPANY)
                        .with(Customer.NAME, "Romashka & Co " + n)
                        .with(Customer.TAX_REASON, "770701009")
                        .with(Customer.REGISTRATION, "1027700132" + (100 + n))))
        .named("company")
        .foundBy(Customer.TAX_NUMBER, Customer.TAX_REASON);
  }

  private static Sample soleTrader() {
    return organisation(
            Sample.of(
                Customer.TYPE,
                (bench, n) ->
                    registered(reached(n), n)
                        .with(Customer.KIND, Customer.SOLE_TRADER)
                        .with(Customer.NAME, "IP Petrov " + n)
                        .with(Customer.REGISTRATION, "304500116000" + (100 + n))))
        .named("sole trader")
        .coarseAlone(Customer.KIND, "only a requisite tells a sole trader from another company");
  }

  private static Sample organisation(Sample sample) {
    return customer(sample)
        .other(Customer.KIND, Customer.PERSON)
        .except(Customer.PERSON_NAME, "a company has none")
        .neverEmpty(Customer.NAME)
        .foundBy(Customer.TAX_NUMBER);
  }

  /** A person's role at a company is there as soon as both are. */
  private static Sample contactPerson() {
    Entity company =
        BitrixSamples.of(Customer.TYPE)
            .with(Customer.KIND, Customer.COMPANY)
            .with(Customer.NAME, "Romashka");
    return Sample.readOnly(
        ContactPerson.TYPE,
        (bench, n) -> {
          String at = bench.once(company).id();
          String who = bench.another(Customer.TYPE).id();
          return at.substring("CO_".length()) + ":" + who.substring("C_".length());
        });
  }

  /**
   * An invoice.
   *
   * @param sent a status
   * @param paid another one
   */
  private static Sample invoice(String sent, String paid) {
    return Sample.of(
            Invoice.TYPE,
            (bench, n) ->
                BitrixSamples.of(Invoice.TYPE)
                    .with(Invoice.NUMBER, "N-" + n)
                    .with(Invoice.TITLE, "Invoice & more + " + n)
                    .with(Invoice.STATUS, sent)
                    .with(Invoice.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Invoice.ORDER, bench.ref(Order.TYPE))
                    .with(Invoice.CURRENCY, "RUB")
                    .with(Invoice.COMMENT, "By bank")
                    .with(Invoice.ISSUED_ON, LocalDate.of(2026, 6, 18))
                    .with(Invoice.DUE_ON, LocalDate.of(2026, 6, 25))
                    .with(Invoice.RESPONSIBLE, bench.code(Dictionaries.EMPLOYEE, 0))
                    .with(Invoice.ORGANIZATION, bench.code(Dictionaries.ORGANIZATION, 0))
                    .with(
                        Invoice.LINES,
                        List.of(
                            BitrixSamples.sold(bench.ref(Product.TYPE)),
                            BitrixSamples.line("99.90", "10", "1"))))
        .other(Invoice.STATUS, paid)
        .otherFrom(Invoice.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .otherFrom(Invoice.ORDER, bench -> bench.another(Order.TYPE))
        .other(Invoice.CURRENCY, "USD")
        .otherFrom(Invoice.RESPONSIBLE, bench -> bench.code(Dictionaries.EMPLOYEE, 1))
        .otherFrom(Invoice.ORGANIZATION, bench -> bench.code(Dictionaries.ORGANIZATION, 1))
        .other(Invoice.LINES, List.of(BitrixSamples.line("33.30", "0", "3")))
        .neverEmpty(
            Invoice.NUMBER,
            Invoice.STATUS,
            Invoice.CURRENCY,
            Invoice.RESPONSIBLE,
            Invoice.ISSUED_ON)
        .refusedIf(invoice -> invoice.with(Invoice.STATUS, "NO_SUCH_STAGE"))
        .foundBy(Invoice.NUMBER)
        .foundBy(Invoice.TITLE);
  }

  /** An invoice of an old portal, which has a customer and a title always. */
  static Sample classicInvoice() {
    return invoice("S", "P").neverEmpty(Invoice.CUSTOMER, Invoice.TITLE);
  }

  static Sample smartInvoice() {
    return invoice("DT31_5:S", "DT31_5:P");
  }
}
