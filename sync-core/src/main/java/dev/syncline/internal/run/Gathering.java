package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Entity;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns looks into items: links loaded, echoes dropped, both sides read where needed. Not
 * thread-safe.
 */
final class Gathering {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Losses losses;
  private final Map<String, Item> items;
  private final Map<Side, Set<String>> toRead = new EnumMap<>(Side.class);
  private final Map<Side, Set<String>> nominated = new EnumMap<>(Side.class);

  Gathering(Job job, Losses losses) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.losses = losses;
    this.items = job.items();
    for (Side side : Side.values()) {
      toRead.put(side, new LinkedHashSet<>());
      nominated.put(side, new LinkedHashSet<>());
    }
  }

  /** Loads the links, drops echoes, and reads what was not shown. */
  void gather(Collection<Look> looks) {
    Map<Side, Map<String, Look>> bySide = new EnumMap<>(Side.class);
    for (Look look : looks) {
      bySide
          .computeIfAbsent(look.side(), side -> new LinkedHashMap<>())
          .merge(look.id(), look, Look::and);
    }
    bySide.forEach(
        (side, mine) -> {
          world.tally().count(flow, Count.READ, side, mine.size());
          Map<String, Link> links = world.ledger().links(flow, side, mine.keySet());
          mine.values().forEach(look -> gather(look, links.get(look.id())));
        });
    StoreUpdate.Builder learned = world.ledger().update();
    items.values().removeIf(item -> isEcho(item, learned));
    world.ledger().commit(learned);
    items.values().removeIf(this::isSettling);
    items.values().forEach(this::readOtherSide);
    read();
  }

  private void gather(Look look, @Nullable Link link) {
    Side side = look.side();
    if (link != null && link.state() == Link.State.DETACHED) {
      world.tally().skipped(flow, side, look.id(), "DETACHED");
      world.leftOut().note(job, side, look.id());
      losses.moot(side, look.id());
      return;
    }
    String key = link != null ? link.key() : Item.alone(side, look.id());
    Item item =
        items.computeIfAbsent(
            key, each -> new Item(new Pair(link, null, null, arriving(link)), side, look.id()));
    boolean stale = link != null && mayBeOlder(look, link) && !world.rehearsal();
    if (look.gone()) {
      on(nominated, side).add(look.id());
    }
    if (look.snapshot() == null || look.gone() || stale) {
      on(toRead, side).add(look.id());
    }
    if (look.snapshot() != null && !look.gone()) {
      item.becomes(item.pair().with(side, look.snapshot()));
    }
  }

  /**
   * Whether what was shown may be from before the last commit: because it was asked for earlier, or
   * because lists lag. A line that we have just added is missing in it, and nobody removed it. What
   * was read before another run had the accounts may be older, too, and so may what lists show
   * after another plan's write.
   */
  private boolean mayBeOlder(Look look, Link link) {
    Duration lag = world.capabilities(flow, look.side()).searchLag();
    return !look.seenAt().isAfter(link.committedAt().plus(lag))
        || world.othersWrites(look.side()).mayHide(look.seenAt(), lag)
        || look.seenAt().isBefore(world.turn().since());
  }

  /** A pair that was found is treated as found until everything has arrived. */
  private @Nullable Arrival arriving(@Nullable Link link) {
    return link != null && link.state() == Link.State.FOUND ? flow.found() : null;
  }

  /**
   * Our own write coming back, or a change that does not concern the plan: no request is spent on
   * it.
   */
  private boolean isEcho(Item item, StoreUpdate.Builder learned) {
    Link link = item.pair().link();
    if (link == null || item.pair().arriving() != null || !job.concerning(item).isEmpty()) {
      return false;
    }
    Link known = link;
    for (Side side : Side.values()) {
      Entity entity = item.pair().on(side).orElse(null);
      boolean hinted = on(toRead, side).contains(link.id(side).orElse("")) && entity == null;
      if (hinted || on(nominated, side).contains(link.id(side).orElse(""))) {
        return false;
      }
      if (entity != null) {
        Optional<Link> echoed = world.reconciler(flow).echoed(side, entity, known);
        if (echoed.isEmpty()
            || wasRefused(side, entity.id())
            || !Companions.followed(world, flow, side, entity, link)) {
          return false;
        }
        known = echoed.get();
      }
    }
    for (Side side : Side.values()) {
      // As it was agreed, it wants nothing of the other side that it could still wait for.
      item.pair().on(side).ifPresent(entity -> losses.moot(side, entity.id()));
    }
    if (!known.equals(link)) {
      learned.put(world.ledger().row(flow, known));
    }
    forgetReading(item);
    world.tally().count(flow, Count.UNCHANGED);
    return true;
  }

  /**
   * Whether the other side refused what this one wanted of it: then that may differ, however much
   * this one is as it was agreed. A drift was to be put back, or an edit of there has lost against
   * one of here that was taken back since.
   */
  private boolean wasRefused(Side side, String id) {
    return world
        .failure(flow, side, id)
        .filter(kept -> kept.failure().kind() == Failure.Kind.REFUSED)
        .isPresent();
  }

  /** What is under way on an entity has not settled: nothing else is written to it. */
  private boolean isSettling(Item item) {
    Instant now = world.runtime().now();
    for (Intent intent : job.concerning(item)) {
      if (intent.settlesAt().isAfter(now)) {
        world.tally().waiting(flow, intent.target().other(), intent.sourceId());
        forgetReading(item);
        return true;
      }
    }
    return false;
  }

  private void forgetReading(Item item) {
    for (Side side : Side.values()) {
      on(toRead, side).remove(item.id(side));
    }
  }

  private void readOtherSide(Item item) {
    Link link = item.pair().link();
    if (link == null) {
      return;
    }
    for (Side side : Side.values()) {
      if (item.pair().on(side).isEmpty()) {
        link.id(side).ifPresent(id -> on(toRead, side).add(id));
      }
    }
  }

  private void read() {
    Map<Side, Map<String, Reading>> readings =
        world.bothSides(side -> read(side, on(toRead, side)));
    Map<Side, Map<String, Item>> byId = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      Map<String, Item> mine = new HashMap<>();
      items.values().forEach(item -> mine.put(item.id(side), item));
      byId.put(side, mine);
    }
    List<Runnable> verdicts = new ArrayList<>();
    readings.forEach(
        (side, mine) ->
            mine.forEach(
                (id, reading) -> {
                  Item item = Objects.requireNonNull(byId.get(side)).get(id);
                  if (item != null && reading instanceof Reading.Found found) {
                    item.becomes(item.pair().with(side, found.entity()));
                  } else if (item != null) {
                    verdicts.add(() -> losses.lost(item, side, id, reading));
                  }
                }));
    verdicts.forEach(Runnable::run);
    losses.finish();
    items.values().removeIf(item -> item.pair().left() == null && item.pair().right() == null);
  }

  private Map<String, Reading> read(Side side, Set<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return world.readings(flow, side, ids, world.wanted(side));
  }

  private static <T> Set<T> on(Map<Side, Set<T>> sets, Side side) {
    return Objects.requireNonNull(sets.get(side));
  }
}
