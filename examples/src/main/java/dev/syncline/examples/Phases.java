package dev.syncline.examples;

import dev.syncline.Failure;
import dev.syncline.Installation;
import dev.syncline.PlanCheck;
import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.TimeSource;
import dev.syncline.examples.DemoPlan.Accounts;
import dev.syncline.examples.Playground.Act;
import dev.syncline.examples.Playground.Played;
import dev.syncline.http.LibPhoneRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The demo's phases on one store, one after the other. Not thread-safe. */
final class Phases implements AutoCloseable {

  private static final TimeSource TIME = TimeSource.system();
  private static final double MILLIS = 1000.0;
  private static final int CUT_AT_WRITE = 2;
  private static final int FAILURES_SHOWN = 5;

  private final Accounts accounts;
  private final @Nullable Playground playground;
  private final @Nullable Least least;
  private final Screen screen;
  private final DemoStore store;
  private final String country;
  private final List<PhaseReport> reports = new ArrayList<>();
  private SyncEngine engine;
  private final SyncPlan plan;

  Phases(
      Accounts accounts,
      @Nullable Playground playground,
      @Nullable Least least,
      Screen screen,
      DemoStore store,
      String country) {
    this.accounts = accounts;
    this.playground = playground;
    this.least = least;
    this.screen = screen;
    this.store = store;
    this.country = country;
    this.plan = accounts.plan(UnaryOperator.identity());
    this.engine = engine();
  }

  private SyncEngine engine() {
    return SyncEngine.builder()
        .links(store.links())
        .secrets(store.secrets())
        .phones(new LibPhoneRules(country))
        .listener(screen)
        .build();
  }

  /** Begins anew in a store that knows this plan. */
  void forget() {
    engine.erase(plan);
  }

  List<PhaseReport> reports() {
    return List.copyOf(reports);
  }

  void check() {
    Clock clock = new Clock();
    PlanCheck check = engine.check(plan);
    screen.line("check", check.ok() ? "ok (" + check.notes().size() + " notes)" : check.toString());
    check.orThrow();
    keep("check", clock, Both.NONE, null, nothing());
  }

  void preview() {
    Clock clock = new Clock();
    Preview preview = engine.preview(plan);
    screen.line("preview", preview.toString());
    keep("preview", clock, Both.NONE, null, nothing());
  }

  void first(long pairs) {
    screen.start("first", pairs);
    RunReport report;
    Clock clock = new Clock();
    try {
      report = engine.run(plan);
    } finally {
      screen.stop();
    }
    PhaseReport phase = keep("first", clock, Both.NONE, null, report);
    screen.line("first", words(phase));
    clean("first", report);
  }

  void repeat() {
    Clock clock = new Clock();
    RunReport report = engine.run(plan);
    PhaseReport phase = keep("repeat", clock, Both.NONE, null, report);
    screen.line("repeat", words(phase));
    if (report.writes() != 0) {
      throw new DemoFailed(
          "the repeat wrote "
              + report.writes()
              + " times where nothing had changed: "
              + report
              + "; look for a field that does not read back as it was written");
    }
  }

  void edits() {
    Played played = play(Act.EDITS);
    Clock clock = new Clock();
    RunReport report = engine.run(plan);
    PhaseReport phase = keep("edits", clock, played.changed(), played, report);
    screen.line(
        "edits",
        played.changed().left()
            + " changed left, "
            + played.changed().right()
            + " changed right, "
            + phase.conflicts()
            + " conflict ("
            + played.words()
            + ") · "
            + words(phase));
    clean("edits", report);
    if (phase.conflicts() != played.conflicts()) {
      throw new DemoFailed(
          "the edits made "
              + played.conflicts()
              + " conflict, the run reported "
              + phase.conflicts());
    }
  }

  void deletion() {
    Played played = play(Act.DELETION);
    played.told().forEach(this::hint);
    Clock clock = new Clock();
    RunReport report = engine.run(plan);
    PhaseReport phase = keep("deletes", clock, Both.NONE, played, report);
    screen.line("deletes", played.words() + " · " + words(phase));
    clean("deletes", report);
    if (!phase.created().none() || !phase.deleted().equals(played.removed())) {
      throw new DemoFailed(
          "the deletion takes away " + played.removed() + ", but the run wrote: " + report);
    }
  }

  /** The accounts tell a server of this process, which stores it; the next run works it off. */
  void webhooks() {
    Playground people = Objects.requireNonNull(playground);
    try (HookServer hooks = HookServer.open(engine, plan)) {
      people.tells(hooks.address(Side.LEFT));
      Map<Side, URI> asked = new EnumMap<>(Side.class);
      accounts.subscribes().forEach(side -> asked.put(side, hooks.address(side)));
      Installation installed = engine.install(plan, asked);
      installed.orThrow();
      Played played = play(Act.TOLD);
      people.deliver();
      Clock clock = new Clock();
      RunReport report = engine.run(plan);
      PhaseReport phase = keep("webhooks", clock, played.changed(), played, report);
      screen.line(
          "webhooks",
          played.words() + ", told by " + hooks.taken() + " webhooks · " + words(phase));
      clean("webhooks", report);
      if (hooks.taken() < played.told().size()) {
        throw new DemoFailed("the accounts told less than people did: " + hooks.taken());
      }
    }
  }

  private void hint(String told) {
    String[] words = told.split(" ");
    Side side = words[0].equals("left") ? Side.LEFT : Side.RIGHT;
    plan.flows().stream()
        .filter(flow -> flow.type(side).name().equals(words[1]))
        .forEach(flow -> engine.hint(plan, side, flow.type(side), words[2]));
  }

  void crash() {
    Played played = play(Act.NEW);
    Clock clock = new Clock();
    List<CutConnector> cuts = new ArrayList<>();
    UnaryOperator<Connector> cut =
        right -> {
          CutConnector made = new CutConnector(right, CUT_AT_WRITE);
          cuts.add(made);
          return made;
        };
    boolean killed = false;
    try {
      engine.run(accounts.plan(cut));
    } catch (CutConnector.Killed wanted) {
      killed = true;
    }
    engine = engine();
    RunReport report = engine.run(plan);
    PhaseReport phase = keep("crash", clock, played.changed(), played, report);
    long adopted = report.flows().values().stream().mapToLong(flow -> flow.adopted()).sum();
    screen.line(
        "crash",
        played.words()
            + " · killed after write request "
            + cuts.get(0).writes()
            + ", its answer lost · resumed in a new engine · "
            + adopted
            + " adopted · "
            + words(phase));
    if (!killed) {
      throw new DemoFailed("the run ended before the demo could cut it");
    }
    clean("crash", report);
  }

  private Played play(Act act) {
    if (playground == null) {
      throw new IllegalStateException("nobody plays in real accounts");
    }
    return playground.play(act);
  }

  private void clean(String phase, RunReport report) {
    if (!report.clean()) {
      List<Failure> failures = engine.failures(plan);
      screen.plain(report.toString());
      failures.stream().limit(FAILURES_SHOWN).forEach(each -> screen.plain("  " + each));
      throw new DemoFailed(
          "phase "
              + phase
              + " left "
              + report.failed()
              + " failed and "
              + report.waiting()
              + " waiting"
              + (report.stopped().isEmpty() ? "" : ", stopped: " + report.stopped())
              + "; the reasons stand above");
    }
  }

  private PhaseReport keep(
      String name, Clock clock, Both changed, @Nullable Played played, RunReport report) {
    Map<String, Long> counts = new HashMap<>();
    if (playground != null) {
      counts.putAll(playground.counts());
    }
    counts.put("changed.left", changed.left());
    counts.put("changed.right", changed.right());
    counts.put("changed.types.left", played == null ? 0L : played.leftTypes());
    PhaseReport phase =
        new PhaseReport(
            name,
            clock.seconds(),
            clock.requests(),
            least == null ? Both.NONE : least.requests(name, counts),
            both(report::created),
            both(report::updated),
            both(report::deleted),
            report.skipped(),
            report.waiting(),
            report.failed(),
            report.conflicts());
    reports.add(phase);
    return phase;
  }

  private static Both both(ToLongFunction<Side> count) {
    return new Both(count.applyAsLong(Side.LEFT), count.applyAsLong(Side.RIGHT));
  }

  private static RunReport nothing() {
    return new RunReport(
        "", "", Instant.EPOCH, Duration.ZERO, new EnumMap<>(Side.class), Map.of(), List.of());
  }

  private static String words(PhaseReport phase) {
    StringBuilder words = new StringBuilder();
    if (phase.writes().none()) {
      words.append("nothing to write");
    } else {
      words.append("created ").append(phase.created());
      words.append(", updated ").append(phase.updated());
      if (!phase.deleted().none()) {
        words.append(", deleted ").append(phase.deleted());
      }
    }
    if (phase.skipped() > 0) {
      words.append(", ").append(phase.skipped()).append(" skipped by rule");
    }
    words.append(" (").append(phase.requests()).append(" requests");
    if (!phase.leastRequests().none()) {
      words.append(", least ").append(phase.leastRequests());
    }
    return words.append(String.format(Locale.ROOT, ", %.1f s)", phase.seconds())).toString();
  }

  @Override
  public void close() {
    engine.close();
  }

  /** From now on: time and requests. */
  private final class Clock {

    private final Instant started = TIME.now();
    private final Both before = asked();

    double seconds() {
      return Duration.between(started, TIME.now()).toMillis() / MILLIS;
    }

    Both requests() {
      return asked().since(before);
    }

    private Both asked() {
      return playground == null ? Both.NONE : playground.requests();
    }
  }
}
