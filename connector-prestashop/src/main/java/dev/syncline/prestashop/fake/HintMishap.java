package dev.syncline.prestashop.fake;

/**
 * What can happen to a message on its way to the host.
 *
 * @since 0.1
 */
public enum HintMishap {
  /** It never arrives. */
  LOST,
  /** It arrives twice. */
  DOUBLED,
  /** It waits until {@link FakePrestaShop#deliverLateHints()}. */
  LATE
}
