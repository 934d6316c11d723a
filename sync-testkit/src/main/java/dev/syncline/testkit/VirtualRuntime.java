package dev.syncline.testkit;

import dev.syncline.EngineRuntime;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An engine's world for tests: virtual time, one thread, ids in a row.
 *
 * <p>What shall run side by side runs in order on the caller's thread; what is started waits for
 * {@link #runStarted}. Thread-safe.
 *
 * @since 0.1
 */
public final class VirtualRuntime implements EngineRuntime {

  private final VirtualTime time;
  private final AtomicLong ids = new AtomicLong();
  private final Queue<Runnable> started = new ArrayDeque<>();

  /** A world at this time. */
  public VirtualRuntime(VirtualTime time) {
    this.time = time;
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    time.sleep(duration);
  }

  /** An {@link Error} ends everything at once, as the end of a process does. */
  @Override
  public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
    if (atMost < 1) {
      throw new IllegalArgumentException("at least one at a time, not " + atMost);
    }
    List<T> results = new ArrayList<>();
    @Nullable RuntimeException failure = null;
    for (Callable<T> task : tasks) {
      try {
        results.add(task.call());
      } catch (RuntimeException failed) {
        failure = joined(failure, failed);
      } catch (Exception failed) {
        failure = joined(failure, new CompletionException(failed));
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  @Override
  public void start(Runnable task) {
    synchronized (started) {
      started.add(task);
    }
  }

  /** Runs what was started since, on the caller's thread; says how much there was. */
  public int runStarted() {
    int count = 0;
    while (true) {
      Runnable task;
      synchronized (started) {
        task = started.poll();
      }
      if (task == null) {
        return count;
      }
      task.run();
      count++;
    }
  }

  /** Two engines on one store must not share ids, so they begin with the moment. */
  @Override
  public String newId() {
    return now().toEpochMilli() + "-" + ids.incrementAndGet();
  }
}
