package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.When;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;

/** Who buys, and whom to talk to there. */
final class PeopleRules {

  private PeopleRules() {}

  /** Contacts, companies and counterparties. */
  static Flow customers(BitrixMoySkladSettings settings) {
    return Flow.of(Customer.TYPE)
        .direction(settings.directions().customers().direction())
        .fields(new CustomerMapper(settings))
        .matchByAll(Customer.TAX_NUMBER, Customer.TAX_REASON) // B-067
        .matchByWithout(Customer.TAX_NUMBER, Customer.TAX_REASON)
        .matchBy(Customer.EMAILS, Customer.PHONES)
        .matchByWithout(Customer.NAME, Customer.TAX_NUMBER, Customer.EMAILS, Customer.PHONES)
        .found(Arrival.FILL) // B-068
        .several(Ambiguity.MAKE_NEW) // B-067
        .onDemand(!settings.customersOnUpdate()) // B-065
        .gone(settings.gone()); // B-007
  }

  /** The person of a deal is a contact person of its company in MoySklad. */
  static Flow persons(BitrixMoySkladSettings settings) {
    FieldRules rules =
        FieldRules.of(ContactPerson.TYPE)
            .ref(ContactPerson.CUSTOMER, Direction.TO_RIGHT, When.CREATE_ONLY)
            .toRight(ContactPerson.NAME, ContactPerson.POSITION)
            .toRight(ContactPerson.PHONES, ContactPerson.EMAILS);
    return Flow.of(ContactPerson.TYPE)
        .toRight() // B-066
        .fields(rules)
        .matchByAll(ContactPerson.CUSTOMER, ContactPerson.NAME)
        .found(Arrival.FILL)
        .onDemand()
        .gone(settings.gone()); // B-007
  }
}
