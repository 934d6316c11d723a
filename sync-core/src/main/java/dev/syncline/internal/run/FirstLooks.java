package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.run.FirstLook.Shown;
import dev.syncline.model.EntityType;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first enumerations of a plan's flows that need more than one slice. Not thread-safe: used by
 * the thread of the run.
 */
final class FirstLooks {

  private final World world;
  private final Map<String, FirstLook> running = new LinkedHashMap<>();

  /** Goes on with those that an earlier run has begun. */
  FirstLooks(World world) {
    this.world = world;
    Map<String, Entry> kept = new LinkedHashMap<>();
    world.ledger().all(FirstLook.KIND).forEach(entry -> kept.put(entry.key(), entry));
    for (Flow flow : world.plan().flows()) {
      if (FirstLook.keys(flow).stream().anyMatch(kept::containsKey)) {
        running.put(flow.name(), FirstLook.of(flow, kept));
      }
    }
  }

  Optional<FirstLook> of(Flow flow) {
    return Optional.ofNullable(running.get(flow.name()));
  }

  /** Whether a flow that brings a type of a side along is being enumerated. */
  boolean running(Side side, EntityType type) {
    return !running.isEmpty()
        && world.plan().flows().stream()
            .filter(flow -> flow.type(side).equals(type))
            .anyMatch(flow -> running.containsKey(flow.name()));
  }

  /**
   * Looks at what a slice has read, before it is worked on: a flow whose sides both begin, and are
   * not both whole at once, is enumerated over slices.
   *
   * @param partly the sides of which something is history to the flow
   * @param passed how often the accounts had been passed on before it was read
   */
  void read(Flow flow, List<Reader> readers, Set<Side> partly, int passed) {
    FirstLook mine = running.get(flow.name());
    if (mine == null) {
      mine = begun(flow, readers);
    }
    if (mine == null) {
      return;
    }
    for (Side side : Side.values()) {
      List<Reader> all = serving(flow, side, readers);
      boolean ended = all.stream().allMatch(Reader::ended);
      if (ended && !mine.isRead(side)) {
        mine.read(side, passed);
      }
      if (partly.contains(side)) {
        mine.shows(side, Shown.NOT_ALL);
      } else if (mine.shown(side) == Shown.SOME && ended) {
        mine.shows(side, all.stream().anyMatch(Reader::showedAll) ? Shown.ALL : Shown.NOT_ALL);
      }
    }
  }

  /** What changed on a side since it was read to its end was looked at, too. */
  void followed(Flow flow, Side side, int passed) {
    of(flow).filter(mine -> mine.isRead(side)).ifPresent(mine -> mine.read(side, passed));
  }

  /** Whether every entity of a side is in the index of a flow. */
  boolean isKnown(FirstLook mine, Side side) {
    return mine.knows(side, world.turn().passes());
  }

  private @Nullable FirstLook begun(Flow flow, List<Reader> readers) {
    boolean over = true;
    for (Side side : Side.values()) {
      List<Reader> beginning =
          serving(flow, side, readers).stream().filter(Reader::beginning).toList();
      if (beginning.isEmpty()) {
        return null;
      }
      over &= beginning.stream().allMatch(Reader::ended);
    }
    if (over) {
      return null;
    }
    FirstLook begun = FirstLook.begun(flow);
    running.put(flow.name(), begun);
    // Whatever becomes of this slice, what it leaves in the store is cleared away by its end.
    StoreUpdate.Builder update = world.ledger().update();
    begun.put(world.ledger(), update);
    world.ledger().commit(update);
    return begun;
  }

  private static List<Reader> serving(Flow flow, Side side, List<Reader> readers) {
    return readers.stream()
        .filter(reader -> reader.side() == side)
        .filter(reader -> reader.feed().types().contains(flow.type(side)))
        .toList();
  }

  /** How far these flows have come, with the positions of their feeds. */
  void put(List<Flow> flows, StoreUpdate.Builder update) {
    flows.forEach(flow -> of(flow).ifPresent(mine -> mine.put(world.ledger(), update)));
  }

  /** A flow's enumeration is over; its index is of no use any more. */
  void over(Flow flow) {
    FirstLook mine = running.get(flow.name());
    if (mine != null) {
      MatchIndex.remove(world, flow);
      StoreUpdate.Builder update = world.ledger().update();
      mine.remove(world.ledger(), update);
      world.ledger().commit(update);
      running.remove(flow.name());
    }
  }
}
