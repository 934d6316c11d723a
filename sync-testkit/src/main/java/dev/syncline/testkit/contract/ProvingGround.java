package dev.syncline.testkit.contract;

import dev.syncline.connector.Connector;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A connector on a fresh fake account in virtual time: what each proof of a {@link
 * ConnectorContract} is made on.
 *
 * @since 0.1
 */
public interface ProvingGround extends AutoCloseable {

  /** The connector, always the same; no call was made yet. */
  Connector connector();

  /** The clock of the connector and of the fake. */
  VirtualTime time();

  /** What goes wrong between them. */
  Weather weather();

  /** How many requests have reached the fake. */
  long arrived();

  /** The texts that no message may hold; none if the system has no credentials. */
  Set<String> secrets();

  /** A connector to the same fake whose credentials are refused. */
  Connector refused();

  /** The word by which the refusal names the setting to mend. */
  String setting();

  /** A connector to the same fake whose user lacks rights, if the fake has such a user. */
  default Optional<Connector> limited() {
    return Optional.empty();
  }

  /** Webhooks as the vendor sends them, if the connector has any. */
  default Optional<Hooks> hooks() {
    return Optional.empty();
  }

  /**
   * A person deletes an entity at the vendor's screen: some vendors tell us of others' deletions
   * only.
   *
   * @return false if the ground has no such person; then the connector deletes it itself
   */
  default boolean deletedByHand(EntityType type, String id) {
    return false;
  }

  /** The most requests that {@link Connector#check()} may cost. */
  int checkCost();

  /** What a look at a feed costs if nothing has changed. */
  int quietCost(String feed);

  /** How many entities are more than a page of the vendor's lists or of the feed. */
  int many(EntityType type);

  /** The most writes that the vendor takes in one list. */
  int batch();

  /** How late changes may surface in lists. */
  Duration lag();

  /** Frees the fake; the connectors are closed by the contract. */
  @Override
  void close();
}
