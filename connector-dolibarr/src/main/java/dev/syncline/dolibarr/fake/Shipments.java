package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shipments of orders: they take the stock, when they are validated or when they are closed. */
final class Shipments {

  private static final String TABLE = "expedition";
  private static final String LINES = "expeditiondet";
  private static final String CREATING = "Error creating shipment";
  private static final int DRAFT = 0;
  private static final int VALIDATED = 1;
  private static final int CLOSED = 2;

  private final Shelf shelf = new Shelf(PaperKinds.SHIPMENT);
  private final Shelf orders = new Shelf(PaperKinds.ORDER);

  void routes(Routes routes) {
    routes
        .get("shipments", this::list)
        .get("shipments/{id}", this::one)
        .get("orders/{id}/shipment", this::ofOrder)
        .post("shipments", this::add)
        .post("orders/{id}/shipment/{warehouse}", this::fromOrder)
        .put("shipments/{id}", this::change)
        .delete("shipments/{id}", this::remove)
        .post("shipments/{id}/validate", this::validate)
        .post("shipments/{id}/close", this::close);
  }

  ObjectNode shown(Session session, Row row) {
    ObjectNode json = shelf.shown(session, row);
    ArrayNode lines = json.putArray("lines");
    json.put("origin_type", "commande").put("origin", "commande");
    json.put("origin_id", order(session, row).map(order -> order.text("rowid")).orElse(null));
    for (Row line : lines(session, row)) {
      Row product = session.data.find("product", line.number("fk_product"));
      lines
          .addObject()
          .put("id", line.text("rowid"))
          .put("line_id", line.text("rowid"))
          .put("fk_origin_line", line.text("fk_elementdet"))
          .put("origin_line_id", line.text("fk_elementdet"))
          .put("fk_elementdet", line.text("fk_elementdet"))
          .put("entrepot_id", line.text("fk_entrepot"))
          .put("warehouse_id", line.text("fk_entrepot"))
          .put("fk_product", line.text("fk_product"))
          .put("product_ref", product == null ? null : product.text("ref"))
          .put("qty", line.text("qty"))
          .put("qty_shipped", line.text("qty"))
          .put("rang", line.text("rang"));
    }
    json.set("linkedObjectsIds", Papers.linked(session, "shipping", row.id()));
    return json;
  }

  private static List<Row> lines(Session session, Row shipment) {
    return session.data.of(LINES, "fk_expedition", shipment.id());
  }

  private static Optional<Row> order(Session session, Row shipment) {
    return session
        .data
        .where(
            "element_element",
            row ->
                row.number("fk_target") == shipment.id()
                    && row.text("targettype").equals("shipping")
                    && row.text("sourcetype").equals("commande"))
        .findFirst()
        .map(link -> session.data.find("commande", link.number("fk_source")));
  }

  private void happened(Session session, String code, Row row, String failure) {
    session.happened(
        code,
        new Subject(
            "shipping",
            row.id(),
            row.text("ref"),
            row.number("fk_soc"),
            shown(session, row),
            failure));
  }

  private JsonNode list(Call call) {
    Session session = call.session();
    session.need("expedition.lire");
    return Listing.answer(
        call, shelf.kind(), Papers.wanted(call, shelf.here(session)), row -> shown(session, row));
  }

  private JsonNode ofOrder(Call call) {
    Session session = call.session();
    session.need("expedition.lire");
    long wanted = orders.get(session, call.id()).id();
    ArrayNode all = Php.array();
    for (Row row : shelf.here(session)) {
      if (order(session, row).filter(order -> order.id() == wanted).isPresent()) {
        all.add(shown(session, row));
      }
    }
    return all;
  }

  private JsonNode one(Call call) {
    call.session().need("expedition.lire");
    return shown(call.session(), shelf.get(call.session(), call.id()));
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("expedition.creer");
    Bodies.requireFields(call.body(), "socid", "origin_id", "origin_type");
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = Bodies.columns(session, shelf.kind(), body);
    Row order =
        orders
            .find(session, Php.whole(Php.text(body.get("origin_id"))))
            .orElseThrow(() -> ApiError.of(500, CREATING, "ErrorRecordNotFound"));
    return Answer.orFail(
        CREATING,
        () -> {
          Row made = insert(session, columns, order);
          for (JsonNode line : body.path("lines")) {
            addLine(session, made, order, line);
          }
          Extras.store(session, TABLE, made.id(), body.get("array_options"), true);
          happened(session, "SHIPPING_CREATE", made, CREATING);
          return Answer.number(made.id());
        });
  }

  private static Row insert(Session session, Map<String, @Nullable Object> columns, Row order) {
    if (columns.get("tracking_number") instanceof String number) {
      columns.put("tracking_number", number.replaceAll("\\s+", ""));
    }
    columns.put("ref", "(PROV)");
    columns.put("fk_statut", DRAFT);
    columns.put("entity", session.entity());
    columns.put("date_creation", session.clocks().phpNow());
    columns.put("fk_user_author", session.account.id());
    Row made = session.data.insert(TABLE, columns);
    Papers.link(session, "commande", order.id(), "shipping", made.id());
    return session.data.update(TABLE, made.id(), Map.of("ref", "(PROV" + made.id() + ")"));
  }

  private static void addLine(Session session, Row shipment, Row order, JsonNode said) {
    boolean today = session.setup.version.atLeast(20);
    String line = Php.text(said.get(today ? "fk_elementdet" : "fk_origin_line"));
    if (line.isEmpty()) {
      line = Php.text(said.get("origin_line_id"));
    }
    Row orderLine = session.data.find("commandedet", Php.whole(line));
    if (orderLine == null || orderLine.number("fk_commande") != order.id()) {
      throw new Transaction.Refused("ErrorRecordNotFound");
    }
    addLine(
        session,
        shipment,
        orderLine,
        Php.whole(Php.text(said.get("entrepot_id"))),
        Php.decimal(Php.text(said.get("qty"))));
  }

  private static void addLine(
      Session session, Row shipment, Row orderLine, long warehouse, BigDecimal quantity) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_expedition", shipment.id());
    columns.put("fk_element", orderLine.number("fk_commande"));
    columns.put("fk_elementdet", orderLine.id());
    columns.put("element_type", "commande");
    columns.put("fk_product", orderLine.get("fk_product"));
    columns.put("fk_entrepot", warehouse > 0 ? warehouse : null);
    columns.put("qty", quantity);
    columns.put("rang", 0);
    session.data.insert(LINES, columns);
  }

  /** A draft with everything the order holds. */
  private JsonNode fromOrder(Call call) {
    Session session = call.session();
    session.need("expedition.creer");
    Row order = orders.get(session, call.id());
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_soc", order.get("fk_soc"));
    columns.put("ref_customer", order.get("ref_client"));
    Row made = insert(session, columns, order);
    for (Row line : Orders.LINES.of(session, order.id())) {
      if (line.number("product_type") == 0) {
        addLine(session, made, line, call.id("warehouse"), line.decimal("qty"));
      }
    }
    return Answer.number(made.id());
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("expedition.creer");
    Row held = shelf.get(session, call.id());
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = Bodies.columns(session, shelf.kind(), body);
    return Answer.orFail(
        "",
        () -> {
          Row changed = session.data.update(TABLE, held.id(), columns);
          Extras.store(session, TABLE, held.id(), body.get("array_options"), false);
          happened(session, "SHIPPING_MODIFY", changed, "");
          return shown(session, changed);
        });
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("expedition.supprimer");
    Row row = shelf.get(session, call.id());
    happened(session, "SHIPPING_DELETE", row, "Error when deleting shipment : ");
    long status = row.number("fk_statut");
    boolean atOnce = status > DRAFT && session.setup.flag("STOCK_CALCULATE_ON_SHIPMENT");
    boolean later = status == CLOSED && session.setup.flag("STOCK_CALCULATE_ON_SHIPMENT_CLOSE");
    if (atOnce || later) {
      move(session, row, 1, "Error when deleting shipment : ");
    }
    session.data.deleteAll(LINES, "fk_expedition", row.id());
    Papers.unlink(session, "shipping", row.id());
    Extras.forget(session, TABLE, row.id());
    session.data.delete(TABLE, row.id());
    return Answer.success("Shipment deleted");
  }

  private JsonNode validate(Call call) {
    Session session = call.session();
    session.need("expedition.creer");
    Row shipment = shelf.get(session, call.id());
    if (shipment.number("fk_statut") != DRAFT) {
      throw ApiError.nothingDone();
    }
    validate(session, shipment, Papers.told(call));
    return shown(session, session.data.get(TABLE, shipment.id()));
  }

  private void validate(Session session, Row shipment, boolean told) {
    String failure = "Error when validating Shipment: ";
    Papers.makeCustomer(session, shipment);
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_statut", VALIDATED);
    columns.put("date_valid", session.clocks().phpNow());
    if (Numbering.provisional(shipment.text("ref"))) {
      Object seen = session.seen("number");
      columns.put("ref", seen == null ? Numbering.shipment(session) : seen);
    }
    Row changed;
    try {
      changed = session.data.update(TABLE, shipment.id(), columns);
    } catch (Transaction.Refused refused) {
      throw ApiError.of(500, failure + refused.text());
    }
    if (session.setup.flag("STOCK_CALCULATE_ON_SHIPMENT")) {
      move(session, changed, -1, failure);
    }
    order(session, changed)
        .ifPresent(
            order ->
                session.data.update("commande", order.id(), Map.of("fk_statut", Orders.UNDER_WAY)));
    if (told) {
      happened(session, "SHIPPING_VALIDATE", changed, failure);
    }
  }

  private static void move(Session session, Row shipment, int direction, String failure) {
    for (Row line : lines(session, shipment)) {
      long warehouse = line.number("fk_entrepot");
      if (!Stocks.moves(session, line) || warehouse == 0) {
        continue;
      }
      try {
        BigDecimal quantity = line.decimal("qty").multiply(BigDecimal.valueOf(direction));
        Stocks.move(
            session,
            Stocks.Movement.of(
                line,
                warehouse,
                quantity,
                "Shipment " + shipment.text("ref"),
                "shipping",
                shipment.id()));
      } catch (Transaction.Refused refused) {
        throw ApiError.of(500, failure + refused.text());
      }
    }
  }

  private JsonNode close(Call call) {
    Session session = call.session();
    Papers.demand(call, "notrigger");
    session.need("expedition.creer");
    Row shipment = shelf.get(session, call.id());
    if (shipment.number("fk_statut") == CLOSED) {
      throw ApiError.nothingDone();
    }
    if (shipment.number("fk_statut") == DRAFT) {
      validate(session, shipment, true);
    }
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_statut", CLOSED);
    if (shipment.get("date_expedition") == null) {
      columns.put("date_expedition", session.clocks().phpNow());
    }
    Row changed = session.data.update(TABLE, shipment.id(), columns);
    order(session, changed)
        .filter(order -> whole(session, order))
        .ifPresent(order -> Orders.close(session, order, true));
    if (session.setup.flag("STOCK_CALCULATE_ON_SHIPMENT_CLOSE")) {
      move(session, changed, -1, "Error when closing Order: ");
    }
    happened(session, "SHIPPING_CLOSED", changed, "Error when closing Order: ");
    return shown(session, session.data.get(TABLE, shipment.id()));
  }

  /** Whether closed shipments hold exactly what was ordered. */
  private static boolean whole(Session session, Row order) {
    return Orders.LINES.of(session, order.id()).stream()
        .filter(line -> line.number("product_type") == 0)
        .allMatch(line -> sent(session, line.id()).compareTo(line.decimal("qty")) == 0);
  }

  private static BigDecimal sent(Session session, long orderLine) {
    return session.data.of(LINES, "fk_elementdet", orderLine).stream()
        .filter(
            line ->
                session.data.get(TABLE, line.number("fk_expedition")).number("fk_statut") == CLOSED)
        .map(line -> line.decimal("qty"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
