package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import dev.syncline.Explanation;
import dev.syncline.Flow;
import dev.syncline.PlanCheck;
import dev.syncline.PlanProblem;
import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.internal.base.Prints;
import dev.syncline.model.EntityType;
import dev.syncline.model.PhoneRules;
import dev.syncline.store.LinkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Checks, rehearses and runs plans. Thread-safe. */
public final class Runs {

  private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);

  private final LinkStore store;
  private final Secrets secrets;
  private final PhoneRules phones;
  private final EngineRuntime runtime;
  private final SyncListener listener;
  private final BooleanSupplier closed;
  private final int slice;

  /** Works on a store, with the host's secret, on so many changes of each side at once. */
  public Runs(
      LinkStore store,
      Secrets secrets,
      PhoneRules phones,
      EngineRuntime runtime,
      SyncListener listener,
      BooleanSupplier closed,
      int slice) {
    this.store = store;
    this.secrets = secrets;
    this.phones = phones;
    this.runtime = runtime;
    this.listener = listener;
    this.closed = closed;
    this.slice = slice;
  }

  /** Asks both sides, then the plan; every problem at once. */
  public PlanCheck check(SyncPlan plan) {
    List<Side> sides = List.of(Side.LEFT, Side.RIGHT);
    List<PlanProblem> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Answer> answers =
        runtime.together(
            sides.stream().map(side -> (Callable<Answer>) () -> ask(plan, side)).toList(),
            sides.size());
    for (Answer answer : answers) {
      problems.addAll(answer.problems());
      notes.addAll(answer.notes());
    }
    if (problems.stream().allMatch(FieldNeeds::isOurs)) {
      problems.addAll(plan.problems());
      notes.addAll(plan.notes());
    }
    problems.addAll(Pairings.problems(store, plan));
    return new PlanCheck(plan.name(), List.copyOf(problems), List.copyOf(notes));
  }

  private record Answer(List<PlanProblem> problems, List<String> notes) {}

  private Answer ask(SyncPlan plan, Side side) {
    Connector connector = plan.connector(side);
    String account = connector.account().key();
    try {
      ConnectionCheck check = new Patience(runtime).ask(connector::check);
      List<PlanProblem> problems = new ArrayList<>();
      check
          .problems()
          .forEach(
              each ->
                  problems.add(
                      new PlanProblem(
                          each.code(), account, each.setting(), each.text(), each.remedy())));
      problems.addAll(new FieldNeeds(plan, side, new Patience(runtime)).problems());
      return new Answer(problems, check.notes());
    } catch (AuthenticationFailed refused) {
      return problem(
          new PlanProblem(
              refused.code(),
              account,
              "credentials",
              String.valueOf(refused.getMessage()),
              "check the credentials of this account"));
    } catch (AccessDenied denied) {
      return problem(
          new PlanProblem(
              "RIGHT_MISSING",
              account,
              denied.missingRight(),
              String.valueOf(denied.getMessage()),
              "grant the right and check again"));
    }
  }

  private static Answer problem(PlanProblem problem) {
    return new Answer(List.of(problem), List.of());
  }

  /** Runs a plan under its leases; waits for another process that holds them. */
  public RunReport run(SyncPlan plan, String runId) {
    Instant startedAt = runtime.now();
    Map<Side, Long> before = requests(plan);
    check(plan).orThrow();
    Ledger ledger = ledger(store, plan, runId);
    awaitLease(ledger, plan);
    try {
      Pairings.note(ledger, plan);
      World world = world(plan, connectors(plan), runId, ledger, false);
      List<String> stopped = new PlanRun(world, closed).run();
      return report(world, startedAt, before, stopped);
    } finally {
      ledger.release();
    }
  }

  private Ledger ledger(LinkStore kept, SyncPlan plan, String runId) {
    Duration longest = Duration.ZERO;
    for (Flow flow : plan.flows()) {
      for (Side side : Side.values()) {
        Duration call = plan.connector(side).port(flow.type(side)).capabilities().callDeadline();
        longest = call.compareTo(longest) > 0 ? call : longest;
      }
    }
    return new Ledger(kept, plan.name(), runId, runtime::now, longest);
  }

  private void awaitLease(Ledger ledger, SyncPlan plan) {
    Patience patience = new Patience(runtime);
    while (!ledger.lease(resources(plan))) {
      if (closed.getAsBoolean()) {
        throw new IllegalStateException("the engine was closed");
      }
      patience.sleep(BETWEEN_ASKS);
    }
  }

  /** Accounts in their order, so that two plans that share both never wait for each other. */
  private static List<String> resources(SyncPlan plan) {
    Set<String> resources = new LinkedHashSet<>();
    resources.add("plan:" + plan.name());
    List.of(Side.LEFT, Side.RIGHT).stream()
        .map(side -> plan.connector(side).account())
        .sorted()
        .forEach(account -> resources.add("account:" + account.key()));
    return List.copyOf(resources);
  }

  /** The whole run with real reads and no writes. */
  public Preview preview(SyncPlan plan, String runId) {
    Map<Side, Long> before = requests(plan);
    Instant startedAt = runtime.now();
    check(plan).orThrow();
    Map<Side, Connector> rehearsals = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      rehearsals.put(side, new Rehearsal(plan.connector(side)));
    }
    Ledger ledger = ledger(new OverlayStore(store), plan, runId);
    World world = world(plan, rehearsals, runId, ledger, true);
    List<String> stopped = new PlanRun(world, closed).run();
    RunReport report = report(world, startedAt, before, stopped);
    Map<Side, Long> requests = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      long writes = ((Rehearsal) Objects.requireNonNull(rehearsals.get(side))).calls();
      long reads = report.requests().getOrDefault(side, 0L) + world.foreseen().besides(side);
      requests.put(side, reads + writes);
    }
    return Preview.of(report, requests, plan)
        .showing(
            world.foreseen().diffs(),
            world.foreseen().more(),
            FailureList.of(plan, world.failures()));
  }

  /** Why an entity is as it is. */
  public Explanation explain(SyncPlan plan, EntityType type, Side side, String id, String runId) {
    check(plan).orThrow();
    Map<Side, Connector> rehearsals = new EnumMap<>(Side.class);
    for (Side each : Side.values()) {
      rehearsals.put(each, new Rehearsal(plan.connector(each)));
    }
    Ledger ledger = ledger(new OverlayStore(store), plan, runId);
    return new Explaining(world(plan, rehearsals, runId, ledger, true), side, id).of(type);
  }

  private World world(
      SyncPlan plan,
      Map<Side, Connector> connectors,
      String runId,
      Ledger ledger,
      boolean rehearsal) {
    Prints prints = new Prints(secrets.key(plan.name()), phones);
    SyncListener hears = rehearsal ? progressOnly() : listener;
    return new World(plan, connectors, runId, runtime, ledger, prints, hears, rehearsal, slice);
  }

  /** A rehearsal decides no conflict and is refused nothing. */
  private SyncListener progressOnly() {
    return new SyncListener() {
      @Override
      public void progress(Progress progress) {
        listener.progress(progress);
      }
    };
  }

  private static Map<Side, Connector> connectors(SyncPlan plan) {
    Map<Side, Connector> connectors = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      connectors.put(side, plan.connector(side));
    }
    return connectors;
  }

  private static Map<Side, Long> requests(SyncPlan plan) {
    Map<Side, Long> requests = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      requests.put(side, plan.connector(side).requests());
    }
    return requests;
  }

  private RunReport report(
      World world, Instant startedAt, Map<Side, Long> before, List<String> stopped) {
    Map<Side, Long> requests = requests(world.plan());
    before.forEach((side, count) -> requests.merge(side, -count, Long::sum));
    return new RunReport(
        world.plan().name(),
        world.runId(),
        startedAt,
        Duration.between(startedAt, runtime.now()),
        requests,
        world.tally().reports(),
        stopped,
        world.tally().conflicts());
  }
}
