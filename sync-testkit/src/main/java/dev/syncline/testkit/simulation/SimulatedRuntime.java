package dev.syncline.testkit.simulation;

import dev.syncline.EngineRuntime;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A runtime in which real threads take turns, one at a time, in an order that a seed decides.
 *
 * <p>The turn changes at hand-over points only: {@link #sleep}, {@link #yieldPoint}, the ends of
 * {@link #together}, and what {@link SimulatedStore} and {@link SimulatedCalls} add: commits,
 * leases, offers and remote calls. Time moves only when every task waits, so calls side by side
 * overlap in virtual time. Equal seeds give equal {@linkplain #trace() traces}.
 *
 * <pre>{@code
 * SimulatedRuntime runtime = SimulatedRuntime.seeded(42);
 * runtime.spawn("first", () -> engine.run(plan));
 * runtime.spawn("second", () -> otherEngine.run(plan));
 * runtime.run();
 * }</pre>
 *
 * <p>A task that waits for a monitor, a lock or a future of another task is noticed within a few
 * milliseconds of real time and hands over too. That is for safety, not for speed: with several
 * waiters for one real lock the JVM chooses who gets it, so the replay is no longer exact. Waiting
 * with a real time limit is not noticed.
 *
 * <p>Tasks stand still unless an outside thread, such as a test's, is in {@link #run}, {@link
 * #call}, {@link #together}, {@link #sleep} or {@link #yieldPoint}; what these do for it is done by
 * a task named {@code outside-1} and so on. What waits for tasks in other ways, such as {@code
 * SyncEngine.run} joining a run, belongs into {@code call} or {@code spawn}. Two processes of one
 * simulation share one runtime: with two, ids would repeat.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SimulatedRuntime implements EngineRuntime {

  /** How many steps a simulation may take unless said otherwise. */
  public static final int DEFAULT_STEP_LIMIT = 1_000_000;

  private final long seed;
  private final Scheduler scheduler;
  private volatile BiConsumer<String, String> watcher = (task, point) -> {};

  private SimulatedRuntime(long seed, Instant start, int stepLimit) {
    this.seed = seed;
    this.scheduler = new Scheduler(seed, start, stepLimit);
  }

  /** A runtime whose order follows from the seed, starting at {@link VirtualTime#START}. */
  public static SimulatedRuntime seeded(long seed) {
    return seeded(seed, VirtualTime.START, DEFAULT_STEP_LIMIT);
  }

  /** A runtime that starts at the given moment and fails after so many steps. */
  public static SimulatedRuntime seeded(long seed, Instant start, int stepLimit) {
    if (stepLimit < 1) {
      throw new IllegalArgumentException("a simulation takes at least one step");
    }
    return new SimulatedRuntime(seed, start, stepLimit);
  }

  /** The number that replays it. */
  public long seed() {
    return seed;
  }

  /**
   * Adds a task, which stands for a process: {@link #kill} and {@link #zombie} strike it together
   * with all that it starts.
   *
   * @throws IllegalArgumentException if the name was used before
   */
  public void spawn(String name, Runnable task) {
    if (name.isEmpty() || name.contains("/")) {
      throw new IllegalArgumentException("a task needs a name without a slash: " + name);
    }
    scheduler.spawn(name, task);
  }

  /**
   * Lets all tasks go on until each has ended or is a zombie.
   *
   * @throws SimulationFailed with the seed, if a task failed since the last time, if nobody can run
   *     and nobody sleeps, or if it took too many steps; after the last two the runtime is spent
   */
  public void run() {
    requireOutside("run()");
    scheduler.driveToTheEnd();
  }

  /**
   * Does something as a task and waits for it; other tasks go on meanwhile, and stand again after.
   *
   * @throws RuntimeException what the work threw; the seed is in a suppressed {@link
   *     SimulationFailed}
   */
  public <T> T call(Callable<T> work) {
    FutureTask<T> future = new FutureTask<>(work);
    if (scheduler.current() != null) {
      future.run();
      return result(future);
    }
    Task task = scheduler.spawnChild(future);
    scheduler.drive(() -> task.is(Task.State.ENDED));
    try {
      return result(future);
    } catch (RuntimeException | Error failed) {
      failed.addSuppressed(new SimulationFailed(seed, task.name + " failed", null));
      throw failed;
    }
  }

  private static <T> T result(FutureTask<T> future) {
    try {
      return future.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CompletionException(stopped);
    } catch (ExecutionException failed) {
      Throwable cause = Objects.requireNonNull(failed.getCause());
      if (cause instanceof RuntimeException plain) {
        throw plain;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new CompletionException(cause);
    }
  }

  @Override
  public Instant now() {
    return scheduler.now();
  }

  /** Moves virtual time on. An interrupt is noticed before and after the sleep, not in it. */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    throwIfInterrupted();
    pause("sleep", duration);
    throwIfInterrupted();
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("told to stop");
    }
  }

  /** A point where another task may go on. */
  public void yieldPoint(String what) {
    pause(what, Duration.ZERO);
  }

  /** A hand-over that takes virtual time. */
  void pause(String point, Duration length) {
    Task me = scheduler.current();
    if (me == null) {
      call(
          () -> {
            pause(point, length);
            return true;
          });
      return;
    }
    me.dieIfKilled(point);
    watcher.accept(me.name, point);
    if (length.isNegative() || length.isZero()) {
      scheduler.pass(me, point);
    } else {
      scheduler.sleep(me, point, length);
    }
  }

  @Override
  public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
    Task me = scheduler.current();
    return me == null ? call(() -> together(tasks, atMost)) : together(me, tasks, atMost);
  }

  private <T> List<T> together(Task me, List<? extends Callable<T>> tasks, int atMost) {
    SideBySide<T> work = new SideBySide<>(tasks);
    List<Task> workers = new ArrayList<>();
    for (int more = 1; more < Math.min(atMost, tasks.size()); more++) {
      workers.add(scheduler.spawnChild(() -> work.work(this::dieIfKilled)));
    }
    work.work(this::dieIfKilled);
    if (!workers.isEmpty()) {
      scheduler.await(
          me,
          "its tasks side by side",
          () -> workers.stream().allMatch(worker -> worker.is(Task.State.ENDED)));
    }
    return work.results();
  }

  private void dieIfKilled() {
    Task me = scheduler.current();
    if (me != null) {
      me.dieIfKilled("work side by side");
    }
  }

  /**
   * Starts work on a thread of the simulation. From an outside thread it stands until that drives
   * the simulation.
   */
  @Override
  public void start(Runnable task) {
    scheduler.spawnChild(task);
  }

  /** A fresh id. It follows from the seed and from how many were asked for. */
  @Override
  public String newId() {
    return scheduler.draw(random -> new UUID(random.nextLong(), random.nextLong())).toString();
  }

  /** A length between the two, by the seed. */
  Duration between(Duration shortest, Duration longest) {
    long span = longest.minus(shortest).toNanos();
    return shortest.plusNanos(scheduler.draw(random -> random.nextLong(span + 1)));
  }

  /**
   * Kills a task and all that it started: each ends with {@link TaskKilled} at the hand-over where
   * it stands, or else at its next one. Does nothing to what has ended.
   *
   * @throws IllegalArgumentException if there never was such a task
   */
  public void kill(String name) {
    scheduler.kill(name);
  }

  /**
   * Suspends a task and all that it started at the hand-over where each stands, or else at its next
   * one, until {@link #release}; time goes on without it.
   *
   * @throws IllegalArgumentException if there never was such a task
   */
  public void zombie(String name) {
    scheduler.suspend(name, true);
  }

  /**
   * Lets a suspended task continue as if nothing had happened.
   *
   * @throws IllegalArgumentException if there never was such a task
   */
  public void release(String name) {
    scheduler.suspend(name, false);
  }

  /**
   * Tells somebody of each task that comes to a hand-over, and to which, before it hands over: the
   * place to count them, and to kill or suspend a task at a certain one. It must not hand over.
   */
  public void watch(BiConsumer<String, String> arriving) {
    this.watcher = Objects.requireNonNull(arriving, "arriving");
  }

  /** Every step so far: who went on, when, and from which point. */
  public List<HandOver> trace() {
    return scheduler.trace();
  }

  private void requireOutside(String what) {
    @Nullable Task me = scheduler.current();
    if (me != null) {
      throw new IllegalStateException(
          me.name + " is a task of the simulation: " + what + " is not for it");
    }
  }

  @Override
  public String toString() {
    return "SimulatedRuntime.seeded(" + seed + "L)";
  }
}
