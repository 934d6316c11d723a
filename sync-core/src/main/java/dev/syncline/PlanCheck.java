package dev.syncline;

import java.util.List;

/**
 * Everything that {@link SyncEngine#check} found, at once.
 *
 * @param plan the plan's name
 * @param problems what has to be mended before a run
 * @param notes what is worth knowing and stops nothing
 * @since 0.1
 */
public record PlanCheck(String plan, List<PlanProblem> problems, List<String> notes) {

  /** Whether a run may start. */
  public boolean ok() {
    return problems.isEmpty();
  }

  /**
   * Goes on if all is well.
   *
   * @throws PlanNotReady with every problem, if not
   */
  public void orThrow() {
    if (!ok()) {
      throw new PlanNotReady(this);
    }
  }

  @Override
  public String toString() {
    return ok()
        ? "plan \""
            + plan
            + "\" is ready"
            + (notes.isEmpty() ? "" : " (" + notes.size() + " notes)")
        : "plan \""
            + plan
            + "\" is not ready:\n  "
            + String.join("\n  ", problems.stream().map(PlanProblem::toString).toList());
  }
}
