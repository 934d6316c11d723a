package dev.syncline.examples;

import dev.syncline.RunReport;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.examples.DemoPlan.Accounts;
import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladDemo;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One run of the demo's plan on its durable store, in a JVM that may be killed at any moment. */
final class MortalRun {

  /** Said before a commit begins. */
  static final String COMMIT = "commit";

  /** Said when the run came to its end; the number of its writes follows. */
  static final String ENDED = "ended ";

  /** Said when the run came to an end that leaves something open; its report follows. */
  static final String OPEN = "open ";

  private MortalRun() {}

  /** The store, its folder, the clock's origin, and how far it is ahead. */
  public static void main(String[] args) {
    FastRuntime runtime = new FastRuntime(Instant.parse(args[2]), Duration.parse(args[3]));
    try (DemoStore store = DemoStore.kept(args[0], Path.of(args[1]))) {
      RunReport report = run(store, System.getenv(), runtime, () -> System.out.println(COMMIT));
      boolean whole = report.clean() && report.stopped().isEmpty();
      System.out.println(whole ? ENDED + report.writes() : OPEN + report);
    }
  }

  /** Runs the plan once; what is handed over hears of each commit that begins. */
  static RunReport run(
      DemoStore store, Map<String, String> places, FastRuntime runtime, Runnable commits) {
    try (Accounts accounts = new BitrixMoySkladDemo().connect(places, true, runtime);
        SyncEngine engine =
            SyncEngine.builder()
                .links(new Told(store.links(), commits))
                .secrets(store.secrets())
                .phones(new LibPhoneRules("RU"))
                .runtime(runtime)
                .build()) {
      SyncPlan plan = accounts.plan(UnaryOperator.identity());
      return engine.run(plan);
    }
  }

  private static final class Told extends ForwardingLinkStore {

    private final Runnable commits;

    Told(LinkStore inner, Runnable commits) {
      super(inner);
      this.commits = commits;
    }

    @Override
    public void commit(StoreUpdate update) {
      commits.run();
      super.commit(update);
    }
  }
}
