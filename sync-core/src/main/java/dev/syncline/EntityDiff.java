package dev.syncline;

import dev.syncline.model.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do to one entity. Values are handed out by accessor; {@link #toString} names
 * fields only.
 *
 * @param flow the flow's name
 * @param source the side that it follows from
 * @param sourceId the native id there
 * @param target the side that is written to
 * @param targetId the native id there; empty if it is yet to be made
 * @param action what would be done
 * @param changes the fields that would be written, in no particular order; none for a match
 * @since 0.1
 */
public record EntityDiff(
    String flow,
    Side source,
    String sourceId,
    Side target,
    String targetId,
    Action action,
    List<Change> changes) {

  /** What would be done. */
  public enum Action {
    /** A counterpart is made. */
    CREATE,
    /** The counterpart is changed. */
    UPDATE,
    /** The counterpart is removed. */
    DELETE,
    /**
     * The two were found to stand for each other and are linked; what differs is a diff of its own.
     */
    MATCH
  }

  /** Keeps its own copy. */
  public EntityDiff {
    changes = List.copyOf(changes);
  }

  /**
   * One field of the target.
   *
   * @param field the field
   * @param before what it holds, null if nothing
   * @param after what it would hold, null if nothing
   */
  public record Change(Field<?> field, @Nullable Object before, @Nullable Object after) {

    /** What the target holds; empty if nothing. */
    public Optional<Object> from() {
      return Optional.ofNullable(before);
    }

    /** What the target would hold; empty if nothing. */
    public Optional<Object> to() {
      return Optional.ofNullable(after);
    }

    @Override
    public String toString() {
      return field.name();
    }
  }

  @Override
  public String toString() {
    String head = flow + " " + sourceId + " (" + source.word() + "): ";
    String other = targetId.isEmpty() ? "" : " " + targetId;
    String names = changes.isEmpty() ? "" : " " + changes;
    return head
        + action.name().toLowerCase(Locale.ROOT)
        + (action == Action.MATCH ? " with " : " ")
        + target.word()
        + other
        + names;
  }
}
