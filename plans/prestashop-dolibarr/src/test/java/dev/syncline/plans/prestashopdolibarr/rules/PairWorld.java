package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.dolibarr.DolibarrConnector;
import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings;
import dev.syncline.prestashop.PrestaShopConnector;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.crash.Contents;
import dev.syncline.testkit.crash.CrashProcess;
import dev.syncline.testkit.crash.CrashWorld;
import dev.syncline.testkit.crash.Tear;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A shop and its ledger whose every request can break. */
abstract class PairWorld implements CrashWorld {

  /** What the connectors declare unless told otherwise. */
  private static final Duration SETTLES = Duration.ofMinutes(2);

  /** Numbers that Dolibarr gives follow the order in which things are made. */
  private static final Field<?>[] NUMBERED = {Order.NUMBER, Invoice.NUMBER, CreditNote.NUMBER};

  final Pair pair;
  private final List<Connector> open = new ArrayList<>();

  PairWorld(Pair pair) {
    this.pair = pair;
  }

  /** A pair on a shared clock, whose pictures travel too. */
  static Pair pair(VirtualTime time, UnaryOperator<PrestaShopDolibarrSettings> settings) {
    return new Pair.Wish()
        .time(time)
        .right(built -> built.pictures(true))
        .settings(settings)
        .pair();
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
                    process.under(shop, shop.faults(), shop.base(), SETTLES, new ShopInPieces())));
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
    Contents contents = new Contents().without(pair.right.account(), NUMBERED).with(pair.plan());
    new Told(pair.shop.fake, pair.ledger.fake).into(contents);
    return contents;
  }

  @Override
  public void close() {
    open.forEach(Connector::close);
    pair.close();
  }
}
