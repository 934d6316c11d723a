package dev.syncline.testkit.store;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a store breaks: before or after one of the steps that it takes below, or nowhere. Steps are
 * what a store makes of them: a database's statements and commits, a file's writes.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class Breakage {

  /** What a step does. */
  @FunctionalInterface
  public interface Step<T, X extends Exception> {
    /** Does it. */
    @Nullable T take() throws X;
  }

  /** What is thrown in place of a step's result. */
  @FunctionalInterface
  public interface Broken<X extends Exception> {
    /** A new one each time. */
    X now();
  }

  private enum When {
    NEVER,
    BEFORE,
    AFTER
  }

  private final When when;
  private final long at;
  private final Runnable watcher;
  private final AtomicLong steps = new AtomicLong();
  private volatile boolean broken;

  private Breakage(When when, long at, Runnable watcher) {
    this.when = when;
    this.at = at;
    this.watcher = watcher;
  }

  /** Counts only. */
  public static Breakage never() {
    return new Breakage(When.NEVER, 0, () -> {});
  }

  /** This step is not taken any more; the first one is 1. */
  public static Breakage before(long step) {
    return new Breakage(When.BEFORE, step, () -> {});
  }

  /** This step is taken, and nobody hears of it. */
  public static Breakage after(long step) {
    return new Breakage(When.AFTER, step, () -> {});
  }

  /** The same, with something done before each step. */
  public Breakage watched(Runnable beforeEachStep) {
    return new Breakage(when, at, beforeEachStep);
  }

  /** How many steps were begun. */
  public long steps() {
    return steps.get();
  }

  /** Whether it has broken: nothing works any more. */
  public boolean broken() {
    return broken;
  }

  /** Takes a step, or breaks at it. */
  public <T, X extends Exception> @Nullable T step(Step<T, X> step, Broken<X> error) throws X {
    if (broken) {
      throw error.now();
    }
    long number = steps.incrementAndGet();
    watcher.run();
    breakIf(When.BEFORE, number, error);
    @Nullable T result = step.take();
    breakIf(When.AFTER, number, error);
    return result;
  }

  private <X extends Exception> void breakIf(When now, long number, Broken<X> error) throws X {
    if (when == now && number == at) {
      broken = true;
      throw error.now();
    }
  }

  @Override
  public String toString() {
    return when == When.NEVER ? "unbroken" : "broken " + when + " step " + at;
  }
}
