package dev.syncline.store.jdbc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the tables in one database. In SQL they stand as {@code {link}} and {@code
 * {index:journal_time}}.
 */
record Tables(Dialect dialect, @Nullable String schema, String prefix) {

  private static final Pattern PLACE = Pattern.compile("\\{(index:)?([a-z_]+)}");

  String in(String sql) {
    return PLACE
        .matcher(sql)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    place.group(1) == null ? named(place.group(2)) : index(place.group(2))));
  }

  private String named(String table) {
    return qualifier() + dialect.quoted(prefix + table);
  }

  /** An index lives where its table does; two databases want that said, two refuse it. */
  private String index(String name) {
    boolean said = dialect == Dialect.H2 || dialect == Dialect.SQLITE;
    return (said ? qualifier() : "") + dialect.quoted(prefix + name);
  }

  private String qualifier() {
    return Optional.ofNullable(schema).map(name -> dialect.quoted(name) + ".").orElse("");
  }

  /**
   * What a lock on these tables is called where a database has named locks; 64 characters at most.
   */
  String lockName(String what) {
    String name = "syncline/" + what + "/" + schema + "/" + prefix;
    return name.length() > 64 ? "syncline/" + Integer.toHexString(name.hashCode()) : name;
  }

  @Override
  public String toString() {
    return dialect + " store " + Optional.ofNullable(schema).map(s -> s + ".").orElse("") + prefix;
  }
}
