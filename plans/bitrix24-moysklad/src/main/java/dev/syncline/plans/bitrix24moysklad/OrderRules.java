package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.model.Order.CONTACT;
import static dev.syncline.model.Order.DELIVERY_ADDRESS;
import static dev.syncline.model.Order.LINES;
import static dev.syncline.model.Order.NUMBER;
import static dev.syncline.model.Order.PIPELINE;
import static dev.syncline.model.Order.PLANNED_ON;
import static dev.syncline.model.Order.STORE;
import static dev.syncline.model.Order.TOTAL;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.NumberSeries;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Wanted.Halt;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Order;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.DealsWithoutRows;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Deals and customer orders: how their fields correspond, and which of them stay out. */
final class OrderRules {

  private static final String NUMBER_PREFIX = "bx24-";

  /** How many numbers are tried before a person is asked. */
  private static final int MOST_NUMBERS = 99;

  private final BitrixMoySkladSettings settings;
  private final DocumentRules document;
  private final boolean withPersons;

  /**
   * Rules by settings.
   *
   * @param withPersons whether the persons to talk to are kept in step, too
   */
  OrderRules(
      BitrixMoySkladSettings settings,
      Function<Side, Dictionaries> dictionaries,
      boolean withPersons) {
    this.settings = settings;
    this.document = new DocumentRules(settings, dictionaries, Document.ORDER);
    this.withPersons = withPersons;
  }

  Flow flow() {
    Guarded orders = new Guarded(rules(), this::halt, Set.of());
    Flow flow =
        document.flow(
            settings.directions().orders(),
            withPersons ? new WithPerson(orders) : orders,
            settings.since().ordersToMoySklad(),
            settings.since().ordersToBitrix24());
    return settings.dealsWithoutRows() == DealsWithoutRows.SERVICE_ROW
        ? flow.view(Side.LEFT, new AmountRow(settings.nameOfService()), TOTAL) // B-083
        : flow;
  }

  private FieldRules rules() {
    StageMap stages = new StageMap(settings.stages(), settings.pipeline());
    FieldRules common =
        document.rules(stages, RowMapper.ofOrders(settings)).copy(PLANNED_ON); // B-081
    FieldRules delivered = delivered(common);
    FieldRules both =
        withPersons ? delivered.ref(CONTACT, Direction.TO_RIGHT, When.ALWAYS) : delivered; // B-066
    return toDeals(toOrders(both));
  }

  private FieldRules delivered(FieldRules rules) {
    String field = settings.deliveryAddress();
    return field == null
        ? rules
        : rules.with(
            Field.custom(Order.TYPE, field, Kinds.text()), DELIVERY_ADDRESS, new AddressText());
  }

  private FieldRules toOrders(FieldRules rules) {
    FieldRules all =
        rules.compute(
            Side.RIGHT,
            STORE,
            Set.of(),
            each -> document.chosen(settings.store(), Dictionaries.STORE), // B-022
            When.CREATE_ONLY);
    return settings.numbering() == Numbering.MOYSKLAD
        ? all // B-077
        : all.compute(Side.RIGHT, NUMBER, Set.of(), OrderRules::number, When.CREATE_ONLY);
  }

  private FieldRules toDeals(FieldRules rules) {
    return document.titled(
        rules.constant(Side.LEFT, PIPELINE, settings.pipeline()), // B-073
        settings.titleOfDeals());
  }

  private static Put<String> number(Mapping mapping) {
    String first = NUMBER_PREFIX + mapping.source().id(); // B-076
    return Put.candidates(NumberSeries.suffixed(first, MOST_NUMBERS)); // B-079
  }

  private Optional<Halt> halt(Mapping mapping) {
    return document
        .halt(mapping)
        .or(() -> mapping.target() == Side.RIGHT ? withoutRows(mapping) : Optional.empty())
        .or(() -> shipped(mapping));
  }

  private Optional<Halt> withoutRows(Mapping mapping) {
    Entity deal = mapping.source();
    boolean rows = deal.get(LINES).map(lines -> !lines.isEmpty()).orElse(!deal.knows(LINES));
    boolean waits = settings.dealsWithoutRows() != DealsWithoutRows.EMPTY_ORDER;
    return !rows && mapping.held().isEmpty() && waits
        ? DocumentRules.skip(Reason.NO_ROWS) // B-083
        : Optional.empty();
  }

  private Optional<Halt> shipped(Mapping mapping) {
    return Shipped.moreThan(mapping, RowMapper.placeholder(settings))
        ? Optional.of(new Halt(Halt.Kind.VETO, Reason.SHIPPED_MORE.name())) // B-082
        : Optional.empty();
  }
}
