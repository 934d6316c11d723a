package dev.syncline.prestashop.fake;

import dev.syncline.prestashop.fake.Refusal.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists: which rows a shop sees, filtered, sorted and cut. */
final class Lists {

  private static final Pattern SORTS = Pattern.compile("^\\[(.*)]$");
  private static final int ARRAY_OFFSETS = 4;

  /** Rows come in no order of ours unless one is asked for. */
  private static final Comparator<Row> AS_THE_INDEX_HAS_THEM =
      Comparator.comparingInt(row -> row.id * 0x9E3779B1);

  private static final Set<String> SHARED_BY_GROUP = Set.of("customers", "orders");

  private final Books books;

  Lists(Books books) {
    this.books = books;
  }

  /** What a list shows and its rows. */
  record Found(Display display, List<Row> rows) {}

  Found find(Call call, Resource resource) {
    try {
      return found(call, resource);
    } catch (Refusal refusal) {
      throw unfiltered(refusal);
    }
  }

  /** The shop goes on with no filters at all, and PHP complains once for each part it misses. */
  Refusal unfiltered(Refusal refusal) {
    if (!books.warns()) {
      return refusal;
    }
    Fault warning = Refusal.warning("Trying to access array offset on value of type bool");
    return refusal.with(500, Collections.nCopies(ARRAY_OFFSETS, warning));
  }

  private Found found(Call call, Resource resource) {
    List<Row> rows = new ArrayList<>();
    boolean dateless = false;
    List<Predicate<Row>> tests = new ArrayList<>();
    for (Map.Entry<String, String> filter : call.filters.entrySet()) {
      Field field = filterable(call, resource, filter.getKey(), filter.getValue());
      dateless |= field.isServerDate() && !resource.has(field.name());
      tests.add(test(call, field, filter.getValue()));
    }
    Display display = Display.of(call, resource, Display.MINIMUM);
    Comparator<Row> order = AS_THE_INDEX_HAS_THEM;
    if (call.has("sort")) {
      List<Sort> sorts = sorts(call, resource);
      dateless |=
          sorts.stream()
              .anyMatch(each -> each.field.isServerDate() && !resource.has(each.field.name()));
      for (int i = sorts.size() - 1; i >= 0; i--) {
        order = sorts.get(i).comparator(call).thenComparing(order);
      }
    }
    int[] limit = limit(call);
    // A table without the column answers the database's error as an empty list.
    if (!dateless) {
      for (Row row : books.all(resource.table())) {
        if (visible(call, resource, row) && tests.stream().allMatch(each -> each.test(row))) {
          rows.add(row);
        }
      }
      rows.sort(order);
    }
    int from = Math.min(limit[0], rows.size());
    int to = (int) Math.min((long) from + limit[1], rows.size());
    return new Found(display, rows.subList(from, to));
  }

  private boolean visible(Call call, Resource resource, Row row) {
    if (resource.sharing() == Resource.Sharing.LINKED) {
      return row.shops.contains(call.shop);
    }
    if (SHARED_BY_GROUP.contains(resource.name())) {
      String shared = resource.name().equals("orders") ? "share_order" : "share_customer";
      return books.sharing(call.shops, shared).contains(row.num("id_shop"));
    }
    return true;
  }

  private Predicate<Row> test(Call call, Field field, String given) {
    Filter filter = new Filter(field, given, !books.version.atLeast("1.7.0"));
    if (field.lang()) {
      return row -> {
        Map<Integer, String> texts = row.texts(field.name(), call.shop);
        return call.languages.stream().anyMatch(each -> filter.test(texts.getOrDefault(each, "")));
      };
    }
    return row -> filter.test(row.get(field.name(), call.shop));
  }

  private Field filterable(Call call, Resource resource, String name, String given) {
    Field field = known(call, resource, name);
    if (field == null || (field.lang() && given.isEmpty())) {
      throw Refusal.of(
          400,
          32,
          "This filter does not exist. Did you mean: \""
              + Gate.closest(name, available(call, resource))
              + "\"? The full list is: \""
              + String.join("\", \"", available(call, resource))
              + "\"");
    }
    if (given.isEmpty()) {
      throw Refusal.of(400, 33, "The filter \"" + name + "\" is malformed.");
    }
    if (field.computed()) {
      throw Refusal.of(
          400,
          34,
          "The field \""
              + name
              + "\" is dynamic. It is not possible to filter GET query with this field.");
    }
    return field;
  }

  /** The field of a filter or sort; dates only with {@code date=1}, then on every resource. */
  private static @Nullable Field known(Call call, Resource resource, String name) {
    Field field = name.equals("id") ? id() : resource.fields().get(name);
    boolean date = name.equals("date_add") || name.equals("date_upd");
    if (!date) {
      return field;
    }
    boolean asked = !call.param("date").isEmpty() && !call.param("date").equals("0");
    return !asked ? null : field == null ? Field.parse(name + " date", new Version("9")) : field;
  }

  private static Field id() {
    return Objects.requireNonNull(Field.parse("id int", new Version("9")));
  }

  private static List<String> available(Call call, Resource resource) {
    return Display.names(resource).stream()
        .filter(name -> known(call, resource, name) != null)
        .toList();
  }

  private record Sort(Field field, boolean descending) {

    Comparator<Row> comparator(Call call) {
      Comparator<Row> order =
          (left, right) -> Filter.compare(field, value(left, call), value(right, call));
      return descending ? order.reversed() : order;
    }

    private String value(Row row, Call call) {
      return field.lang()
          ? row.texts(field.name(), call.shop).getOrDefault(call.languages.get(0), "")
          : row.get(field.name(), call.shop);
    }
  }

  private static List<Sort> sorts(Call call, Resource resource) {
    String given = call.param("sort");
    Matcher list = SORTS.matcher(given);
    List<Sort> sorts = new ArrayList<>();
    for (String each : (list.matches() ? list.group(1) : given).split(",")) {
      int at = each.lastIndexOf('_');
      String way = at < 0 ? "" : each.substring(at + 1).toUpperCase(Locale.ROOT);
      if (!way.equals("ASC") && !way.equals("DESC")) {
        throw Refusal.of(
            400,
            37,
            "The \"sort\" value has to be formed as this example: \"field_ASC\" or"
                + " '[field_1_DESC,field_2_ASC,field_3_ASC,...]' (\"field\" has to be an available"
                + " field)");
      }
      Field field = known(call, resource, each.substring(0, at));
      if (field == null) {
        throw Refusal.of(
            400,
            38,
            "Unable to filter by this field. However, these are available: "
                + String.join(", ", available(call, resource))
                + ", for i18n fields:");
      }
      sorts.add(new Sort(field, way.equals("DESC")));
    }
    return sorts;
  }

  private static int[] limit(Call call) {
    if (!call.has("limit")) {
      return new int[] {0, Integer.MAX_VALUE};
    }
    String[] parts = call.param("limit").split(",", -1);
    if (parts.length > 2) {
      throw Refusal.of(
          400, 39, "The \"limit\" value has to be formed as this example: \"5,25\" or \"10\"");
    }
    int first = (int) Values.leadingNumber(parts[0]);
    return parts.length == 1
        ? new int[] {0, first}
        : new int[] {first, (int) Values.leadingNumber(parts[1])};
  }
}
