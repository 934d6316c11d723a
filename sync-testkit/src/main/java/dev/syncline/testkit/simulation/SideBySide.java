package dev.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tasks that several workers take one by one. */
final class SideBySide<T> {

  private final List<FutureTask<T>> futures = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  SideBySide(List<? extends Callable<T>> tasks) {
    tasks.forEach(task -> futures.add(new FutureTask<T>(task)));
  }

  /** Works until nothing is left; a worker that was killed takes no more. */
  void work(Runnable dieIfKilled) {
    for (int at = next.getAndIncrement(); at < futures.size(); at = next.getAndIncrement()) {
      futures.get(at).run();
      dieIfKilled.run();
    }
  }

  List<T> results() {
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
    if (next instanceof Error error) {
      throw error;
    }
    if (first != null) {
      first.addSuppressed(next);
      return first;
    }
    return next instanceof RuntimeException failure ? failure : new CompletionException(next);
  }
}
