package dev.syncline.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step of the tables' history, as plain SQL. It may be run twice: what is there stays.
 *
 * @param version its number; each version follows the one before
 * @param name as {@code V001__tables}
 * @param sql statements that end with a semicolon at the end of a line; the last one notes the
 *     version
 * @since 0.1
 */
public record Script(int version, String name, String sql) {

  private static final List<String> ALL = List.of("V001__tables", "V002__journal_by_age");

  /** All of a dialect, in their order. */
  static List<Script> all(Tables tables) {
    List<Script> scripts = new ArrayList<>();
    for (String name : ALL) {
      String sql = tables.in(resource(tables.dialect().folder() + "/" + name + ".sql"));
      scripts.add(new Script(scripts.size() + 1, name, sql));
    }
    return List.copyOf(scripts);
  }

  private static String resource(String path) {
    try (InputStream in = Script.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the library's jar lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
  }

  /** Its statements, without comments and semicolons. */
  public List<String> statements() {
    String bare =
        sql.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    return Stream.of(bare.split(";\\s*(\\n|$)")).map(String::trim).toList();
  }
}
