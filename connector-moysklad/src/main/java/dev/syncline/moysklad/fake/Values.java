package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a body says into what is stored, by the kind of its field, or refuses it as the vendor
 * does.
 */
final class Values {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Moments that lose their seconds. */
  private static final Set<String> TO_THE_MINUTE =
      Set.of(
          "moment",
          "incomingDate",
          "deliveryPlannedMoment",
          "paymentPlannedMoment",
          "certificateDate",
          "commissionPeriodStart",
          "commissionPeriodEnd",
          "firstDemandDate",
          "lastDemandDate");

  private final Books books;
  private final View view;

  Values(Books books, View view) {
    this.books = books;
    this.view = view;
  }

  static boolean uuid(String text) {
    return UUID.matcher(text).matches();
  }

  /** The stored form of a plain field. */
  JsonNode stored(Draft draft, Field field, JsonNode value) {
    String name = field.name();
    return switch (field.kind()) {
      case "s" -> text(field, value);
      case "i" -> integer(name, value);
      case "f" -> number(name, value);
      case "b" -> {
        need(value.isBoolean(), name, "логическое значение");
        yield value;
      }
      case "d" -> moment(name, value);
      case "u" -> uuid(name, value);
      case "e" -> enumeration(draft.spec, name, value);
      case "ref" -> Json.ref(target(draft.spec, name, value, draft.places));
      case "refs" -> references(draft, name, value);
      case "strs" -> strings(name, value);
      case "arr" -> {
        need(value.isArray(), name, "массив");
        yield intern(value, draft.places);
      }
      case "obj" -> {
        need(value.isObject(), name, "объект");
        yield intern(value, draft.places);
      }
      default -> intern(value, draft.places);
    };
  }

  private static void need(boolean right, String field, String type) {
    if (!right) {
      throw ApiError.wrongType(field, type);
    }
  }

  private static JsonNode text(Field field, JsonNode value) {
    need(value.isTextual(), field.name(), "строка");
    if (field.longest() > 0 && value.asText().length() > field.longest()) {
      throw tooLong(field.name(), field.longest());
    }
    return value;
  }

  private static ApiError tooLong(String name, int longest) {
    return ApiError.invalid(
            3040,
            "Ошибка валидации: поле '" + name + "' не может быть более '" + longest + "' символов")
        .parameter(name);
  }

  /** Notes a part of a structured value that is too long or no text. */
  static void notLonger(Draft draft, JsonNode whole, String part, int longest) {
    JsonNode value = whole.get(part);
    if (value == null) {
      return;
    }
    if (!value.isTextual()) {
      draft.fail(ApiError.wrongType(part, "строка"));
    } else if (value.asText().length() > longest) {
      draft.fail(tooLong(part, longest));
    }
  }

  /** Notes a number below zero where the vendor knows none. */
  static void notNegative(Draft draft, String field) {
    if (draft.fields.path(field).asDouble() < 0) {
      draft.fail(
          ApiError.invalid(
                  3002,
                  "Ошибка сохранения объекта: поле '"
                      + field
                      + "' не может иметь отрицательное значение")
              .parameter(field));
    }
  }

  static JsonNode integer(String name, JsonNode value) {
    boolean whole = value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
    need(whole, name, "целое число");
    return LongNode.valueOf(value.decimalValue().longValue());
  }

  static JsonNode number(String name, JsonNode value) {
    need(value.isNumber(), name, "число с плавающей точкой");
    return Json.money(value.decimalValue());
  }

  static JsonNode moment(String name, JsonNode value) {
    need(value.isTextual(), name, "дата");
    String stored =
        Moments.stored(value.asText()).orElseThrow(() -> ApiError.wrongType(name, "дата"));
    return TextNode.valueOf(TO_THE_MINUTE.contains(name) ? Moments.minute(stored) : stored);
  }

  private static JsonNode uuid(String name, JsonNode value) {
    need(value.isTextual(), name, "UUID");
    if (!uuid(value.asText())) {
      throw ApiError.of(400, 1052, "Неверный формат UUID");
    }
    return TextNode.valueOf(value.asText().toLowerCase(Locale.ROOT));
  }

  private static JsonNode enumeration(Spec spec, String name, JsonNode value) {
    need(value.isTextual(), name, "перечисление");
    List<String> allowed = Schema.values(spec, name);
    if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
      throw ApiError.invalid(
              3005,
              "Ошибка сохранения объекта: неверное значение '"
                  + value.asText()
                  + "' поля '"
                  + name
                  + "'. Допустимые значения: "
                  + String.join(", ", allowed))
          .parameter(name);
    }
    return value;
  }

  private static JsonNode strings(String name, JsonNode value) {
    need(value.isArray(), name, "массив строк");
    value.forEach(element -> need(element.isTextual(), name, "массив строк"));
    return value;
  }

  private JsonNode references(Draft draft, String name, JsonNode value) {
    need(value.isArray(), name, "массив");
    ArrayNode refs = Json.array();
    value.forEach(element -> refs.add(Json.ref(target(draft.spec, name, element, draft.places))));
    return refs;
  }

  /** What a reference points to. */
  Doc target(Spec spec, String field, JsonNode value, Json.Body places) {
    need(value.isObject(), field, "объект");
    Set<String> allowed = Schema.targets(spec, field);
    JsonNode meta = value.get("meta");
    if (meta == null || meta.isNull()) {
      Doc byId = byId(allowed, value.path("id").asText());
      if (byId != null) {
        return byId;
      }
      throw ApiError.of(400, 2014, "Ошибка формата: отсутствует meta для поля '" + field + "'");
    }
    Doc target = target(field, meta, places);
    if (!allowed.isEmpty() && !allowed.contains(target.type())) {
      throw notAllowed(spec, field, allowed, target);
    }
    return target;
  }

  private static ApiError notAllowed(Spec spec, String field, Set<String> allowed, Doc target) {
    if (field.equals("agent")) {
      return ApiError.of(
          400,
          2021,
          "Ошибка формата: в объектах типа '"
              + spec.type()
              + "' полю '"
              + field
              + "' не может быть присвоен объект типа '"
              + target.type()
              + "'");
    }
    return allowed.size() == 1
        ? ApiError.of(
            400,
            2024,
            "Ошибка формата: href указывает на сущность неправильного типа '"
                + target.type()
                + "', требуется '"
                + allowed.iterator().next()
                + "'")
        : ApiError.of(
            400,
            2027,
            "Ошибка формата: href указывает на сущность неправильного типа '"
                + target.type()
                + "', допустимые значения: '"
                + String.join(", ", allowed.stream().sorted().toList())
                + "'");
  }

  /** What a meta points to. */
  Doc target(String field, JsonNode meta, Json.Body places) {
    String href = meta.path("href").asText("");
    String type = meta.path("type").asText("");
    if (href.isEmpty()) {
      throw ApiError.of(
          400, 2010, "Ошибка формата: отсутствует href для meta поля '" + field + "'");
    }
    if (type.isEmpty()) {
      throw ApiError.of(
          400, 2011, "Ошибка формата: отсутствует type для meta поля '" + field + "'");
    }
    if (!Schema.known(type)) {
      throw ApiError.of(
          400, 2012, "Ошибка формата: неизвестный type для meta поля '" + field + "'");
    }
    String path = view.local(href);
    if (path == null) {
      throw ApiError.of(400, 1059, "Некорректный сервер в идентификаторе объекта: '" + href + "'")
          .at(places.place(meta));
    }
    Doc target = books.find(path);
    if (target == null || target.gone) {
      throw ApiError.of(
          400, 2013, "Ошибка формата: неправильное значение href для meta поля '" + field + "'");
    }
    String own = target.spec.name().equals("characteristic") ? "attributemetadata" : target.type();
    if (!type.equals(own)) {
      throw ApiError.of(400, 1060, "Некорректный тип данных в meta сущности, поле type");
    }
    return target;
  }

  private @Nullable Doc byId(Set<String> types, String id) {
    for (String type : types) {
      Doc found = books.find("entity/" + type + "/" + id);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Free-form JSON, with the references in it turned into stored ones. */
  JsonNode intern(JsonNode value, Json.Body places) {
    if (value.isObject() && value.path("meta").has("href")) {
      String path = view.local(value.path("meta").path("href").asText());
      Doc target = books.find(path);
      if (target != null) {
        return Json.ref(target);
      }
    }
    if (value.isObject()) {
      ObjectNode out = Json.object();
      value
          .properties()
          .forEach(
              field -> {
                if (!field.getValue().isNull()) {
                  out.set(field.getKey(), intern(field.getValue(), places));
                }
              });
      return out;
    }
    if (value.isArray()) {
      ArrayNode out = Json.array();
      value.forEach(element -> out.add(intern(element, places)));
      return out;
    }
    return value.isBigDecimal() ? Json.money(value.decimalValue()) : value;
  }
}
