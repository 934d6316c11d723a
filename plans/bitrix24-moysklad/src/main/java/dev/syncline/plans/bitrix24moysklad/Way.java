package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Direction;

/**
 * Which way a kind of object travels.
 *
 * @since 0.1
 */
public enum Way {
  /** Both ways. */
  BOTH,
  /** Only from Bitrix24 to MoySklad. */
  TO_MOYSKLAD,
  /** Only from MoySklad to Bitrix24. */
  TO_BITRIX24,
  /** Not at all. */
  OFF;

  /** Whether it travels. */
  boolean on() {
    return this != OFF;
  }

  boolean toMoySklad() {
    return this == BOTH || this == TO_MOYSKLAD;
  }

  boolean toBitrix24() {
    return this == BOTH || this == TO_BITRIX24;
  }

  Direction direction() {
    return switch (this) {
      case BOTH -> Direction.BOTH;
      case TO_MOYSKLAD -> Direction.TO_RIGHT;
      case TO_BITRIX24 -> Direction.TO_LEFT;
      case OFF -> throw new IllegalStateException("what is off has no direction");
    };
  }
}
