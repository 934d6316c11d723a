package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which orders travel, and how they look in Dolibarr.
 *
 * <p>The services that stand for delivery, vouchers, wrapping and rounding are settings of the
 * connector to Dolibarr.
 *
 * @param trigger when an order is made in Dolibarr
 * @param triggerStates the order states that make it, for {@link Trigger#STATES}
 * @param number the pattern of what Dolibarr shows as the customer's reference, of {@code
 *     {reference}}, {@code {id}} and {@code {shop}}
 * @param states what the shop's order states mean; a state that is not named changes nothing
 * @param stateNames how the shop's order states are called, by their ids: the last one is kept in
 *     the order's private note; without a name it is not
 * @param carriers carriers of the shop (their stable reference ids) with Dolibarr's ways of sending
 * @param paymentMethods payment modules of the shop with Dolibarr's codes
 * @param paymentMethod the code of a module that is not named; null takes the default of the
 *     connector
 * @param paidStates the shop's order states that count as paid: an invoice of such an order for
 *     which the shop shows no payment at all gets one over the whole of it
 * @param shipments whether an order that is on its way or delivered gets a shipment, with the
 *     carrier and the tracking number
 * @param shopNumbers whether Dolibarr's invoices have the numbers of the shop's
 * @param creditNotes what becomes of a credit note once it is validated
 * @param since the first day of the orders that travel, as {@code 2026-01-31}; null for all
 * @param zone the zone of the shop, in which that day begins, such as {@code Europe/Paris}
 * @param back what of an order goes back to the shop, once {@code back.writes} is set; nothing at
 *     first
 * @param statesBack the shop's order state for a status of Dolibarr, such as 4 for 2, and for
 *     {@code paid}
 * @since 0.1
 */
public record OrderSettings(
    Trigger trigger,
    List<String> triggerStates,
    String number,
    List<StatePair> states,
    Map<String, String> stateNames,
    Map<String, String> carriers,
    Map<String, String> paymentMethods,
    @Nullable String paymentMethod,
    List<String> paidStates,
    boolean shipments,
    boolean shopNumbers,
    Refund creditNotes,
    @Nullable String since,
    String zone,
    Set<Back> back,
    Map<String, String> statesBack) {

  /** What {@code statesBack} calls an order whose invoice is paid. */
  static final String PAID = "paid";

  /** What a pattern of numbers may name. */
  static final Set<String> WORDS = Set.of("reference", "id", "shop");

  /** The defaults: orders come with their first invoice, all of them. */
  public static final OrderSettings DEFAULTS =
      new OrderSettings(
          Trigger.FIRST_INVOICE_STATE,
          List.of(),
          "{reference}",
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          null,
          List.of(),
          false,
          false,
          Refund.OPEN,
          null,
          "UTC",
          Set.of(),
          Map.of());

  /** When an order is made in Dolibarr (P-080, P-081). */
  public enum Trigger {
    /** Once the shop has made an invoice of it. */
    FIRST_INVOICE_STATE,
    /** At once. */
    ANY_STATE,
    /** Once it is in one of the states named, or has an invoice. */
    STATES
  }

  /** What becomes of a credit note (P-095). */
  public enum Refund {
    /** It stays open, to be paid back. */
    OPEN,
    /** It is used against its invoice. */
    USED
  }

  /** What of an order can go back to the shop (P-138). */
  public enum Back {
    /** The status of the order in Dolibarr. */
    STATES,
    /** The tracking numbers of its shipments. */
    TRACKING,
    /** The numbers of its invoices, as the notes of the shop's. */
    INVOICE_NUMBERS,
    /** The number of its first invoice, in the note of the shop's order (from version 8 on). */
    INVOICE_NUMBERS_OF_ORDERS,
    /** That its invoice is paid, as an order state, where the shop waits for the money. */
    PAID
  }

  /** Checks that everything is there, and copies the collections. */
  public OrderSettings {
    Objects.requireNonNull(trigger, "orders.trigger is missing");
    triggerStates = List.copyOf(Objects.requireNonNull(triggerStates, "orders.triggerStates"));
    Objects.requireNonNull(number, "orders.number is missing");
    states = List.copyOf(Objects.requireNonNull(states, "orders.states is missing"));
    stateNames = Map.copyOf(Objects.requireNonNull(stateNames, "orders.stateNames is missing"));
    carriers = Map.copyOf(Objects.requireNonNull(carriers, "orders.carriers is missing"));
    paymentMethods = Map.copyOf(Objects.requireNonNull(paymentMethods, "orders.paymentMethods"));
    paidStates = List.copyOf(Objects.requireNonNull(paidStates, "orders.paidStates is missing"));
    Objects.requireNonNull(creditNotes, "orders.creditNotes is missing");
    Objects.requireNonNull(zone, "orders.zone is missing");
    back = Set.copyOf(Objects.requireNonNull(back, "orders.back is missing"));
    statesBack = Map.copyOf(Objects.requireNonNull(statesBack, "orders.statesBack is missing"));
    new Pattern(number, "orders.number", WORDS);
    Days.of(since, "orders.since");
    zone(zone);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "orders.zone takes a zone such as Europe/Paris, not " + name, wrong);
    }
  }

  /** The first day. */
  Optional<LocalDate> firstDay() {
    return Days.of(since, "orders.since");
  }

  /** When the first day begins in the shop. */
  Optional<Instant> firstMoment() {
    return firstDay().map(day -> day.atStartOfDay(zone(zone)).toInstant());
  }

  /** Whether an order is of the first day or later (P-092). */
  boolean isYoung(Entity order) {
    return firstMoment()
        .flatMap(first -> order.get(Order.PLACED_AT).map(at -> !at.isBefore(first)))
        .orElse(true);
  }

  /** Days as settings say them. */
  static final class Days {

    private Days() {}

    static Optional<LocalDate> of(@Nullable String text, String setting) {
      try {
        return Optional.ofNullable(text).map(LocalDate::parse);
      } catch (DateTimeParseException wrong) {
        throw new IllegalArgumentException(
            setting + " takes a day such as 2026-01-31, not " + text, wrong);
      }
    }
  }

  /** What a copy may say otherwise. */
  private static final class Draft {
    private Trigger trigger;
    private List<String> triggerStates;
    private String number;
    private List<StatePair> states;
    private Map<String, String> stateNames;
    private Map<String, String> carriers;
    private Map<String, String> paymentMethods;
    private @Nullable String paymentMethod;
    private List<String> paidStates;
    private boolean shipments;
    private boolean shopNumbers;
    private Refund creditNotes;
    private @Nullable String since;
    private String zone;
    private Set<Back> back;
    private Map<String, String> statesBack;

    Draft(OrderSettings from) {
      trigger = from.trigger;
      triggerStates = from.triggerStates;
      number = from.number;
      states = from.states;
      stateNames = from.stateNames;
      carriers = from.carriers;
      paymentMethods = from.paymentMethods;
      paymentMethod = from.paymentMethod;
      paidStates = from.paidStates;
      shipments = from.shipments;
      shopNumbers = from.shopNumbers;
      creditNotes = from.creditNotes;
      since = from.since;
      zone = from.zone;
      back = from.back;
      statesBack = from.statesBack;
    }
  }

  private OrderSettings but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new OrderSettings(
        draft.trigger,
        draft.triggerStates,
        draft.number,
        draft.states,
        draft.stateNames,
        draft.carriers,
        draft.paymentMethods,
        draft.paymentMethod,
        draft.paidStates,
        draft.shipments,
        draft.shopNumbers,
        draft.creditNotes,
        draft.since,
        draft.zone,
        draft.back,
        draft.statesBack);
  }

  /** The same with another trigger. */
  public OrderSettings withTrigger(Trigger when, String... inStates) {
    return but(
        draft -> {
          draft.trigger = when;
          draft.triggerStates = List.of(inStates);
        });
  }

  /** The same with another pattern of numbers. */
  public OrderSettings withNumber(String pattern) {
    return but(draft -> draft.number = pattern);
  }

  /** The same with other meanings of states. */
  public OrderSettings withStates(List<StatePair> pairs) {
    return but(draft -> draft.states = pairs);
  }

  /** The same with other names of states. */
  public OrderSettings withStateNames(Map<String, String> names) {
    return but(draft -> draft.stateNames = names);
  }

  /** The same with other ways of sending. */
  public OrderSettings withCarriers(Map<String, String> pairs) {
    return but(draft -> draft.carriers = pairs);
  }

  /** The same with other ways to pay. */
  public OrderSettings withPaymentMethods(Map<String, String> pairs, @Nullable String otherwise) {
    return but(
        draft -> {
          draft.paymentMethods = pairs;
          draft.paymentMethod = otherwise;
        });
  }

  /** The same with other states that count as paid. */
  public OrderSettings withPaidStates(List<String> states) {
    return but(draft -> draft.paidStates = states);
  }

  /** The same with shipments, or without. */
  public OrderSettings withShipments(boolean made) {
    return but(draft -> draft.shipments = made);
  }

  /** The same with the shop's numbers on invoices, or Dolibarr's. */
  public OrderSettings withShopNumbers(boolean kept) {
    return but(draft -> draft.shopNumbers = kept);
  }

  /** The same with credit notes treated otherwise. */
  public OrderSettings withCreditNotes(Refund refund) {
    return but(draft -> draft.creditNotes = refund);
  }

  /** The same from another day on; null for all. */
  public OrderSettings withSince(@Nullable String day) {
    return but(draft -> draft.since = day);
  }

  /** The same in another zone. */
  public OrderSettings withZone(String name) {
    return but(draft -> draft.zone = name);
  }

  /** The same with only these going back to the shop. */
  public OrderSettings withBack(Back... what) {
    return but(draft -> draft.back = Set.of(what));
  }

  /** The same with other states for the statuses of Dolibarr. */
  public OrderSettings withStatesBack(Map<String, String> pairs) {
    return but(draft -> draft.statesBack = pairs);
  }
}
