package dev.syncline.testkit.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** H16: no change at a cursor's edge is missed, and none makes the cursor grow. */
class H16CursorEdgesTest {

  private static final int SEEDS = 500;
  private static final int STEPS = 30;

  @Test
  void moreRowsOfOneMomentThanAPageHoldsAreAllShown() {
    CursorWorld world = new CursorWorld(type -> type.pageSize(3).clockTick(Duration.ofMinutes(1)));
    for (int each = 0; each < 10; each++) {
      world.add("row " + each);
    }
    for (int poll = 0; poll < 10; poll++) {
      world.poll(1, () -> {});
    }
    world.poll();
    assertThat(world.missed()).isEmpty();
  }

  @Test
  void aRowThatSurfacesLateWithAnOldMomentIsShown() {
    CursorWorld world = new CursorWorld(type -> type.searchLag(Duration.ofSeconds(60)).unevenly());
    for (int each = 0; each < 20; each++) {
      world.add("row " + each);
      world.time.advance(Duration.ofSeconds(1));
      world.poll();
    }
    assertThat(world.missed()).isNotEmpty();
    later(world);
    assertThat(world.missed()).isEmpty();
  }

  /** Found by the story of seed 33: the row is stamped 57 seconds before it was changed. */
  @Test
  void aLateRowOfACoarseClockIsStampedLongBeforeItWasChanged() {
    CursorWorld world =
        new CursorWorld(
            type -> type.searchLag(Duration.ofSeconds(5)).clockTick(Duration.ofMinutes(1)));
    String first = world.add("one");
    world.time.advance(Duration.ofSeconds(57));
    String second = world.add("two");
    world.poll();
    world.time.advance(Duration.ofSeconds(1));
    world.poll();
    later(world);
    assertThat(world.shown).containsEntry(first, "one").containsEntry(second, "two");
    assertThat(world.missed()).isEmpty();
  }

  /** Found by seed 1339: its stamp, of this minute, stands before the last row of the page. */
  @Test
  void anEditWithinThePollsTickIsNotPassedByALaterOne() {
    CursorWorld world = new CursorWorld(type -> type.pageSize(2).clockTick(Duration.ofMinutes(1)));
    List<String> ids = List.of(world.add("a"), world.add("b"), world.add("c"));
    world.poll(
        Integer.MAX_VALUE,
        () -> {
          world.rename(ids.get(0), "of this minute");
          world.time.advance(Duration.ofMinutes(1));
          world.rename(ids.get(2), "of the next");
        });
    later(world);
    assertThat(world.missed()).isEmpty();
  }

  @Test
  void anEditBetweenTwoPagesIsShown() {
    CursorWorld world = new CursorWorld(type -> type.pageSize(2));
    List<String> ids = List.of(world.add("a"), world.add("b"), world.add("c"), world.add("d"));
    world.poll(
        Integer.MAX_VALUE,
        () -> {
          if (!world.shown.get(ids.get(0)).equals("edited")) {
            world.time.advance(Duration.ofMillis(1));
            world.rename(ids.get(0), "edited");
          }
        });
    assertThat(world.missed()).isEmpty();
  }

  /** Long after the last change, with polls in between: time enough for all to surface. */
  private static void later(CursorWorld world) {
    for (int poll = 0; poll < 3; poll++) {
      world.time.advance(Duration.ofMinutes(5));
      world.poll();
    }
  }

  @Test
  void whateverTheClockTheLagAndThePagesNothingIsMissed() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CursorWorld world = new CursorWorld(type -> traits(type, random));
      for (int step = 0; step < STEPS; step++) {
        step(world, random);
      }
      later(world);
      assertThat(world.missed()).as("seed %d", seed).isEmpty();
      assertThat(world.longest).as("seed %d", seed).isLessThan(CursorWorld.LONGEST_CURSOR);
    }
  }

  private static MemoryType traits(MemoryType type, SplittableRandom random) {
    List<Duration> ticks =
        List.of(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMinutes(1));
    List<Duration> lags = List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(60));
    MemoryType all =
        type.pageSize(1 + random.nextInt(7))
            .clockTick(ticks.get(random.nextInt(ticks.size())))
            .searchLag(lags.get(random.nextInt(lags.size())));
    return random.nextBoolean() ? all.unevenly() : all;
  }

  private static void step(CursorWorld world, SplittableRandom random) {
    switch (random.nextInt(5)) {
      case 0 -> world.time.advance(Duration.ofMillis(random.nextLong(90_000)));
      case 1 -> world.time.advance(Duration.ofMillis(random.nextLong(2_000)));
      case 2 -> edits(world, random, 1 + random.nextInt(12));
      case 3 -> world.poll();
      default ->
          world.poll(
              1 + random.nextInt(4),
              () -> {
                edits(world, random, random.nextInt(3));
                world.time.advance(Duration.ofMillis(random.nextLong(700)));
              });
    }
  }

  private static void edits(CursorWorld world, SplittableRandom random, int many) {
    for (int each = 0; each < many; each++) {
      List<Entity> all = world.system.entities(Product.TYPE);
      if (all.isEmpty() || random.nextInt(3) == 0) {
        world.add("born " + random.nextInt());
      } else {
        String id = all.get(random.nextInt(all.size())).id();
        if (random.nextInt(8) == 0) {
          world.system.user().delete(Product.TYPE, id);
        } else {
          world.rename(id, "named " + random.nextInt());
        }
      }
    }
  }
}
