package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Orders of customers: draft, validated, on their way, closed; or cancelled. */
final class Orders {

  static final int CANCELLED = -1;
  static final int DRAFT = 0;
  static final int VALIDATED = 1;
  static final int UNDER_WAY = 2;
  static final int CLOSED = 3;

  static final Lines LINES = new Lines("commandedet", "fk_commande", "commande");

  private static final String TABLE = "commande";
  private static final String CREATING = "Error creating order";
  private static final Shelf SHELF = new Shelf(PaperKinds.ORDER);

  void routes(Routes routes) {
    routes
        .get("orders", this::list)
        .get("orders/{id}", call -> one(call, read(call)))
        .get("orders/ref/{x}", call -> one(call, by(call, "ref")))
        .get("orders/ref_ext/{x}", call -> one(call, by(call, "ref_ext")))
        .post("orders", this::add)
        .put("orders/{id}", this::change)
        .delete("orders/{id}", this::remove)
        .get("orders/{id}/lines", call -> LINES.shown(call.session(), read(call).id()))
        .post("orders/{id}/lines", this::addLine)
        .put("orders/{id}/lines/{line}", this::changeLine)
        .delete("orders/{id}/lines/{line}", this::removeLine)
        .post("orders/{id}/validate", this::validate)
        .post("orders/{id}/close", this::close)
        .post("orders/{id}/reopen", this::reopen)
        .post("orders/{id}/settodraft", this::toDraft)
        .post("orders/{id}/setinvoiced", this::invoiced);
    Papers.contactRoutes(routes, "orders", SHELF, "commande");
  }

  static ObjectNode shown(Session session, Row row) {
    ObjectNode json = SHELF.shown(session, row);
    json.set("lines", LINES.shown(session, row.id()));
    json.set("contacts_ids", Papers.contacts(session, TABLE, row.id()));
    json.putNull("linkedObjectsIds");
    return json;
  }

  private static ObjectNode withLinks(Session session, Row row) {
    ObjectNode json = shown(session, row);
    json.set("linkedObjectsIds", Papers.linked(session, TABLE, row.id()));
    return json;
  }

  static void happened(Session session, String code, Row row, String failure) {
    session.happened(
        code,
        new Subject(
            "order",
            row.id(),
            row.text("ref"),
            row.number("fk_soc"),
            shown(session, row),
            failure));
  }

  private static Row read(Call call) {
    call.session().need("commande.lire");
    return SHELF.get(call.session(), call.id());
  }

  private static Row by(Call call, String column) {
    call.session().need("commande.lire");
    return SHELF.getBy(call.session(), column, call.variable("x"));
  }

  private JsonNode one(Call call, Row row) {
    return withLinks(call.session(), row);
  }

  private JsonNode list(Call call) {
    Session session = call.session();
    session.need("commande.lire");
    boolean links = call.flag("loadlinkedobjects");
    List<Row> rows = Papers.wanted(call, SHELF.here(session)).stream().filter(lines(call)).toList();
    return Listing.answer(
        call, PaperKinds.ORDER, rows, row -> links ? withLinks(session, row) : shown(session, row));
  }

  private static Predicate<Row> lines(Call call) {
    Session session = call.session();
    String filter = call.query("sqlfilterlines").orElse("");
    if (filter.isEmpty()) {
      return row -> true;
    }
    SqlFilter.Scope scope =
        new SqlFilter.Scope() {
          @Override
          public @Nullable Column column(String name) {
            return Schema.columns("commandedet").get(plain(name));
          }

          @Override
          public @Nullable Object value(String name, Row row) {
            return row.get(plain(name));
          }

          @Override
          public String now() {
            return session.clocks().phpNow();
          }

          private String plain(String name) {
            return name.substring(name.indexOf('.') + 1);
          }
        };
    Predicate<Row> wanted =
        SqlFilter.parse(filter, scope, session.setup.version, PaperKinds.ORDER.listed());
    return row -> LINES.of(session, row.id()).stream().anyMatch(wanted);
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("commande.creer");
    Bodies.requireFields(call.body(), "socid", "date");
    ObjectNode body = Bodies.cleaned(session, call.body());
    Papers.checkNew(session, body, Php.text(body.get("socid")));
    Map<String, @Nullable Object> columns = Bodies.columns(session, PaperKinds.ORDER, body);
    String ref = Php.text(body.get("ref"));
    if (!ref.isEmpty() && SHELF.by(session, "ref", ref).isPresent()) {
      throw ApiError.of(500, CREATING, "ErrorRefAlreadyExists");
    }
    columns.putIfAbsent("date_commande", session.clocks().written(Php.text(body.get("date"))));
    columns.put("ref", ref.isEmpty() ? "(PROV)" : ref);
    columns.put("fk_statut", DRAFT);
    columns.put("entity", session.entity());
    columns.put("date_creation", session.clocks().phpNow());
    columns.put("fk_user_author", session.account.id());
    Papers.currency(session, columns);
    return Answer.orFail(
        CREATING,
        () -> {
          Row made = session.data.insert(TABLE, columns);
          if (ref.isEmpty()) {
            made = session.data.update(TABLE, made.id(), Map.of("ref", "(PROV" + made.id() + ")"));
          }
          LINES.addAll(session, made, body.get("lines"));
          Papers.linkAll(session, body.get("linked_objects"), TABLE, made.id());
          Extras.store(session, TABLE, made.id(), body.get("array_options"), true);
          happened(session, "ORDER_CREATE", session.data.get(TABLE, made.id()), CREATING);
          return Answer.number(made.id());
        });
  }

  /** A status is set as it is said: nothing follows from it. */
  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("commande.creer");
    if (call.id() == 0) {
      throw ApiError.of(400, "No order with id=0 can exist");
    }
    Row held = SHELF.get(session, call.id());
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = Bodies.columns(session, PaperKinds.ORDER, body);
    return Answer.orFail(
        "",
        () -> {
          Row changed = session.data.update(TABLE, held.id(), columns);
          Extras.store(session, TABLE, held.id(), body.get("array_options"), false);
          happened(session, "ORDER_MODIFY", changed, "");
          return withLinks(session, changed);
        });
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("commande.supprimer");
    Row row = SHELF.get(session, call.id());
    if (!session
        .data
        .where("expeditiondet", line -> line.number("fk_element") == row.id())
        .toList()
        .isEmpty()) {
      throw ApiError.of(500, "Error when deleting order : ");
    }
    happened(session, "ORDER_DELETE", row, "Error when deleting order : ");
    LINES.removeAll(session, row.id());
    Papers.unlink(session, TABLE, row.id());
    Extras.forget(session, TABLE, row.id());
    session.data.delete(TABLE, row.id());
    return Answer.success("Order deleted");
  }

  private static Row writable(Call call) {
    call.session().need("commande.creer");
    return SHELF.get(call.session(), call.id());
  }

  private JsonNode addLine(Call call) {
    Row order = writable(call);
    if (order.number("fk_statut") != DRAFT) {
      throw ApiError.of(400, "");
    }
    Session session = call.session();
    Row made =
        Answer.orFail("", () -> LINES.add(session, order, Bodies.cleaned(session, call.body())));
    LINES.retotal(session, order.id());
    return Answer.number(made.id());
  }

  private JsonNode changeLine(Call call) {
    Row order = writable(call);
    if (order.number("fk_statut") != DRAFT) {
      return Answer.FALSE;
    }
    Session session = call.session();
    Row line = LINES.get(session, order.id(), call.id("line"));
    LINES.replace(session, order, line, Bodies.cleaned(session, call.body()));
    return withLinks(session, session.data.get(TABLE, order.id()));
  }

  private JsonNode removeLine(Call call) {
    Row order = writable(call);
    if (order.number("fk_statut") != DRAFT) {
      throw ApiError.of(405, "ErrorDeleteLineNotAllowedByObjectStatus");
    }
    Session session = call.session();
    LINES.remove(session, order, LINES.get(session, order.id(), call.id("line")));
    return withLinks(session, session.data.get(TABLE, order.id()));
  }

  private JsonNode validate(Call call) {
    Session session = call.session();
    Row order = writable(call);
    String failure = "Error when validating Order: ";
    if (order.number("fk_statut") == VALIDATED) {
      throw ApiError.nothingDone();
    }
    if (!session.setup.flag("ORDER_NOCHECK_ONSALE_PRODUCTS_ONVALID")) {
      checkOnSale(session, order, failure);
    }
    Papers.makeCustomer(session, order);
    Map<String, @Nullable Object> columns = new HashMap<>();
    if (Numbering.provisional(order.text("ref"))) {
      Object seen = session.seen("number");
      columns.put("ref", seen == null ? Numbering.order(session) : seen);
    }
    columns.put("fk_statut", VALIDATED);
    columns.put("date_valid", session.clocks().phpNow());
    columns.put("fk_user_valid", session.account.id());
    Row changed;
    try {
      changed = session.data.update(TABLE, order.id(), columns);
    } catch (Transaction.Refused refused) {
      // The error page of the screens, not an answer of the API.
      throw new Crash("<html><body>Error " + refused.text() + "</body></html>");
    }
    if (session.setup.flag("STOCK_CALCULATE_ON_VALIDATE_ORDER")) {
      move(session, changed, call.typedWhole("idwarehouse", 0), -1, failure);
    }
    if (Papers.told(call)) {
      happened(session, "ORDER_VALIDATE", changed, failure);
    }
    return withLinks(session, session.data.get(TABLE, order.id()));
  }

  private static void checkOnSale(Session session, Row order, String failure) {
    for (Row line : LINES.of(session, order.id())) {
      Row product = session.data.find("product", line.number("fk_product"));
      if (product != null && product.number("tosell") == 0) {
        throw ApiError.of(500, failure + "ErrorOneLineContainsADisactivatedProduct");
      }
    }
  }

  private static void move(
      Session session, Row order, long warehouse, int direction, String failure) {
    for (Row line : LINES.of(session, order.id())) {
      if (!Stocks.moves(session, line)) {
        continue;
      }
      BigDecimal quantity = line.decimal("qty").multiply(BigDecimal.valueOf(direction));
      try {
        Stocks.move(
            session,
            Stocks.Movement.of(
                line, warehouse, quantity, "Order " + order.text("ref"), TABLE, order.id()));
      } catch (Transaction.Refused refused) {
        throw ApiError.of(500, failure + refused.text());
      }
    }
  }

  private JsonNode close(Call call) {
    Session session = call.session();
    Papers.demand(call, "notrigger");
    Row order = writable(call);
    if (order.number("fk_statut") == CLOSED) {
      throw ApiError.nothingDone();
    }
    close(session, order, Papers.told(call));
    return withLinks(session, session.data.get(TABLE, order.id()));
  }

  /** Closes an order; a draft stays one, and says nothing of it. */
  static void close(Session session, Row order, boolean told) {
    Row changed = order;
    if (order.number("fk_statut") > DRAFT) {
      changed =
          session.data.update(
              TABLE,
              order.id(),
              Map.of(
                  "fk_statut", CLOSED,
                  "date_cloture", session.clocks().phpNow(),
                  "fk_user_cloture", session.account.id()));
    }
    if (told) {
      happened(session, "ORDER_CLOSE", changed, "Error when closing Order: ");
    }
  }

  private JsonNode reopen(Call call) {
    Session session = call.session();
    Row order = writable(call);
    long status = order.number("fk_statut");
    if (status != CLOSED && status != CANCELLED) {
      throw ApiError.nothingDone();
    }
    Row changed =
        session.data.update(TABLE, order.id(), Map.of("fk_statut", VALIDATED, "facture", 0));
    happened(session, "ORDER_REOPEN", changed, "");
    return Answer.number(1);
  }

  private JsonNode toDraft(Call call) {
    Session session = call.session();
    Papers.demand(call, "idwarehouse");
    Row order = writable(call);
    if (order.number("fk_statut") <= DRAFT) {
      throw ApiError.nothingDone();
    }
    Row changed = session.data.update(TABLE, order.id(), Map.of("fk_statut", DRAFT));
    if (session.setup.flag("STOCK_CALCULATE_ON_VALIDATE_ORDER")) {
      move(session, changed, call.typedWhole("idwarehouse", 0), 1, "Error when closing Order: ");
    }
    happened(session, "ORDER_UNVALIDATE", changed, "Error when closing Order: ");
    return withLinks(session, session.data.get(TABLE, order.id()));
  }

  private JsonNode invoiced(Call call) {
    Session session = call.session();
    Row order = writable(call);
    if (order.number("facture") == 0) {
      Row changed =
          order.number("fk_statut") > DRAFT
              ? session.data.update(TABLE, order.id(), Map.of("facture", 1))
              : order;
      happened(session, "ORDER_CLASSIFY_BILLED", changed, "");
    }
    return withLinks(session, session.data.get(TABLE, order.id()));
  }

  /** A person cancels a validated order at the screen, which no call of the API does. */
  static void cancel(Session session, long id) {
    Row order = session.data.get(TABLE, id);
    if (order.number("fk_statut") == VALIDATED) {
      Row changed = session.data.update(TABLE, id, Map.of("fk_statut", CANCELLED));
      happened(session, "ORDER_CANCEL", changed, "");
    }
  }
}
