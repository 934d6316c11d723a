package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A runtime that knows which threads work for a run just now: a run that asks from within for its
 * own end must not wait for it. Thread-safe.
 */
public final class OwnThreads implements EngineRuntime {

  private final EngineRuntime below;
  private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

  /** Watches a runtime. */
  public OwnThreads(EngineRuntime below) {
    this.below = below;
  }

  /** Whether the present thread works for a run. */
  public boolean inside() {
    return depth.get() > 0;
  }

  /** Works for a run on the present thread. */
  public <T> T within(Supplier<T> work) {
    enter();
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  private void enter() {
    depth.set(depth.get() + 1);
  }

  private void leave() {
    int left = depth.get() - 1;
    if (left == 0) {
      depth.remove();
    } else {
      depth.set(left);
    }
  }

  /** Threads that are lent to a run work for it meanwhile. */
  @Override
  public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
    return inside()
        ? below.together(tasks.stream().map(this::lent).toList(), atMost)
        : below.together(tasks, atMost);
  }

  private <T> Callable<T> lent(Callable<T> task) {
    Map<String, String> tags = MDC.getCopyOfContextMap();
    return () -> {
      Map<String, String> before = MDC.getCopyOfContextMap();
      enter();
      tag(tags);
      try {
        return task.call();
      } finally {
        tag(before);
        leave();
      }
    };
  }

  private static void tag(@Nullable Map<String, String> tags) {
    if (tags == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(tags);
    }
  }

  @Override
  public void start(Runnable task) {
    below.start(task);
  }

  @Override
  public String newId() {
    return below.newId();
  }

  @Override
  public Instant now() {
    return below.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    below.sleep(duration);
  }
}
