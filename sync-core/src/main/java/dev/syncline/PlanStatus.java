package dev.syncline;

import java.time.Instant;
import java.util.Optional;

/**
 * How a scheduled plan stands.
 *
 * @param plan the plan's name
 * @param state what it does now
 * @param why what it does, or waits for, and why, in words; codes and ids only
 * @param last the report of its last run by this scheduler
 * @param nextDue when it runs next as far as is known; empty while it is paused
 * @since 0.1
 */
public record PlanStatus(
    String plan, State state, String why, Optional<RunReport> last, Optional<Instant> nextDue) {

  /** What a plan does. */
  public enum State {
    /** Nothing, until it is due. */
    IDLE,
    /** It is due, and waits for a thread or for its accounts' other plans. */
    DUE,
    /** It runs here. */
    RUNNING,
    /** Another process runs it, or has kept one of its accounts for long. */
    ELSEWHERE,
    /** An account could not be worked with; it is tried again later, ever less often. */
    BACKING_OFF,
    /** A person has paused it, on this node or another. */
    PAUSED
  }

  @Override
  public String toString() {
    return "plan \""
        + plan
        + "\": "
        + state
        + ", "
        + why
        + nextDue.map(at -> ", next " + at).orElse("");
  }
}
