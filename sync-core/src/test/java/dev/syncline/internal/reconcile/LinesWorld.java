package dev.syncline.internal.reconcile;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Two orders whose lines people edit. A line's name tells which line it is, for the test only. */
final class LinesWorld {

  static final FieldRules LINE =
      FieldRules.of(OrderLine.TYPE).ref(OrderLine.ITEM).copy(OrderLine.NAME, OrderLine.QUANTITY);

  final Couple couple;
  private final boolean stableIds;
  private int nextId = 100;
  private int nextName;

  LinesWorld(boolean stableIds) {
    this.stableIds = stableIds;
    this.couple =
        new Couple(
            Entity.of(Order.TYPE, "1").cleared(Order.LINES),
            Entity.of(Order.TYPE, "1").cleared(Order.LINES),
            Side.LEFT,
            Base.NONE);
    couple.vendor = this::numbered;
  }

  static Flow flow(Direction direction) {
    return Flow.of(Order.TYPE)
        .direction(direction)
        .fields(FieldRules.of(Order.TYPE).lines(Order.LINES, LINE));
  }

  /** What a vendor does with lines that are written: new ones get ids; unstable ones all do. */
  private Entity numbered(Entity order) {
    return edit(
        order,
        lines ->
            lines.replaceAll(
                line -> line.id().isEmpty() || !stableIds ? line.withId("" + nextId++) : line));
  }

  List<Entity> lines(Side side) {
    return couple.on(side).get(Order.LINES).orElse(List.of());
  }

  /** The name of the line that was added. */
  String add(Side side, int item, int quantity) {
    String name = "n" + nextName++;
    change(
        side,
        lines ->
            lines.add(
                Entity.of(OrderLine.TYPE, "" + nextId++)
                    .with(OrderLine.ITEM, new Ref(Product.TYPE, letter(side) + item))
                    .with(OrderLine.NAME, name)
                    .with(OrderLine.QUANTITY, BigDecimal.valueOf(quantity))));
    return name;
  }

  void remove(Side side, String name) {
    change(side, lines -> lines.removeIf(line -> line.require(OrderLine.NAME).equals(name)));
  }

  void quantity(Side side, String name, int quantity) {
    change(
        side,
        lines ->
            lines.replaceAll(
                line ->
                    line.require(OrderLine.NAME).equals(name)
                        ? line.with(OrderLine.QUANTITY, BigDecimal.valueOf(quantity))
                        : line));
  }

  private void change(Side side, Consumer<List<Entity>> edit) {
    couple.set(side, couple.vendor.apply(edit(couple.on(side), edit)));
  }

  private static Entity edit(Entity order, Consumer<List<Entity>> edit) {
    List<Entity> lines = new ArrayList<>(order.get(Order.LINES).orElse(List.of()));
    edit.accept(lines);
    return lines.isEmpty() ? order.cleared(Order.LINES) : order.with(Order.LINES, lines);
  }

  /** Item and quantity by the line's name; refuses two lines of one name. */
  Map<String, String> content(Side side) {
    Map<String, String> content = new TreeMap<>();
    for (Entity line : lines(side)) {
      String text =
          line.require(OrderLine.ITEM).id().substring(1)
              + "x"
              + line.require(OrderLine.QUANTITY).toPlainString();
      String doubled = content.put(line.require(OrderLine.NAME), text);
      if (doubled != null) {
        throw new AssertionError(line.require(OrderLine.NAME) + " is there twice");
      }
    }
    return content;
  }

  private static String letter(Side side) {
    return side == Side.LEFT ? "p" : "q";
  }
}
