package dev.syncline.internal.run;

import dev.syncline.Flow;
import java.util.Collection;
import java.util.Set;

/**
 * How much of a plan a run works on.
 *
 * @param flows the names of the flows that are polled; empty for all
 * @param enumerates whether everything that the accounts have is compared, not only what changed
 */
public record Extent(Set<String> flows, boolean enumerates) {

  /** What changed, of all flows. */
  public static final Extent ALL = new Extent(Set.of(), false);

  /** Everything there is, of all flows. */
  public static final Extent EVERYTHING = new Extent(Set.of(), true);

  /** Keeps its own copy. */
  public Extent {
    flows = Set.copyOf(flows);
  }

  /** What changed, of some flows; what shares a feed with one of them moves along. */
  public static Extent of(Collection<String> flows) {
    return new Extent(Set.copyOf(flows), false);
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
    return (enumerates || !other.enumerates)
        && (!limited() || (other.limited() && flows.containsAll(other.flows)));
  }
}
