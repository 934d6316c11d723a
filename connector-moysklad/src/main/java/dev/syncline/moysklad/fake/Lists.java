package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters, searches, orders and pages a list, and wraps it in its envelope. */
final class Lists {

  private static final List<String> SEARCHED =
      List.of(
          "name",
          "code",
          "article",
          "description",
          "legalTitle",
          "email",
          "phone",
          "discountCardNumber",
          "incomingNumber");

  private final Books books;
  private final View view;
  private final Renderer renderer;

  Lists(Books books, View view, Renderer renderer) {
    this.books = books;
    this.view = view;
    this.renderer = renderer;
  }

  /** The answer to a list request. */
  JsonNode answer(Call call, Spec spec, String metaType, Collection<Doc> all) {
    Page page = Page.of(call);
    List<Doc> matching = matching(call, spec, all);
    List<Doc> rows = cut(matching, page);
    return envelope(
        call,
        metaType,
        page,
        matching.size(),
        rows.stream().map(doc -> (JsonNode) renderer.render(doc, page.expand())).toList());
  }

  List<Doc> matching(Call call, Spec spec, Collection<Doc> all) {
    String text = call.query("filter", ";");
    Predicate<Doc> accepted = Filter.parse(view, spec, text);
    if (spec.document() && Filter.equal(text, "isDeleted").isEmpty()) {
      accepted = accepted.and(doc -> !doc.inBin);
    }
    if (!call.query("search", " ").isBlank()) {
      accepted = accepted.and(search(call.query("search", " ")));
    }
    List<Doc> matching = new ArrayList<>();
    for (Doc doc : all) {
      if (accepted.test(doc)) {
        matching.add(doc);
      }
    }
    sort(spec, matching, call.query("order", ";"));
    return matching;
  }

  static List<Doc> cut(List<Doc> matching, Page page) {
    int from = Math.min(page.offset(), matching.size());
    return matching.subList(from, Math.min(matching.size(), from + page.limit()));
  }

  private Predicate<Doc> search(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).trim().split("\\s+");
    return doc -> {
      StringBuilder everything = new StringBuilder();
      for (String field : SEARCHED) {
        append(everything, doc.text(field));
      }
      for (Doc person : books.rows(doc, "contactpersons")) {
        append(everything, person.text("name"));
        append(everything, person.text("phone"));
        append(everything, person.text("email"));
      }
      for (String word : words) {
        if (everything.indexOf(word) < 0) {
          return false;
        }
      }
      return true;
    };
  }

  private static void append(StringBuilder everything, @Nullable String text) {
    if (text != null) {
      everything.append('\n').append(text.toLowerCase(Locale.ROOT));
    }
  }

  private void sort(Spec spec, List<Doc> docs, String order) {
    Comparator<Doc> comparator = null;
    for (String part : order.split(";")) {
      if (part.isBlank()) {
        continue;
      }
      String[] pieces = part.split(",");
      String field = pieces[0].trim();
      String direction = pieces.length < 2 ? "asc" : pieces[1].trim();
      if (!sortable(spec, field)) {
        throw ApiError.invalid(
            1063,
            "Ошибка сортировки: неизвестное поле '"
                + field
                + "' или сортировка для данного поля не поддерживается");
      }
      if (!direction.equals("asc") && !direction.equals("desc")) {
        throw ApiError.invalid(
            1042,
            "Неверное значение '"
                + direction
                + "' параметра сортировки '"
                + field
                + "', допустимые значения: 'asc, desc'");
      }
      Map<Doc, Object> keys = new HashMap<>();
      for (Doc doc : docs) {
        Object key = view.sortKey(doc, field);
        if (key != null) {
          keys.put(doc, key);
        }
      }
      Comparator<Doc> next = (left, right) -> compare(keys.get(left), keys.get(right));
      next = direction.equals("desc") ? next.reversed() : next;
      comparator = comparator == null ? next : comparator.thenComparing(next);
    }
    if (comparator != null) {
      docs.sort(comparator);
    }
  }

  private static boolean sortable(Spec spec, String field) {
    if (!spec.sort().isEmpty()) {
      return spec.sort().contains(field);
    }
    Field known = spec.fields().get(field);
    return field.equals("id")
        || (known != null && List.of("s", "i", "f", "b", "d", "u").contains(known.kind()));
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return left instanceof BigDecimal number && right instanceof BigDecimal other
        ? number.compareTo(other)
        : Objects.toString(left).compareTo(Objects.toString(right));
  }

  /** The envelope of every list. */
  ObjectNode envelope(
      Call call, String metaType, Page page, int size, List<? extends JsonNode> rows) {
    ObjectNode answer = Json.object();
    ObjectNode employee = Json.object();
    employee.put("href", books.base() + "/context/employee");
    employee.put("metadataHref", books.base() + "/entity/employee/metadata");
    employee.put("type", "employee").put("mediaType", "application/json");
    answer.putObject("context").putObject("employee").set("meta", employee);
    ObjectNode meta = answer.putObject("meta");
    String self = books.base() + "/" + call.path;
    String query = call.request.rawQuery();
    meta.put("href", self + (query.isEmpty() ? "" : "?" + query));
    meta.put("type", metaType).put("mediaType", "application/json");
    meta.put("size", size).put("limit", page.limit()).put("offset", page.offset());
    if (page.limit() > 0 && page.offset() + page.limit() < size) {
      meta.put("nextHref", self + "?" + query(call, page, page.offset() + page.limit()));
    }
    if (page.limit() > 0 && page.offset() > 0) {
      int previous = Math.max(0, page.offset() - page.limit());
      meta.put("previousHref", self + "?" + query(call, page, previous));
    }
    rows.forEach(answer.putArray("rows")::add);
    return answer;
  }

  private static String query(Call call, Page page, int offset) {
    StringBuilder query = new StringBuilder();
    call.query.forEach(
        (name, values) -> {
          if (!name.equals("limit") && !name.equals("offset")) {
            values.forEach(
                value -> query.append(name).append('=').append(encoded(value)).append('&'));
          }
        });
    return query.append("limit=").append(page.limit()).append("&offset=").append(offset).toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
