package dev.syncline.dolibarr;

import dev.syncline.model.OrderLine;
import dev.syncline.model.PhoneRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a host says of its account. Immutable.
 *
 * @param currency the company's currency, if the user may not read it
 * @param services the refs of the services for lines with a role, by role
 * @param accounts the ledger accounts of those services that are made, by role
 * @param paymentMethod the way to pay where none is said
 * @param bankAccount where money goes to
 * @param bankAccounts where money goes to, by way to pay
 * @param warehouse whose stock counts
 * @param fourBytes whether the database takes characters of four bytes
 * @param syncId whether creates carry a unique extra field
 * @param priceLevel the level whose price plans know; 0 if products have one price
 * @param phones the ruler for phone numbers
 */
record AccountSettings(
    Optional<String> currency,
    Map<String, String> services,
    Map<String, String> accounts,
    Optional<String> paymentMethod,
    Optional<String> bankAccount,
    Map<String, String> bankAccounts,
    Optional<String> warehouse,
    boolean fourBytes,
    boolean syncId,
    int priceLevel,
    PhoneRules phones) {

  /** The services that lines with a role stand on, unless they are set. */
  static final Map<String, String> SERVICES =
      Map.of(
          OrderLine.SHIPPING, "SHIPPING",
          OrderLine.DISCOUNT, "DISCOUNT",
          OrderLine.WRAPPING, "WRAPPING",
          OrderLine.ROUNDING, "ROUNDING");

  /** An id of the vendor's. */
  static String id(String id) {
    if (!id.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("an id is a number");
    }
    return id;
  }

  static Duration positive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a time-out is positive");
    }
    return time;
  }

  static int positive(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("at least one");
    }
    return number;
  }

  /** Roles by the refs of their services; the first of several that share one. */
  Map<String, String> rolesByRef() {
    Map<String, String> roles = new LinkedHashMap<>();
    services.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> roles.putIfAbsent(each.getValue(), each.getKey()));
    return roles;
  }
}
