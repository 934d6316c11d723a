package dev.syncline.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The weather of one fake: which requests are hit by which {@link Fault}.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class Faults {

  /** More than the 64 MiB that a transport takes unless it is told to take more. */
  private static final int OVERSIZED = (64 << 20) + 1024;

  private record Planned(Predicate<FakeRequest> hits, Fault fault, int[] left) {}

  private final List<Planned> planned = new ArrayList<>();
  private final List<Runnable> late = new ArrayList<>();
  private final FakeResponse quotaAnswer;
  private int struck;

  /** Fair weather. {@code quotaAnswer} is how this vendor refuses too many requests. */
  public Faults(FakeResponse quotaAnswer) {
    this.quotaAnswer = quotaAnswer;
  }

  /** Hits the next request of this method whose path, query or body contains the given text. */
  public void onNext(String method, String contains, Fault fault) {
    onNext(request -> request.method().equals(method) && mentions(request, contains), fault);
  }

  /** Hits the next request that the predicate accepts. */
  public void onNext(Predicate<FakeRequest> hits, Fault fault) {
    times(1, hits, fault);
  }

  /** Hits the next {@code times} requests that the predicate accepts. */
  public synchronized void times(int times, Predicate<FakeRequest> hits, Fault fault) {
    planned.add(new Planned(hits, fault, new int[] {times}));
  }

  /** How many requests were hit so far. */
  public synchronized int struck() {
    return struck;
  }

  /** Handles every request that was to land late. */
  public void land() {
    List<Runnable> landing;
    synchronized (this) {
      landing = List.copyOf(late);
      late.clear();
    }
    landing.forEach(Runnable::run);
  }

  /** Answers a request through the weather. */
  public FakeResponse through(FakeRequest request, Function<FakeRequest, FakeResponse> handler) {
    Fault fault = take(request);
    if (fault == null) {
      return handler.apply(request);
    }
    return switch (fault) {
      case LOST_BEFORE -> FakeResponse.dropped();
      case LOST_AFTER -> {
        happenUnseen(request, handler);
        yield FakeResponse.dropped();
      }
      case LANDS_LATE -> {
        synchronized (this) {
          late.add(() -> happenUnseen(request, handler));
        }
        yield FakeResponse.dropped();
      }
      case SERVER_ERROR -> FakeResponse.of(500, "text/html", "<html>Internal Server Error</html>");
      case GATEWAY_TIMEOUT -> {
        happenUnseen(request, handler);
        yield FakeResponse.of(504, "text/html", "<html>Gateway Time-out</html>");
      }
      case QUOTA -> quotaAnswer;
      case MALFORMED -> cut(handler.apply(request));
      case OVERSIZED -> handler.apply(request).withBody(new byte[OVERSIZED]);
      case SILENT -> {
        happenUnseen(request, handler);
        yield FakeResponse.silence();
      }
    };
  }

  private static void happenUnseen(
      FakeRequest request, Function<FakeRequest, FakeResponse> handler) {
    var unused = handler.apply(request);
  }

  private static FakeResponse cut(FakeResponse whole) {
    return whole.withBody(Arrays.copyOf(whole.body(), whole.body().length / 2));
  }

  private static boolean mentions(FakeRequest request, String contains) {
    return request.path().contains(contains)
        || request.rawQuery().contains(contains)
        || new String(request.body(), StandardCharsets.UTF_8).contains(contains);
  }

  private synchronized @Nullable Fault take(FakeRequest request) {
    for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
      Planned next = each.next();
      if (next.hits().test(request)) {
        if (--next.left()[0] == 0) {
          each.remove();
        }
        struck++;
        return next.fault();
      }
    }
    return null;
  }
}
