package dev.syncline.testkit.convergence;

import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;

/** How one account of a story differs from others. */
record Traits(
    Guard guard,
    int page,
    int batch,
    int calls,
    Duration tick,
    Duration lag,
    boolean uneven,
    Duration settles,
    boolean versioned,
    boolean unstableLines,
    boolean timestamps,
    boolean tellsGone,
    boolean hintsOnly,
    boolean chains,
    boolean tells,
    boolean deletes,
    boolean oneFeed,
    boolean pushes,
    Duration skew) {

  private static final int MOST_SKEW = 7;

  static Traits by(Chance chance) {
    Duration lag =
        chance.any(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(60));
    Duration settles =
        chance.any(Duration.ZERO, Duration.ofSeconds(30), Duration.ofMinutes(5)).plus(lag);
    boolean timestamps = chance.in(80);
    return new Traits(
        chance.any(Guard.values()),
        chance.any(1, 2, 3, 7, 100),
        chance.any(1, 2, 3, 50),
        chance.between(1, 3),
        chance.any(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMinutes(1)),
        lag,
        chance.in(50),
        settles,
        chance.in(30),
        chance.in(40),
        timestamps,
        chance.in(75),
        chance.in(15),
        chance.in(25),
        chance.in(40),
        chance.in(90),
        timestamps && chance.in(30),
        chance.in(70),
        Duration.ofMinutes(chance.between(-MOST_SKEW, MOST_SKEW)));
  }

  MemoryType of(MemoryType type) {
    MemoryType all =
        type.guard(guard)
            .pageSize(page)
            .batchSize(batch)
            .callsInFlight(calls)
            .clockTick(tick)
            .searchLag(lag)
            .settleTime(settles);
    all = uneven ? all.unevenly() : all;
    all = versioned ? all.versioned() : all;
    all = unstableLines ? all.unstableLines() : all;
    all = timestamps ? all : all.withoutTimestamps();
    all = tellsGone ? all : all.silentAboutGone();
    all = hintsOnly ? all.hintsOnly() : all;
    all = chains ? all.chains() : all;
    all = tells ? all.tellsWhatItHolds() : all;
    return deletes ? all : all.withoutDelete();
  }

  /** How late an unanswered write may land, so that a search shows it once all has settled. */
  Duration lands() {
    return settles.minus(lag);
  }

  /** Whether a feed says by itself what is gone. */
  boolean showsGone() {
    return timestamps && tellsGone;
  }
}
