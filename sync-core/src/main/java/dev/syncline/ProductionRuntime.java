package dev.syncline;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Real time, the host's threads, random ids. */
final class ProductionRuntime implements EngineRuntime {

  private final Executor executor;
  private final TimeSource time = TimeSource.system();

  ProductionRuntime(Executor executor) {
    this.executor = executor;
  }

  static Executor daemonThreads() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "syncline-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    time.sleep(duration);
  }

  /** The caller works too, so a pool that has no thread free delays nothing and cannot deadlock. */
  @Override
  public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
    List<FutureTask<T>> futures = new ArrayList<>();
    tasks.forEach(task -> futures.add(new FutureTask<T>(task)));
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int at = next.getAndIncrement(); at < futures.size(); at = next.getAndIncrement()) {
            futures.get(at).run();
          }
        };
    for (int more = 1; more < Math.min(atMost, futures.size()); more++) {
      executor.execute(worker);
    }
    worker.run();
    return results(futures);
  }

  private static <T> List<T> results(List<FutureTask<T>> futures) {
    List<T> results = new ArrayList<>();
    @Nullable RuntimeException failure = null;
    for (FutureTask<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException failed) {
        failure = joined(failure, Objects.requireNonNull(failed.getCause()));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        failure = joined(failure, stopped);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static RuntimeException joined(@Nullable RuntimeException first, Throwable next) {
    if (first != null) {
      first.addSuppressed(next);
      return first;
    }
    if (next instanceof Error error) {
      throw error;
    }
    return next instanceof RuntimeException failure ? failure : new CompletionException(next);
  }

  @Override
  public void start(Runnable task) {
    executor.execute(task);
  }

  @Override
  public String newId() {
    return UUID.randomUUID().toString();
  }
}
