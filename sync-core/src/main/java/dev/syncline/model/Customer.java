package dev.syncline.model;

import java.util.Set;

/**
 * Somebody who buys: a person or a company.
 *
 * @since 0.1
 */
public final class Customer {

  /** The type. */
  public static final EntityType TYPE = new EntityType("customer");

  /** The value of {@link #KIND} for a person. */
  public static final String PERSON = "person";

  /** The value of {@link #KIND} for a company. */
  public static final String COMPANY = "company";

  /** {@link #PERSON} or {@link #COMPANY}; fixed at birth. */
  public static final Field<String> KIND = Field.of(TYPE, "kind", Kinds.code());

  /** The company name, or how the person is called in lists. */
  public static final Field<String> NAME = Field.of(TYPE, "name", Kinds.text());

  /** The person's name in parts. */
  public static final Field<PersonName> PERSON_NAME =
      Field.of(TYPE, "person_name", Kinds.personName());

  /** The phone numbers. */
  public static final Field<Set<String>> PHONES =
      Field.of(TYPE, "phones", Kinds.set(Kinds.phone()));

  /** The e-mail addresses. */
  public static final Field<Set<String>> EMAILS =
      Field.of(TYPE, "emails", Kinds.set(Kinds.email()));

  /** The tax number (INN). */
  public static final Field<String> TAX_NUMBER = Field.of(TYPE, "tax_number", Kinds.code());

  /** A remark for colleagues. */
  public static final Field<String> COMMENT = Field.of(TYPE, "comment", Kinds.text());

  /** The code of a third system, where the vendor has a field for it. */
  public static final Field<String> EXTERNAL_CODE = Field.of(TYPE, "external_code", Kinds.code());

  /** Whether it is out of use. */
  public static final Field<Boolean> ARCHIVED = Field.of(TYPE, "archived", Kinds.bool());

  private Customer() {}
}
