package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of custom fields: merged by their definition, cleared by null. */
final class Attributes {

  private static final int LONGEST_STRING = 255;

  private final Books books;
  private final View view;
  private final Values values;

  Attributes(Books books, View view, Values values) {
    this.books = books;
    this.view = view;
    this.values = values;
  }

  void merge(Draft draft, JsonNode sent) {
    if (sent.isNull()) {
      return;
    }
    if (!sent.isArray()) {
      throw ApiError.wrongType("attributes", "массив");
    }
    Map<String, ObjectNode> merged = new LinkedHashMap<>();
    for (JsonNode old : draft.fields.path("attributes")) {
      merged.put(old.path("$definition").asText(), (ObjectNode) old);
    }
    for (JsonNode attribute : sent) {
      Doc definition = definition(draft, attribute);
      JsonNode value = value(draft, definition, attribute);
      if (value == null) {
        merged.remove(definition.path());
      } else {
        ObjectNode stored = Json.object().put("$definition", definition.path());
        stored.set("value", value);
        merged.put(definition.path(), stored);
      }
    }
    if (merged.isEmpty()) {
      draft.fields.remove("attributes");
    } else {
      ArrayNode all = draft.fields.putArray("attributes");
      merged.values().forEach(all::add);
    }
  }

  /**
   * A required field is asked for at creation and may not be cleared later; an old object may lack
   * it.
   */
  void required(Draft draft) {
    if (!draft.spec.has("attributes")) {
      return;
    }
    Set<String> held = new HashSet<>();
    draft.fields.path("attributes").forEach(each -> held.add(each.path("$definition").asText()));
    for (Doc definition : books.shelf(home(draft))) {
      if (definition.flag("required")
          && !held.contains(definition.path())
          && (draft.creating() || names(draft.body, definition))) {
        draft.required(String.valueOf(definition.text("name")));
      }
    }
  }

  private static boolean names(JsonNode body, Doc definition) {
    for (JsonNode sent : body.path("attributes")) {
      if (sent.path("meta").path("href").asText("").endsWith(definition.path())
          || sent.path("id").asText("").equals(definition.id)) {
        return true;
      }
    }
    return false;
  }

  private static String home(Draft draft) {
    return "entity/" + draft.spec.attributesHome() + "/metadata/attributes";
  }

  private Doc definition(Draft draft, JsonNode attribute) {
    String home = home(draft);
    JsonNode meta = attribute.path("meta");
    String href = meta.path("href").asText("");
    Doc definition;
    if (href.isEmpty()) {
      if (!attribute.has("id")) {
        throw ApiError.of(400, 2014, "Ошибка формата: отсутствует meta для поля 'attributes'");
      }
      definition = books.find(home + "/" + attribute.path("id").asText());
    } else {
      if (view.local(href) == null) {
        throw ApiError.of(400, 1059, "Некорректный сервер в идентификаторе объекта: '" + href + "'")
            .at(draft.places.place(meta));
      }
      definition = books.find(view.local(href));
    }
    if (definition == null || !definition.type().equals("attributemetadata")) {
      throw ApiError.invalid(
          14003,
          "Ошибка сохранения дополнительного поля: идентификатор метаданных указывает на"
              + " несуществующий объект");
    }
    if (!definition.shelf.equals(home)) {
      throw ApiError.invalid(
          14000,
          "Ошибка сохранения дополнительного поля: поле '"
              + definition.text("name")
              + "' не относится к реестру '"
              + draft.spec.type()
              + "'");
    }
    return definition;
  }

  private @Nullable JsonNode value(Draft draft, Doc definition, JsonNode attribute) {
    String type = String.valueOf(definition.text("type"));
    String name = String.valueOf(definition.text("name"));
    if (type.equals("file")) {
      JsonNode file = attribute.path("file");
      return file.isObject() ? TextNode.valueOf(file.path("filename").asText()) : null;
    }
    if (!attribute.has("value")) {
      throw ApiError.invalid(
          14009,
          "Ошибка сохранения дополнительного поля типа '" + type + "': отсутствует поле value");
    }
    JsonNode value = attribute.get("value");
    if (value.isNull() || (value.isTextual() && value.asText().isEmpty())) {
      return null;
    }
    return switch (type) {
      case "string" -> {
        if (!value.isTextual()) {
          throw ApiError.wrongType(name, "строка");
        }
        if (value.asText().length() > LONGEST_STRING) {
          throw ApiError.invalid(
              3040, "Ошибка валидации: поле '" + name + "' не может быть более '255' символов");
        }
        yield value;
      }
      case "text", "link" -> {
        if (!value.isTextual()) {
          throw ApiError.wrongType(name, "строка");
        }
        yield value;
      }
      case "long" -> Values.integer(name, value);
      case "double" -> Values.number(name, value);
      case "boolean" -> {
        if (!value.isBoolean()) {
          throw ApiError.wrongType(name, "логическое значение");
        }
        yield value;
      }
      case "time" -> TextNode.valueOf(Moments.minute(Values.moment(name, value).asText()));
      case "customentity" -> element(draft, definition, value);
      default -> {
        Doc target = reference(draft, name, value);
        if (!target.type().equals(type)) {
          throw ApiError.of(
              400,
              2024,
              "Ошибка формата: href указывает на сущность неправильного типа '"
                  + target.type()
                  + "', требуется '"
                  + type
                  + "'");
        }
        yield Json.ref(target);
      }
    };
  }

  private Doc reference(Draft draft, String name, JsonNode value) {
    if (!value.isObject()) {
      throw ApiError.wrongType(name, "объект");
    }
    if (!value.has("meta")) {
      throw ApiError.of(400, 2014, "Ошибка формата: отсутствует meta для поля '" + name + "'");
    }
    return values.target(name, value.get("meta"), draft.places);
  }

  private JsonNode element(Draft draft, Doc definition, JsonNode value) {
    String dictionary = Json.refPath(definition.get("$dictionary"));
    if (value.isObject() && value.has("meta")) {
      Doc element = reference(draft, String.valueOf(definition.text("name")), value);
      if (dictionary != null && !element.shelf.equals(dictionary)) {
        throw ApiError.of(
            400, 2013, "Ошибка формата: неправильное значение href для meta поля 'value'");
      }
      return Json.ref(element);
    }
    if (value.isObject() && value.has("name") && dictionary != null) {
      for (Doc element : books.shelf(dictionary)) {
        if (value.path("name").asText().equals(element.text("name"))) {
          return Json.ref(element);
        }
      }
    }
    throw ApiError.invalid(
        14004,
        "Ошибка сохранения дополнительного поля: для объекта типа 'пользовательский справочник'"
            + " необходимо указать поле meta или name");
  }
}
