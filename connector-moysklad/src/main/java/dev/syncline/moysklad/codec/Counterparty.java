package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of {@code counterparty}.
 *
 * <p>What is foreign to a kind of counterparty the vendor drops without a word: a person has no
 * KPP, a company no name in parts. So it is not sent and said to be left out.
 *
 * @since 0.1
 */
public final class Counterparty {

  /** {@code counterparty}. */
  public static final EntityCodec CODEC =
      new EntityCodec(
          Customer.TYPE,
          "",
          List.of(
              Line.of(Customer.KIND, Counterparty::readKind, Counterparty::writeKind).atBirth(),
              Line.text(Customer.NAME, "name"),
              Line.of(Customer.PERSON_NAME, Counterparty::readName, Counterparty::writeName),
              Reach.phones(Customer.PHONES),
              Reach.emails(Customer.EMAILS),
              Line.text(Customer.TAX_NUMBER, "inn"),
              Line.of(Customer.TAX_REASON, Counterparty::readReason, Counterparty::writeReason),
              Line.of(
                  Customer.REGISTRATION,
                  Counterparty::readRegistration,
                  Counterparty::writeRegistration),
              Line.of(
                  Customer.LEGAL_NAME,
                  (document, into, terms) ->
                      into.set(Customer.LEGAL_NAME, Line.text(document, "legalTitle")),
                  Counterparty::writeLegalName),
              Addresses.of(Customer.LEGAL_ADDRESS, "legalAddress"),
              Addresses.of(Customer.ADDRESS, "actualAddress"),
              BankAccounts.of(Customer.BANK_ACCOUNTS),
              Line.text(Customer.COMMENT, "description"),
              Line.text(Customer.EXTERNAL_CODE, "externalCode"),
              Line.bool(Customer.ARCHIVED, "archived")));

  private static final String LEGAL = "legal";
  private static final String ENTREPRENEUR = "entrepreneur";
  private static final String INDIVIDUAL = "individual";

  private Counterparty() {}

  /** The kinds of other countries differ in their end: {@code individualUZ}, {@code legalKZ}. */
  private static String kind(JsonNode document) {
    String type = document.path("companyType").asText(LEGAL);
    if (type.startsWith(INDIVIDUAL)) {
      return Customer.PERSON;
    }
    return type.startsWith(ENTREPRENEUR) ? Customer.SOLE_TRADER : Customer.COMPANY;
  }

  private static String kind(Entity customer) {
    return customer.get(Customer.KIND).orElse(Customer.COMPANY);
  }

  private static boolean isCompany(Entity customer) {
    return kind(customer).equals(Customer.COMPANY);
  }

  private static void readKind(JsonNode document, Entity.Builder into, Terms terms) {
    into.set(Customer.KIND, kind(document));
  }

  private static boolean writeKind(ObjectNode document, @Nullable String wanted, Line.Written how) {
    String kind = wanted == null ? Customer.COMPANY : wanted;
    document.put(
        "companyType",
        switch (kind) {
          case Customer.PERSON -> INDIVIDUAL;
          case Customer.SOLE_TRADER -> ENTREPRENEUR;
          default -> LEGAL;
        });
    return true;
  }

  private static void readName(JsonNode document, Entity.Builder into, Terms terms) {
    PersonName name =
        new PersonName(
            Line.text(document, "legalLastName").orElse(""),
            Line.text(document, "legalFirstName").orElse(""),
            Line.text(document, "legalMiddleName").orElse(""));
    boolean hasParts = !kind(document).equals(Customer.COMPANY) && !name.full().isEmpty();
    into.set(Customer.PERSON_NAME, hasParts ? Optional.of(name) : Optional.empty());
  }

  private static boolean writeName(
      ObjectNode document, @Nullable PersonName wanted, Line.Written how) {
    if (isCompany(how.wanted())) {
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

  private static void readReason(JsonNode document, Entity.Builder into, Terms terms) {
    into.set(Customer.TAX_REASON, Line.text(document, "kpp"));
  }

  private static boolean writeReason(
      ObjectNode document, @Nullable String wanted, Line.Written how) {
    return isCompany(how.wanted()) ? Line.put(document, "kpp", wanted) : wanted == null;
  }

  private static void readRegistration(JsonNode document, Entity.Builder into, Terms terms) {
    into.set(
        Customer.REGISTRATION,
        registration(kind(document)).flatMap(name -> Line.text(document, name)));
  }

  private static boolean writeRegistration(
      ObjectNode document, @Nullable String wanted, Line.Written how) {
    Optional<String> name = registration(kind(how.wanted()));
    return name.isPresent() ? Line.put(document, name.get(), wanted) : wanted == null;
  }

  /** Each register has a field of its own. */
  private static Optional<String> registration(String kind) {
    return switch (kind) {
      case Customer.COMPANY -> Optional.of("ogrn");
      case Customer.SOLE_TRADER -> Optional.of("ogrnip");
      default -> Optional.empty();
    };
  }

  /** Of whoever has a name in parts the vendor composes the full name itself. */
  private static boolean writeLegalName(
      ObjectNode document, @Nullable String wanted, Line.Written how) {
    Field<PersonName> parts = Customer.PERSON_NAME;
    if (isCompany(how.wanted()) || !how.wanted().has(parts)) {
      return Line.put(document, "legalTitle", wanted);
    }
    return wanted == null || wanted.strip().endsWith(how.wanted().require(parts).full());
  }
}
