package dev.syncline.internal.run;

import dev.syncline.Comparison;
import dev.syncline.EngineRuntime;
import dev.syncline.Explanation;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.PlanCheck;
import dev.syncline.PlanProblem;
import dev.syncline.Preview;
import dev.syncline.Retention;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.AuthenticationFailed;
import dev.syncline.connector.ConnectionCheck;
import dev.syncline.connector.Connector;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Unavailable;
import dev.syncline.internal.base.Prints;
import dev.syncline.mapping.When;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.store.LinkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks, rehearses and runs plans. Thread-safe. */
public final class Runs {

  private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);

  /** Before an account was asked it is not known how long its calls may take. */
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(2);

  private final LinkStore store;
  private final Secrets secrets;
  private final PhoneRules phones;
  private final EngineRuntime runtime;
  private final SyncListener listener;
  private final Retention retention;
  private final BooleanSupplier closed;
  private final int slice;

  /** Works on a store, with the host's secret, on so many changes of each side at once. */
  public Runs(
      LinkStore store,
      Secrets secrets,
      PhoneRules phones,
      EngineRuntime runtime,
      SyncListener listener,
      Retention retention,
      BooleanSupplier closed,
      int slice) {
    this.store = store;
    this.secrets = secrets;
    this.phones = phones;
    this.runtime = runtime;
    this.listener = listener;
    this.retention = retention;
    this.closed = closed;
    this.slice = slice;
  }

  /** Tells the listener; what it throws is its own affair. */
  public void tell(Consumer<SyncListener> event) {
    World.tell(listener, event);
  }

  /** Asks both sides, then the plan; every problem at once. */
  public PlanCheck check(SyncPlan plan) {
    QuotaWindows.read(store, plan);
    return checked(plan, true).check();
  }

  /**
   * What was asked before anything moves.
   *
   * @param identities the vendors' own ids of the accounts that answered
   */
  private record Checked(PlanCheck check, Map<Side, String> identities) {

    Checked orThrow() {
      check.orThrow();
      return this;
    }
  }

  private Checked checked(SyncPlan plan, boolean closely) {
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
    Map<Side, String> identities = new EnumMap<>(Side.class);
    for (int at = 0; at < sides.size(); at++) {
      Side side = sides.get(at);
      answers.get(at).identity().ifPresent(identity -> identities.put(side, identity));
    }
    if (problems.stream().noneMatch(each -> each.code().equals(KnownAccounts.CHANGED))) {
      problems.addAll(KnownAccounts.problems(store, plan, identities));
    }
    if (problems.stream().allMatch(FieldNeeds::isOurs)) {
      problems.addAll(plan.problems());
      notes.addAll(plan.notes());
      if (closely) {
        problems.addAll(plan.closerProblems());
        notes.addAll(plan.closerNotes());
      }
    }
    problems.addAll(Pairings.problems(store, plan));
    problems.addAll(LinkedOtherwise.problems(store, plan));
    return new Checked(
        new PlanCheck(plan.name(), List.copyOf(problems), List.copyOf(notes)), identities);
  }

  private record Answer(
      List<PlanProblem> problems, List<String> notes, Optional<String> identity) {}

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
      return new Answer(problems, check.notes(), Optional.of(check.identity()));
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
    return new Answer(List.of(problem), List.of(), Optional.empty());
  }

  /**
   * Runs a plan under its leases; waits for other runs that hold them.
   *
   * @throws Busy if another run has the plan, or an account for longer than the errand's patience;
   *     never if that is for ever
   */
  public Ended run(SyncPlan plan, Errand errand) {
    try (Tag name = Tag.plan(plan.name());
        Tag run = Tag.run(errand.run())) {
      return leased(plan, errand);
    } catch (Busy elsewhere) {
      throw elsewhere;
    } catch (RuntimeException failed) {
      SyncListener.Run run = new SyncListener.Run(plan.name(), errand.run());
      World.tell(listener, hears -> hears.runFailed(run, failed));
      throw failed;
    }
  }

  private Ended leased(SyncPlan plan, Errand errand) {
    Instant startedAt = runtime.now();
    Map<Side, Long> before = requests(plan);
    Ledger ledger = new Ledger(store, plan.name(), errand.run(), runtime::now, LONGEST_CHECK);
    Turn turn = new Turn(ledger, accounts(plan), runtime, errand);
    try {
      awaitLease(ledger, plan, errand);
      turn.take();
      QuotaWindows quotas = new QuotaWindows(store, plan);
      turn.passing(() -> quotas.pause(ledger), () -> quotas.take(ledger));
      return quotas.around(ledger, () -> run(plan, ledger, turn, errand, startedAt, before));
    } catch (Abandoned stopped) {
      String why = String.valueOf(stopped.getMessage());
      if (errand.stop().get().isPresent()) {
        throw new IllegalStateException(why, stopped);
      }
      World untouched = world(plan, connectors(plan), errand.run(), ledger, turn, false);
      return new Ended(report(untouched, startedAt, before, List.of(why)), null, false);
    } finally {
      ledger.release();
    }
  }

  /** The accounts are asked under their leases too: what that costs belongs to their holder. */
  private Ended run(
      SyncPlan plan,
      Ledger ledger,
      Turn turn,
      Errand errand,
      Instant startedAt,
      Map<Side, Long> before) {
    Checked checked = answered(plan, ledger, turn);
    World world = world(plan, connectors(plan), ledger.run(), ledger, turn, false);
    world.story().runStarted(errand.extent());
    PlanRun run = new PlanRun(world, errand);
    Runnable accounts =
        () -> {
          ledger.outlast(longestCall(plan));
          Pairings.note(ledger, plan);
          KnownAccounts.note(ledger, plan, checked.identities());
        };
    List<String> stopped = errand.extent().realigns() ? run.realign(accounts) : run.run(accounts);
    if (stopped.isEmpty()) {
      new Retaining(retention, ledger, runtime.now()).apply(plan);
    }
    RunReport report = report(world, startedAt, before, stopped);
    world.story().runEnded(report);
    return new Ended(report, run.gaveUp().orElse(null), run.finished());
  }

  private Checked answered(SyncPlan plan, Ledger ledger, Turn turn) {
    try {
      return checked(plan, false).orThrow();
    } catch (Unavailable | QuotaExhausted down) {
      // What the other account is about to forget waits by its ids.
      new Perishing(world(plan, connectors(plan), ledger.run(), ledger, turn, false))
          .save(down.account());
      throw down;
    }
  }

  private Ledger ledger(LinkStore kept, SyncPlan plan, String runId) {
    return new Ledger(kept, plan.name(), runId, runtime::now, longestCall(plan));
  }

  private static Duration longestCall(SyncPlan plan) {
    Duration longest = Duration.ZERO;
    for (Flow flow : plan.flows()) {
      for (Side side : Side.values()) {
        Duration call = plan.connector(side).port(flow.type(side)).capabilities().callDeadline();
        longest = call.compareTo(longest) > 0 ? call : longest;
      }
    }
    return longest;
  }

  private void awaitLease(Ledger ledger, SyncPlan plan, Errand errand) {
    Patience patience = new Patience(runtime);
    String resource = planResource(plan);
    while (!ledger.lease(resource)) {
      if (errand.stop().get().isPresent()) {
        throw new IllegalStateException(errand.stop().get().get());
      }
      if (!errand.patience().equals(Errand.FOR_EVER)) {
        throw new Busy(resource);
      }
      patience.sleep(BETWEEN_ASKS);
    }
  }

  private static List<String> accounts(SyncPlan plan) {
    return List.of(Side.LEFT, Side.RIGHT).stream()
        .map(side -> resource(plan.connector(side).account().key()))
        .toList();
  }

  /** The name of the single right to work on a plan. */
  static String planResource(SyncPlan plan) {
    return "plan:" + plan.name();
  }

  /** The name of the single right to work on an account. */
  static String resource(String account) {
    return "account:" + account;
  }

  /** The whole run with real reads and no writes. */
  public Preview preview(SyncPlan plan, String runId) {
    return rehearsed(plan, runId, run -> run.run(() -> {}));
  }

  /** What the rules as they are now would change in the pairs that there are. */
  public Preview impact(SyncPlan plan, String runId) {
    return rehearsed(plan, runId, run -> run.realign(() -> {}));
  }

  /** The whole run with real reads and no writes, whose links are noted; why it was stopped. */
  Foretold propose(SyncPlan plan, Proposing notes, String runId) {
    check(plan).orThrow();
    World world = rehearsal(plan, rehearsals(plan), runId);
    world.proposing(notes);
    List<String> stopped = new PlanRun(world, errand(runId)).run(() -> {});
    return new Foretold(world.failures(), stopped);
  }

  /** What stays open after a rehearsal, and why it was stopped. */
  record Foretold(List<Failures.Kept> open, List<String> stopped) {

    /** Those that match several. */
    List<Failures.Kept> doubtful() {
      return open.stream()
          .filter(each -> each.failure().kind() == Failure.Kind.AMBIGUOUS && !each.isDropped())
          .toList();
    }
  }

  private Preview rehearsed(SyncPlan plan, String runId, Function<PlanRun, List<String>> work) {
    Map<Side, Long> before = requests(plan);
    Instant startedAt = runtime.now();
    check(plan).orThrow();
    Map<Side, Connector> rehearsals = rehearsals(plan);
    World world = rehearsal(plan, rehearsals, runId);
    List<String> stopped = work.apply(new PlanRun(world, errand(runId)));
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

  private static Map<Side, Connector> rehearsals(SyncPlan plan) {
    Map<Side, Connector> rehearsals = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      rehearsals.put(side, new Rehearsal(plan.connector(side), onceMade(plan, side)));
    }
    return rehearsals;
  }

  /** What is put once something was made is empty there until then. */
  private static Set<Field<?>> onceMade(SyncPlan plan, Side side) {
    return plan.flows().stream()
        .flatMap(flow -> flow.mapper().units().stream())
        .filter(unit -> unit.when() == When.ONCE_MADE)
        .flatMap(unit -> unit.field(side).stream())
        .collect(Collectors.toSet());
  }

  private World rehearsal(SyncPlan plan, Map<Side, Connector> rehearsals, String runId) {
    Ledger ledger = ledger(new OverlayStore(store), plan, runId);
    Turn none = new Turn(ledger, List.of(), runtime, errand(runId));
    return world(plan, rehearsals, runId, ledger, none, true);
  }

  private Errand errand(String runId) {
    return new Errand(
        runId,
        Extent.ALL,
        () -> closed.getAsBoolean() ? Optional.of("the engine was closed") : Optional.empty(),
        Errand.FOR_EVER);
  }

  /** How far the pairs that there are agree. */
  public Comparison compare(SyncPlan plan, int atMost, String runId) {
    Map<Side, Long> before = requests(plan);
    check(plan).orThrow();
    Map<String, Comparison.OfFlow> flows =
        new Comparing(rehearsal(plan, rehearsals(plan), runId), atMost).all();
    return new Comparison(plan.name(), flows, since(before, plan));
  }

  /** Why an entity is as it is. */
  public Explanation explain(SyncPlan plan, EntityType type, Side side, String id, String runId) {
    check(plan).orThrow();
    return new Explaining(rehearsal(plan, rehearsals(plan), runId), side, id).of(type);
  }

  private World world(
      SyncPlan plan,
      Map<Side, Connector> connectors,
      String runId,
      Ledger ledger,
      Turn turn,
      boolean rehearsal) {
    Prints prints = new Prints(secrets.key(plan.name()), phones);
    SyncListener hears = rehearsal ? progressOnly() : listener;
    return new World(
        plan,
        connectors,
        runId,
        runtime,
        ledger,
        turn,
        prints,
        reservations(plan, ledger),
        hears,
        rehearsal,
        slice);
  }

  /** One of each account, though both sides should be in one. */
  private Map<Side, Reservations> reservations(SyncPlan plan, Ledger ledger) {
    Map<String, Reservations> byAccount = new HashMap<>();
    Map<Side, Reservations> bySide = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      String account = plan.connector(side).account().key();
      bySide.put(
          side,
          byAccount.computeIfAbsent(
              account,
              each ->
                  new Reservations(ledger, each, new Prints(secrets.accountKey(each), phones))));
    }
    return bySide;
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

  private static Map<Side, Long> since(Map<Side, Long> before, SyncPlan plan) {
    Map<Side, Long> requests = requests(plan);
    before.forEach((side, count) -> requests.merge(side, -count, Long::sum));
    return requests;
  }

  private RunReport report(
      World world, Instant startedAt, Map<Side, Long> before, List<String> stopped) {
    return new RunReport(
        world.plan().name(),
        world.runId(),
        startedAt,
        Duration.between(startedAt, runtime.now()),
        since(before, world.plan()),
        world.tally().reports(),
        stopped,
        world.tally().conflicts());
  }
}
