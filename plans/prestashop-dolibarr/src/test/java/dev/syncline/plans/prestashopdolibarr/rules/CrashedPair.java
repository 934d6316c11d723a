package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.testkit.crash.CrashScenario;
import dev.syncline.testkit.crash.CrashWorld;
import dev.syncline.testkit.time.VirtualTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A small shop and its ledger, broken at each request that reaches either of them. */
final class CrashedPair implements CrashScenario {

  private final String name;
  private final UnaryOperator<PrestaShopDolibarrSettings> settings;
  private final Function<Pair, List<CrashWorld.Act>> story;

  private CrashedPair(
      String name,
      UnaryOperator<PrestaShopDolibarrSettings> settings,
      Function<Pair, List<CrashWorld.Act>> story) {
    this.name = name;
    this.settings = settings;
    this.story = story;
  }

  /** From the shop to the ledger, as it is usually set. */
  static CrashedPair forward() {
    return new CrashedPair(
        "prestashop-dolibarr", usual -> usual, pair -> new ForwardStory(pair).acts());
  }

  /** Dolibarr counts, owns prices and what is on sale, makes products and moves orders on. */
  static CrashedPair bothWays() {
    return new CrashedPair(
        "prestashop-dolibarr both ways", CrashedPair::owning, pair -> new BackStory(pair).acts());
  }

  static PrestaShopDolibarrSettings owning(PrestaShopDolibarrSettings usual) {
    return usual
        .withStockSource(StockSource.DOLIBARR)
        .withOrders(usual.orders().withBack(Back.STATES))
        .withBack(
            usual
                .back()
                .withWrites(true)
                .withOwned(Owned.PRICE, Owned.ON_SALE)
                .withNewProducts(true, null));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CrashWorld world(VirtualTime time) {
    Pair pair = PairWorld.pair(time, settings);
    return new Scene(pair, story.apply(pair));
  }

  @Override
  public String toString() {
    return name();
  }

  private static final class Scene extends PairWorld {

    private final List<Act> story;

    Scene(Pair pair, List<Act> story) {
      super(pair);
      this.story = story;
    }

    @Override
    public List<Act> story() {
      return story;
    }
  }
}
