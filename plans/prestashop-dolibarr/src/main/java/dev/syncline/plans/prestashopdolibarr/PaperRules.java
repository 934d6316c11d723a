package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Refund;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Orders, their invoices and credit notes, and what was paid. */
final class PaperRules {

  /** The reason why nothing is made of what belongs to an order that does not travel. */
  static final String WITHOUT_ORDER = "WITHOUT_ORDER";

  private static final String DRAFT = "0";
  private static final String VALIDATED = "1";
  private static final String USED = "2";
  private static final String ISSUED = "ISSUED";
  private static final Totals ORDER =
      new Totals(Order.LINES, Order.TOTAL, Order.TOTAL_EXCLUDING_TAX);
  private static final Totals INVOICE =
      new Totals(Invoice.LINES, Invoice.TOTAL, Invoice.TOTAL_EXCLUDING_TAX);

  /** States from which an order's lines stay as they are. */
  private static final Set<String> SETTLED =
      Set.of(OrderStatus.CLOSED.code(), OrderStatus.CANCELLED.code());

  private final PrestaShopDolibarrSettings settings;
  private final OrderSettings orders;
  private final OrderStates states;
  private final Set<Back> back;
  private final PeopleRules people;
  private final Pattern number;

  PaperRules(PrestaShopDolibarrSettings settings, PeopleRules people) {
    this.settings = settings;
    this.orders = settings.orders();
    this.back = settings.back().writes() ? orders.back() : Set.of();
    this.states = new OrderStates(orders, back.contains(Back.STATES));
    this.people = people;
    this.number = new Pattern(orders.number(), "orders.number", OrderSettings.WORDS);
  }

  Flow orders() {
    FieldRules rules =
        FieldRules.of(Order.TYPE)
            .compute(
                Side.RIGHT,
                Order.CUSTOMER_REFERENCE,
                Set.of(Order.NUMBER),
                mapping -> Put.value(number(mapping.source(), Order.NUMBER, mapping.source().id())),
                When.ALWAYS) // P-083
            .with(Order.STATUS, Order.STATUS, states, way(Back.STATES), When.ONCE_MADE) // P-082
            .arriving(Arrival.FROM_LEFT)
            .compute(Side.RIGHT, Order.COMMENT, Set.of(Order.STATUS), states::note, When.ALWAYS)
            .compute(
                Side.RIGHT,
                Order.CUSTOMER,
                Set.of(Order.CUSTOMER),
                mapping -> people.customer(mapping, Order.CUSTOMER),
                When.CREATE_ONLY)
            .ref(Order.INVOICE_CONTACT, Direction.TO_RIGHT, When.CREATE_ONLY) // P-071
            .ref(Order.DELIVERY_CONTACT, Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(
                Order.PLACED_AT,
                Order.PLACED_AT,
                Lens.of(this::dayOf, same -> same),
                Direction.TO_RIGHT,
                When.CREATE_ONLY) // P-084
            .code(Order.CARRIER, ValueMap.of(orders.carriers()), Direction.TO_RIGHT, When.ALWAYS)
            .code(Order.PAYMENT_METHOD, methods(), Direction.TO_RIGHT, When.ALWAYS)
            .lines(Order.LINES, SoldLines.rules(), Direction.TO_RIGHT); // P-094
    rules = once(rules, Order.CURRENCY);
    rules = once(rules, Order.CURRENCY_RATE); // P-097
    return since(
        Flow.of(Order.TYPE)
            .direction(way(Back.STATES))
            .view(Side.LEFT, ORDER, Order.TOTAL, Order.TOTAL_EXCLUDING_TAX)
            .fields(
                new Gated(
                    rules,
                    this::agreed,
                    Set.of(Order.TOTAL, Order.INVOICED, Order.INVOICED_AT, Order.CURRENCY_RATE)))
            .createWhen(this::isDue, Order.INVOICED_AT, Order.STATUS, Order.PLACED_AT) // P-080
            .gone(Gone.DELETE_UNLESS_USED)); // P-098
  }

  /** A draft whose lines do not come to its total stays one; an invoiced order keeps its lines. */
  private Wanted agreed(Mapping order, Wanted wanted) {
    Optional<String> trouble = trouble(order, ORDER, Order.STATUS, Order.CURRENCY_RATE);
    if (trouble.isPresent()) {
      return wanted.halted(Wanted.Halt.Kind.VETO, trouble.get()); // P-089
    }
    boolean stays =
        order
            .held()
            .filter(
                held ->
                    held.get(Order.INVOICED).orElse(false)
                        || held.get(Order.STATUS).filter(SETTLED::contains).isPresent())
            .isPresent();
    Wanted lines =
        stays ? wanted.with(Order.LINES.name(), Put.skip(OrderStates.INVOICED)) : wanted; // P-094
    if (!states.isCancelledLate(order.source())) {
      return lines;
    }
    boolean draft = order.held().isEmpty() || isDraft(order, Order.STATUS);
    Put<String> status = draft ? Put.value(VALIDATED) : Put.skip(OrderStates.INVOICED);
    return lines.with(Order.STATUS.name(), status); // P-100
  }

  private static boolean isDraft(Mapping paper, Field<String> status) {
    return paper.held().flatMap(held -> held.get(status)).filter(DRAFT::equals).isPresent();
  }

  /**
   * Why a draft is not validated, if it is one whose lines are as they shall be. What Dolibarr
   * keeps in its own currency, too, comes out at the rate's precision only (P-097).
   */
  private static Optional<String> trouble(
      Mapping paper, Totals totals, Field<String> status, Field<BigDecimal> rate) {
    Optional<Entity> draft =
        paper.held().filter(held -> held.get(status).filter(DRAFT::equals).isPresent());
    boolean foreign =
        paper.source().get(rate).filter(each -> each.compareTo(BigDecimal.ONE) != 0).isPresent();
    return draft.flatMap(
        held -> foreign ? totals.trouble(paper.source()) : totals.trouble(paper.source(), held));
  }

  Flow invoices() {
    FieldRules rules =
        FieldRules.of(Invoice.TYPE)
            .compute(
                Side.RIGHT,
                Invoice.STATUS,
                Set.of(Invoice.NUMBER),
                mapping -> issued(mapping, Invoice.STATUS, VALIDATED),
                When.ONCE_MADE) // P-082
            .ref(Invoice.ORDER, Direction.TO_RIGHT, When.CREATE_ONLY) // P-082
            .compute(
                Side.RIGHT,
                Invoice.CUSTOMER,
                Set.of(Invoice.CUSTOMER),
                mapping -> people.customer(mapping, Invoice.CUSTOMER),
                When.CREATE_ONLY)
            .compute(
                Side.RIGHT,
                Invoice.CUSTOMER_REFERENCE,
                Set.of(Invoice.CUSTOMER_REFERENCE, Invoice.ORDER),
                mapping ->
                    Put.value(
                        number(
                            mapping.source(),
                            Invoice.CUSTOMER_REFERENCE,
                            mapping.source().get(Invoice.ORDER).map(Ref::id).orElse(""))),
                When.CREATE_ONLY) // P-083
            .compute(
                Side.RIGHT,
                Invoice.COMMENT,
                Set.of(Invoice.NUMBER),
                mapping ->
                    mapping
                        .source()
                        .get(Invoice.NUMBER)
                        .<Put<String>>map(its -> Put.value("Invoice of the shop: " + its))
                        .orElseGet(Put::empty),
                When.CREATE_ONLY)
            .lines(Invoice.LINES, SoldLines.rules(), Direction.TO_RIGHT);
    rules = once(rules, Invoice.ISSUED_ON); // P-084
    rules = once(rules, Invoice.CURRENCY);
    rules = once(rules, Invoice.CURRENCY_RATE);
    if (orders.shopNumbers()) {
      rules =
          rules.with(
              Invoice.NUMBER,
              Invoice.NUMBER,
              Lens.same(),
              Direction.TO_RIGHT,
              When.ONCE_MADE); // P-083
    }
    if (back.contains(Back.INVOICE_NUMBERS)) {
      rules =
          rules.compute(
              Side.LEFT,
              Invoice.COMMENT,
              Set.of(Invoice.NUMBER),
              PaperRules::numbered,
              When.ALWAYS); // P-138
    }
    return since(
        Flow.of(Invoice.TYPE)
            .direction(way(Back.INVOICE_NUMBERS))
            .view(Side.LEFT, INVOICE, Invoice.TOTAL, Invoice.TOTAL_EXCLUDING_TAX)
            .fields(
                new Gated(
                    rules,
                    (invoice, wanted) -> {
                      Wanted made = withOrder(invoice, Invoice.ORDER, wanted);
                      Optional<String> trouble =
                          invoice.held().isEmpty()
                              ? INVOICE.trouble(invoice.source())
                              : trouble(invoice, INVOICE, Invoice.STATUS, Invoice.CURRENCY_RATE);
                      return trouble.isPresent() && made.halting().isEmpty()
                          ? made.halted(Wanted.Halt.Kind.VETO, trouble.get()) // P-089
                          : keeping(invoice, Invoice.STATUS, Invoice.LINES, made);
                    },
                    Set.of(Invoice.TOTAL, Invoice.STATUS, Invoice.CURRENCY_RATE)))
            .gone(Gone.UNLINK)); // P-098
  }

  Flow creditNotes() {
    String end = orders.creditNotes() == Refund.USED ? USED : VALIDATED;
    FieldRules rules =
        FieldRules.of(CreditNote.TYPE)
            .compute(
                Side.RIGHT,
                CreditNote.STATUS,
                Set.of(CreditNote.NUMBER),
                mapping -> issued(mapping, CreditNote.STATUS, end),
                When.ONCE_MADE)
            .ref(CreditNote.INVOICE, Direction.TO_RIGHT, When.CREATE_ONLY)
            .ref(CreditNote.ORDER, Direction.TO_RIGHT, When.CREATE_ONLY)
            .compute(
                Side.RIGHT,
                CreditNote.CUSTOMER,
                Set.of(CreditNote.CUSTOMER),
                mapping -> people.customer(mapping, CreditNote.CUSTOMER),
                When.CREATE_ONLY)
            .compute(
                Side.RIGHT,
                CreditNote.COMMENT,
                Set.of(CreditNote.NUMBER),
                mapping ->
                    mapping
                        .source()
                        .get(CreditNote.NUMBER)
                        .<Put<String>>map(its -> Put.value("Credit slip of the shop: " + its))
                        .orElseGet(Put::empty),
                When.CREATE_ONLY)
            .lines(CreditNote.LINES, SoldLines.rules(), Direction.TO_RIGHT);
    rules = once(rules, CreditNote.ISSUED_ON);
    rules = once(rules, CreditNote.CURRENCY);
    rules = once(rules, CreditNote.CURRENCY_RATE); // P-097
    return since(
        Flow.of(CreditNote.TYPE)
            .toRight()
            .fields(
                new Gated(
                    rules,
                    (slip, wanted) ->
                        keeping(
                            slip,
                            CreditNote.STATUS,
                            CreditNote.LINES,
                            withOrder(slip, CreditNote.ORDER, wanted)),
                    Set.of(CreditNote.STATUS)))
            .gone(Gone.UNLINK)); // P-095
  }

  Flow payments() {
    FieldRules rules =
        FieldRules.of(Payment.TYPE)
            .ref(Payment.INVOICE, Direction.TO_RIGHT, When.CREATE_ONLY)
            .code(Payment.METHOD, methods(), Direction.TO_RIGHT, When.CREATE_ONLY);
    rules = once(rules, Payment.AMOUNT);
    rules = once(rules, Payment.PAID_ON);
    rules = once(rules, Payment.NUMBER);
    return since(
        Flow.of(Payment.TYPE)
            .toRight()
            .fields(
                new Gated(
                    rules,
                    (payment, wanted) -> withOrder(payment, Payment.INVOICE, wanted),
                    Set.of()))
            // A payment without an invoice is shown again once there is one.
            .createWhen(PaperRules::isPaidIn, Payment.INVOICE, Payment.AMOUNT) // P-091
            .gone(Gone.UNLINK));
  }

  private static boolean isPaidIn(Entity payment) {
    return payment.has(Payment.INVOICE)
        && payment.get(Payment.AMOUNT).filter(each -> each.amount().signum() > 0).isPresent();
  }

  private static <V> FieldRules once(FieldRules rules, Field<V> field) {
    return rules.with(field, field, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY);
  }

  private static Put<String> numbered(Mapping invoice) {
    return invoice
        .source()
        .get(Invoice.NUMBER)
        .<Put<String>>map(Put::value)
        .orElseGet(() -> Put.skip(ISSUED));
  }

  private Direction way(Back what) {
    return back.contains(what) ? Direction.BOTH : Direction.TO_RIGHT;
  }

  /** Tracking numbers of shipments that left go to what the shop knows of them (P-138). */
  Optional<Flow> tracking() {
    FieldRules rules =
        FieldRules.of(Shipment.TYPE)
            .ref(Shipment.ORDER, Direction.TO_LEFT, When.CREATE_ONLY)
            .toLeft(Shipment.TRACKING_NUMBER);
    Flow flow =
        Flow.of(Shipment.TYPE)
            .toLeft()
            .fields(rules)
            .matchBy(Shipment.ORDER)
            .found(Arrival.FROM_RIGHT)
            .createWhen(
                each -> each.get(Shipment.STATUS).filter(is -> !is.equals(DRAFT)).isPresent(),
                Shipment.STATUS)
            .gone(Gone.UNLINK);
    return Optional.of(flow).filter(any -> back.contains(Back.TRACKING));
  }

  /** What was issued is never taken back; a draft that a break has left is. */
  private static Put<String> issued(Mapping mapping, Field<String> status, String wanted) {
    boolean draft =
        mapping.held().flatMap(held -> held.get(status)).filter(is -> !is.equals(DRAFT)).isEmpty();
    return draft ? Put.value(wanted) : Put.skip(ISSUED);
  }

  /** What belongs to an order that does not travel does not, either (P-092). */
  private static Wanted withOrder(Mapping paper, Field<Ref> owner, Wanted wanted) {
    boolean without =
        paper.held().isEmpty() && paper.source().get(owner).filter(paper::leftOut).isPresent();
    return without ? wanted.halted(Wanted.Halt.Kind.SKIP, WITHOUT_ORDER) : wanted;
  }

  private static Wanted keeping(
      Mapping paper, Field<String> status, Field<List<Entity>> lines, Wanted wanted) {
    boolean issued =
        paper.held().flatMap(held -> held.get(status)).filter(is -> !is.equals(DRAFT)).isPresent();
    Wanted kept = issued ? wanted.with(lines.name(), Put.skip(ISSUED)) : wanted;
    return issued && kept.puts().containsKey(Invoice.NUMBER.name())
        ? kept.with(Invoice.NUMBER.name(), Put.skip(ISSUED))
        : kept;
  }

  private ValueMap methods() {
    return ValueMap.of(orders.paymentMethods()).otherwise(null, orders.paymentMethod()); // P-091
  }

  private boolean isDue(Entity order) {
    boolean young =
        orders
            .firstMoment()
            .flatMap(first -> order.get(Order.PLACED_AT).map(at -> !at.isBefore(first)))
            .orElse(true); // P-092
    return young && isReached(order);
  }

  private boolean isReached(Entity order) {
    return switch (orders.trigger()) {
      case ANY_STATE -> true;
      case FIRST_INVOICE_STATE -> order.has(Order.INVOICED_AT);
      case STATES ->
          order.has(Order.INVOICED_AT)
              || order.get(Order.STATUS).filter(orders.triggerStates()::contains).isPresent();
    };
  }

  /** Nothing that was made on the first day changed before it, in whatever zone. */
  private Flow since(Flow flow) {
    return orders.firstDay().map(day -> flow.since(Side.LEFT, day.minusDays(1))).orElse(flow);
  }

  /** The day in the shop, as a moment that is that day everywhere. */
  private Instant dayOf(Instant moment) {
    return moment
        .atZone(ZoneId.of(orders.zone()))
        .toLocalDate()
        .atTime(LocalTime.NOON)
        .toInstant(ZoneOffset.UTC);
  }

  private String number(Entity source, Field<String> reference, String order) {
    return number.with(
        word ->
            switch (word) {
              case "reference" -> source.get(reference).orElse("");
              case "id" -> order;
              default -> settings.shop();
            });
  }
}
