package dev.syncline.plans.bitrix24moysklad;

/**
 * What becomes of a row of a deal or an invoice that names no product.
 *
 * @since 0.1
 */
public enum FreeRows {
  /** A service of that name in MoySklad stands for it: the one that is there, or a new one. */
  SERVICE,
  /** One product of MoySklad, chosen in the settings, stands for all of them. */
  PLACEHOLDER,
  /** The document stays out: it is not transferred by half. */
  SKIP
}
