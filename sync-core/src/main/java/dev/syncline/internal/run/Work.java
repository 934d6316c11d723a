package dev.syncline.internal.run;

import dev.syncline.Flow;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Works on entities of a flow, so many at a time, and passes the accounts on in between when that
 * is due. Not thread-safe.
 */
final class Work {

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
    for (int from = 0; from < looks.size(); from += world.slice()) {
      settling.settle(flow);
      List<Look> some = looks.subList(from, Math.min(looks.size(), from + world.slice()));
      on(flow, some, Seeking.atTheVendor(Set.of()));
    }
  }

  /** Works on these at once, with what of them is left to the next turn. */
  void on(Flow flow, List<Look> looks, Seeking seeking) {
    new FlowWork(world, flow, intents, seeking, 0).on(looks);
    finish(flow, seeking.inTheNextTurn());
  }

  /** The accounts are passed on when that is due; what was left then is looked at in our turn. */
  void finish() {
    finish(null, Seeking.atTheVendor(Set.of()));
  }

  private void finish(@Nullable Flow mine, Seeking seeking) {
    while (world.turn().isOver()) {
      world.turn().pass();
      world
          .turn()
          .left()
          .forEach(
              (flow, looks) -> {
                boolean same = flow.equals(mine);
                left(flow, looks, same ? seeking : Seeking.atTheVendor(Set.of()));
              });
    }
  }

  private void left(Flow flow, List<Look> looks, Seeking seeking) {
    int most = Math.min(LEFT_SLICE, world.slice());
    for (int from = 0; from < looks.size(); from += most) {
      List<Look> some = looks.subList(from, Math.min(looks.size(), from + most));
      if (world.turn().isOver()) {
        some.forEach(look -> world.turn().leave(flow, look));
      } else {
        errand.goOn();
        settling.settle(flow);
        new FlowWork(world, flow, intents, seeking, 0).on(some);
      }
    }
  }
}
