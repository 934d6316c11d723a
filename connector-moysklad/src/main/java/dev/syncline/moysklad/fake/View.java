package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads objects for filters, orders and searches: plain texts, hrefs cut to paths. */
final class View {

  private final Books books;

  View(Books books) {
    this.books = books;
  }

  Books books() {
    return books;
  }

  /**
   * The path behind an href of this API, null for a foreign one. What follows a question mark is no
   * part of it.
   */
  @Nullable String local(String href) {
    int question = href.indexOf('?');
    String plain = question < 0 ? href : href.substring(0, question);
    return plain.startsWith(books.base() + "/") ? plain.substring(books.base().length() + 1) : null;
  }

  List<String> values(Doc doc, String field, boolean reference) {
    if (field.equals("pathName")) {
      return List.of(pathName(doc));
    }
    JsonNode value = doc.get(field);
    if (value == null) {
      return field.equals("archived") ? List.of("false") : List.of();
    }
    if (value.isArray()) {
      List<String> all = new ArrayList<>();
      value.forEach(element -> all.add(text(element)));
      return all;
    }
    if (reference) {
      String path = Json.refPath(value);
      return path == null ? List.of() : List.of(path);
    }
    return List.of(text(value));
  }

  private static String text(JsonNode value) {
    String path = Json.refPath(value);
    if (path != null) {
      return path;
    }
    return value.isNumber() ? plain(value.decimalValue()) : value.asText();
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  List<String> texts(Doc doc, String reference, String field) {
    Doc target = books.find(Json.refPath(doc.get(reference)));
    String text = target == null ? null : target.text(field);
    return text == null ? List.of() : List.of(text);
  }

  List<String> rowTexts(Doc doc, String collection, String field) {
    List<String> texts = new ArrayList<>();
    for (Doc row : books.rows(doc, collection)) {
      texts.add(String.valueOf(row.text(field)));
    }
    return texts;
  }

  List<String> rowRefs(Doc doc, String field) {
    List<String> paths = new ArrayList<>();
    for (Doc row : books.rows(doc, "positions")) {
      paths.add(String.valueOf(Json.refPath(row.get(field))));
    }
    return paths;
  }

  List<String> attribute(Doc doc, Doc definition) {
    for (JsonNode attribute : doc.fields.path("attributes")) {
      if (definition.path().equals(attribute.path("$definition").asText())) {
        return List.of(text(attribute.path("value")));
      }
    }
    return List.of();
  }

  /** The folders above a folder or a good, joined by slashes. */
  String pathName(Doc doc) {
    String field = doc.type().equals("store") ? "parent" : "productFolder";
    StringBuilder path = new StringBuilder();
    Doc above = books.find(Json.refPath(doc.get(field)));
    while (above != null) {
      path.insert(0, above.text("name") + (path.length() == 0 ? "" : "/"));
      above = books.find(Json.refPath(above.get(field)));
    }
    return path.toString();
  }

  /** A comparable for the order of a list; null sorts first. */
  @Nullable Object sortKey(Doc doc, String field) {
    return switch (field) {
      case "id" -> doc.id;
      case "pathName" -> pathName(doc);
      case "updatedBy" -> doc.updatedBy;
      case "version" -> doc.text("updated");
      default -> {
        JsonNode value = doc.get(field);
        if (value == null) {
          yield null;
        }
        yield value.isNumber() ? value.decimalValue() : value.asText();
      }
    };
  }
}
