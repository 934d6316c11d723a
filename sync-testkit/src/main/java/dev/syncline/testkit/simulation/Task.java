package dev.syncline.testkit.simulation;

import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One thread's work in a simulation. Guarded by the scheduler's lock. */
final class Task {

  enum State {
    READY("could run"),
    ACTIVE("runs"),
    SLEEPING("sleeps"),
    WAITING("waits"),
    STUCK("waits for a lock of the real world"),
    ENDED("has ended");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  final Scheduler home;
  final String name;
  final Runnable body;
  private final Condition turn;
  private State state = State.READY;
  private String point = "start";
  private Instant wakeAt = Instant.MAX;
  private BooleanSupplier until = () -> false;
  private String stuckOn = "";
  private boolean zombie;
  private boolean opaque;
  private long stops;
  private long stopsSeen = -1;
  private int children;
  private volatile boolean killed;
  private @Nullable Thread thread;

  Task(Scheduler home, String name, Runnable body, Condition turn) {
    this.home = home;
    this.name = name;
    this.body = body;
    this.turn = turn;
  }

  boolean isOf(String group) {
    return name.equals(group) || name.startsWith(group + "/");
  }

  String nextChild() {
    return name + "/" + ++children;
  }

  void inherit(Task parent) {
    killed = parent.killed;
    zombie = parent.zombie;
  }

  boolean is(State asked) {
    return state == asked;
  }

  String point() {
    return point;
  }

  @Nullable Thread thread() {
    return thread;
  }

  void begin(Thread on) {
    thread = on;
  }

  boolean begun() {
    return thread != null;
  }

  void stop(String at) {
    stops++;
    point = at;
    state = State.READY;
  }

  void sleep(String at, Instant end) {
    stop(at);
    state = State.SLEEPING;
    wakeAt = end;
  }

  void await(String at, BooleanSupplier condition) {
    stop(at);
    state = State.WAITING;
    until = condition;
  }

  void stuck(RealWait wait) {
    state = State.STUCK;
    stuckOn = wait.on();
    opaque = wait.opaque();
  }

  boolean opaque() {
    return opaque;
  }

  /** Whether it got through what it was stuck on, or no longer waits for anything. */
  void unstuck() {
    state = State.ACTIVE;
    stopsSeen = -1;
  }

  void end() {
    state = State.ENDED;
    turn.signal();
  }

  void go() {
    state = State.ACTIVE;
    stopsSeen = -1;
    turn.signal();
  }

  void awaitTurn() {
    while (state == State.READY || state == State.SLEEPING || state == State.WAITING) {
      turn.awaitUninterruptibly();
    }
  }

  /** Whether it stands where it stood at the last look. */
  boolean stands() {
    boolean same = stopsSeen == stops;
    stopsSeen = stops;
    return same;
  }

  boolean canRun() {
    return state == State.READY && !zombie;
  }

  boolean isZombie() {
    return zombie;
  }

  Instant wakeAt() {
    return state == State.SLEEPING && !zombie ? wakeAt : Instant.MAX;
  }

  void look(Instant now) {
    boolean slept = state == State.SLEEPING && !wakeAt.isAfter(now);
    boolean waited = state == State.WAITING && until.getAsBoolean();
    if (slept || waited) {
      state = State.READY;
    }
  }

  void kill() {
    killed = true;
    zombie = false;
    if (state == State.SLEEPING || state == State.WAITING) {
      state = State.READY;
    }
  }

  void suspend(boolean suspended) {
    zombie = suspended && !killed;
  }

  /** May be called without the lock. */
  void dieIfKilled(String at) {
    if (killed) {
      throw new TaskKilled(name, at);
    }
  }

  @Override
  public String toString() {
    String where = state == State.STUCK ? stuckOn + " after " + point : point;
    return name + (zombie ? " is a zombie and " : " ") + state.words + ": " + where;
  }
}
