package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes that variants differ by, and their values. */
final class Attributes {

  private static final String TABLE = "product_attribute";
  private static final String VALUES = "product_attribute_value";
  private static final String UNKNOWN = "Product attribute not found";
  private static final String UNKNOWN_VALUE = "Attribute value not found";

  void routes(Routes routes) {
    routes
        .get("products/attributes", this::list)
        .get("products/attributes/{id}", call -> shown(call.session(), read(call)))
        .get("products/attributes/ref/{x}", call -> by(call, "ref"))
        .get("products/attributes/ref_ext/{x}", call -> by(call, "ref_ext"))
        .post("products/attributes", this::add)
        .put("products/attributes/{id}", this::change)
        .delete("products/attributes/{id}", this::remove)
        .get("products/attributes/{id}/values", this::values)
        .get("products/attributes/{id}/values/ref/{x}", this::valueByRef)
        .post("products/attributes/{id}/values", this::addValue)
        .get("products/attributes/values/{id}", call -> shownValue(readValue(call)))
        .put("products/attributes/values/{id}", this::changeValue)
        .delete("products/attributes/values/{id}", this::removeValue);
  }

  private static Row read(Call call) {
    call.session().need("produit.lire");
    return attribute(call);
  }

  private static Row attribute(Call call) {
    return found(call.session().data.find(TABLE, call.id()), UNKNOWN);
  }

  private static Row readValue(Call call) {
    call.session().need("produit.lire");
    return found(call.session().data.find(VALUES, call.id()), UNKNOWN_VALUE);
  }

  private static Row found(@Nullable Row row, String otherwise) {
    if (row == null) {
      throw ApiError.notFound(otherwise);
    }
    return row;
  }

  private static ObjectNode shown(Session session, Row row) {
    long used =
        session.data.of("product_attribute_combination2val", "fk_prod_attr", row.id()).size();
    ObjectNode json = Php.object().put("id", row.text("rowid")).put("entity", row.text("entity"));
    json.put("ref", row.text("ref"));
    json.put("ref_ext", row.text("ref_ext"));
    json.put("label", row.text("label"));
    json.put("position", row.number("position"));
    return json.put("is_used_by_products", used);
  }

  private static ObjectNode shownValue(Row row) {
    return Php.object()
        .put("id", row.text("rowid"))
        .put("fk_product_attribute", row.text("fk_product_attribute"))
        .put("ref", row.text("ref"))
        .put("value", row.text("value"));
  }

  private JsonNode list(Call call) {
    call.session().need("produit.lire");
    Kind kind = new Kind(TABLE, "", "", "t.ref", 0, UNKNOWN, "product attribute list", List.of());
    return Listing.answer(
        call, kind, call.session().data.all(TABLE).toList(), row -> shown(call.session(), row));
  }

  private JsonNode by(Call call, String column) {
    call.session().need("produit.lire");
    Row row =
        call.session()
            .data
            .where(TABLE, each -> Php.sameText(each.text(column), call.variable("x")))
            .findFirst()
            .orElse(null);
    return shown(call.session(), found(row, UNKNOWN));
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    String ref = Php.text(call.required("ref"));
    String label = Php.text(call.required("label"));
    session.need("produit.creer");
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("ref", Sanitiser.plain(ref));
    columns.put("label", Sanitiser.plain(label));
    columns.put("ref_ext", Sanitiser.plain(call.text("ref_ext")));
    columns.put("entity", session.entity());
    columns.put("position", session.data.all(TABLE).count() + 1);
    return Answer.orFail(
        "Error creating new attribute",
        () -> Answer.number(session.data.insert(TABLE, columns).id()));
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("produit.creer");
    Row held = attribute(call);
    Row changed =
        Answer.orFail(
            "Error fetching attribute",
            () ->
                session.data.update(
                    TABLE, held.id(), said(session, call, "ref", "label", "ref_ext")));
    return shown(session, changed);
  }

  private static Map<String, @Nullable Object> said(Session session, Call call, String... names) {
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = new HashMap<>();
    for (String name : names) {
      if (body.has(name)) {
        columns.put(name, Php.text(body.get(name)));
      }
    }
    return columns;
  }

  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("produit.supprimer");
    long id = call.id();
    if (!session.data.of("product_attribute_combination2val", "fk_prod_attr", id).isEmpty()) {
      throw ApiError.of(500, "Error deleting attribute");
    }
    session.data.deleteAll(VALUES, "fk_product_attribute", id);
    session.data.delete(TABLE, id);
    return Answer.number(1);
  }

  private JsonNode values(Call call) {
    call.session().need("produit.lire");
    List<Row> values = call.session().data.of(VALUES, "fk_product_attribute", call.id());
    if (values.isEmpty()) {
      throw ApiError.notFound("Attribute values not found");
    }
    ArrayNode all = Php.array();
    values.forEach(row -> all.add(shownValue(row)));
    return all;
  }

  private JsonNode valueByRef(Call call) {
    call.session().need("produit.lire");
    Row row =
        call.session().data.of(VALUES, "fk_product_attribute", call.id()).stream()
            .filter(each -> Php.sameText(each.text("ref"), call.variable("x")))
            .findFirst()
            .orElse(null);
    return shownValue(found(row, UNKNOWN_VALUE));
  }

  private JsonNode addValue(Call call) {
    Session session = call.session();
    String ref = Php.text(call.required("ref"));
    String value = Php.text(call.required("value"));
    session.need("produit.creer");
    attribute(call);
    return Answer.orFail(
        "Error creating new attribute value",
        () ->
            Answer.number(
                session
                    .data
                    .insert(
                        VALUES,
                        Map.of(
                            "fk_product_attribute", call.id(),
                            "ref", Sanitiser.plain(ref),
                            "value", Sanitiser.plain(value),
                            "entity", session.entity()))
                    .id()));
  }

  private JsonNode changeValue(Call call) {
    Session session = call.session();
    session.need("produit.creer");
    Row held = found(session.data.find(VALUES, call.id()), UNKNOWN_VALUE);
    Row changed =
        Answer.orFail(
            "Error updating attribute value",
            () -> session.data.update(VALUES, held.id(), said(session, call, "ref", "value")));
    return shownValue(changed);
  }

  private JsonNode removeValue(Call call) {
    Session session = call.session();
    session.need("produit.supprimer");
    long id = call.id();
    if (!session.data.of("product_attribute_combination2val", "fk_prod_attr_val", id).isEmpty()) {
      throw ApiError.of(500, "Error deleting attribute value");
    }
    session.data.delete(VALUES, id);
    return Answer.number(1);
  }
}
