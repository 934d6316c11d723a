package dev.syncline.prestashop.fake;

/**
 * What goes wrong in and before a shop, besides the weather of {@link
 * dev.syncline.testkit.fake.Fault}.
 *
 * @since 0.1
 */
public enum Mishap {
  /** PHP dies before anything is done: status 500, {@code text/html}, no content. */
  DIES,
  /** The request is done, then PHP dies: status 500, {@code text/html}, no content. */
  DIES_AFTER_SAVE,
  /** The request is done; a warning while answering makes it status 500 with an error of code 3. */
  WARNS_AFTER_SAVE,
  /** A module prints a notice before the document and spoils its content type. */
  NOTICE_BEFORE_XML,
  /** A proxy refuses for a while: status 429 with {@code Retry-After: 2}; nothing is done. */
  PROXY_429,
  /** A proxy finds no shop: status 503 in HTML; nothing is done. */
  PROXY_503,
  /** A firewall forbids the method: status 403 in HTML; nothing is done. */
  FIREWALL,
  /** The answer takes as long as {@link FakePrestaShop.Builder#slowness} says. */
  SLOW
}
