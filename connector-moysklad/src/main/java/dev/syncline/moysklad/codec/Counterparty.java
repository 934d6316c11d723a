package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import dev.syncline.model.PhoneRules;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of {@code counterparty}.
 *
 * @since 0.1
 */
public final class Counterparty {

  /** The longest text that the vendor's phone field takes. */
  static final int MAX_PHONE = 255;

  private static final String PHONE_SEPARATOR = ", ";

  /** {@code counterparty}. */
  public static final EntityCodec CODEC =
      new EntityCodec(
          Customer.TYPE,
          "",
          List.of(
              Line.of(Customer.KIND, Counterparty::readKind, Counterparty::writeKind).atBirth(),
              Line.text(Customer.NAME, "name"),
              Line.of(Customer.PERSON_NAME, Counterparty::readName, Counterparty::writeName),
              Line.of(Customer.PHONES, Counterparty::readPhones, Counterparty::writePhones),
              Line.of(Customer.EMAILS, Counterparty::readEmails, Counterparty::writeEmails),
              Line.text(Customer.TAX_NUMBER, "inn"),
              Line.text(Customer.COMMENT, "description"),
              Line.text(Customer.EXTERNAL_CODE, "externalCode"),
              Line.bool(Customer.ARCHIVED, "archived")));

  private Counterparty() {}

  private static boolean isPerson(JsonNode document) {
    // Also individualUZ and individualKZ.
    return document.path("companyType").asText("").startsWith("individual");
  }

  private static void readKind(JsonNode document, Entity.Builder into, Terms terms) {
    into.set(Customer.KIND, isPerson(document) ? Customer.PERSON : Customer.COMPANY);
  }

  private static boolean writeKind(ObjectNode document, @Nullable String wanted, Line.Written how) {
    document.put("companyType", Customer.PERSON.equals(wanted) ? "individual" : "legal");
    return true;
  }

  private static void readName(JsonNode document, Entity.Builder into, Terms terms) {
    PersonName name =
        new PersonName(
            Line.text(document, "legalLastName").orElse(""),
            Line.text(document, "legalFirstName").orElse(""),
            Line.text(document, "legalMiddleName").orElse(""));
    into.set(
        Customer.PERSON_NAME,
        isPerson(document) && !name.full().isEmpty() ? Optional.of(name) : Optional.empty());
  }

  /** The vendor drops the parts of a name silently where the counterparty is a company. */
  private static boolean writeName(
      ObjectNode document, @Nullable PersonName wanted, Line.Written how) {
    if (!how.wanted().get(Customer.KIND).equals(Optional.of(Customer.PERSON))) {
      return wanted == null;
    }
    PersonName name = wanted == null ? new PersonName("", "", "") : wanted;
    put(document, "legalLastName", name.last());
    put(document, "legalFirstName", name.first());
    put(document, "legalMiddleName", name.middle());
    return true;
  }

  private static void put(ObjectNode document, String field, String part) {
    Line.put(document, field, part.isBlank() ? null : part);
  }

  private static void readPhones(JsonNode document, Entity.Builder into, Terms terms) {
    into.set(Customer.PHONES, split(document.path("phone").asText("")));
  }

  /** One text holds them all: nothing that a person wrote there is dropped. */
  private static boolean writePhones(
      ObjectNode document, @Nullable Set<String> wanted, Line.Written how) {
    List<String> phones =
        steady(wanted, held(how, Customer.PHONES), raw -> normal(raw, how.terms().phones()));
    StringBuilder all = new StringBuilder();
    boolean taken = true;
    for (String phone : phones) {
      int more = (all.isEmpty() ? 0 : PHONE_SEPARATOR.length()) + phone.length();
      if (all.length() + more > MAX_PHONE) {
        taken = false;
      } else {
        all.append(all.isEmpty() ? "" : PHONE_SEPARATOR).append(phone);
      }
    }
    Line.put(document, "phone", all.isEmpty() ? null : all.toString());
    return taken;
  }

  private static void readEmails(JsonNode document, Entity.Builder into, Terms terms) {
    into.set(Customer.EMAILS, split(document.path("email").asText("")));
  }

  /**
   * The vendor checks that it is one address, so there is room for one: the one it holds, if it is
   * still wanted.
   */
  private static boolean writeEmails(
      ObjectNode document, @Nullable Set<String> wanted, Line.Written how) {
    List<String> emails =
        steady(wanted, held(how, Customer.EMAILS), raw -> raw.strip().toLowerCase(Locale.ROOT));
    Line.put(document, "email", emails.isEmpty() ? null : emails.get(0));
    return emails.size() <= 1;
  }

  private static Set<String> held(Line.Written how, Field<Set<String>> field) {
    Entity held = how.held();
    return held == null ? Set.of() : held.get(field).orElse(Set.of());
  }

  /**
   * The wanted elements: first those held, as they are written there, then the others in a fixed
   * order.
   */
  private static List<String> steady(
      @Nullable Set<String> wanted, Set<String> held, Function<String, String> normal) {
    Map<String, String> asked = new LinkedHashMap<>();
    if (wanted != null) {
      new TreeSet<>(wanted).forEach(each -> asked.putIfAbsent(normal.apply(each), each));
    }
    Map<String, String> result = new LinkedHashMap<>();
    for (String there : held) {
      if (asked.containsKey(normal.apply(there))) {
        result.putIfAbsent(normal.apply(there), there);
      }
    }
    asked.forEach(result::putIfAbsent);
    return List.copyOf(result.values());
  }

  private static String normal(String raw, PhoneRules phones) {
    return phones.normal(raw);
  }

  private static Set<String> split(String text) {
    Set<String> parts = new LinkedHashSet<>();
    for (String part : text.split("[,;\\n]", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
