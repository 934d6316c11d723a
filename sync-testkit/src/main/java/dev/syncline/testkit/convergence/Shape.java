package dev.syncline.testkit.convergence;

import dev.syncline.Brake;
import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryType;
import java.util.ArrayList;
import java.util.List;

/** What the plans of a story say. */
record Shape(
    int sites,
    boolean categories,
    boolean products,
    boolean customers,
    boolean orders,
    Direction direction,
    Drift drift,
    Conflicts conflicts,
    Arrival found,
    Gone gone) {

  private static final FieldRules LINES =
      FieldRules.of(OrderLine.TYPE).ref(OrderLine.ITEM).copy(OrderLine.NAME, OrderLine.QUANTITY);

  static Shape by(Chance chance) {
    boolean three = chance.in(20);
    boolean oneWay = !three && chance.in(25);
    boolean orders = chance.in(50);
    return new Shape(
        three ? 3 : 2,
        chance.in(40),
        orders || chance.in(80),
        orders || chance.in(40),
        orders,
        oneWay ? Direction.TO_RIGHT : Direction.BOTH,
        chance.any(Drift.PUSH, Drift.MIRROR),
        chance.any(Conflicts.values()),
        oneWay
            ? chance.any(Arrival.FILL, Arrival.FROM_LEFT)
            : chance.any(Arrival.FILL, Arrival.FROM_LEFT, Arrival.FROM_RIGHT),
        chance.any(Gone.UNLINK, Gone.IGNORE, Gone.DELETE));
  }

  boolean oneWay() {
    return direction != Direction.BOTH;
  }

  List<EntityType> types() {
    return flows().stream().map(flow -> flow.type(dev.syncline.Side.LEFT)).toList();
  }

  List<Flow> flows() {
    List<Flow> all = new ArrayList<>();
    if (categories || (!products && !customers)) {
      all.add(
          flow(
              Flow.of(Category.TYPE).matchBy(Category.EXTERNAL_CODE),
              FieldRules.of(Category.TYPE)
                  .copy(Category.NAME, Category.EXTERNAL_CODE)
                  .ref(Category.PARENT)));
    }
    if (products) {
      all.add(flow(Flow.of(Product.TYPE).matchBy(Product.SKU), productRules()));
    }
    if (customers) {
      all.add(
          flow(
              Flow.of(Customer.TYPE).matchBy(Customer.TAX_NUMBER),
              FieldRules.of(Customer.TYPE)
                  .copy(Customer.NAME, Customer.TAX_NUMBER, Customer.COMMENT)));
    }
    if (orders) {
      all.add(
          flow(
              Flow.of(Order.TYPE).matchBy(Order.NUMBER),
              FieldRules.of(Order.TYPE)
                  .copy(Order.NUMBER, Order.COMMENT)
                  .ref(Order.CUSTOMER)
                  .lines(Order.LINES, LINES)));
    }
    return all;
  }

  private FieldRules productRules() {
    FieldRules rules =
        FieldRules.of(Product.TYPE)
            .copy(Product.NAME, Product.SKU, Product.DESCRIPTION, Product.BARCODES);
    return categories ? rules.ref(Product.CATEGORY) : rules;
  }

  private Flow flow(Flow flow, EntityMapper rules) {
    return flow.fields(rules)
        .direction(direction)
        .drift(drift)
        .conflicts(conflicts)
        .found(found)
        .gone(gone)
        .brake(Brake.off());
  }

  /** What every account has. */
  static List<MemoryType> vocabulary() {
    return List.of(
        MemoryType.of(Category.TYPE, Category.NAME, Category.PARENT, Category.EXTERNAL_CODE),
        MemoryType.of(
            Product.TYPE,
            Product.NAME,
            Product.SKU,
            Product.DESCRIPTION,
            Product.BARCODES,
            Product.CATEGORY),
        MemoryType.of(Customer.TYPE, Customer.NAME, Customer.TAX_NUMBER, Customer.COMMENT),
        MemoryType.of(Order.TYPE, Order.NUMBER, Order.COMMENT, Order.CUSTOMER, Order.LINES));
  }
}
