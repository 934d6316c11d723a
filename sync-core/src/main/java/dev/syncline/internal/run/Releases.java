package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Prints;
import dev.syncline.model.PhoneRules;
import dev.syncline.store.LinkStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes what people decide about failures, looks whether it can be done, and leaves it to the next
 * run. Thread-safe.
 */
public final class Releases {

  private final LinkStore store;
  private final Secrets secrets;
  private final PhoneRules phones;
  private final EngineRuntime runtime;

  /** Works on a store, with the host's secret. */
  public Releases(LinkStore store, Secrets secrets, PhoneRules phones, EngineRuntime runtime) {
    this.store = store;
    this.secrets = secrets;
    this.phones = phones;
    this.runtime = runtime;
  }

  /** Lets the next run try it again. */
  public void retry(SyncPlan plan, Failure failure) {
    offer(plan, Released.of(Released.How.RETRY, failure, ""));
  }

  /** Puts it away until its entity changes. */
  public void drop(SyncPlan plan, Failure failure) {
    if (failure.kind() == Failure.Kind.BRAKED) {
      throw new IllegalArgumentException(
          "a brake is not put away: look, then release it with engine.release(plan, \""
              + failure.flow()
              + "\"), or leave it; nothing moves until then");
    }
    if (failure.kind() == Failure.Kind.OSCILLATES) {
      throw new IllegalArgumentException("this is not put away: " + failure.release());
    }
    Flow flow = flow(plan, failure);
    Reading now = read(plan, flow, failure.side(), FailureList.entity(flow, failure));
    if (now instanceof Reading.Gone) {
      retry(plan, failure);
      return;
    }
    Prints prints = new Prints(secrets.key(plan.name()), phones);
    String print =
        now instanceof Reading.Found found
            ? Dropped.print(prints, flow, failure.side(), found.entity())
            : Dropped.NOT_SHOWN;
    offer(plan, Released.of(Released.How.DROP, failure, print));
  }

  /** Gives its entity this counterpart, if that is there and free. */
  public void choose(SyncPlan plan, Failure failure, String counterpart) {
    Failure root = choosable(failure);
    Flow flow = flow(plan, root);
    if (!root.flow().equals(flow.name())) {
      throw new IllegalArgumentException("what follows from another entity is not chosen: " + root);
    }
    Side target = root.side().other();
    String name = target.word() + " " + flow.type(target) + " " + counterpart;
    refuseLinked(plan, flow, root.side(), root.id());
    refuseLinked(plan, flow, target, counterpart);
    Reading there = read(plan, flow, target, counterpart);
    if (!(there instanceof Reading.Found)) {
      throw new IllegalArgumentException(
          there instanceof Reading.Gone
              ? "there is no " + name
              : name + " is not shown to this account: grant the right to see it");
    }
    offer(plan, Released.of(Released.How.CHOOSE, root, counterpart));
  }

  private void refuseLinked(SyncPlan plan, Flow flow, Side side, String id) {
    store.links(plan.name(), flow.name(), side, List.of(id)).stream()
        .findFirst()
        .ifPresent(
            row -> {
              throw new IllegalArgumentException(
                  side.word()
                      + " "
                      + flow.type(side)
                      + " "
                      + id
                      + " is linked already, to "
                      + row.id(side.other()).orElse("nothing any more"));
            });
  }

  /** The failure itself, or the only one behind it that a person can choose for. */
  private static Failure choosable(Failure failure) {
    Set<Failure> roots = new LinkedHashSet<>();
    collect(failure, roots);
    if (roots.size() != 1) {
      throw new IllegalArgumentException(
          "there is nothing to choose for "
              + failure
              + (roots.isEmpty() ? "" : "; choose for one of " + List.copyOf(roots)));
    }
    return roots.iterator().next();
  }

  private static void collect(Failure failure, Set<Failure> roots) {
    switch (failure.kind()) {
      case AMBIGUOUS, TWIN, DOUBTFUL -> roots.add(failure);
      case WAITING -> failure.behind().forEach(each -> collect(each, roots));
      case REFUSED, VETOED, BRAKED, OSCILLATES -> {}
    }
  }

  private static Flow flow(SyncPlan plan, Failure failure) {
    return plan.flows().stream()
        .filter(each -> each.keeps(failure.flow()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(plan + " has no flow " + failure.flow() + " now"));
  }

  private Reading read(SyncPlan plan, Flow flow, Side side, String id) {
    FieldSet wanted = plan.reads(side);
    QuotaWindows.read(store, plan);
    return new Patience(runtime)
        .ask(() -> plan.connector(side).port(flow.type(side)).read(List.of(id), wanted))
        .getOrDefault(id, new Reading.Unseen());
  }

  private void offer(SyncPlan plan, Released released) {
    store.offer(released.notice(plan.name()));
  }

  /** What waits to be done, of all the notices of a plan. */
  static List<Released> pending(LinkStore store, String plan, int most) {
    List<Released> all = new ArrayList<>();
    store.notices(plan, most).forEach(notice -> Released.of(notice).ifPresent(all::add));
    return all;
  }
}
