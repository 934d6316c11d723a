package dev.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.bitrix24moysklad.BitrixMoySkladPlayground;
import dev.syncline.examples.compare.Compared;
import dev.syncline.examples.world.WorldMaker;
import dev.syncline.examples.world.WorldSize;
import dev.syncline.testkit.fake.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in mid-run, on each durable store: the process that syncs is killed, started
 * again, killed again. The moment is a request's arrival at an account or the beginning of a
 * commit, counted off by a seeded number, never a time.
 *
 * <p>{@code -Dsyncline.kills=30} kills so often per store, {@code -Dsyncline.seed=7} tells another
 * story.
 */
class KillNineTest {

  private static final int RECORDS = 120;
  private static final int KILLS = Integer.getInteger("syncline.kills", 5);
  private static final long SEED = Long.getLong("syncline.seed", 1);
  private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final int LIVES_AFTER_THE_LAST_KILL = 3;

  /** Longer than what the dead process had leased. */
  private static final Duration UNTIL_RESTART = Duration.ofMinutes(7);

  @TempDir private static Path folder;

  private static int moments;
  private static @Nullable Compared undisturbed;

  @BeforeAll
  static void whatAnUndisturbedRunLeaves() {
    try (Story story = new Story("memory", folder)) {
      AtomicInteger commits = new AtomicInteger();
      try (DemoStore store = DemoStore.fresh("memory", folder)) {
        assertThat(
                MortalRun.run(store, story.accounts.places(), story.time, commits::incrementAndGet)
                    .clean())
            .isTrue();
      }
      Both requests = story.accounts.requests();
      moments = (int) (requests.left() + requests.right()) + commits.get();
      undisturbed = story.accounts.compare();
      assertThat(undisturbed.clean()).isTrue();
    }
  }

  @Test
  void aKilledRunOnH2EndsAsIfNothingHadHappened() {
    killAndCompare("h2", new SplittableRandom(SEED));
  }

  @Test
  void aKilledRunOnSqliteEndsAsIfNothingHadHappened() {
    killAndCompare("sqlite", new SplittableRandom(SEED + 1));
  }

  @Test
  void aKilledRunOnPostgresEndsAsIfNothingHadHappened() throws IOException, SQLException {
    Path unpacked = Path.of("target", "postgres").toAbsolutePath();
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setOverrideWorkingDirectory(unpacked.toFile()).start()) {
      SplittableRandom random = new SplittableRandom(SEED + 2);
      int left = KILLS;
      for (int database = 1; left > 0; database++) {
        create(server, "links" + database);
        String store = "postgres:" + server.getJdbcUrl("postgres", "links" + database);
        left -= oneStory(store, folder.resolve("postgres-" + database), random, left);
      }
    }
  }

  private static void create(EmbeddedPostgres server, String database) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
  }

  /** A run may come to its end before its last kill; then another world follows. */
  private static void killAndCompare(String store, SplittableRandom random) {
    int left = KILLS;
    for (int story = 1; left > 0; story++) {
      left -= oneStory(store, folder.resolve(store + "-" + story), random, left);
    }
  }

  private static int oneStory(String store, Path links, SplittableRandom random, int killsAtMost) {
    try (Story story = new Story(store, links)) {
      int kills = 0;
      while (kills < killsAtMost && story.killedAt(1 + random.nextInt(moments / 2))) {
        kills++;
      }
      story.livesToItsEnd();

      Compared compared = story.accounts.compare();
      assertThat(compared).as(story.toString()).isEqualTo(undisturbed);
      assertThat(story.writesOfARepeat()).as(story.toString()).isZero();
      System.out.println(story);
      return kills;
    }
  }

  /** Both accounts in this JVM, the engine in one after the other. */
  private static final class Story implements AutoCloseable {

    final FastRuntime time = FastRuntime.startingNow();
    final BitrixMoySkladPlayground accounts;
    private final String store;
    private final Path links;
    private final List<String> lives = new ArrayList<>();
    private final AtomicInteger untilKill = new AtomicInteger();
    private volatile @Nullable Forked living;

    Story(String store, Path links) {
      this.store = store;
      this.links = links;
      accounts = BitrixMoySkladPlayground.serve(WorldMaker.make(WorldSize.of(RECORDS), SEED), time);
      accounts.portal().faults().times(Integer.MAX_VALUE, each -> moment(), Fault.SERVER_ERROR);
      accounts.account().faults().times(Integer.MAX_VALUE, each -> moment(), Fault.SERVER_ERROR);
    }

    /** Spoils nothing; one of these moments is the process' last. */
    private boolean moment() {
      Forked process = living;
      if (process != null && untilKill.decrementAndGet() == 0) {
        process.kill();
      }
      return false;
    }

    /** Whether the kill came before the run's end. */
    boolean killedAt(int moment) {
      String end = live(moment);
      lives.add(end.isEmpty() ? "killed at moment " + moment : end);
      return end.isEmpty();
    }

    /** The end that the run came to by itself; empty if it did not. */
    private String live(int killAt) {
      time.putForward(UNTIL_RESTART);
      untilKill.set(killAt);
      List<String> end = new ArrayList<>();
      try (Forked process =
          Forked.of(
              MortalRun.class,
              environment(),
              "256m",
              store,
              links.toString(),
              time.origin().toString(),
              time.ahead().toString())) {
        living = process;
        process.eachLine(line -> heard(line, end));
        living = null;
        assertThat(end.isEmpty() && untilKill.get() > 0)
            .as("died by itself: " + process.said())
            .isFalse();
      }
      return String.join(" ", end);
    }

    private Map<String, String> environment() {
      Map<String, String> environment = new HashMap<>(accounts.places());
      environment.put("JDK_JAVA_OPTIONS", QUICK_TO_START);
      return environment;
    }

    private void heard(String line, List<String> end) {
      if (line.equals(MortalRun.COMMIT)) {
        moment();
      } else if (line.startsWith(MortalRun.ENDED) || line.startsWith(MortalRun.OPEN)) {
        end.add(line);
      }
    }

    void livesToItsEnd() {
      for (int life = 0; life < LIVES_AFTER_THE_LAST_KILL; life++) {
        String end = live(Integer.MAX_VALUE);
        lives.add(end);
        if (end.startsWith(MortalRun.ENDED)) {
          return;
        }
      }
      throw new AssertionError("never at its end: " + this);
    }

    int writesOfARepeat() {
      String end = live(Integer.MAX_VALUE);
      assertThat(end).as(toString()).startsWith(MortalRun.ENDED);
      return Integer.parseInt(end.substring(MortalRun.ENDED.length()));
    }

    @Override
    public String toString() {
      return store.replaceAll(":.*", "") + ", seed " + SEED + ": " + String.join("; ", lives);
    }

    @Override
    public void close() {
      accounts.close();
    }
  }
}
