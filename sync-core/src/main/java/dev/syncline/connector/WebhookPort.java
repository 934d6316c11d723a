package dev.syncline.connector;

import java.util.List;

/**
 * Verifies and decodes what a vendor pushes. No I/O. Thread-safe.
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

  /** Verifies first, in constant time, then decodes. Never throws. */
  Decoded decode(WebhookRequest request);
}
