package dev.syncline.connector;

import dev.syncline.model.Entity;

/**
 * What a read by id found.
 *
 * @since 0.1
 */
public sealed interface Reading {

  /** The entity is there. */
  record Found(Entity entity) implements Reading {}

  /** The entity certainly does not exist any more: the vendor said so of this very id. */
  record Gone() implements Reading {}

  /**
   * The entity is not shown: a missing right, another scope, a list that hides it. Never a
   * deletion.
   */
  record Unseen() implements Reading {}
}
