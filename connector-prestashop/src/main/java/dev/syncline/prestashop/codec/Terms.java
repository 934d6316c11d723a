package dev.syncline.prestashop.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the tables have to know of a shop. Immutable.
 *
 * @param base the shop's address without a slash at its end
 * @param version what this version of the shop can do
 * @param zone the zone of all its moments
 * @param language the id of its default language
 * @param languages all languages' tags by id
 * @param currency the ISO code of its default currency
 * @param units how its weights and lengths are measured
 * @param home the ids of categories that are no categories to people: the root and the home
 * @param homeId the category that new ones hang under
 * @param defaults what people who say nothing else are given
 * @param prefixes what stands before the numbers of invoices and slips
 * @param lists the shop's short lists
 * @since 0.1
 */
public record Terms(
    String base,
    Version version,
    ZoneId zone,
    int language,
    Map<Integer, String> languages,
    String currency,
    Units units,
    List<Long> home,
    long homeId,
    Defaults defaults,
    Prefixes prefixes,
    Lists lists) {

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /**
   * The factors of a shop's units.
   *
   * @param kilogram how many kilograms its unit of weight is
   * @param centimetre how many centimetres its unit of length is
   */
  public record Units(BigDecimal kilogram, BigDecimal centimetre) {}

  /** The ids of the country of addresses and of the group of customers that is nothing special. */
  public record Defaults(long country, long group) {}

  /** What stands before numbers. */
  public record Prefixes(String invoice, String slip) {}

  /**
   * The shop's short lists, each by id.
   *
   * @param currencies ISO codes
   * @param countries ISO codes
   * @param states names
   * @param taxes rates in percent
   * @param taxRules rates in percent of groups of rules in the default country
   * @param carriers what carriers are called, by the id that changes with every edit
   * @param manufacturers names
   * @param features names
   * @param options attribute groups
   * @param values attributes
   * @param featureValues values of features that any product may have
   */
  public record Lists(
      Map<Long, String> currencies,
      Map<Long, String> countries,
      Map<Long, String> states,
      Map<Long, BigDecimal> taxes,
      Map<Long, BigDecimal> taxRules,
      Map<Long, Carrier> carriers,
      Map<Long, String> manufacturers,
      Map<Long, String> features,
      Map<Long, Option> options,
      Map<Long, OptionValue> values,
      Map<Long, OptionValue> featureValues) {

    /** Nothing known yet. */
    public static Lists none() {
      return new Lists(
          Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
          Map.of(), Map.of());
    }
  }

  /** A carrier: its reference stays when its id changes. */
  public record Carrier(String reference, String name) {}

  /** A group of attributes, such as a size. */
  public record Option(String name, long position) {}

  /** An attribute, such as small, or a value of a feature, such as cotton. */
  public record OptionValue(long option, String name) {}

  /** The id of a language, by its tag. */
  public Optional<Integer> languageId(String tag) {
    return languages.entrySet().stream()
        .filter(each -> each.getValue().equalsIgnoreCase(tag))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The id of a country, by its ISO code. */
  public Optional<Long> countryId(String code) {
    return id(lists.countries(), code);
  }

  /** The id of a currency, by its ISO code. */
  public Optional<Long> currencyId(String code) {
    return id(lists.currencies(), code);
  }

  /** The id of what is called so, whatever its case; none if nothing is. */
  public static Optional<Long> id(Map<Long, String> names, String name) {
    return names.entrySet().stream()
        .filter(each -> each.getValue().equalsIgnoreCase(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A moment as the shop writes it. */
  public String text(Instant moment) {
    return WRITTEN.format(moment.atZone(zone));
  }

  /** Whether a category is one to people. */
  public boolean isCategory(long id) {
    return id > 0 && !home.contains(id);
  }

  /** A moment that the shop wrote; none if it wrote that there is none. */
  public Optional<Instant> moment(String text) {
    return local(text).map(each -> each.atZone(zone).toInstant());
  }

  /** The day of a moment that the shop wrote. */
  public Optional<LocalDate> day(String text) {
    return local(text).map(LocalDateTime::toLocalDate);
  }

  private static Optional<LocalDateTime> local(String text) {
    if (text.length() < 10 || text.startsWith("0000")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.parse(text.length() == 10 ? text + " 00:00:00" : text.strip(), WRITTEN));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }
}
