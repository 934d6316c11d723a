package dev.syncline.http;

/**
 * Reads what a vendor says of its quotas in its answers, and tells the gate.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface QuotaSignals {

  /** Looks at one answer; may call {@link QuotaGate#pause}. */
  void answered(HttpCall call, HttpAnswer answer, QuotaGate gate);
}
