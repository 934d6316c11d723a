package dev.syncline.testkit.simulation;

import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store that hands over before and after each lease, release, commit and offer.
 *
 * <p>The points are named {@code lease}, {@code release}, {@code commit} and {@code offer} before,
 * and {@code leased}, {@code released}, {@code committed} and {@code offered} after: a task that is
 * killed at the latter has changed the store and does not know it. Reads hand over nothing.
 * Thread-safe if the store underneath is.
 *
 * @since 0.1
 */
public final class SimulatedStore extends ForwardingLinkStore {

  private final SimulatedRuntime runtime;

  /** The store, with hand-overs of this runtime. */
  public SimulatedStore(SimulatedRuntime runtime, LinkStore store) {
    super(store);
    this.runtime = runtime;
  }

  private <T> T between(String before, String after, Supplier<T> write) {
    runtime.yieldPoint(before);
    T result = write.get();
    runtime.yieldPoint(after);
    return result;
  }

  /**
   * Hands over, then takes or renews. The moment {@code now} is the caller's, from before the
   * hand-over.
   */
  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    return between("lease", "leased", () -> super.lease(resource, holder, now, length));
  }

  @Override
  public void release(Lease lease) {
    between(
        "release",
        "released",
        () -> {
          super.release(lease);
          return lease;
        });
  }

  @Override
  public void commit(StoreUpdate update) {
    between(
        "commit",
        "committed",
        () -> {
          super.commit(update);
          return update;
        });
  }

  @Override
  public long offer(Notice notice) {
    return between("offer", "offered", () -> super.offer(notice));
  }
}
