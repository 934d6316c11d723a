package dev.syncline.testkit.http;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that jumps once it was read often enough. */
final class JumpingAfter implements TimeSource {

  private final TimeSource time;
  private final Duration jump;
  private final AtomicInteger readsLeft;

  JumpingAfter(TimeSource time, int reads, Duration jump) {
    this.time = time;
    this.jump = jump;
    this.readsLeft = new AtomicInteger(reads);
  }

  @Override
  public Instant now() {
    return readsLeft.getAndDecrement() > 0 ? time.now() : time.now().plus(jump);
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    time.sleep(duration);
  }
}
