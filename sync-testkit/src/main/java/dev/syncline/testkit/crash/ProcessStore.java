package dev.syncline.testkit.crash;

import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The store as one process has it. */
final class ProcessStore extends ForwardingLinkStore {

  private final CrashProcess process;

  ProcessStore(CrashProcess process, LinkStore behind) {
    super(behind);
    this.process = process;
  }

  private <T> T point(String where, Supplier<T> what) {
    Strike strike = process.walk().arrive(process, CrashPoint.Kind.STORE, where, 0, Duration.ZERO);
    return process.through(strike, what);
  }

  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    return point(
        "lease of " + resource,
        () -> {
          Optional<Lease> lease = super.lease(resource, holder, now, length);
          lease.ifPresent(process.walk()::leased);
          return lease;
        });
  }

  @Override
  public void release(Lease lease) {
    point(
        "release of " + lease.resource(),
        () -> {
          super.release(lease);
          return true;
        });
  }

  @Override
  public void commit(StoreUpdate update) {
    point(
        "commit of " + told(update),
        () -> {
          super.commit(update);
          process.walk().committed(update);
          return true;
        });
  }

  private static String told(StoreUpdate update) {
    return update.links().size()
        + " links, "
        + (update.entries().size() + update.newEntries().size())
        + " entries, "
        + update.removedEntries().size()
        + " less";
  }

  @Override
  public long offer(Notice notice) {
    return point("offer", () -> super.offer(notice));
  }

  /** The store outlives the process. */
  @Override
  public void close() {}
}
