package dev.syncline.testkit.simulation;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
public final class SimulatedStore implements LinkStore {

  private final SimulatedRuntime runtime;
  private final LinkStore store;

  /** The store, with hand-overs of this runtime. */
  public SimulatedStore(SimulatedRuntime runtime, LinkStore store) {
    this.runtime = runtime;
    this.store = store;
  }

  private <T> T between(String before, String after, Supplier<T> write) {
    runtime.yieldPoint(before);
    T result = write.get();
    runtime.yieldPoint(after);
    return result;
  }

  @Override
  public boolean durable() {
    return store.durable();
  }

  /**
   * Hands over, then takes or renews. The moment {@code now} is the caller's, from before the
   * hand-over.
   */
  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    return between("lease", "leased", () -> store.lease(resource, holder, now, length));
  }

  @Override
  public void release(Lease lease) {
    between(
        "release",
        "released",
        () -> {
          store.release(lease);
          return lease;
        });
  }

  @Override
  public void commit(StoreUpdate update) {
    between(
        "commit",
        "committed",
        () -> {
          store.commit(update);
          return update;
        });
  }

  @Override
  public long offer(Notice notice) {
    return between("offer", "offered", () -> store.offer(notice));
  }

  @Override
  public List<LinkRow> links(String plan, String flow, Side side, Collection<String> ids) {
    return store.links(plan, flow, side, ids);
  }

  @Override
  public List<LinkRow> scanLinks(String plan, String flow, String afterKey, int limit) {
    return store.scanLinks(plan, flow, afterKey, limit);
  }

  @Override
  public List<Entry> entries(String scope, String kind, Collection<String> keys) {
    return store.entries(scope, kind, keys);
  }

  @Override
  public List<Entry> scanEntries(String scope, String kind, String afterKey, int limit) {
    return store.scanEntries(scope, kind, afterKey, limit);
  }

  @Override
  public List<Notice> notices(String plan, int limit) {
    return store.notices(plan, limit);
  }

  @Override
  public List<JournalRow> journal(String plan, String flow, Side side, String id, int limit) {
    return store.journal(plan, flow, side, id, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
