package dev.syncline.testkit.engine;

import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A store whose process dies at one commit: nothing it says afterwards is heard. */
final class MortalStore extends ForwardingLinkStore {

  private long commits;
  private long diesAt = Long.MAX_VALUE;
  private boolean before;
  private boolean dead;

  MortalStore(LinkStore below) {
    super(below);
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
      super.commit(update);
    }
    alive();
  }

  private void alive() {
    if (dead) {
      throw new MemoryFault.Killed("commit " + diesAt);
    }
  }

  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    alive();
    return super.lease(resource, holder, now, length);
  }

  @Override
  public long offer(Notice notice) {
    alive();
    return super.offer(notice);
  }

  @Override
  public void release(Lease lease) {
    if (!dead) {
      super.release(lease);
    }
  }
}
