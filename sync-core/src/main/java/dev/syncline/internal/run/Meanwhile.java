package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Feed;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What people do while a run of several slices is under way goes first: between two slices the
 * notices that have come since, and during a first upload, every now and then, what the feeds show
 * as changed since the run began. The feeds' own positions stay where they are. Not thread-safe.
 */
final class Meanwhile {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  /** A feed that is followed from the beginning of the run. */
  private static final class Followed {
    private final Side side;
    private final Feed feed;
    private Reader reader;

    Followed(Side side, Feed feed, Reader reader) {
      this.side = side;
      this.feed = feed;
      this.reader = reader;
    }
  }

  private final World world;
  private final Predicate<Flow> halted;
  private final BiConsumer<Flow, List<Look>> work;
  private final Map<String, Followed> followed = new LinkedHashMap<>();
  private Notices taken;
  private Instant looked;

  /**
   * Goes on behind the notices that the run has taken at its start.
   *
   * @param halted the flows that are left alone
   * @param work looks at entities of a flow at once
   */
  Meanwhile(World world, Notices taken, Predicate<Flow> halted, BiConsumer<Flow, List<Look>> work) {
    this.world = world;
    this.taken = taken;
    this.halted = halted;
    this.work = work;
    this.looked = world.startedAt();
  }

  /** Between two slices; {@code upload} is whether they are those of a first upload. */
  void goFirst(boolean upload) {
    if (world.rehearsal()) {
      return;
    }
    notices();
    Instant now = world.runtime().now();
    if (upload && !looked.plus(BETWEEN_LOOKS).isAfter(now)) {
      changes();
      looked = world.runtime().now();
    }
  }

  private void notices() {
    Notices come = Notices.hintsAfter(taken, world.ledger(), world.runtime().now());
    if (come.hints().isEmpty()) {
      return;
    }
    for (Flow flow : world.plan().flows()) {
      List<Look> looks =
          come.hints().stream()
              .filter(notice -> Notices.concerns(notice, flow) && !halted.test(flow))
              .map(each -> new Look(each.side(), each.id(), each.gone(), null, Instant.EPOCH))
              .toList();
      if (!looks.isEmpty()) {
        work.accept(flow, looks);
      }
    }
    StoreUpdate.Builder update = world.ledger().update();
    come.clear(
        update,
        notice ->
            world.plan().flows().stream()
                .anyMatch(flow -> halted.test(flow) && Notices.concerns(notice, flow)));
    world.ledger().commit(update);
    taken = come;
  }

  private void changes() {
    for (Stage stage : Stage.of(world)) {
      for (Side side : Side.values()) {
        for (Feed feed : stage.on(side)) {
          if (tellsSince(feed)) {
            try {
              changes(stage, follow(side, feed));
            } catch (AccessDenied | ProtocolBroken itsOwn) {
              // It is named when the feed's own turn comes.
              followed.remove(side + feed.name());
            }
          }
        }
      }
    }
  }

  /** A queue, or a feed that always shows everything, has no such position. */
  private boolean tellsSince(Feed feed) {
    return !feed.start(new Feed.StartAt.Since(world.startedAt()))
        .equals(feed.start(new Feed.StartAt.Beginning()));
  }

  private Followed follow(Side side, Feed feed) {
    return followed.computeIfAbsent(
        side + feed.name(),
        key ->
            new Followed(
                side,
                feed,
                Reader.following(
                    world, side, feed, feed.start(new Feed.StartAt.Since(world.startedAt())))));
  }

  private void changes(Stage stage, Followed mine) {
    Reader reader = mine.reader;
    try (reader) {
      while (!reader.ended()) {
        List<Reader.Seen> seen = reader.slice(world.slice());
        for (Flow flow : stage.flows()) {
          List<Look> looks = halted.test(flow) ? List.of() : looks(flow, mine.side, seen);
          if (!looks.isEmpty()) {
            work.accept(flow, looks);
          }
        }
      }
    }
    mine.reader = Reader.following(world, mine.side, mine.feed, reader.cursor());
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
