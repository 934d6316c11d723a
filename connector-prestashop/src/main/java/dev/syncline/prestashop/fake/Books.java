package dev.syncline.prestashop.fake;

import dev.syncline.connector.TimeSource;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that a shop holds: its tables, its settings, its clock on the wall. */
final class Books {

  static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  final Version version;
  final Schema schema;
  final Map<Integer, byte[]> productImages = new TreeMap<>();
  final Map<String, byte[]> otherImages = new TreeMap<>();
  final HintModule hints = new HintModule(this);

  private final TimeSource time;
  private final ZoneId zone;
  private final Map<String, Table> tables = new HashMap<>();
  private @Nullable Instant pretended;
  private volatile boolean warns;

  Books(Version version, TimeSource time, ZoneId zone) {
    this.version = version;
    this.schema = new Schema(version);
    this.time = time;
    this.zone = zone;
  }

  /** Whether PHP's warnings come as errors, as hosts have it or not. */
  boolean warns() {
    return warns;
  }

  void warns(boolean on) {
    warns = on;
  }

  Table table(String name) {
    return tables.computeIfAbsent(name, Table::new);
  }

  Row row(String table, int id) {
    return Objects.requireNonNull(table(table).find(id), () -> table + "/" + id);
  }

  @Nullable Row find(String table, int id) {
    return table(table).find(id);
  }

  Collection<Row> all(String table) {
    return table(table).all();
  }

  List<Row> by(String table, String field, Object value) {
    return table(table).by(field, value);
  }

  /** The present moment as the shop writes it: local to its zone, seconds, no zone said. */
  String now() {
    return written(instant());
  }

  Instant instant() {
    Instant moment = pretended;
    return moment == null ? time.now() : moment;
  }

  String written(Instant moment) {
    return MOMENT.format(LocalDateTime.ofInstant(moment, zone));
  }

  ZoneId zone() {
    return zone;
  }

  /** Does something as if it were another moment: what a shop did before it is looked at. */
  void at(Instant moment, Runnable act) {
    Instant before = pretended;
    pretended = moment;
    try {
      act.run();
    } finally {
      pretended = before;
    }
  }

  List<Integer> languages() {
    return all("languages").stream().map(row -> row.id).toList();
  }

  int defaultLanguage() {
    return number("PS_LANG_DEFAULT");
  }

  int defaultShop() {
    return number("PS_SHOP_DEFAULT");
  }

  String config(String name) {
    List<Row> rows = by("configurations", "name", name);
    return rows.isEmpty() ? "" : rows.get(0).get("value");
  }

  int number(String name) {
    return (int) Values.leadingNumber(config(name));
  }

  void configure(String name, Object value) {
    List<Row> rows = by("configurations", "name", name);
    Row row = rows.isEmpty() ? table("configurations").add() : rows.get(0);
    row.set("name", name).set("value", value).set("date_upd", now());
    if (rows.isEmpty()) {
      row.set("id_shop", "").set("id_shop_group", "").set("date_add", now());
    }
  }

  /** A new row with every field at what the column starts with. */
  Row create(String resource) {
    Resource known = schema.get(resource);
    Row row = table(known.table()).add();
    fill(known, row);
    return row;
  }

  void fill(Resource resource, Row row) {
    for (Field field : resource.fields().values()) {
      if (!field.lang() && !field.computed()) {
        row.set(field.name(), Values.stored(field, field.fallback()));
      } else if (field.lang()) {
        row.setTexts(field.name(), everywhere(languages(), ""));
      }
    }
    for (String date : List.of("date_add", "date_upd")) {
      if (resource.has(date)) {
        row.set(date, now());
      }
    }
  }

  /** The shops of a group. */
  List<Integer> shopsOf(int group) {
    return by("shops", "id_shop_group", group).stream().map(row -> row.id).toList();
  }

  /** These shops, with those that share customers or orders with them. */
  Set<Integer> sharing(Collection<Integer> shops, String what) {
    Set<Integer> reach = new HashSet<>(shops);
    for (int shop : shops) {
      Row known = find("shops", shop);
      Row group = known == null ? null : find("shop_groups", known.num("id_shop_group"));
      if (group != null && group.flag(what)) {
        reach.addAll(shopsOf(group.id));
      }
    }
    return reach;
  }

  List<Integer> shops() {
    return all("shops").stream().map(row -> row.id).toList();
  }

  void touch(Row row) {
    row.set("date_upd", now());
  }

  /** One text for every language. */
  static Map<Integer, String> everywhere(List<Integer> languages, String text) {
    Map<Integer, String> by = new TreeMap<>();
    languages.forEach(language -> by.put(language, text));
    return by;
  }
}
