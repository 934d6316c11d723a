package dev.syncline.testkit.convergence;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened in a story, line by line. Not thread-safe. */
final class Tale {

  private final TimeSource time;
  private final Instant began;
  private final List<String> lines = new ArrayList<>();

  Tale(TimeSource time) {
    this.time = time;
    this.began = time.now();
  }

  void tell(String what) {
    Duration passed = Duration.between(began, time.now());
    lines.add(passed.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + "  " + what);
  }

  Instant now() {
    return time.now();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
