package dev.syncline.internal.run;

import dev.syncline.EngineRuntime;
import dev.syncline.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's turn on its two accounts. They are taken in the order of their names, so that no two runs
 * wait for each other, each in the order in which runs came; and they are passed on between slices
 * once somebody else waits and the turn has lasted some seconds. The plan stays the run's own.
 *
 * <p>{@link #isOver} and {@link #leave} are thread-safe; the rest belongs to the thread of the run.
 */
final class Turn {

  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);

  private final Ledger ledger;
  private final List<String> accounts;
  private final EngineRuntime runtime;
  private final Patience patience;
  private final Errand errand;
  private final Map<String, AccountQueue> queues = new LinkedHashMap<>();
  private final Map<Flow, Set<Look>> left = new LinkedHashMap<>();
  private Instant begunAt = Instant.EPOCH;
  private Instant lookedAt = Instant.EPOCH;
  private Instant since = Instant.EPOCH;
  private boolean over;
  private int passes;
  private Runnable before = () -> {};
  private Runnable after = () -> {};

  /** A turn on these accounts; on none it never ends. */
  Turn(Ledger ledger, Collection<String> accounts, EngineRuntime runtime, Errand errand) {
    this.ledger = ledger;
    this.accounts = accounts.stream().sorted().distinct().toList();
    this.runtime = runtime;
    this.patience = new Patience(runtime);
    this.errand = errand;
    for (String account : this.accounts) {
      queues.put(account, new AccountQueue(ledger.store(), account, errand.run()));
    }
  }

  /** What is done before the accounts are passed on, and after they came back. */
  void passing(Runnable before, Runnable after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Waits until both accounts are the run's own.
   *
   * @throws Busy if that takes longer than the errand's patience
   */
  void take() {
    take(runtime.now(), errand.patience());
  }

  private void take(Instant from, Duration atMost) {
    try {
      for (String account : accounts) {
        take(account, from, atMost);
      }
    } finally {
      queues.values().forEach(queue -> queue.leave(runtime.now()));
    }
    begin();
  }

  private void take(String account, Instant from, Duration atMost) {
    AccountQueue queue = queue(account);
    while (!queue.isFirst(runtime.now()) || !ledger.lease(account)) {
      errand.goOn();
      Instant now = runtime.now();
      if (Duration.between(from, now).compareTo(atMost) >= 0) {
        throw new Busy(account);
      }
      queue.stand(now);
      patience.sleep(BETWEEN_ASKS);
      ledger.renew();
    }
    queue.leave(runtime.now());
  }

  private AccountQueue queue(String account) {
    return Objects.requireNonNull(queues.get(account));
  }

  private synchronized void begin() {
    begunAt = runtime.now();
    lookedAt = begunAt;
    over = false;
  }

  /** Whether it is time to pass the accounts on: it stays so until that was done. */
  synchronized boolean isOver() {
    Instant now = runtime.now();
    if (over || accounts.isEmpty() || now.isBefore(begunAt.plus(LENGTH))) {
      return over;
    }
    if (!now.isBefore(lookedAt.plus(BETWEEN_LOOKS))) {
      lookedAt = now;
      over = queues.values().stream().anyMatch(queue -> queue.othersWait(now));
    }
    return over;
  }

  /**
   * Passes the accounts on to who waits and takes them again when it is our turn. What was read
   * before is stale then.
   */
  void pass() {
    Instant from = runtime.now();
    before.run();
    ledger.release(accounts);
    take(from, Errand.FOR_EVER);
    after.run();
    passes++;
    since = runtime.now();
    LOG.info(
        "the accounts were passed on to who waited for them, for {} ms",
        Duration.between(from, since).toMillis());
  }

  /** What was read before this moment may have been changed by another run. */
  Instant since() {
    return since;
  }

  /** How often the accounts were passed on. */
  int passes() {
    return passes;
  }

  /** Waits for a moment; who waits for the accounts has them meanwhile. */
  void rest(Instant until) {
    Instant now = runtime.now();
    while (now.isBefore(until)) {
      Duration rest = Duration.between(now, until);
      patience.sleep(rest.compareTo(BETWEEN_LOOKS) > 0 ? BETWEEN_LOOKS : rest);
      if (isOver()) {
        pass();
      }
      now = runtime.now();
    }
  }

  /** What was not reached when the turn ended is looked at in the next one. */
  synchronized void leave(Flow flow, Look look) {
    left.computeIfAbsent(flow, each -> new LinkedHashSet<>()).add(look);
  }

  /** Takes what was left. */
  synchronized Map<Flow, List<Look>> left() {
    Map<Flow, List<Look>> taken = new LinkedHashMap<>();
    left.forEach((flow, looks) -> taken.put(flow, List.copyOf(looks)));
    left.clear();
    return taken;
  }
}
