package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.CreditNote;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Refund;
import java.util.Set;

/** Slips of the shop as credit notes of their invoices (P-095). */
final class CreditNoteRules {

  private static final String USED = "2";

  private final Papers papers;

  CreditNoteRules(Papers papers) {
    this.papers = papers;
  }

  Flow flow() {
    return papers.since(
        Flow.of(CreditNote.TYPE)
            .toRight()
            .fields(new Gated(rules(), CreditNoteRules::agreed, Set.of(CreditNote.STATUS)))
            .gone(Gone.UNLINK));
  }

  private FieldRules rules() {
    String end = papers.orders().creditNotes() == Refund.USED ? USED : Papers.VALIDATED;
    FieldRules rules =
        FieldRules.of(CreditNote.TYPE)
            .compute(
                Side.RIGHT,
                CreditNote.STATUS,
                Set.of(CreditNote.NUMBER),
                mapping -> Papers.issued(mapping, CreditNote.STATUS, end),
                When.ONCE_MADE)
            .ref(CreditNote.INVOICE, Direction.TO_RIGHT, When.CREATE_ONLY)
            .ref(CreditNote.ORDER, Direction.TO_RIGHT, When.CREATE_ONLY)
            .lines(CreditNote.LINES, SoldLines.rules(), Direction.TO_RIGHT);
    rules = papers.of(rules, CreditNote.CUSTOMER);
    rules = Papers.noted(rules, CreditNote.COMMENT, CreditNote.NUMBER, "Credit slip of the shop: ");
    rules = Papers.once(rules, CreditNote.ISSUED_ON);
    rules = Papers.once(rules, CreditNote.CURRENCY);
    return Papers.once(rules, CreditNote.CURRENCY_RATE); // P-097
  }

  private static Wanted agreed(Mapping slip, Wanted wanted) {
    Wanted made = Papers.withOrder(slip, CreditNote.ORDER, wanted);
    return Papers.keeping(slip, CreditNote.STATUS, CreditNote.LINES, made);
  }
}
