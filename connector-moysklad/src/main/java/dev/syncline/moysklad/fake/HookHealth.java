package dev.syncline.moysklad.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** How a webhook fared day by day: one that only failed for long is switched off. Thread-safe. */
final class HookHealth {

  private static final int DAYS = 10;
  private static final int MOST_BAD_DAYS = 7;

  private final Map<String, NavigableSet<Long>> good = new HashMap<>();
  private final Map<String, NavigableSet<Long>> bad = new HashMap<>();

  synchronized void note(String hook, Instant now, boolean taken) {
    (taken ? good : bad).computeIfAbsent(hook, key -> new TreeSet<>()).add(day(now));
  }

  /** Whether more than seven of the last ten days brought errors and none of them a success. */
  synchronized boolean hopeless(String hook, Instant now) {
    return recent(good, hook, now).isEmpty() && recent(bad, hook, now).size() > MOST_BAD_DAYS;
  }

  /** Forgets a webhook's past, as switching it on again does. */
  synchronized void forget(String hook) {
    good.remove(hook);
    bad.remove(hook);
  }

  private static Set<Long> recent(Map<String, NavigableSet<Long>> days, String hook, Instant now) {
    return days.getOrDefault(hook, new TreeSet<>()).tailSet(day(now) - DAYS, false);
  }

  private static long day(Instant moment) {
    return Duration.between(Instant.EPOCH, moment).toDays();
  }
}
