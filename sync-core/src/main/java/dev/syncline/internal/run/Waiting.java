package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.model.Ref;
import dev.syncline.store.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who has to be looked at though no feed shows them: what came from outside, what failed and is due
 * again, and who went without something that has come by now. Not thread-safe.
 */
final class Waiting {

  private final World world;

  Waiting(World world) {
    this.world = world;
  }

  /** What is due when a run begins; what a person decided about a failure is done first. */
  Map<Flow, List<Look>> due(Notices notices) {
    Map<Flow, List<Look>> due = hinted(notices);
    world.loadFailures();
    notices.decisions().forEach(decided -> release(decided, due));
    Instant now = world.runtime().now();
    failures(due, (kept, arrived) -> !kept.failure().retryAt().isAfter(now) || arrived);
    return due;
  }

  /** What came from outside. */
  Map<Flow, List<Look>> hinted(Notices notices) {
    Map<Flow, List<Look>> due = new LinkedHashMap<>();
    for (Notice notice : notices.hints()) {
      for (Flow flow : world.plan().flows()) {
        if (Notices.concerns(notice, flow)) {
          Look look = new Look(notice.side(), notice.id(), notice.gone(), null, Instant.EPOCH);
          add(due, flow, look);
        }
      }
    }
    return due;
  }

  private void release(Released decided, Map<Flow, List<Look>> due) {
    world.plan().flows().stream()
        .filter(flow -> flow.keeps(decided.flow()))
        .forEach(flow -> decided.apply(world, flow).ifPresent(look -> add(due, flow, look)));
  }

  /** Who waited for something that has come since. */
  Map<Flow, List<Look>> released() {
    Map<Flow, List<Look>> released = new LinkedHashMap<>();
    failures(released, (kept, arrived) -> arrived);
    world.whenLinked().arrived(world).forEach((flow, looks) -> addAll(released, flow, looks));
    return released;
  }

  /** Which failures are looked at again. */
  private interface Again {
    boolean looksAt(Failures.Kept kept, boolean arrived);
  }

  private void failures(Map<Flow, List<Look>> into, Again again) {
    List<Failures.Kept> all = world.failures();
    Refs refs = arrived(all);
    for (Failures.Kept kept : all) {
      Failure failure = kept.failure();
      if (again.looksAt(kept, arrived(kept, refs))) {
        world.plan().flows().stream()
            .filter(flow -> flow.keeps(failure.flow()))
            .forEach(flow -> add(into, flow, look(flow, failure)));
      }
    }
  }

  private static Look look(Flow flow, Failure failure) {
    return Look.hint(failure.side(), FailureList.entity(flow, failure));
  }

  private static boolean arrived(Failures.Kept kept, Refs refs) {
    Predicate<Ref> there = ref -> refs.of(kept.failure().side(), ref).isPresent();
    return !kept.waitsFor().isEmpty()
        && !kept.isDropped()
        && kept.waitsFor().stream().allMatch(there);
  }

  /** What is waited for, as far as it is there by now. */
  private Refs arrived(List<Failures.Kept> all) {
    Refs refs = new Refs(world);
    for (Side side : Side.values()) {
      Set<Ref> waitedFor = new LinkedHashSet<>();
      all.stream()
          .filter(kept -> kept.failure().side() == side)
          .forEach(kept -> waitedFor.addAll(kept.waitsFor()));
      refs.reload(side, waitedFor);
    }
    return refs;
  }

  private static void add(Map<Flow, List<Look>> into, Flow flow, Look look) {
    addAll(into, flow, List.of(look));
  }

  private static void addAll(Map<Flow, List<Look>> into, Flow flow, List<Look> looks) {
    into.computeIfAbsent(flow, each -> new ArrayList<>()).addAll(looks);
  }
}
