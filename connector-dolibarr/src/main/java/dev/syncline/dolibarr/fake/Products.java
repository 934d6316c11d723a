package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Products and services. */
final class Products {

  private static final String CREATING = "Error creating product";
  private static final String UPDATING = "Error updating product";
  private static final Shelf SHELF = new Shelf(Kinds.PRODUCT);

  void routes(Routes routes) {
    routes
        .get("products", this::list)
        .get("products/{id}", call -> one(call, byId(call)))
        .get("products/ref/{x}", call -> one(call, by(call, "ref")))
        .get("products/ref_ext/{x}", call -> one(call, by(call, "ref_ext")))
        .get("products/barcode/{x}", call -> one(call, by(call, "barcode")))
        .get("products/{id}/stock", this::stock)
        .get("products/{id}/selling_multiprices/per_segment", this::perSegment)
        .get("products/{id}/selling_multiprices/per_customer", call -> priceModeOff(call))
        .get("products/{id}/selling_multiprices/per_quantity", call -> priceModeOff(call))
        .post("products", this::add)
        .put("products/{id}", this::change)
        .delete("products/{id}", this::remove);
  }

  static Subject subject(Session session, Row row, String failure) {
    return new Subject("product", row.id(), row.text("ref"), 0, SHELF.shown(session, row), failure);
  }

  ObjectNode shown(Session session, Row row) {
    ObjectNode json = SHELF.shown(session, row);
    json.set("date_modification", modified(session, row, Kinds.PRODUCT));
    json.putNull("stock_theorique");
    json.putArray("stock_warehouse");
    json.putArray("multilangs");
    json.putNull("linkedObjectsIds");
    Prices.show(session, row, json);
    if (!session.has("stock.lire")) {
      json.remove(List.of("stock_reel", "stock_theorique", "stock_warehouse"));
    }
    return json;
  }

  /**
   * The later change of an object's row and of its extra fields' row; version 24 knows none where
   * there is no row of extra fields.
   */
  static JsonNode modified(Session session, Row row, Kind kind) {
    Row extra = session.data.find(kind.extraTable(), row.id());
    if (extra == null && session.setup.version.atLeast(24)) {
      return Answer.text("");
    }
    String own = row.text("tms");
    String later = extra != null && extra.text("tms").compareTo(own) > 0 ? extra.text("tms") : own;
    return Answer.number(session.clocks().read(later));
  }

  private ObjectNode withStock(Session session, Row row, ObjectNode json) {
    if (session.has("stock.lire")) {
      json.put("stock_reel", Stocks.total(session, row.id()).doubleValue());
      json.put("stock_theorique", Stocks.virtual(session, row.id()).doubleValue());
      json.set("stock_warehouse", Stocks.byWarehouse(session, row.id()));
    }
    return json;
  }

  private Row byId(Call call) {
    if (call.id() < 1) {
      throw ApiError.of(400, "No Product with id<1 can exist");
    }
    call.session().need("produit.lire");
    return SHELF.get(call.session(), call.id());
  }

  private Row by(Call call, String column) {
    call.session().need("produit.lire");
    return SHELF.getBy(call.session(), column, call.variable("x"));
  }

  private JsonNode one(Call call, Row row) {
    Session session = call.session();
    ObjectNode json = shown(session, row);
    if (call.flag("includestockdata")) {
      withStock(session, row, json);
    }
    if (call.flag("includeparentid")) {
      session.data.of("product_attribute_combination", "fk_product_child", row.id()).stream()
          .findFirst()
          .ifPresentOrElse(
              link -> json.put("fk_product_parent", link.number("fk_product_parent")),
              () -> json.putNull("fk_product_parent"));
    }
    if (call.flag("includesubproducts")) {
      json.set("sousprods", Kits.children(session, row.id()));
    }
    return json;
  }

  private JsonNode list(Call call) {
    Session session = call.session();
    session.need("produit.lire");
    int mode = call.whole("mode", 0);
    int category = call.whole("category", 0);
    int variants = call.whole("variant_filter", 0);
    Set<Long> linked = linked(session, category);
    Set<Long> parents = variantEnds(session, "fk_product_parent");
    Set<Long> children = variantEnds(session, "fk_product_child");
    List<Row> rows =
        SHELF.here(session).stream()
            .filter(row -> mode == 0 || row.number("fk_product_type") == mode - 1)
            .filter(row -> category <= 0 || linked.contains(row.id()))
            .filter(
                row ->
                    switch (variants) {
                      case 1 -> !parents.contains(row.id()) && !children.contains(row.id());
                      case 2 -> parents.contains(row.id());
                      case 3 -> children.contains(row.id());
                      default -> true;
                    })
            .toList();
    if (call.flag("ids_only")) {
      return Listing.answer(call, Kinds.PRODUCT, rows, row -> Answer.text(row.text("rowid")));
    }
    boolean stock = call.flag("includestockdata");
    return Listing.answer(
        call,
        Kinds.PRODUCT,
        rows,
        row -> stock ? withStock(session, row, shown(session, row)) : shown(session, row));
  }

  private static Set<Long> linked(Session session, long category) {
    return session.data.of("categorie_product", "fk_categorie", category).stream()
        .map(row -> row.number("fk_product"))
        .collect(Collectors.toSet());
  }

  private static Set<Long> variantEnds(Session session, String column) {
    return session
        .data
        .all("product_attribute_combination")
        .map(row -> row.number(column))
        .collect(Collectors.toSet());
  }

  private JsonNode stock(Call call) {
    Session session = call.session();
    session.need("produit.lire");
    session.need("stock.lire");
    Row row = SHELF.get(session, call.id());
    ObjectNode json = Php.object();
    json.put("stock_reel", Stocks.total(session, row.id()).doubleValue());
    json.put("stock_theorique", Stocks.virtual(session, row.id()).doubleValue());
    json.set("stock_warehouses", Stocks.byWarehouse(session, row.id()));
    return json;
  }

  private JsonNode perSegment(Call call) {
    if (!call.session().setup.flag("PRODUIT_MULTIPRICES")) {
      return priceModeOff(call);
    }
    ObjectNode all = Php.object();
    Prices.show(call.session(), byId(call), all);
    return all;
  }

  private JsonNode priceModeOff(Call call) {
    call.session().need("produit.lire");
    throw ApiError.of(400, "API not available: this mode of pricing is not enabled by setup");
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("produit.creer");
    ObjectNode body = call.body();
    Bodies.requireFields(body, "ref", "label");
    return Answer.number(create(session, Bodies.cleaned(session, body)).id());
  }

  /** Makes a product of a cleaned body. */
  Row create(Session session, ObjectNode body) {
    Map<String, @Nullable Object> columns = Bodies.columns(session, Kinds.PRODUCT, body);
    String ref = Sanitiser.newReference(Php.text(body.get("ref")));
    if (Php.text(body.get("label")).isEmpty()) {
      throw ApiError.of(500, CREATING, "ErrorMandatoryParametersNotProvided");
    }
    if (ref.isEmpty() || ref.equals("auto")) {
      throw ApiError.of(500, CREATING, "ProductModuleNotSetupForAutoRef");
    }
    if (SHELF.by(session, "ref", ref).isPresent()) {
      throw ApiError.of(500, CREATING, "ErrorProductAlreadyExists");
    }
    if (isBarcodeTaken(session, columns, 0)) {
      throw taken(session, CREATING, columns);
    }
    columns.put("ref", ref);
    columns.putAll(Prices.fresh(session, body));
    columns.put("entity", session.entity());
    columns.put("datec", session.clocks().phpNow());
    columns.put("fk_user_author", session.account.id());
    columns.put("pmp", 0);
    for (String name : List.of("tosell", "tobuy", "tobatch", "fk_product_type", "tva_tx")) {
      columns.putIfAbsent(name, 0);
    }
    columns.putIfAbsent("stockable_product", 1);
    return Answer.orFail(
        CREATING,
        () -> {
          Row made = session.data.insert("product", columns);
          Extras.store(session, "product", made.id(), body.get("array_options"), true);
          if (session.setup.flag("PRODUIT_MULTIPRICES")) {
            Prices.changeLevels(session, made.id(), body, true);
          }
          Row whole = session.data.get("product", made.id());
          session.happened("PRODUCT_CREATE", subject(session, whole, CREATING));
          return whole;
        });
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    if (call.id() < 1) {
      throw ApiError.of(400, "No Product with id<1 can exist");
    }
    session.need("produit.creer");
    Row held = SHELF.get(session, call.id());
    if (call.body().has("stock_reel")) {
      throw ApiError.of(
          400, "Stock reel cannot be updated here. Use the /stockmovements endpoint instead");
    }
    update(session, held, Bodies.cleaned(session, call.body()));
    return shown(session, SHELF.get(session, held.id()));
  }

  /** Changes a product by a cleaned body. */
  void update(Session session, Row held, ObjectNode body) {
    Map<String, @Nullable Object> columns = Bodies.columns(session, Kinds.PRODUCT, body);
    // The price decides by itself whether the rate is new.
    columns.remove("tva_tx");
    if (columns.containsKey("ref")) {
      columns.put("ref", Sanitiser.reference(Php.text(body.get("ref"))));
    }
    if (columns.containsKey("label") && columns.get("label") == null) {
      columns.put("label", "MISSING LABEL");
    }
    Map<String, @Nullable Object> whole = new HashMap<>(held.values());
    whole.putAll(columns);
    if (isRefTaken(session, columns, held.id()) || isBarcodeTaken(session, whole, held.id())) {
      throw taken(session, UPDATING, whole);
    }
    Answer.orFail(
        UPDATING,
        () -> {
          Row changed = changed(session, held, columns);
          Files.moved(session, "product", held.text("ref"), changed.text("ref"));
          Extras.store(session, "product", held.id(), body.get("array_options"), false);
          if (session.screen) {
            session.happened("PRODUCT_MODIFY", subject(session, changed, UPDATING));
          }
          Prices.change(session, held, body);
          Variants.followParent(session, held, session.data.get("product", held.id()));
          return changed;
        });
  }

  private static boolean isRefTaken(
      Session session, Map<String, @Nullable Object> columns, long self) {
    Object ref = columns.get("ref");
    return ref != null
        && SHELF.by(session, "ref", ref.toString()).filter(row -> row.id() != self).isPresent();
  }

  /** The database keeps a barcode once for each type; without a type as often as one likes. */
  private static boolean isBarcodeTaken(
      Session session, Map<String, @Nullable Object> columns, long self) {
    Object barcode = columns.get("barcode");
    Object type = columns.get("fk_barcode_type");
    return barcode != null
        && type != null
        && SHELF.here(session).stream()
            .anyMatch(
                row ->
                    row.id() != self
                        && row.text("barcode").equals(barcode.toString())
                        && row.text("fk_barcode_type").equals(type.toString()));
  }

  /** Whatever was taken: a product with a barcode is told that it was that, if the module is on. */
  private static ApiError taken(
      Session session, String doing, Map<String, @Nullable Object> columns) {
    Object barcode = columns.get("barcode");
    String text =
        barcode == null || !session.setup.on("barcode")
            ? "Error : ErrorProductAlreadyExists"
            : "Error : The product barcode "
                + barcode
                + " already exists on another product reference.";
    return ApiError.of(500, doing, text, text);
  }

  /** What the database refuses comes back with the whole statement behind it. */
  private static Row changed(Session session, Row held, Map<String, @Nullable Object> columns) {
    try {
      return session.data.update("product", held.id(), columns);
    } catch (Transaction.Refused refused) {
      throw new Transaction.Refused(
          "Error : " + refused.text() + " - UPDATE llx_product SET " + columns);
    }
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    if (call.id() < 1) {
      throw ApiError.of(400, "No Product with id<1 can exist");
    }
    session.need("produit.supprimer");
    delete(session, SHELF.get(session, call.id()));
    return Answer.success("Object deleted");
  }

  private void delete(Session session, Row row) {
    if (used(session, row.id())) {
      throw ApiError.of(409, "Can't delete, that product is probably used");
    }
    for (Row link :
        session.data.of("product_attribute_combination", "fk_product_parent", row.id())) {
      Row child = session.data.find("product", link.number("fk_product_child"));
      Variants.unlink(session, link);
      if (child != null) {
        delete(session, child);
      }
    }
    session.happened("PRODUCT_DELETE", subject(session, row, "Can't delete, error occurs"));
    session
        .data
        .of("product_attribute_combination", "fk_product_child", row.id())
        .forEach(link -> Variants.unlink(session, link));
    session.data.deleteAll("categorie_product", "fk_product", row.id());
    session.data.deleteAll("product_fournisseur_price", "fk_product", row.id());
    session.data.deleteAll("product_level", "fk_product", row.id());
    session.data.deleteAll("product_stock", "fk_product", row.id());
    Extras.forget(session, "product", row.id());
    Files.forget(session, "product", row.text("ref"));
    session.data.delete("product", row.id());
  }

  /** On lines of documents; movements of stock keep nothing, and stay behind. */
  private static boolean used(Session session, long product) {
    return List.of("commandedet", "facturedet").stream()
            .anyMatch(table -> !session.data.of(table, "fk_product", product).isEmpty())
        || !session.data.of("product_association", "fk_product_fils", product).isEmpty();
  }
}
