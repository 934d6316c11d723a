package dev.syncline.bitrix24.codec;

import dev.syncline.connector.Refusal;

/**
 * A value that this portal cannot hold: its write is refused before anything is sent.
 *
 * @since 0.1
 */
public final class Unwritable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** Says which field and why. */
  public Unwritable(Refusal.Code code, String field, String text) {
    super(field + ": " + text, null, false, false);
    this.refusal = new Refusal(code, field, text);
  }

  /** The reason, as a result tells it. */
  public Refusal refusal() {
    return refusal;
  }
}
