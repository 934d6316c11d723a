package dev.syncline.http;

import dev.syncline.connector.Account;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Stops a client before a vendor bans it for too many of the same: identical failures, refusals, or
 * writes of one entity in a minute.
 *
 * <p>It counts by key in a sliding window and refuses without waiting. Calls that are under way
 * while one counts are not seen, so the limit is set lower than the vendor's by at least the number
 * of parallel calls. Thread-safe.
 *
 * @since 0.1
 */
public final class FailureBudget {

  private static final int SWEEP_EVERY = 1024;

  private final Account account;
  private final String what;
  private final int limit;
  private final Duration window;
  private final TimeSource time;
  private final Map<String, Deque<Instant>> counted = new HashMap<>();
  private int sinceSweep;

  /**
   * A budget of one kind.
   *
   * @param what what is counted, for people, such as {@code identical failing requests}
   * @param limit how many of one key a window may hold
   */
  public FailureBudget(Account account, String what, int limit, Duration window, TimeSource time) {
    if (limit < 1) {
      throw new IllegalArgumentException("a budget of " + what + " needs a limit");
    }
    this.account = account;
    this.what = what;
    this.limit = limit;
    this.window = HttpCall.positive(window);
    this.time = time;
  }

  /**
   * Refuses if the budget of the key is used up.
   *
   * @param call the vendor's name of the call that is about to be sent
   * @throws QuotaExhausted naming the moment at which the oldest counted one leaves the window
   */
  public synchronized void check(String call, String key) {
    Deque<Instant> recent = recent(key);
    if (recent.size() >= limit) {
      Instant until = recent.getFirst().plus(window);
      throw new QuotaExhausted(
          account, call, "held back: " + limit + " " + what + " within " + window, until);
    }
  }

  /** Counts one. */
  public synchronized void count(String key) {
    Deque<Instant> recent = recent(key);
    recent.addLast(time.now());
    if (recent.size() > limit) {
      recent.removeFirst();
    }
    counted.put(key, recent);
    sweep();
  }

  /** {@link #check} and {@link #count} in one: for what is counted when it is sent. */
  public synchronized void spend(String call, String key) {
    check(call, key);
    count(key);
  }

  /** How many of the key the window holds now. */
  public synchronized int used(String key) {
    return recent(key).size();
  }

  private Deque<Instant> recent(String key) {
    Deque<Instant> recent = counted.getOrDefault(key, new ArrayDeque<>());
    dropOld(recent);
    return recent;
  }

  private void dropOld(Deque<Instant> recent) {
    Instant from = time.now().minus(window);
    while (!recent.isEmpty() && !recent.getFirst().isAfter(from)) {
      recent.removeFirst();
    }
  }

  private void sweep() {
    if (++sinceSweep >= SWEEP_EVERY) {
      sinceSweep = 0;
      counted.values().forEach(this::dropOld);
      counted.values().removeIf(Deque::isEmpty);
    }
  }
}
