package dev.syncline.connector;

import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that an entity changed or is gone.
 *
 * <p>A row of a list is a snapshot and is not read again; a bare hint is. A changed part (a row, an
 * address) names its owner as the entity. That our own user wrote it is a hint of priority and
 * never drops a change.
 *
 * @param type the entity's type
 * @param id the entity's native id
 * @param kind whether it changed or is nominated as gone
 * @param at when the vendor says it changed
 * @param own whether our own user made the change, as far as the vendor tells
 * @param passed codes that the entity's status went through since the last look, oldest first
 * @param snapshot the entity as the page showed it
 * @since 0.1
 */
public record Change(
    EntityType type,
    String id,
    Kind kind,
    @Nullable Instant at,
    boolean own,
    List<Passed> passed,
    @Nullable Entity snapshot) {

  /** What happened. */
  public enum Kind {
    /** The entity was made or changed. */
    CHANGED,
    /** The entity may be gone: a single read decides. */
    GONE
  }

  /**
   * A code that a status went through.
   *
   * @param code the status
   * @param at when it was entered
   */
  public record Passed(String code, Instant at) {}

  /** A row of a page: the content itself. */
  public static Change snapshot(Entity entity, @Nullable Instant at) {
    return new Change(entity.type(), entity.id(), Kind.CHANGED, at, false, List.of(), entity);
  }

  /** A bare hint: the entity is read before it is judged. */
  public static Change hint(EntityType type, String id) {
    return new Change(type, id, Kind.CHANGED, null, false, List.of(), null);
  }

  /** A nomination as gone. */
  public static Change gone(EntityType type, String id) {
    return new Change(type, id, Kind.GONE, null, false, List.of(), null);
  }

  /** The content, if the page showed it. */
  public Optional<Entity> content() {
    return Optional.ofNullable(snapshot);
  }

  /** The entity that changed. */
  public Ref ref() {
    return new Ref(type, id);
  }
}
