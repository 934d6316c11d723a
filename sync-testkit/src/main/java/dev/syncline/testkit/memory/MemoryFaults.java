package dev.syncline.testkit.memory;

import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What shall go wrong at a {@link MemoryConnector}, and how often it was called. Thread-safe.
 *
 * @since 0.1
 */
public final class MemoryFaults {

  private record Refusing(Predicate<Write> which, Refusal.Code code) {}

  private final Map<MemoryCall, Deque<MemoryFault>> next = new EnumMap<>(MemoryCall.class);
  private final Map<MemoryCall, Long> counts = new EnumMap<>(MemoryCall.class);
  private final Map<Long, MemoryFault> byNumber = new HashMap<>();
  private final List<Refusing> refusals = new ArrayList<>();
  private @Nullable String credentialsRefused;
  private final Map<MemoryCall, Runnable> meanwhile = new EnumMap<>(MemoryCall.class);
  private long calls;

  MemoryFaults() {}

  /** The next call of this kind goes wrong; said twice, the one after it too. */
  public synchronized void onNext(MemoryCall call, MemoryFault fault) {
    next.computeIfAbsent(call, each -> new ArrayDeque<>()).add(fault);
  }

  /** The call with this number, counted from 1 over all kinds since the beginning, goes wrong. */
  public synchronized void onCall(long number, MemoryFault fault) {
    byNumber.put(number, fault);
  }

  /** Writes of this sort are refused until {@link #allowAll}. */
  public synchronized void refuse(Predicate<Write> which, Refusal.Code code) {
    refusals.add(new Refusing(which, code));
  }

  /** Nothing is refused any more. */
  public synchronized void allowAll() {
    refusals.clear();
  }

  /** The credentials are refused from now on, or hold again if null. */
  public synchronized void refuseCredentials(@Nullable String why) {
    credentialsRefused = why;
  }

  /** Something happens just before the next call of this kind arrives. */
  public synchronized void beforeNext(MemoryCall call, Runnable what) {
    meanwhile.put(call, what);
  }

  /** How many calls were made. */
  public synchronized long calls() {
    return calls;
  }

  /** How many calls of a kind were made. */
  public synchronized long calls(MemoryCall call) {
    return counts.getOrDefault(call, 0L);
  }

  synchronized Optional<String> credentialsRefused() {
    return Optional.ofNullable(credentialsRefused);
  }

  /** Counts a call; what goes wrong with it. */
  synchronized Optional<MemoryFault> called(MemoryCall call) {
    calls++;
    counts.merge(call, 1L, Long::sum);
    MemoryFault numbered = byNumber.remove(calls);
    if (numbered != null) {
      return Optional.of(numbered);
    }
    Deque<MemoryFault> queue = next.get(call);
    return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
  }

  /** Lets happen what was to happen just before this call. */
  void meanwhile(MemoryCall call) {
    Runnable what;
    synchronized (this) {
      what = meanwhile.remove(call);
    }
    if (what != null) {
      what.run();
    }
  }

  synchronized Optional<Refusal.Code> refusal(Write write) {
    return refusals.stream()
        .filter(each -> each.which().test(write))
        .map(Refusing::code)
        .findFirst();
  }
}
