package dev.syncline.prestashop.codec;

import dev.syncline.model.Address;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The table of customers. Address, phones and tax number are those of the customer's first address.
 *
 * @since 0.1
 */
public final class CustomerTable {

  /** The resource of the addresses. */
  public static final String ADDRESSES = "addresses";

  private static final String LAST = "lastname";
  private static final String FIRST = "firstname";
  private static final String COMPANY = "company";

  private CustomerTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Customer.TYPE,
        "customer",
        List.of(
            Line.readOnly(
                Customer.KIND,
                Set.of(COMPANY),
                (row, into, terms) -> {
                  if (row.has(COMPANY)) {
                    boolean person = row.text(COMPANY).isBlank();
                    into.set(Customer.KIND, person ? Customer.PERSON : Customer.COMPANY);
                  }
                }),
            name(),
            personName(),
            emails(),
            Line.text(Customer.REGISTRATION, "siret").only(Line.Access.NEVER),
            Line.text(Customer.COMMENT, "note").only(Line.Access.NEVER),
            archived(),
            guest(),
            language(),
            groups(),
            ofAddress(Customer.ADDRESS, AddressTable::address),
            ofAddress(Customer.PHONES, (row, terms) -> Optional.of(AddressTable.phones(row))),
            ofAddress(
                Customer.VAT_NUMBER, (row, terms) -> Line.said(row.text("vat_number").strip())),
            ofAddress(Customer.LEGAL_NAME, (row, terms) -> Line.said(row.text(COMPANY).strip()))));
  }

  private static Line<String> name() {
    return Line.readOnly(
        Customer.NAME,
        Set.of(COMPANY, LAST, FIRST),
        (row, into, terms) -> {
          if (row.has(LAST)) {
            String company = row.text(COMPANY).strip();
            into.set(Customer.NAME, Line.said(company.isEmpty() ? person(row).full() : company));
          }
        });
  }

  /** The two parts of a name that the shop knows. */
  static PersonName person(Row row) {
    return new PersonName(row.text(LAST).strip(), row.text(FIRST).strip(), "");
  }

  private static Line<PersonName> personName() {
    return Line.readOnly(
        Customer.PERSON_NAME,
        Set.of(LAST, FIRST),
        (row, into, terms) -> {
          if (row.has(LAST)) {
            boolean none = person(row).full().isEmpty();
            into.set(Customer.PERSON_NAME, none ? Optional.empty() : Optional.of(person(row)));
          }
        });
  }

  private static Line<Set<String>> emails() {
    return Line.readOnly(
        Customer.EMAILS,
        Set.of("email"),
        (row, into, terms) -> {
          if (row.has("email")) {
            String email = row.text("email").strip();
            into.set(Customer.EMAILS, email.isEmpty() ? Set.of() : Set.of(email));
          }
        });
  }

  private static Line<Boolean> archived() {
    return Line.readOnly(
        Customer.ARCHIVED,
        Set.of("active"),
        (row, into, terms) -> {
          if (row.has("active")) {
            into.set(Customer.ARCHIVED, !row.yes("active"));
          }
        });
  }

  private static Line<Boolean> guest() {
    return Line.readOnly(
        Customer.GUEST,
        Set.of("is_guest"),
        (row, into, terms) -> {
          if (row.has("is_guest")) {
            into.set(Customer.GUEST, row.yes("is_guest"));
          }
        });
  }

  private static Line<String> language() {
    return Line.readOnly(
        Customer.LANGUAGE,
        Set.of("id_lang"),
        (row, into, terms) -> {
          if (row.has("id_lang")) {
            String tag = terms.languages().get((int) row.number("id_lang"));
            into.set(Customer.LANGUAGE, Optional.ofNullable(tag));
          }
        });
  }

  private static Line<Set<String>> groups() {
    return Line.readOnly(
        Customer.GROUPS,
        Set.of("@groups"),
        (row, into, terms) -> {
          if (row.hasAssociation("groups")) {
            into.set(Customer.GROUPS, new LinkedHashSet<>(row.ids("groups")));
          }
        });
  }

  private static <V> Line<V> ofAddress(Field<V> field, BiFunction<Row, Terms, Optional<V>> value) {
    return Line.readOnly(
            field,
            Set.of(),
            (row, into, terms) ->
                row.joined(ADDRESSES)
                    .ifPresent(
                        rows ->
                            into.set(
                                field,
                                rows.stream()
                                    .findFirst()
                                    .flatMap(first -> value.apply(first, terms)))))
        .joining(ADDRESSES);
  }

  /** What an address is said to be of somebody without any of its parts. */
  static boolean isNothing(Address address) {
    return address.equals(new Address("", "", "", "", "", ""));
  }
}
