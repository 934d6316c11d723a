package dev.syncline.internal.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run is to do.
 *
 * @param run the run's id
 * @param extent how much of the plan it works on
 * @param stop why it shall end after the slice that it is in, if it shall
 * @param patience how long it waits for an account before it is given up as {@link Busy}; unless
 *     that is for ever, it does not wait for another run of its plan at all
 */
public record Errand(
    String run, Extent extent, Supplier<Optional<String>> stop, Duration patience) {

  /** Waits as long as it takes. */
  public static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** Goes no further if it shall end. */
  void goOn() {
    stop.get()
        .ifPresent(
            why -> {
              throw new Abandoned(why);
            });
  }
}
