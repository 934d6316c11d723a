package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of a codec's table: a canonical field and what it is called and how it is written at the
 * vendor.
 *
 * @param field the canonical field
 * @param names the vendor's fields; the line reads a document only if it has the first
 * @param reader takes the value out of a document
 * @param writer puts the value, or that there is none, into the fields of a write; null if it is
 *     read only
 * @param filter gives the vendor's filter for a value; null if it cannot be searched
 * @since 0.1
 */
public record Line<V>(
    Field<V> field,
    List<String> names,
    Function<JsonNode, Optional<V>> reader,
    @Nullable Writer<V> writer,
    @Nullable Function<V, Map<String, @Nullable Object>> filter) {

  /** Puts a value into the fields of a write. */
  public interface Writer<V> {

    /** Writes the value, or that there is none. */
    void write(Optional<V> wanted, Map<String, @Nullable Object> into);
  }

  /** A field that is read and never written. */
  public static <V> Line<V> reads(
      Field<V> field, Function<JsonNode, Optional<V>> reader, String... names) {
    return new Line<>(field, List.of(names), reader, null, null);
  }

  /** A field made of several of the vendor's. */
  public static <V> Line<V> of(
      Field<V> field, Function<JsonNode, Optional<V>> reader, Writer<V> writer, String... names) {
    return new Line<>(field, List.of(names), reader, writer, null);
  }

  /** A field of one name. */
  public static <V> Line<V> of(
      Field<V> field,
      String name,
      Function<JsonNode, Optional<V>> reader,
      Function<V, Object> put) {
    return new Line<>(
        field,
        List.of(name),
        row -> reader.apply(row.path(name)),
        (wanted, into) -> into.put(name, wanted.map(put).orElse("")),
        null);
  }

  /** A text of one name. */
  public static Line<String> text(Field<String> field, String name) {
    return of(field, name, Values::text, text -> text);
  }

  /** The same line, searchable by one of the vendor's filters. */
  public Line<V> searched(String filterName, Function<V, Object> value) {
    return new Line<>(
        field,
        names,
        reader,
        writer,
        wanted -> {
          Map<String, @Nullable Object> filters = new java.util.LinkedHashMap<>();
          filters.put(filterName, value.apply(wanted));
          return filters;
        });
  }

  /** The same line, reading whole documents. */
  Line<V> reading(Function<JsonNode, Optional<V>> whole) {
    return new Line<>(field, names, whole, writer, filter);
  }

  void read(JsonNode row, Entity.Builder into) {
    if (row.has(names.get(0))) {
      into.set(field, reader.apply(row));
    }
  }

  void write(Entity delta, Map<String, @Nullable Object> into) {
    if (writer != null && delta.knows(field)) {
      writer.write(delta.get(field), into);
    }
  }
}
