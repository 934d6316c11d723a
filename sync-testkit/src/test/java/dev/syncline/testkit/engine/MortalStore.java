package dev.syncline.testkit.engine;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store whose process dies at one commit: nothing it says afterwards is heard. */
final class MortalStore implements LinkStore {

  private final LinkStore below;
  private long commits;
  private long diesAt = Long.MAX_VALUE;
  private boolean before;
  private boolean dead;

  MortalStore(LinkStore below) {
    this.below = below;
  }

  MortalStore diesAt(long commit, boolean beforeIt) {
    diesAt = commit;
    before = beforeIt;
    return this;
  }

  long commits() {
    return commits;
  }

  @Override
  public void commit(StoreUpdate update) {
    alive();
    commits++;
    dead = commits == diesAt;
    if (!dead || !before) {
      below.commit(update);
    }
    alive();
  }

  private void alive() {
    if (dead) {
      throw new MemoryFault.Killed("commit " + diesAt);
    }
  }

  @Override
  public boolean durable() {
    return below.durable();
  }

  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    alive();
    return below.lease(resource, holder, now, length);
  }

  @Override
  public void release(Lease lease) {
    if (!dead) {
      below.release(lease);
    }
  }

  @Override
  public long offer(Notice notice) {
    return below.offer(notice);
  }

  @Override
  public List<LinkRow> links(String plan, String flow, Side side, Collection<String> ids) {
    return below.links(plan, flow, side, ids);
  }

  @Override
  public List<LinkRow> scanLinks(String plan, String flow, String afterKey, int limit) {
    return below.scanLinks(plan, flow, afterKey, limit);
  }

  @Override
  public List<Entry> entries(String scope, String kind, Collection<String> keys) {
    return below.entries(scope, kind, keys);
  }

  @Override
  public List<Entry> scanEntries(String scope, String kind, String afterKey, int limit) {
    return below.scanEntries(scope, kind, afterKey, limit);
  }

  @Override
  public List<Notice> notices(String plan, int limit) {
    return below.notices(plan, limit);
  }

  @Override
  public List<JournalRow> journal(String plan, String flow, Side side, String id, int limit) {
    return below.journal(plan, flow, side, id, limit);
  }

  @Override
  public void close() {}
}
