package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Capabilities;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of one of the vendor's types. Pure, immutable and thread-safe.
 *
 * @since 0.1
 */
public final class EntityCodec {

  /**
   * A document to send.
   *
   * @param document what the vendor shall take
   * @param leftOut what the vendor has no room for
   */
  public record Encoded(ObjectNode document, Set<Field<?>> leftOut) {}

  private final EntityType type;
  private final String idPrefix;
  private final List<Line<?>> lines;
  private final Map<Field<?>, Line<?>> byField;

  /**
   * A table.
   *
   * @param idPrefix what stands before the vendor's id in ours, where a type spans several of the
   *     vendor's
   */
  public EntityCodec(EntityType type, String idPrefix, List<Line<?>> lines) {
    this.type = type;
    this.idPrefix = idPrefix;
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

  /** Our id of the vendor's object. */
  public String id(String vendorId) {
    return idPrefix + vendorId;
  }

  /** The vendor's id of our entity. */
  public String vendorId(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Reads a document. */
  public Entity read(JsonNode document, Terms terms) {
    Entity.Builder entity = Entity.builder(type, id(document.path("id").asText("")));
    lines.forEach(line -> line.reads().read(document, entity, terms));
    AttributeValues.read(document, entity, terms.attributes());
    String code = document.path("externalCode").asText("");
    if (!code.isEmpty()) {
      entity.marker(code);
    }
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
              ? field.custom() && writeCustom(field, document, delta, how)
              : mayWrite(line, held) && write(line, document, delta, how);
      if (!taken) {
        leftOut.add(field);
      }
    }
    return new Encoded(document, Set.copyOf(leftOut));
  }

  /**
   * Whether the vendor holds every value that was wanted, up to the declared losses and what was
   * left out.
   */
  public boolean holds(Entity wanted, Entity held, Set<Field<?>> leftOut, PhoneRules phones) {
    return wanted.fields().stream()
        .filter(field -> wanted.has(field) && held.knows(field) && !leftOut.contains(field))
        .filter(field -> byField.containsKey(field) || field.custom())
        .allMatch(
            field ->
                field.custom()
                    ? AttributeValues.holds(wanted.require(field), held.get(field).map(Object.class::cast).orElse(""))
                    : holds(line(field), wanted, held, phones));
  }

  /** What the lines can do, for a port's capabilities. */
  public void declare(Capabilities.Builder into) {
    for (Line<?> line : lines) {
      switch (line.access()) {
        case ALWAYS -> into.readsAndWrites(line.field());
        case AT_BIRTH -> into.readsAndCreates(line.field());
        case NEVER -> into.reads(line.field());
      }
    }
  }

  private Line<?> line(Field<?> field) {
    return Objects.requireNonNull(byField.get(field));
  }

  private static boolean mayWrite(Line<?> line, @Nullable Entity held) {
    return switch (line.access()) {
      case ALWAYS -> true;
      case AT_BIRTH -> held == null;
      case NEVER -> false;
    };
  }

  private static boolean writeCustom(
      Field<?> field, ObjectNode document, Entity delta, Line.Written how) {
    Attribute attribute = how.terms().attributes().get(field);
    Object wanted = delta.get(field).orElse(null);
    if (attribute == null || (wanted == null && how.held() == null)) {
      return attribute != null;
    }
    return AttributeValues.write(document, attribute, wanted, how.terms());
  }

  private static <V> boolean write(
      Line<V> line, ObjectNode document, Entity delta, Line.Written how) {
    Optional<V> value = delta.get(line.field());
    if (value.isEmpty() && how.held() == null) {
      return true;
    }
    return line.writes().write(document, value.orElse(null), how);
  }

  private static <V> boolean holds(Line<V> line, Entity wanted, Entity held, PhoneRules phones) {
    Optional<V> there = held.get(line.field());
    return there.isPresent()
        && line.close().holds(wanted.require(line.field()), there.get(), phones);
  }
}
