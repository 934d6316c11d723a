package dev.syncline.plans.bitrix24moysklad.rules;

import dev.syncline.Failure;
import dev.syncline.PlanCheck;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.BitrixConnector;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.moysklad.MoySkladConnector;
import dev.syncline.moysklad.fake.FakeMoySklad;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import dev.syncline.plans.bitrix24moysklad.StagePair;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A portal and an account at which people sit, with the real connectors, the plan and an engine
 * between them, in one process and on one virtual clock.
 */
final class Desk implements AutoCloseable {

  static final String PLAN = "desk";
  static final String PAID = "DT31_5:P";
  static final String SENT = "DT31_5:S";
  static final String ISSUED = "DT31_5:N";

  final VirtualTime time;
  final Portal portal;
  final Stock stock;
  final LinkStore store;
  final VirtualRuntime runtime;
  final Heard heard = new Heard();
  final BitrixConnector left;
  final MoySkladConnector right;
  private SyncEngine engine;
  private BitrixMoySkladSettings settings;

  /** What the listener was told of conflicts. */
  static final class Heard implements SyncListener {

    final List<String> conflicts = new ArrayList<>();

    @Override
    public void conflict(String flow, String unit, Side winner, Entity left, Entity right) {
      conflicts.add(flow + " " + unit + " " + winner.word());
    }
  }

  Desk() {
    this(more -> more);
  }

  Desk(UnaryOperator<BitrixMoySkladSettings> more) {
    this(new InMemoryLinkStore(), built -> built, more);
  }

  /** On a clock that others share. */
  Desk(VirtualTime time) {
    this(time, new InMemoryLinkStore(), built -> built, more -> more);
  }

  Desk(
      LinkStore store,
      UnaryOperator<FakeMoySklad.Builder> account,
      UnaryOperator<BitrixMoySkladSettings> more) {
    this(new VirtualTime(), store, account, more);
  }

  private Desk(
      VirtualTime time,
      LinkStore store,
      UnaryOperator<FakeMoySklad.Builder> account,
      UnaryOperator<BitrixMoySkladSettings> more) {
    this.time = time;
    this.runtime = new VirtualRuntime(time);
    this.portal = new Portal(FakeBitrix24.builder().time(time).build());
    this.store = store;
    stock = new Stock(account.apply(FakeMoySklad.builder().time(time)).build());
    left = bitrix(built -> built);
    right = moysklad(built -> built);
    settings = more.apply(mapped());
    engine = engine(store);
    time.advance(Duration.ofHours(1));
  }

  /** Another connector to the same portal. */
  BitrixConnector bitrix(UnaryOperator<BitrixConnector.Builder> more) {
    return portal.fake.connector(built -> more.apply(built.lag(Duration.ZERO)));
  }

  /** Another connector to the same account. */
  MoySkladConnector moysklad(UnaryOperator<MoySkladConnector.Builder> more) {
    return stock.fake.connector(built -> more.apply(built.lag(Duration.ZERO)));
  }

  SyncEngine engine(LinkStore kept) {
    return SyncEngine.builder()
        .links(kept)
        .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
        .phones(new LibPhoneRules("RU"))
        .runtime(runtime)
        .listener(heard)
        .build();
  }

  private BitrixMoySkladSettings mapped() {
    List.of("Выписан", "Отправлен", "Оплачен", "Отменен")
        .forEach(name -> stock.fake.definitions().state("invoiceout", name));
    try (MoySkladConnector asking = moysklad(built -> built)) {
      asking.check();
      return BitrixMoySkladSettings.defaults()
          .withStages(
              StagePair.of("NEW", code(asking, Dictionaries.ORDER_STATUS, "Новый")),
              StagePair.of("EXECUTING", code(asking, Dictionaries.ORDER_STATUS, "Подтвержден")),
              StagePair.of("WON", code(asking, Dictionaries.ORDER_STATUS, "Доставлен")))
          .withInvoiceStages(
              StagePair.of(ISSUED, code(asking, Dictionaries.INVOICE_STATUS, "Выписан")),
              StagePair.of(SENT, code(asking, Dictionaries.INVOICE_STATUS, "Отправлен")),
              StagePair.of(PAID, code(asking, Dictionaries.INVOICE_STATUS, "Оплачен")));
    }
  }

  private static String code(Connector connector, String dictionary, String name) {
    return connector.dictionaries().codes(dictionary).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .code();
  }

  BitrixMoySkladSettings settings() {
    return settings;
  }

  /** The user saves other settings. */
  void set(UnaryOperator<BitrixMoySkladSettings> more) {
    settings = more.apply(settings);
  }

  SyncPlan plan() {
    return plan(left, right);
  }

  SyncPlan plan(Connector bitrix, Connector moysklad) {
    return BitrixMoySkladPlan.of(PLAN, bitrix, moysklad, settings);
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

  List<Failure> failures() {
    return engine.failures(plan());
  }

  /** Whether the store keeps a link of a flow. */
  boolean keepsLinks(EntityType flow) {
    return !store.scanLinks(PLAN, flow.name(), "", 1).isEmpty();
  }

  /** What people see on both sides, to be compared. */
  Map<String, Object> everything() {
    return Map.of("portal", portal.everything(), "account", stock.everything());
  }

  @Override
  public void close() {
    engine.close();
    left.close();
    right.close();
    portal.fake.close();
    stock.fake.close();
  }
}
