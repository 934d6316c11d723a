package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Stock movements: made, never changed; their ids only grow. */
final class Movements {

  private final Shelf shelf = new Shelf(Kinds.MOVEMENT);

  void routes(Routes routes) {
    routes
        .get("stockmovements", this::list)
        .get("stockmovements/{id}", this::one)
        .post("stockmovements", this::add);
  }

  private JsonNode list(Call call) {
    call.session().need("stock.lire");
    return Listing.answer(
        call,
        shelf.kind(),
        call.session().data.all("stock_mouvement").toList(),
        row -> shelf.shown(call.session(), row));
  }

  private JsonNode one(Call call) {
    call.session().need("stock.mouvement.lire");
    if (call.id() == 0) {
      throw ApiError.of(400, "No stock movement with id 0 can exist");
    }
    return shelf.shown(call.session(), shelf.get(call.session(), call.id()));
  }

  /** What a movement will find when it is made: read when its request comes in. */
  static Map<String, Object> seen(Call call) {
    Map<String, Object> seen = new HashMap<>();
    if (call.parameter("product_id") != null && call.parameter("warehouse_id") != null) {
      long product = Php.whole(call.text("product_id"));
      long warehouse = Php.whole(call.text("warehouse_id"));
      seen.put(Stocks.seenKey(product, warehouse), Stocks.real(call.session(), product, warehouse));
    }
    return seen;
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    long product = call.requiredId("product_id");
    long warehouse = call.requiredId("warehouse_id");
    BigDecimal quantity = call.requiredNumber("qty");
    long type = call.typedWhole("type", 2);
    session.need("stock.creer");
    if (quantity.signum() == 0) {
      throw ApiError.of(503, "Making a stock movement with a quantity of 0 is not possible");
    }
    if (quantity.signum() > 0) {
      type = type == 1 ? 0 : type == 2 ? 3 : type;
    }
    boolean today = session.setup.version.atLeast(23);
    String label = call.text(today ? "label" : "movementlabel");
    String batch = call.text(today ? "batch" : "lot");
    String moment = call.text("datem");
    Stocks.Movement movement =
        new Stocks.Movement(
            product,
            warehouse,
            quantity,
            type,
            call.text("movementcode"),
            label,
            Php.amount(call.text("price")),
            moment.isEmpty() ? null : session.clocks().written(moment),
            batch,
            call.text("origin_type"),
            Php.whole(call.text("origin_id")));
    try {
      return Answer.number(Stocks.move(session, movement));
    } catch (Transaction.Refused refused) {
      throw ApiError.of(503, "Error when create stock movement : " + refused.text());
    }
  }
}
