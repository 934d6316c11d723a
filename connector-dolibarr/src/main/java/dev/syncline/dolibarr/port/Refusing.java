package dev.syncline.dolibarr.port;

import dev.syncline.connector.Refusal;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrErrors.Fault;

/** A write that the vendor refused, or that is refused before it is sent. */
final class Refusing extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient WriteResult result;

  Refusing(WriteResult result) {
    super("refused", null, false, false);
    this.result = result;
  }

  static Refusing because(Refusal.Code code, String text) {
    return new Refusing(WriteResult.Refused.because(code, text));
  }

  /** What a fault means: a race for the next number wrote nothing and may be run again. */
  static Refusing of(Fault fault) {
    return new Refusing(
        fault.isNumberingRace()
            ? new WriteResult.NotSent("another document took the number; nothing was written")
            : new WriteResult.Refused(java.util.List.of(fault.refusal())));
  }

  WriteResult result() {
    return result;
  }
}
