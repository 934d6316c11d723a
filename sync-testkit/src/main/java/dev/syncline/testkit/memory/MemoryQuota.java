package dev.syncline.testkit.memory;

import dev.syncline.connector.TimeSource;
import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The limits of a {@link MemoryConnector}: what the calling process knows of them, which a restart
 * forgets, and what the system has counted, which it does not. Thread-safe.
 *
 * @since 0.1
 */
public final class MemoryQuota {

  private final QuotaRules rules;
  private final TimeSource time;
  private final Map<String, Long> cost;
  private final Map<String, QuotaGate> gates = new HashMap<>();
  private final List<Instant> calls = new ArrayList<>();
  private String process = "";

  MemoryQuota(QuotaRules rules, TimeSource time) {
    this.rules = rules;
    this.time = time;
    this.cost = rules.rules().stream().collect(Collectors.toMap(QuotaRule::name, rule -> 1L));
  }

  /**
   * From now on it is this process that calls; one that never called before knows of nothing, as
   * after a restart.
   */
  public synchronized void calledBy(String name) {
    process = name;
  }

  synchronized QuotaGate gate() {
    return gates.computeIfAbsent(process, each -> new QuotaGate(rules, time));
  }

  void oneCall() {
    try (QuotaGate.Permit permit = gate().acquire(cost)) {
      synchronized (this) {
        calls.add(time.now());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many calls of all processes the system has counted. */
  public synchronized int calls() {
    return calls.size();
  }

  /** The most calls of all processes in any time shorter than this, as the system counted them. */
  public synchronized int mostIn(Duration window) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < calls.size(); to++) {
      while (!calls.get(from).plus(window).isAfter(calls.get(to))) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
