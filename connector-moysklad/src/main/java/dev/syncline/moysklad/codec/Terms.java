package dev.syncline.moysklad.codec;

import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a codec needs to know of one account at one moment. Immutable and thread-safe.
 *
 * @param base the address that references begin with
 * @param currencies ISO codes by the vendor's ids
 * @param priceType the id of the price type that prices are read from and written to; empty if
 *     there is none
 * @param units OKEI codes by the vendor's ids; empty if they have not been read
 * @param countries names by the vendor's ids; empty if they have not been read, {@link #UNREAD} if
 *     they are wanted where a document names one
 * @param regions names by the vendor's ids; empty if they have not been read
 * @param characteristics ids by name; those that exist
 * @param attributes what the custom fields that are asked for are at the vendor
 * @param choices the entries of lists, ids by name, by the lists' ids; those that are written to
 * @param phones the ruler by which phone numbers are compared
 * @since 0.1
 */
public record Terms(
    String base,
    Map<String, String> currencies,
    String priceType,
    Map<String, String> units,
    Map<String, String> countries,
    Map<String, String> regions,
    Map<String, String> characteristics,
    Map<Field<?>, Attribute> attributes,
    Map<String, Map<String, String>> choices,
    PhoneRules phones) {

  /** Countries that somebody wants and that no document has named so far. */
  public static final Map<String, String> UNREAD = Collections.unmodifiableMap(new HashMap<>());

  /** The ISO code of a currency. */
  public Optional<String> currency(String id) {
    return Optional.ofNullable(currencies.get(id));
  }

  /** The id of a currency. */
  public Optional<String> currencyId(String iso) {
    return keyOf(currencies, iso);
  }

  /** The OKEI code of a unit of measure. */
  public Optional<String> unit(String id) {
    return Optional.ofNullable(units.get(id));
  }

  /** The id of a unit of measure. */
  public Optional<String> unitId(String code) {
    return keyOf(units, code);
  }

  /** The id of a characteristic. */
  public Optional<String> characteristic(String name) {
    return Optional.ofNullable(characteristics.get(name));
  }

  /** The same, with what custom fields are called. */
  public Terms with(Map<Field<?>, Attribute> attributes, Map<String, Map<String, String>> choices) {
    return new Terms(
        base,
        currencies,
        priceType,
        units,
        countries,
        regions,
        characteristics,
        attributes,
        choices,
        phones);
  }

  /** Whether countries and regions are wanted and not read. */
  @SuppressWarnings("ReferenceEquality") // an empty map that says something
  public boolean lacksPlaces() {
    return countries == UNREAD;
  }

  /** The same, with countries and regions. */
  public Terms withPlaces(Map<String, String> allCountries, Map<String, String> allRegions) {
    return new Terms(
        base,
        currencies,
        priceType,
        units,
        allCountries,
        allRegions,
        characteristics,
        attributes,
        choices,
        phones);
  }

  private static Optional<String> keyOf(Map<String, String> map, String value) {
    return map.entrySet().stream()
        .filter(each -> each.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
