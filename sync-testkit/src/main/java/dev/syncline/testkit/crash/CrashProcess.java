package dev.syncline.testkit.crash;

import dev.syncline.EngineRuntime;
import dev.syncline.connector.Connector;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One process of a walk through a scenario: what goes through it is counted, may break, and is not
 * heard any more once the process is dead. Used by one thread.
 *
 * @since 0.1
 */
public final class CrashProcess {

  private final Course walk;
  private final String name;
  private final WalkRuntime runtime;
  private boolean dead;

  CrashProcess(Course walk, String name, WalkRuntime runtime) {
    this.walk = walk;
    this.name = name;
    this.runtime = runtime;
  }

  /** Its name: the first, the second. */
  public String name() {
    return name;
  }

  /** Time and ids as this process has them. */
  public EngineRuntime runtime() {
    return runtime;
  }

  /** The connector as this process uses it: each of its remote calls is a point. */
  public Connector connector(Connector connector) {
    return new ProcessConnector(this, connector);
  }

  /**
   * A fake vendor as this process reaches it: each request is a point, which is finer than the
   * calls of a connector that needs several requests for one of them.
   *
   * @param settles how late an unanswered request may still be done
   */
  public FakeSystem system(FakeSystem system, Duration settles, Tear tear) {
    return new ProcessSystem(this, system, settles, tear);
  }

  /**
   * The same, put straight under OkHttp: what a connector is built with.
   *
   * @param faults the fake's own weather
   * @param base where the fake is reached
   */
  public InProcess under(FakeSystem system, Faults faults, URI base, Duration settles, Tear tear) {
    return new InProcess(system(system, settles, tear), faults, base);
  }

  LinkStore store(LinkStore store) {
    return new ProcessStore(this, store);
  }

  Course walk() {
    return walk;
  }

  void requireAlive(String where) {
    if (dead) {
      throw new Killed(name, where);
    }
  }

  boolean isDead() {
    return dead;
  }

  Killed die(String where) {
    dead = true;
    return new Killed(name, where);
  }

  /** Does something whose fault is one of those that can happen everywhere, or none. */
  <T> T through(Strike strike, Supplier<T> what) {
    if (strike.is(CrashFault.KILLED_BEFORE)) {
      throw die(strike.where());
    }
    if (strike.is(CrashFault.ZOMBIE_BEFORE)) {
      walk.stall(this);
    }
    T result = what.get();
    if (strike.is(CrashFault.KILLED_AFTER)) {
      throw die(strike.where());
    }
    if (strike.is(CrashFault.ZOMBIE_AFTER)) {
      walk.stall(this);
    }
    return result;
  }
}
