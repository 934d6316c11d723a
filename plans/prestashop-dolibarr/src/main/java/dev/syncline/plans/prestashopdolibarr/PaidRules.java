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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * That an invoice was paid at Dolibarr tells the shop, which waits for the money (P-138). The
 * invoice is known by the order's number that it shows (P-083): people of Dolibarr may have made it
 * themselves.
 */
final class PaidRules {

  private static final String NOT_PAID = "NOT_PAID";
  private static final String NOT_AWAITED = "NOT_AWAITED";

  private final Papers papers;
  private final Optional<String> paid;

  /** The states in which the shop waits for money: goods are reserved and nothing follows. */
  private final Set<String> awaiting;

  PaidRules(Papers papers, BackSettings back) {
    this.papers = papers;
    this.paid = Optional.ofNullable(papers.orders().statesBack().get(OrderSettings.PAID));
    this.awaiting = new HashSet<>(back.pending());
    papers.orders().states().forEach(pair -> awaiting.remove(pair.state()));
  }

  Optional<Flow> flow() {
    FieldRules rules =
        FieldRules.between(Order.TYPE, Invoice.TYPE)
            .with(
                Order.NUMBER,
                Invoice.CUSTOMER_REFERENCE,
                Lens.same(),
                Direction.TO_LEFT,
                When.CREATE_ONLY)
            .compute(Side.LEFT, Order.STATUS, Set.of(Invoice.STATUS), this::state, When.ALWAYS);
    Flow flow =
        Flow.between(Order.TYPE, Invoice.TYPE)
            .aside()
            .toLeft()
            .fields(rules)
            .matchBy(Order.NUMBER)
            .found(Arrival.FROM_RIGHT)
            .several(Ambiguity.MAKE_NEW) // the parts of a split order: a person has to say which
            // Nothing is made: the shop takes no orders. What is not paid is not looked for, either.
            .createWhen(PaidRules::isPaid, Invoice.STATUS)
            .gone(Gone.UNLINK);
    return Optional.of(flow).filter(any -> papers.goesBack(Back.PAID) && paid.isPresent());
  }

  private static boolean isPaid(Entity invoice) {
    return invoice.get(Invoice.STATUS).filter(Papers.PAID::equals).isPresent();
  }

  private Put<String> state(Mapping invoice) {
    if (!isPaid(invoice.source())) {
      return Put.skip(NOT_PAID);
    }
    boolean awaited =
        invoice.held().flatMap(held -> held.get(Order.STATUS)).filter(awaiting::contains).isPresent();
    return awaited ? Put.value(paid.orElseThrow()) : Put.skip(NOT_AWAITED);
  }
}
