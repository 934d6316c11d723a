package dev.syncline.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one account's limits are, how much of them is used, and what of it must survive a restart.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface Quota {

  /**
   * The state of one limit.
   *
   * @param name the limit's name, such as {@code requests}
   * @param limit how many units the window takes
   * @param window the window's length
   * @param left units free now, never negative
   * @param used units taken since this object was made
   */
  record Window(String name, long limit, Duration window, long left, long used) {}

  /**
   * What a store keeps of one limit longer than a second.
   *
   * @param name the limit's name
   * @param spent units still counted at that moment
   * @param at when it was written down
   */
  record Saved(String name, long spent, Instant at) {}

  /** All limits, in a fixed order. */
  List<Window> windows();

  /** How long calls have waited for these limits since this object was made, all together. */
  default Duration waited() {
    return Duration.ZERO;
  }

  /** What must survive a restart: the windows longer than a second. */
  List<Saved> save();

  /**
   * Takes up what was saved before a restart or by another process; a limit longer than a second
   * that is not among it counts as spent. What this object knows to be spent stays spent: the
   * higher of the two counts. The engine calls it before the first request of every run, for each
   * account by itself, shown by {@code H15RestartTest}.
   */
  void restore(List<Saved> saved);

  /** An account without limits. */
  static Quota unlimited() {
    return new Quota() {
      @Override
      public List<Window> windows() {
        return List.of();
      }

      @Override
      public List<Saved> save() {
        return List.of();
      }

      @Override
      public void restore(List<Saved> saved) {}
    };
  }
}
