package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code crm.item} of contacts, seen as people to talk to at a company.
 *
 * @since 0.1
 */
public final class ContactPersonTable {

  private static final Pattern ID = Pattern.compile("([0-9]{1,18}):([0-9]{1,18})");

  private ContactPersonTable() {}

  /**
   * A person in the role for one company.
   *
   * @param company the company's number
   * @param contact the person's number
   */
  public record Role(long company, long contact) {

    /** The role that an id names; none if it names none. */
    public static Optional<Role> of(String id) {
      Matcher parts = ID.matcher(id);
      return parts.matches()
          ? Optional.of(new Role(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
          : Optional.empty();
    }

    /** The canonical id. */
    public String id() {
      return company + ":" + contact;
    }
  }

  /** The contact person of a deal: somebody at the company that buys. */
  static Optional<Ref> of(JsonNode companyId, JsonNode contactId) {
    Optional<Long> contact = Values.id(contactId);
    return Values.id(companyId)
        .flatMap(company -> contact.map(person -> new Role(company, person)))
        .map(role -> new Ref(ContactPerson.TYPE, role.id()));
  }

  /** The vendor's fields to ask for: phones come only with everything. */
  public static Object select(FieldSet wanted) {
    boolean records = wanted.wants(ContactPerson.PHONES) || wanted.wants(ContactPerson.EMAILS);
    return records ? List.of("*") : List.of("id", "name", "lastName", "secondName", "post");
  }

  /** What a contact says whatever the role. */
  public static Entity read(JsonNode row) {
    Entity person = CustomerTable.CONTACT.read(row);
    Entity.Builder read = Entity.builder(ContactPerson.TYPE, "");
    read.set(ContactPerson.NAME, person.get(Customer.NAME));
    read.set(ContactPerson.POSITION, Values.text(row.path("post")));
    if (person.knows(Customer.PHONES)) {
      read.set(ContactPerson.PHONES, person.get(Customer.PHONES));
      read.set(ContactPerson.EMAILS, person.get(Customer.EMAILS));
    }
    return read.build();
  }

  /** The person in one role. */
  public static Entity inRole(Entity person, Role role) {
    return person
        .withId(role.id())
        .with(
            ContactPerson.CUSTOMER,
            new Ref(Customer.TYPE, CustomerTable.COMPANY.id(role.company())));
  }
}
