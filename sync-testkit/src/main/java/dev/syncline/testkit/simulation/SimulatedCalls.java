package dev.syncline.testkit.simulation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Puts the way to the vendor and back before a fake: hand-overs, and virtual time by the seed.
 *
 * <p>A call hands over at {@code call POST /path} while its request is under way, and at {@code
 * answer POST /path} while the answer (or the news of a lost connection) is: a task that is killed
 * at the latter has changed the vendor and does not know it. Both ways together take between the
 * shortest and the longest latency.
 *
 * <pre>{@code
 * HttpTransport.builder(account).time(runtime)
 *     .under(new SimulatedCalls(runtime, new InProcess(fake, faults, base)))
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SimulatedCalls implements Interceptor {

  /** How long a call takes at least, unless said otherwise. */
  public static final Duration SHORTEST = Duration.ofMillis(20);

  /** How long a call takes at most, unless said otherwise. */
  public static final Duration LONGEST = Duration.ofMillis(400);

  private final SimulatedRuntime runtime;
  private final Interceptor next;
  private final Duration shortest;
  private final Duration longest;

  /** Calls that take between {@link #SHORTEST} and {@link #LONGEST}. */
  public SimulatedCalls(SimulatedRuntime runtime, Interceptor next) {
    this(runtime, next, SHORTEST, LONGEST);
  }

  /** Calls that take so long at least and at most. */
  public SimulatedCalls(
      SimulatedRuntime runtime, Interceptor next, Duration shortest, Duration longest) {
    if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
      throw new IllegalArgumentException("no latency lies in " + shortest + " to " + longest);
    }
    this.runtime = runtime;
    this.next = next;
    this.shortest = shortest;
    this.longest = longest;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    String name = request.method() + " " + request.url().encodedPath();
    Duration way = runtime.between(shortest, longest).dividedBy(2);
    travel("call " + name, way);
    Response response = answered(chain, name, way);
    boolean arrived = false;
    try {
      travel("answer " + name, way);
      arrived = true;
      return response;
    } finally {
      if (!arrived) {
        response.close();
      }
    }
  }

  private Response answered(Chain chain, String name, Duration way) throws IOException {
    try {
      return next.intercept(chain);
    } catch (IOException lost) {
      travel("answer " + name, way);
      throw lost;
    }
  }

  private void travel(String point, Duration way) throws IOException {
    runtime.pause(point, way);
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }
}
