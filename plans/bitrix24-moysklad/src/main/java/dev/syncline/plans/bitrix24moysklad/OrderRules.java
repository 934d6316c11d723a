package dev.syncline.plans.bitrix24moysklad;

import static dev.syncline.model.Order.COMMENT;
import static dev.syncline.model.Order.CURRENCY;
import static dev.syncline.model.Order.CUSTOMER;
import static dev.syncline.model.Order.LINES;
import static dev.syncline.model.Order.NUMBER;
import static dev.syncline.model.Order.ORGANIZATION;
import static dev.syncline.model.Order.PIPELINE;
import static dev.syncline.model.Order.PLANNED_ON;
import static dev.syncline.model.Order.RESPONSIBLE;
import static dev.syncline.model.Order.STATUS;
import static dev.syncline.model.Order.STORE;
import static dev.syncline.model.Order.TITLE;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Wanted.Halt;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Administrators;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.DealsWithoutRows;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deals and customer orders: how their fields correspond, and which of them stay out. */
final class OrderRules {

  /** A row of free text has no product that the other side could name. */
  static final String FREE_ROW = "FREE_ROW";

  /** The deal has no product rows yet. */
  static final String NO_ROWS = "NO_ROWS";

  /** The deal has neither contact nor company; an order needs somebody. */
  static final String NO_CUSTOMER = "NO_CUSTOMER";

  private static final String NOTHING_TO_CHOOSE = "NOTHING_TO_CHOOSE";
  private static final String NUMBER_PREFIX = "bx24-";

  private final BitrixMoySkladSettings settings;
  private final Function<Side, Dictionaries> dictionaries;
  private final CurrencyMap currencies;

  OrderRules(BitrixMoySkladSettings settings, Function<Side, Dictionaries> dictionaries) {
    this.settings = settings;
    this.dictionaries = dictionaries;
    this.currencies = new CurrencyMap(settings.currencies(), dictionaries);
  }

  Flow flow() {
    return Flow.of(Order.TYPE)
        .direction(settings.directions().orders().direction()) // B-096
        .fields(new Guarded(rules(), this::halt))
        .onlyMapped(STATUS) // B-071
        .conflicts(Conflicts.ORIGIN); // B-009
  }

  private FieldRules rules() {
    FieldRules common =
        FieldRules.of(Order.TYPE)
            .with(STATUS, STATUS, stages()) // B-070
            .with(CURRENCY, CURRENCY, currencies, Direction.BOTH, When.CREATE_ONLY)
            .ref(CUSTOMER)
            .lines(LINES, lines())
            .copy(COMMENT, PLANNED_ON); // B-081
    return responsible(toDeals(toOrders(common)));
  }

  private StageMap stages() {
    return new StageMap(settings.stages(), settings.pipeline());
  }

  private static FieldRules lines() {
    return FieldRules.of(OrderLine.TYPE)
        .ref(OrderLine.ITEM) // B-045, B-046
        .copy(OrderLine.QUANTITY, OrderLine.PRICING);
  }

  private FieldRules toOrders(FieldRules rules) {
    FieldRules all =
        rules
            .compute(Side.RIGHT, ORGANIZATION, Set.of(), each -> organization(), When.CREATE_ONLY)
            .compute(Side.RIGHT, STORE, Set.of(), each -> store(), When.CREATE_ONLY);
    return settings.numbering() == Numbering.MOYSKLAD
        ? all // B-077
        : all.compute(Side.RIGHT, NUMBER, Set.of(), OrderRules::number, When.CREATE_ONLY);
  }

  private FieldRules toDeals(FieldRules rules) {
    return rules
        .constant(Side.LEFT, PIPELINE, settings.pipeline()) // B-073
        .compute(Side.LEFT, TITLE, Set.of(NUMBER), this::title, When.CREATE_ONLY); // B-080
  }

  private FieldRules responsible(FieldRules rules) {
    boolean silent =
        settings.responsibles().isEmpty()
            && settings.administrators().equals(Administrators.ACTING);
    return silent
        ? rules // B-106
        : rules.with(
            RESPONSIBLE,
            RESPONSIBLE,
            new EmployeeMap(settings.responsibles(), settings.administrators(), dictionaries));
  }

  private Put<String> organization() {
    return chosen(settings.organization(), Dictionaries.ORGANIZATION); // B-022
  }

  private Put<String> store() {
    return chosen(settings.store(), Dictionaries.STORE); // B-022
  }

  private Put<String> chosen(@Nullable String code, String dictionary) {
    return Choice.of(code, dictionaries.apply(Side.RIGHT), dictionary)
        .map(Put::value)
        .orElseGet(() -> Put.skip(NOTHING_TO_CHOOSE));
  }

  private static Put<String> number(Mapping mapping) {
    return Put.value(NUMBER_PREFIX + mapping.source().id()); // B-076
  }

  private Put<String> title(Mapping mapping) {
    String number = mapping.source().get(NUMBER).orElse("");
    return Put.value((settings.dealTitle() + " " + number).strip()); // B-075
  }

  private Optional<Halt> halt(Mapping mapping) {
    Entity source = mapping.source();
    if (hasFreeRow(source) || mapping.held().filter(OrderRules::hasFreeRow).isPresent()) {
      return skip(FREE_ROW);
    }
    if (currency(mapping) instanceof Put.Skip<String> unmapped) {
      return Optional.of(new Halt(Halt.Kind.VETO, unmapped.reason())); // B-111
    }
    return mapping.target() == Side.RIGHT ? unfinished(mapping) : Optional.empty();
  }

  private Optional<Halt> unfinished(Mapping mapping) {
    Entity deal = mapping.source();
    boolean rows = deal.get(LINES).map(lines -> !lines.isEmpty()).orElse(!deal.knows(LINES));
    if (!rows && mapping.held().isEmpty() && settings.dealsWithoutRows() == DealsWithoutRows.SKIP) {
      return skip(NO_ROWS); // B-083
    }
    return lacks(deal, CUSTOMER) ? skip(NO_CUSTOMER) : Optional.empty();
  }

  private Put<String> currency(Mapping mapping) {
    String code = mapping.source().get(CURRENCY).orElse(null);
    if (code == null) {
      return Put.empty();
    }
    return mapping.target() == Side.RIGHT
        ? currencies.toRight(code, Optional.empty())
        : currencies.toLeft(code, Optional.empty());
  }

  private static boolean hasFreeRow(Entity document) {
    List<Entity> lines = document.get(LINES).orElse(List.of());
    return lines.stream().anyMatch(line -> !line.has(OrderLine.ITEM));
  }

  private static boolean lacks(Entity entity, Field<?> field) {
    return entity.knows(field) && !entity.has(field);
  }

  private static Optional<Halt> skip(String reason) {
    return Optional.of(new Halt(Halt.Kind.SKIP, reason));
  }
}
