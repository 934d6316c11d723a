package dev.syncline.internal.run;

import dev.syncline.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * After a first upload each feed that we wrote to is read once more: an edit made meanwhile is not
 * left to chance, and the next run does not meet our own writes. Not thread-safe.
 */
final class ClosingLook {

  private final World world;
  private final List<Reader> first;

  /** {@code first} are those that were read for the first time. */
  ClosingLook(World world, List<Reader> first) {
    this.world = world;
    this.first = List.copyOf(first);
  }

  /** A look within the vendor's tick of our last write would have to be taken again. */
  private void awaitTick() {
    Duration longest = Duration.ZERO;
    for (Reader reader : first) {
      for (Flow flow : world.plan().flows()) {
        if (world.tally().wrote(flow, reader.side())) {
          Duration tick = world.capabilities(flow, reader.side()).clockTick();
          longest = tick.compareTo(longest) > 0 ? tick : longest;
        }
      }
    }
    world.patience().sleep(longest.multipliedBy(2));
  }

  /** Takes it, stage by stage. */
  void take(BiConsumer<Stage, List<Reader>> slices) {
    if (!world.rehearsal()) {
      awaitTick();
    }
    for (Stage stage : Stage.of(world)) {
      List<Reader> again = new ArrayList<>();
      for (Reader reader : first) {
        boolean ours =
            stage.on(reader.side()).stream()
                .anyMatch(feed -> feed.name().equals(reader.feed().name()));
        boolean wrote =
            stage.flows().stream().anyMatch(flow -> world.tally().wrote(flow, reader.side()));
        if (ours && wrote && world.rehearsal()) {
          foresee(stage, reader);
        } else if (ours && wrote) {
          again.add(Reader.of(world, reader.side(), reader.feed(), stage.flows()));
        }
      }
      if (!again.isEmpty()) {
        slices.accept(stage, again);
      }
    }
  }

  private void foresee(Stage stage, Reader reader) {
    long rows =
        stage.flows().stream()
            .filter(flow -> reader.feed().types().contains(flow.type(reader.side())))
            .mapToLong(flow -> world.tally().written(flow, reader.side()))
            .sum();
    world.foreseen().readAgain(reader.side(), reader.feed().name(), rows);
  }
}
