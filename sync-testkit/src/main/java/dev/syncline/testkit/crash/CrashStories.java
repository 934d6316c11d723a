package dev.syncline.testkit.crash;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Tells stories that follow from one number each, on a plan between fakes, and judges their ends:
 * people edit, also while a run is under way, requests are lost, torn, answered in vain or done
 * late, and processes die. Then people and faults stop. Within a few rounds no failure is left,
 * what is on the systems is as the world's {@link StoryWorld#wrong} wants it, and a further run by
 * a new process sends nothing.
 *
 * <pre>{@code
 * CrashStories.of("my shop", MyWorld::new).stories(20).prove();
 * }</pre>
 *
 * <p>System properties: {@value #SEEDS} is how many stories are told, {@value #SEED} the one that
 * is told alone, with every call. Not thread-safe.
 *
 * @since 0.1
 */
public final class CrashStories {

  /** How many stories are told, from the first. */
  public static final String SEEDS = "syncline.seeds";

  /** The one story that is told, whole. */
  public static final String SEED = "syncline.seed";

  /** How many stories are told unless said otherwise. */
  public static final int STORIES = 20;

  private static final int SHOWN = 3;

  private final String name;
  private final StoryWorld.Making making;
  private int stories = STORIES;
  private long[] found = {};

  /**
   * How a story ended.
   *
   * @param seed the number that tells it again
   * @param tale what happened, line by line
   * @param wrong what must not be at its end; empty if all is well
   * @param faults how much went wrong on the way
   */
  public record Ending(long seed, List<String> tale, List<String> wrong, int faults) {

    /** Keeps its own copies. */
    public Ending {
      tale = List.copyOf(tale);
      wrong = List.copyOf(wrong);
    }

    /** The whole story with its end, for people. */
    public String text() {
      return String.join("\n", tale)
          + "\nEND OF SEED "
          + seed
          + (wrong.isEmpty() ? ": all is well" : ":\n  " + String.join("\n  ", wrong));
    }
  }

  private CrashStories(String name, StoryWorld.Making making) {
    this.name = name;
    this.making = making;
  }

  /** Stories of such worlds. */
  public static CrashStories of(String name, StoryWorld.Making making) {
    return new CrashStories(name, making);
  }

  /** How many are told if {@value #SEEDS} says nothing. */
  public CrashStories stories(int count) {
    stories = count;
    return this;
  }

  /** Seeds beyond the first that once had a wrong end: they are always told. */
  public CrashStories found(long... seeds) {
    found = seeds.clone();
    return this;
  }

  /**
   * Tells as the system properties say, and prints how many.
   *
   * @throws AssertionError with the first stories that ended badly
   */
  public void prove() {
    Map<Long, String> bad = new LinkedHashMap<>();
    long begun = System.nanoTime();
    int told = 0;
    int faults = 0;
    for (long seed : seeds()) {
      Ending ending = tell(seed);
      told++;
      faults += ending.faults();
      if (!ending.wrong().isEmpty()) {
        bad.put(seed, bad.size() < SHOWN ? ending.text() : String.join("\n  ", ending.wrong()));
      }
    }
    String report =
        "stories "
            + name
            + ": "
            + told
            + " told, "
            + faults
            + " faults, "
            + bad.size()
            + " with a wrong end "
            + bad.keySet()
            + ", "
            + Duration.ofNanos(System.nanoTime() - begun).toMillis()
            + " ms";
    System.out.println(report);
    if (!bad.isEmpty()) {
      throw new AssertionError(report + "\n" + String.join("\n\n", bad.values()));
    }
  }

  private long[] seeds() {
    Long one = Long.getLong(SEED);
    if (one != null) {
      return new long[] {one};
    }
    int count = Integer.getInteger(SEEDS, stories);
    return LongStream.concat(
            LongStream.rangeClosed(1, count), LongStream.of(found).filter(seed -> seed > count))
        .toArray();
  }

  /** Tells the story of a seed. */
  public Ending tell(long seed) {
    VirtualTime time = new VirtualTime();
    SplittableRandom chance = new SplittableRandom(seed);
    List<String> wrong = new ArrayList<>();
    try (StoryWorld world = making.world(time, chance.split())) {
      StoryWalk walk = new StoryWalk(time, world, chance, Long.getLong(SEED) != null);
      try {
        wrong.addAll(walk.toTheEnd());
      } catch (RuntimeException broken) {
        StackTraceElement at = broken.getStackTrace()[0];
        wrong.add("broken: " + broken + " at " + at);
      }
      return new Ending(seed, walk.told(), wrong, walk.faults());
    }
  }
}
