package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.Account;
import dev.syncline.connector.Change;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Feed;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a feed tells is not taken while it cannot be written, since the other account is down. But
 * some vendors forget: long before that, what changed goes to the waiting list by its ids, and the
 * feed's position moves on. Not thread-safe.
 */
final class Perishing {

  private static final Logger LOG = LoggerFactory.getLogger(Perishing.class);

  /** Whoever waits until the last moment may find the next run too late for it. */
  private static final int PART = 2;

  private final World world;

  Perishing(World world) {
    this.world = world;
  }

  /** A feed was read; from now on its position grows old. */
  static void note(World world, Reader reader, StoreUpdate.Builder update) {
    if (reader.ended() && reader.feed().retention().isPresent()) {
      String feed = reader.feed().name();
      update.put(world.ledger().readAt(reader.side(), feed, reader.openedAt()));
    }
  }

  /** Saves what is about to be forgotten by the accounts that are not down. */
  void save(Account down) {
    if (world.rehearsal()) {
      return;
    }
    world.loadFailures();
    for (Stage stage : Stage.of(world)) {
      for (Side side : Side.values()) {
        if (!world.connector(side).account().equals(down)) {
          stage.on(side).stream()
              .filter(feed -> perishes(side, feed))
              .forEach(feed -> save(stage, side, feed, down));
        }
      }
    }
  }

  private boolean perishes(Side side, Feed feed) {
    Duration kept = feed.retention().orElse(null);
    Instant read = world.ledger().readAt(side, feed.name()).orElse(null);
    return kept != null
        && read != null
        && !read.plus(kept.dividedBy(PART)).isAfter(world.runtime().now());
  }

  private void save(Stage stage, Side side, Feed feed, Account down) {
    try (Reader reader = Reader.of(world, side, feed, stage.flows())) {
      while (!reader.fresh() && !reader.ended()) {
        List<Reader.Seen> seen = reader.slice(world.slice());
        if (!reader.durable()) {
          return; // it is too late: the next run enumerates anyway
        }
        StoreUpdate.Builder update = world.ledger().update();
        for (Flow flow : stage.flows()) {
          List<Reader.Seen> mine =
              seen.stream().filter(each -> each.change().type().equals(flow.type(side))).toList();
          for (Reader.Seen each : world.openings().admitted(flow, side, mine)) {
            waits(flow, side, each, down, update);
          }
        }
        reader.keep(update, stage.flows().stream().map(Flow::name).toList());
        world.ledger().commit(update);
      }
    } catch (ConnectorException alsoDown) {
      LOG.warn("what {} tells was not saved: {}", feed.name(), alsoDown.getMessage());
    }
  }

  private void waits(
      Flow flow, Side side, Reader.Seen seen, Account down, StoreUpdate.Builder update) {
    String id = seen.change().id();
    Instant now = world.runtime().now();
    world.tally().count(flow, Count.READ, side, 1);
    world.tally().waiting(flow, side, id);
    Failures.Kept old = world.failure(flow, side, id).orElse(null);
    if (old != null && (old.isDropped() || old.parked())) {
      // What a person decides, or has decided, stays as it is; that it changed is not forgotten.
      boolean gone = seen.change().kind() == Change.Kind.GONE;
      String type = flow.type(side).name();
      world
          .ledger()
          .store()
          .offer(new Notice(world.plan().name(), 0, side, type, id, gone, Instant.EPOCH));
      return;
    }
    Failures.Kept kept =
        old != null
            ? new Failures.Kept(
                old.failure().retriedAt(now), old.waitsFor(), old.refused(), old.takenBy())
            : new Failures.Kept(
                new Failure(
                    world.plan().name(),
                    flow.name(),
                    side,
                    id,
                    Failure.Kind.WAITING,
                    "waits until " + down + " answers again",
                    1,
                    now),
                List.of());
    world.failed(kept);
    update.put(Failures.entry(kept));
  }
}
