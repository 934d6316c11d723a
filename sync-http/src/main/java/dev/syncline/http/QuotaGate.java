package dev.syncline.http;

import dev.syncline.connector.Quota;
import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through as fast as an account's {@link QuotaRules} allow, and no faster.
 *
 * <p>A call takes from all its quotas at one moment or from none. Who waits longest at a quota goes
 * first there, so a dear call is not starved by cheap ones; who waits at another quota blocks
 * nobody. No lock is held while waiting. That no window ever holds more than the limit is proved by
 * {@code QuotaSweepTest}.
 *
 * <p>Thread-safe. One gate serves all transports of its account.
 *
 * @since 0.1
 */
public final class QuotaGate implements Quota {

  /**
   * The right to send one call; closing it, once it is answered, frees its place among those under
   * way.
   */
  public static final class Permit implements AutoCloseable {

    private @Nullable Runnable free;

    private Permit(Runnable free) {
      this.free = free;
    }

    @Override
    public synchronized void close() {
      if (free != null) {
        free.run();
        free = null;
      }
    }
  }

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final QuotaSignals SILENT = (call, answer, gate) -> {};

  private final QuotaRules rules;
  private final TimeSource time;
  private final QuotaSignals signals;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, TokenBucket> buckets = new LinkedHashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Map<String, Instant> paused = new HashMap<>();
  private final SortedMap<Long, Waiter> waiting = new TreeMap<>();
  private List<Saved> lastSaved = List.of();
  private final AtomicLong waited = new AtomicLong();
  private long arrivals;

  /** A gate that listens to nobody. */
  public QuotaGate(QuotaRules rules, TimeSource time) {
    this(rules, time, SILENT);
  }

  /** A gate that the vendor's answers may pause. */
  public QuotaGate(QuotaRules rules, TimeSource time, QuotaSignals signals) {
    this.rules = rules;
    this.time = time;
    this.signals = signals;
    rules.rules().forEach(rule -> buckets.put(rule.name(), new TokenBucket(rule, time)));
  }

  /** The limits it keeps. */
  public QuotaRules rules() {
    return rules;
  }

  /**
   * Waits until all the costs are available and takes them.
   *
   * @throws IllegalArgumentException if a name is unknown or a cost is more than the limit
   * @throws InterruptedException if the waiting thread is told to stop; nothing was taken
   */
  public Permit acquire(Map<String, Long> costs) throws InterruptedException {
    return acquire(costs, Instant.MAX).orElseThrow();
  }

  /**
   * Like {@link #acquire(Map)}; empty, as soon as that is known, if it cannot be before the given
   * moment.
   */
  public Optional<Permit> acquire(Map<String, Long> costs, Instant latest)
      throws InterruptedException {
    Waiter waiter = arrive(costs);
    try {
      while (true) {
        Duration wait = locked(() -> tryTake(waiter));
        if (wait.isZero()) {
          return Optional.of(new Permit(() -> leave(waiter.names())));
        }
        if (time.now().plus(wait).compareTo(latest) >= 0) {
          return Optional.empty();
        }
        Instant from = time.now();
        time.sleep(wait);
        waited.addAndGet(Duration.between(from, time.now()).toNanos());
      }
    } finally {
      locked(() -> depart(waiter));
    }
  }

  @Override
  public Duration waited() {
    return Duration.ofNanos(waited.get());
  }

  /** When a call of these costs could be let through, if nobody else came. */
  public Instant readyAt(Map<String, Long> costs) {
    Waiter asking = new Waiter(Long.MAX_VALUE, charges(costs));
    return locked(() -> time.now().plus(bottleneck(asking).delay()).plus(forExcess(asking)));
  }

  /**
   * Lets no call that names this quota through before the given moment; an earlier pause is never
   * shortened.
   */
  public void pause(String quota, Instant until) {
    requireKnown(quota);
    locked(
        () -> {
          Instant now = time.now();
          paused.values().removeIf(end -> !end.isAfter(now));
          return paused.merge(quota, until, (a, b) -> a.isAfter(b) ? a : b);
        });
  }

  /** Shows an answer to the account's {@link QuotaSignals}. */
  public void answered(HttpCall call, HttpAnswer answer) {
    signals.answered(call, answer, this);
  }

  @Override
  public List<Window> windows() {
    return locked(() -> buckets.values().stream().map(TokenBucket::window).toList());
  }

  /** What must survive a restart; a pause of such a window is kept as units spent. */
  @Override
  public List<Saved> save() {
    return locked(
        () -> {
          Instant now = time.now();
          List<Saved> kept = new ArrayList<>();
          buckets.forEach(
              (name, bucket) -> {
                if (bucket.isKept()) {
                  kept.add(bucket.save(now, pauseLeft(name, now)));
                }
              });
          lastSaved = List.copyOf(kept);
          return lastSaved;
        });
  }

  @Override
  public void restore(List<Saved> saved) {
    Map<String, Saved> byName =
        saved.stream().collect(Collectors.toMap(Saved::name, Function.identity(), (a, b) -> b));
    locked(
        () -> {
          if (saved.isEmpty() || !saved.equals(lastSaved)) { // else each time it would round up
            buckets.forEach((name, bucket) -> restore(bucket, byName.get(name)));
          }
          return buckets.size();
        });
  }

  private void restore(TokenBucket bucket, @Nullable Saved saved) {
    if (saved != null) {
      bucket.restore(saved, time.now());
    } else if (bucket.isKept()) {
      bucket.countAsSpent();
    }
  }

  private Waiter arrive(Map<String, Long> costs) {
    List<Charge> charges = charges(costs);
    return locked(
        () -> {
          Waiter waiter = new Waiter(arrivals++, charges);
          waiting.put(waiter.arrival, waiter);
          return waiter;
        });
  }

  private List<Charge> charges(Map<String, Long> costs) {
    List<Charge> charges = new ArrayList<>();
    costs.forEach(
        (name, units) -> {
          requireKnown(name);
          TokenBucket bucket = buckets.get(name);
          charges.add(new Charge(name, units, bucket, bucket == null ? 0 : bucket.steps(units)));
        });
    return charges;
  }

  private void requireKnown(String name) {
    if (!rules.knows(name)) {
      throw new IllegalArgumentException("no rule for the quota " + name);
    }
  }

  /** Zero if taken, else how long to wait before trying again. */
  private Duration tryTake(Waiter waiter) {
    Instant now = time.now();
    Bottleneck narrow = bottleneck(waiter);
    waiter.at = narrow.name();
    waiter.readyAt = now.plus(narrow.delay());
    Duration elders = untilEldersWent(waiter, now);
    if (!elders.isZero() || !narrow.delay().isZero()) {
      return elders.compareTo(narrow.delay()) > 0 ? elders : narrow.delay();
    }
    if (deposited(waiter)) {
      waiter.readyAt = now.plus(TICK);
      return TICK;
    }
    waiter.charges.forEach(this::take);
    waiter.forgetDeposits();
    return Duration.ZERO;
  }

  private Duration untilEldersWent(Waiter waiter, Instant now) {
    Duration longest = Duration.ZERO;
    for (Waiter elder : waiting.headMap(waiter.arrival).values()) {
      if (elder.waits() && waiter.names().contains(elder.at)) {
        Duration until = Duration.between(now, elder.readyAt).plus(TICK);
        longest = until.compareTo(longest) > 0 ? until : longest;
        longest = longest.compareTo(TICK) < 0 ? TICK : longest;
      }
    }
    return longest;
  }

  /**
   * Pays the excess of dear calls in advance, again if somebody took since; says whether it had to.
   */
  private boolean deposited(Waiter waiter) {
    boolean paid = false;
    for (Charge charge : waiter.charges) {
      TokenBucket bucket = charge.bucket();
      if (bucket != null && bucket.excess(charge.steps()) > 0) {
        paid |= waiter.deposit(charge, bucket);
      }
    }
    return paid;
  }

  private Bottleneck bottleneck(Waiter waiter) {
    Instant now = time.now();
    Bottleneck narrowest = new Bottleneck("", Duration.ZERO);
    for (Charge charge : waiter.charges) {
      Duration wait = untilFree(charge, now);
      if (wait.compareTo(narrowest.delay()) > 0) {
        narrowest = new Bottleneck(charge.name(), wait);
      }
    }
    return narrowest;
  }

  private static Duration forExcess(Waiter waiter) {
    Duration longest = Duration.ZERO;
    for (Charge charge : waiter.charges) {
      Duration paying =
          charge.bucket() == null ? Duration.ZERO : charge.bucket().payingExcess(charge.steps());
      longest = paying.compareTo(longest) > 0 ? paying : longest;
    }
    return longest;
  }

  private Duration untilFree(Charge charge, Instant now) {
    Duration longest = pauseLeft(charge.name(), now);
    Integer places = rules.parallel().get(charge.name());
    if (places != null && underWay.getOrDefault(charge.name(), 0) >= places) {
      longest = longest.compareTo(LOOK_AGAIN) > 0 ? longest : LOOK_AGAIN;
    }
    TokenBucket bucket = charge.bucket();
    Duration refill = bucket == null ? Duration.ZERO : bucket.untilReady(charge.steps());
    return refill.compareTo(longest) > 0 ? refill : longest;
  }

  private Duration pauseLeft(String name, Instant now) {
    Instant until = paused.get(name);
    return until == null || !until.isAfter(now) ? Duration.ZERO : Duration.between(now, until);
  }

  private void take(Charge charge) {
    underWay.merge(charge.name(), 1, Integer::sum);
    if (charge.bucket() != null) {
      charge.bucket().take(charge.steps(), charge.units());
    }
  }

  private int depart(Waiter waiter) {
    waiting.remove(waiter.arrival);
    waiter.refund();
    return waiting.size();
  }

  private void leave(List<String> names) {
    locked(
        () -> {
          names.forEach(name -> underWay.computeIfPresent(name, (key, n) -> n == 1 ? null : n - 1));
          return names.size();
        });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private record Bottleneck(String name, Duration delay) {}

  private record Charge(String name, long units, @Nullable TokenBucket bucket, long steps) {}

  /** A call in front of the gate. Guarded by the gate's lock. */
  private static final class Waiter {

    private final long arrival;
    private final List<Charge> charges;
    private final List<String> names;
    private final Map<Charge, Long> deposits = new HashMap<>();
    private String at = "";
    private Instant readyAt = Instant.MIN;

    Waiter(long arrival, List<Charge> charges) {
      this.arrival = arrival;
      this.charges = charges;
      this.names = charges.stream().map(Charge::name).toList();
    }

    List<String> names() {
      return names;
    }

    boolean waits() {
      return !at.isEmpty();
    }

    boolean deposit(Charge charge, TokenBucket bucket) {
      Long made = deposits.get(charge);
      if (made != null && made == bucket.takes()) {
        return false;
      }
      at = charge.name();
      bucket.deposit(bucket.excess(charge.steps()));
      deposits.put(charge, bucket.takes());
      return true;
    }

    void forgetDeposits() {
      deposits.clear();
    }

    void refund() {
      deposits.forEach(
          (charge, made) -> {
            TokenBucket bucket = charge.bucket();
            if (bucket != null && made == bucket.takes()) {
              bucket.refund(bucket.excess(charge.steps()));
            }
          });
      deposits.clear();
    }
  }
}
