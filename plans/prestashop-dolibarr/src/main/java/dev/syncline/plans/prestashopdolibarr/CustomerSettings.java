package dev.syncline.plans.prestashopdolibarr;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which customers travel, and how.
 *
 * @param sharedByEmail whether a third party of the same e-mail address is the same customer, which
 *     shops share so; else each shop has its own
 * @param guests the id of the third party that stands for everybody who buys without an account;
 *     null makes one for each of them
 * @param since the first day of the customers that travel without an order, as {@code 2026-01-31},
 *     by their last change; null for all
 * @param once what is given to a new third party and left to Dolibarr afterwards
 * @since 0.1
 */
public record CustomerSettings(
    boolean sharedByEmail, @Nullable String guests, @Nullable String since, Set<Detail> once) {

  /** The defaults: all customers, shared by their e-mail address, kept in step. */
  public static final CustomerSettings DEFAULTS =
      new CustomerSettings(true, null, null, EnumSet.noneOf(Detail.class));

  /** What a third party takes over from a customer. */
  public enum Detail {
    /** The name of the company or person. */
    NAME,
    /** Whether it is a person. */
    KIND,
    /** The e-mail address. */
    EMAIL,
    /** The phones of the first address. */
    PHONES,
    /** The first address. */
    ADDRESS,
    /** The value added tax number. */
    VAT_NUMBER,
    /** The number in the register of companies. */
    REGISTRATION
  }

  /** Checks that everything is there, and copies the set. */
  public CustomerSettings {
    Objects.requireNonNull(once, "customers.once is missing");
    EnumSet<Detail> copy = EnumSet.noneOf(Detail.class);
    copy.addAll(once);
    once = Collections.unmodifiableSet(copy);
    if (guests != null && !guests.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "customers.guests takes the id of a third party, not " + guests);
    }
    OrderSettings.Days.of(since, "customers.since");
  }

  /** The first day. */
  Optional<LocalDate> firstDay() {
    return OrderSettings.Days.of(since, "customers.since");
  }

  /** The same, shared by e-mail address or not. */
  public CustomerSettings withSharedByEmail(boolean shared) {
    return new CustomerSettings(shared, guests, since, once);
  }

  /** The same with one third party for all guests; null makes one for each. */
  public CustomerSettings withGuests(@Nullable String thirdParty) {
    return new CustomerSettings(sharedByEmail, thirdParty, since, once);
  }

  /** The same from another day on; null for all. */
  public CustomerSettings withSince(@Nullable String day) {
    return new CustomerSettings(sharedByEmail, guests, day, once);
  }

  /** The same with these details left to Dolibarr once they are there. */
  public CustomerSettings withOnce(Set<Detail> details) {
    return new CustomerSettings(sharedByEmail, guests, since, details);
  }
}
