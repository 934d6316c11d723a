package dev.syncline.dolibarr.codec;

import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a codec needs to know of one account at one moment. Immutable and thread-safe.
 *
 * @param currency the company's ISO 4217 code
 * @param zone the zone of the server's days
 * @param countries ISO codes by the vendor's ids
 * @param methods codes of payment methods by their ids
 * @param services the ids of the services that stand for lines with a role, by role; those that are
 *     known
 * @param roles the roles of the refs of these services
 * @param children ids of products that are children of the variants module; empty where it is off
 * @param extras what the extra fields that are asked for are
 * @param currencies the rates of the foreign currencies that the vendor knows, by code
 * @param fourBytes whether the database takes characters of four bytes
 * @param phones the ruler by which phone numbers are compared
 * @since 0.1
 */
public record Terms(
    String currency,
    ZoneId zone,
    Map<String, String> countries,
    Map<String, String> methods,
    Map<String, String> services,
    Map<String, String> roles,
    Set<String> children,
    Map<Field<?>, Extra> extras,
    Map<String, BigDecimal> currencies,
    boolean fourBytes,
    PhoneRules phones) {

  private static final int NOON = 12;

  /** The vendor's id of a country. */
  Optional<String> countryId(String iso) {
    return countries.entrySet().stream()
        .filter(each -> each.getValue().equals(Texts.upper(iso)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The id of a payment method by its code. */
  Optional<String> method(String code) {
    return methods.entrySet().stream()
        .filter(each -> each.getValue().equals(code))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The product or the variant with an id. */
  public Ref item(String id) {
    EntityType type = children.contains(id) ? Variant.TYPE : Product.TYPE;
    return new Ref(type, id);
  }

  /**
   * A day as the vendor wants it: noon, so that no zone makes another day of it; never as a text,
   * of which it reckons a last day to pay in 1970.
   */
  long noon(LocalDate day) {
    return day.atTime(NOON, 0).atZone(zone).toEpochSecond();
  }

  /** The day of a moment at the server. */
  LocalDate day(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }

  /** The same, with extra fields. */
  public Terms with(Map<Field<?>, Extra> wanted) {
    return new Terms(
        currency,
        zone,
        countries,
        methods,
        services,
        roles,
        children,
        wanted,
        currencies,
        fourBytes,
        phones);
  }

  /** The same, with the ids of services and of children. */
  public Terms with(Map<String, String> serviceIds, Set<String> childIds) {
    return new Terms(
        currency,
        zone,
        countries,
        methods,
        serviceIds,
        roles,
        childIds,
        extras,
        currencies,
        fourBytes,
        phones);
  }
}
