package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.PersonName;
import dev.syncline.model.PhoneRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of third parties and of contacts.
 *
 * @since 0.1
 */
public final class People {

  private static final String PRIVATE = "8";
  private static final int NAME = 128;
  private static final int PERSON = 50;
  private static final int TAX = 20;
  private static final int ID_PROFESSIONAL = 128;

  /** Third parties that are customers. */
  public static final Table CUSTOMER =
      new Table(
          Customer.TYPE,
          List.of(
              Line.text(Customer.NAME, "name", NAME),
              Line.of(Customer.KIND, People::readKind, People::writeKind),
              Places.email(Customer.EMAILS),
              Places.phones(Customer.PHONES, "phone", "phone_mobile"),
              Line.text(Customer.VAT_NUMBER, "tva_intra", TAX),
              Line.text(Customer.TAX_NUMBER, "idprof1", ID_PROFESSIONAL),
              Line.text(Customer.REGISTRATION, "idprof2", ID_PROFESSIONAL),
              Places.of(Customer.ADDRESS),
              Line.note(Customer.COMMENT, "note_private"),
              Line.externalCode(Customer.EXTERNAL_CODE),
              Line.not(Customer.ARCHIVED, "status")));

  /** Contacts, which are addresses, too. */
  public static final Table CONTACT =
      new Table(
          ContactPerson.TYPE,
          List.of(
              Line.ref(ContactPerson.CUSTOMER, "socid", Customer.TYPE).atBirth(),
              Line.<PersonName>of(ContactPerson.PERSON_NAME, People::readName, People::writeName)
                  .losing("the middle name, which goes to the first", People::closeName),
              Line.text(ContactPerson.POSITION, "poste", Line.USUAL),
              Places.phones(ContactPerson.PHONES, "phone_pro", "phone_mobile", "phone_perso"),
              Places.email(ContactPerson.EMAILS),
              Places.of(ContactPerson.ADDRESS),
              Line.externalCode(ContactPerson.EXTERNAL_CODE),
              Line.not(ContactPerson.ARCHIVED, "statut")));

  private People() {}

  /** There are more types of third parties; whoever is no private person is a company. */
  private static void readKind(JsonNode document, Entity.Builder into, Terms terms) {
    if (document.has("typent_id")) {
      boolean person = Loose.id(document, "typent_id").filter(PRIVATE::equals).isPresent();
      into.set(Customer.KIND, person ? Customer.PERSON : Customer.COMPANY);
    }
  }

  /** The type of a company that somebody chose stays. */
  private static boolean writeKind(ObjectNode document, @Nullable String wanted, Line.Written how) {
    boolean person = Customer.PERSON.equals(wanted);
    boolean wasCompany =
        how.held() != null
            && how.held().get(Customer.KIND).filter(Customer.COMPANY::equals).isPresent();
    if (person || !wasCompany) {
      document.put("typent_id", person ? Long.parseLong(PRIVATE) : 0L);
    }
    return !Customer.SOLE_TRADER.equals(wanted);
  }

  private static void readName(JsonNode document, Entity.Builder into, Terms terms) {
    if (document.has("lastname") || document.has("firstname")) {
      PersonName name =
          new PersonName(
              Loose.text(document, "lastname").map(Texts::ofPlain).orElse(""),
              Loose.text(document, "firstname").map(Texts::ofPlain).orElse(""),
              "");
      into.set(
          ContactPerson.PERSON_NAME, name.full().isEmpty() ? Optional.empty() : Optional.of(name));
    }
  }

  /** A contact needs a last name: whoever has none is called by the first. */
  private static boolean writeName(
      ObjectNode document, @Nullable PersonName wanted, Line.Written how) {
    PersonName name = stored(wanted == null ? new PersonName("", "", "") : wanted);
    document.put("lastname", Texts.plain(name.last(), PERSON, how.terms().fourBytes()));
    document.put("firstname", Texts.plain(name.first(), PERSON, how.terms().fourBytes()));
    return wanted != null;
  }

  private static PersonName stored(PersonName name) {
    String first = new PersonName("", name.first(), name.middle()).full();
    String last = name.last().strip();
    return last.isEmpty() ? new PersonName(first, "", "") : new PersonName(last, first, "");
  }

  private static boolean closeName(PersonName wanted, PersonName held, PhoneRules phones) {
    PersonName stored = stored(wanted);
    return cut(stored.last()).equals(cut(held.last()))
        && cut(stored.first()).equals(cut(held.first()));
  }

  private static String cut(String name) {
    return Texts.plain(name, PERSON, false);
  }
}
