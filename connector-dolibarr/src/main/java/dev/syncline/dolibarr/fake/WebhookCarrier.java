package dev.syncline.dolibarr.fake;

import java.io.IOException;
import java.net.URI;

/**
 * Carries a webhook to its receiver. The fake's own goes over HTTP; a simulation may put another in
 * its place.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface WebhookCarrier {

  /**
   * Posts an event, from inside the transaction it tells of.
   *
   * @return the receiver's HTTP status
   * @throws IOException if there was no answer
   * @throws InterruptedException if the carrying thread is told to stop
   */
  int post(URI url, byte[] body) throws IOException, InterruptedException;
}
