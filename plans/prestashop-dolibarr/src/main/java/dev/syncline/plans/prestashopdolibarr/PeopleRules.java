package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.When;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;

/** Customers as third parties, their addresses as contacts. */
final class PeopleRules {

  private PeopleRules() {}

  /**
   * Guests are one third party for each e-mail address (P-072). Fields that the shop does not
   * deliver are nobody's business (P-075).
   */
  static Flow customers() {
    FieldRules rules =
        FieldRules.of(Customer.TYPE)
            .toRight(Customer.NAME, Customer.KIND, Customer.EMAILS, Customer.PHONES)
            .toRight(Customer.ADDRESS, Customer.VAT_NUMBER)
            .toRight(Customer.REGISTRATION, Customer.TAX_NUMBER); // P-070
    return Flow.of(Customer.TYPE)
        .toRight()
        .fields(rules)
        .matchBy(Customer.EMAILS) // P-031, P-035
        .found(Arrival.FILL)
        .several(Ambiguity.MAKE_NEW)
        .goneArchives(Customer.ARCHIVED); // P-074
  }

  /** The addresses that orders use (P-071). */
  static Flow addresses() {
    FieldRules rules =
        FieldRules.of(ContactPerson.TYPE)
            .ref(ContactPerson.CUSTOMER, Direction.TO_RIGHT, When.CREATE_ONLY)
            .toRight(ContactPerson.PERSON_NAME, ContactPerson.PHONES, ContactPerson.ADDRESS);
    return Flow.of(ContactPerson.TYPE)
        .toRight()
        .fields(rules)
        .matchByAll(ContactPerson.CUSTOMER, ContactPerson.ADDRESS)
        .found(Arrival.FROM_LEFT)
        .onDemand();
  }
}
