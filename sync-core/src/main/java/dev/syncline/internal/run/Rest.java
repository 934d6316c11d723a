package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a first enumeration has set aside, once both sides have shown themselves: read by id and
 * worked on, slice by slice. What it was set aside for is found in the index or is not there. Each
 * slice is forgotten when it is done, so a run that was killed goes on from there. Not thread-safe.
 */
final class Rest {

  private final World world;
  private final Work work;
  private final Flow flow;
  private final Runnable before;

  /** {@code before} is done before each slice. */
  Rest(World world, Work work, Flow flow, Runnable before) {
    this.world = world;
    this.work = work;
    this.flow = flow;
    this.before = before;
  }

  /** The left goes first: some of its keys could not be told before, those of the right could. */
  void workOff() {
    for (Side side : Side.values()) {
      while (pass(side, true)) {
        // Who waits for others that were set aside comes when those have gone.
      }
      pass(side, false);
    }
    world.firstLooks().over(flow);
  }

  /** Goes through all that is set aside on a side; whether anything was worked on. */
  private boolean pass(Side side, boolean parentsFirst) {
    SetAside aside = new SetAside(world, flow, side);
    boolean moved = false;
    Map<String, Set<String>> some = aside.after("", world.slice());
    while (!some.isEmpty()) {
      List<String> ids = List.copyOf(some.keySet());
      if (parentsFirst) {
        leaveChildren(aside, some);
      }
      if (!some.isEmpty()) {
        moved = true;
        work(side, aside, some.keySet());
      }
      some = aside.after(ids.get(ids.size() - 1), world.slice());
    }
    return moved;
  }

  private static void leaveChildren(SetAside aside, Map<String, Set<String>> some) {
    Set<String> parents = new HashSet<>();
    some.values().forEach(parents::addAll);
    parents.removeAll(some.keySet());
    Set<String> later = new HashSet<>(aside.among(parents));
    boolean more = !later.isEmpty();
    while (more) {
      more = false;
      for (Map.Entry<String, Set<String>> each : new LinkedHashMap<>(some).entrySet()) {
        if (each.getValue().stream().anyMatch(later::contains)) {
          some.remove(each.getKey());
          more |= later.add(each.getKey());
        }
      }
    }
  }

  private void work(Side side, SetAside aside, Set<String> ids) {
    before.run();
    Set<String> open = new HashSet<>(ids);
    // Who was found meanwhile, by the other side's slices or by what refers to it, is done.
    open.removeAll(world.ledger().links(flow, side, ids).keySet());
    List<Look> looks = new ArrayList<>();
    ids.stream().filter(open::contains).forEach(id -> looks.add(Look.hint(side, id)));
    work.on(flow, looks, Seeking.amongTheRest());
    StoreUpdate.Builder update = world.ledger().update();
    ids.forEach(id -> aside.remove(id, update));
    world.ledger().commit(update);
  }
}
