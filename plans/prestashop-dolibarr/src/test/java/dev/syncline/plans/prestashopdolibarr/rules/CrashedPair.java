package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.dolibarr.DolibarrConnector;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.crash.Contents;
import dev.syncline.testkit.crash.CrashProcess;
import dev.syncline.testkit.crash.CrashScenario;
import dev.syncline.testkit.crash.CrashWorld;
import dev.syncline.testkit.crash.Tear;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A small shop and its ledger, broken at each request that reaches either of them. */
final class CrashedPair implements CrashScenario {

  /** What the connectors declare unless told otherwise. */
  private static final Duration SETTLES = Duration.ofMinutes(2);

  /** Numbers that Dolibarr gives follow the order in which things are made. */
  private static final Field<?>[] NUMBERED = {Invoice.NUMBER};

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
        "prestashop-dolibarr both ways",
        CrashedPair::owning,
        pair -> new BackStory(pair).acts());
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
    Pair pair =
        new Pair.Wish()
            .time(time)
            .right(built -> built.pictures(true))
            .settings(settings)
            .pair();
    return new Scene(pair, story.apply(pair));
  }

  @Override
  public String toString() {
    return name();
  }

  private static final class Scene implements CrashWorld {

    private final Pair pair;
    private final List<Act> story;
    private final List<Connector> open = new ArrayList<>();

    Scene(Pair pair, List<Act> story) {
      this.pair = pair;
      this.story = story;
    }

    @Override
    public List<Act> story() {
      return story;
    }

    @Override
    public LinkStore store() {
      return pair.store;
    }

    @Override
    public List<SyncPlan> plans(CrashProcess process) {
      FakePrestaShop shop = pair.shop.fake;
      FakeDolibarr ledger = pair.ledger.fake;
      PrestaShopConnector left =
          pair.prestashop(
              built ->
                  built.under(
                      process.under(
                          shop, shop.faults(), shop.base(), SETTLES, new ShopInPieces())));
      DolibarrConnector right =
          pair.dolibarr(
              built ->
                  built
                      .pictures(true)
                      .under(
                          process.under(
                              ledger, ledger.faults(), ledger.base(), SETTLES, Tear.BY_METHOD)));
      open.add(left);
      open.add(right);
      return List.of(pair.plan(left, right));
    }

    @Override
    public void engine(SyncEngine.Builder builder) {
      builder.phones(new LibPhoneRules("FR"));
    }

    @Override
    public Contents contents() {
      Contents contents = new Contents().without(NUMBERED).with(pair.plan());
      new Told(pair.shop.fake, pair.ledger.fake).into(contents);
      return contents;
    }

    @Override
    public void close() {
      open.forEach(Connector::close);
      pair.close();
    }
  }
}
