package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Says loudly what a brake holds, and takes it back when it holds nothing any more.
 *
 * <p>A mass change after a change of settings is not held yet: it needs a print of the settings
 * beside the links, to tell such a run from any other. Not thread-safe.
 */
final class Braking {

  /** What begins the id of a failure that stands for a whole flow. */
  static final String FLOW = "*";

  private final World world;
  private final Consumer<String> loud;
  private final Map<String, Long> pairs = new HashMap<>();

  /** {@code loud} takes what the run's report says. */
  Braking(World world, Consumer<String> loud) {
    this.world = world;
    this.loud = loud;
  }

  /** Whether so many are too many of a flow's pairs; few are never counted against them. */
  boolean holds(Flow flow, long ending) {
    return flow.brake().isOn()
        && ending > flow.brake().atLeast()
        && flow.brake().holds(ending, pairs(flow));
  }

  /** How many pairs a flow has. */
  long pairs(Flow flow) {
    return pairs.computeIfAbsent(flow.name(), name -> counted(flow));
  }

  private long counted(Flow flow) {
    long alive = 0;
    List<Link> page = world.ledger().linksAfter(flow, "");
    while (!page.isEmpty()) {
      alive += page.stream().filter(link -> link.state() != Link.State.DETACHED).count();
      page = world.ledger().linksAfter(flow, page.get(page.size() - 1).key());
    }
    return alive;
  }

  /** A brake holds; {@code what} tells it from the flow's others. */
  void on(Flow flow, Side side, String what, String why) {
    String release = "look, then engine.release(plan, \"" + flow.name() + "\")";
    loud.accept(flow + ": held by the brake: " + why + "; " + release);
    new Trouble(world, flow)
        .fail(side, FLOW + what, Failure.Kind.BRAKED, why + "; " + release, List.of(), Instant.MAX);
  }

  /** It does not any more. */
  void off(Flow flow, String what) {
    for (Side side : Side.values()) {
      new Trouble(world, flow).over(side, FLOW + what);
    }
  }

  /** Whether it held at the end of the last run. */
  static boolean held(World world, Flow flow, Side side, String what) {
    return world.failure(flow, side, FLOW + what).isPresent();
  }
}
