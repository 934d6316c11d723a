package dev.syncline.dolibarr.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables of the fake's database, as {@code tables.txt} lists them. */
final class Schema {

  /** Columns that no two rows of a table may share. */
  record Unique(String key, List<String> columns) {}

  private static final Map<String, Map<String, Column>> TABLES = new LinkedHashMap<>();
  private static final Map<String, List<Unique>> UNIQUES = new LinkedHashMap<>();

  static {
    try (InputStream in =
            Objects.requireNonNull(Schema.class.getResourceAsStream("tables.txt"), "tables.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(Schema::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schema() {}

  private static void read(String line) {
    String[] words = line.split(" ");
    List<String> rest = List.of(words).subList(1, words.length);
    if (words[0].equals("unique")) {
      UNIQUES
          .computeIfAbsent(rest.get(0), table -> new ArrayList<>())
          .add(new Unique(rest.get(1), rest.subList(2, rest.size())));
      return;
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    rest.stream().map(Column::parse).forEach(column -> columns.put(column.name(), column));
    TABLES.put(words[0], columns);
  }

  /** The columns of a table by name; an extra field's table has none of its own. */
  static Map<String, Column> columns(String table) {
    return TABLES.getOrDefault(table, Map.of());
  }

  static List<Unique> uniques(String table) {
    return UNIQUES.getOrDefault(table, List.of());
  }
}
