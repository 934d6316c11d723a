package dev.syncline.prestashop.fake;

import java.io.IOException;
import java.net.URI;

/**
 * Carries a message of the shop's module to its receiver. The fake's own goes over HTTP; a
 * simulation may put another in its place.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface HintCarrier {

  /**
   * Posts a message.
   *
   * @param url the receiver
   * @param signature the value of the header {@code X-Syncline-Signature}
   * @param body the message
   * @return the receiver's HTTP status
   * @throws IOException if there was no answer within a second
   * @throws InterruptedException if the carrying thread is told to stop
   */
  int post(URI url, String signature, byte[] body) throws IOException, InterruptedException;
}
