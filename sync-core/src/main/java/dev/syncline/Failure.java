package dev.syncline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An entity that could not be synced, with the reason and what would release it. It holds codes and
 * ids only: the vendor's words go to the {@link SyncListener}.
 *
 * @param plan the plan's name
 * @param flow the flow's name
 * @param side the side of the entity
 * @param id the entity's native id
 * @param kind what sort of trouble it is
 * @param reason an upper-case word or the vendor's closed code, with ids
 * @param attempts how often it was tried
 * @param retryAt when it is tried again by itself; {@link Instant#MAX} if only a person or a change
 *     releases it
 * @param candidates the ids on the other side that a person may choose among, as far as kept
 * @param behind the failures of what it waits for, as far as they are known; only {@link
 *     SyncEngine#failures} fills it
 * @since 0.1
 */
public record Failure(
    String plan,
    String flow,
    Side side,
    String id,
    Kind kind,
    String reason,
    int attempts,
    Instant retryAt,
    List<String> candidates,
    List<Failure> behind) {

  private static final int NAMED = 10;

  /** Sorts of trouble. */
  public enum Kind {
    /** Something that it refers to is not there yet. */
    WAITING,
    /** Its keys match several entities: a person chooses. */
    AMBIGUOUS,
    /** The vendor refused it. */
    REFUSED,
    /** It is not known what became of a write, and the vendor cannot tell. */
    DOUBTFUL,
    /** Two entities were made for one. */
    TWIN,
    /** A rule of the plan forbids the change. */
    VETOED,
    /**
     * Too much of a flow would end or be emptied at once: it is held until it is undone or {@link
     * SyncEngine#release} lets it go. It stands for the whole flow; its id begins with {@code *}.
     */
    BRAKED,
    /**
     * Something else keeps turning one of its fields back: another plan, or an automation. That
     * field is written no more, all others are. The flow's name ends with the field.
     */
    OSCILLATES
  }

  /** Keeps its own copies. */
  public Failure {
    candidates = List.copyOf(candidates);
    behind = List.copyOf(behind);
  }

  /** A failure with nothing to choose among and nothing behind it. */
  public Failure(
      String plan,
      String flow,
      Side side,
      String id,
      Kind kind,
      String reason,
      int attempts,
      Instant retryAt) {
    this(plan, flow, side, id, kind, reason, attempts, retryAt, List.of(), List.of());
  }

  /** The same, with what may be chosen. */
  public Failure choosing(List<String> among) {
    return new Failure(plan, flow, side, id, kind, reason, attempts, retryAt, among, behind);
  }

  /** The same, with the failures of what it waits for. */
  public Failure behind(List<Failure> others) {
    return new Failure(plan, flow, side, id, kind, reason, attempts, retryAt, candidates, others);
  }

  /** The same, tried again by itself at another moment. */
  public Failure retriedAt(Instant moment) {
    return new Failure(plan, flow, side, id, kind, reason, attempts, moment, candidates, behind);
  }

  /** What would release it: what a person does, or what it waits for. */
  public String release() {
    return switch (kind) {
      case WAITING -> waiting();
      case AMBIGUOUS ->
          candidates.isEmpty()
              ? "join them or change one, then engine.retry(plan, failure)"
              : "release with " + choice();
      case REFUSED -> again() + "engine.retry(plan, failure) tries it at once";
      case DOUBTFUL ->
          companion()
              ? "look on the " + other() + ", then engine.retry(plan, failure)"
              : "look on the "
                  + other()
                  + ": if it is there, engine.choose(plan, failure, its id), else"
                  + " engine.retry(plan, failure)";
      case TWIN ->
          candidates.isEmpty() || companion()
              ? "remove one of them, then engine.retry(plan, failure)"
              : "keep one with " + choice() + " and remove the others";
      case BRAKED -> "look whether that is meant, then engine.release(plan, \"" + flow + "\")";
      case OSCILLATES ->
          "something else writes it too: stop one of the two, then engine.retry(plan, failure)";
      case VETOED ->
          again()
              + "change it and it is tried again, or put it away with engine.drop(plan, failure)";
    };
  }

  private String waiting() {
    if (behind.isEmpty()) {
      return again() + "it goes on once that is there, or with engine.retry(plan, failure)";
    }
    Failure root = behind.get(0);
    return root.kind == Kind.AMBIGUOUS || root.kind == Kind.WAITING
        ? root.release()
        : root.flow + " " + root.id + ": " + root.release();
  }

  private String again() {
    return retryAt.equals(Instant.MAX) ? "" : "tried again by itself at " + retryAt + "; ";
  }

  private String choice() {
    return "engine.choose(plan, failure, \"" + candidates.get(0) + "\")";
  }

  private boolean companion() {
    return flow.indexOf('/') >= 0;
  }

  private String other() {
    return side.other().word();
  }

  private String what() {
    if (kind == Kind.WAITING && !behind.isEmpty()) {
      return "waits for "
          + behind.stream()
              .limit(NAMED)
              .map(each -> each.flow + " " + each.id + " (" + each.what() + ")")
              .collect(Collectors.joining(", "));
    }
    if (kind == Kind.WAITING && reason.startsWith("waits ")) {
      return reason;
    }
    if (kind == Kind.AMBIGUOUS && !candidates.isEmpty()) {
      String more =
          candidates.size() > NAMED ? " and " + (candidates.size() - NAMED) + " more" : "";
      return "matches "
          + candidates.size()
          + " on the "
          + other()
          + ": "
          + candidates.stream().limit(NAMED).collect(Collectors.joining(", "))
          + more;
    }
    return kind.name().toLowerCase(Locale.ROOT) + ", " + reason;
  }

  @Override
  public String toString() {
    return flow + " " + id + " (" + side.word() + "): " + what() + "; " + release();
  }
}
