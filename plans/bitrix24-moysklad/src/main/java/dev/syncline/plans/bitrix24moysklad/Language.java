package dev.syncline.plans.bitrix24moysklad;

/**
 * A language that the plan speaks: in problems, reasons and titles.
 *
 * @since 0.1
 */
public enum Language {
  /** English. */
  EN,
  /** Russian. */
  RU
}
