package dev.syncline.internal.run;

/**
 * The run goes no further: it was interrupted, closed, or lost its lease. What was committed
 * stands.
 */
final class Abandoned extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Abandoned(String why) {
    super(why);
  }
}
