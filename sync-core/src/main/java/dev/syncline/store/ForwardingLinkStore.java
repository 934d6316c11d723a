package dev.syncline.store;

import dev.syncline.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A store that asks another one: the start of a store that counts, logs, delays or fails.
 *
 * <p>As thread-safe as the store behind it.
 *
 * @since 0.1
 */
public abstract class ForwardingLinkStore implements LinkStore {

  private final LinkStore behind;

  /** Everything goes to this store. */
  protected ForwardingLinkStore(LinkStore behind) {
    this.behind = Objects.requireNonNull(behind, "behind");
  }

  @Override
  public boolean durable() {
    return behind.durable();
  }

  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    return behind.lease(resource, holder, now, length);
  }

  @Override
  public void release(Lease lease) {
    behind.release(lease);
  }

  @Override
  public void commit(StoreUpdate update) {
    behind.commit(update);
  }

  @Override
  public long offer(Notice notice) {
    return behind.offer(notice);
  }

  @Override
  public List<LinkRow> links(String plan, String flow, Side side, Collection<String> ids) {
    return behind.links(plan, flow, side, ids);
  }

  @Override
  public List<LinkRow> scanLinks(String plan, String flow, String afterKey, int limit) {
    return behind.scanLinks(plan, flow, afterKey, limit);
  }

  @Override
  public List<Entry> entries(String scope, String kind, Collection<String> keys) {
    return behind.entries(scope, kind, keys);
  }

  @Override
  public List<Entry> scanEntries(String scope, String kind, String afterKey, int limit) {
    return behind.scanEntries(scope, kind, afterKey, limit);
  }

  @Override
  public List<Notice> notices(String plan, int limit) {
    return behind.notices(plan, limit);
  }

  @Override
  public List<JournalRow> journal(String plan, String flow, Side side, String id, int limit) {
    return behind.journal(plan, flow, side, id, limit);
  }

  @Override
  public void close() {
    behind.close();
  }
}
