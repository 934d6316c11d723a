package dev.syncline.prestashop.codec;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of one type. Pure, immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Table {

  /**
   * A row to send.
   *
   * @param row what the shop shall take
   * @param leftOut what it has no room for
   */
  public record Encoded(Row.Builder row, Set<Field<?>> leftOut) {}

  private final EntityType type;
  private final String rowName;
  private final Function<Row, String> id;
  private final Optional<String> marker;
  private final Map<Field<?>, Line<?>> lines = new LinkedHashMap<>();

  /**
   * A table.
   *
   * @param rowName the name of the type's element
   * @param id our id of a row
   * @param marker the element in which a create leaves its marker, if any
   */
  public Table(
      EntityType type,
      String rowName,
      Function<Row, String> id,
      Optional<String> marker,
      List<Line<?>> lines) {
    this.type = type;
    this.rowName = rowName;
    this.id = id;
    this.marker = marker;
    lines.forEach(line -> this.lines.put(line.field(), line));
  }

  /** A table whose ids are the shop's and that leaves no markers. */
  public Table(EntityType type, String rowName, List<Line<?>> lines) {
    this(type, rowName, Row::id, Optional.empty(), lines);
  }

  /** The canonical type. */
  public EntityType type() {
    return type;
  }

  /** The name of its element. */
  public String rowName() {
    return rowName;
  }

  /** The lines. */
  public List<Line<?>> lines() {
    return List.copyOf(lines.values());
  }

  /** The columns and associations that these fields are read from. */
  public Set<String> needs(FieldSet wanted) {
    Set<String> all = new LinkedHashSet<>(Set.of("id"));
    marker.ifPresent(all::add);
    wanted(wanted).forEach(line -> all.addAll(line.needs()));
    return all;
  }

  /** The other resources that these fields are read from. */
  public Set<String> joins(FieldSet wanted) {
    Set<String> all = new LinkedHashSet<>();
    wanted(wanted).forEach(line -> all.addAll(line.joins()));
    return all;
  }

  private List<Line<?>> wanted(FieldSet wanted) {
    return lines.values().stream().filter(line -> wanted.wants(line.field())).toList();
  }

  /** Our id of a row. */
  public String id(Row row) {
    return id.apply(row);
  }

  /** Reads a row: what it does not mention is not said. */
  public Entity read(Row row, Terms terms) {
    Entity.Builder entity = Entity.builder(type, id.apply(row));
    lines.values().forEach(line -> line.reads().read(row, entity, terms));
    marker.map(row::text).filter(text -> !text.isEmpty()).ifPresent(entity::marker);
    return entity.build();
  }

  /**
   * Writes what a delta says.
   *
   * @param how what the lines may look at; its held row is null for a create
   */
  public Encoded write(Entity delta, Line.Written how) {
    Row.Builder row = Row.of(rowName);
    Row held = how.held();
    if (held != null) {
      row.text("id", held.id());
    }
    Set<Field<?>> leftOut = new LinkedHashSet<>();
    for (Line<?> line : lines.values()) {
      if (delta.knows(line.field()) && !(mayWrite(line, held) && write(line, row, delta, how))) {
        leftOut.add(line.field());
      }
    }
    delta.fields().stream().filter(field -> !lines.containsKey(field)).forEach(leftOut::add);
    return new Encoded(row, Set.copyOf(leftOut));
  }

  /** What the lines can do, for a port's capabilities; those of fields that a version lacks not. */
  public void declare(Capabilities.Builder into, Version version) {
    for (Line<?> line : lines.values()) {
      if (line.field().equals(Order.COMMENT) && !version.hasOrderNotes()) {
        continue;
      }
      switch (line.access()) {
        case ALWAYS, LATER -> into.readsAndWrites(line.field());
        case AT_BIRTH -> into.readsAndCreates(line.field());
        case NEVER -> into.reads(line.field());
      }
    }
  }

  private static boolean mayWrite(Line<?> line, @Nullable Row held) {
    return switch (line.access()) {
      case ALWAYS -> true;
      case AT_BIRTH -> held == null;
      case LATER -> held != null;
      case NEVER -> false;
    };
  }

  private static <V> boolean write(Line<V> line, Row.Builder row, Entity delta, Line.Written how) {
    Optional<V> value = delta.get(line.field());
    if (value.isEmpty() && how.held() == null) {
      return true;
    }
    return line.writes().write(row, value.orElse(null), how);
  }
}
