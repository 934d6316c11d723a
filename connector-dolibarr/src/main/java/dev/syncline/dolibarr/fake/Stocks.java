package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What lies where: it only changes by movements, read first and written back later. */
final class Stocks {

  /**
   * A movement that is asked for.
   *
   * @param type 0 and 1 by hand in and out, 2 out, 3 in
   */
  record Movement(
      long product,
      long warehouse,
      BigDecimal quantity,
      long type,
      String code,
      String label,
      BigDecimal price,
      @Nullable String moment,
      String batch,
      String originType,
      long originId) {

    static Movement of(
        Row line,
        long warehouse,
        BigDecimal quantity,
        String label,
        String originType,
        long originId) {
      return new Movement(
          line.number("fk_product"),
          warehouse,
          quantity,
          quantity.signum() < 0 ? 2 : 3,
          "",
          label,
          line.decimal("subprice"),
          null,
          "",
          originType,
          originId);
    }
  }

  private Stocks() {}

  static String seenKey(long product, long warehouse) {
    return "stock " + product + " " + warehouse;
  }

  static @Nullable Row row(Session session, long product, long warehouse) {
    return session
        .data
        .where(
            "product_stock",
            row -> row.number("fk_product") == product && row.number("fk_entrepot") == warehouse)
        .findFirst()
        .orElse(null);
  }

  static BigDecimal real(Session session, long product, long warehouse) {
    Row row = row(session, product, warehouse);
    return row == null ? BigDecimal.ZERO : row.decimal("reel");
  }

  /** Moves stock; answers the movement. Services have none. Refusals are plain texts. */
  static long move(Session session, Movement asked) {
    Row product = session.data.find("product", asked.product());
    if (product == null || asked.warehouse() <= 0) {
      throw new Transaction.Refused("");
    }
    if (product.number("fk_product_type") == 1 && !session.setup.flag("STOCK_SUPPORTS_SERVICES")) {
      throw new Transaction.Refused("");
    }
    boolean lots = product.number("tobatch") > 0;
    if (lots && asked.batch().isEmpty()) {
      throw new Transaction.Refused(
          "Try to make a stock movement without lot/serial information, on product '"
              + product.text("ref")
              + "' that requires lot/serial information");
    }
    if (session.data.find("entrepot", asked.warehouse()) == null) {
      throw new Transaction.Refused(
          "Cannot add or update a child row: a foreign key constraint fails (`dolibarr`."
              + "`llx_product_stock`, CONSTRAINT `fk_entrepot_entrepot_rowid` FOREIGN KEY"
              + " (`fk_entrepot`) REFERENCES `llx_entrepot` (`rowid`))");
    }
    BigDecimal held = held(session, asked);
    if (asked.quantity().signum() < 0
        && session.setup.forbidsNegativeStock()
        && held.add(asked.quantity()).signum() < 0) {
      throw new Transaction.Refused(
          "You don't have enough stock from your source warehouse and your setup does not allow"
              + " negative stocks. : "
              + product.text("ref"));
    }
    Row movement = session.data.insert("stock_mouvement", columns(session, asked));
    write(session, asked, held);
    if (lots) {
      moveBatch(session, asked);
    }
    session.happened("STOCK_MOVEMENT", subject(session, movement));
    return movement.id();
  }

  /** Whether a line is of something that lies in a warehouse. */
  static boolean moves(Session session, Row line) {
    Row product = session.data.find("product", line.number("fk_product"));
    return product != null && product.number("fk_product_type") == 0;
  }

  /** What was there when the request came in: whoever moved since is forgotten. */
  private static BigDecimal held(Session session, Movement asked) {
    Object seen = session.seen(seenKey(asked.product(), asked.warehouse()));
    return seen instanceof BigDecimal known
        ? known
        : real(session, asked.product(), asked.warehouse());
  }

  private static Map<String, @Nullable Object> columns(Session session, Movement asked) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("datem", asked.moment() == null ? session.clocks().phpNow() : asked.moment());
    row.put("fk_product", asked.product());
    row.put("fk_entrepot", asked.warehouse());
    row.put("value", asked.quantity());
    row.put("type_mouvement", asked.type());
    row.put("price", asked.price());
    row.put("label", asked.label());
    row.put("inventorycode", asked.code().isEmpty() ? null : asked.code());
    row.put("batch", asked.batch().isEmpty() ? null : asked.batch());
    row.put("fk_origin", asked.originId());
    row.put("origintype", asked.originType());
    row.put("fk_user_author", session.account.id());
    return row;
  }

  private static void write(Session session, Movement asked, BigDecimal held) {
    BigDecimal now = held.add(asked.quantity());
    Row row = row(session, asked.product(), asked.warehouse());
    if (row == null) {
      session.data.insert(
          "product_stock",
          Map.of("fk_product", asked.product(), "fk_entrepot", asked.warehouse(), "reel", now));
    } else {
      session.data.update("product_stock", row.id(), Map.of("reel", now));
    }
    session.data.update(
        "product", asked.product(), Map.of("stock", total(session, asked.product())));
  }

  private static void moveBatch(Session session, Movement asked) {
    Row place = row(session, asked.product(), asked.warehouse());
    if (place == null) {
      return;
    }
    List<Row> batches =
        session
            .data
            .where(
                "product_batch",
                row ->
                    row.number("fk_product_stock") == place.id()
                        && row.text("batch").equals(asked.batch()))
            .toList();
    if (batches.isEmpty()) {
      session.data.insert(
          "product_batch",
          Map.of("fk_product_stock", place.id(), "batch", asked.batch(), "qty", asked.quantity()));
    } else {
      Row batch = batches.get(0);
      session.data.update(
          "product_batch", batch.id(), Map.of("qty", batch.decimal("qty").add(asked.quantity())));
    }
  }

  static BigDecimal total(Session session, long product) {
    return session.data.of("product_stock", "fk_product", product).stream()
        .map(row -> row.decimal("reel"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What is left when every open order is delivered. What of an order is still counted depends on
   * what moves stock: where nothing does, or the order itself, it is the real stock.
   */
  static BigDecimal virtual(Session session, long product) {
    BigDecimal real = total(session, product);
    boolean atOnce = session.setup.flag("STOCK_CALCULATE_ON_SHIPMENT");
    if (atOnce || session.setup.flag("STOCK_CALCULATE_ON_SHIPMENT_CLOSE")) {
      return real.subtract(ordered(session, product)).add(sent(session, product, atOnce ? 1 : 2));
    }
    boolean byBill =
        session.setup.flag("STOCK_CALCULATE_ON_BILL")
            && !session.setup.flag("STOCK_CALCULATE_ON_VALIDATE_ORDER");
    return byBill ? real.subtract(ordered(session, product)) : real;
  }

  private static Set<Long> openOrders(Session session) {
    return session
        .data
        .where("commande", row -> row.number("fk_statut") == 1 || row.number("fk_statut") == 2)
        .map(Row::id)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static BigDecimal ordered(Session session, long product) {
    Set<Long> open = openOrders(session);
    return session.data.of("commandedet", "fk_product", product).stream()
        .filter(line -> open.contains(line.number("fk_commande")))
        .map(line -> line.decimal("qty"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal sent(Session session, long product, int fromStatus) {
    Set<Long> open = openOrders(session);
    return session
        .data
        .where("expeditiondet", line -> open.contains(line.number("fk_element")))
        .filter(line -> line.number("fk_product") == product)
        .filter(line -> status(session, line) >= fromStatus)
        .map(line -> line.decimal("qty"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static long status(Session session, Row shipmentLine) {
    Row shipment = session.data.find("expedition", shipmentLine.number("fk_expedition"));
    return shipment == null ? 0 : shipment.number("fk_statut");
  }

  /** Stock by warehouse; a list where there is none. */
  static JsonNode byWarehouse(Session session, long product) {
    ObjectNode places = Php.object();
    for (Row row : session.data.of("product_stock", "fk_product", product)) {
      places
          .putObject(row.text("fk_entrepot"))
          .put("real", row.text("reel"))
          .put("id", row.text("rowid"));
    }
    return Php.map(places);
  }

  private static Subject subject(Session session, Row movement) {
    ObjectNode json = new Shelf(Kinds.MOVEMENT).shown(session, movement);
    return new Subject(
        "stockmouvement",
        movement.id(),
        movement.text("label"),
        0,
        json,
        "Error when create stock movement");
  }
}
