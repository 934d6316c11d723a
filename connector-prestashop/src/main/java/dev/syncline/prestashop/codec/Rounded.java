package dev.syncline.prestashop.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the shop keeps numbers. Pure. */
final class Rounded {

  private static final int KEPT = 6;

  private Rounded() {}

  /** Six digits behind the point, as its columns have. */
  static BigDecimal six(BigDecimal value) {
    return value.setScale(KEPT, RoundingMode.HALF_UP);
  }

  /** Two digits behind the point, as people pay. */
  static BigDecimal cents(BigDecimal value) {
    return value.setScale(2, RoundingMode.HALF_UP);
  }
}
