package dev.syncline.prestashop.codec;

import dev.syncline.model.Address;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.PersonName;
import dev.syncline.model.Ref;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of addresses: each is a person at a place. One that an order uses is never removed,
 * only marked; here it is archived.
 *
 * @since 0.1
 */
public final class AddressTable {

  /** What an address is read from. */
  public static final List<String> PLACE =
      List.of("id_country", "id_state", "city", "address1", "address2", "postcode");

  private static final List<String> PHONES = List.of("phone", "phone_mobile");

  private AddressTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        ContactPerson.TYPE,
        "address",
        List.of(customer(), name(), personName(), phonesLine(), place(), archived()));
  }

  private static Line<Ref> customer() {
    return Line.readOnly(
        ContactPerson.CUSTOMER,
        Set.of("id_customer"),
        (row, into, terms) -> {
          if (row.has("id_customer")) {
            long id = row.number("id_customer");
            into.set(
                ContactPerson.CUSTOMER,
                id > 0 ? Optional.of(new Ref(Customer.TYPE, Long.toString(id))) : Optional.empty());
          }
        });
  }

  private static Line<String> name() {
    return Line.readOnly(
        ContactPerson.NAME,
        Set.of("lastname", "firstname"),
        (row, into, terms) -> {
          if (row.has("lastname")) {
            into.set(ContactPerson.NAME, Line.said(CustomerTable.person(row).full()));
          }
        });
  }

  private static Line<PersonName> personName() {
    return Line.readOnly(
        ContactPerson.PERSON_NAME,
        Set.of("lastname", "firstname"),
        (row, into, terms) -> {
          if (row.has("lastname")) {
            PersonName name = CustomerTable.person(row);
            into.set(
                ContactPerson.PERSON_NAME,
                name.full().isEmpty() ? Optional.empty() : Optional.of(name));
          }
        });
  }

  private static Line<Set<String>> phonesLine() {
    return Line.readOnly(
        ContactPerson.PHONES,
        Set.copyOf(PHONES),
        (row, into, terms) -> {
          if (row.has("phone")) {
            into.set(ContactPerson.PHONES, phones(row));
          }
        });
  }

  static Set<String> phones(Row row) {
    Set<String> all = new LinkedHashSet<>();
    PHONES.stream().map(row::text).map(String::strip).filter(p -> !p.isEmpty()).forEach(all::add);
    return all;
  }

  private static Line<Address> place() {
    return Line.readOnly(
        ContactPerson.ADDRESS,
        Set.copyOf(PLACE),
        (row, into, terms) -> {
          if (row.has("city")) {
            into.set(ContactPerson.ADDRESS, address(row, terms));
          }
        });
  }

  /** The place of an address; none if it has no part. */
  static Optional<Address> address(Row row, Terms terms) {
    String rest =
        String.join(
            ", ",
            Stream.of(row.text("address2"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList());
    Address address =
        new Address(
            terms.lists().countries().getOrDefault(row.number("id_country"), ""),
            terms.lists().states().getOrDefault(row.number("id_state"), ""),
            row.text("city").strip(),
            row.text("address1").strip(),
            row.text("postcode").strip(),
            rest);
    return CustomerTable.isNothing(address) ? Optional.empty() : Optional.of(address);
  }

  private static Line<Boolean> archived() {
    return Line.readOnly(
        ContactPerson.ARCHIVED,
        Set.of("deleted"),
        (row, into, terms) -> {
          if (row.has("deleted")) {
            into.set(ContactPerson.ARCHIVED, row.yes("deleted"));
          }
        });
  }
}
