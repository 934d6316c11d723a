package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import dev.syncline.Erased;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.model.EntityType;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Removes from the store what it keeps of one entity, or of a whole plan. Thread-safe. */
public final class Erasing {

  private static final Duration LONGEST_CALL = Duration.ZERO;
  private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);
  private static final int PAGE = 500;
  private static final int MOST_NOTICES = 100_000;

  /** All kinds of entries that a plan has. */
  private static final List<String> KINDS =
      List.of(
          Failures.KIND,
          WhenLinked.KIND,
          Convicted.KIND,
          HeldClear.KIND,
          Doubles.KIND,
          Rejected.KIND,
          Intent.KIND,
          Ensures.GENERATION,
          Openings.KIND,
          Retaining.KIND,
          SecondLooks.KIND,
          Enumeration.KIND,
          Enumeration.SHOWN,
          FirstLook.KIND,
          MatchIndex.KIND,
          SetAside.KIND,
          Ledger.READ_AT,
          Ledger.SERVED,
          Ledger.CURSOR,
          KnownAccounts.KIND);

  private final LinkStore store;
  private final EngineRuntime runtime;

  /** Works on a store. */
  public Erasing(LinkStore store, EngineRuntime runtime) {
    this.store = store;
    this.runtime = runtime;
  }

  /** Removes what is kept of an entity and of what it is linked with. */
  public Erased entity(SyncPlan plan, EntityType type, Side side, String id, String runId) {
    return leased(store, runtime, plan, runId, ledger -> entity(plan, type, side, id, ledger));
  }

  private Erased entity(SyncPlan plan, EntityType type, Side side, String id, Ledger ledger) {
    ErasedSubjects subjects = new ErasedSubjects();
    List<LinkRow> links = new ArrayList<>();
    for (Flow flow : plan.flows()) {
      if (flow.type(side).equals(type)) {
        subjects.add(flow, side, id);
        collect(plan, flow, side, id, links, subjects);
      }
    }
    collect(plan, Flow.ensured(type), side, id, links, subjects);
    refuseOpen(ledger, subjects);
    ErasingCommits commits = new ErasingCommits(ledger);
    List<Notice> looks = new ErasedMentions(plan, ledger, subjects).rewrite(commits);
    for (Notice notice : store.notices(plan.name(), MOST_NOTICES)) {
      if (subjects.concern(plan, notice)) {
        commits.clear(notice);
      }
    }
    subjects.all().forEach(each -> commits.journal(each.journal(plan.name())));
    // Last: without them a second attempt would not find what belongs to the entity.
    links.forEach(commits::remove);
    commits.flush();
    looks.forEach(store::offer);
    return commits.erased();
  }

  private void collect(
      SyncPlan plan,
      Flow flow,
      Side side,
      String id,
      List<LinkRow> links,
      ErasedSubjects subjects) {
    for (LinkRow row : store.links(plan.name(), flow.name(), side, List.of(id))) {
      take(flow, row, links, subjects);
    }
    List<Ends> ends = List.copyOf(subjects.ends(flow));
    for (Ends end : ends) {
      Side target = end.side().other();
      for (EntityType type : flow.mapper().companions(target)) {
        Flow its = flow.companions(target, type);
        String prefix = Links.companionsOf(end.side(), end.id());
        store.scanLinks(plan.name(), its.name(), prefix, Integer.MAX_VALUE).stream()
            .takeWhile(row -> row.key().startsWith(prefix))
            .forEach(row -> take(its, row, links, subjects));
      }
    }
  }

  /** One end of what is erased. */
  record Ends(Side side, String id) {}

  private static void take(Flow flow, LinkRow row, List<LinkRow> links, ErasedSubjects subjects) {
    links.add(row);
    for (Side each : Side.values()) {
      row.id(each).ifPresent(there -> subjects.add(flow, each, there));
    }
  }

  private static void refuseOpen(Ledger ledger, ErasedSubjects subjects) {
    for (Entry entry : ledger.all(Intent.KIND)) {
      Intent intent = Intent.of(entry);
      Side source = intent.target().other();
      String flow = intent.key().flow();
      if (subjects.has(flow, source, intent.sourceId())
          || subjects.has(flow, intent.target(), intent.targetId())) {
        throw new IllegalStateException(
            "a write of it is still open: run the plan until its outcome is known, then erase");
      }
    }
  }

  /** Removes everything that is kept under a plan's name. */
  public Erased plan(SyncPlan plan, String runId) {
    return leased(store, runtime, plan, runId, ledger -> plan(plan, ledger));
  }

  private Erased plan(SyncPlan plan, Ledger ledger) {
    ErasingCommits commits = new ErasingCommits(ledger);
    commits.journal(JournalErasure.all(plan.name()));
    // Positions go first: links are not missed by a feed that goes on without them.
    for (String kind : List.of(Ledger.CURSOR, Ledger.SERVED)) {
      entries(ledger, kind, commits);
    }
    KINDS.forEach(kind -> entries(ledger, kind, commits));
    flows(plan).forEach(name -> links(plan, name, ledger, commits));
    List<Notice> notices = store.notices(plan.name(), PAGE);
    while (!notices.isEmpty()) {
      notices.forEach(commits::clear);
      commits.flush();
      notices = store.notices(plan.name(), PAGE);
    }
    commits.flush();
    return commits.erased();
  }

  private static void entries(Ledger ledger, String kind, ErasingCommits commits) {
    List<Entry> page = ledger.page(kind, "", "");
    while (!page.isEmpty()) {
      page.forEach(commits::remove);
      commits.flush();
      page = ledger.page(kind, "", "");
    }
  }

  private void links(SyncPlan plan, String flow, Ledger ledger, ErasingCommits commits) {
    List<LinkRow> page = store.scanLinks(plan.name(), flow, "", PAGE);
    while (!page.isEmpty()) {
      ledger.renew();
      page.forEach(commits::remove);
      commits.flush();
      page = store.scanLinks(plan.name(), flow, "", PAGE);
    }
  }

  private static Set<String> flows(SyncPlan plan) {
    Set<String> names = new LinkedHashSet<>();
    for (Flow flow : plan.flows()) {
      names.add(flow.name());
      for (Side target : Side.values()) {
        flow.mapper()
            .companions(target)
            .forEach(type -> names.add(flow.companions(target, type).name()));
      }
    }
    for (Side side : Side.values()) {
      plan.connector(side).entityTypes().forEach(type -> names.add(Flow.ensured(type).name()));
    }
    return names;
  }

  /** Does it while no run has the plan, on any node. */
  static <T> T leased(
      LinkStore store,
      EngineRuntime runtime,
      SyncPlan plan,
      String runId,
      Function<Ledger, T> work) {
    Ledger ledger = new Ledger(store, plan.name(), runId, runtime::now, LONGEST_CALL);
    Patience patience = new Patience(runtime);
    while (!ledger.lease(List.of(Runs.planResource(plan)))) {
      patience.sleep(BETWEEN_ASKS);
    }
    try {
      return work.apply(ledger);
    } finally {
      ledger.release();
    }
  }
}
