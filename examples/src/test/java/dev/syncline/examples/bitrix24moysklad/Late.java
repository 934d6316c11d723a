package dev.syncline.examples.bitrix24moysklad;

import dev.syncline.EngineRuntime;
import dev.syncline.testkit.VirtualRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** While the engine waits, what is still under way lands: within the settle time, as it must. */
final class Late implements EngineRuntime {

  private final VirtualRuntime world;
  private final Runnable landing;

  Late(VirtualRuntime world, Runnable landing) {
    this.world = world;
    this.landing = landing;
  }

  @Override
  public Instant now() {
    return world.now();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    landing.run();
    world.sleep(duration);
  }

  @Override
  public <T> List<T> together(List<? extends Callable<T>> tasks, int atMost) {
    return world.together(tasks, atMost);
  }

  @Override
  public void start(Runnable task) {
    world.start(task);
  }

  @Override
  public String newId() {
    return world.newId();
  }
}
