package dev.syncline.connector;

import dev.syncline.model.EntityType;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Subscribes to what a vendor pushes, verifies and decodes it. Thread-safe.
 *
 * @since 0.1
 */
public interface WebhookPort {

  /** What became of a webhook. */
  sealed interface Decoded {

    /** It is the vendor's; these are the hints it brings. */
    record Hints(List<Change> changes) implements Decoded {}

    /** The signature, token or secret is wrong. */
    record NotAuthentic() implements Decoded {}

    /** It is the vendor's, or looks so, but cannot be read; the text says what was expected. */
    record NotUnderstood(String expected) implements Decoded {}
  }

  /**
   * A subscription as the vendor keeps it.
   *
   * @param event the vendor's name of the event
   * @param alive whether the vendor still delivers it
   */
  record Subscription(String event, boolean alive) {}

  /** Verifies first, in constant time, then decodes. No I/O. Never throws. */
  Decoded decode(WebhookRequest request);

  /**
   * Has the vendor push changes of these types to an address. What is subscribed already is left,
   * what the vendor has switched off is switched on again: doing it twice is doing it once.
   *
   * @return the subscriptions of this address afterwards
   */
  List<Subscription> subscribe(URI address, Set<EntityType> types);

  /** The subscriptions of an address, with those that the vendor has switched off. */
  List<Subscription> subscriptions(URI address);
}
