package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Invoice;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Invoices of Bitrix24 and customer invoices of MoySklad. What is paid is the vendors' own to
 * reckon: only stages say it to the other side (B-090).
 */
final class InvoiceRules {

  /** Invoices have one funnel, so their stages need none named. */
  private static final String ONLY_PIPELINE = "";

  /** Who has the number already is told by its id; no other number is tried. */
  private static final Lens<String, String> ONLY =
      new Lens<>() {
        @Override
        public Put<String> toRight(String number, Optional<String> held) {
          return Put.candidates(List.of(number)); // B-088
        }

        @Override
        public Put<String> toLeft(String number, Optional<String> held) {
          return toRight(number, held);
        }
      };

  private final BitrixMoySkladSettings settings;
  private final DocumentRules document;
  private final boolean withOrders;

  /**
   * Rules by settings.
   *
   * @param withOrders whether deals and orders are kept in step, too
   */
  InvoiceRules(
      BitrixMoySkladSettings settings,
      Function<Side, Dictionaries> dictionaries,
      boolean withOrders) {
    this.settings = settings;
    this.document = new DocumentRules(settings, dictionaries, Document.INVOICE);
    this.withOrders = withOrders;
  }

  Flow flow() {
    return document.flow(
        settings.directions().invoices(),
        new Guarded(rules(), document::halt, Set.of()),
        settings.since().invoicesToMoySklad(),
        settings.since().invoicesToBitrix24());
  }

  private FieldRules rules() {
    FieldRules common =
        document
            .rules(stages(), RowMapper.ofInvoices(settings))
            .copy(Invoice.ISSUED_ON, Invoice.DUE_ON) // B-091
            .with(Invoice.NUMBER, Invoice.NUMBER, ONLY, Direction.BOTH, When.CREATE_ONLY); // B-086
    FieldRules titled = document.titled(common, settings.titleOfInvoices());
    return withOrders
        ? titled.whenLinked(Invoice.ORDER, Direction.BOTH, When.ALWAYS) // B-089
        : titled;
  }

  private StageMap stages() {
    List<StagePair> pairs =
        settings.invoiceStages().stream()
            .map(pair -> new StagePair(ONLY_PIPELINE, pair.stage(), pair.state(), pair.primary()))
            .toList();
    return new StageMap(pairs, ONLY_PIPELINE);
  }
}
