package dev.syncline.plans.bitrix24moysklad;

import java.util.Objects;

/**
 * An employee on both sides. Immutable.
 *
 * @param bitrix24 the user's code in Bitrix24
 * @param moysklad the employee's code in MoySklad
 * @param primary whether the MoySklad employee comes back as this user, where several users stand
 *     for one employee; without a mark the pair named first is
 * @since 0.1
 */
public record EmployeePair(String bitrix24, String moysklad, boolean primary) {

  /** Checks that both are named. */
  public EmployeePair {
    Objects.requireNonNull(bitrix24, "bitrix24 is missing");
    Objects.requireNonNull(moysklad, "moysklad is missing");
  }

  /** A pair without a mark. */
  public static EmployeePair of(String bitrix24, String moysklad) {
    return new EmployeePair(bitrix24, moysklad, false);
  }

  /** The same, marked as primary. */
  public EmployeePair asPrimary() {
    return new EmployeePair(bitrix24, moysklad, true);
  }
}
