package dev.syncline.plans.prestashopdolibarr.real;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls to one server, measures how long at least one was under way, and can end the
 * process after an answer. Thread-safe.
 */
final class Clocked implements Interceptor {

  /** The process ends here. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1;
  }

  /** What stands under a connector stands for its network: the calls leave from here. */
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .retryOnConnectionFailure(false)
          .connectionPool(new ConnectionPool(5, 5, TimeUnit.SECONDS))
          .readTimeout(Duration.ofMinutes(2))
          .build();

  private final List<String> calls = new ArrayList<>();
  private int underWay;
  private long since;
  private long busy;
  private long summed;
  private @Nullable Predicate<Request> cuts;
  private int left;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    long began = begin(request);
    try {
      Response response = http.newCall(request).execute();
      if (isCut(request)) {
        response.close();
        throw new Killed();
      }
      return response;
    } finally {
      end(began);
    }
  }

  private synchronized long begin(Request request) {
    if (cuts != null && left == 0) {
      throw new Killed();
    }
    calls.add(request.method() + " " + request.url().encodedPath());
    long now = System.nanoTime();
    if (underWay++ == 0) {
      since = now;
    }
    return now;
  }

  private synchronized void end(long began) {
    long now = System.nanoTime();
    summed += now - began;
    if (--underWay == 0) {
      busy += now - since;
    }
  }

  private synchronized boolean isCut(Request request) {
    Predicate<Request> which = cuts;
    if (which == null || left == 0) {
      return which != null;
    }
    return which.test(request) && --left == 0;
  }

  /** Ends the process with the answer of the n-th request of a sort. */
  synchronized void killAfter(int nth, Predicate<Request> which) {
    cuts = which;
    left = nth;
  }

  synchronized void mend() {
    cuts = null;
  }

  synchronized void reset() {
    calls.clear();
    busy = 0;
    summed = 0;
  }

  synchronized int count() {
    return calls.size();
  }

  /** The calls that change something. */
  synchronized List<String> writes() {
    return calls.stream()
        .filter(call -> !call.startsWith("GET") && !call.startsWith("HEAD"))
        .toList();
  }

  /** Seconds in which at least one call was with the server. */
  synchronized double busySeconds() {
    return busy / 1e9;
  }

  /** Seconds of all calls, added up. */
  synchronized double summedSeconds() {
    return summed / 1e9;
  }
}
