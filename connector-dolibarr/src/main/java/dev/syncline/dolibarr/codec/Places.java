package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Address;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses, phones and e-mails of third parties and contacts. Pure. */
final class Places {

  private static final String NONE = "";
  private static final int STREET = 250;
  private static final int TOWN = 50;
  private static final int ZIP = 25;

  private Places() {}

  /** An address: the street is the first line of the vendor's text, the rest the others. */
  static Line<Address> of(Field<Address> field) {
    return Line.<Address>of(
            field, (document, into, terms) -> read(document, field, into, terms), Places::write)
        .losing("the region", Places::close);
  }

  private static void read(
      JsonNode document, Field<Address> field, Entity.Builder into, Terms terms) {
    if (!document.has("address") && !document.has("town") && !document.has("zip")) {
      return;
    }
    String text = part(document, "address");
    int line = text.indexOf('\n');
    Address address =
        new Address(
            Loose.id(document, "country_id")
                .flatMap(id -> Optional.ofNullable(terms.countries().get(id)))
                .orElse(NONE),
            NONE,
            part(document, "town"),
            line < 0 ? text : text.substring(0, line).strip(),
            part(document, "zip"),
            line < 0 ? NONE : text.substring(line + 1).strip());
    into.set(field, address.equals(nowhere()) ? Optional.empty() : Optional.of(address));
  }

  private static Address nowhere() {
    return new Address(NONE, NONE, NONE, NONE, NONE, NONE);
  }

  private static String part(JsonNode document, String name) {
    return Loose.text(document, name)
        .map(Texts::ofPlain)
        .map(text -> text.replace("\r\n", "\n").strip())
        .orElse(NONE);
  }

  private static boolean write(ObjectNode document, @Nullable Address wanted, Line.Written how) {
    Address address = wanted == null ? nowhere() : wanted;
    boolean fourBytes = how.terms().fourBytes();
    Optional<String> country = how.terms().countryId(address.country());
    String street = Texts.plain(oneLine(address.street()), STREET, fourBytes);
    String rest = Texts.plain(address.rest(), STREET, fourBytes);
    document.put("address", rest.isEmpty() ? street : street + "\n" + rest);
    document.put("town", Texts.plain(address.city(), TOWN, fourBytes));
    document.put("zip", Texts.plain(address.postalCode(), ZIP, fourBytes));
    document.put("country_id", country.map(Long::parseLong).orElse(0L));
    return address.country().isBlank() || country.isPresent();
  }

  private static String oneLine(String street) {
    return street.strip().replaceAll("\\s*\\R\\s*", ", ");
  }

  private static boolean close(Address wanted, Address held, PhoneRules phones) {
    return same(wanted.country(), held.country(), 2)
        && same(wanted.city(), held.city(), TOWN)
        && same(oneLine(wanted.street()), held.street(), STREET)
        && same(wanted.postalCode(), held.postalCode(), ZIP)
        && same(wanted.rest(), held.rest(), STREET);
  }

  private static boolean same(String wanted, String held, int longest) {
    return Texts.plain(wanted, longest, false).equals(Texts.plain(held, longest, false));
  }

  /** Phones: as many as the vendor has fields for. */
  static Line<Set<String>> phones(Field<Set<String>> field, String... names) {
    return several(field, true, names);
  }

  /** The one e-mail. */
  static Line<Set<String>> email(Field<Set<String>> field) {
    return several(field, false, "email");
  }

  private static Line<Set<String>> several(
      Field<Set<String>> field, boolean phone, String... names) {
    return Line.<Set<String>>of(
            field,
            (document, into, terms) -> readSeveral(document, field, into, names),
            (document, wanted, how) -> writeSeveral(document, wanted, phone, names))
        .losing(
            "more than " + names.length + ", space and double quotes within",
            (wanted, held, phones) ->
                held.size() <= names.length
                    && field
                        .kind()
                        .same(cleaned(first(wanted, names.length), phone), held, phones));
  }

  private static void readSeveral(
      JsonNode document, Field<Set<String>> field, Entity.Builder into, String... names) {
    Set<String> values = new LinkedHashSet<>();
    boolean mentioned = false;
    for (String name : names) {
      mentioned |= document.has(name);
      Loose.text(document, name)
          .map(Texts::ofPlain)
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .ifPresent(values::add);
    }
    if (mentioned) {
      into.set(field, values.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(values)));
    }
  }

  private static boolean writeSeveral(
      ObjectNode document, @Nullable Set<String> wanted, boolean phone, String... names) {
    List<String> values = new ArrayList<>(cleaned(wanted == null ? Set.of() : wanted, phone));
    values.sort(null);
    for (int at = 0; at < names.length; at++) {
      document.put(names[at], at < values.size() ? values.get(at) : NONE);
    }
    return values.size() <= names.length;
  }

  private static Set<String> first(Set<String> wanted, int many) {
    Set<String> some = new LinkedHashSet<>();
    wanted.stream().sorted().limit(many).forEach(some::add);
    return some;
  }

  private static Set<String> cleaned(Set<String> wanted, boolean phone) {
    Set<String> clean = new LinkedHashSet<>();
    for (String each : wanted) {
      String text = phone ? Texts.phone(each) : Texts.plain(each, Line.USUAL, false);
      if (!text.isEmpty()) {
        clean.add(Texts.ofPlain(text));
      }
    }
    return clean;
  }
}
