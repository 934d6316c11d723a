package dev.syncline.plans.bitrix24moysklad;

/** Why something is not done, as reports and failures name it. */
enum Reason {
  /** A row of free text has no product that the other side could name. */
  FREE_ROW,
  /** A row without a product has no text that could say what it is. */
  UNNAMED_ROW,
  /** The deal has no product rows yet. */
  NO_ROWS,
  /** The document has neither contact nor company; MoySklad needs somebody. */
  NO_CUSTOMER,
  /** The other side does not have the currency. */
  CURRENCY_UNMAPPED,
  /** A set is never made in MoySklad. */
  BUNDLE,
  /** The product filter leaves it out. */
  NOT_SELECTED,
  /** Bitrix24 composes the name of a person of its parts. */
  COMPOSED,
  /** More is shipped than the order would be left with. */
  SHIPPED_MORE,
  /** What it belongs to has no counterpart yet. */
  NOT_LINKED,
  /** The dictionary has nothing that is alive. */
  NOTHING_TO_CHOOSE
}
