package dev.syncline.prestashop.codec;

import dev.syncline.model.Cart;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of carts. They are only read: whoever shops changes them at any moment, and the shop
 * keeps their lines as one whole.
 *
 * @since 0.1
 */
public final class CartTable {

  /** The list that says which cart became an order. */
  public static final String ORDERS = "orders";

  private static final String ROWS = "cart_rows";

  private CartTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Cart.TYPE,
        "cart",
        List.of(
            OrderTable.ref(Cart.CUSTOMER, "id_customer", Customer.TYPE),
            OrderTable.currency(Cart.CURRENCY),
            language(),
            lines(),
            OrderTable.moment(Cart.STARTED_AT, "date_add"),
            OrderTable.moment(Cart.CHANGED_AT, "date_upd"),
            order(),
            Line.text(Cart.ORGANIZATION, "id_shop").only(Line.Access.NEVER)));
  }

  private static Line<String> language() {
    return Line.readOnly(
        Cart.LANGUAGE,
        Set.of("id_lang"),
        (row, into, terms) -> {
          if (row.has("id_lang")) {
            String tag = terms.languages().get((int) row.number("id_lang"));
            into.set(Cart.LANGUAGE, Optional.ofNullable(tag));
          }
        });
  }

  private static Line<List<Entity>> lines() {
    return Line.readOnly(
        Cart.LINES,
        Set.of("@" + ROWS),
        (row, into, terms) -> {
          if (row.hasAssociation(ROWS)) {
            into.set(Cart.LINES, linesOf(row));
          }
        });
  }

  /** A line has no id of its own: its item is what tells it from the others. */
  private static List<Entity> linesOf(Row cart) {
    List<Entity> lines = new ArrayList<>();
    for (Row row : cart.association(ROWS)) {
      long product = row.number("id_product");
      long variant = row.number("id_product_attribute");
      if (product > 0) {
        Ref item =
            variant > 0
                ? new Ref(Variant.TYPE, product + "-" + variant)
                : new Ref(Product.TYPE, Long.toString(product));
        String customization =
            row.number("id_customization") > 0 ? "-" + row.text("id_customization") : "";
        Entity.Builder line = Entity.builder(OrderLine.TYPE, item.id() + customization);
        line.set(OrderLine.ITEM, Optional.of(item));
        line.set(OrderLine.QUANTITY, Line.number(row, "quantity"));
        lines.add(line.build());
      }
    }
    return List.copyOf(lines);
  }

  private static Line<Ref> order() {
    return Line.readOnly(
            Cart.ORDER,
            Set.of(),
            (row, into, terms) ->
                row.joined(ORDERS)
                    .ifPresent(
                        orders ->
                            into.set(
                                Cart.ORDER,
                                orders.stream()
                                    .findFirst()
                                    .map(order -> new Ref(Order.TYPE, order.id())))))
        .joining(ORDERS);
  }
}
