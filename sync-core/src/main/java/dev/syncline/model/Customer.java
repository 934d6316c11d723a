package dev.syncline.model;

import java.time.LocalDate;
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

  /** The value of {@link #KIND} for a person who trades under their own name. */
  public static final String SOLE_TRADER = "sole-trader";

  /** {@link #PERSON}, {@link #COMPANY} or {@link #SOLE_TRADER}; at some vendors fixed at birth. */
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

  /** The second part of a company's tax number where a country has one (KPP). */
  public static final Field<String> TAX_REASON = Field.of(TYPE, "tax_reason", Kinds.code());

  /** The number in the state's register of companies or sole traders (OGRN, OGRNIP). */
  public static final Field<String> REGISTRATION = Field.of(TYPE, "registration", Kinds.code());

  /** The full name that contracts and invoices show. */
  public static final Field<String> LEGAL_NAME = Field.of(TYPE, "legal_name", Kinds.text());

  /** The registered address. */
  public static final Field<Address> LEGAL_ADDRESS =
      Field.of(TYPE, "legal_address", Kinds.address());

  /** Where it really is, and where goods go. */
  public static final Field<Address> ADDRESS = Field.of(TYPE, "address", Kinds.address());

  /** The bank accounts. */
  public static final Field<Set<BankAccount>> BANK_ACCOUNTS =
      Field.of(TYPE, "bank_accounts", Kinds.set(Kinds.bankAccount()));

  /** A remark for colleagues. */
  public static final Field<String> COMMENT = Field.of(TYPE, "comment", Kinds.text());

  /** The code of a third system, where the vendor has a field for it. */
  public static final Field<String> EXTERNAL_CODE = Field.of(TYPE, "external_code", Kinds.code());

  /** Whether it is out of use. */
  public static final Field<Boolean> ARCHIVED = Field.of(TYPE, "archived", Kinds.bool());

  /** The language that they read, by language tag. */
  public static final Field<String> LANGUAGE = Field.of(TYPE, "language", Kinds.code());

  /** The groups: codes of the dictionary {@code customer-group}. */
  public static final Field<Set<String>> GROUPS = Field.of(TYPE, "groups", Kinds.set(Kinds.code()));

  /** The one of {@link #GROUPS} whose prices and rules count. */
  public static final Field<String> MAIN_GROUP = Field.of(TYPE, "main_group", Kinds.code());

  /** The code of the line of business in the state's statistics (APE, NACE). */
  public static final Field<String> ACTIVITY = Field.of(TYPE, "activity", Kinds.code());

  /** The day of birth. */
  public static final Field<LocalDate> BIRTHDAY = Field.of(TYPE, "birthday", Kinds.date());

  /** The value added tax number. */
  public static final Field<String> VAT_NUMBER = Field.of(TYPE, "vat_number", Kinds.code());

  /** Whether they bought without an account. */
  public static final Field<Boolean> GUEST = Field.of(TYPE, "guest", Kinds.bool());

  private Customer() {}
}
