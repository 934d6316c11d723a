package dev.syncline.examples.snippets;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import java.util.function.Consumer;

/**
 * What a person at a desk sees of what could not be synced, and the three answers to it: this is
 * the counterpart, try it again, leave it alone.
 *
 * @since 0.1
 */
public final class Mending {

  private Mending() {}

  /** Customers, and their orders. */
  public static SyncPlan plan(Connector crm, Connector shop) {
    return SyncPlan.named("desk")
        .between(crm, shop)
        .flow(
            Flow.of(Customer.TYPE)
                .toRight()
                .matchBy(Customer.EMAILS)
                .fields(FieldRules.of(Customer.TYPE).copy(Customer.NAME, Customer.EMAILS)))
        .flow(
            Flow.of(Order.TYPE)
                .matchBy(Order.NUMBER)
                .fields(
                    FieldRules.of(Order.TYPE)
                        .copy(Order.NUMBER)
                        .toRight(Order.COMMENT)
                        .code(Order.STATUS, ValueMap.empty().pair("WON", "shipped"))
                        .ref(Order.CUSTOMER)))
        .build();
  }

  /** Who decides what the engine must not guess. */
  public interface Desk {

    /** Which of the candidates it is. */
    String whichOne(Failure failure);

    /** Whether the cause was mended meanwhile. */
    boolean mended(Failure failure);
  }

  /** One morning: every failure is read, and answered. */
  public static void morning(SyncEngine engine, SyncPlan plan, Desk desk, Consumer<String> log) {
    // begin: seeing and mending
    for (Failure failure : engine.failures(plan)) {
      log.accept(failure.toString()); // who, why, and what would release it
      if (failure.kind() == Failure.Kind.AMBIGUOUS) {
        engine.choose(plan, failure, desk.whichOne(failure)); // these two are one
      } else if (failure.kind() == Failure.Kind.REFUSED && desk.mended(failure)) {
        engine.retry(plan, failure); // now, not in a quarter of an hour
      } else if (failure.kind() == Failure.Kind.REFUSED) {
        engine.drop(plan, failure); // leave it alone until it changes
      } // what waits goes on by itself
    }
    // end
  }

  /** Why an order is as it is: unit by unit, never a value. */
  public static String why(SyncEngine engine, SyncPlan plan, String order) {
    // begin: why is it so
    return engine.explain(plan, Order.TYPE, Side.LEFT, order).toString();
    // end
  }
}
