package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of extra fields: a row of its own beside the object's, stamped on its own. */
final class Extras {

  private static final String PREFIX = "options_";

  private Extras() {}

  /** The extra fields declared for a table, by name. */
  static Map<String, Row> declared(Session session, String element) {
    Map<String, Row> fields = new LinkedHashMap<>();
    session
        .data
        .where("extrafields", row -> row.text("elementtype").equals(element))
        .forEach(row -> fields.put(row.text("name"), row));
    return fields;
  }

  static Map<String, Column> columns(Session session, String element) {
    Map<String, Column> columns = new LinkedHashMap<>();
    declared(session, element)
        .forEach(
            (name, row) ->
                columns.put(name, Column.extra(name, row.text("type"), row.text("size"))));
    return columns;
  }

  /** The {@code array_options} of an object: a list where there are none. */
  static JsonNode shown(Session session, String element, long id) {
    Row held = session.data.find(element + "_extrafields", id);
    ObjectNode options = Php.object();
    if (held != null) {
      columns(session, element)
          .forEach(
              (name, column) -> {
                Object value = held.get(name);
                if (value == null) {
                  options.putNull(PREFIX + name);
                } else if (column.temporal()) {
                  options.put(PREFIX + name, session.clocks().read(value.toString()));
                } else {
                  options.put(PREFIX + name, Row.shown(value));
                }
              });
    }
    return Php.map(options);
  }

  /**
   * Stores what a body says of extra fields. Unknown names are left out; old versions forget the
   * fields that a change does not name.
   */
  static void store(
      Session session, String element, long id, @Nullable JsonNode options, boolean fresh) {
    Map<String, Column> columns = columns(session, element);
    if (fresh) {
      checkRequired(session, element, options);
    }
    if (options == null || !options.isObject() || columns.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    String table = element + "_extrafields";
    Row held = session.data.find(table, id);
    if (held != null && forgets(session.setup.version)) {
      columns.keySet().forEach(name -> values.put(name, null));
    }
    boolean named = false;
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      Column column = columns.get(name(session, option.getKey(), fresh));
      if (column != null) {
        named = true;
        values.put(column.name(), value(session, column, option.getValue()));
      }
    }
    if (!named) {
      return;
    }
    checkUnique(session, element, id, values);
    if (held == null) {
      session.data.insert(table, id, values, columns);
    } else {
      session.data.update(table, id, values, columns);
    }
  }

  private static String name(Session session, String key, boolean fresh) {
    if (key.startsWith(PREFIX)) {
      return key.substring(PREFIX.length());
    }
    // Without its prefix a name is understood by changes only, and only of late.
    return !fresh && session.setup.version.atLeast(24) ? key : "";
  }

  private static boolean forgets(Version version) {
    return version.atLeast(20) ? !version.atLeast("20.0.4") : !version.atLeast("18.0.7");
  }

  private static @Nullable Object value(Session session, Column column, JsonNode given) {
    String text = Sanitiser.plain(Php.text(given));
    if (text.isEmpty()) {
      return null;
    }
    if (column.temporal()) {
      return session.clocks().written(text);
    }
    if (!column.textual() && !Php.numeric(text)) {
      throw new Transaction.Refused("ErrorWrongValueForField");
    }
    return text;
  }

  private static void checkRequired(Session session, String element, @Nullable JsonNode options) {
    declared(session, element)
        .forEach(
            (name, row) -> {
              if (row.number("fieldrequired") == 1
                  && (options == null || Php.text(options.get(PREFIX + name)).isEmpty())) {
                throw new Transaction.Refused("ErrorFieldRequired " + row.text("label"));
              }
            });
  }

  private static void checkUnique(
      Session session, String element, long id, Map<String, @Nullable Object> values) {
    String table = element + "_extrafields";
    declared(session, element)
        .forEach(
            (name, row) -> {
              Object value = values.get(name);
              if (row.number("fieldunique") != 1 || value == null) {
                return;
              }
              boolean taken =
                  session
                      .data
                      .where(
                          table,
                          other ->
                              other.id() != id
                                  && Php.sameText(other.text(name), value.toString())
                                  && other.get(name) != null)
                      .findAny()
                      .isPresent();
              if (taken) {
                throw new Transaction.Refused(
                    "Duplicate entry '"
                        + value
                        + "' for key 'uk_"
                        + table
                        + "_"
                        + name.toLowerCase(Locale.ROOT)
                        + "'");
              }
            });
  }

  static void forget(Session session, String element, long id) {
    session.data.delete(element + "_extrafields", id);
  }
}
