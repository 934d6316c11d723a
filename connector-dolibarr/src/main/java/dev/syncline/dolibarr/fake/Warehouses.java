package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warehouses; a new one is closed unless told otherwise. */
final class Warehouses {

  private final Shelf shelf = new Shelf(Kinds.WAREHOUSE);
  private final Products products;

  Warehouses(Products products) {
    this.products = products;
  }

  void routes(Routes routes) {
    routes
        .get("warehouses", this::list)
        .get("warehouses/{id}", this::one)
        .get("warehouses/{id}/products", this::content)
        .post("warehouses", this::add)
        .put("warehouses/{id}", this::change)
        .delete("warehouses/{id}", this::remove);
  }

  private JsonNode list(Call call) {
    call.session().need("stock.lire");
    return Listing.answer(
        call, shelf.kind(), shelf.here(call.session()), row -> shelf.shown(call.session(), row));
  }

  private JsonNode one(Call call) {
    call.session().need("stock.lire");
    return shelf.shown(call.session(), shelf.get(call.session(), call.id()));
  }

  private JsonNode content(Call call) {
    Session session = call.session();
    if (!session.setup.version.atLeast(23)) {
      throw ApiError.bare(404);
    }
    session.need("stock.lire");
    long id = shelf.get(session, call.id()).id();
    List<Row> held =
        session.data.of("product_stock", "fk_entrepot", id).stream()
            .map(row -> session.data.get("product", row.number("fk_product")))
            .toList();
    return Listing.answer(call, Kinds.PRODUCT, held, row -> products.shown(session, row));
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("stock.creer");
    ObjectNode body = Bodies.cleaned(session, call.body());
    Bodies.requireFields(body, "label");
    if (body.has("id")) {
      throw ApiError.of(400, "Creating with id field is forbidden");
    }
    Map<String, @Nullable Object> columns = Bodies.columns(session, shelf.kind(), body);
    columns.put("entity", session.entity());
    columns.put("datec", session.clocks().phpNow());
    columns.putIfAbsent("statut", 0);
    columns.put("fk_user_author", session.account.id());
    return Answer.orFail(
        "Error creating warehouse",
        () -> {
          Row made = session.data.insert("entrepot", columns);
          Extras.store(session, "entrepot", made.id(), body.get("array_options"), true);
          return Answer.number(made.id());
        });
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("stock.creer");
    Row held = shelf.get(session, call.id());
    if (!session.screen) {
      throw noAccess(session);
    }
    ObjectNode body = Bodies.cleaned(session, call.body());
    if (body.has("ref")) {
      throw ApiError.of(400, "Deprecated, use label, not ref");
    }
    Map<String, @Nullable Object> columns =
        new HashMap<>(Bodies.columns(session, shelf.kind(), body));
    Row changed = Answer.orFail("", () -> session.data.update("entrepot", held.id(), columns));
    return shelf.shown(session, changed);
  }

  /** Nobody may: the API asks for the right to an object of another name. */
  private JsonNode remove(Call call) {
    throw noAccess(call.session());
  }

  private static ApiError noAccess(Session session) {
    return ApiError.of(403, "Access not allowed for login " + session.account.login());
  }
}
