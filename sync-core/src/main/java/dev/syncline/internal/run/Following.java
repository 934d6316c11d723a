package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.Feed;
import dev.syncline.connector.ProtocolBroken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * During a first upload, what people change in feeds whose turn has not come, or is not over: from
 * the beginning of the run on, while the feeds' own positions stay where they are. Not thread-safe.
 */
final class Following {

  private final World world;
  private final BiConsumer<Flow, List<Look>> work;
  private final Map<String, Cursor> positions = new HashMap<>();

  /** {@code work} looks at entities of a flow at once. */
  Following(World world, BiConsumer<Flow, List<Look>> work) {
    this.world = world;
    this.work = work;
  }

  /** Looks at what has changed in the feeds of a stage. */
  void follow(Stage stage) {
    for (Side side : Side.values()) {
      int passed = world.turn().passes();
      boolean all = true;
      for (Feed feed : stage.on(side)) {
        all &= follow(stage, side, feed);
      }
      if (all) {
        stage.flows().forEach(flow -> world.firstLooks().followed(flow, side, passed));
      }
    }
  }

  /** A queue, or a feed that always shows everything, cannot be asked so. */
  private boolean follow(Stage stage, Side side, Feed feed) {
    Cursor begun = feed.start(new Feed.StartAt.Since(world.startedAt()));
    if (begun.equals(feed.start(new Feed.StartAt.Beginning()))) {
      return false;
    }
    String key = side + feed.name();
    try {
      positions.put(key, follow(stage, side, feed, positions.getOrDefault(key, begun)));
      return true;
    } catch (AccessDenied | ProtocolBroken itsOwn) {
      // It is named when the feed's own turn comes.
      return false;
    }
  }

  private Cursor follow(Stage stage, Side side, Feed feed, Cursor from) {
    try (Reader reader = Reader.following(world, side, feed, from)) {
      while (!reader.ended()) {
        List<Reader.Seen> seen = reader.slice(world.slice());
        for (Flow flow : stage.flows()) {
          List<Look> looks = looks(flow, side, seen);
          if (!looks.isEmpty()) {
            work.accept(flow, looks);
          }
        }
      }
      return reader.cursor();
    }
  }

  private List<Look> looks(Flow flow, Side side, List<Reader.Seen> seen) {
    List<Reader.Seen> mine =
        seen.stream().filter(each -> each.change().type().equals(flow.type(side))).toList();
    List<Look> looks = new ArrayList<>();
    world
        .openings()
        .admitted(flow, side, mine)
        .forEach(each -> looks.add(Look.of(side, each.change(), each.at())));
    return looks;
  }
}
