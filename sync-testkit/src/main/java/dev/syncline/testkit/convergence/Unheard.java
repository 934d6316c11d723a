package dev.syncline.testkit.convergence;

import java.util.HashSet;
import java.util.Set;

/**
 * What was made, and no process knows by whom: the answer was lost, or its reader died before it
 * was written down, and nothing has shown it since. Not thread-safe.
 */
final class Unheard {

  private final Set<String> unheard = new HashSet<>();
  private final Set<String> unwritten = new HashSet<>();

  /** Something was made, with an answer or without. */
  void made(String what, boolean answered) {
    (answered ? unwritten : unheard).add(what);
  }

  /** It was shown since. */
  void shown(String what) {
    unheard.remove(what);
  }

  /** What was answered is in the store. */
  void written() {
    unwritten.clear();
  }

  /** The process is dead. */
  void died() {
    unheard.addAll(unwritten);
    unwritten.clear();
  }

  boolean contains(String what) {
    return unheard.contains(what);
  }
}
