package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Wanted.Companion;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Payment;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was paid of invoices (P-091). */
final class PaymentRules {

  private final Papers papers;

  PaymentRules(Papers papers) {
    this.papers = papers;
  }

  Flow flow() {
    return known(
        Flow.of(Payment.TYPE)
            .toRight()
            .fields(
                new Gated(
                    rules(),
                    (payment, wanted) -> Papers.withOrder(payment, Payment.INVOICE, wanted),
                    Set.of()))
            // A payment without an invoice is shown again once there is one.
            .createWhen(PaymentRules::isPaidIn, Payment.INVOICE, Payment.AMOUNT)
            .gone(Gone.UNLINK));
  }

  /** What the shop takes for paid because Dolibarr was is booked there already (P-139). */
  private Flow known(Flow flow) {
    Flow known =
        papers.goesBack(Back.PAID)
            ? flow.matchByAll(Payment.INVOICE, Payment.AMOUNT).several(Ambiguity.OLDEST)
            : flow;
    return papers.since(known);
  }

  private FieldRules rules() {
    FieldRules rules =
        FieldRules.of(Payment.TYPE)
            .ref(Payment.INVOICE, Direction.TO_RIGHT, When.CREATE_ONLY)
            .code(Payment.METHOD, papers.methods(), Direction.TO_RIGHT, When.CREATE_ONLY);
    rules = Papers.once(rules, Payment.AMOUNT);
    rules = Papers.once(rules, Payment.PAID_ON); // P-084
    return Papers.once(rules, Payment.NUMBER);
  }

  /** One over the whole invoice, if the shop counts it as paid and shows no payment (P-091). */
  List<Companion> unseen(Entity invoice) {
    boolean paid =
        invoice.get(Invoice.STATUS).filter(papers.orders().paidStates()::contains).isPresent()
            && invoice.get(Invoice.PAID).filter(sum -> sum.signum() == 0).isPresent();
    Optional<Money> due =
        invoice
            .get(Invoice.TOTAL)
            .filter(sum -> paid && sum.signum() > 0)
            .flatMap(sum -> invoice.get(Invoice.CURRENCY).map(code -> new Money(sum, code)));
    return due.stream()
        .map(
            sum ->
                Entity.builder(Payment.TYPE, "")
                    .set(Payment.INVOICE, Companion.primary(Invoice.TYPE))
                    .set(Payment.AMOUNT, sum)
                    .set(Payment.PAID_ON, invoice.get(Invoice.ISSUED_ON))
                    .set(Payment.METHOD, Optional.ofNullable(papers.orders().paymentMethod()))
                    .build())
        .map(payment -> new Companion("payment", payment))
        .toList();
  }

  private static boolean isPaidIn(Entity payment) {
    return payment.has(Payment.INVOICE)
        && payment.get(Payment.AMOUNT).filter(each -> each.amount().signum() > 0).isPresent();
  }
}
