package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Change;
import dev.syncline.connector.Feed.StartAt;
import dev.syncline.internal.base.Link;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Since when entities of a side travel, kept for each flow: what is opened after the first run
 * brings no history (B-098) unless a day is named, and then once. What is linked is not concerned.
 * Not thread-safe: used by the thread of the run.
 */
final class Openings {

  static final String KIND = "opened";
  private static final String ON_DEMAND = "on demand";

  /** Vendors' clocks differ from ours: what changed just before is no history. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  /**
   * A side of a flow that travels.
   *
   * @param from changes before this moment are history
   * @param later whether it was opened after the flow's first run
   * @param asked the start that was asked for by name and looked at; empty if none was
   */
  private record Opened(Instant from, boolean later, String asked) {

    static Opened of(Entry entry) {
      List<String> lines = new String(entry.body(), StandardCharsets.UTF_8).lines().toList();
      return new Opened(
          Instant.parse(lines.get(0)),
          Boolean.parseBoolean(lines.get(1)),
          lines.size() > 2 ? lines.get(2) : "");
    }

    byte[] bytes() {
      return (from + "\n" + later + "\n" + asked).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A look at the past that was asked for and not taken yet. */
  record Past(Flow flow, Side side, StartAt.Since since) {

    boolean concerns(Reader.Seen seen) {
      return seen.change().type().equals(flow.type(side));
    }
  }

  private final World world;
  private final Map<String, Opened> opened = new HashMap<>();
  private final Set<String> justNow = new HashSet<>();
  private final boolean anew;

  Openings(World world) {
    this.world = world;
    Set<String> ran = new HashSet<>();
    for (Entry entry : world.ledger().all(KIND)) {
      ran.add(entry.key());
      if (!entry.key().endsWith(ON_DEMAND)) {
        opened.put(entry.key(), Opened.of(entry));
      }
    }
    StoreUpdate.Builder update = world.ledger().update();
    world.plan().flows().forEach(flow -> open(flow, ran, update));
    anew = !update.build().isEmpty();
    world.ledger().commit(update);
  }

  /** Whether something travels in this run that did not travel before, or not any more. */
  boolean anew() {
    return anew;
  }

  private void open(Flow flow, Set<String> ran, StoreUpdate.Builder update) {
    Set<String> keys = new LinkedHashSet<>(List.of(key(flow, ON_DEMAND)));
    for (Side side : Side.values()) {
      keys.add(key(flow, side.word()));
    }
    boolean before = keys.stream().anyMatch(ran::contains);
    keys.clear();
    if (flow.isOnDemand()) {
      keys.add(key(flow, ON_DEMAND));
    }
    for (Side side : Side.values()) {
      String key = key(flow, side.word());
      boolean travels = flow.direction().goesTo(side.other()) && !flow.isOnDemand();
      if (!travels && opened.remove(key) != null) {
        update.remove(world.ledger().gone(KIND, key));
      } else if (travels && !opened.containsKey(key)) {
        put(key, before ? late() : first(flow, side), update);
        if (before) {
          justNow.add(key);
        }
      }
    }
    keys.removeAll(ran);
    keys.forEach(key -> update.put(world.ledger().entry(KIND, key, new byte[0])));
  }

  private void put(String key, Opened now, StoreUpdate.Builder update) {
    opened.put(key, now);
    update.put(world.ledger().entry(KIND, key, now.bytes()));
  }

  private Opened late() {
    return new Opened(world.startedAt().minus(SLACK), true, "");
  }

  private Opened first(Flow flow, Side side) {
    StartAt start = flow.start(side);
    Instant from =
        start instanceof StartAt.Since since
            ? since.instant()
            : start instanceof StartAt.Now ? world.startedAt().minus(SLACK) : Instant.EPOCH;
    return new Opened(from, false, flow.startOf(side).map(Openings::text).orElse(""));
  }

  private static String text(StartAt start) {
    return start instanceof StartAt.Since since ? since.instant().toString() : "";
  }

  private static String key(Flow flow, String what) {
    return flow.name() + "/" + what;
  }

  private Optional<Opened> of(Flow flow, Side side) {
    return Optional.ofNullable(opened.get(key(flow, side.word())));
  }

  /** Whether a side was opened after the flow's first run. */
  boolean later(Flow flow, Side side) {
    return of(flow, side).filter(Opened::later).isPresent();
  }

  /** Where a feed that was never read for a flow begins. */
  StartAt start(Flow flow, Side side) {
    return of(flow, side)
        .filter(Opened::later)
        .<StartAt>map(open -> new StartAt.Since(open.from()))
        .orElseGet(() -> flow.start(side));
  }

  /** The looks at the past that these flows ask for. */
  List<Past> pasts(Collection<Flow> flows) {
    List<Past> pasts = new ArrayList<>();
    for (Flow flow : flows) {
      for (Side side : Side.values()) {
        Opened open = of(flow, side).orElse(null);
        if (open != null
            && flow.startOf(side).orElse(null) instanceof StartAt.Since since
            && !text(since).equals(open.asked())) {
          pasts.add(new Past(flow, side, since));
        }
      }
    }
    return pasts;
  }

  /** A look at the past was taken whole. */
  void taken(Past past) {
    Opened open = of(past.flow(), past.side()).orElseThrow();
    Instant since = past.since().instant();
    StoreUpdate.Builder update = world.ledger().update();
    put(
        key(past.flow(), past.side().word()),
        new Opened(
            since.isBefore(open.from()) ? since : open.from(), open.later(), text(past.since())),
        update);
    world.ledger().commit(update);
  }

  /** The changes of a side that are not history to a flow. */
  List<Reader.Seen> admitted(Flow flow, Side side, List<Reader.Seen> seen) {
    return admitted(flow, side, seen, false);
  }

  /** {@code all} if everything there is was shown: what tells no time may be of any time then. */
  List<Reader.Seen> admitted(Flow flow, Side side, List<Reader.Seen> seen, boolean all) {
    Opened open = of(flow, side).orElse(null);
    if (open == null || (open.from().equals(Instant.EPOCH) && !open.later())) {
      return seen;
    }
    boolean just = all || justNow.contains(key(flow, side.word()));
    Set<String> old = new LinkedHashSet<>();
    for (Reader.Seen each : seen) {
      if (isHistory(each.change(), open, just)) {
        old.add(each.change().id());
      }
    }
    Map<String, Link> linked = world.ledger().links(flow, side, old);
    return seen.stream()
        .filter(
            each ->
                !old.contains(each.change().id())
                    || linked.containsKey(each.change().id())
                    || !isHistory(each.change(), open, just))
        .toList();
  }

  private static boolean isHistory(Change change, Opened open, boolean just) {
    boolean old = change.at() == null ? just : change.at().isBefore(open.from());
    return old && change.kind() != Change.Kind.GONE;
  }
}
