package dev.syncline.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.store.jdbc.JdbcLinkStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Links written, changed and read by a durable store, while their number grows. */
@Command(name = "store", description = "links per second of a durable store")
final class StoreBenchmark implements Callable<Integer> {

  private static final String PLAN = "bitrix24-moysklad";
  private static final String FLOW = "order";
  private static final int BODY = 200;
  private static final int READS = 100_000;
  private static final int SINGLE_READS = 5_000;
  private static final int CHANGES = 100_000;
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e3;
  private static final List<Integer> STATIONS = List.of(100_000, 1_000_000, 5_000_000);

  @Parameters(index = "0", description = "postgres, h2 or sqlite")
  private String database = "postgres";

  @Option(names = "--links", description = "how many links to write (default 1000000)")
  private int links = 1_000_000;

  @Option(names = "--page", description = "links in one commit and ids in one read (default 1000)")
  private int page = 1_000;

  @Option(names = "--set", description = "a setting of the PostgreSQL server: shared_buffers=1GB")
  private Map<String, String> settings = new LinkedHashMap<>();

  private final SplittableRandom random = new SplittableRandom(1);
  private final byte[] body = new byte[BODY];

  @Override
  public Integer call() throws Exception {
    random.nextBytes(body);
    if (database.equals("postgres")) {
      postgres();
      return 0;
    }
    Path folder = Files.createTempDirectory("syncline-benchmark");
    try {
      measure(embedded(folder));
    } finally {
      remove(folder);
    }
    return 0;
  }

  private void postgres() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(
                Path.of("benchmarks", "target", "postgres").toAbsolutePath().toFile());
    settings.forEach(builder::setServerConfig);
    try (EmbeddedPostgres postgres = builder.start()) {
      measure(postgres.getPostgresDatabase());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private DataSource embedded(Path folder) {
    if (database.equals("sqlite")) {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + folder.resolve("store.db"));
      return source;
    }
    if (!database.equals("h2")) {
      throw new IllegalArgumentException(database + ": postgres, h2 or sqlite");
    }
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + folder.resolve("store"));
    return source;
  }

  private void measure(DataSource behind) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(behind);
    config.setMaximumPoolSize(4);
    try (HikariDataSource pool = new HikariDataSource(config);
        LinkStore store = JdbcLinkStore.on(pool).open()) {
      Instant now = Instant.EPOCH;
      Lease lease = store.lease("plan:" + PLAN, "benchmark", now, Duration.ofDays(1)).orElseThrow();
      System.out.printf(
          Locale.ROOT, "%s, commits of %d links with bodies of %d bytes%n", database, page, BODY);
      System.out.printf(
          Locale.ROOT,
          "%10s %12s %12s %12s %12s %12s%n",
          "links",
          "written/s",
          "changed/s",
          "read/s",
          "one left us",
          "one right us");
      int from = 0;
      for (int station : STATIONS) {
        if (station > links && from >= links) {
          break;
        }
        int to = Math.min(station, links);
        double written = perSecond(to - from, write(store, lease, from, to));
        double changed = perSecond(CHANGES, change(store, lease, to));
        double read = perSecond(READS, read(store, to));
        double left = one(store, Side.LEFT, to);
        double right = one(store, Side.RIGHT, to);
        System.out.printf(
            Locale.ROOT,
            "%10d %12.0f %12.0f %12.0f %12.0f %12.0f%n",
            to,
            written,
            changed,
            read,
            left,
            right);
        from = to;
      }
    }
  }

  private static double perSecond(int count, long nanos) {
    return count * NANOS / nanos;
  }

  private static String left(int at) {
    return Integer.toString(at);
  }

  /** As MoySklad's ids: in no order at all. */
  private static String right(int at) {
    long mixed = at * 0x9E3779B97F4A7C15L;
    return String.format(Locale.ROOT, "%016x-%08x-moysklad-id", mixed, at);
  }

  private LinkRow link(int at, long revision) {
    return new LinkRow(PLAN, FLOW, "L" + at + "/1", left(at), right(at), revision, body);
  }

  private long write(LinkStore store, Lease lease, int from, int to) {
    long start = System.nanoTime();
    for (int at = from; at < to; ) {
      StoreUpdate.Builder update = StoreUpdate.under(List.of(lease));
      for (int end = Math.min(to, at + page); at < end; at++) {
        update.put(link(at, 0));
      }
      store.commit(update.put(new Entry(PLAN, "cursor", "left/deals", body)).build());
    }
    return System.nanoTime() - start;
  }

  /** Links of anywhere, as edits come; at the revision that a read has just shown. */
  private long change(LinkStore store, Lease lease, int there) {
    long spent = 0;
    for (int done = 0; done < CHANGES; done += page) {
      List<LinkRow> some = store.links(PLAN, FLOW, Side.LEFT, ids(there, Side.LEFT));
      StoreUpdate.Builder update = StoreUpdate.under(List.of(lease));
      some.forEach(update::put);
      long start = System.nanoTime();
      store.commit(update.build());
      spent += (System.nanoTime() - start) * page / Math.max(1, some.size());
    }
    return spent;
  }

  private List<String> ids(int there, Side side) {
    List<String> ids = new ArrayList<>(page);
    for (int each = 0; each < page; each++) {
      int at = random.nextInt(there);
      ids.add(side == Side.LEFT ? left(at) : right(at));
    }
    return ids;
  }

  private long read(LinkStore store, int there) {
    long spent = 0;
    for (int done = 0; done < READS; done += page) {
      List<String> ids = ids(there, done / page % 2 == 0 ? Side.LEFT : Side.RIGHT);
      Side side = done / page % 2 == 0 ? Side.LEFT : Side.RIGHT;
      long start = System.nanoTime();
      int found = store.links(PLAN, FLOW, side, ids).size();
      spent += System.nanoTime() - start;
      if (found == 0) {
        throw new IllegalStateException("nothing found");
      }
    }
    return spent;
  }

  /** Microseconds of a look-up by one id. */
  private double one(LinkStore store, Side side, int there) {
    long spent = 0;
    for (int each = 0; each < SINGLE_READS; each++) {
      int at = random.nextInt(there);
      String id = side == Side.LEFT ? left(at) : right(at);
      long start = System.nanoTime();
      store.links(PLAN, FLOW, side, List.of(id));
      spent += System.nanoTime() - start;
    }
    return spent / MICROS / SINGLE_READS;
  }
}
