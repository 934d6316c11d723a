package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Entity;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Links entities by the markers that our creates left on them: the first key of all, and what keeps
 * a lost store from doubling anything. Not thread-safe.
 */
final class Marked {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final Map<String, Item> items;
  private final Map<String, String> taken = new HashMap<>();

  Marked(Job job, Trouble trouble) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
    this.items = job.items();
  }

  /** Links what carries a marker of this plan and flow to what it was made for. */
  void match() {
    for (Side side : Side.values()) {
      Map<String, OperationKey> marked = marked(side);
      if (!marked.isEmpty()) {
        match(side, marked);
      }
    }
  }

  private Map<String, OperationKey> marked(Side side) {
    Map<String, OperationKey> marked = new LinkedHashMap<>();
    for (Item item : List.copyOf(items.values())) {
      if (item.pair().link() == null) {
        item.pair()
            .on(side)
            .flatMap(Entity::marker)
            .flatMap(text -> OperationKey.ofMarker(world.plan().name(), flow.name(), text))
            .ifPresent(key -> marked.put(item.id(side), key));
      }
    }
    return marked;
  }

  private void match(Side side, Map<String, OperationKey> marked) {
    Side source = side.other();
    List<String> sources = marked.values().stream().map(OperationKey::source).distinct().toList();
    Map<String, Link> linked = world.ledger().links(flow, source, sources);
    List<String> unseen =
        sources.stream()
            .filter(id -> !linked.containsKey(id) && !items.containsKey(Item.alone(source, id)))
            .toList();
    Map<String, Reading> readings =
        unseen.isEmpty() ? Map.of() : world.readings(flow, source, unseen, world.wanted(source));
    marked.forEach(
        (id, key) -> {
          Link other = linked.get(key.source());
          if (other != null) {
            twin(side, id, key, other.id(side).orElse("nothing any more"));
          } else {
            link(side, id, key, readings.get(key.source()));
          }
        });
  }

  private void link(Side side, String id, OperationKey key, @Nullable Reading reading) {
    Side source = side.other();
    Item origin = items.get(Item.alone(source, key.source()));
    Entity mine =
        Objects.requireNonNull(items.get(Item.alone(side, id))).pair().on(side).orElseThrow();
    if (taken.containsKey(side + key.source())) {
      twin(side, id, key, Objects.requireNonNull(taken.get(side + key.source())));
    } else if (origin != null) {
      take(side, mine, key, origin.pair().on(source).orElseThrow());
    } else if (reading instanceof Reading.Found found) {
      take(side, mine, key, found.entity());
    } else if (reading instanceof Reading.Gone) {
      items.remove(Item.alone(side, id));
      Link detached =
          Links.marked(source, key, id)
              .with(Link.State.DETACHED)
              .committed(world.runtime().now(), Instant.EPOCH);
      StoreUpdate.Builder update = world.ledger().update();
      update.put(world.ledger().row(flow, detached));
      update.journal(world.ledger().journal(flow, side, id, "its original is gone, unlinked"));
      world.ledger().commit(update);
      world.tally().count(flow, Count.UNLINKED);
    } else {
      items.remove(Item.alone(side, id));
      trouble.waits(side, id, "its original " + key.source() + " is not shown");
    }
  }

  private void take(Side side, Entity mine, OperationKey key, Entity original) {
    Side source = side.other();
    items.remove(Item.alone(side, mine.id()));
    items.remove(Item.alone(source, original.id()));
    Link link = Links.marked(source, key, mine.id());
    Pair pair = new Pair(link, null, null, flow.found()).with(side, mine).with(source, original);
    Item item = new Item(pair, side, mine.id());
    items.put(link.key(), item);
    taken.put(side + key.source(), mine.id());
    job.knowOwn(item);
    job.refs().load(side, List.of(mine));
    job.refs().load(source, List.of(original));
    world.linked(flow, link, () -> Grounds.marked(flow, link, side, key));
  }

  /** What it was made for has another counterpart: two were made for one. */
  private void twin(Side side, String id, OperationKey key, String other) {
    items.remove(Item.alone(side, id));
    trouble.fail(
        side,
        id,
        Failure.Kind.TWIN,
        "was made for " + key.source() + ", which is linked to " + other,
        List.of(),
        Instant.MAX);
  }
}
