package dev.syncline.internal.run;

import dev.syncline.Flow;
import java.util.Collection;
import java.util.Set;

/**
 * How much of a plan a run works on.
 *
 * @param flows the names of the flows that are polled; empty for all
 * @param enumerates whether everything that the accounts have is compared, not only what changed
 * @param realigns whether only the rules are put through, in the pairs that there are
 */
public record Extent(Set<String> flows, boolean enumerates, boolean realigns) {

  /** What changed, of all flows. */
  public static final Extent ALL = new Extent(Set.of(), false, false);

  /** Everything there is, of all flows. */
  public static final Extent EVERYTHING = new Extent(Set.of(), true, false);

  /** The pairs that there are, as the rules want them. */
  public static final Extent RULES = new Extent(Set.of(), false, true);

  /** Keeps its own copy. */
  public Extent {
    flows = Set.copyOf(flows);
  }

  /** What changed, of some flows; what shares a feed with one of them moves along. */
  public static Extent of(Collection<String> flows) {
    return new Extent(Set.copyOf(flows), false, false);
  }

  /** Whether flows are left out. */
  boolean limited() {
    return !flows.isEmpty();
  }

  boolean has(Flow flow) {
    return !limited() || flows.contains(flow.name());
  }

  /** Whether who asked for the other is served by this. */
  public boolean covers(Extent other) {
    return realigns == other.realigns
        && (enumerates || !other.enumerates)
        && (!limited() || (other.limited() && flows.containsAll(other.flows)));
  }
}
