package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.Failure;
import dev.syncline.PlanCheck;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.dolibarr.DolibarrConnector;
import dev.syncline.dolibarr.DolibarrOptions;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.Entity;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrPlan;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A shop and a ledger at which people work, with the real connectors, the plan and an engine
 * between them, in one process and on one virtual clock.
 */
final class Pair implements AutoCloseable {

  static final String PLAN = "pair";

  /** How a pair differs from the usual one. Each method changes one respect. */
  static final class Wish {

    private VirtualTime time = new VirtualTime();
    private UnaryOperator<FakePrestaShop.Builder> shop = built -> built;
    private UnaryOperator<FakeDolibarr.Builder> ledger = built -> built;
    private UnaryOperator<PrestaShopConnector.Builder> left = built -> built;
    private UnaryOperator<DolibarrOptions> right = built -> built;
    private UnaryOperator<PrestaShopDolibarrSettings> settings = built -> built;
    private UnaryOperator<SyncEngine.Builder> engine = built -> built;
    private LinkStore store = new InMemoryLinkStore();

    /** A clock that others share. */
    Wish time(VirtualTime shared) {
      time = shared;
      return this;
    }

    /** The shop's installation. */
    Wish shop(UnaryOperator<FakePrestaShop.Builder> more) {
      shop = more;
      return this;
    }

    /** Dolibarr's installation. */
    Wish ledger(UnaryOperator<FakeDolibarr.Builder> more) {
      ledger = more;
      return this;
    }

    /** The connector to the shop. */
    Wish left(UnaryOperator<PrestaShopConnector.Builder> more) {
      left = more;
      return this;
    }

    /** The connector to Dolibarr. */
    Wish right(UnaryOperator<DolibarrOptions> more) {
      right = more;
      return this;
    }

    /** What the user set. */
    Wish settings(UnaryOperator<PrestaShopDolibarrSettings> more) {
      settings = more;
      return this;
    }

    /** The engine between them. */
    Wish engine(UnaryOperator<SyncEngine.Builder> more) {
      engine = more;
      return this;
    }

    /** Where links are kept. */
    Wish store(LinkStore kept) {
      store = kept;
      return this;
    }

    Pair pair() {
      return new Pair(this);
    }
  }

  /** What the listener was told of conflicts. */
  static final class Heard implements SyncListener {

    final List<String> conflicts = new ArrayList<>();

    @Override
    public void conflict(String flow, String unit, Side winner, Entity left, Entity right) {
      conflicts.add(flow + " " + unit + " " + winner.word());
    }
  }

  final VirtualTime time;
  final Shop shop;
  final Ledger ledger;
  final LinkStore store;
  final VirtualRuntime runtime;
  final Heard heard = new Heard();
  final PrestaShopConnector left;
  final DolibarrConnector right;
  private final UnaryOperator<SyncEngine.Builder> engines;
  private SyncEngine engine;
  private PrestaShopDolibarrSettings settings;

  Pair() {
    this(new Wish());
  }

  Pair(UnaryOperator<PrestaShopDolibarrSettings> more) {
    this(new Wish().settings(more));
  }

  private Pair(Wish wish) {
    time = wish.time;
    runtime = new VirtualRuntime(time);
    store = wish.store;
    engines = wish.engine;
    shop = new Shop(wish.shop.apply(FakePrestaShop.builder().time(time)).build());
    ledger = new Ledger(wish.ledger.apply(FakeDolibarr.builder().time(time)).build());
    left = prestashop(wish.left);
    right = dolibarr(wish.right);
    left.check();
    right.check();
    settings = wish.settings.apply(PrestaShopDolibarrSettings.proposed(left, right));
    engine = engine(store);
    time.advance(Duration.ofHours(1));
  }

  /** Another connector to the same shop. */
  PrestaShopConnector prestashop(UnaryOperator<PrestaShopConnector.Builder> more) {
    return more.apply(
            PrestaShopConnector.builder()
                .url(shop.fake.base())
                .key(shop.fake.key())
                .time(time)
                .under(shop.fake.inProcess()))
        .build();
  }

  /** Another connector to the same Dolibarr. */
  DolibarrConnector dolibarr(UnaryOperator<DolibarrOptions> more) {
    return more.apply(
            DolibarrConnector.builder()
                .url(ledger.fake.base())
                .key(ledger.fake.apiKey())
                .warehouse("1")
                .bankAccount("1")
                .paymentMethod("6")
                .time(time)
                .under(ledger.fake.inProcess()))
        .build();
  }

  /** Goes on to noon of a day, counted from the beginning: whatever was before, it is then. */
  void onDay(int day) {
    Instant noon = VirtualTime.START.truncatedTo(ChronoUnit.DAYS).plus(day, ChronoUnit.DAYS);
    time.advance(Duration.between(time.now(), noon.plus(Duration.ofHours(12))));
  }

  SyncEngine engine(LinkStore kept) {
    return engines
        .apply(
            SyncEngine.builder()
                .links(kept)
                .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
                .phones(new LibPhoneRules("FR"))
                .runtime(runtime)
                .listener(heard))
        .build();
  }

  PrestaShopDolibarrSettings settings() {
    return settings;
  }

  /** The user saves other settings. */
  void set(UnaryOperator<PrestaShopDolibarrSettings> more) {
    settings = more.apply(settings);
  }

  SyncPlan plan() {
    return plan(left, right);
  }

  SyncPlan plan(Connector prestashop, Connector dolibarr) {
    return PrestaShopDolibarrPlan.of(PLAN, prestashop, dolibarr, settings);
  }

  SyncEngine engine() {
    return engine;
  }

  /** The process ends; another one goes on with the same store. */
  void restart() {
    engine.close();
    engine = engine(store);
  }

  PlanCheck check() {
    return engine.check(plan());
  }

  /** Runs an hour later. */
  RunReport run() {
    time.advance(Duration.ofHours(1));
    return engine.run(plan());
  }

  /** A run that has to end without anything left over. */
  RunReport sync() {
    RunReport report = run();
    if (!report.clean()) {
      throw new AssertionError(report + "\n" + failures());
    }
    return report;
  }

  /** A look at everything, which finds what no list tells: deletions, and imports without dates. */
  RunReport reconcile() {
    time.advance(Duration.ofHours(1));
    return engine.reconcile(plan());
  }

  /** A look at everything that has to end without anything left over. */
  RunReport sweep() {
    RunReport report = reconcile();
    if (!report.clean()) {
      throw new AssertionError(report + "\n" + failures());
    }
    return report;
  }

  /** A run over an unchanged pair writes nothing. */
  void quiet() {
    int before = writes();
    sync();
    if (writes() != before) {
      throw new AssertionError((writes() - before) + " writes over an unchanged pair");
    }
  }

  /** A shop of somebody else, on the same clock. */
  Shop anotherShop() {
    return new Shop(FakePrestaShop.builder().time(time).build());
  }

  /** Syncs another shop with the same Dolibarr, by a plan of its own and from the same store. */
  void syncFrom(Shop other, PrestaShopDolibarrSettings by) {
    time.advance(Duration.ofHours(1));
    try (PrestaShopConnector its =
        PrestaShopConnector.builder()
            .url(other.fake.base())
            .key(other.fake.key())
            .account("other")
            .time(time)
            .under(other.fake.inProcess())
            .build()) {
      RunReport report = engine.run(PrestaShopDolibarrPlan.of("other", its, right, by));
      if (!report.clean()) {
        throw new AssertionError(report);
      }
    }
  }

  List<Failure> failures() {
    return engine.failures(plan());
  }

  /** How many requests have changed something so far, on both sides together. */
  int writes() {
    return shop.fake.requests().writes() + ledger.fake.requests().writes();
  }

  @Override
  public void close() {
    engine.close();
    left.close();
    right.close();
    shop.fake.close();
    ledger.fake.close();
  }
}
