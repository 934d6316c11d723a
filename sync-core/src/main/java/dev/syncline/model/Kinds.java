package dev.syncline.model;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The kinds of fields.
 *
 * <p>Every kind is immutable and pure.
 *
 * @since 0.1
 */
public final class Kinds {

  private static final int LONGEST_DECIMAL = 1_000;
  private static final Kind<String> TEXT = simple("text", Kinds::plainText);
  private static final Kind<String> CODE = simple("code", Function.identity());
  private static final Kind<String> EMAIL =
      simple("email", value -> value.strip().toLowerCase(Locale.ROOT));
  private static final Kind<BigDecimal> DECIMAL = simple("decimal", Kinds::plainDecimal);
  private static final Kind<Boolean> BOOL = simple("boolean", value -> value ? "1" : "0");
  private static final Kind<Instant> INSTANT =
      simple("instant", value -> Long.toString(value.getEpochSecond()));
  private static final Kind<LocalDate> DATE = simple("date", LocalDate::toString);
  private static final Kind<Money> MONEY =
      simple("money", value -> plainDecimal(value.amount()) + " " + value.currency());
  private static final Kind<Ref> REF = simple("ref", Ref::toString);
  private static final Kind<Media> MEDIA = simple("media", Media::digest);
  private static final Kind<PersonName> PERSON_NAME =
      simple("person-name", value -> joined(value.last(), value.first(), value.middle()));
  private static final Kind<Address> ADDRESS =
      simple(
          "address",
          value ->
              joined(
                  value.country(),
                  value.region(),
                  value.city(),
                  value.street(),
                  value.postalCode(),
                  value.rest()));
  private static final Kind<BankAccount> BANK_ACCOUNT =
      simple("bank-account", value -> joined(compact(value.number()), compact(value.bankCode())));
  private static final Kind<Pricing> PRICING = simple("pricing", Kinds::pricing);
  private static final Kind<Map<String, String>> NAMED = simple("named-texts", Kinds::named);
  private static final Kind<String> PHONE =
      new Kind<>() {
        @Override
        public String name() {
          return "phone";
        }

        @Override
        public String canonical(String value, PhoneRules phones) {
          return phones.normal(value);
        }
      };

  private Kinds() {}

  /** Text; equal up to Unicode composition, line ends and space around it. */
  public static Kind<String> text() {
    return TEXT;
  }

  /** A code of a dictionary, compared to the letter. */
  public static Kind<String> code() {
    return CODE;
  }

  /** An e-mail address, compared without case. */
  public static Kind<String> email() {
    return EMAIL;
  }

  /** A phone number, compared by the engine's {@link PhoneRules}. */
  public static Kind<String> phone() {
    return PHONE;
  }

  /** A decimal, compared without scale. */
  public static Kind<BigDecimal> decimal() {
    return DECIMAL;
  }

  /** Yes or no. */
  public static Kind<Boolean> bool() {
    return BOOL;
  }

  /** A moment, compared to the second. */
  public static Kind<Instant> instant() {
    return INSTANT;
  }

  /** A calendar day. */
  public static Kind<LocalDate> date() {
    return DATE;
  }

  /** An amount in major units with its currency. */
  public static Kind<Money> money() {
    return MONEY;
  }

  /** A reference to another entity of the same side. */
  public static Kind<Ref> ref() {
    return REF;
  }

  /** A file, compared by its digest. */
  public static Kind<Media> media() {
    return MEDIA;
  }

  /** A person's name, merged as one. */
  public static Kind<PersonName> personName() {
    return PERSON_NAME;
  }

  /** A postal address, merged as one. */
  public static Kind<Address> address() {
    return ADDRESS;
  }

  /** A bank account, compared by its number and its bank's code. */
  public static Kind<BankAccount> bankAccount() {
    return BANK_ACCOUNT;
  }

  /** A line's price, discount and tax, merged as one. */
  public static Kind<Pricing> pricing() {
    return PRICING;
  }

  /**
   * Texts by name, such as a variant's characteristics or the languages of one text; merged as one.
   */
  public static Kind<Map<String, String>> namedTexts() {
    return NAMED;
  }

  /** A set, compared without order and merged element by element. */
  public static <V> Kind<Set<V>> set(Kind<V> element) {
    return new SetKind<>(element);
  }

  /** A list of sub-entities, such as an order's lines; merged line by line. */
  public static Kind<List<Entity>> lines(EntityType lineType) {
    return new LinesKind(lineType);
  }

  private static String compact(String code) {
    return code.replace(" ", "").toUpperCase(Locale.ROOT);
  }

  private static <V> Kind<V> simple(String name, Function<V, String> canonical) {
    return new Kind<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String canonical(V value, PhoneRules phones) {
        return canonical.apply(value);
      }
    };
  }

  private static String plainText(String value) {
    String unix = value.indexOf('\r') < 0 ? value : value.replace("\r\n", "\n").replace('\r', '\n');
    String stripped = unix.strip();
    return Normalizer.isNormalized(stripped, Normalizer.Form.NFC)
        ? stripped
        : Normalizer.normalize(stripped, Normalizer.Form.NFC);
  }

  private static String plainDecimal(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.signum() == 0) {
      return "0";
    }
    // Written out, 1e999999999 would fill the memory: no vendor means that.
    return Math.abs((long) plain.scale()) > LONGEST_DECIMAL
        ? plain.toString()
        : plain.toPlainString();
  }

  private static String pricing(Pricing value) {
    return plainDecimal(value.price())
        + " -"
        + plainDecimal(value.discountPercent())
        + "% vat "
        + value.vat().map(Kinds::plainDecimal).orElse("none")
        + (value.vat().isPresent() && value.vatIncluded() ? " in" : "");
  }

  private static String named(Map<String, String> texts) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(texts).forEach((name, text) -> all.append(joined(name, text)));
    return all.toString();
  }

  private static String joined(String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      all.append(plainText(part)).append('\u001f');
    }
    return all.toString();
  }

  private record SetKind<V>(Kind<V> element) implements Kind<Set<V>> {

    @Override
    public String name() {
      return "set of " + element.name();
    }

    @Override
    public int version() {
      return element.version();
    }

    @Override
    public String canonical(Set<V> value, PhoneRules phones) {
      return String.join("\u001e", elements(value, phones));
    }

    @Override
    public List<String> elements(Set<V> value, PhoneRules phones) {
      return value.stream()
          .map(each -> element.canonical(each, phones))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private record LinesKind(EntityType lineType) implements Kind<List<Entity>> {

    @Override
    public String name() {
      return "lines of " + lineType;
    }

    @Override
    public String canonical(List<Entity> lines, PhoneRules phones) {
      List<String> texts = new ArrayList<>();
      lines.forEach(line -> texts.add(canonicalLine(line, phones)));
      return String.join("\u001d", texts);
    }

    private static String canonicalLine(Entity line, PhoneRules phones) {
      Map<String, String> units = new TreeMap<>();
      for (Field<?> field : known(line.fields())) {
        units.put(field.name(), line.canonical(field, phones));
      }
      return named(units);
    }

    private static Collection<Field<?>> known(Set<Field<?>> fields) {
      return fields.stream().filter(field -> !field.computed()).toList();
    }
  }
}
