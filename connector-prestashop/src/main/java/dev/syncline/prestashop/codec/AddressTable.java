package dev.syncline.prestashop.codec;

import dev.syncline.model.Address;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
  private static final int LONGEST_COMPANY = 64;
  private static final Pattern VAT_NUMBER = Pattern.compile("[^<>={}\\p{Cntrl}]{0,32}");

  private AddressTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        ContactPerson.TYPE,
        "address",
        List.of(
            customer(),
            name(),
            CustomerTable.personName(ContactPerson.PERSON_NAME),
            phonesLine(),
            place(),
            company(),
            vatNumber(),
            archived()));
  }

  private static Line<Ref> customer() {
    return Line.of(
            ContactPerson.CUSTOMER,
            Set.of("id_customer"),
            (row, into, terms) -> {
              if (row.has("id_customer")) {
                into.set(
                    ContactPerson.CUSTOMER, OrderTable.refOf(row, "id_customer", Customer.TYPE));
              }
            },
            (row, wanted, how) -> {
              row.text("id_customer", wanted == null ? null : wanted.id());
              return wanted != null;
            })
        .only(Line.Access.AT_BIRTH);
  }

  private static Line<String> name() {
    return Line.of(
            ContactPerson.NAME,
            Set.of(People.LAST, People.FIRST),
            (row, into, terms) -> {
              if (row.has(People.LAST)) {
                into.set(ContactPerson.NAME, Line.said(People.of(row).full()));
              }
            },
            (row, wanted, how) ->
                wanted != null
                    && !wanted.isBlank()
                    && People.write(row, People.split(wanted), how.terms().version()))
        .closeIf((wanted, held, phones) -> People.same(wanted, held));
  }

  private static Line<Set<String>> phonesLine() {
    return Line.of(
        ContactPerson.PHONES,
        Set.copyOf(PHONES),
        (row, into, terms) -> {
          if (row.has("phone")) {
            into.set(ContactPerson.PHONES, phones(row));
          }
        },
        AddressTable::writePhones);
  }

  static Set<String> phones(Row row) {
    Set<String> all = new LinkedHashSet<>();
    PHONES.stream().map(row::text).map(String::strip).filter(p -> !p.isEmpty()).forEach(all::add);
    return all;
  }

  /** There is room for two: those that are held already stay where they are. */
  static boolean writePhones(Row.Builder row, @Nullable Set<String> wanted, Line.Written how) {
    List<String> taken = new ArrayList<>();
    for (String phone : wanted == null ? Set.<String>of() : wanted) {
      String clean = Clean.phone(phone);
      if (!clean.isEmpty() && !taken.contains(clean)) {
        taken.add(clean);
      }
    }
    Row held = how.held();
    if (held != null && taken.contains(held.text("phone_mobile").strip()) && taken.size() == 2) {
      taken.remove(held.text("phone_mobile").strip());
      taken.add(held.text("phone_mobile").strip());
    }
    row.text("phone", taken.isEmpty() ? "" : taken.get(0));
    row.text("phone_mobile", taken.size() > 1 ? taken.get(1) : "");
    return taken.size() <= PHONES.size() && (wanted == null || taken.size() == wanted.size());
  }

  private static Line<Address> place() {
    return Line.of(
            ContactPerson.ADDRESS,
            Set.copyOf(PLACE),
            (row, into, terms) -> {
              if (row.has("city")) {
                into.set(ContactPerson.ADDRESS, address(row, terms));
              }
            },
            AddressTable::writePlace)
        .closeIf((wanted, held, phones) -> same(wanted, held));
  }

  /** The place of an address; none if it has no part. */
  static Optional<Address> address(Row row, Terms terms) {
    Address address =
        new Address(
            terms.lists().countries().getOrDefault(row.number("id_country"), ""),
            terms.lists().states().getOrDefault(row.number("id_state"), ""),
            row.text("city").strip(),
            row.text("address1").strip(),
            row.text("postcode").strip(),
            row.text("address2").strip());
    return CustomerTable.isNothing(address) ? Optional.empty() : Optional.of(address);
  }

  /**
   * The shop wants a street, a city and a country; the last is its own where nobody says another.
   * Of regions it knows those of some countries, and keeps no others.
   */
  static boolean writePlace(Row.Builder row, @Nullable Address wanted, Line.Written how) {
    Terms terms = how.terms();
    String street = wanted == null ? "" : Clean.street(wanted.street());
    String city = wanted == null ? "" : Clean.city(wanted.city());
    Optional<Long> country =
        wanted == null || wanted.country().isBlank()
            ? Optional.of(terms.defaults().country()).filter(id -> id > 0)
            : terms.countryId(wanted.country().strip());
    if (wanted == null || street.isEmpty() || city.isEmpty() || country.isEmpty()) {
      return false;
    }
    long state = Terms.id(terms.lists().states(), wanted.region().strip()).orElse(0L);
    row.text("id_country", country.get().toString());
    row.text("id_state", Long.toString(state));
    row.text("city", city);
    row.text("address1", street);
    row.text("address2", Clean.street(wanted.rest()));
    row.text("postcode", Clean.postCode(wanted.postalCode()));
    return true;
  }

  /**
   * Whether an address is held as {@link #writePlace} puts it: a country that nobody said is the
   * shop's own, and a region is one that the shop knows, or none.
   */
  static boolean same(Address wanted, Address held) {
    boolean country =
        wanted.country().isBlank() || wanted.country().strip().equalsIgnoreCase(held.country());
    boolean region =
        held.region().isEmpty() || wanted.region().strip().equalsIgnoreCase(held.region());
    return country
        && region
        && Clean.street(wanted.street()).equals(held.street())
        && Clean.city(wanted.city()).equals(held.city())
        && Clean.postCode(wanted.postalCode()).equals(held.postalCode())
        && Clean.street(wanted.rest()).equals(held.rest());
  }

  private static Line<String> company() {
    Line<String> text = Line.text(ContactPerson.COMPANY, "company");
    return Line.of(
            ContactPerson.COMPANY,
            text.needs(),
            text.reads(),
            (row, wanted, how) -> writeCompany(row, wanted))
        .closeIf((wanted, held, phones) -> company(wanted).equals(held));
  }

  private static Line<String> vatNumber() {
    Line<String> text = Line.text(ContactPerson.VAT_NUMBER, "vat_number");
    return Line.of(
        ContactPerson.VAT_NUMBER, text.needs(), text.reads(), AddressTable::writeVatNumber);
  }

  static boolean writeVatNumber(Row.Builder row, @Nullable String wanted, Line.Written how) {
    String number = wanted == null ? "" : wanted.strip();
    boolean taken = VAT_NUMBER.matcher(number).matches();
    if (taken) {
      row.text("vat_number", number);
    }
    return taken;
  }

  static boolean writeCompany(Row.Builder row, @Nullable String wanted) {
    row.text("company", wanted == null ? "" : company(wanted));
    return true;
  }

  static String company(String wanted) {
    return Clean.generic(wanted, LONGEST_COMPANY);
  }

  private static Line<Boolean> archived() {
    return Line.of(
        ContactPerson.ARCHIVED,
        Set.of("deleted"),
        (row, into, terms) -> {
          if (row.has("deleted")) {
            into.set(ContactPerson.ARCHIVED, row.yes("deleted"));
          }
        },
        (row, wanted, how) -> {
          row.text("deleted", Boolean.TRUE.equals(wanted) ? "1" : "0");
          return true;
        });
  }
}
