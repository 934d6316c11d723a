package dev.syncline;

import dev.syncline.connector.CustomField;
import dev.syncline.connector.WebhookPort.Subscription;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link SyncEngine#install} has made, what was there already, and what it could not do.
 *
 * @param plan the plan's name
 * @param made fields that were made, by side
 * @param there fields that were there already, by side
 * @param hooks the subscriptions as they stand now, by side
 * @param problems what could not be done, with what to do about it; everything else was done
 * @since 0.1
 */
public record Installation(
    String plan,
    Map<Side, List<CustomField>> made,
    Map<Side, List<CustomField>> there,
    Map<Side, List<Subscription>> hooks,
    List<PlanProblem> problems) {

  /** Keeps its own copies, with both sides named. */
  public Installation {
    made = bySide(made);
    there = bySide(there);
    hooks = bySide(hooks);
    problems = List.copyOf(problems);
  }

  private static <T> Map<Side, List<T>> bySide(Map<Side, List<T>> given) {
    Map<Side, List<T>> all = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      all.put(side, List.copyOf(given.getOrDefault(side, List.of())));
    }
    return Collections.unmodifiableMap(all);
  }

  /** Whether everything that was asked for is there now. */
  public boolean ok() {
    return problems.isEmpty();
  }

  /**
   * Goes on if all is well.
   *
   * @throws PlanNotReady with every problem, if not
   */
  public void orThrow() {
    new PlanCheck(plan, problems, List.of()).orThrow();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("plan \"").append(plan).append("\": ");
    text.append(ok() ? "installed" : "not all of it could be installed");
    for (Side side : Side.values()) {
      lines(text, side, "made", made);
      lines(text, side, "there already", there);
      lines(text, side, "pushes", hooks);
    }
    problems.forEach(problem -> text.append("\n  problem: ").append(problem));
    return text.toString();
  }

  private static <T> void lines(
      StringBuilder text, Side side, String word, Map<Side, List<T>> all) {
    for (T each : all.getOrDefault(side, List.of())) {
      text.append("\n  ").append(side.word()).append(", ").append(word).append(": ");
      text.append(each instanceof Subscription hook ? hook.event() : each.toString());
    }
  }
}
