package dev.syncline.plans.prestashopdolibarr;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orders travel, and how they look in Dolibarr.
 *
 * @param trigger when an order is made in Dolibarr
 * @param triggerStates the order states that make it, for {@link Trigger#STATES}
 * @param number the pattern of what Dolibarr shows as the customer's reference, of {@code
 *     {reference}}, {@code {id}} and {@code {shop}}
 * @param states what the shop's order states mean; a state that is not named changes nothing
 * @param shippingService the reference of the service that stands for the delivery
 * @param discountService the reference of the service that stands for vouchers, and for rounding
 * @param carriers carriers of the shop (their stable reference ids) with Dolibarr's ways of sending
 * @param paymentMethods payment modules of the shop with Dolibarr's codes
 * @param paymentMethod the code of a module that is not named; null leaves such payments waiting
 * @param since the first day of the orders that travel, as {@code 2026-01-31}; null for all
 * @since 0.1
 */
public record OrderSettings(
    Trigger trigger,
    List<String> triggerStates,
    String number,
    List<StatePair> states,
    String shippingService,
    String discountService,
    Map<String, String> carriers,
    Map<String, String> paymentMethods,
    @Nullable String paymentMethod,
    @Nullable String since) {

  /** What a pattern of numbers may name. */
  static final Set<String> WORDS = Set.of("reference", "id", "shop");

  /** The defaults: orders come with their first invoice, all of them. */
  public static final OrderSettings DEFAULTS =
      new OrderSettings(
          Trigger.FIRST_INVOICE_STATE,
          List.of(),
          "{reference}",
          List.of(),
          "SHIPPING",
          "DISCOUNT",
          Map.of(),
          Map.of(),
          null,
          null);

  /** When an order is made in Dolibarr (P-080, P-081). */
  public enum Trigger {
    /** Once the shop has made an invoice of it. */
    FIRST_INVOICE_STATE,
    /** At once. */
    ANY_STATE,
    /** Once it is in one of the states named, or has an invoice. */
    STATES
  }

  /** Checks that everything is there, and copies the collections. */
  public OrderSettings {
    Objects.requireNonNull(trigger, "orders.trigger is missing");
    triggerStates = List.copyOf(Objects.requireNonNull(triggerStates, "orders.triggerStates"));
    Objects.requireNonNull(number, "orders.number is missing");
    states = List.copyOf(Objects.requireNonNull(states, "orders.states is missing"));
    Objects.requireNonNull(shippingService, "orders.shippingService is missing");
    Objects.requireNonNull(discountService, "orders.discountService is missing");
    carriers = Map.copyOf(Objects.requireNonNull(carriers, "orders.carriers is missing"));
    paymentMethods = Map.copyOf(Objects.requireNonNull(paymentMethods, "orders.paymentMethods"));
    new Pattern(number, "orders.number", WORDS);
    day(since);
  }

  /** The first day. */
  Optional<LocalDate> firstDay() {
    return day(since);
  }

  private static Optional<LocalDate> day(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(LocalDate::parse);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "orders.since takes a day such as 2026-01-31, not " + text, wrong);
    }
  }

  /** The same with other meanings of states. */
  public OrderSettings withStates(List<StatePair> pairs) {
    return new OrderSettings(
        trigger,
        triggerStates,
        number,
        pairs,
        shippingService,
        discountService,
        carriers,
        paymentMethods,
        paymentMethod,
        since);
  }

  /** The same with another trigger. */
  public OrderSettings withTrigger(Trigger when, String... inStates) {
    return new OrderSettings(
        when,
        List.of(inStates),
        number,
        states,
        shippingService,
        discountService,
        carriers,
        paymentMethods,
        paymentMethod,
        since);
  }

  /** The same with other ways to pay. */
  public OrderSettings withPaymentMethods(Map<String, String> pairs, @Nullable String otherwise) {
    return new OrderSettings(
        trigger,
        triggerStates,
        number,
        states,
        shippingService,
        discountService,
        carriers,
        pairs,
        otherwise,
        since);
  }

  /** The same with other ways of sending. */
  public OrderSettings withCarriers(Map<String, String> pairs) {
    return new OrderSettings(
        trigger,
        triggerStates,
        number,
        states,
        shippingService,
        discountService,
        pairs,
        paymentMethods,
        paymentMethod,
        since);
  }

  /** The same from another day on; null for all. */
  public OrderSettings withSince(@Nullable String day) {
    return new OrderSettings(
        trigger,
        triggerStates,
        number,
        states,
        shippingService,
        discountService,
        carriers,
        paymentMethods,
        paymentMethod,
        day);
  }
}
