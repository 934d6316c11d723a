package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variants: combinations of attribute values, each with a whole product as its child. */
final class Variants {

  private static final String TABLE = "product_attribute_combination";
  private static final String PAIRS = "product_attribute_combination2val";
  private static final String FAILED = "Error creating new product variant";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Shelf shelf = new Shelf(Kinds.PRODUCT);

  void routes(Routes routes) {
    routes
        .get("products/{id}/variants", call -> list(call, shelf.get(call.session(), call.id())))
        .get("products/ref/{x}/variants", call -> list(call, byRef(call)))
        .post("products/{id}/variants", call -> add(call, false))
        .post("products/ref/{x}/variants", call -> add(call, true))
        .put("products/variants/{id}", this::change)
        .delete("products/variants/{id}", this::remove);
  }

  private Row byRef(Call call) {
    return shelf.getBy(call.session(), "ref", call.variable("x").trim());
  }

  private JsonNode list(Call call, Row parent) {
    Session session = call.session();
    session.need("produit.lire");
    ArrayNode all = Php.array();
    for (Row row : session.data.of(TABLE, "fk_product_parent", parent.id())) {
      ObjectNode json = all.addObject().put("id", row.text("rowid"));
      for (String name :
          List.of(
              "fk_product_parent",
              "fk_product_child",
              "variation_price",
              "variation_price_percentage",
              "variation_weight")) {
        json.put(name, row.text(name));
      }
      json.put("variation_ref_ext", row.text("variation_ref_ext"));
      ArrayNode pairs = json.putArray("attributes");
      session
          .data
          .of(PAIRS, "fk_prod_combination", row.id())
          .forEach(
              pair ->
                  pairs
                      .addObject()
                      .put("id", pair.text("rowid"))
                      .put("fk_prod_combination", pair.text("fk_prod_combination"))
                      .put("fk_prod_attr", pair.text("fk_prod_attr"))
                      .put("fk_prod_attr_val", pair.text("fk_prod_attr_val")));
      if (call.flag("includestock")) {
        json.set("stock_warehouse", Stocks.byWarehouse(session, row.number("fk_product_child")));
      }
    }
    return all;
  }

  /** What a new variant is to be. */
  private record Wanted(
      Map<Long, Long> features,
      BigDecimal price,
      boolean percent,
      BigDecimal weight,
      String reference,
      String refExt) {}

  /** Answers the id of the child product, although every other call wants the combination's. */
  private JsonNode add(Call call, boolean byReference) {
    Session session = call.session();
    for (String name :
        List.of("weight_impact", "price_impact", "price_impact_is_percent", "features")) {
      call.required(name);
    }
    session.need("produit.creer");
    JsonNode features = call.required("features");
    if (!features.isObject() || features.isEmpty()) {
      throw byReference
          ? ApiError.bare(403)
          : ApiError.of(
              400,
              "Features is mandatory and should be IDs of attribute values indexed by IDs of"
                  + " attributes");
    }
    Row parent = byReference ? byRef(call) : shelf.get(session, call.id());
    Map<Long, Long> pairs = new LinkedHashMap<>();
    features
        .properties()
        .forEach(each -> pairs.put(Php.whole(each.getKey()), Php.whole(Php.text(each.getValue()))));
    if (byReference) {
      Optional<Row> known = combination(session, parent.id(), pairs);
      if (known.isPresent()) {
        // The id of a combination that was never loaded: nothing at all.
        return MissingNode.getInstance();
      }
    }
    boolean percent = !List.of("", "0", "false").contains(call.text("price_impact_is_percent"));
    Wanted wanted =
        new Wanted(
            pairs,
            Php.amount(call.text("price_impact")),
            percent,
            Php.amount(call.text("weight_impact")),
            byReference ? "" : call.text("reference").trim(),
            session.setup.version.atLeast(24) ? call.text("ref_ext") : "");
    boolean again =
        wanted.reference().isEmpty() && combination(session, parent.id(), pairs).isPresent();
    long child = Answer.orFail(FAILED, () -> create(session, parent, wanted)).id();
    return again ? Answer.text(String.valueOf(child)) : Answer.number(child);
  }

  private static Optional<Row> combination(Session session, long parent, Map<Long, Long> pairs) {
    return session.data.of(TABLE, "fk_product_parent", parent).stream()
        .filter(row -> pairs(session, row).equals(pairs))
        .findFirst();
  }

  private static Map<Long, Long> pairs(Session session, Row combination) {
    Map<Long, Long> pairs = new HashMap<>();
    session
        .data
        .of(PAIRS, "fk_prod_combination", combination.id())
        .forEach(pair -> pairs.put(pair.number("fk_prod_attr"), pair.number("fk_prod_attr_val")));
    return pairs;
  }

  private Row create(Session session, Row parent, Wanted wanted) {
    boolean forced =
        !wanted.reference().isEmpty() && !wanted.reference().equals(parent.text("ref"));
    Optional<Row> adopted =
        forced ? shelf.by(session, "ref", wanted.reference()) : Optional.empty();
    Optional<Row> known = combination(session, parent.id(), wanted.features());
    String description = described(session, adopted.orElse(parent), wanted.features());
    BigDecimal weight = adopted.orElse(parent).decimal("weight").add(wanted.weight());
    Row child;
    if (adopted.isPresent()) {
      child =
          session.data.update(
              "product", adopted.get().id(), Map.of("description", description, "weight", weight));
    } else {
      String ref = forced ? wanted.reference() : derivedRef(session, parent, wanted.features());
      child = newChild(session, parent, known, ref, description);
    }
    Row combination = known.orElseGet(() -> newCombination(session, parent, wanted.features()));
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("fk_product_child", child.id());
    columns.put("variation_price", wanted.price());
    columns.put("variation_price_percentage", wanted.percent() ? 1 : 0);
    columns.put("variation_weight", wanted.weight());
    columns.put("variation_ref_ext", wanted.refExt());
    Row linked = session.data.update(TABLE, combination.id(), columns);
    follow(session, linked, parent, parent);
    return session.data.get("product", child.id());
  }

  private static String derivedRef(Session session, Row parent, Map<Long, Long> features) {
    String separator = session.setup.constant("PRODUIT_ATTRIBUTES_SEPARATOR", "_");
    StringBuilder ref = new StringBuilder(parent.text("ref"));
    features.values().forEach(value -> ref.append(separator).append(text(session, value, "ref")));
    return ref.toString();
  }

  /** A value's text; an unknown value is silently none. */
  private static String text(Session session, long value, String column) {
    Row row = session.data.find("product_attribute_value", value);
    return row == null ? "" : row.text(column);
  }

  private static String described(Session session, Row base, Map<Long, Long> features) {
    StringBuilder description = new StringBuilder(base.text("description"));
    features.forEach(
        (attribute, value) -> {
          Row known = session.data.find("product_attribute", attribute);
          description.append(description.isEmpty() ? "" : "<br>");
          description
              .append("<strong>")
              .append(known == null ? "" : known.text("label"))
              .append(":</strong> ")
              .append(text(session, value, "value"));
        });
    return description.toString();
  }

  private Row newChild(
      Session session, Row parent, Optional<Row> known, String ref, String description) {
    Optional<Row> taken = shelf.by(session, "ref", Sanitiser.newReference(ref));
    if (taken.isPresent() && known.isPresent()) {
      return session.data.get("product", known.get().number("fk_product_child"));
    }
    String free = Sanitiser.newReference(ref);
    for (int i = 1; shelf.by(session, "ref", free).isPresent(); i++) {
      free = Sanitiser.newReference(ref + i);
    }
    Map<String, @Nullable Object> columns = new HashMap<>(parent.values());
    List.of("rowid", "id", "tms", "stock", "barcode", "fk_barcode_type").forEach(columns::remove);
    columns.put("ref", free);
    columns.put("description", description);
    columns.put("datec", session.clocks().phpNow());
    columns.put("fk_user_author", session.account.id());
    columns.put("pmp", 0);
    Row child = session.data.insert("product", columns);
    copyExtras(session, parent, child);
    session.happened("PRODUCT_CREATE", Products.subject(session, child, FAILED));
    return child;
  }

  private static void copyExtras(Session session, Row parent, Row child) {
    Row held = session.data.find("product_extrafields", parent.id());
    Set<String> declared = Extras.columns(session, "product").keySet();
    if (!declared.isEmpty()) {
      ObjectNode options = Php.object();
      declared.forEach(name -> options.put("options_" + name, held == null ? "" : held.text(name)));
      Extras.store(session, "product", child.id(), options, true);
    }
  }

  private static Row newCombination(Session session, Row parent, Map<Long, Long> features) {
    Row made =
        session.data.insert(
            TABLE, Map.of("fk_product_parent", parent.id(), "entity", session.entity()));
    features.forEach(
        (attribute, value) ->
            session.data.insert(
                PAIRS,
                Map.of(
                    "fk_prod_combination", made.id(),
                    "fk_prod_attr", attribute,
                    "fk_prod_attr_val", value)));
    return made;
  }

  /** Brings every child after its parent: price and weight plus impact; texts only while alike. */
  static void followParent(Session session, Row before, Row parent) {
    session
        .data
        .of(TABLE, "fk_product_parent", parent.id())
        .forEach(link -> follow(session, link, before, parent));
  }

  private static void follow(Session session, Row link, Row before, Row parent) {
    Row child = session.data.find("product", link.number("fk_product_child"));
    if (child == null) {
      return;
    }
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("weight", parent.decimal("weight").add(link.decimal("variation_weight")));
    columns.put("weight_units", parent.get("weight_units"));
    for (String status : List.of("tosell", "tobuy")) {
      if (before.number(status) != parent.number(status)) {
        columns.put(status, parent.number(status));
      }
    }
    if (child.text("label").equals(parent.text("label"))) {
      StringBuilder label = new StringBuilder(parent.text("label"));
      session
          .data
          .of(PAIRS, "fk_prod_combination", link.id())
          .forEach(
              pair ->
                  label
                      .append(' ')
                      .append(text(session, pair.number("fk_prod_attr_val"), "value")));
      columns.put("label", label.toString());
    }
    Row changed = session.data.update("product", child.id(), columns);
    session.happened("PRODUCT_MODIFY", Products.subject(session, changed, FAILED));
    price(session, link, changed, parent);
  }

  private static void price(Session session, Row link, Row child, Row parent) {
    boolean gross = parent.text("price_base_type").equals("TTC");
    BigDecimal price = parent.decimal(gross ? "price_ttc" : "price");
    BigDecimal impact = link.decimal("variation_price");
    BigDecimal own =
        link.number("variation_price_percentage") == 1
            ? price.add(price.multiply(impact).divide(HUNDRED, 12, RoundingMode.HALF_UP))
            : price.add(impact);
    Prices.set(
        session,
        child.id(),
        gross ? "TTC" : "HT",
        own,
        parent.decimal("price_min"),
        parent.decimal("tva_tx"));
  }

  /** An unknown id is no error. */
  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("produit.creer");
    Row held = session.data.find(TABLE, call.id());
    if (held != null) {
      ObjectNode body = Bodies.cleaned(session, call.body());
      Map<String, @Nullable Object> columns = new HashMap<>();
      for (String name : List.of("variation_price", "variation_weight")) {
        if (body.has(name)) {
          columns.put(name, Php.decimal(Php.text(body.get(name))));
        }
      }
      if (body.has("variation_price_percentage")) {
        columns.put(
            "variation_price_percentage",
            Php.whole(Php.text(body.get("variation_price_percentage"))));
      }
      Row changed = session.data.update(TABLE, held.id(), columns);
      Row parent = session.data.get("product", held.number("fk_product_parent"));
      follow(session, changed, parent, parent);
    }
    return Answer.number(1);
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("produit.supprimer");
    Row held = session.data.find(TABLE, call.id());
    if (held != null) {
      unlink(session, held);
    }
    return Answer.number(1);
  }

  /** Takes a combination away; its child stays as a product. */
  static void unlink(Session session, Row link) {
    session.data.deleteAll(PAIRS, "fk_prod_combination", link.id());
    session.data.delete(TABLE, link.id());
  }
}
