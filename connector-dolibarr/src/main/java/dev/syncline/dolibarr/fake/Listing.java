package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists: filtered, sorted, cut into pages by offset, narrowed to some properties. */
final class Listing {

  private static final int DEFAULT_LIMIT = 100;

  private Listing() {}

  /** The columns a kind's filters may name: its own, its extra fields', its third party's. */
  private record Tables(Session session, Kind kind, Map<String, Column> extra)
      implements SqlFilter.Scope {

    private static final Column TEXT = new Column("x", Column.Type.CHARACTERS, 255);
    private static final Set<String> EXTRA_OWN = Set.of("rowid", "tms", "fk_object", "import_key");

    @Override
    public @Nullable Column column(String name) {
      String plain = plain(name);
      return switch (alias(name)) {
        case "t" -> Schema.columns(kind.table()).get(plain);
        case "s" -> withThirdParty() ? Schema.columns("societe").get(plain) : null;
        default -> {
          if (!kind.hasExtra() || !alias(name).equals(kind.extraAlias())) {
            yield null;
          }
          Column declared = extra.get(plain);
          yield declared != null || !EXTRA_OWN.contains(plain)
              ? declared
              : plain.equals("tms")
                  ? new Column("tms", Column.Type.CHANGED, 0)
                  : plain.equals("import_key") ? TEXT : new Column(plain, Column.Type.WHOLE, 0);
        }
      };
    }

    private boolean withThirdParty() {
      return Schema.columns(kind.table()).containsKey("fk_soc");
    }

    private String alias(String name) {
      int dot = name.indexOf('.');
      if (dot >= 0) {
        return name.substring(0, dot);
      }
      return Schema.columns(kind.table()).containsKey(name) ? "t" : kind.extraAlias();
    }

    private static String plain(String name) {
      return name.substring(name.indexOf('.') + 1);
    }

    @Override
    public @Nullable Object value(String name, Row row) {
      return switch (alias(name)) {
        case "t" -> row.get(plain(name));
        case "s" -> of(session.data.find("societe", row.number("fk_soc")), plain(name));
        default -> {
          Row held = session.data.find(kind.extraTable(), row.id());
          yield plain(name).equals("fk_object")
              ? (held == null ? null : Long.valueOf(row.id()))
              : of(held, plain(name));
        }
      };
    }

    private static @Nullable Object of(@Nullable Row row, String column) {
      return row == null ? null : row.get(column);
    }

    @Override
    public String now() {
      return session.clocks().phpNow();
    }
  }

  static SqlFilter.Scope scope(Session session, Kind kind) {
    return new Tables(
        session, kind, kind.hasExtra() ? Extras.columns(session, kind.extra()) : Map.of());
  }

  /** The answer to a list request over these rows. */
  static JsonNode answer(
      Call call, Kind kind, List<Row> rows, Function<Row, ? extends JsonNode> shown) {
    Session session = call.session();
    SqlFilter.Scope scope = scope(session, kind);
    Predicate<Row> wanted =
        call.query("sqlfilters")
            .filter(text -> !text.isEmpty())
            .map(text -> SqlFilter.parse(text, scope, session.setup.version, kind.listed()))
            .orElse(row -> true);
    List<Row> found = new ArrayList<>(rows.stream().filter(wanted).toList());
    found.sort(order(call, kind, scope));
    int limit = call.whole("limit", DEFAULT_LIMIT);
    int page = Math.max(0, call.whole("page", 0));
    List<Row> cut = cut(found, limit, page);
    List<String> properties = properties(call);
    ArrayNode data = Php.array();
    cut.forEach(row -> data.add(narrowed(shown.apply(row), properties)));
    boolean totals = kind.pagedSince() > 0 && session.setup.version.atLeast(kind.pagedSince());
    if (totals && call.flag("pagination_data")) {
      return withTotals(data, found.size(), page, limit);
    }
    if (data.isEmpty() && session.setup.emptyListIsNotFound()) {
      throw ApiError.notFound("No " + kind.listed().replace(" list", "") + " found");
    }
    return data;
  }

  private static List<Row> cut(List<Row> found, int limit, int page) {
    if (limit <= 0) {
      return found;
    }
    int from = (int) Math.min(found.size(), (long) limit * page);
    return found.subList(from, (int) Math.min(found.size(), (long) from + limit));
  }

  private static JsonNode withTotals(ArrayNode data, int total, int page, int limit) {
    if (limit == 0) {
      throw new Crash("");
    }
    ObjectNode answer = Php.object();
    answer.set("data", data);
    answer
        .putObject("pagination")
        .put("total", total)
        .put("page", page)
        .put("page_count", (total + limit - 1) / limit)
        .put("limit", limit);
    return answer;
  }

  static List<String> properties(Call call) {
    return call.query("properties")
        .filter(text -> !text.isEmpty())
        .map(text -> List.of(text.split(",")))
        .orElse(List.of());
  }

  static JsonNode narrowed(JsonNode object, List<String> properties) {
    return properties.isEmpty() || !(object instanceof ObjectNode whole)
        ? object
        : whole.retain(properties);
  }

  private static Comparator<Row> order(Call call, Kind kind, SqlFilter.Scope scope) {
    String[] fields = call.query("sortfield").orElse(kind.order()).split("\\s*,\\s*");
    String[] orders = call.query("sortorder").orElse("ASC").split("\\s*,\\s*");
    List<Comparator<Row>> comparators = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      String field = fields[i].replaceAll("(?i)[^a-z0-9_.]", "");
      if (scope.column(field) == null) {
        throw ApiError.of(
            503,
            "Error when retrieve "
                + kind.listed()
                + " : Unknown column '"
                + field
                + "' in 'ORDER BY'");
      }
      Comparator<Row> by = by(field, scope);
      boolean down =
          orders[Math.min(i, orders.length - 1)].toUpperCase(Locale.ROOT).startsWith("D");
      comparators.add(down ? by.reversed() : by);
    }
    return comparators.stream().reduce(Comparator::thenComparing).orElseThrow();
  }

  private static Comparator<Row> by(String field, SqlFilter.Scope scope) {
    return (one, other) -> compare(scope.value(field, one), scope.value(field, other));
  }

  private static int compare(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return Boolean.compare(one != null, other != null);
    }
    return one instanceof Number && other instanceof Number
        ? Php.decimal(one).compareTo(Php.decimal(other))
        : Php.folded(one.toString()).compareTo(Php.folded(other.toString()));
  }
}
