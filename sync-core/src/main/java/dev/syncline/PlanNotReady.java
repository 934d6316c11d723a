package dev.syncline;

/**
 * A run was not begun, because the plan's settings or connections have problems; nothing was
 * written.
 *
 * @since 0.1
 */
public final class PlanNotReady extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient PlanCheck check;

  /** Carries every problem. */
  public PlanNotReady(PlanCheck check) {
    super(check.toString());
    this.check = check;
  }

  /** Everything that was found. */
  public PlanCheck check() {
    return check;
  }
}
