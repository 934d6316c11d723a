package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Ref;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the rules of orders, invoices, credit notes and payments share. */
final class Papers {

  /** The status of a document that nobody validated. */
  static final String DRAFT = "0";

  /** The status of a document that has its number. */
  static final String VALIDATED = "1";

  /** The status of an invoice of which nothing is owed. */
  static final String PAID = "2";

  /** Why what was issued stays. */
  static final String ISSUED = "ISSUED";

  /** The reason why nothing is made of what belongs to an order that does not travel. */
  static final String WITHOUT_ORDER = "WITHOUT_ORDER";

  private final PrestaShopDolibarrSettings settings;
  private final OrderSettings orders;
  private final Set<Back> back;
  private final PeopleRules people;
  private final Pattern number;

  Papers(PrestaShopDolibarrSettings settings, PeopleRules people) {
    this.settings = settings;
    this.orders = settings.orders();
    this.back = settings.back().writes() ? orders.back() : Set.of();
    this.people = people;
    this.number = new Pattern(orders.number(), "orders.number", OrderSettings.WORDS);
  }

  PrestaShopDolibarrSettings settings() {
    return settings;
  }

  OrderSettings orders() {
    return orders;
  }

  /** Whether something goes back to the shop. */
  boolean goesBack(Back what) {
    return back.contains(what);
  }

  Direction way(Back what) {
    return goesBack(what) ? Direction.BOTH : Direction.TO_RIGHT;
  }

  /** The third party of a document, which stays. */
  FieldRules of(FieldRules rules, Field<Ref> customer) {
    return rules.compute(
        Side.RIGHT,
        customer,
        Set.of(customer),
        mapping -> people.customer(mapping, customer),
        When.CREATE_ONLY);
  }

  /** What a document is born with, and what stays. */
  static <V> FieldRules once(FieldRules rules, Field<V> field) {
    return rules.with(field, field, Lens.same(), Direction.TO_RIGHT, When.CREATE_ONLY);
  }

  /** The number that the shop gave a document, in the private note. */
  static FieldRules noted(
      FieldRules rules, Field<String> comment, Field<String> number, String words) {
    return rules.compute(
        Side.RIGHT,
        comment,
        Set.of(number),
        mapping ->
            mapping
                .source()
                .get(number)
                .<Put<String>>map(its -> Put.value(words + its))
                .orElseGet(Put::empty),
        When.CREATE_ONLY);
  }

  ValueMap methods() {
    return ValueMap.of(orders.paymentMethods()).otherwise(null, orders.paymentMethod()); // P-091
  }

  /** Nothing that was made on the first day changed before it, in whatever zone. */
  Flow since(Flow flow) {
    return orders.firstDay().map(day -> flow.since(Side.LEFT, day.minusDays(1))).orElse(flow);
  }

  /** The number by which the buyer knows an order (P-083). */
  String number(Entity source, Field<String> reference, String order) {
    return number.with(
        word ->
            switch (word) {
              case "reference" -> source.get(reference).orElse("");
              case "id" -> order;
              default -> settings.shop();
            });
  }

  static boolean isDraft(Mapping paper, Field<String> status) {
    return paper.held().flatMap(held -> held.get(status)).filter(DRAFT::equals).isPresent();
  }

  private static boolean isIssued(Mapping paper, Field<String> status) {
    return paper
        .held()
        .flatMap(held -> held.get(status))
        .filter(is -> !is.equals(DRAFT))
        .isPresent();
  }

  /** What was issued is never taken back; a draft that a break has left is. */
  static Put<String> issued(Mapping paper, Field<String> status, String wanted) {
    return isIssued(paper, status) ? Put.skip(ISSUED) : Put.value(wanted);
  }

  /** The lines and the number of what was issued stay. */
  static Wanted keeping(
      Mapping paper, Field<String> status, Field<List<Entity>> lines, Wanted wanted) {
    boolean issued = isIssued(paper, status);
    Wanted kept = issued ? wanted.with(lines.name(), Put.skip(ISSUED)) : wanted;
    return issued && kept.puts().containsKey(Invoice.NUMBER.name())
        ? kept.with(Invoice.NUMBER.name(), Put.skip(ISSUED))
        : kept;
  }

  /** What belongs to an order that does not travel does not, either (P-092). */
  static Wanted withOrder(Mapping paper, Field<Ref> owner, Wanted wanted) {
    boolean without =
        paper.held().isEmpty() && paper.source().get(owner).filter(paper::leftOut).isPresent();
    return without ? wanted.halted(Wanted.Halt.Kind.SKIP, WITHOUT_ORDER) : wanted;
  }

  /**
   * Why a draft is not validated, if it is one whose lines are as they shall be. What Dolibarr
   * keeps in its own currency, too, comes out at the rate's precision only (P-097).
   */
  static Optional<String> trouble(
      Mapping paper, Totals totals, Field<String> status, Field<BigDecimal> rate) {
    Optional<Entity> draft = paper.held().filter(held -> isDraft(paper, status));
    boolean foreign =
        paper.source().get(rate).filter(each -> each.compareTo(BigDecimal.ONE) != 0).isPresent();
    return draft.flatMap(
        held -> foreign ? totals.trouble(paper.source()) : totals.trouble(paper.source(), held));
  }
}
