package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Capabilities;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of one of the vendor's types. Pure, immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Table {

  /**
   * A document to send.
   *
   * @param document what the vendor shall take
   * @param leftOut what the vendor has no room for
   */
  public record Encoded(ObjectNode document, Set<Field<?>> leftOut) {

    /** The same with other fields left out. */
    public Encoded leavingOut(Set<Field<?>> fields) {
      return new Encoded(document, Set.copyOf(fields));
    }
  }

  private final EntityType type;
  private final List<Line<?>> lines;
  private final Map<Field<?>, Line<?>> byField;

  Table(EntityType type, List<Line<?>> lines) {
    this.type = type;
    this.lines = List.copyOf(lines);
    Map<Field<?>, Line<?>> index = new LinkedHashMap<>();
    lines.forEach(line -> index.put(line.field(), line));
    this.byField = index;
  }

  /** The canonical type. */
  public EntityType type() {
    return type;
  }

  /** The lines. */
  public List<Line<?>> lines() {
    return lines;
  }

  /** Reads a document. */
  public Entity read(JsonNode document, Terms terms) {
    return read(document, Loose.text(document, "id").orElse(""), terms);
  }

  /** Reads a document whose id stands elsewhere. */
  public Entity read(JsonNode document, String id, Terms terms) {
    Entity.Builder entity = Entity.builder(type, id);
    lines.forEach(line -> line.reads().read(document, entity, terms));
    ExtraValues.read(document, entity, terms.extras());
    Loose.text(document, "ref_ext").map(RefExt::marker).ifPresent(entity::marker);
    return entity.build();
  }

  /**
   * Writes what a delta says.
   *
   * @param held the entity as last seen; null for a create
   */
  public Encoded write(Entity delta, @Nullable Entity held, Terms terms) {
    Entity wanted = held == null ? delta : held.overlaid(delta);
    Line.Written how = new Line.Written(terms, wanted, held);
    ObjectNode document = Json.object();
    Set<Field<?>> leftOut = new LinkedHashSet<>();
    for (Field<?> field : delta.fields()) {
      Line<?> line = byField.get(field);
      boolean taken =
          line == null
              ? field.custom() && ExtraValues.write(document, field, delta, how)
              : mayWrite(line, held) && write(line, document, delta, how);
      if (!taken) {
        leftOut.add(field);
      }
    }
    return new Encoded(document, Set.copyOf(leftOut));
  }

  /** Whether the vendor will hold just what was asked, so that it need not be read back. */
  public boolean foreseen(Entity wanted, Encoded sent, Terms terms) {
    Entity held = read(sent.document(), "", terms);
    return wanted.fields().stream()
        .filter(field -> wanted.has(field) && !sent.leftOut().contains(field))
        .allMatch(
            field ->
                isByItself(field)
                    || (wanted.same(held, field, terms.phones()) && !doubtful(wanted, field)));
  }

  private boolean isByItself(Field<?> field) {
    Line<?> line = byField.get(field);
    return line != null && line.access() == Line.Access.BY_STEPS;
  }

  private static boolean doubtful(Entity wanted, Field<?> field) {
    return wanted.get(field).filter(String.class::isInstance).map(String.class::cast).stream()
        .anyMatch(Texts::doubtful);
  }

  /**
   * What the lines can do, for a port's capabilities.
   *
   * @param without fields that this account's settings leave out
   */
  public void declare(Capabilities.Builder into, Set<Field<?>> without) {
    for (Line<?> line : lines) {
      if (without.contains(line.field())) {
        continue;
      }
      switch (line.access()) {
        case ALWAYS, BY_STEPS -> into.readsAndWrites(line.field());
        case AT_BIRTH -> into.readsAndCreates(line.field());
        case NEVER -> into.reads(line.field());
      }
    }
  }

  /** The fields that the table has a line of. */
  public Optional<Line<?>> line(Field<?> field) {
    return Optional.ofNullable(byField.get(field));
  }

  private static boolean mayWrite(Line<?> line, @Nullable Entity held) {
    return switch (line.access()) {
      case ALWAYS, BY_STEPS -> true;
      case AT_BIRTH -> held == null;
      case NEVER -> false;
    };
  }

  private static <V> boolean write(
      Line<V> line, ObjectNode document, Entity delta, Line.Written how) {
    Optional<V> value = delta.get(line.field());
    if (line.access() == Line.Access.BY_STEPS || (value.isEmpty() && how.held() == null)) {
      return true;
    }
    return line.writes().write(document, value.orElse(null), how);
  }
}
