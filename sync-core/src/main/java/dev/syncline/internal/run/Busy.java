package dev.syncline.internal.run;

/** Somebody else works on what a run needs, for longer than it was to wait; nothing was done. */
public final class Busy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Busy(String resource) {
    super(resource + " is worked on by another run");
  }
}
