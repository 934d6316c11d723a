package dev.syncline;

import dev.syncline.connector.TimeSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/**
 * Time, threads and ids: everything about the world that a run depends on and a test replaces.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface EngineRuntime extends TimeSource {

  /**
   * Runs tasks side by side, at most so many at once, and waits for all of them.
   *
   * @return the results in the tasks' order
   * @throws RuntimeException the first failure, after all have ended; the others are suppressed in
   *     it
   */
  <T> List<T> together(List<? extends Callable<T>> tasks, int atMost);

  /** Starts something that nobody waits for, such as a run. */
  void start(Runnable task);

  /** A new id, unique over all processes. */
  String newId();

  /** The production runtime on the host's executor. */
  static EngineRuntime on(Executor executor) {
    return new ProductionRuntime(executor);
  }

  /** The production runtime on daemon threads of its own, made when needed. */
  static EngineRuntime standard() {
    return new ProductionRuntime(ProductionRuntime.daemonThreads());
  }
}
