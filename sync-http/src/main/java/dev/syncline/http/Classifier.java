package dev.syncline.http;

/**
 * Knows which of a vendor's answers are errors of the whole call.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Classifier {

  /**
   * Looks at one answer, after the quota has seen it.
   *
   * @throws dev.syncline.connector.ConnectorException what this answer means, if it means no
   *     success
   */
  void check(HttpCall call, HttpAnswer answer);
}
