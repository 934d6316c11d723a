package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The two-way table of one entity type. Immutable.
 *
 * @param always the vendor's fields that are asked whatever is wanted
 * @param lines one for each canonical field
 * @since 0.1
 */
public record Codec(List<String> always, List<Line<?>> lines) {

  /** The same table with further lines. */
  public Codec and(List<Line<?>> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Line<?>> all = new ArrayList<>(lines);
    all.addAll(more);
    return new Codec(always, all);
  }

  /** Whether it knows fields that an administrator made. */
  public boolean custom() {
    return lines.stream().anyMatch(line -> line.field().custom());
  }

  /** The vendor's fields to ask for. */
  public Set<String> select(FieldSet wanted) {
    Set<String> names = new LinkedHashSet<>(always);
    lines.stream()
        .filter(line -> wanted.wants(line.field()))
        .forEach(line -> names.addAll(line.names()));
    return names;
  }

  /** Says what a document says; what it does not mention stays absent. */
  public void read(JsonNode row, Entity.Builder into) {
    lines.forEach(line -> line.read(row, into));
    ExternalCodes.markerOf(row).ifPresent(into::marker);
  }

  /** The fields of a write that says what this entity says. */
  public Map<String, @Nullable Object> write(Entity delta) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    lines.forEach(line -> line.write(delta, fields));
    return fields;
  }

  /** Whether the entity says something that this table writes. */
  public Set<Field<?>> writes(Entity delta) {
    Set<Field<?>> written = new LinkedHashSet<>();
    lines.stream()
        .filter(line -> line.writer() != null && delta.knows(line.field()))
        .forEach(line -> written.add(line.field()));
    return written;
  }

  /** The fields that can be written. */
  public Field<?>[] writable() {
    return lines.stream()
        .filter(line -> line.writer() != null)
        .map(Line::field)
        .toArray(Field<?>[]::new);
  }

  /** The fields that can only be read. */
  public Field<?>[] readOnly() {
    return lines.stream()
        .filter(line -> line.writer() == null)
        .map(Line::field)
        .toArray(Field<?>[]::new);
  }

  /**
   * The vendor's filter for these fields of an entity; none if one of them cannot be searched. That
   * a field after the first has no value is not said in it: whoever searches looks at what comes.
   */
  public Optional<Map<String, @Nullable Object>> filter(List<Field<?>> fields, Entity values) {
    Map<String, @Nullable Object> filters = new LinkedHashMap<>();
    for (Field<?> field : fields) {
      List<Line<?>> found = new ArrayList<>();
      lines.stream().filter(line -> line.field().equals(field)).forEach(found::add);
      if (found.isEmpty() || !addFilter(found.get(0), values, filters)) {
        return Optional.empty();
      }
    }
    return filters.isEmpty() ? Optional.empty() : Optional.of(filters);
  }

  private static <V> boolean addFilter(
      Line<V> line, Entity values, Map<String, @Nullable Object> into) {
    var filter = line.filter();
    if (filter == null) {
      return false;
    }
    values.get(line.field()).ifPresent(wanted -> into.putAll(filter.apply(wanted)));
    return true;
  }
}
