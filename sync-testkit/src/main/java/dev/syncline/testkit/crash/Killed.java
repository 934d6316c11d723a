package dev.syncline.testkit.crash;

/** Thrown where a process dies: an error that nothing catches. */
final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  Killed(String process, String where) {
    super(process + " was killed at " + where);
  }
}
