package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.model.Ref;
import dev.syncline.store.LinkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The failures of a plan, as people see them. */
public final class FailureList {

  private static final int LONGEST_CHAIN = 4;
  private static final int NOTICES = 1000;

  private final SyncPlan plan;
  private final Map<String, Failures.Kept> kept = new LinkedHashMap<>();

  private FailureList(SyncPlan plan, List<Failures.Kept> all) {
    this.plan = plan;
    all.forEach(each -> kept.put(key(each.failure()), each));
  }

  private static String key(Failure failure) {
    return Failures.key(failure.flow(), failure.side(), failure.id());
  }

  /** All that nobody has decided about, each with what stands behind it. */
  public static List<Failure> of(LinkStore store, SyncPlan plan) {
    List<Failures.Kept> all =
        new Ledger(store, plan.name(), "", () -> Instant.EPOCH, Duration.ZERO)
            .all(Failures.KIND).stream().map(Failures::kept).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    Set<String> decided =
        Releases.pending(store, plan.name(), NOTICES).stream()
            .map(Released::key)
            .collect(Collectors.toSet());
    return of(plan, all).stream().filter(each -> !decided.contains(key(each))).toList();
  }

  /** Those of a list that nobody put away, each with what stands behind it. */
  static List<Failure> of(SyncPlan plan, List<Failures.Kept> all) {
    FailureList list = new FailureList(plan, all);
    return all.stream()
        .filter(each -> !each.isDropped())
        .map(each -> list.whole(each, LONGEST_CHAIN))
        .toList();
  }

  private Failure whole(Failures.Kept each, int deeper) {
    if (deeper == 0 || each.waitsFor().isEmpty()) {
      return each.failure();
    }
    List<Failure> behind = new ArrayList<>();
    for (Ref ref : each.waitsFor()) {
      Side side = each.failure().side();
      plan.flows().stream()
          .filter(flow -> flow.type(side).equals(ref.type()))
          .map(flow -> kept.get(Failures.key(flow.name(), side, ref.id())))
          .filter(found -> found != null && !found.equals(each))
          .forEach(found -> behind.add(whole(found, deeper - 1)));
    }
    return each.failure().behind(behind);
  }

  /** The entity to look at for a failure: its own, or the one that its companion follows from. */
  public static String entity(Flow flow, Failure failure) {
    return Companions.source(flow, failure.flow(), failure.id());
  }
}
