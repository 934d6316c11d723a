package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Declaring extra fields: for administrators. */
final class ExtraFieldSetup {

  private static final String TABLE = "extrafields";
  private static final List<String> TYPES =
      List.of(
          "varchar",
          "text",
          "html",
          "int",
          "double",
          "price",
          "date",
          "datetime",
          "boolean",
          "select",
          "url",
          "mail",
          "phone",
          "radio",
          "checkbox",
          "sellist",
          "link",
          "password",
          "ip",
          "icon",
          "pricecy",
          "separate",
          "stars",
          "duration",
          "chkbxlst");

  void routes(Routes routes) {
    routes
        .get("setup/extrafields", this::list)
        .get("setup/extrafields/{element}/{name}", this::one)
        .post("setup/extrafields/{element}/{name}", this::add)
        .put("setup/extrafields/{element}/{name}", this::change)
        .delete("setup/extrafields/{element}/{name}", this::remove);
  }

  private static ObjectNode shown(Row row) {
    ObjectNode json = Php.object().put("id", row.text("rowid"));
    json.put("type", row.text("type")).put("label", row.text("label"));
    json.put("size", row.text("size")).put("elementtype", row.text("elementtype"));
    json.putNull("default").putNull("computed");
    json.put("unique", row.text("fieldunique")).put("required", row.text("fieldrequired"));
    json.put("param", row.text("param")).put("pos", row.text("pos"));
    return json.put("list", row.text("list"));
  }

  private JsonNode list(Call call) {
    call.session()
        .needAdmin(
            "Error API open to admin users only or to the users with logins defined into constant"
                + " API_LOGINS_ALLOWED_FOR_GET_EXTRAFIELDS");
    String element = call.query("elementtype").orElse("");
    ObjectNode all = Php.object();
    call.session()
        .data
        .where(TABLE, row -> element.isEmpty() || row.text("elementtype").equals(element))
        .forEach(
            row ->
                all.withObjectProperty(row.text("elementtype")).set(row.text("name"), shown(row)));
    return Php.map(all);
  }

  private static Optional<Row> field(Call call) {
    return Optional.ofNullable(
        Extras.declared(call.session(), call.variable("element")).get(call.variable("name")));
  }

  private static Row known(Call call) {
    return field(call)
        .orElseThrow(() -> ApiError.notFound("Extrafield not found from attrname and elementtype"));
  }

  private JsonNode one(Call call) {
    call.session().needAdmin("Only an admin user can get list of extrafields");
    Row row = known(call);
    ObjectNode json = Php.object();
    json.putObject(row.text("elementtype")).set(row.text("name"), shown(row));
    return json;
  }

  private static void needWriter(Call call) {
    if (!call.session().setup.version.atLeast(20)) {
      throw ApiError.bare(404);
    }
    call.session().needAdmin("Only an admin user can create an extrafield");
  }

  private JsonNode add(Call call) {
    needWriter(call);
    if (field(call).isPresent()) {
      throw ApiError.of(409, "Duplicate extrafield already found from attrname and elementtype");
    }
    return Answer.number(
        insert(call.session(), call.variable("element"), call.variable("name"), call.body()).id());
  }

  /** Declares a field. */
  static Row insert(Session session, String element, String name, ObjectNode body) {
    if (Php.text(body.get("label")).isEmpty()) {
      throw ApiError.of(400, "label field absent in json at root level");
    }
    String type = Php.text(body.get("type"));
    String failure = "Error creating extrafield";
    if (!name.matches("[a-z0-9_]+")) {
      throw ApiError.of(500, failure, "ErrorBadValueForParameter");
    }
    if (!TYPES.contains(type)) {
      throw ApiError.of(500, failure, "DB_ERROR");
    }
    if (type.equals("html") && body.has("size")) {
      throw ApiError.of(500, failure, "DB_ERROR_SYNTAX");
    }
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("name", name);
    columns.put("entity", session.entity());
    columns.put("elementtype", element);
    columns.put("label", Sanitiser.plain(Php.text(body.get("label"))));
    columns.put("type", type);
    columns.put("size", Php.text(body.get("size")));
    columns.put("fieldunique", Php.whole(Php.text(body.get("unique"))));
    columns.put("fieldrequired", Php.whole(Php.text(body.get("required"))));
    columns.put("pos", Php.whole(Php.text(body.get("pos"))));
    columns.put("list", Php.text(body.get("list")));
    return Answer.orFail(failure, () -> session.data.insert(TABLE, columns));
  }

  /** A changed declaration is a new one, with a new id. */
  private JsonNode change(Call call) {
    needWriter(call);
    Row held = known(call);
    call.session().data.delete(TABLE, held.id());
    return Answer.number(
        insert(call.session(), held.text("elementtype"), held.text("name"), call.body()).id());
  }

  /** The column goes, with all its values. */
  private JsonNode remove(Call call) {
    needWriter(call);
    Row held = known(call);
    Session session = call.session();
    String table = held.text("elementtype") + "_extrafields";
    Map<String, Column> columns = Extras.columns(session, held.text("elementtype"));
    Map<String, @Nullable Object> emptied = new HashMap<>();
    emptied.put(held.text("name"), null);
    session
        .data
        .all(table)
        .toList()
        .forEach(row -> session.data.update(table, row.id(), emptied, columns));
    session.data.delete(TABLE, held.id());
    return Answer.success("Extrafield deleted");
  }
}
