package dev.syncline.internal.run;

import dev.syncline.Side;
import java.util.Set;

/**
 * Where a piece of work looks for counterparts.
 *
 * @param how among what
 * @param whole the sides of which every entity is at hand: nothing else is looked for there
 */
record Seeking(How how, Set<Side> whole) {

  /** Among what counterparts are looked for. */
  enum How {
    /** At hand, then at the vendor. */
    VENDOR,
    /** At hand, then in what a first enumeration has shown; what may still be shown is awaited. */
    SLICE,
    /** As a slice, and nothing is awaited any more. */
    REST
  }

  static Seeking atTheVendor(Set<Side> whole) {
    return new Seeking(How.VENDOR, Set.copyOf(whole));
  }

  /** As this, once others have had the accounts: nothing is wholly at hand any more. */
  Seeking inTheNextTurn() {
    return new Seeking(how, Set.of());
  }

  static Seeking inSlices() {
    return new Seeking(How.SLICE, Set.of());
  }

  static Seeking amongTheRest() {
    return new Seeking(How.REST, Set.of());
  }
}
