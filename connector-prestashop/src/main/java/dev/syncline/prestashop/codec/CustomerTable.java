package dev.syncline.prestashop.codec;

import dev.syncline.model.Address;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of customers. Address, phones and tax number are those of the customer's first address.
 * Passwords and consents to newsletters are no lines: they are the customer's own.
 *
 * @since 0.1
 */
public final class CustomerTable {

  /** The resource of the addresses. */
  public static final String ADDRESSES = "addresses";

  private static final String COMPANY = "company";
  private static final String GROUPS = "groups";
  private static final String MAIN_GROUP = "id_default_group";
  private static final int LONGEST_COMPANY = 255;
  private static final int LONGEST_ALIAS = 32;
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,9}");
  private static final Pattern APE = Pattern.compile("[0-9]{3,4}[a-zA-Z]");
  private static final Pattern SIRET = Pattern.compile("[0-9]{14}");
  private static final Pattern REGISTRATION = Pattern.compile("[^<>={}\\p{Cntrl}]{0,14}");

  private CustomerTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Customer.TYPE,
        "customer",
        List.of(
            kind(),
            name(),
            personName(),
            emails(),
            registration(),
            activity(),
            birthday(),
            comment(),
            archived(),
            guest(),
            language(),
            groups(),
            mainGroup(),
            ofAddress(Customer.ADDRESS, AddressTable::address, AddressTable::writePlace)
                .closeIf((wanted, held, phones) -> AddressTable.same(wanted, held)),
            ofAddress(
                Customer.PHONES,
                (row, terms) -> Optional.of(AddressTable.phones(row)),
                AddressTable::writePhones),
            ofAddress(
                Customer.VAT_NUMBER,
                (row, terms) -> Line.said(row.text("vat_number").strip()),
                AddressTable::writeVatNumber),
            ofAddress(
                    Customer.LEGAL_NAME,
                    (row, terms) -> Line.said(row.text(COMPANY).strip()),
                    (row, wanted, how) -> AddressTable.writeCompany(row, wanted))
                .closeIf((wanted, held, phones) -> AddressTable.company(wanted).equals(held))));
  }

  /** A company is a customer who names one; what they are called is that name then. */
  private static Line<String> kind() {
    return Line.of(
            Customer.KIND,
            Set.of(COMPANY),
            (row, into, terms) -> {
              if (row.has(COMPANY)) {
                into.set(Customer.KIND, isCompany(row) ? Customer.COMPANY : Customer.PERSON);
              }
            },
            (row, wanted, how) -> {
              boolean company = Customer.COMPANY.equals(wanted);
              String name = company ? company(how.wanted().get(Customer.NAME).orElse("")) : "";
              row.text(COMPANY, name);
              return company ? !name.isEmpty() : Customer.PERSON.equals(wanted);
            })
        .only(Line.Access.AT_BIRTH);
  }

  private static boolean isCompany(Row row) {
    return !row.text(COMPANY).isBlank();
  }

  private static String company(String name) {
    return Clean.generic(name, LONGEST_COMPANY);
  }

  private static Line<String> name() {
    return Line.of(
            Customer.NAME,
            Set.of(COMPANY, People.LAST, People.FIRST),
            (row, into, terms) -> {
              if (row.has(People.LAST) || isCompany(row)) {
                String company = row.text(COMPANY).strip();
                into.set(
                    Customer.NAME, Line.said(company.isEmpty() ? People.of(row).full() : company));
              }
            },
            CustomerTable::writeName)
        .closeIf(
            (wanted, held, phones) -> company(wanted).equals(held) || People.same(wanted, held));
  }

  private static boolean writeName(Row.Builder row, @Nullable String wanted, Line.Written how) {
    Row held = how.held();
    boolean company =
        held == null
            ? how.wanted().get(Customer.KIND).filter(Customer.COMPANY::equals).isPresent()
            : isCompany(held);
    if (wanted == null || wanted.isBlank()) {
      return false;
    }
    if (!company) {
      return People.write(row, People.split(wanted), how.terms().version());
    }
    String name = company(wanted);
    if (name.isEmpty()) {
      return false;
    }
    row.text(COMPANY, name);
    if (held == null) {
      boolean unused = People.write(row, new PersonName(wanted, "", ""), how.terms().version());
    }
    return true;
  }

  private static Line<PersonName> personName() {
    return personName(Customer.PERSON_NAME);
  }

  static Line<PersonName> personName(Field<PersonName> field) {
    return Line.of(
            field,
            Set.of(People.LAST, People.FIRST),
            (row, into, terms) -> {
              if (row.has(People.LAST)) {
                PersonName name = People.of(row);
                into.set(field, name.full().isEmpty() ? Optional.empty() : Optional.of(name));
              }
            },
            (row, wanted, how) ->
                wanted != null && People.write(row, wanted, how.terms().version()))
        .closeIf((wanted, held, phones) -> People.same(wanted, held));
  }

  /** The shop knows one address a customer: that is their account. Another keeps its place. */
  private static Line<Set<String>> emails() {
    return Line.of(
        Customer.EMAILS,
        Set.of("email"),
        (row, into, terms) -> {
          if (row.has("email")) {
            String email = row.text("email").strip();
            into.set(Customer.EMAILS, email.isEmpty() ? Set.of() : Set.of(email));
          }
        },
        (row, wanted, how) -> {
          if (wanted == null || wanted.isEmpty()) {
            return false;
          }
          Row held = how.held();
          row.text("email", email(wanted, held == null ? "" : held.text("email")).orElse(""));
          return wanted.size() == 1;
        });
  }

  /** The one of several addresses that the shop is given: the one it has, else the first. */
  public static Optional<String> email(Set<String> wanted, String held) {
    Set<String> sorted = new TreeSet<>(wanted);
    return sorted.stream()
        .filter(held.strip()::equalsIgnoreCase)
        .findFirst()
        .or(() -> sorted.stream().findFirst())
        .map(Clean::line);
  }

  /** A number that is too long is none: shortened it would be somebody else's. */
  private static Line<String> registration() {
    Line<String> siret = Line.text(Customer.REGISTRATION, "siret");
    return Line.of(
        Customer.REGISTRATION,
        siret.needs(),
        siret.reads(),
        (row, wanted, how) -> {
          String number = wanted == null ? "" : wanted.strip();
          boolean any = how.terms().version().takesAnyCompanyNumber();
          if (!REGISTRATION.matcher(number).matches()
              || !(any || number.isEmpty() || isSiret(number))) {
            return false;
          }
          row.text("siret", number);
          return true;
        });
  }

  private static boolean isSiret(String number) {
    if (!SIRET.matcher(number).matches()) {
      return false;
    }
    int sum = 0;
    for (int at = 0; at < number.length(); at++) {
      int digit = (at % 2 == 0 ? 2 : 1) * (number.charAt(at) - '0');
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
  }

  private static Line<String> activity() {
    Line<String> ape = Line.text(Customer.ACTIVITY, "ape");
    return Line.of(
            Customer.ACTIVITY,
            ape.needs(),
            ape.reads(),
            (row, wanted, how) -> {
              String code = wanted == null ? "" : wanted.replace(".", "").replace(" ", "");
              boolean taken = code.isEmpty() || APE.matcher(code).matches();
              if (taken) {
                row.text("ape", code);
              }
              return taken;
            })
        .closeIf((wanted, held, phones) -> wanted.replace(".", "").replace(" ", "").equals(held));
  }

  private static Line<LocalDate> birthday() {
    return Line.of(
        Customer.BIRTHDAY,
        Set.of("birthday"),
        (row, into, terms) -> {
          if (row.has("birthday")) {
            into.set(Customer.BIRTHDAY, terms.day(row.text("birthday")));
          }
        },
        (row, wanted, how) -> {
          row.text("birthday", wanted == null ? "0000-00-00" : wanted.toString());
          return true;
        });
  }

  /** The field takes HTML, and the shop tidies it up: a text has to be sent and read as such. */
  private static Line<String> comment() {
    return Line.of(
            Customer.COMMENT,
            Set.of("note"),
            (row, into, terms) -> {
              if (row.has("note")) {
                into.set(Customer.COMMENT, Line.said(Html.decoded(row.text("note"))));
              }
            },
            (row, wanted, how) -> {
              row.text("note", wanted == null ? "" : Html.escaped(RowXml.sendable(wanted)));
              return true;
            })
        .closeIf(
            (wanted, held, phones) ->
                Customer.COMMENT.kind().same(RowXml.sendable(wanted), held, phones));
  }

  private static Line<Boolean> archived() {
    return Line.of(
        Customer.ARCHIVED,
        Set.of("active"),
        (row, into, terms) -> {
          if (row.has("active")) {
            into.set(Customer.ARCHIVED, !row.yes("active"));
          }
        },
        (row, wanted, how) -> {
          row.text("active", Boolean.TRUE.equals(wanted) ? "0" : "1");
          return true;
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
    return Line.of(
        Customer.LANGUAGE,
        Set.of("id_lang"),
        (row, into, terms) -> {
          if (row.has("id_lang")) {
            String tag = terms.languages().get((int) row.number("id_lang"));
            into.set(Customer.LANGUAGE, Optional.ofNullable(tag));
          }
        },
        (row, wanted, how) -> {
          Optional<Integer> id = wanted == null ? Optional.empty() : how.terms().languageId(wanted);
          id.ifPresent(known -> row.text("id_lang", known.toString()));
          return id.isPresent();
        });
  }

  private static Line<Set<String>> groups() {
    return Line.of(
        Customer.GROUPS,
        Set.of("@groups", MAIN_GROUP),
        (row, into, terms) -> {
          if (row.hasAssociation(GROUPS)) {
            into.set(Customer.GROUPS, new LinkedHashSet<>(row.ids(GROUPS)));
          }
        },
        CustomerTable::writeGroups);
  }

  /** Whoever is in no group has no prices: the main group is always among them. */
  private static boolean writeGroups(
      Row.Builder row, @Nullable Set<String> wanted, Line.Written how) {
    Set<String> ids = new LinkedHashSet<>(wanted == null ? Set.of() : wanted);
    if (!ids.stream().allMatch(id -> ID.matcher(id).matches())) {
      return false;
    }
    Row held = how.held();
    String usual = Long.toString(how.terms().defaults().group());
    String now = held == null ? usual : Long.toString(held.number(MAIN_GROUP));
    String main = how.wanted().get(Customer.MAIN_GROUP).orElse(now);
    if (ids.isEmpty()) {
      ids.add(ID.matcher(main).matches() ? main : usual);
    }
    if (!ids.contains(main)) {
      row.text(MAIN_GROUP, ids.iterator().next());
    }
    row.ids(GROUPS, "group", List.copyOf(ids));
    return true;
  }

  private static Line<String> mainGroup() {
    return Line.of(
        Customer.MAIN_GROUP,
        Set.of(MAIN_GROUP, "@groups"),
        (row, into, terms) -> {
          if (row.has(MAIN_GROUP)) {
            long id = row.number(MAIN_GROUP);
            into.set(
                Customer.MAIN_GROUP, id > 0 ? Optional.of(Long.toString(id)) : Optional.empty());
          }
        },
        (row, wanted, how) -> {
          if (wanted == null || !ID.matcher(wanted).matches()) {
            return false;
          }
          row.text(MAIN_GROUP, wanted);
          Row held = how.held();
          Set<String> ids = new LinkedHashSet<>(row.build().ids(GROUPS));
          if (ids.isEmpty() && held != null) {
            ids.addAll(held.ids(GROUPS));
          }
          if (ids.add(wanted)) {
            row.ids(GROUPS, "group", List.copyOf(ids));
          }
          return true;
        });
  }

  /** Written into a row of its own, which goes behind the customer's. */
  private static <V> Line<V> ofAddress(
      Field<V> field, BiFunction<Row, Terms, Optional<V>> value, Line.Writes<V> writes) {
    return Line.of(
            field,
            Set.of(People.LAST, People.FIRST),
            (row, into, terms) ->
                row.joined(ADDRESSES)
                    .ifPresent(
                        rows ->
                            into.set(
                                field,
                                rows.stream()
                                    .findFirst()
                                    .flatMap(first -> value.apply(first, terms)))),
            (row, wanted, how) -> {
              Row held = how.held();
              Row first = held == null ? null : held.join(ADDRESSES).orElse(null);
              Row.Builder home =
                  row.build().join(ADDRESSES).map(Row::but).orElseGet(() -> Row.of("address"));
              boolean taken =
                  writes.write(
                      home, wanted, new Line.Written(how.terms(), how.wanted(), first, null));
              row.joined(ADDRESSES, List.of(home.build()));
              return taken;
            })
        .joining(ADDRESSES);
  }

  /** What customers see an address called by that came from elsewhere. */
  public static String alias(Row address) {
    return Clean.generic(address.text("city"), LONGEST_ALIAS);
  }

  /** What an address is said to be of somebody without any of its parts. */
  static boolean isNothing(Address address) {
    return address.equals(new Address("", "", "", "", "", ""));
  }
}
