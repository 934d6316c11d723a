package dev.syncline.testkit.memory;

import dev.syncline.model.Entity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks over the shoulder of a {@link MemoryConnector}'s system: sees every call, all
 * that it shows and all that it is made to write, and may let calls go wrong.
 *
 * <p>It is called on the caller's thread; what users do at the screen is not told.
 *
 * @since 0.1
 */
public interface MemoryWatch {

  /** Sees nothing. */
  MemoryWatch NONE = new MemoryWatch() {};

  /**
   * A call is about to arrive; faults that were set by {@link MemoryFaults} go first.
   *
   * @return what goes wrong with it
   */
  default Optional<MemoryFault> arriving(MemoryCall call) {
    return Optional.empty();
  }

  /** The caller is shown an entity, with the fields that it asked for, as late as lists are. */
  default void shown(Entity entity) {}

  /**
   * A write was done, be it long after it was sent.
   *
   * @param before what was there; null if it was made
   * @param after what is there; null if it was removed
   */
  default void written(@Nullable Entity before, @Nullable Entity after) {}

  /** A call that was sent at that moment by the account's clock is done only now. */
  default void landing(Instant sentAt) {}

  /** What is written from now on was not sent long ago. */
  default void landed() {}
}
