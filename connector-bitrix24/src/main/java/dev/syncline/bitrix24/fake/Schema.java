package dev.syncline.bitrix24.fake;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of one kind of document by the names a dialect calls them. */
final class Schema {

  private final Map<String, Column> byName = new LinkedHashMap<>();
  private final boolean upperCase;

  private Schema(boolean upperCase) {
    this.upperCase = upperCase;
  }

  /** camelCase names; {@code ID} passes for {@code id}, as two popular clients send it. */
  static Schema camel(Collection<Column> columns) {
    Schema schema = new Schema(false);
    columns.forEach(each -> schema.byName.put(each.name(), each));
    Column id = schema.byName.get("id");
    if (id != null) {
      schema.byName.put("ID", id);
    }
    return schema;
  }

  static Schema legacy(Collection<Column> columns) {
    Schema schema = new Schema(true);
    columns.forEach(each -> schema.byName.put(each.upper(), each));
    return schema;
  }

  static Schema parse(String lines) {
    return camel(lines.lines().filter(line -> !line.isBlank()).map(Column::of).toList());
  }

  /** The same schema with one more name for a column. */
  Schema alias(String name, Column column) {
    byName.put(name, column);
    return this;
  }

  @Nullable Column find(String name) {
    return byName.get(upperCase ? name.toUpperCase(Locale.ROOT) : name);
  }

  Map<String, Column> columns() {
    return byName;
  }
}
