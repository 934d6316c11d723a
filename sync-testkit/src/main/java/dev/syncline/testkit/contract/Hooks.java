package dev.syncline.testkit.contract;

import dev.syncline.connector.WebhookRequest;
import dev.syncline.model.EntityType;
import java.net.URI;
import java.util.Optional;

/**
 * Webhooks as a vendor sends them, for the proofs of a {@link dev.syncline.connector.WebhookPort}.
 *
 * @since 0.1
 */
public interface Hooks {

  /** Where they are to be sent. */
  URI address();

  /** The secret that proves a webhook genuine: a token, or what a signature is made with. */
  String token();

  /**
   * A webhook that says that an entity changed.
   *
   * @param token the secret that it shows or is signed with
   * @return none if the vendor sends none for the type
   */
  Optional<WebhookRequest> changed(EntityType type, String id, String token);

  /** A genuine webhook with this body, or with a body that ends in this text. */
  WebhookRequest garbled(String body);
}
