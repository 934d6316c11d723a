package dev.syncline.examples.own;

import static dev.syncline.connector.Dictionaries.ORDER_STATUS;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladPlan;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings;
import dev.syncline.plans.bitrix24moysklad.StagePair;
import java.util.List;

/**
 * What a backend has of Syncline: won deals of Bitrix24 become orders of MoySklad that are to be
 * shipped. The engine, its store and both connectors are the backend's, which closes them.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class OrderPipeline {

  private final SyncEngine engine;
  private final SyncPlan plan;

  private OrderPipeline(SyncEngine engine, SyncPlan plan) {
    this.engine = engine;
    this.plan = plan;
  }

  /**
   * A pipeline between two accounts.
   *
   * @param shipping the name of the orders' state in MoySklad that stands for a won deal
   * @throws dev.syncline.PlanNotReady with every problem, if the plan cannot run
   */
  public static OrderPipeline between(
      SyncEngine engine, Connector bitrix, Connector moysklad, String shipping) {
    SyncPlan plan = plan(bitrix, moysklad, shipping);
    engine.check(plan).orThrow();
    return new OrderPipeline(engine, plan);
  }

  private static SyncPlan plan(Connector bitrix, Connector moysklad, String shipping) {
    moysklad.check(); // reads the dictionaries
    StagePair won = StagePair.of("WON", state(moysklad, shipping));
    var settings = BitrixMoySkladSettings.defaults().withStages(won);
    return BitrixMoySkladPlan.of("shop", bitrix, moysklad, settings);
  }

  private static String state(Connector moysklad, String name) {
    List<Code> states = moysklad.dictionaries().codes(ORDER_STATUS);
    return states.stream()
        .filter(state -> state.name().equals(name))
        .findFirst()
        .map(Code::code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "MoySklad has no order state '"
                        + name
                        + "'; it has "
                        + states.stream().map(Code::name).toList()));
  }

  /** One turn; the backend's scheduler calls it every few minutes. */
  public RunReport turn() {
    return engine.run(plan);
  }

  /** What a person has to look at, a line each, with what to do about it. */
  public List<String> questions() {
    return engine.failures(plan).stream().map(Failure::toString).toList();
  }
}
