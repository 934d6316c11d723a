package dev.syncline.testkit.http;

import dev.syncline.connector.TimeSource;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/** A clock that shows the right time and takes long to show it. */
record SlowClock(VirtualTime time, Duration takes) implements TimeSource {

  @Override
  public Instant now() {
    Instant shown = time.now();
    time.advance(takes);
    return shown;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    time.sleep(duration);
  }
}
