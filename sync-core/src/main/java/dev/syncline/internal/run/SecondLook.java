package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Located;
import dev.syncline.connector.Write;
import dev.syncline.internal.base.Link;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks once more for what was made at the second attempt: whether the first has landed, too. Two
 * are shown to a person, with both ids; nothing is removed. Costs a request only while there is
 * something to look for. Not thread-safe.
 */
final class SecondLook {

  private final World world;

  SecondLook(World world) {
    this.world = world;
  }

  /** Looks for those of a flow and its companions that are due. */
  void due(Flow flow) {
    if (world.rehearsal() || world.secondLooks().isEmpty()) {
      return;
    }
    for (Side side : Side.values()) {
      due(flow, side);
      for (EntityType type : flow.mapper().companions(side)) {
        due(flow.companions(side, type), side);
      }
    }
  }

  /** Looks for those that are due of what has to be there. */
  void dueEnsured() {
    if (world.rehearsal() || world.secondLooks().isEmpty()) {
      return;
    }
    Set<EntityType> types = new HashSet<>();
    world
        .secondLooks()
        .under(name -> Flow.ensured(name).isPresent())
        .forEach(one -> Flow.ensured(one.key().flow()).ifPresent(types::add));
    for (EntityType type : types) {
      due(Flow.ensured(type), Side.LEFT);
      due(Flow.ensured(type), Side.RIGHT);
    }
  }

  private void due(Flow flow, Side side) {
    Instant now = world.runtime().now();
    look(flow, side, of(flow, side).stream().filter(one -> !one.notBefore().isAfter(now)).toList());
  }

  /**
   * Looks at once, since somebody new was shown who may be a twin; gives the ids of the twins. Who
   * has none yet is looked for again when that is due.
   */
  Set<String> early(Flow flow, Side side) {
    return world.rehearsal() || world.secondLooks().isEmpty()
        ? Set.of()
        : look(flow, side, of(flow, side));
  }

  private List<SecondLooks.Open> of(Flow flow, Side side) {
    return world.secondLooks().under(flow.name()::equals).stream()
        .filter(one -> one.target() == side)
        .toList();
  }

  private Set<String> look(Flow flow, Side side, List<SecondLooks.Open> mine) {
    Set<String> twins = new HashSet<>();
    if (mine.isEmpty()) {
      return twins;
    }
    List<Write.Create> creates =
        mine.stream()
            .map(one -> new Write.Create(one.key(), Entity.of(flow.type(side), "")))
            .toList();
    List<Located> located =
        world.ask(
            () -> world.sized(side, "locate", world.connector(side).locate(creates), mine.size()));
    Instant now = world.runtime().now();
    for (int at = 0; at < mine.size(); at++) {
      SecondLooks.Open one = mine.get(at);
      boolean two = located.get(at) instanceof Located.Found found && found.ids().size() > 1;
      if (two) {
        twins.addAll(park(flow, one, ((Located.Found) located.get(at)).ids()));
      }
      if (two || !one.notBefore().isAfter(now)) {
        StoreUpdate.Builder update = world.ledger().update();
        world.secondLooks().over(one, update);
        world.ledger().commit(update);
      }
    }
    return twins;
  }

  /** The pair that is linked goes on; who came besides it waits for a person. */
  private List<String> park(Flow flow, SecondLooks.Open one, List<String> ids) {
    Side source = one.target().other();
    Link link = world.ledger().links(flow, source, List.of(one.sourceId())).get(one.sourceId());
    String known = link == null ? "" : link.id(one.target()).orElse("");
    boolean ofOwn = world.plan().flows().stream().anyMatch(its -> its.name().equals(flow.name()));
    Trouble trouble = new Trouble(world, flow);
    if (!ofOwn || !ids.contains(known)) {
      String reason = "was made " + Trouble.named(ids) + " on the " + one.target().word();
      trouble.choose(source, one.sourceId(), Failure.Kind.TWIN, reason, ids);
      return ids;
    }
    List<String> twins = new ArrayList<>(ids);
    twins.remove(Objects.requireNonNull(known));
    String reason = "was made for " + one.sourceId() + ", which is linked to " + known;
    twins.forEach(
        id -> trouble.fail(one.target(), id, Failure.Kind.TWIN, reason, List.of(), Instant.MAX));
    return twins;
  }
}
