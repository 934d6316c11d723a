package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** How far a flow has come, and how long the rest takes at the pace so far. */
final class Pace {

  private Pace() {}

  /** Tells it of both sides. */
  static void tell(World world, Flow flow, List<Reader> readers) {
    for (Side side : Side.values()) {
      OptionalLong total =
          readers.stream()
              .filter(reader -> reader.side() == side)
              .map(reader -> reader.total(flow.type(side)))
              .filter(OptionalLong::isPresent)
              .findFirst()
              .orElse(OptionalLong.empty());
      Instant begun =
          readers.stream().map(Reader::openedAt).min(Instant::compareTo).orElse(world.startedAt());
      SyncListener.Progress made =
          SyncListener.Progress.of(
              flow.name(),
              side,
              world.tally().read(flow, side),
              total,
              Duration.between(begun, world.runtime().now()));
      world.tell(listener -> listener.progress(made));
    }
  }
}
