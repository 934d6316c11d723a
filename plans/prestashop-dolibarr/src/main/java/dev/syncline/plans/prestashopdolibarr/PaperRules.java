package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.When;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.util.Set;

/** Orders, their invoices and credit notes, and what was paid. */
final class PaperRules {

  private static final String VALIDATED = "1";

  private final PrestaShopDolibarrSettings settings;
  private final OrderSettings orders;
  private final OrderStates states;
  private final Pattern number;

  PaperRules(PrestaShopDolibarrSettings settings) {
    this.settings = settings;
    this.orders = settings.orders();
    this.states = new OrderStates(orders.states());
    this.number = new Pattern(orders.number(), "orders.number", OrderSettings.WORDS);
  }

  Flow orders() {
    FieldRules rules =
        FieldRules.of(Order.TYPE)
            .compute(
                Side.RIGHT,
                Order.CUSTOMER_REFERENCE,
                Set.of(Order.NUMBER),
                mapping -> Put.value(number(mapping.source(), Order.NUMBER)),
                When.ALWAYS) // P-083
            .compute(Side.RIGHT, Order.STATUS, Set.of(Order.STATUS), states::of, When.ALWAYS)
            .ref(Order.CUSTOMER, Direction.TO_RIGHT, When.CREATE_ONLY)
            .ref(Order.INVOICE_CONTACT, Direction.TO_RIGHT, When.ALWAYS) // P-071
            .ref(Order.DELIVERY_CONTACT, Direction.TO_RIGHT, When.ALWAYS)
            .with(
                Order.PLACED_AT, Order.PLACED_AT, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(Order.CURRENCY, Order.CURRENCY, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .code(Order.CARRIER, ValueMap.of(orders.carriers()), Direction.TO_RIGHT, When.ALWAYS)
            .code(Order.PAYMENT_METHOD, methods(), Direction.TO_RIGHT, When.ALWAYS)
            .lines(Order.LINES, lines(), Direction.TO_RIGHT);
    Flow flow =
        Flow.of(Order.TYPE)
            .toRight()
            .fields(rules)
            .createWhen(this::isDue, Order.INVOICED_AT, Order.STATUS) // P-080, P-081
            .matchBy(Order.CUSTOMER_REFERENCE)
            .gone(Gone.UNLINK); // P-098
    return orders.firstDay().map(flow::since).orElse(flow); // P-092
  }

  Flow invoices() {
    FieldRules rules =
        FieldRules.of(Invoice.TYPE)
            .constant(Side.RIGHT, Invoice.STATUS, VALIDATED)
            .ref(Invoice.ORDER, Direction.TO_RIGHT, When.CREATE_ONLY) // P-082
            .ref(Invoice.CUSTOMER, Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(
                Invoice.CUSTOMER_REFERENCE,
                Invoice.CUSTOMER_REFERENCE,
                Lens.same(),
                Direction.TO_RIGHT,
                When.CREATE_ONLY) // P-083
            .with(
                Invoice.ISSUED_ON,
                Invoice.ISSUED_ON,
                Lens.same(),
                Direction.TO_RIGHT,
                When.CREATE_ONLY) // P-084
            .with(
                Invoice.CURRENCY,
                Invoice.CURRENCY,
                Lens.same(),
                Direction.TO_RIGHT,
                When.CREATE_ONLY)
            .with(
                Invoice.NUMBER, Invoice.COMMENT, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .lines(Invoice.LINES, lines(), Direction.TO_RIGHT);
    return Flow.of(Invoice.TYPE).toRight().fields(rules).gone(Gone.UNLINK); // P-098
  }

  Flow creditNotes() {
    FieldRules rules =
        FieldRules.of(CreditNote.TYPE)
            .constant(Side.RIGHT, CreditNote.STATUS, VALIDATED)
            .ref(CreditNote.INVOICE, Direction.TO_RIGHT, When.CREATE_ONLY)
            .ref(CreditNote.CUSTOMER, Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(
                CreditNote.ISSUED_ON,
                CreditNote.ISSUED_ON,
                Lens.same(),
                Direction.TO_RIGHT,
                When.CREATE_ONLY)
            .lines(CreditNote.LINES, lines(), Direction.TO_RIGHT);
    return Flow.of(CreditNote.TYPE).toRight().fields(rules).gone(Gone.UNLINK); // P-095
  }

  Flow payments() {
    FieldRules rules =
        FieldRules.of(Payment.TYPE)
            .ref(Payment.INVOICE, Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(Payment.AMOUNT, Payment.AMOUNT, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(
                Payment.PAID_ON, Payment.PAID_ON, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .code(Payment.METHOD, methods(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(
                Payment.NUMBER, Payment.NUMBER, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY);
    return Flow.of(Payment.TYPE)
        .toRight()
        .fields(rules)
        .createWhen(payment -> payment.has(Payment.INVOICE), Payment.INVOICE)
        .gone(Gone.UNLINK); // P-091
  }

  /** What was sold, the delivery, vouchers: each a line of its own (P-085 to P-088). */
  private FieldRules lines() {
    return FieldRules.of(OrderLine.TYPE)
        .refOr(
            OrderLine.ITEM,
            Side.RIGHT,
            Set.of(OrderLine.ROLE),
            mapping -> service(mapping.source().get(OrderLine.ROLE).orElse(OrderLine.GOODS)))
        .toRight(OrderLine.NAME, OrderLine.QUANTITY, OrderLine.PRICING);
  }

  /** Made at first need, and again if somebody deletes it (P-086). */
  private Put<Ref> service(String role) {
    return switch (role) {
      case OrderLine.SHIPPING, OrderLine.WRAPPING -> service(orders.shippingService(), "Shipping");
      case OrderLine.DISCOUNT, OrderLine.ROUNDING -> service(orders.discountService(), "Discount");
      default -> Put.empty();
    };
  }

  private static Put<Ref> service(String reference, String name) {
    Entity service =
        Entity.of(Product.TYPE, "")
            .with(Product.KIND, Product.SERVICE)
            .with(Product.SKU, reference)
            .with(Product.NAME, name)
            .with(Product.ARCHIVED, false);
    return Put.ensure(service, Product.SKU);
  }

  private ValueMap methods() {
    return ValueMap.of(orders.paymentMethods()).otherwise(null, orders.paymentMethod()); // P-091
  }

  private boolean isDue(Entity order) {
    return switch (orders.trigger()) {
      case ANY_STATE -> true;
      case FIRST_INVOICE_STATE -> order.has(Order.INVOICED_AT);
      case STATES ->
          order.has(Order.INVOICED_AT)
              || order.get(Order.STATUS).filter(orders.triggerStates()::contains).isPresent();
    };
  }

  private String number(Entity source, Field<String> reference) {
    return number.with(
        word ->
            switch (word) {
              case "reference" -> source.get(reference).orElse("");
              case "id" -> source.id();
              default -> settings.shop();
            });
  }
}
