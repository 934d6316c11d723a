package dev.syncline.testkit.convergence;

import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process's way to its store: it may die at a commit, and is not heard afterwards. */
final class Diary extends ForwardingLinkStore {

  private final LinkStore behind;
  private final World world;
  private boolean dead;

  Diary(LinkStore behind, World world) {
    super(behind);
    this.behind = behind;
    this.world = world;
  }

  @Override
  public void commit(StoreUpdate update) {
    alive();
    dead = world.weather().kills();
    boolean before = dead && world.chance().in(50);
    if (!before) {
      behind.commit(update);
      world.chronicle().unheard().written();
    }
    if (dead) {
      world.sites().forEach(world.chronicle()::unanswered);
      world.tale().tell("  killed " + (before ? "before" : "after") + " a commit");
    }
    alive();
  }

  /** The process is dead, wherever it died. */
  void die() {
    dead = true;
  }

  private void alive() {
    if (dead) {
      throw new MemoryFault.Killed("a commit");
    }
  }

  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    alive();
    return behind.lease(resource, holder, now, length);
  }

  @Override
  public void release(Lease lease) {
    if (!dead) {
      behind.release(lease);
    }
  }

  @Override
  public void close() {}
}
