package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncListener.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Tells how far a flow has come, how fast a slice went, and how far behind it was. */
final class Pace {

  private final World world;

  Pace(World world) {
    this.world = world;
  }

  void tell(Stage stage, Map<Side, Map<Reader, List<Reader.Seen>>> seen, Instant began) {
    Instant now = world.runtime().now();
    List<String> flows = stage.flows().stream().map(Flow::name).toList();
    world.story().sliceCommitted(flows, Duration.between(began, now));
    for (Side side : Side.values()) {
      world.story().quota(side, world.connector(side));
      Map<Reader, List<Reader.Seen>> mine = Objects.requireNonNull(seen.get(side));
      stage.flows().forEach(flow -> lag(flow, side, mine, now));
    }
  }

  /** How far a flow has come on both sides, and how long the rest takes at the pace so far. */
  void progress(Flow flow, List<Reader> readers) {
    Instant begun =
        readers.stream().map(Reader::openedAt).min(Instant::compareTo).orElse(world.startedAt());
    Duration since = Duration.between(begun, world.runtime().now());
    for (Side side : Side.values()) {
      long done = world.tally().read(flow, side);
      OptionalLong total = total(flow, side, readers);
      Progress made = Progress.of(flow.name(), side, done, total, since);
      world.tell(listener -> listener.progress(made));
    }
  }

  private static OptionalLong total(Flow flow, Side side, List<Reader> readers) {
    return readers.stream()
        .filter(reader -> reader.side() == side)
        .map(reader -> reader.total(flow.type(side)))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private void lag(Flow flow, Side side, Map<Reader, List<Reader.Seen>> mine, Instant now) {
    mine.entrySet().stream()
        .filter(each -> !each.getKey().fresh() && !each.getKey().enumerates())
        .flatMap(each -> each.getValue().stream())
        .filter(each -> each.change().type().equals(flow.type(side)))
        .flatMap(each -> Stream.ofNullable(each.change().at()))
        .min(Instant::compareTo)
        .ifPresent(oldest -> world.story().lag(flow, side, oldest, now));
  }
}
