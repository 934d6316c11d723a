package dev.syncline.moysklad;

import dev.syncline.model.Address;
import dev.syncline.model.BankAccount;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.PersonName;
import dev.syncline.testkit.contract.Sample;
import java.util.List;
import java.util.Set;

/** Samples of customers and the people at them. */
final class MoySkladCustomers {

  static final Address SEAT =
      new Address("Россия", "г Москва", "Москва", "ул. Ленина, 5", "101000", "кв. 7");
  static final Address SHOP = new Address("", "", "Tver", "Main, 12b", "170000", "door 2");

  private static final BankAccount SBER =
      new BankAccount("40702810900000000001", "044525225", "Sber + Co", "30101810400000000225");
  private static final BankAccount ALFA =
      new BankAccount("40702810900000000002", "044525593", "Alfa", "30101810200000000593");
  private static final String COMPOSED = "the vendor composes it of the name in parts";

  private MoySkladCustomers() {}

  static List<Sample> all() {
    return List.of(person(), company(), soleTrader(), contactPerson());
  }

  private static Entity buyer(int n) {
    return Entity.of(Customer.TYPE, "")
        .with(Customer.NAME, "Romashka; & Co " + n)
        .with(Customer.PHONES, Set.of("+7900555" + (1000 + n)))
        .with(Customer.EMAILS, Set.of("r" + n + "@example.com"))
        .with(Customer.TAX_NUMBER, "77" + (10_000_000 + n))
        .with(Customer.LEGAL_ADDRESS, SEAT)
        .with(Customer.ADDRESS, SHOP)
        .with(Customer.BANK_ACCOUNTS, Set.of(SBER, ALFA))
        .with(Customer.COMMENT, "x")
        .with(Customer.EXTERNAL_CODE, "shop:" + n)
        .with(Customer.ARCHIVED, false);
  }

  private static Sample customer(Sample sample) {
    return sample
        .other(Customer.EMAILS, Set.of("one@example.com"))
        .other(Customer.TAX_NUMBER, "7707083893")
        .other(Customer.TAX_REASON, "770701001")
        .other(Customer.REGISTRATION, "1027700132195")
        .other(Customer.LEGAL_ADDRESS, SHOP)
        .other(Customer.ADDRESS, SEAT)
        .other(Customer.BANK_ACCOUNTS, Set.of(ALFA))
        .other(Customer.EXTERNAL_CODE, "another-code")
        .neverEmpty(Customer.NAME, Customer.PERSON_NAME, Customer.EXTERNAL_CODE)
        .refusedIf(customer -> customer.with(Customer.EMAILS, Set.of("no address")))
        .foundBy(Customer.NAME)
        .foundBy(Customer.EXTERNAL_CODE)
        .foundBy(Customer.PHONES)
        .foundBy(Customer.EMAILS)
        .foundBy(Customer.TAX_NUMBER);
  }

  private static Sample named(Sample sample) {
    return sample
        .moves(Customer.PERSON_NAME, Customer.NAME, Customer.LEGAL_NAME)
        .except(Customer.LEGAL_NAME, COMPOSED)
        .except(Customer.TAX_REASON, "only a company has one");
  }

  private static Sample person() {
    return named(
            customer(
                Sample.of(
                    Customer.TYPE,
                    (bench, n) ->
                        buyer(n)
                            .with(Customer.KIND, Customer.PERSON)
                            .with(
                                Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", "No" + n)))))
        .named("person")
        .other(Customer.KIND, Customer.COMPANY)
        .except(Customer.REGISTRATION, "a person is in no register");
  }

  private static Sample company() {
    return customer(
            Sample.of(
                Customer.TYPE,
                (bench, n) ->
                    buyer(n)
                        .with(Customer.KIND, Customer.COMPANY)
                        .with(Customer.LEGAL_NAME, "OOO \"Romashka & Co\" " + n)
                        .with(Customer.TAX_REASON, "770701009")
                        .with(Customer.REGISTRATION, "1027700132" + (100 + n))))
        .named("company")
        .other(Customer.KIND, Customer.PERSON)
        .except(Customer.PERSON_NAME, "a company has none");
  }

  private static Sample soleTrader() {
    return named(
            customer(
                Sample.of(
                    Customer.TYPE,
                    (bench, n) ->
                        buyer(n)
                            .with(Customer.KIND, Customer.SOLE_TRADER)
                            .with(Customer.REGISTRATION, "304500116000" + (100 + n))
                            .with(
                                Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", "No" + n)))))
        .named("sole trader")
        .other(Customer.KIND, Customer.COMPANY);
  }

  private static Sample contactPerson() {
    return Sample.of(
            ContactPerson.TYPE,
            (bench, n) ->
                Entity.of(ContactPerson.TYPE, "")
                    .with(ContactPerson.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(ContactPerson.NAME, "Пётр Сидоров " + n)
                    .with(ContactPerson.POSITION, "закупки; \"sales\"")
                    .with(ContactPerson.PHONES, Set.of("+7900777" + (1000 + n)))
                    .with(ContactPerson.EMAILS, Set.of("p" + n + "@example.com"))
                    .with(ContactPerson.EXTERNAL_CODE, "p-" + n))
        .otherFrom(ContactPerson.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .other(ContactPerson.EMAILS, Set.of("other@example.com"))
        .other(ContactPerson.EXTERNAL_CODE, "another-code")
        .neverEmpty(ContactPerson.NAME, ContactPerson.EXTERNAL_CODE)
        .refusedIf(person -> person.cleared(ContactPerson.NAME))
        .foundBy(ContactPerson.CUSTOMER, ContactPerson.NAME)
        .foundBy(ContactPerson.CUSTOMER, ContactPerson.PHONES)
        .foundBy(ContactPerson.CUSTOMER, ContactPerson.EMAILS);
  }
}
