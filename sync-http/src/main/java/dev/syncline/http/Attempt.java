package dev.syncline.http;

import dev.syncline.connector.TimeSource;
import java.io.IOException;

/** One try to send one call: what is known of how far it got. Used by one thread. */
final class Attempt {

  /** The deadline passed before the first byte could leave. */
  static final class TooLate extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final HttpCall call;
  private final TimeSource time;
  private final Runnable counted;
  private boolean left;
  private int status;

  Attempt(HttpCall call, TimeSource time, Runnable counted) {
    this.call = call;
    this.time = time;
    this.counted = counted;
  }

  /** The last moment before bytes may leave; there is only one for each call. */
  void leave() throws IOException {
    if (left) {
      throw new IOException("the HTTP client wanted to send the call a second time");
    }
    boolean late = call.hardDeadline().filter(moment -> !time.now().isBefore(moment)).isPresent();
    if (late || call.deadline().isPast()) {
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
