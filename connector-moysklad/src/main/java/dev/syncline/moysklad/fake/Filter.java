package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filter grammar: conditions joined by {@code ;}, several {@code =} of one field are
 * alternatives, everything else must hold at once.
 */
final class Filter {

  /** The operators, longest first. */
  private static final Pattern CONDITION =
      Pattern.compile("(.*?)(!=|<=|>=|~=|=~|=|<|>|~)(.*)", Pattern.DOTALL);

  private record Condition(String operator, String value) {}

  private final View view;
  private final Spec spec;

  private Filter(View view, Spec spec) {
    this.view = view;
    this.spec = spec;
  }

  /** A predicate for a filter's text; bin and archive are the list's business, not the filter's. */
  static Predicate<Doc> parse(View view, Spec spec, String text) {
    Map<String, List<Condition>> byField = conditions(text);
    Filter filter = new Filter(view, spec);
    Predicate<Doc> all = doc -> true;
    for (Map.Entry<String, List<Condition>> field : byField.entrySet()) {
      all = all.and(filter.field(field.getKey(), field.getValue()));
    }
    return all;
  }

  /** The values of the {@code =} conditions of one field. */
  static List<String> equal(String text, String field) {
    return conditions(text).getOrDefault(field, List.of()).stream()
        .filter(condition -> condition.operator().equals("="))
        .map(Condition::value)
        .toList();
  }

  /** The values of one field by operator, for the reports and the audit. */
  static Map<String, Map<String, List<String>>> raw(String text) {
    Map<String, Map<String, List<String>>> raw = new LinkedHashMap<>();
    conditions(text)
        .forEach(
            (field, list) ->
                list.forEach(
                    condition ->
                        raw.computeIfAbsent(field, key -> new LinkedHashMap<>())
                            .computeIfAbsent(condition.operator(), key -> new ArrayList<>())
                            .add(condition.value())));
    return raw;
  }

  private static Map<String, List<Condition>> conditions(String text) {
    Map<String, List<Condition>> byField = new LinkedHashMap<>();
    for (String part : split(text)) {
      if (part.isBlank()) {
        continue;
      }
      Matcher matcher = CONDITION.matcher(part);
      if (!matcher.matches() || matcher.group(1).isBlank()) {
        throw ApiError.filter("неверный формат фильтра '" + part + "'");
      }
      byField
          .computeIfAbsent(matcher.group(1).trim(), key -> new ArrayList<>())
          .add(new Condition(matcher.group(2), matcher.group(3)));
    }
    return byField;
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ';') {
        part.append(';');
        i++;
      } else if (c == ';') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private Predicate<Doc> field(String name, List<Condition> conditions) {
    boolean equality = conditions.stream().anyMatch(c -> c.operator().equals("="));
    boolean range = conditions.stream().anyMatch(c -> c.operator().matches("[<>]=?"));
    if (equality && range) {
      throw ApiError.filter(
          "поле '" + name + "' не может фильтроваться и по равенству, и по диапазону");
    }
    Subject subject = subject(name);
    Set<String> equal = new HashSet<>();
    Predicate<Doc> all = doc -> true;
    Map<String, Boolean> seen = new HashMap<>();
    for (Condition condition : conditions) {
      String operator = condition.operator();
      subject.check(operator);
      String value = subject.normal(condition.value());
      switch (operator) {
        case "=" -> equal.add(value);
        case "!=" -> all = all.and(doc -> !subject.holds(doc, Set.of(value)));
        case "<", "<=", ">", ">=" -> {
          if (seen.put(operator, true) == null) {
            all = all.and(doc -> subject.compares(doc, operator, value));
          }
        }
        default -> all = all.and(doc -> subject.like(doc, operator, value));
      }
    }
    return equal.isEmpty() ? all : all.and(doc -> subject.holds(doc, equal));
  }

  private Subject subject(String name) {
    if (name.startsWith("http")) {
      return attribute(name);
    }
    Field field = spec.fields().get(name);
    return switch (name) {
      case "id" -> new Subject(name, "u", '=', doc -> List.of(doc.id));
      case "productid" -> new Subject(name, "u", '=', doc -> List.of(last(doc, "product")));
      case "isDeleted" -> new Subject(name, "b", '=', doc -> List.of(String.valueOf(doc.inBin)));
      case "updatedBy" -> new Subject(name, "s", '=', doc -> List.of(doc.updatedBy));
      case "barcode" -> new Subject(name, "s", '~', Filter::barcodes);
      case "state.name" -> new Subject(name, "s", '~', doc -> view.texts(doc, "state", "name"));
      case "accounts.accountnumber" ->
          new Subject(name, "s", '~', doc -> view.rowTexts(doc, "accounts", "accountNumber"));
      case "assortment" -> new Subject(name, "ref", '=', doc -> view.rowRefs(doc, "assortment"));
      case "agentStore" -> reference(name, "targetStore");
      case "parent" -> reference(name, "parent");
      case "store" -> reference(name, spec.name().equals("move") ? "sourceStore" : "store");
      default -> {
        if (field == null || field.filter() == '-') {
          throw ApiError.filter("неизвестное поле фильтрации '" + name + "'");
        }
        yield new Subject(
            name, field.kind(), field.filter(), doc -> view.values(doc, name, field.is("ref")));
      }
    };
  }

  private Subject reference(String name, String field) {
    return new Subject(name, "ref", '=', doc -> view.values(doc, field, true));
  }

  private Subject attribute(String href) {
    String path = view.local(href);
    Doc definition = path == null ? null : view.books().find(path);
    if (definition == null || !definition.type().equals("attributemetadata")) {
      throw ApiError.filter("дополнительное поле '" + href + "' не найдено");
    }
    String type = String.valueOf(definition.text("type"));
    return switch (type) {
      case "file" -> throw ApiError.filter("фильтрация по полю типа файл не поддерживается");
      case "string", "text", "link" ->
          new Subject(href, "s", '~', doc -> view.attribute(doc, definition));
      case "long", "double" -> new Subject(href, "f", '<', doc -> view.attribute(doc, definition));
      case "time" -> new Subject(href, "d", '<', doc -> view.attribute(doc, definition));
      case "boolean" -> new Subject(href, "b", '=', doc -> view.attribute(doc, definition));
      default -> new Subject(href, "ref", '=', doc -> view.attribute(doc, definition));
    };
  }

  private static List<String> barcodes(Doc doc) {
    List<String> codes = new ArrayList<>();
    for (JsonNode code : doc.fields.path("barcodes")) {
      code.forEach(value -> codes.add(value.asText()));
    }
    return codes;
  }

  private static String last(Doc doc, String field) {
    String path = Json.refPath(doc.get(field));
    return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
  }

  /** What a condition is about: a field with its type and its values in an object. */
  private final class Subject {

    private final String name;
    private final String kind;
    private final char level;
    private final java.util.function.Function<Doc, List<String>> values;

    Subject(
        String name,
        String kind,
        char level,
        java.util.function.Function<Doc, List<String>> values) {
      this.name = name;
      this.kind = kind;
      this.level = level;
      this.values = values;
    }

    void check(String operator) {
      boolean allowed =
          switch (operator) {
            case "=", "!=" -> true;
            case "~", "~=", "=~" -> level == '~';
            default -> level == '<';
          };
      if (!allowed) {
        throw ApiError.filter(
            "оператор '" + operator + "' не поддерживается для поля '" + name + "'");
      }
    }

    String normal(String value) {
      if (value.isEmpty()) {
        return "";
      }
      return switch (kind) {
        case "ref", "refs" -> {
          String path = view.local(value);
          if (path == null) {
            throw wrong(value);
          }
          yield path;
        }
        case "d" ->
            Moments.filtered(value)
                .orElseThrow(
                    () ->
                        ApiError.invalid(
                            1035, "Ошибка фильтрации: неверный формат даты параметра фильтрации"));
        case "b" -> {
          if (!value.equals("true") && !value.equals("false")) {
            throw ApiError.invalid(
                1041,
                "Неверное значение '"
                    + value
                    + "' параметра фильтрации '"
                    + name
                    + "', допустимые значения: 'true, false'");
          }
          yield value;
        }
        case "i", "f" -> {
          try {
            yield new BigDecimal(value.trim()).stripTrailingZeros().toPlainString();
          } catch (NumberFormatException e) {
            throw wrong(value);
          }
        }
        case "u" -> {
          if (!Values.uuid(value)) {
            throw wrong(value);
          }
          yield value.toLowerCase(Locale.ROOT);
        }
        default -> value;
      };
    }

    private ApiError wrong(String value) {
      return ApiError.invalid(
          1014, "Неверное значение '" + value + "' параметра фильтрации '" + name + "'");
    }

    boolean holds(Doc doc, Set<String> wanted) {
      List<String> present = present(doc);
      if (present.isEmpty()) {
        return wanted.contains("");
      }
      return present.stream().anyMatch(wanted::contains);
    }

    boolean compares(Doc doc, String operator, @Nullable String wanted) {
      List<String> present = present(doc);
      if (present.isEmpty() || wanted == null || wanted.isEmpty()) {
        return false;
      }
      String value = present.get(0);
      int order =
          kind.equals("d")
              ? value.compareTo(wanted)
              : new BigDecimal(value).compareTo(new BigDecimal(wanted));
      return switch (operator) {
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    }

    boolean like(Doc doc, String operator, String wanted) {
      String lower = wanted.toLowerCase(Locale.ROOT);
      return present(doc).stream()
          .map(value -> value.toLowerCase(Locale.ROOT))
          .anyMatch(
              value ->
                  switch (operator) {
                    case "~" -> value.contains(lower);
                    case "~=" -> value.startsWith(lower);
                    default -> value.endsWith(lower);
                  });
    }

    private List<String> present(Doc doc) {
      return values.apply(doc);
    }
  }
}
