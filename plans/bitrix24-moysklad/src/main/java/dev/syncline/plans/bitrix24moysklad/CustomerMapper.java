package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.model.Customer.ADDRESS;
import static dev.syncline.model.Customer.BANK_ACCOUNTS;
import static dev.syncline.model.Customer.COMMENT;
import static dev.syncline.model.Customer.EMAILS;
import static dev.syncline.model.Customer.KIND;
import static dev.syncline.model.Customer.LEGAL_ADDRESS;
import static dev.syncline.model.Customer.LEGAL_NAME;
import static dev.syncline.model.Customer.NAME;
import static dev.syncline.model.Customer.PERSON;
import static dev.syncline.model.Customer.PERSON_NAME;
import static dev.syncline.model.Customer.PHONES;
import static dev.syncline.model.Customer.REGISTRATION;
import static dev.syncline.model.Customer.TAX_NUMBER;
import static dev.syncline.model.Customer.TAX_REASON;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PersonName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Contacts, companies and counterparties. A company has one name on both sides; a person has name
 * parts, from which MoySklad's required name is put together, and which come from that name where
 * MoySklad has nothing else.
 */
final class CustomerMapper implements EntityMapper {

  private static final FieldRules COMMON =
      FieldRules.of(Customer.TYPE)
          .createOnly(KIND) // B-066
          .copy(NAME, PERSON_NAME, PHONES, EMAILS, COMMENT) // B-068
          .copy(LEGAL_NAME, LEGAL_ADDRESS, ADDRESS)
          .copy(TAX_NUMBER, TAX_REASON, REGISTRATION, BANK_ACCOUNTS);

  private final FieldRules rules;

  CustomerMapper(BitrixMoySkladSettings settings) {
    rules = new FieldUses(settings).addedTo(COMMON, Customer.TYPE);
  }

  @Override
  public List<Unit> units() {
    return rules.units();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    return rules.reads(side);
  }

  @Override
  public Wanted map(Mapping mapping) {
    Wanted all = rules.map(mapping);
    if (!mapping.source().get(KIND).filter(PERSON::equals).isPresent()) {
      return all;
    }
    // MoySklad puts it together of the name's parts, and nobody signs a contract with it.
    Wanted wanted = all.with(LEGAL_NAME.name(), Put.skip(Reason.COMPOSED.name()));
    return mapping.target() == Side.RIGHT
        ? named(wanted, mapping.source())
        : split(wanted, mapping).with(NAME.name(), Put.skip(Reason.COMPOSED.name()));
  }

  private static Wanted named(Wanted wanted, Entity person) {
    return person
        .get(PERSON_NAME)
        .map(PersonName::full)
        .filter(full -> !full.isEmpty())
        .map(full -> wanted.with(NAME.name(), Put.value(full)))
        .orElse(wanted);
  }

  private static Wanted split(Wanted wanted, Mapping mapping) {
    Entity person = mapping.source();
    Optional<String> name = person.get(NAME);
    boolean parts = person.get(PERSON_NAME).filter(each -> !each.full().isEmpty()).isPresent();
    if (parts || name.isEmpty()) {
      return wanted;
    }
    Optional<PersonName> held = mapping.held().flatMap(contact -> contact.get(PERSON_NAME));
    PersonName same =
        held.filter(contact -> contact.full().equals(name.get()))
            .orElseGet(() -> parts(name.get()));
    return wanted.with(PERSON_NAME.name(), Put.value(same));
  }

  /**
   * One word is a first name; with two or more the last name comes first, as MoySklad writes
   * people.
   */
  private static PersonName parts(String name) {
    String[] words = name.strip().split("\\s+", 3);
    return switch (words.length) {
      case 1 -> new PersonName("", words[0], "");
      case 2 -> new PersonName(words[0], words[1], "");
      default -> new PersonName(words[0], words[1], words[2]);
    };
  }
}
