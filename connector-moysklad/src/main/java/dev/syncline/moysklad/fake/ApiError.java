package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal in the vendor's form: a status and one or more numbered errors. */
final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final String MORE = "https://dev.moysklad.ru/doc/api/remap/1.2/#error_";

  private final int status;
  private final transient List<ObjectNode> errors;

  private ApiError(int status, List<ObjectNode> errors) {
    super(errors.toString(), null, false, false);
    this.status = status;
    this.errors = errors;
  }

  static ApiError of(int status, int code, String text) {
    ObjectNode error =
        Json.object().put("error", text).put("code", code).put("moreInfo", MORE + code);
    return new ApiError(status, new ArrayList<>(List.of(error)));
  }

  static ApiError invalid(int code, String text) {
    return of(412, code, text);
  }

  static ApiError required(String field) {
    return invalid(
            3000,
            "Ошибка сохранения объекта: поле '"
                + field
                + "' не может быть пустым или отсутствовать")
        .parameter(field);
  }

  static ApiError wrongType(String field, String type) {
    return of(
        400, 2016, "Ошибка формата: значение поля '" + field + "' не соответствует типу " + type);
  }

  static ApiError notFound(String type, String id) {
    return of(404, 1021, "Объект с типом '" + type + "' и идентификатором '" + id + "' не найден");
  }

  static ApiError unknownPath(String path) {
    return invalid(1002, "Неопознанный путь: " + path);
  }

  static ApiError unknownType(String type) {
    return invalid(1005, "Неизвестный тип: '" + type + "'");
  }

  static ApiError method(String method) {
    return of(405, 1039, "Операция " + method + " не поддерживается для данного ресурса");
  }

  static ApiError filter(String text) {
    return invalid(1034, "Ошибка фильтрации: " + text);
  }

  /** Several errors of one object at once; a format error decides the status. */
  static ApiError all(Collection<ApiError> several) {
    boolean format = several.stream().anyMatch(error -> error.status == 400);
    List<ObjectNode> errors = new ArrayList<>();
    several.forEach(error -> errors.addAll(error.errors));
    return new ApiError(format ? 400 : several.iterator().next().status, errors);
  }

  ApiError parameter(String field) {
    ObjectNode error = errors.get(0);
    ObjectNode ordered = Json.object();
    ordered.set("error", error.get("error"));
    ordered.set("code", error.get("code"));
    ordered.put("parameter", field);
    ordered.set("moreInfo", error.get("moreInfo"));
    errors.set(0, ordered);
    return this;
  }

  ApiError at(int @Nullable [] place) {
    if (place != null && !errors.get(0).has("line")) {
      errors.get(0).put("line", place[0]).put("column", place[1]);
    }
    return this;
  }

  ApiError dependencies(ArrayNode metas) {
    errors.get(0).set("dependencies", metas);
    return this;
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    ObjectNode body = Json.object();
    errors.forEach(body.putArray("errors")::add);
    return body;
  }
}
