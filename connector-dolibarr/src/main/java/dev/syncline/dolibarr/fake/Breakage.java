package dev.syncline.dolibarr.fake;

/**
 * How an installation itself fails, beside the weather on the way to it.
 *
 * @since 0.1
 */
public enum Breakage {
  /** Nothing happens; status 202 with an HTML page, which looks like success by its status. */
  TECHNICAL_ERROR,
  /** What was asked happens; then status 202 with an HTML page. */
  TECHNICAL_ERROR_AFTER,
  /** Nothing happens; status 500 without a body. */
  EMPTY_ERROR,
  /** What was asked happens; then status 500 without a body. */
  EMPTY_ERROR_AFTER,
  /** Nothing happens; a number is taken by somebody else: status 500 with an HTML page. */
  NUMBER_TAKEN
}
