package dev.syncline;

import dev.syncline.internal.run.Ended;
import dev.syncline.internal.run.Extent;
import dev.syncline.internal.run.Pending;
import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When one plan is due, and for what. When it ran last, and whether it is paused, is kept in the
 * store, so that all nodes go by it. Not thread-safe: its scheduler guards it.
 */
final class Timetable {

  private static final String KIND = "schedule";
  private static final String PAUSED = "paused";
  private static final String RECONCILED = "reconciled";
  private static final String RAN = "ran";
  private static final int MOST = 1000;
  private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);
  private static final Duration ELSEWHERE = Duration.ofSeconds(30);

  /** Whatever could not be done is not tried again at once. */
  private static final Duration BREATH = Duration.ofMinutes(1);

  /**
   * What a plan has to do.
   *
   * @param at when
   * @param extent how much of it
   * @param why what for
   */
  record Due(Instant at, Extent extent, String why) {}

  private final SyncPlan plan;
  private final Schedule schedule;
  private final LinkStore store;
  private final Instant from;
  private final Duration spread;
  private Map<String, Instant> kept = Map.of();
  private Optional<Pending> retries = Optional.empty();
  private @Nullable Instant knownRun;
  private Instant notBefore = Instant.MIN;
  private Instant breath = Instant.MIN;
  private Instant noticesFrom = Instant.MIN;
  private boolean unfinished;
  private int failures;
  private String hindrance = "";

  Timetable(SyncPlan plan, Schedule schedule, LinkStore store, Instant from, Duration spread) {
    schedule.flows().keySet().forEach(flow -> SyncEngine.requireFlow(plan, flow));
    this.plan = plan;
    this.schedule = schedule;
    this.store = store;
    this.from = from;
    this.spread = spread;
    this.unfinished = Pending.reconcile(store, plan);
  }

  /** Reads what all nodes go by. */
  void refresh() {
    Map<String, Instant> read = new HashMap<>();
    for (Entry entry : store.scanEntries(plan.name(), KIND, "", MOST)) {
      read.put(entry.key(), Instant.parse(new String(entry.body(), StandardCharsets.UTF_8)));
    }
    kept = read;
    Instant ran = read.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
    if (!ran.equals(knownRun)) {
      knownRun = ran;
      retries = Pending.retries(store, plan);
    }
  }

  boolean paused() {
    return kept.containsKey(PAUSED);
  }

  static void pause(LinkStore store, SyncPlan plan, Instant now) {
    store.commit(StoreUpdate.under(List.of()).put(entry(plan, PAUSED, now)).build());
  }

  static void resume(LinkStore store, SyncPlan plan) {
    store.commit(StoreUpdate.under(List.of()).remove(entry(plan, PAUSED, Instant.EPOCH)).build());
  }

  private static Entry entry(SyncPlan plan, String key, Instant at) {
    return new Entry(plan.name(), KIND, key, at.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What is due first; what is due by now is done together. */
  Due next(Instant now) {
    Instant night = night().orElse(Instant.MAX);
    Due due = partial(now, poll());
    if (!night.isAfter(now) || night.isBefore(due.at())) {
      due = new Due(night, Extent.EVERYTHING, "nightly");
    }
    return notBefore.isAfter(due.at()) ? new Due(notBefore, due.extent(), due.why()) : due;
  }

  private Due partial(Instant now, Instant poll) {
    if (!poll.isAfter(now)) {
      return new Due(poll, Extent.ALL, "poll");
    }
    Set<String> flows = new LinkedHashSet<>();
    Set<String> why = new LinkedHashSet<>();
    Instant first = poll;
    for (Map.Entry<String, Duration> each : schedule.flows().entrySet()) {
      Instant at = flow(each.getKey(), each.getValue());
      first = earlier(first, at);
      if (!at.isAfter(now)) {
        flows.add(each.getKey());
        why.add("poll of " + each.getKey());
      }
    }
    Pending notices = notices(now);
    first = earlier(first, notices.at());
    if (!notices.at().isAfter(now)) {
      flows.addAll(notices.flows());
      why.add("notices");
    }
    Pending again = again();
    first = earlier(first, again.at());
    if (!again.at().isAfter(now)) {
      flows.addAll(again.flows());
      why.add("retries");
    }
    Extent extent = flows.isEmpty() ? Extent.ALL : Extent.of(flows);
    return new Due(first, extent, why.isEmpty() ? waitsFor(first, poll) : String.join(", ", why));
  }

  private static String waitsFor(Instant first, Instant poll) {
    return first.equals(poll) ? "poll" : "the next flow, notice or retry";
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private Instant poll() {
    Instant ran = kept.get(RAN);
    return ran == null
        ? from.plus(moved(schedule.interval(), from))
        : ran.plus(schedule.interval()).plus(moved(schedule.interval(), ran));
  }

  private Instant flow(String name, Duration interval) {
    Instant ran = kept.get(RAN);
    Instant mine = kept.get(RAN + "/" + name);
    if (ran == null && mine == null) {
      return poll(); // what never ran is run as a whole first
    }
    Instant last = mine == null ? ran : ran == null ? mine : later(ran, mine);
    return last == null ? poll() : last.plus(interval).plus(moved(interval, last));
  }

  /** A night that nobody was there for is not made up for by day; what was begun is ended. */
  private Optional<Instant> night() {
    Instant done = later(from, kept.getOrDefault(RECONCILED, Instant.MIN));
    Optional<Instant> night = schedule.nightAfter(done);
    return unfinished && night.isPresent()
        ? Optional.of(from)
        : night.map(at -> at.plus(moved(spread.multipliedBy(10), Instant.EPOCH)));
  }

  private Pending notices(Instant now) {
    Pending notices = Pending.notices(store, plan, now).orElse(new Pending(Instant.MAX, Set.of()));
    return new Pending(later(notices.at(), noticesFrom), notices.flows());
  }

  private Pending again() {
    Pending again = retries.orElse(new Pending(Instant.MAX, Set.of()));
    return new Pending(later(again.at(), breath), again.flows());
  }

  /** Plans are spread a little, so that they do not all begin at one moment. */
  private Duration moved(Duration interval, Instant seed) {
    long most = Math.min(spread.toMillis(), interval.toMillis() / 10);
    long print = (plan.name() + seed.toEpochMilli()).hashCode();
    return Duration.ofMillis(most == 0 ? 0 : Math.floorMod(print * 0x9E3779B97F4A7C15L, most));
  }

  /** A run has ended. */
  void ended(Due due, Ended end, Instant now) {
    retries = Pending.retries(store, plan);
    breath = now.plus(BREATH);
    noticesFrom = now.plus(end.report().stopped().isEmpty() ? schedule.noticesEvery() : BREATH);
    if (end.gaveUp() != null) {
      failed(end.gaveUp().getClass().getSimpleName() + " " + end.gaveUp().account(), now);
    } else if (end.finished() || end.report().stopped().contains(RunsUnderWay.CANCELLED)) {
      failures = 0;
      hindrance = "";
      notBefore = Instant.MIN;
      note(due, end.report().startedAt());
    } else {
      notBefore = breath;
    }
  }

  private void note(Due due, Instant began) {
    StoreUpdate.Builder update = StoreUpdate.under(List.of());
    if (due.extent().flows().isEmpty()) {
      update.put(entry(plan, RAN, began));
    }
    due.extent().flows().stream()
        .filter(schedule.flows()::containsKey)
        .forEach(flow -> update.put(entry(plan, RAN + "/" + flow, began)));
    if (due.extent().enumerates()) {
      update.put(entry(plan, RECONCILED, began));
      unfinished = false;
    }
    StoreUpdate built = update.build();
    if (!built.isEmpty()) {
      store.commit(built);
    }
    refresh();
  }

  /** A run could not be begun, or an account ended it. */
  void failed(String why, Instant now) {
    Duration wait = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures, 6));
    failures++;
    hindrance = why;
    notBefore = now.plus(wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait);
  }

  /** Somebody else works on it. */
  void elsewhere(Instant now) {
    hindrance = "";
    notBefore = now.plus(ELSEWHERE);
  }

  /** Until when it is left alone, if it is. */
  Optional<Instant> restsUntil(Instant now) {
    return notBefore.isAfter(now) ? Optional.of(notBefore) : Optional.empty();
  }

  /** What keeps it from running; empty if that is only somebody else's run. */
  String hindrance() {
    return hindrance;
  }
}
