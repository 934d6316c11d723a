package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Invoice;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import java.util.Optional;
import java.util.Set;

/** Invoices of orders. */
final class InvoiceRules {

  private static final Totals TOTALS =
      new Totals(Invoice.LINES, Invoice.TOTAL, Invoice.TOTAL_EXCLUDING_TAX);

  private final Papers papers;

  InvoiceRules(Papers papers) {
    this.papers = papers;
  }

  Flow flow() {
    return known(
        Flow.of(Invoice.TYPE)
            .direction(papers.way(Back.INVOICE_NUMBERS))
            .view(Side.LEFT, TOTALS, Invoice.TOTAL, Invoice.TOTAL_EXCLUDING_TAX)
            .fields(
                new Gated(
                    numbered(rules()),
                    this::followed,
                    Set.of(Invoice.TOTAL, Invoice.STATUS, Invoice.PAID, Invoice.CURRENCY_RATE),
                    books() ? Set.of(Payment.TYPE) : Set.of()))
            .gone(Gone.UNLINK)); // P-098
  }

  /** What the shop invoices because Dolibarr was paid has its invoice there already (P-139). */
  private Flow known(Flow flow) {
    Flow known =
        papers.goesBack(Back.PAID)
            ? flow.matchBy(Invoice.CUSTOMER_REFERENCE).several(Ambiguity.MAKE_NEW)
            : flow;
    return papers.since(known);
  }

  private FieldRules rules() {
    FieldRules rules =
        FieldRules.of(Invoice.TYPE)
            .compute(
                Side.RIGHT,
                Invoice.STATUS,
                Set.of(Invoice.NUMBER),
                mapping -> Papers.issued(mapping, Invoice.STATUS, Papers.VALIDATED),
                When.ONCE_MADE) // P-082
            .ref(Invoice.ORDER, Direction.TO_RIGHT, When.CREATE_ONLY) // P-082
            .compute(
                Side.RIGHT,
                Invoice.CUSTOMER_REFERENCE,
                Set.of(Invoice.CUSTOMER_REFERENCE, Invoice.ORDER),
                mapping ->
                    Put.value(
                        papers.number(
                            mapping.source(),
                            Invoice.CUSTOMER_REFERENCE,
                            mapping.source().get(Invoice.ORDER).map(Ref::id).orElse(""))),
                When.CREATE_ONLY) // P-083
            .lines(Invoice.LINES, SoldLines.rules(), Direction.TO_RIGHT);
    rules = papers.of(rules, Invoice.CUSTOMER);
    rules = Papers.noted(rules, Invoice.COMMENT, Invoice.NUMBER, "Invoice of the shop: ");
    rules = Papers.once(rules, Invoice.ISSUED_ON); // P-084
    rules = Papers.once(rules, Invoice.CURRENCY);
    return Papers.once(rules, Invoice.CURRENCY_RATE);
  }

  private FieldRules numbered(FieldRules rules) {
    FieldRules all = rules;
    if (papers.orders().shopNumbers()) {
      all =
          all.with(
              Invoice.NUMBER,
              Invoice.NUMBER,
              Lens.same(),
              Direction.TO_RIGHT,
              When.ONCE_MADE); // P-083
    }
    if (papers.goesBack(Back.INVOICE_NUMBERS)) {
      all =
          all.compute(
              Side.LEFT,
              Invoice.COMMENT,
              Set.of(Invoice.NUMBER),
              InvoiceRules::told,
              When.ALWAYS); // P-138
    }
    return all;
  }

  private static Put<String> told(Mapping invoice) {
    return invoice
        .source()
        .get(Invoice.NUMBER)
        .<Put<String>>map(Put::value)
        .orElseGet(() -> Put.skip(Papers.ISSUED));
  }

  private boolean books() {
    return papers.settings().has(Part.PAYMENTS) && !papers.orders().paidStates().isEmpty();
  }

  private Wanted followed(Mapping invoice, Wanted wanted) {
    Wanted agreed = agreed(invoice, wanted);
    return books() && invoice.target() == Side.RIGHT
        ? agreed.withCompanions(new PaymentRules(papers).unseen(invoice.source()))
        : agreed;
  }

  /** What was issued stays; what does not come to its total is not made, or stays a draft. */
  private static Wanted agreed(Mapping invoice, Wanted wanted) {
    Wanted made = Papers.withOrder(invoice, Invoice.ORDER, wanted);
    Optional<String> trouble =
        invoice.held().isEmpty()
            ? TOTALS.trouble(invoice.source())
            : Papers.trouble(invoice, TOTALS, Invoice.STATUS, Invoice.CURRENCY_RATE);
    return trouble.isPresent() && made.halting().isEmpty()
        ? made.halted(Wanted.Halt.Kind.LATER, trouble.get()) // P-089
        : Papers.keeping(invoice, Invoice.STATUS, Invoice.LINES, made);
  }
}
