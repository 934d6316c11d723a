package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.plans.prestashopdolibarr.CustomerSettings.Detail;
import java.util.Optional;
import java.util.Set;

/** Customers as third parties, their addresses as contacts. */
final class PeopleRules {

  private final CustomerSettings settings;

  PeopleRules(CustomerSettings settings) {
    this.settings = settings;
  }

  /**
   * Guests are one third party for each of them, or all of them one (P-072). Fields that the shop
   * does not deliver are nobody's business (P-075).
   */
  Flow customers() {
    FieldRules rules = FieldRules.of(Customer.TYPE);
    rules = told(rules, Detail.NAME, Customer.NAME); // P-070
    rules = told(rules, Detail.KIND, Customer.KIND);
    rules = told(rules, Detail.EMAIL, Customer.EMAILS);
    rules = told(rules, Detail.PHONES, Customer.PHONES);
    rules = told(rules, Detail.ADDRESS, Customer.ADDRESS);
    rules = told(rules, Detail.VAT_NUMBER, Customer.VAT_NUMBER);
    rules = told(rules, Detail.REGISTRATION, Customer.REGISTRATION);
    Flow flow =
        Flow.of(Customer.TYPE)
            .toRight()
            .fields(rules)
            .found(Arrival.FILL)
            .several(Ambiguity.MAKE_NEW)
            .goneArchives(Customer.ARCHIVED)
            .gone(Gone.DELETE_UNLESS_USED); // P-074
    if (settings.sharedByEmail()) {
      flow = flow.matchBy(Customer.EMAILS); // P-031, P-035
    }
    if (settings.guests() != null) {
      flow = flow.createWhen(each -> !each.get(Customer.GUEST).orElse(false), Customer.GUEST);
    }
    Flow all = flow;
    return settings.firstDay().map(day -> all.since(Side.LEFT, day)).orElse(all); // P-073
  }

  private <V> FieldRules told(FieldRules rules, Detail detail, Field<V> field) {
    When when = settings.once().contains(detail) ? When.CREATE_ONLY : When.ALWAYS;
    return rules.with(field, field, Lens.same(), Direction.TO_RIGHT, when); // P-075
  }

  /** The addresses that orders use (P-071). */
  Flow addresses() {
    FieldRules rules =
        FieldRules.of(ContactPerson.TYPE)
            .compute(
                Side.RIGHT,
                ContactPerson.CUSTOMER,
                Set.of(ContactPerson.CUSTOMER),
                mapping -> customer(mapping, ContactPerson.CUSTOMER),
                When.CREATE_ONLY)
            .toRight(ContactPerson.PERSON_NAME, ContactPerson.PHONES, ContactPerson.ADDRESS);
    return Flow.of(ContactPerson.TYPE).toRight().fields(rules).onDemand();
  }

  /** The third party of a customer; of a guest it may be that of all guests. */
  Put<Ref> customer(Mapping mapping, Field<Ref> field) {
    Optional<Ref> mine = mapping.source().get(field);
    if (mine.isEmpty()) {
      return Put.empty();
    }
    Optional<Ref> theirs = mapping.counterpart(mine.get());
    if (theirs.isPresent()) {
      return Put.value(theirs.get());
    }
    String guests = settings.guests();
    return guests != null && mapping.leftOut(mine.get())
        ? Put.value(new Ref(Customer.TYPE, guests)) // P-072
        : new Put.Wait<>(mine.get());
  }
}
