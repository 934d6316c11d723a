package dev.syncline.http;

import dev.syncline.connector.TimeSource;
import java.io.IOException;
import java.time.Instant;

/** One try to send one call: what is known of how far it got. Used by one thread. */
final class Attempt {

  /** The deadline passed before the first byte could leave. */
  static final class TooLate extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final TimeSource time;
  private final Instant leaveBefore;
  private final Runnable counted;
  private boolean left;
  private int status;

  /** No byte leaves from {@code leaveBefore} on. */
  Attempt(TimeSource time, Instant leaveBefore, Runnable counted) {
    this.time = time;
    this.leaveBefore = leaveBefore;
    this.counted = counted;
  }

  /** The last moment before bytes may leave; there is only one for each call. */
  void leave() throws IOException {
    if (left) {
      throw new IOException("the HTTP client wanted to send the call a second time");
    }
    if (!time.now().isBefore(leaveBefore)) {
      throw new TooLate();
    }
    left = true;
    counted.run();
  }

  boolean left() {
    return left;
  }

  void answered(int realStatus) {
    status = realStatus;
  }

  int status(int shown) {
    return status == 0 ? shown : status;
  }
}
