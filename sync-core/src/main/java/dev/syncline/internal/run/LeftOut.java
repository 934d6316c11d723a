package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was brought along in vain during a run, because its flow makes no counterpart of it. Only
 * what somebody refers to is kept here. Thread-safe.
 */
final class LeftOut {

  private record One(String flow, Side side, String id) {}

  private final SyncPlan plan;
  private final Set<One> known = ConcurrentHashMap.newKeySet();

  LeftOut(SyncPlan plan) {
    this.plan = plan;
  }

  /** A flow makes no counterpart of an entity that somebody refers to. */
  void note(Job job, Side side, String id) {
    if (job.isBrought()) {
      known.add(new One(job.flow().name(), side, id));
    }
  }

  /** Whether every flow that it might travel by leaves it out. */
  boolean has(Side side, Ref ref) {
    List<Flow> flows =
        plan.flows().stream()
            .filter(flow -> flow.type(side).equals(ref.type()))
            .filter(flow -> flow.direction().goesTo(side.other()))
            .toList();
    return flows.stream().allMatch(flow -> known.contains(new One(flow.name(), side, ref.id())));
  }
}
