package dev.syncline.examples;

import dev.syncline.EngineRuntime;
import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A clock that goes faster than the system's and may be put forward: two processes that know its
 * origin read the same time from it. Thread-safe.
 */
final class FastRuntime implements EngineRuntime {

  private static final int SPEED = 10;

  private final EngineRuntime real = EngineRuntime.standard();
  private final Instant origin;
  private volatile Duration ahead;

  FastRuntime(Instant origin, Duration ahead) {
    this.origin = origin;
    this.ahead = ahead;
  }

  static FastRuntime startingNow() {
    return new FastRuntime(TimeSource.system().now(), Duration.ZERO);
  }

  Instant origin() {
    return origin;
  }

  Duration ahead() {
    return ahead;
  }

  void putForward(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant now() {
    Duration gone = Duration.between(origin, real.now());
    return origin.plus(gone.multipliedBy(SPEED)).plus(ahead);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    real.sleep(duration.dividedBy(SPEED));
  }

  @Override
  public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
    return real.together(tasks, atMost);
  }

  @Override
  public void start(Runnable task) {
    real.start(task);
  }

  @Override
  public String newId() {
    return real.newId();
  }
}
