package dev.syncline.examples;

import dev.syncline.PlanNotReady;
import dev.syncline.connector.ConnectorException;
import dev.syncline.examples.DemoPlan.Accounts;
import dev.syncline.examples.compare.Compared;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Shows a ready plan from check to recovery, on its bundled fakes, and proves the outcome by a
 * comparison of its own.
 *
 * <p>Exit code 0 only if every phase did what it promises and the comparison finds nothing missing,
 * different or doubled; 1 otherwise; 2 for wrong arguments. Real accounts instead of fakes are told
 * by environment variables, which the README lists; then there is a check and a preview, and only
 * with {@code SYNCLINE_WRITE=yes} a first run and a repeat. {@code SYNCLINE_SETTINGS} names a
 * settings file; without it settings are proposed.
 *
 * @since 0.1
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Shows a ready plan on its bundled fakes, or on real accounts.",
    subcommands = FakesCommand.class)
public final class Demo implements Callable<Integer> {

  @Mixin private DemoArguments common = new DemoArguments();
  @Mixin private DemoArguments.Running running = new DemoArguments.Running();

  private final Screen screen = new Screen(System.out, Screen.onTerminal());

  /** Runs the command; a success returns, because Maven may have lent its own JVM. */
  public static void main(String[] args) {
    int code = run(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs the command and gives its exit code. */
  public static int run(String... args) {
    CommandLine line = new CommandLine(new Demo());
    line.setExecutionExceptionHandler(
        (failed, where, parsed) -> {
          where.getErr().println(told(failed));
          return 1;
        });
    return line.execute(args);
  }

  /** What a person can mend is said plainly; everything else with its trace. */
  private static String told(Exception failed) {
    if (failed instanceof DemoFailed
        || failed instanceof PlanNotReady
        || failed instanceof ConnectorException) {
      return "failed: " + failed.getMessage();
    }
    StringWriter trace = new StringWriter();
    failed.printStackTrace(new PrintWriter(trace));
    return "failed: " + trace;
  }

  @Override
  public Integer call() {
    DemoPlan plan = common.plan();
    running.requireStore(common);
    int records = common.records(plan);
    Optional<Map<String, String>> real = plan.places(System.getenv());
    if (real.isPresent()) {
      return onRealAccounts(plan, real.get());
    }
    try (Playground playground =
        running.fakes == null
            ? plan.serve(records, common.seed())
            : new RemotePlayground(running.fakes)) {
      return onFakes(plan, playground);
    }
  }

  private int onFakes(DemoPlan plan, Playground playground) {
    try (Accounts accounts = plan.connect(playground.places(), true);
        DemoStore store = running.open(plan);
        Phases phases =
            new Phases(
                accounts, playground, Least.of(plan.name()), screen, store, plan.country())) {
      forget(phases);
      screen.plain(accounts.title() + "  plan " + plan.name() + ", seed " + common.seed());
      phases.check();
      phases.preview();
      List<String> failed = new ArrayList<>();
      for (Runnable phase :
          List.<Runnable>of(
              () -> phases.first(common.records(plan)),
              phases::repeat,
              phases::edits,
              phases::deletion,
              phases::webhooks,
              phases::crash)) {
        attempt(phase, failed);
      }
      int code = compared(plan, store, phases, playground.compare());
      failed.forEach(each -> screen.plain("failed: " + each));
      return failed.isEmpty() ? code : 1;
    }
  }

  /** One phase that fails does not hide what the next ones show. */
  private static void attempt(Runnable phase, List<String> failed) {
    try {
      phase.run();
    } catch (DemoFailed wrong) {
      failed.add(wrong.getMessage());
    }
  }

  /**
   * A server keeps its tables: only what an earlier demo left under this plan's name is removed.
   */
  private void forget(Phases phases) {
    if (running.forgets()) {
      phases.forget();
    }
  }

  private int compared(DemoPlan plan, DemoStore store, Phases phases, Compared compared) {
    screen.line(
        "compared",
        compared.pairs()
            + " pairs, "
            + compared.fields()
            + " fields: "
            + compared.missing()
            + " missing, "
            + compared.different()
            + " different, "
            + compared.duplicates()
            + " doubled");
    report(plan, store, phases, compared);
    if (!compared.clean()) {
      compared.findings().forEach(each -> screen.plain("  " + each));
      screen.plain("The accounts do not agree; the findings above name entity and field.");
      return 1;
    }
    return 0;
  }

  private void report(DemoPlan plan, DemoStore store, Phases phases, Compared compared) {
    write(
        plan,
        new DemoReport(
            plan.name(),
            common.records(plan),
            common.seed(),
            store.name(),
            phases.reports(),
            compared,
            DemoReport.heapNow()));
  }

  private void write(DemoPlan plan, DemoReport report) {
    report.write(running.report(plan));
    screen.line("report", running.report(plan).toString());
  }

  private int onRealAccounts(DemoPlan plan, Map<String, String> places) {
    boolean writes = "yes".equals(System.getenv("SYNCLINE_WRITE"));
    try (Accounts accounts = plan.connect(places, false);
        DemoStore store = running.open(plan);
        Phases phases = new Phases(accounts, null, null, screen, store, plan.country())) {
      forget(phases);
      screen.plain(accounts.title() + "  plan " + plan.name());
      phases.check();
      phases.preview();
      if (writes) {
        phases.first(1);
        phases.repeat();
      } else {
        screen.plain("Nothing was written. Set SYNCLINE_WRITE=yes to let the first run follow.");
      }
      write(
          plan,
          new DemoReport(
              plan.name(), 0, 0, store.name(), phases.reports(), null, DemoReport.heapNow()));
      return 0;
    }
  }
}
