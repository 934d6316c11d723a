package dev.syncline.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives the turn from task to task.
 *
 * <p>Whoever stops chooses who is next; nobody supervises. Outside threads drive: while none waits
 * for something, everything stands. A driver also looks, each millisecond, whether the task that
 * has the turn waits for a real lock of another task, and then lets others go on. Thread-safe.
 */
final class Scheduler {

  /** An outside thread that waits until something is so. */
  private static final class Driver {
    final Thread thread = Thread.currentThread();
    final BooleanSupplier until;
    boolean done;

    Driver(BooleanSupplier until) {
      this.until = until;
    }
  }

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int LOOKS_TO_SETTLE = 3;
  private static final int LOOKS_BEFORE_DEADLOCK = 200;
  private static final int LAST_SHOWN = 12;
  private static final ThreadLocal<@Nullable Task> CURRENT = new ThreadLocal<>();
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "simulation");
            thread.setDaemon(true);
            return thread;
          });

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stirred = lock.newCondition();
  private final long seed;
  private final int stepLimit;
  private final SplittableRandom order;
  private final SplittableRandom draws;
  private final Set<String> names = new HashSet<>();
  private final Set<Task> tasks = new LinkedHashSet<>();
  private final Set<Task> active = new LinkedHashSet<>();
  private final List<Driver> drivers = new ArrayList<>();
  private final List<HandOver> trace = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private @Nullable SimulationFailed broken;
  private int looksToWait;
  private boolean settled;
  private int looksInVain;
  private int births;
  private volatile Instant now;

  Scheduler(long seed, Instant start, int stepLimit) {
    this.seed = seed;
    this.stepLimit = stepLimit;
    this.order = new SplittableRandom(seed);
    this.draws = order.split();
    this.now = start;
  }

  Instant now() {
    return now;
  }

  @Nullable Task current() {
    Task task = CURRENT.get();
    return task != null && task.home == this ? task : null;
  }

  <T> T draw(Function<SplittableRandom, T> from) {
    lock.lock();
    try {
      return from.apply(draws);
    } finally {
      lock.unlock();
    }
  }

  List<HandOver> trace() {
    lock.lock();
    try {
      return List.copyOf(trace);
    } finally {
      lock.unlock();
    }
  }

  /** A new task that is ready; its failure is reported by the next {@link #drive} to the end. */
  Task spawn(String name, Runnable body) {
    lock.lock();
    try {
      throwIfBroken();
      if (!names.add(name)) {
        throw new IllegalArgumentException("there is a task " + name + " already");
      }
      Task task = new Task(this, name, body, lock.newCondition());
      tasks.add(task);
      return task;
    } finally {
      lock.unlock();
    }
  }

  /** A new task of the one that runs, which shares its fate; of nobody for an outside thread. */
  Task spawnChild(Runnable body) {
    Task parent = current();
    lock.lock();
    try {
      if (parent == null) {
        return spawn("outside-" + ++births, body);
      }
      parent.dieIfKilled("the start of another task");
      Task child = spawn(parent.nextChild(), body);
      child.inherit(parent);
      return child;
    } finally {
      lock.unlock();
    }
  }

  /** Stops the task, lets another go on, and returns when it is its turn again. */
  void pass(Task me, String point) {
    handOver(me, point, () -> me.stop(point));
  }

  void sleep(Task me, String point, Duration length) {
    handOver(me, point, () -> me.sleep(point, now.plus(length)));
  }

  void await(Task me, String point, BooleanSupplier until) {
    handOver(me, point, () -> me.await(point, until));
  }

  private void handOver(Task me, String point, Runnable stop) {
    lock.lock();
    try {
      me.dieIfKilled(point);
      stop.run();
      active.remove(me);
      decide();
      me.awaitTurn();
      me.dieIfKilled(point);
    } finally {
      lock.unlock();
    }
  }

  void kill(String group) {
    each(group, Task::kill);
  }

  void suspend(String group, boolean suspended) {
    each(group, task -> task.suspend(suspended));
  }

  private void each(String group, Consumer<Task> change) {
    lock.lock();
    try {
      if (!names.contains(group)) {
        throw new IllegalArgumentException("there never was a task " + group);
      }
      tasks.stream().filter(task -> task.isOf(group)).forEach(change);
    } finally {
      lock.unlock();
    }
  }

  /** Lets the tasks go on until they have all ended; who is suspended stays. */
  void driveToTheEnd() {
    drive(() -> tasks.stream().allMatch(Task::isZombie));
    lock.lock();
    try {
      if (!failures.isEmpty()) {
        throw failureOfTasks();
      }
    } finally {
      lock.unlock();
    }
  }

  private SimulationFailed failureOfTasks() {
    Throwable first = failures.get(0);
    SimulationFailed all =
        new SimulationFailed(
            seed, String.join("; ", failed) + "\nlast steps:\n" + lastSteps(), first);
    failures.subList(1, failures.size()).forEach(all::addSuppressed);
    failures.clear();
    failed.clear();
    return all;
  }

  /** Lets the tasks go on, on their threads, until this is so. */
  void drive(BooleanSupplier until) {
    Driver driver = new Driver(until);
    lock.lock();
    try {
      throwIfBroken();
      drivers.add(driver);
      decide();
      while (!driver.done) {
        if (stirred.awaitNanos(LOOK_NANOS) <= 0) {
          look();
        }
      }
      throwIfBroken();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      drivers.remove(driver);
      breakDown("it was told to stop, while\n" + standing());
      throwIfBroken();
    } finally {
      lock.unlock();
    }
  }

  private void throwIfBroken() {
    if (broken != null) {
      throw broken;
    }
  }

  /** Finds out whether who has the turn waits for a task that has not. */
  private void look() {
    for (Task task : List.copyOf(active)) {
      Thread thread = task.thread();
      if (task.stands() && thread != null) {
        RealWait.of(thread, lock, this::isSimulated)
            .ifPresent(
                wait -> {
                  task.stuck(wait);
                  active.remove(task);
                });
      }
    }
    if (looksToWait > 0) {
      looksToWait--;
      settled = looksToWait == 0;
    }
    decide();
  }

  private boolean isSimulated(long threadId) {
    return tasks.stream()
            .map(Task::thread)
            .anyMatch(thread -> thread != null && thread.getId() == threadId)
        || drivers.stream().anyMatch(driver -> driver.thread.getId() == threadId);
  }

  private void decide() {
    tasks.stream().filter(task -> task.is(Task.State.STUCK)).forEach(this::lookAgain);
    if (!active.isEmpty() || looksToWait > 0) {
      return;
    }
    if (!settled && unsure()) {
      looksToWait = LOOKS_TO_SETTLE;
      return;
    }
    leaveDrivers();
    if (drivers.isEmpty()) {
      return;
    }
    if (trace.size() >= stepLimit && broken == null) {
      breakDown("more than " + stepLimit + " steps; now\n" + standing());
    }
    List<Task> ready = ready();
    if (!ready.isEmpty()) {
      go(ready.get(ready.size() == 1 ? 0 : order.nextInt(ready.size())));
    } else {
      nobodyCanRun();
    }
  }

  private void lookAgain(Task task) {
    Thread thread = task.thread();
    if (thread == null) {
      return;
    }
    RealWait.of(thread, lock, this::isSimulated)
        .ifPresentOrElse(
            task::stuck,
            () -> {
              task.unstuck();
              active.add(task);
            });
  }

  private void leaveDrivers() {
    for (Driver driver : List.copyOf(drivers)) {
      driver.done = driver.until.getAsBoolean() || (broken != null && tasks.isEmpty());
      if (driver.done) {
        drivers.remove(driver);
        stirred.signalAll();
      }
    }
  }

  private List<Task> ready() {
    tasks.forEach(task -> task.look(now));
    if (tasks.stream().noneMatch(Task::canRun)) {
      Instant next = tasks.stream().map(Task::wakeAt).min(Comparator.naturalOrder()).orElse(now);
      now = next.isBefore(now) || next.equals(Instant.MAX) ? now : next;
      tasks.forEach(task -> task.look(now));
    }
    return tasks.stream().filter(Task::canRun).toList();
  }

  private void go(Task next) {
    trace.add(new HandOver(trace.size(), now, next.name, next.point()));
    looksInVain = 0;
    settled = false;
    active.add(next);
    next.go();
    if (!next.begun()) {
      THREADS.execute(() -> work(next));
    }
  }

  private void work(Task task) {
    CURRENT.set(task);
    Thread thread = Thread.currentThread();
    thread.setName(task.name);
    @Nullable Throwable failure = null;
    try {
      locked(
          () -> {
            task.begin(thread);
            return true;
          });
      task.dieIfKilled("start");
      task.body.run();
    } catch (TaskKilled killed) {
      // Dying is no failure.
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      CURRENT.remove();
      thread.setName("simulation");
    }
    end(task, failure);
  }

  private void end(Task task, @Nullable Throwable failure) {
    lock.lock();
    try {
      task.end();
      tasks.remove(task);
      active.remove(task);
      if (failure != null) {
        failures.add(failure);
        failed.add(task.name + " failed: " + failure);
      }
      decide();
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody may have been woken, which a latch or a queue does not show at once. */
  private boolean unsure() {
    return tasks.stream().anyMatch(task -> task.is(Task.State.STUCK) && task.opaque());
  }

  private void nobodyCanRun() {
    if (unsure() && looksInVain++ < LOOKS_BEFORE_DEADLOCK) {
      looksToWait = 1;
      return;
    }
    if (broken == null) {
      breakDown("nobody can run and nobody sleeps:\n" + standing());
    } else {
      // Nothing can end a thread that waits for a monitor: it is left behind.
      tasks.forEach(Task::end);
      tasks.clear();
    }
    decide();
  }

  private void breakDown(String why) {
    if (broken == null) {
      broken = new SimulationFailed(seed, why + "\nlast steps:\n" + lastSteps(), null);
      failures.forEach(broken::addSuppressed);
    }
    tasks.forEach(Task::kill);
  }

  private String standing() {
    return tasks.stream().map(task -> "  " + task).collect(Collectors.joining("\n"));
  }

  private String lastSteps() {
    return trace.subList(Math.max(0, trace.size() - LAST_SHOWN), trace.size()).stream()
        .map(step -> "  " + step)
        .collect(Collectors.joining("\n"));
  }

  private boolean locked(BooleanSupplier question) {
    lock.lock();
    try {
      return question.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }
}
