package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.SyncPlan;
import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a store holds that a plan has to do without a feed's saying so.
 *
 * @param at when it is due
 * @param flows the names of the flows that it concerns; empty if it concerns none
 */
public record Pending(Instant at, Set<String> flows) {

  private static final int LOOK = 1000;
  private static final int PAGE = 500;

  /** What came from outside: the first that is due, with all that are due by then or by now. */
  public static Optional<Pending> notices(LinkStore store, SyncPlan plan, Instant now) {
    List<Notice> all = store.notices(plan.name(), LOOK);
    Instant first = all.stream().map(Notice::notBefore).min(Instant::compareTo).orElse(null);
    if (first == null) {
      return Optional.empty();
    }
    Instant by = first.isAfter(now) ? first : now;
    Set<String> flows = new LinkedHashSet<>();
    all.stream()
        .filter(notice -> !notice.notBefore().isAfter(by))
        .forEach(notice -> named(plan, notice, flows));
    return Optional.of(new Pending(by, flows));
  }

  private static void named(SyncPlan plan, Notice notice, Set<String> into) {
    plan.flows().stream()
        .filter(flow -> Notices.concerns(notice, flow))
        .map(Flow::name)
        .forEach(into::add);
  }

  /** What failed, or was not answered, and is tried or looked up again: the first that is due. */
  public static Optional<Pending> retries(LinkStore store, SyncPlan plan) {
    List<Pending> all = new ArrayList<>();
    for (Entry entry : all(store, plan, Failures.KIND)) {
      Failure failure = Failures.kept(entry).failure();
      if (!failure.retryAt().equals(Instant.MAX)) {
        all.add(new Pending(failure.retryAt(), keeping(plan, failure.flow())));
      }
    }
    for (Entry entry : all(store, plan, Intent.KIND)) {
      Intent intent = Intent.of(entry);
      all.add(new Pending(intent.settlesAt(), keeping(plan, intent.key().flow())));
    }
    return all.stream()
        .filter(each -> !each.flows().isEmpty())
        .min((one, other) -> one.at().compareTo(other.at()));
  }

  /** Whether a look at everything was begun and not ended. */
  public static boolean reconcile(LinkStore store, SyncPlan plan) {
    return !store.scanEntries(plan.name(), Enumeration.KIND, "", 1).isEmpty();
  }

  private static Set<String> keeping(SyncPlan plan, String name) {
    Set<String> flows = new LinkedHashSet<>();
    plan.flows().stream().filter(flow -> flow.keeps(name)).map(Flow::name).forEach(flows::add);
    return flows;
  }

  private static List<Entry> all(LinkStore store, SyncPlan plan, String kind) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page = store.scanEntries(plan.name(), kind, "", PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = store.scanEntries(plan.name(), kind, page.get(page.size() - 1).key(), PAGE);
    }
    return all;
  }
}
