package dev.syncline.testkit.memory;

import java.time.Duration;

/**
 * What goes wrong with one call to a {@link MemoryConnector}.
 *
 * @since 0.1
 */
public sealed interface MemoryFault {

  /** The call never arrives, and the caller does not know. */
  record LostBefore() implements MemoryFault {}

  /** The call is done, and its answer is lost. */
  record LostAfter() implements MemoryFault {}

  /** The caller is told nothing; the call is done that much later. */
  record LandsLate(Duration after) implements MemoryFault {}

  /** The call is taken in: done that much later, and its outcome can be looked up then. */
  record TakenIn(Duration doneAfter, Duration confirmAfter) implements MemoryFault {}

  /** The call is taken in, as {@link TakenIn} says, and never done. */
  record TakenInOnly(Duration confirmAfter) implements MemoryFault {}

  /** Only so many of a list's writes are done, and the answer is lost. */
  record Torn(int done) implements MemoryFault {}

  /** Only so many of a list's writes are done; of the others it is certain that they are not. */
  record Halted(int done) implements MemoryFault {}

  /** Nothing is done, and waiting helps. */
  record Down(Duration retryAfter) implements MemoryFault {}

  /** The quota is used up for so long; nothing is done. */
  record OutOfQuota(Duration length) implements MemoryFault {}

  /** Too much at once; nothing is done. */
  record TooMuch() implements MemoryFault {}

  /** The answer makes no sense; what was asked is done. */
  record Garbled() implements MemoryFault {}

  /** Every entity of the list has another version than expected. */
  record AllStale() implements MemoryFault {}

  /** A right is missing. */
  record Denied() implements MemoryFault {}

  /** The feed's position is forgotten. */
  record PositionLost() implements MemoryFault {}

  /** The process dies before the call leaves. */
  record KilledBefore() implements MemoryFault {}

  /** The process dies after the call was done, before its answer arrives. */
  record KilledAfter() implements MemoryFault {}

  /** Thrown where the process dies: an error that nothing catches. */
  final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    /** Says where. */
    public Killed(String where) {
      super("killed at " + where);
    }
  }
}
