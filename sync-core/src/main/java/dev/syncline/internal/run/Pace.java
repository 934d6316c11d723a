package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells how fast a slice went, and how far behind it was. */
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
