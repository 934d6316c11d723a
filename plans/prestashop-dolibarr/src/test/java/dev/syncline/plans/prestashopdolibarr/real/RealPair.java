package dev.syncline.plans.prestashopdolibarr.real;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.dolibarr.DolibarrConnector;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrPlan;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The real shop and the real Dolibarr, with the connectors, the plan and an engine between them.
 */
final class RealPair implements AutoCloseable {

  /** How far apart what a server writes and what it shows may be: both stand on one machine. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** What this run of the suite calls its own: letters that no earlier run has used. */
  static final String TAG =
      "R" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  private static final String PLAN = "real";

  final RealShop shop = new RealShop(Installations.shop(), Installations.shopKey());
  final RealLedger ledger = new RealLedger(Installations.ledger(), Installations.ledgerKey());
  final Clocked toShop = new Clocked();
  final Clocked toLedger = new Clocked();
  final LinkStore store = new InMemoryLinkStore();
  final PrestaShopConnector left;
  final DolibarrConnector right;
  private SyncEngine engine;
  private PrestaShopDolibarrSettings settings;

  private static @Nullable RealPair shared;

  /** The pair that all suites of a process work at, after its first full sync. */
  static synchronized RealPair shared() {
    RealPair pair = shared;
    if (pair == null) {
      pair = another();
      shared = pair;
      System.out.println(pair.sync());
    }
    return pair;
  }

  /** A pair with an empty store, as of a host that starts anew; nothing has run yet. */
  static RealPair another() {
    return new RealPair(Installations.shopKey(), Installations.ledgerKey());
  }

  /** A pair with keys of which one may lack rights. */
  static RealPair another(String shopKey, String ledgerKey) {
    return new RealPair(shopKey, ledgerKey);
  }

  /** What was made in the shop goes. */
  static synchronized void closeShared() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  private RealPair(String shopKey, String ledgerKey) {
    ledger.prepare();
    PrestaShopConnector.Builder shopWith =
        PrestaShopConnector.builder()
            .url(Installations.shop())
            .key(shopKey)
            .writes(true)
            .lag(SOON)
            .settleTime(SOON)
            .under(toShop);
    Installations.hintSecret().ifPresent(shopWith::webhookSecret);
    left = shopWith.build();
    right =
        DolibarrConnector.builder()
            .url(Installations.ledger())
            .key(ledgerKey)
            .warehouse(ledger.first("warehouses"))
            .bankAccount(ledger.first("bankaccounts"))
            .paymentMethod("6")
            .pictures(true)
            .writesAtOnce(Integer.getInteger("syncline.real.writes", 2))
            .overlap(SOON)
            .settleTime(SOON)
            .under(toLedger)
            .build();
    boolean shopAllows = left.check().problems().isEmpty();
    boolean allowed = right.check().problems().isEmpty() && shopAllows;
    settings =
        allowed
            ? PrestaShopDolibarrSettings.proposed(left, right)
            : PrestaShopDolibarrSettings.defaults();
    engine = engine(SyncEngine.SLICE);
  }

  private SyncEngine engine(int slice) {
    return SyncEngine.builder()
        .links(store)
        .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
        .phones(new LibPhoneRules("FR"))
        .slice(slice)
        .build();
  }

  /** The name or reference of something of this run. */
  static String own(String word) {
    return TAG + "-" + word;
  }

  SyncEngine engine() {
    return engine;
  }

  /** The process ends; another one goes on with the same store, in slices of so many changes. */
  void restart(int slice) {
    engine.close();
    engine = engine(slice);
  }

  /** Runs until nothing is open any more: what a process left behind is waited for. */
  void awaitSettled() {
    for (int each = 0; each < 20 && !engine.run(plan()).clean(); each++) {
      LockSupport.parkNanos(500_000_000L);
    }
  }

  void set(UnaryOperator<PrestaShopDolibarrSettings> more) {
    settings = more.apply(settings);
  }

  SyncPlan plan() {
    return PrestaShopDolibarrPlan.of(PLAN, left, right, settings);
  }

  /** A run. What fails of others' data is none of a test's business. */
  RunReport sync() {
    RunReport report = engine.run(plan());
    if (!report.stopped().isEmpty()) {
      throw new AssertionError(report + "\n" + failures());
    }
    return report;
  }

  /** A run that compares everything. */
  RunReport reconcile() {
    RunReport report = engine.reconcile(plan());
    if (!report.stopped().isEmpty()) {
      throw new AssertionError(report + "\n" + failures());
    }
    return report;
  }

  List<Failure> failures() {
    return engine.failures(plan());
  }

  Optional<Failure> failure(String flow, String id) {
    return failures().stream()
        .filter(each -> each.flow().startsWith(flow) && each.id().equals(id))
        .findFirst();
  }

  /** Forgets what was counted so far. */
  void count() {
    toShop.reset();
    toLedger.reset();
  }

  List<String> writes() {
    List<String> all = new java.util.ArrayList<>(toShop.writes());
    all.addAll(toLedger.writes());
    return all;
  }

  @Override
  public void close() {
    engine.close();
    left.close();
    right.close();
    shop.cleanUp();
  }
}
