package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an invoice of Dolibarr says of its order: that it was paid, to a shop that waits for the
 * money, and its number (P-138). It is known by the order's number that it shows (P-083): people of
 * Dolibarr may have made it themselves.
 */
final class InvoicedRules {

  private static final String NOT_PAID = "NOT_PAID";
  private static final String NOT_AWAITED = "NOT_AWAITED";
  private static final String WORDS = "Invoice: ";

  private final Papers papers;
  private final Optional<String> paid;

  /** The states in which the shop waits for money: goods are reserved and nothing follows. */
  private final Set<String> awaiting;

  InvoicedRules(Papers papers, BackSettings back) {
    this.papers = papers;
    this.paid =
        Optional.ofNullable(papers.orders().statesBack().get(OrderSettings.PAID))
            .filter(state -> papers.goesBack(Back.PAID));
    this.awaiting = new HashSet<>(back.pending());
    papers.orders().states().forEach(pair -> awaiting.remove(pair.state()));
  }

  Optional<Flow> flow() {
    if (paid.isEmpty() && !numbers()) {
      return Optional.empty();
    }
    return Optional.of(
        Flow.between(Order.TYPE, Invoice.TYPE)
            .aside()
            .toLeft()
            .fields(rules())
            .matchBy(Order.NUMBER)
            .found(Arrival.FROM_RIGHT)
            .several(Ambiguity.MAKE_NEW) // the parts of a split order: a person has to say which
            // Nothing is made: the shop takes no orders. What says nothing is not looked for.
            .createWhen(this::saysSomething, Invoice.STATUS, Invoice.NUMBER)
            .gone(Gone.UNLINK));
  }

  private boolean numbers() {
    return papers.goesBack(Back.INVOICE_NUMBERS_OF_ORDERS);
  }

  private FieldRules rules() {
    FieldRules rules =
        FieldRules.between(Order.TYPE, Invoice.TYPE)
            .with(
                Order.NUMBER,
                Invoice.CUSTOMER_REFERENCE,
                Lens.same(),
                Direction.TO_LEFT,
                When.CREATE_ONLY);
    rules =
        paid.isEmpty()
            ? rules
            : rules.compute(
                Side.LEFT, Order.STATUS, Set.of(Invoice.STATUS), this::state, When.ALWAYS);
    return numbers()
        ? rules.compute(
            Side.LEFT, Order.COMMENT, Set.of(Invoice.NUMBER), InvoicedRules::note, When.ALWAYS)
        : rules;
  }

  private boolean saysSomething(Entity invoice) {
    return (paid.isPresent() && isPaid(invoice)) || (numbers() && invoice.has(Invoice.NUMBER));
  }

  private static boolean isPaid(Entity invoice) {
    return invoice.get(Invoice.STATUS).filter(Papers.PAID::equals).isPresent();
  }

  private Put<String> state(Mapping invoice) {
    if (!isPaid(invoice.source())) {
      return Put.skip(NOT_PAID);
    }
    boolean awaited =
        invoice
            .held()
            .flatMap(held -> held.get(Order.STATUS))
            .filter(awaiting::contains)
            .isPresent();
    return awaited ? Put.value(paid.orElseThrow()) : Put.skip(NOT_AWAITED);
  }

  /** A line of the order's note; what people of the shop wrote there stays. */
  private static Put<String> note(Mapping invoice) {
    Optional<String> number = invoice.source().get(Invoice.NUMBER);
    if (number.isEmpty()) {
      return Put.skip(Papers.ISSUED);
    }
    String held = invoice.held().flatMap(order -> order.get(Order.COMMENT)).orElse("");
    List<String> lines = new ArrayList<>(List.of(WORDS + number.get()));
    held.lines().filter(line -> !line.startsWith(WORDS)).forEach(lines::add);
    return Put.value(String.join("\n", lines));
  }
}
