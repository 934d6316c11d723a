package dev.syncline.examples;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A ready plan that the demo can show: its fakes, its connectors and its settings.
 *
 * @since 0.1
 */
public interface DemoPlan {

  /** The name on the command line. */
  String name();

  /** How many top-level entities both fakes hold before the first sync, unless told otherwise. */
  int records();

  /** In whose country a phone number without a prefix is one: {@code RU}. */
  String country();

  /** Serves both fakes, filled with so many records made from a seed. */
  Playground serve(int records, long seed);

  /**
   * Where real accounts are reached, if the environment tells.
   *
   * @throws DemoFailed if it tells only half; the message names what is missing
   */
  Optional<Map<String, String>> places(Map<String, String> environment);

  /** Connects to both accounts; the first request follows later. */
  Accounts connect(Map<String, String> places, boolean fakes);

  /** The two accounts of a plan. */
  interface Accounts extends AutoCloseable {

    /** The plan on these accounts; the right connector may be wrapped. */
    SyncPlan plan(UnaryOperator<Connector> right);

    /** The sides at which the engine asks for webhooks itself; at others a person sets them up. */
    Set<Side> subscribes();

    /** How the accounts are called, for the head of the output. */
    String title();

    @Override
    void close();
  }
}
