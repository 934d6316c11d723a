package dev.syncline.internal.run;

import dev.syncline.PlanProblem;
import dev.syncline.SyncPlan;
import dev.syncline.store.LinkStore;
import java.util.ArrayList;
import java.util.List;

/** What was linked by settings that do not go with those of now. */
final class LinkedOtherwise {

  private LinkedOtherwise() {}

  static List<PlanProblem> problems(LinkStore store, SyncPlan plan) {
    List<PlanProblem> problems = new ArrayList<>();
    plan.excludes()
        .forEach(
            (flow, problem) -> {
              if (!store.scanLinks(plan.name(), flow, "", 1).isEmpty()) {
                problems.add(problem);
              }
            });
    return problems;
  }
}
