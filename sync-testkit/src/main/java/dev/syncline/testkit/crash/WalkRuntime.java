package dev.syncline.testkit.crash;

import dev.syncline.EngineRuntime;
import dev.syncline.testkit.VirtualRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thread, virtual time, and an order of what may run side by side that follows from the seed:
 * that of the tasks for seed 0.
 */
final class WalkRuntime implements EngineRuntime {

  private final Course walk;
  private final String process;
  private final VirtualRuntime below;
  private final int seed;
  private final SplittableRandom order;
  private final AtomicLong ids = new AtomicLong();

  WalkRuntime(Course walk, String process, VirtualRuntime below, int seed) {
    this.walk = walk;
    this.process = process;
    this.below = below;
    this.seed = seed;
    this.order = new SplittableRandom(seed);
  }

  @Override
  public Instant now() {
    return below.now();
  }

  /** What is under way lands in between, at its moment. */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (!duration.isNegative()) {
      below.sleep(walk.landWithin(duration));
    }
  }

  @Override
  public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
    if (seed == 0 || tasks.size() < 2) {
      return below.together(tasks, atMost);
    }
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < tasks.size(); place++) {
      places.add(order.nextInt(places.size() + 1), place);
    }
    List<T> mixed = below.together(places.stream().<Callable<T>>map(tasks::get).toList(), atMost);
    List<T> results = new ArrayList<>(mixed);
    for (int at = 0; at < mixed.size(); at++) {
      results.set(places.get(at), mixed.get(at));
    }
    return results;
  }

  @Override
  public void start(Runnable task) {
    below.start(task);
  }

  @Override
  public String newId() {
    return process + "-" + ids.incrementAndGet();
  }
}
