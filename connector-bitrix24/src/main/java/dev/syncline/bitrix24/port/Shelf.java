package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the vendor's lists: deals, contacts, companies, products, variants or sections.
 * Thread-safe.
 */
interface Shelf {

  EntityType type();

  /** Whether the portal has it at all. */
  default boolean present() {
    return true;
  }

  /** The list of rows that fulfil a filter, with what is wanted of each. */
  Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter);

  /** The vendor's field that says when a row changed. */
  String timeField();

  /** The filter for these ids, at most fifty. */
  Map<String, @Nullable Object> withIds(List<Long> ids);

  /** Asks for one row by its very id. */
  Command get(long id);

  /** The vendor's number of a canonical id; none if it is not of this shelf. */
  Optional<Long> number(String id);

  /** The entities of rows, in the same order, with what has to be asked beside the list. */
  List<Entity> read(List<JsonNode> rows, FieldSet wanted);

  /** Like {@link #read(List, FieldSet)}, with rows {@link #beside} that are known already. */
  default List<Entity> read(List<JsonNode> rows, FieldSet wanted, List<JsonNode> beside) {
    return read(rows, wanted);
  }

  /** The filter for a key; none if this list cannot be searched so. */
  Optional<Map<String, @Nullable Object>> filter(MatchKey key);

  /**
   * A list of parts that change without their owners.
   *
   * @param owner the vendor's field that names the owner
   * @param time the vendor's field that says when a part changed
   */
  record Beside(Listing listing, String owner, String time) {}

  /** The parts that are wanted and change without their owners; none for most. */
  default Optional<Beside> beside(FieldSet wanted) {
    return Optional.empty();
  }

  /** A canonical id without a kind. */
  static Optional<Long> plainNumber(String id) {
    return id.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
  }

  /** What a key asks for, as an entity. */
  static Entity values(EntityType type, MatchKey key) {
    Entity values = Entity.of(type, "");
    for (Field<?> field : key.fields()) {
      values = copied(values, key, field);
    }
    return values;
  }

  private static <V> Entity copied(Entity to, MatchKey key, Field<V> field) {
    return to.with(field, key.get(field));
  }

  /** All, in groups of at most so many. */
  static <V> List<List<V>> groups(List<V> all, int size) {
    List<List<V>> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      groups.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return groups;
  }
}
