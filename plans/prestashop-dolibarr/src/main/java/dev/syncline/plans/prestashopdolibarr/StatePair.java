package dev.syncline.plans.prestashopdolibarr;

import java.util.Objects;

/**
 * What an order state of the shop means in Dolibarr (P-100).
 *
 * @param state the id of the order state
 * @param status the status of the order in Dolibarr
 * @since 0.1
 */
public record StatePair(String state, OrderStatus status) {

  /** The statuses of an order, in the order in which a life goes through them. */
  public enum OrderStatus {
    /** Validated: accepted by both. */
    VALIDATED("1"),
    /** On its way. */
    IN_PROCESS("2"),
    /** Delivered and done with. */
    CLOSED("3"),
    /** Called off, where nothing was invoiced. */
    CANCELLED("-1");

    private final String code;

    OrderStatus(String code) {
      this.code = code;
    }

    /** The code of the dictionary {@code order-status}. */
    public String code() {
      return code;
    }
  }

  /** Checks that both are there. */
  public StatePair {
    Objects.requireNonNull(state, "orders.states: state is missing");
    Objects.requireNonNull(status, "orders.states: status is missing");
  }
}
