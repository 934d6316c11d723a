package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Metadata of the types: custom fields, states, characteristics, dictionaries. */
final class Definitions {

  private static final Set<String> TYPES =
      Set.of(
          "string",
          "text",
          "long",
          "double",
          "boolean",
          "time",
          "link",
          "file",
          "employee",
          "counterparty",
          "product",
          "store",
          "project",
          "contract",
          "customentity",
          "productfolder",
          "organization");
  private static final String ADMIN_ONLY =
      "Доступ запрещен: создавать, изменять и удалять дополнительные поля может только"
          + " пользователь с правами администратора";

  private final Books books;
  private final View view;
  private final Renderer renderer;
  private final Lists lists;
  private final Settings settings;
  private final Goods goods;
  private final Writes writes;

  Definitions(
      Books books,
      View view,
      Renderer renderer,
      Lists lists,
      Settings settings,
      Goods goods,
      Writes writes) {
    this.books = books;
    this.view = view;
    this.renderer = renderer;
    this.lists = lists;
    this.settings = settings;
    this.goods = goods;
    this.writes = writes;
  }

  /** {@code /entity/{type}/metadata/…}: an answer, null for an empty one. */
  @Nullable JsonNode answer(Call call, Spec spec) {
    List<String> rest = call.segments.subList(3, call.depth());
    if (rest.isEmpty()) {
      if (!call.is("GET")) {
        throw ApiError.method(call.method());
      }
      return metadata(spec, Expand.parse(call.query("expand", ",")).has("attributes"));
    }
    return switch (rest.get(0)) {
      case "attributes" -> {
        if (!spec.has("attributes")) {
          throw ApiError.unknownPath("/" + call.path);
        }
        yield attributes(call, "entity/" + spec.attributesHome() + "/metadata/attributes", rest);
      }
      case "states" -> {
        if (!spec.has("state")) {
          throw ApiError.unknownPath("/" + call.path);
        }
        yield states(call, spec, rest);
      }
      case "characteristics" -> {
        if (!spec.name().equals("variant")) {
          throw ApiError.unknownPath("/" + call.path);
        }
        yield characteristics(call, rest);
      }
      default -> throw ApiError.unknownPath("/" + call.path);
    };
  }

  ObjectNode metadata(Spec spec, boolean open) {
    String home = "entity/" + spec.attributesHome() + "/metadata";
    ObjectNode out = Json.object();
    out.putObject("meta")
        .put("href", books.base() + "/entity/" + spec.name() + "/metadata")
        .put("mediaType", "application/json");
    if (spec.has("attributes")) {
      Collection<Doc> defined = books.shelf(home + "/attributes");
      ObjectNode attributes = out.putObject("attributes");
      attributes
          .putObject("meta")
          .put("href", books.base() + "/" + home + "/attributes")
          .put("type", "attributemetadata")
          .put("mediaType", "application/json")
          .put("size", defined.size())
          .put("limit", Page.LARGEST)
          .put("offset", 0);
      if (open) {
        ArrayNode rows = attributes.putArray("rows");
        defined.forEach(definition -> rows.add(definition(definition)));
      }
    }
    if (spec.has("state")) {
      ArrayNode states = out.putArray("states");
      books
          .shelf("entity/" + spec.name() + "/metadata/states")
          .forEach(state -> states.add(state(state)));
    }
    if (spec.name().equals("counterparty")) {
      Set<String> tags = new TreeSet<>();
      for (Doc counterparty : books.entities("counterparty")) {
        counterparty.fields.path("tags").forEach(tag -> tags.add(tag.asText()));
      }
      tags.forEach(out.putArray("tags")::add);
    }
    if (spec.name().equals("variant")) {
      ArrayNode all = out.putArray("characteristics");
      books
          .shelf(Goods.CHARACTERISTICS)
          .forEach(known -> all.add(renderer.render(known, Expand.NONE)));
    } else {
      out.put("createShared", settings.createShared(spec));
    }
    return out;
  }

  private ObjectNode definition(Doc definition) {
    ObjectNode out = renderer.render(definition, Expand.NONE);
    String dictionary = Json.refPath(definition.get("$dictionary"));
    if (dictionary != null) {
      out.putObject("customEntityMeta")
          .put("href", books.base() + "/" + dictionary + "/metadata")
          .put("type", "customentitymetadata")
          .put("mediaType", "application/json");
    }
    return out;
  }

  private ObjectNode state(Doc state) {
    ObjectNode out = renderer.render(state, Expand.NONE);
    out.put("entityType", state.shelf.split("/")[1]);
    return out;
  }

  private @Nullable JsonNode attributes(Call call, String shelf, List<String> rest) {
    if (call.is("GET") && rest.size() == 1) {
      List<JsonNode> rows =
          books.shelf(shelf).stream().map(doc -> (JsonNode) definition(doc)).toList();
      return lists.envelope(call, "attributemetadata", Page.of(call), rows.size(), rows);
    }
    if (call.is("GET")) {
      return definition(found(shelf, rest.get(1), "attributemetadata"));
    }
    call.actor.needAdmin(14010, ADMIN_ONLY);
    if (call.is("POST") && rest.size() == 1) {
      return each(call, body -> definition(saved(call, shelf, null, body)));
    }
    if (call.is("POST") && rest.get(1).equals("delete")) {
      for (JsonNode element : call.json()) {
        String path = view.local(element.path("meta").path("href").asText(""));
        Doc doc = books.find(path);
        if (doc == null) {
          throw ApiError.of(
              400,
              14011,
              "Ошибка удаления дополнительного поля: неверный формат meta удаляемого"
                  + " дополнительного поля");
        }
        books.remove(doc);
      }
      return null;
    }
    Doc known = found(shelf, rest.get(1), "attributemetadata");
    if (call.is("PUT")) {
      return definition(saved(call, shelf, known, object(call.json())));
    }
    if (call.is("DELETE")) {
      books.remove(known);
      return null;
    }
    throw ApiError.method(call.method());
  }

  private Doc saved(Call call, String shelf, @Nullable Doc given, ObjectNode body) {
    String href = body.path("meta").path("href").asText("");
    Doc known = given == null && !href.isEmpty() ? books.find(view.local(href)) : given;
    if (known == null && body.path("type").isMissingNode() && body.has("entityType")) {
      body.set("type", body.get("entityType"));
    }
    String type = known == null ? body.path("type").asText("") : String.valueOf(known.text("type"));
    String dictionary = view.local(body.path("customEntityMeta").path("href").asText(""));
    boolean ofDictionary = type.equals("customentity");
    if (known == null && !type.isEmpty() && !TYPES.contains(type)) {
      throw ApiError.invalid(
              3005, "Ошибка сохранения объекта: неверное значение '" + type + "' поля 'type'")
          .parameter("type");
    }
    boolean required = body.path("required").asBoolean();
    if (required && (type.equals("boolean") || type.equals("file"))) {
      throw ApiError.invalid(
              3007, "Ошибка валидации сохраняемого объекта: 'поле не может быть обязательным'")
          .parameter("required");
    }
    boolean hidden = body.has("show") && !body.path("show").asBoolean();
    if (required && hidden && documentShelf(shelf)) {
      throw ApiError.invalid(
              3007, "Ошибка валидации сохраняемого объекта: 'обязательное поле нельзя скрыть'")
          .parameter("show");
    }
    if (body.path("name").isTextual()) {
      for (Doc other : books.shelf(shelf)) {
        if (other != known && body.path("name").asText().equals(other.text("name"))) {
          throw ApiError.invalid(
                  3006,
                  "Ошибка сохранения объекта: нарушено ограничение уникальности параметра 'name'")
              .parameter("name");
        }
      }
    }
    if (known == null && ofDictionary && dictionary == null) {
      throw ApiError.required("customEntityMeta").at(call.body().place(body));
    }
    body.remove("customEntityMeta");
    if (known != null) {
      body.remove("type");
    }
    Doc saved =
        known == null
            ? writes.create(
                Schema.get("attributemetadata"), shelf, null, body, call.body(), call.actor)
            : writes.update(known, body, call.body(), call.actor);
    ObjectNode fields = saved.fields.deepCopy();
    fields.put("required", required || (!body.has("required") && saved.flag("required")));
    if (!shelf.startsWith("entity/customentity") && documentShelf(shelf) && !fields.has("show")) {
      fields.put("show", true);
    }
    if (known == null && dictionary != null) {
      String path = dictionary.replace("/metadata", "");
      if (books.find(path) == null) {
        books.remove(saved);
        throw ApiError.of(
            400,
            2013,
            "Ошибка формата: неправильное значение href для meta поля 'customEntityMeta'");
      }
      fields.set("$dictionary", Json.ref(path, "customentity"));
    }
    books.change(saved, fields);
    return saved;
  }

  private static boolean documentShelf(String shelf) {
    return Schema.entity(shelf.split("/")[1]).map(Spec::document).orElse(false);
  }

  private @Nullable JsonNode states(Call call, Spec spec, List<String> rest) {
    String shelf = "entity/" + spec.name() + "/metadata/states";
    if (call.is("GET") && rest.size() == 2) {
      return state(found(shelf, rest.get(1), "state"));
    }
    if (call.is("GET")) {
      throw ApiError.method(call.method());
    }
    call.actor.needAdmin(1017, "Доступ запрещен: у вас нет прав на редактирование данного объекта");
    if (call.is("POST") && rest.size() == 1) {
      return each(
          call,
          body -> {
            Doc known = books.find(view.local(body.path("meta").path("href").asText("")));
            unique(shelf, known, body);
            return state(
                known == null
                    ? writes.create(Schema.get("state"), shelf, null, body, call.body(), call.actor)
                    : writes.update(known, body, call.body(), call.actor));
          });
    }
    Doc known = found(shelf, rest.size() < 2 ? "" : rest.get(1), "state");
    if (call.is("PUT")) {
      unique(shelf, known, object(call.json()));
      return state(writes.update(known, object(call.json()), call.body(), call.actor));
    }
    if (call.is("DELETE")) {
      writes.delete(known, call.actor);
      return null;
    }
    throw ApiError.method(call.method());
  }

  private void unique(String shelf, @Nullable Doc known, ObjectNode body) {
    for (Doc other : books.shelf(shelf)) {
      if (other != known && String.valueOf(other.text("name")).equals(body.path("name").asText())) {
        throw ApiError.invalid(
                3006,
                "Ошибка сохранения объекта: нарушено ограничение уникальности параметра 'name'")
            .parameter("name");
      }
    }
  }

  private JsonNode characteristics(Call call, List<String> rest) {
    if (call.is("GET") && rest.size() == 2) {
      return renderer.render(
          found(Goods.CHARACTERISTICS, rest.get(1), "attributemetadata"), Expand.NONE);
    }
    if (call.is("GET")) {
      List<JsonNode> rows =
          books.shelf(Goods.CHARACTERISTICS).stream()
              .map(doc -> (JsonNode) renderer.render(doc, Expand.NONE))
              .toList();
      ObjectNode answer =
          lists.envelope(call, "attributemetadata", Page.of(call), rows.size(), rows);
      answer.set("characteristics", answer.get("rows"));
      return answer;
    }
    if (!call.is("POST") || rest.size() != 1) {
      throw ApiError.method(call.method());
    }
    return each(
        call,
        body -> {
          String name = body.path("name").asText("");
          if (name.isEmpty()) {
            throw ApiError.required("name").at(call.body().place(body));
          }
          if (goods.characteristic(name) != null) {
            throw ApiError.invalid(
                10002,
                "Ошибка сохранения характеристик модификации: характеристики с указанными полями"
                    + " 'name' уже существуют");
          }
          return renderer.render(goods.newCharacteristic(name), Expand.NONE);
        });
  }

  private Doc found(String shelf, String id, String type) {
    Doc doc = books.find(shelf + "/" + id);
    if (doc == null) {
      throw ApiError.notFound(type, id);
    }
    return doc;
  }

  private static JsonNode each(Call call, java.util.function.Function<ObjectNode, JsonNode> one) {
    if (!call.json().isArray()) {
      return one.apply(object(call.json()));
    }
    ArrayNode all = Json.array();
    call.json().forEach(element -> all.add(one.apply(object(element))));
    return all;
  }

  static ObjectNode object(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw ApiError.of(
          400,
          2009,
          "Ошибка формата: запрос на создание/обновление одной сущности не должен содержать"
              + " массив");
    }
    return object;
  }

  /** {@code /context/companysettings/metadata}: the dictionaries of the account. */
  JsonNode customEntities() {
    ObjectNode out = Json.object();
    out.putObject("meta")
        .put("href", books.base() + "/context/companysettings/metadata")
        .put("mediaType", "application/json");
    ArrayNode all = out.putArray("customEntities");
    for (Doc dictionary : books.entities("customentity")) {
      ObjectNode row = all.addObject();
      String href = books.base() + "/" + dictionary.path();
      row.putObject("meta")
          .put("href", href + "/metadata")
          .put("type", "customentitymetadata")
          .put("mediaType", "application/json");
      row.set("entityMeta", renderer.meta(dictionary));
      row.put("id", dictionary.id).put("name", dictionary.text("name")).put("createShared", true);
    }
    return out;
  }
}
