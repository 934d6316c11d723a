package dev.syncline.model;

import java.util.Set;

/**
 * Somebody to talk to at a customer: a person in their role for one company. The same person who
 * works for two companies is two contact persons.
 *
 * @since 0.1
 */
public final class ContactPerson {

  /** The type. */
  public static final EntityType TYPE = new EntityType("contact-person");

  /** The company; fixed at birth. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** How the person is called. */
  public static final Field<String> NAME = Field.of(TYPE, "name", Kinds.text());

  /** The post held there. */
  public static final Field<String> POSITION = Field.of(TYPE, "position", Kinds.text());

  /** The phone numbers. */
  public static final Field<Set<String>> PHONES =
      Field.of(TYPE, "phones", Kinds.set(Kinds.phone()));

  /** The e-mail addresses. */
  public static final Field<Set<String>> EMAILS =
      Field.of(TYPE, "emails", Kinds.set(Kinds.email()));

  /** The code of a third system, where the vendor has a field for it. */
  public static final Field<String> EXTERNAL_CODE = Field.of(TYPE, "external_code", Kinds.code());

  /** The parts of the name. */
  public static final Field<PersonName> PERSON_NAME =
      Field.of(TYPE, "person_name", Kinds.personName());

  /** Where they are. */
  public static final Field<Address> ADDRESS = Field.of(TYPE, "address", Kinds.address());

  /** Whether it is out of use. */
  public static final Field<Boolean> ARCHIVED = Field.of(TYPE, "archived", Kinds.bool());

  /** The company as the address shows it. */
  public static final Field<String> COMPANY = Field.of(TYPE, "company", Kinds.text());

  /** The value added tax number under which they buy. */
  public static final Field<String> VAT_NUMBER = Field.of(TYPE, "vat_number", Kinds.code());

  private ContactPerson() {}
}
