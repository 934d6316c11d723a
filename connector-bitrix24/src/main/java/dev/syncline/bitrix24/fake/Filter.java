package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A list's filter, read once per call: what it lets through and how the table may be entered. */
final class Filter {

  /** What a family of methods takes in its filters. */
  record Dialect(boolean in, boolean logic, boolean ignoresUnknown) {
    static final Dialect ITEMS = new Dialect(true, true, false);
    static final Dialect CATALOG = new Dialect(true, true, false);
    static final Dialect PRODUCTS = new Dialect(false, true, false);
    static final Dialect ROWS = new Dialect(false, true, false);
    static final Dialect LEGACY = new Dialect(true, false, true);
  }

  private static final Pattern KEY =
      Pattern.compile("^(!=%|!%=|!%|!@|!=|!|>=|<=|>|<|=%|%=|%|@|=)?(.+)$");

  private final Schema schema;
  private final Dialect dialect;
  private final ServerTime time;
  private final List<Predicate<ObjectNode>> conditions = new ArrayList<>();
  private long after;
  private @Nullable String field;
  private Set<String> values = Set.of();

  private Filter(Schema schema, Dialect dialect, ServerTime time) {
    this.schema = schema;
    this.dialect = dialect;
    this.time = time;
  }

  static Filter of(@Nullable JsonNode sent, Schema schema, Dialect dialect, ServerTime time) {
    Filter filter = new Filter(schema, dialect, time);
    if (sent != null && sent.isContainerNode()) {
      filter.conditions.addAll(filter.read(Php.map(sent), true));
    }
    return filter;
  }

  boolean accepts(ObjectNode document) {
    for (Predicate<ObjectNode> condition : conditions) {
      if (!condition.test(document)) {
        return false;
      }
    }
    return true;
  }

  void also(Predicate<ObjectNode> condition) {
    conditions.add(condition);
  }

  /**
   * The documents that can match, by id: the tail behind {@code >id}, or the holders of looked-up
   * values.
   */
  Iterable<ObjectNode> candidates(Table table) {
    if (field != null && table.indexed(field)) {
      return table.with(field, values).values();
    }
    return table.after(after).values();
  }

  private List<Predicate<ObjectNode>> read(ObjectNode sent, boolean top) {
    List<Predicate<ObjectNode>> read = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : sent.properties()) {
      if (dialect.logic() && each.getKey().matches("\\d+") && each.getValue().isContainerNode()) {
        read.add(group(Php.map(each.getValue())));
      } else if (!each.getKey().equals("logic")) {
        Predicate<ObjectNode> condition = condition(each.getKey(), each.getValue(), top);
        if (condition != null) {
          read.add(condition);
        }
      }
    }
    return read;
  }

  private Predicate<ObjectNode> group(ObjectNode sent) {
    boolean or = "OR".equals(Values.text(sent.get("logic")).toUpperCase(Locale.ROOT));
    if (!or) {
      List<Predicate<ObjectNode>> all = read(sent, false);
      return document -> all.stream().allMatch(each -> each.test(document));
    }
    List<Predicate<ObjectNode>> any = read(sent, false);
    return document -> any.stream().anyMatch(each -> each.test(document));
  }

  private @Nullable Predicate<ObjectNode> condition(String key, JsonNode sent, boolean top) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      throw notAllowed(key);
    }
    String prefix = parts.group(1) == null ? "" : parts.group(1);
    Column column = schema.find(parts.group(2));
    if (column == null || !column.filterable()) {
      if (dialect.ignoresUnknown()) {
        return null;
      }
      throw notAllowed(parts.group(2));
    }
    if (!dialect.in() && prefix.contains("@")) {
      throw notAllowed(key);
    }
    JsonNode wanted =
        column.type() == Column.Type.PROPERTY && sent.isObject() && sent.has("value")
            ? sent.get("value")
            : sent;
    if (wanted.isObject()) {
      wanted = Php.lists(wanted);
    }
    if (wanted.isObject()) {
      throw invalid(parts.group(2));
    }
    enter(prefix, column, wanted, top);
    return test(prefix, column, parts.group(2), wanted);
  }

  private void enter(String prefix, Column column, JsonNode wanted, boolean top) {
    boolean id = column.name().equals("id") || column.name().equals("ID");
    if (top && id && (prefix.equals(">") || prefix.equals(">=")) && !wanted.isArray()) {
      after = Math.max(after, Values.id(wanted) - (prefix.equals(">=") ? 1 : 0));
    }
    boolean equality = prefix.isEmpty() || prefix.equals("=") || prefix.equals("@");
    if (top && equality && !column.type().timed() && !column.multiple() && worthIt(column)) {
      Set<String> keys = new HashSet<>();
      for (JsonNode each : wanted.isArray() ? wanted : Php.NODES.arrayNode().add(wanted)) {
        if (Values.empty(each) || Values.text(each).equals("0")) {
          return;
        }
        keys.add(column.type().numeric() ? numeral(each) : Values.text(each));
      }
      field = column.name();
      values = keys;
    }
  }

  /**
   * Only fields that point to few documents are entered by; a flag or a block would gather the
   * whole table.
   */
  private static boolean worthIt(Column column) {
    return switch (column.name()) {
      case "id",
          "ID",
          "originId",
          "xmlId",
          "ownerId",
          "productId",
          "parentId",
          "ENTITY_ID",
          "propertyId",
          "storeId",
          "docId" ->
          true;
      default -> false;
    };
  }

  private static String numeral(JsonNode node) {
    Long whole = Values.whole(node);
    return whole == null ? Values.text(node) : whole.toString();
  }

  private Predicate<ObjectNode> test(String prefix, Column column, String name, JsonNode wanted) {
    return switch (prefix) {
      case "", "=", "@" -> among(column, name, wanted);
      case "!", "!=", "!@" -> among(column, name, wanted).negate();
      case ">", ">=", "<", "<=" -> compared(prefix, column, name, wanted);
      case "%" -> like(column, "%" + Values.text(wanted) + "%");
      case "!%" -> like(column, "%" + Values.text(wanted) + "%").negate();
      case "=%", "%=" -> like(column, Values.text(wanted));
      default -> like(column, Values.text(wanted)).negate();
    };
  }

  private Predicate<ObjectNode> among(Column column, String name, JsonNode wanted) {
    Set<String> keys = new HashSet<>();
    for (JsonNode each : wanted.isArray() ? wanted : Php.NODES.arrayNode().add(wanted)) {
      String key = key(column, name, each);
      if (key != null) {
        keys.add(key);
      }
    }
    return document -> {
      JsonNode held = document.get(column.name());
      if (held != null && held.isArray()) {
        for (JsonNode each : held) {
          if (keys.contains(held(column, each))) {
            return true;
          }
        }
        return held.isEmpty() && keys.contains("");
      }
      return keys.contains(held(column, held));
    };
  }

  /** The value in the form it is compared by; null if it can match nothing. */
  private @Nullable String key(Column column, String name, JsonNode sent) {
    if (sent.isContainerNode()) {
      throw invalid(name);
    }
    if (Values.empty(sent)) {
      return column.type() == Column.Type.FLAG ? "N" : column.type().numeric() ? "0" : "";
    }
    if (column.type().numeric()) {
      BigDecimal number = Values.decimal(sent);
      if (number == null) {
        throw invalid(name);
      }
      return plain(number);
    }
    return switch (column.type()) {
      case DATETIME -> time.moment(sent.asText());
      case DATE -> time.dateOf(sent.asText());
      case FLAG -> Values.flag(sent);
      case UF_FLAG -> ufFlag(name, sent);
      default -> sent.asText();
    };
  }

  /** The portal compares a custom flag as a number, although it shows Y and N. */
  private static String ufFlag(String name, JsonNode sent) {
    return switch (sent.asText()) {
      case "1", "true" -> "Y";
      case "0", "false" -> "N";
      default -> throw invalid(name);
    };
  }

  private static String held(Column column, @Nullable JsonNode held) {
    JsonNode value = held != null && held.isObject() ? held.get("value") : held;
    if (column.type().numeric()) {
      BigDecimal number = Values.decimal(value);
      return number == null ? "0" : plain(number);
    }
    if (column.type() == Column.Type.FLAG || column.type() == Column.Type.UF_FLAG) {
      return "Y".equals(Values.flag(value)) ? "Y" : "N";
    }
    return Values.text(value);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private Predicate<ObjectNode> compared(
      String prefix, Column column, String name, JsonNode wanted) {
    if (wanted.isContainerNode()) {
      throw invalid(name);
    }
    if (column.type().numeric()) {
      BigDecimal bound = Values.empty(wanted) ? BigDecimal.ZERO : Values.decimal(wanted);
      if (bound == null) {
        throw invalid(name);
      }
      return document -> {
        BigDecimal held = Values.decimal(document.get(column.name()));
        return held != null && holds(prefix, held.compareTo(bound));
      };
    }
    String bound = bound(column, wanted);
    if (bound == null) {
      return document -> false;
    }
    return document -> {
      String held = held(column, document.get(column.name()));
      return !held.isEmpty() && holds(prefix, held.compareTo(bound));
    };
  }

  /** Moments are stored in one offset and one shape, so their texts compare as the moments do. */
  private @Nullable String bound(Column column, JsonNode wanted) {
    String text = Values.text(wanted);
    return switch (column.type()) {
      case DATETIME -> time.moment(text);
      case DATE -> time.dateOf(text);
      default -> text;
    };
  }

  private static boolean holds(String prefix, int comparison) {
    return switch (prefix) {
      case ">" -> comparison > 0;
      case ">=" -> comparison >= 0;
      case "<" -> comparison < 0;
      default -> comparison <= 0;
    };
  }

  private static Predicate<ObjectNode> like(Column column, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.split("%", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    Pattern compiled =
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    return document -> compiled.matcher(held(column, document.get(column.name()))).matches();
  }

  private static Refusal notAllowed(String name) {
    return Refusal.bad(
        "INVALID_ARG_VALUE", "Invalid filter: field '" + name + "' is not allowed in filter");
  }

  private static Refusal invalid(String name) {
    return Refusal.bad(
        "INVALID_ARG_VALUE", "Invalid filter: field '" + name + "' has invalid value");
  }
}
