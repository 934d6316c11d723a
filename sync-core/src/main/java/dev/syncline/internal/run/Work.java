package dev.syncline.internal.run;

import dev.syncline.Flow;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works on entities of a flow, so many at a time, and passes the accounts on in between when that
 * is due. Not thread-safe.
 */
final class Work {

  static final int SLICE = 2000;

  /** What is left to the next turn is read again then: less is lost if that ends soon, too. */
  private static final int LEFT_SLICE = 500;

  private final World world;
  private final Errand errand;
  private final OpenIntents intents;
  private final Settling settling;

  Work(World world, Errand errand, OpenIntents intents, Settling settling) {
    this.world = world;
    this.errand = errand;
    this.intents = intents;
    this.settling = settling;
  }

  /** Works on these. */
  void on(Flow flow, List<Look> looks) {
    for (int from = 0; from < looks.size(); from += SLICE) {
      settling.settle(flow);
      List<Look> some = looks.subList(from, Math.min(looks.size(), from + SLICE));
      new FlowWork(world, flow, intents, Set.of(), 0).on(some);
      finish();
    }
  }

  /** The accounts are passed on when that is due; what was left then is looked at in our turn. */
  void finish() {
    while (world.turn().isOver()) {
      world.turn().pass();
      Map<Flow, List<Look>> left = world.turn().left();
      left.forEach(
          (flow, looks) -> {
            for (int from = 0; from < looks.size(); from += LEFT_SLICE) {
              List<Look> some = looks.subList(from, Math.min(looks.size(), from + LEFT_SLICE));
              if (world.turn().isOver()) {
                some.forEach(look -> world.turn().leave(flow, look));
              } else {
                errand.goOn();
                settling.settle(flow);
                new FlowWork(world, flow, intents, Set.of(), 0).on(some);
              }
            }
          });
    }
  }
}
