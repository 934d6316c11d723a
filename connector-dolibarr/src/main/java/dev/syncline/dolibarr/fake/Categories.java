package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Categories of products, customers, suppliers and contacts, in trees; and what is in them. */
final class Categories {

  private static final String TABLE = "categorie";

  /** A type of category: its number, and where its objects and links are. */
  private record Type(
      int number, String objects, String links, String column, String right, String refColumn) {}

  private static final Map<String, Type> LINKED =
      Map.of(
          "product",
          new Type(0, "product", "categorie_product", "fk_product", "produit.creer", "ref"),
          "supplier",
          new Type(1, "societe", "categorie_fournisseur", "fk_soc", "societe.creer", "nom"),
          "customer",
          new Type(2, "societe", "categorie_societe", "fk_soc", "societe.creer", "nom"),
          "contact",
          new Type(
              4,
              "socpeople",
              "categorie_contact",
              "fk_socpeople",
              "societe.contact.creer",
              "lastname"));

  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "product",
          0,
          "supplier",
          1,
          "customer",
          2,
          "member",
          3,
          "contact",
          4,
          "bank_account",
          5,
          "project",
          6,
          "user",
          7,
          "warehouse",
          9);

  private final Shelf shelf = new Shelf(Kinds.CATEGORY);
  private final Products products;
  private final ThirdParties thirdParties;

  Categories(Products products, ThirdParties thirdParties) {
    this.products = products;
    this.thirdParties = thirdParties;
  }

  void routes(Routes routes) {
    routes
        .get("categories", this::list)
        .get("categories/types", this::types)
        .get("categories/{id}", this::one)
        .post("categories", this::add)
        .put("categories/{id}", this::change)
        .delete("categories/{id}", this::remove)
        .get("categories/{id}/objects", this::objects)
        .get(
            "categories/object/{type}/{object}",
            call -> of(call, type(call.variable("type")), call.id("object")))
        .get("products/{id}/categories", call -> of(call, type("product"), call.id()))
        .get("thirdparties/{id}/categories", call -> of(call, type("customer"), call.id()))
        .post("categories/{id}/objects/{type}/{object}", call -> link(call, false))
        .post("categories/{id}/objects/{type}/ref/{object}", call -> link(call, true))
        .delete("categories/{id}/objects/{type}/{object}", call -> unlink(call, false))
        .delete("categories/{id}/objects/{type}/ref/{object}", call -> unlink(call, true));
  }

  private static Type type(String name) {
    Type type = LINKED.get(name);
    if (type == null) {
      throw ApiError.of(400, "this type is not recognized yet.");
    }
    return type;
  }

  private JsonNode list(Call call) {
    Session session = call.session();
    session.need("categorie.lire");
    String type = call.query("type").orElse("");
    List<Row> rows =
        shelf.here(session).stream()
            .filter(row -> List.of("", "0").contains(type) || row.number("type") == listed(type))
            .toList();
    return Listing.answer(call, shelf.kind(), rows, row -> shelf.shown(session, row));
  }

  private static long listed(String type) {
    return Php.numeric(type) ? Php.whole(type) : NUMBERS.getOrDefault(type, -1);
  }

  private JsonNode types(Call call) {
    if (!call.session().setup.version.atLeast(24)) {
      throw ApiError.invalidId("id");
    }
    call.session().need("categorie.lire");
    ObjectNode types = Php.object();
    NUMBERS.keySet().stream().sorted().forEach(name -> types.put(name, name));
    return types;
  }

  private JsonNode one(Call call) {
    Session session = call.session();
    session.need("categorie.lire");
    Row row = shelf.get(session, call.id());
    ObjectNode json = shelf.shown(session, row);
    if (call.flag("include_childs")) {
      ArrayNode children = json.putArray("childs");
      session
          .data
          .of(TABLE, "fk_parent", row.id())
          .forEach(child -> children.add(shelf.shown(session, child)));
    }
    return json;
  }

  private static Subject subject(Session session, Row row, String failure) {
    return new Subject(
        "category",
        row.id(),
        row.text("label"),
        0,
        new Shelf(Kinds.CATEGORY).shown(session, row),
        failure);
  }

  private JsonNode add(Call call) {
    Session session = call.session();
    session.need("categorie.creer");
    Bodies.requireFields(call.body(), "label", "type");
    ObjectNode body = Bodies.cleaned(session, call.body());
    String type = Php.text(body.get("type"));
    Map<String, @Nullable Object> columns = Bodies.columns(session, shelf.kind(), body);
    columns.putIfAbsent("fk_parent", 0);
    columns.put("type", Php.numeric(type) ? Php.whole(type) : NUMBERS.getOrDefault(type, 0));
    columns.put("entity", session.entity());
    columns.put("date_creation", session.clocks().phpNow());
    columns.put("fk_user_creat", session.account.id());
    String failure = "Error when creating category";
    refuseTwin(session, new Row(0, Map.of()).with(columns), failure);
    return Answer.orFail(
        failure,
        () -> {
          Row made = session.data.insert(TABLE, columns);
          Extras.store(session, TABLE, made.id(), body.get("array_options"), true);
          session.happened("CATEGORY_CREATE", subject(session, made, failure));
          return Answer.number(made.id());
        });
  }

  private static void refuseTwin(Session session, Row wanted, String failure) {
    boolean taken =
        session
            .data
            .where(
                TABLE,
                row ->
                    row.id() != wanted.id()
                        && row.number("type") == wanted.number("type")
                        && row.number("fk_parent") == wanted.number("fk_parent")
                        && Php.sameText(row.text("label"), wanted.text("label")))
            .findAny()
            .isPresent();
    if (taken) {
      throw ApiError.of(
          500,
          failure,
          "Impossible to add the tag/category "
              + wanted.text("label")
              + " : This category already exists with this ref");
    }
  }

  private JsonNode change(Call call) {
    Session session = call.session();
    session.need("categorie.creer");
    Row held = shelf.get(session, call.id());
    ObjectNode body = Bodies.cleaned(session, call.body());
    Map<String, @Nullable Object> columns = Bodies.columns(session, shelf.kind(), body);
    refuseTwin(session, held.with(columns), "");
    return Answer.orFail(
        "",
        () -> {
          Row changed = session.data.update(TABLE, held.id(), columns);
          Extras.store(session, TABLE, held.id(), body.get("array_options"), false);
          session.happened("CATEGORY_MODIFY", subject(session, changed, ""));
          return shelf.shown(session, changed);
        });
  }

  /** The children of what is deleted become roots. */
  private JsonNode remove(Call call) {
    Session session = call.session();
    session.need("categorie.supprimer");
    Row row = shelf.get(session, call.id());
    session.happened("CATEGORY_DELETE", subject(session, row, "Error when delete category : "));
    session
        .data
        .of(TABLE, "fk_parent", row.id())
        .forEach(child -> session.data.update(TABLE, child.id(), Map.of("fk_parent", 0)));
    LINKED.values().forEach(type -> session.data.deleteAll(type.links(), "fk_categorie", row.id()));
    Extras.forget(session, TABLE, row.id());
    session.data.delete(TABLE, row.id());
    return Answer.success("Category deleted");
  }

  private JsonNode of(Call call, Type type, long object) {
    Session session = call.session();
    session.need("categorie.lire");
    ArrayNode all = Php.array();
    session.data.of(type.links(), type.column(), object).stream()
        .map(link -> session.data.get(TABLE, link.number("fk_categorie")))
        .forEach(row -> all.add(shelf.shown(session, row)));
    return all;
  }

  private JsonNode objects(Call call) {
    Session session = call.session();
    session.need("categorie.lire");
    String name = call.query("type").orElse("");
    if (name.isEmpty()) {
      throw ApiError.required("type");
    }
    long category = shelf.get(session, call.id()).id();
    Type type = type(name);
    ArrayNode all = Php.array();
    for (Row link : session.data.of(type.links(), "fk_categorie", category)) {
      Row row = session.data.get(type.objects(), link.number(type.column()));
      if (call.flag("onlyids")) {
        all.add(row.text("rowid"));
      } else {
        all.add(
            switch (name) {
              case "product" -> products.shown(session, row);
              case "contact" -> new Shelf(Kinds.CONTACT).shown(session, row);
              default -> thirdParties.shown(session, row);
            });
      }
    }
    return all;
  }

  private Row object(Call call, Type type, boolean byRef) {
    Session session = call.session();
    session.need("categorie.lire");
    shelf.get(session, call.id());
    session.need(type.right());
    Optional<Row> found =
        byRef
            ? session
                .data
                .where(
                    type.objects(),
                    row -> Php.sameText(row.text(type.refColumn()), call.variable("object")))
                .findFirst()
            : Optional.ofNullable(session.data.find(type.objects(), call.id("object")));
    return found.orElseThrow(() -> ApiError.of(500, "Error when fetching object"));
  }

  private static Optional<Row> linkOf(Session session, Type type, long category, long object) {
    return session.data.of(type.links(), "fk_categorie", category).stream()
        .filter(link -> link.number(type.column()) == object)
        .findFirst();
  }

  private JsonNode link(Call call, boolean byRef) {
    Type type = type(call.variable("type"));
    Row object = object(call, type, byRef);
    Session session = call.session();
    if (linkOf(session, type, call.id(), object.id()).isEmpty()) {
      Map<String, @Nullable Object> columns = new HashMap<>();
      columns.put("fk_categorie", call.id());
      columns.put(type.column(), object.id());
      session.data.insert(type.links(), columns);
    }
    return Answer.success("Objects successfully linked to the category");
  }

  private JsonNode unlink(Call call, boolean byRef) {
    Type type = type(call.variable("type"));
    Row object = object(call, type, byRef);
    linkOf(call.session(), type, call.id(), object.id())
        .ifPresent(link -> call.session().data.delete(type.links(), link.id()));
    return Answer.success("Objects successfully unlinked from the category");
  }
}
