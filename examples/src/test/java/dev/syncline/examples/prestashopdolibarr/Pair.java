package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.Preview;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.dolibarr.DolibarrConnector;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.examples.Both;
import dev.syncline.examples.Least;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.compare.Comparison;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrPlan;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Seed;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Map;

/**
 * A seeded shop and a Dolibarr, both in-process, with the plan and an engine between them, all on
 * one virtual clock.
 */
final class Pair implements AutoCloseable {

  private static final String PLAN = "prestashop-dolibarr";

  /** How long each request takes. */
  private static final Duration ANSWER = Duration.ofMillis(200);

  final VirtualTime time = new VirtualTime();
  final FakePrestaShop shop;
  final FakeDolibarr ledger;
  final SyncEngine engine;
  private final Map<String, Long> counts;
  private final PrestaShopConnector left;
  private final DolibarrConnector right;
  private final SyncPlan plan;

  private Pair(Seed seed) {
    shop = Seed.shop().time(time).build();
    ledger = FakeDolibarr.builder().time(time).build();
    PrestaShopDolibarrPlayground.fill(shop, ledger, seed);
    counts = ShopCounts.of(shop);
    left =
        PrestaShopConnector.builder()
            .url(shop.base())
            .key(shop.key())
            .lag(Duration.ZERO)
            .time(time)
            .under(shop.inProcess())
            .build();
    right =
        DolibarrConnector.builder()
            .url(ledger.base())
            .key(ledger.apiKey())
            .warehouse("1")
            .bankAccount("1")
            .paymentMethod("6")
            .time(time)
            .under(ledger.inProcess())
            .build();
    time.advance(Duration.ofDays(1));
    takesTime(shop.faults());
    takesTime(ledger.faults());
    left.check();
    right.check();
    plan =
        PrestaShopDolibarrPlan.of(
            "pair",
            left,
            right,
            PrestaShopDolibarrDemo.inTheShopsZone(
                PrestaShopDolibarrSettings.proposed(left, right)));
    engine =
        SyncEngine.builder()
            .links(new InMemoryLinkStore())
            .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
            .phones(new LibPhoneRules("FR"))
            .runtime(new VirtualRuntime(time))
            .build();
  }

  /** Without it a thousand writes would bear the same second. */
  private void takesTime(Faults weather) {
    weather.times(
        Integer.MAX_VALUE,
        request -> {
          time.advance(ANSWER);
          return false;
        },
        Fault.SERVER_ERROR);
  }

  /** Both with so many records in the shop, before the first sync. */
  static Pair of(int records, long seed) {
    return new Pair(ShopSize.of(records, seed));
  }

  /** Runs the plan an hour later. */
  RunReport run() {
    time.advance(Duration.ofHours(1));
    return engine.run(plan);
  }

  /** What a run would do now. */
  Preview preview() {
    return engine.preview(plan);
  }

  /** A run that has to end without anything left over. */
  RunReport sync() {
    RunReport report = run();
    if (!report.clean()) {
      throw new AssertionError(report + "\n" + engine.failures(plan));
    }
    return report;
  }

  /** What reached each account so far. */
  Both requests() {
    return new Both(shop.log().size(), ledger.log().size());
  }

  /** The fewest requests of a phase. */
  Both least(String phase) {
    return Least.of(PLAN).requests(phase, counts);
  }

  Compared compare() {
    return Comparison.of(new PrestaShopDolibarrTable(), leftBooks(), rightBooks());
  }

  Books leftBooks() {
    return PrestaShopBooks.read(shop);
  }

  Books rightBooks() {
    return DolibarrBooks.read(ledger);
  }

  @Override
  public void close() {
    engine.close();
    left.close();
    right.close();
    shop.close();
    ledger.close();
  }
}
