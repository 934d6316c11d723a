package dev.syncline.connector;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one write.
 *
 * @since 0.1
 */
public sealed interface WriteResult {

  /**
   * It was done.
   *
   * @param id the native id; may differ from the one written to, if the vendor moved the entity
   * @param handle a refreshable second name, if the vendor has one
   * @param holds what the vendor says it stored, only if it really tells; else null
   * @param leftOut fields that were asked and not taken
   */
  record Written(String id, @Nullable String handle, @Nullable Entity holds, Set<Field<?>> leftOut)
      implements WriteResult {

    /** It was done, and nothing more is known. */
    public static Written of(String id) {
      return new Written(id, null, null, Set.of());
    }

    /** It was done, and the vendor says what it stored. */
    public static Written holding(Entity entity) {
      return new Written(entity.id(), entity.handle().orElse(null), entity, Set.of());
    }

    /** What the vendor says it stored. */
    public Optional<Entity> held() {
      return Optional.ofNullable(holds);
    }
  }

  /**
   * The guard says that an earlier attempt already made it, perhaps with other contents: it is
   * adopted.
   */
  record Exists(String id) implements WriteResult {}

  /** It is taken in and will be done later; its outcome can be looked up after the given moment. */
  record Accepted(Instant confirmAfter) implements WriteResult {}

  /** It was refused and changed nothing. */
  record Refused(List<Refusal> reasons) implements WriteResult {

    /** Refused for one reason. */
    public static Refused because(Refusal.Code code, String text) {
      return new Refused(List.of(new Refusal(code, "", text)));
    }
  }

  /** The entity is not any more as expected; nothing was changed. */
  record Stale() implements WriteResult {}

  /** The entity to be changed does not exist any more. */
  record Gone() implements WriteResult {}

  /** It certainly was not done: safe to send again. */
  record NotSent(String why) implements WriteResult {}

  /** It may have been done, and may still be done. */
  record Unknown() implements WriteResult {}
}
