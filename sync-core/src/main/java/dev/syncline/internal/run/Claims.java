package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.mapping.MarkerField;
import dev.syncline.model.Entity;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
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
 * Links entities of one side by the counterparts that their marker fields name, and leaves those
 * alone of which several name the same. Not thread-safe; used once.
 */
final class Claims {

  static final String DUPLICATE = "DUPLICATE_LINK";

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final Side side;
  private final MarkerField marker;
  private final Map<String, Item> items;
  private final Map<String, Item> byHolder = new HashMap<>();
  private final Map<String, Item> byNamed = new HashMap<>();
  private final Map<String, Set<String>> alone = new LinkedHashMap<>();
  private final List<Look> released = new ArrayList<>();

  private Claims(Job job, Trouble trouble, Side side, MarkerField marker) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
    this.side = side;
    this.marker = marker;
    this.items = job.items();
  }

  /** Settles the claims of both sides. */
  static void settle(Job job, Trouble trouble) {
    for (Side side : Side.values()) {
      job.flow().marker(side).ifPresent(marker -> new Claims(job, trouble, side, marker).settle());
    }
  }

  private void settle() {
    Map<String, Set<String>> known = world.doubles().of(flow, side);
    items.values().forEach(this::note);
    Set<String> named = new LinkedHashSet<>(known.keySet());
    named.addAll(alone.keySet());
    if (named.isEmpty()) {
      return;
    }
    Map<String, Link> linked = world.ledger().links(flow, side.other(), named);
    List<String> single = new ArrayList<>();
    for (String each : named) {
      if (review(each, known.getOrDefault(each, Set.of()), linked.get(each))) {
        single.add(each);
      }
    }
    link(single);
    if (!released.isEmpty() && !job.deepest()) {
      job.deeper(flow, released);
    }
  }

  private void note(Item item) {
    Link link = item.pair().link();
    Entity mine = item.pair().on(side).orElse(null);
    if (mine != null) {
      byHolder.put(mine.id(), item);
    }
    if (link != null) {
      link.id(side.other()).ifPresent(id -> byNamed.put(id, item));
    } else if (mine != null) {
      marker
          .named(mine)
          .ifPresent(id -> alone.computeIfAbsent(id, none -> new LinkedHashSet<>()).add(mine.id()));
    }
  }

  /** Decides about all that name one counterpart; whether one alone is to be linked to it. */
  private boolean review(String named, Set<String> before, @Nullable Link stored) {
    Set<String> claims = new LinkedHashSet<>(before);
    claims.removeIf(id -> !stillClaims(id, named));
    claims.addAll(alone.getOrDefault(named, Set.of()));
    String owner = owner(named, stored).orElse(null);
    if (owner == null && stored != null) {
      // What was unlinked is not linked again by itself: the marker means nothing any more.
      claims.clear();
    } else if (owner != null && claims.stream().anyMatch(id -> !id.equals(owner))) {
      boolean seen = byHolder.containsKey(owner);
      if (seen ? stillClaims(owner, named) : before.isEmpty()) {
        claims.add(owner);
      }
    }
    boolean contested =
        claims.size() > 1 || (owner != null && claims.size() == 1 && !claims.contains(owner));
    remember(named, contested ? claims : Set.of());
    before.stream().filter(id -> !contested || !claims.contains(id)).forEach(this::release);
    if (contested) {
      Set<String> all = new LinkedHashSet<>(claims);
      Optional.ofNullable(owner).ifPresent(all::add);
      claims.forEach(id -> park(id, named, all, before));
      if (owner == null) {
        parkNamed(named, claims);
      } else if (!claims.contains(owner)) {
        unmarked(owner);
      }
    } else if (!before.isEmpty()) {
      releaseNamed(named);
    }
    return !contested && owner == null && stored == null && alone.containsKey(named);
  }

  /** What is not at hand claims what it did while its failure stands. */
  private boolean stillClaims(String id, String named) {
    Item item = byHolder.get(id);
    return item == null
        ? world.failure(flow, side, id).isPresent()
        : marker.names(item.pair().on(side).orElseThrow(), named);
  }

  private Optional<String> owner(String named, @Nullable Link stored) {
    Item here = byNamed.get(named);
    if (here != null) {
      return Objects.requireNonNull(here.pair().link()).id(side);
    }
    return Optional.ofNullable(stored)
        .filter(link -> link.state() != Link.State.DETACHED)
        .flatMap(link -> link.id(side));
  }

  private void remember(String named, Set<String> holders) {
    if (holders.isEmpty() && !world.doubles().of(flow, side).containsKey(named)) {
      return;
    }
    StoreUpdate.Builder update = world.ledger().update();
    world.doubles().put(flow, side, named, holders, update);
    world.ledger().commit(update);
  }

  /** Neither is written: it is not known which of them the counterpart belongs to. */
  private void park(String id, String named, Set<String> all, Set<String> before) {
    Item item = byHolder.get(id);
    if (item != null) {
      items.values().remove(item);
    } else if (before.contains(id)) {
      return;
    }
    String reason = DUPLICATE + ": " + Trouble.named(List.copyOf(all)) + " name " + named;
    trouble.fail(side, id, Failure.Kind.TWIN, reason, List.of(), trouble.later(side, id));
  }

  /** What several name has no counterpart yet, and gets no new one meanwhile. */
  private void parkNamed(String named, Set<String> claims) {
    Side other = side.other();
    boolean here = items.remove(Item.alone(other, named)) != null;
    if (here || world.failure(flow, other, named).isEmpty()) {
      String reason = DUPLICATE + ": named by " + Trouble.named(List.copyOf(claims));
      trouble.fail(other, named, Failure.Kind.TWIN, reason, List.of(), trouble.later(other, named));
    }
  }

  private void releaseNamed(String named) {
    trouble.over(side.other(), named);
    if (!items.containsKey(Item.alone(side.other(), named)) && !byNamed.containsKey(named)) {
      released.add(Look.hint(side.other(), named));
    }
  }

  /** Its marker is not put back while another one bears it. */
  private void unmarked(String owner) {
    Item item = byHolder.get(owner);
    if (item != null) {
      Entity mine = item.pair().on(side).orElseThrow();
      item.becomes(item.pair().with(side, mine.without(marker.field())));
    }
  }

  private void release(String id) {
    trouble.over(side, id);
    if (!byHolder.containsKey(id)) {
      released.add(Look.hint(side, id));
    }
  }

  /** Links what one alone names, if it is there. */
  private void link(List<String> named) {
    List<String> unseen =
        named.stream().filter(id -> !items.containsKey(Item.alone(side.other(), id))).toList();
    Map<String, Reading> readings =
        unseen.isEmpty()
            ? Map.of()
            : world.readings(flow, side.other(), unseen, world.wanted(side.other()));
    for (String id : named) {
      String holder = Objects.requireNonNull(alone.get(id)).iterator().next();
      Item there = items.get(Item.alone(side.other(), id));
      if (there != null) {
        take(holder, there.pair().on(side.other()).orElseThrow());
      } else if (readings.get(id) instanceof Reading.Found found) {
        take(holder, found.entity());
      } else if (readings.get(id) instanceof Reading.Unseen) {
        items.remove(Item.alone(side, holder));
        trouble.waits(side, holder, "its counterpart " + id + " is not shown");
      }
    }
  }

  private void take(String holder, Entity theirs) {
    Item item = items.remove(Item.alone(side, holder));
    if (item == null) {
      return;
    }
    items.remove(Item.alone(side.other(), theirs.id()));
    Entity mine = item.pair().on(side).orElseThrow();
    Entity left = side == Side.LEFT ? mine : theirs;
    Entity right = side == Side.LEFT ? theirs : mine;
    Link link = Links.found(left.id(), right.id());
    Item pair = new Item(new Pair(link, left, right, flow.found()), side, holder);
    items.put(link.key(), pair);
    job.knowOwn(pair);
    job.refs().load(Side.LEFT, List.of(left));
    job.refs().load(Side.RIGHT, List.of(right));
    world.linked(flow, link, () -> Grounds.named(flow, link, marker.field()));
  }
}
