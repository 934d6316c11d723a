package dev.syncline.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.syncline.Secrets;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.store.jdbc.JdbcLinkStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo keeps its links, with the secret that belongs to them. Closing it leaves what is
 * kept in a database.
 *
 * @since 0.1
 */
public final class DemoStore implements AutoCloseable {

  private static final String MEMORY = "memory";
  private static final String H2 = "h2";
  private static final String SQLITE = "sqlite";
  private static final String POSTGRES = "postgres:";
  private static final String FILE = "store";
  private static final String SECRET = "secret";

  /** A run reads both sides at once; SQLite has one writer. */
  private static final int CONNECTIONS = 4;

  private static final long LONGEST_START_MILLIS = 10_000;

  private final String name;
  private final LinkStore links;
  private final Secrets secrets;
  private final @Nullable HikariDataSource pool;

  private DemoStore(
      String name, LinkStore links, Secrets secrets, @Nullable HikariDataSource pool) {
    this.name = name;
    this.links = links;
    this.secrets = secrets;
    this.pool = pool;
  }

  /** Whether there is a store of this name: {@code memory}, {@code h2}, and so on. */
  static boolean knows(String word) {
    return List.of(MEMORY, H2, SQLITE).contains(word)
        || word.startsWith(POSTGRES + "jdbc:postgresql:");
  }

  /**
   * A store that begins with nothing: files that an earlier demo left in the folder are removed.
   */
  public static DemoStore fresh(String word, Path folder) {
    try {
      clear(folder);
      return open(word, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the links in " + folder + " cannot be removed", e);
    }
  }

  /** A store with what an earlier demo left in it, and with its secret. */
  public static DemoStore kept(String word, Path folder) {
    try {
      return open(word, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be used", e);
    }
  }

  private static DemoStore open(String word, Path folder) throws IOException {
    if (word.equals(MEMORY)) {
      return new DemoStore(MEMORY, new InMemoryLinkStore(), Secrets.forThisProcess(), null);
    }
    Files.createDirectories(folder);
    Secrets secrets = secret(folder.resolve(SECRET));
    HikariDataSource pool = pool(url(word, folder.resolve(FILE).toAbsolutePath()));
    try {
      LinkStore links = JdbcLinkStore.on(pool).open();
      return new DemoStore(word.replaceAll(":.*", ""), links, secrets, pool);
    } catch (RuntimeException failed) {
      pool.close();
      throw failed;
    }
  }

  private static String url(String word, Path file) {
    return switch (word) {
      case H2 -> "jdbc:h2:file:" + file;
      case SQLITE ->
          "jdbc:sqlite:"
              + file
              + ".db?journal_mode=WAL&synchronous=NORMAL&busy_timeout=20000&transaction_mode=IMMEDIATE";
      default -> word.substring(POSTGRES.length());
    };
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setInitializationFailTimeout(LONGEST_START_MILLIS);
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException refused) {
      // Its text may repeat the address, which may hold a password.
      throw new DemoFailed(
          "the database does not open; see that no other demo has it open, that a server's address,"
              + " user and password are right, or take --store memory");
    }
  }

  /** A host has its secret elsewhere than beside its links; the demo has nothing to hide. */
  private static Secrets secret(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] key = new byte[Secrets.KEY_LENGTH];
      new SecureRandom().nextBytes(key);
      Files.write(file, key);
    }
    return Secrets.of(Files.readAllBytes(file));
  }

  private static void clear(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> old;
    try (Stream<Path> files = Files.list(folder)) {
      old = files.filter(DemoStore::ours).toList();
    }
    for (Path each : old) {
      Files.delete(each);
    }
  }

  private static boolean ours(Path file) {
    String name = file.getFileName().toString();
    return name.equals(SECRET) || name.startsWith(FILE + ".");
  }

  /** The sort of store, without an address. */
  String name() {
    return name;
  }

  /** The links. */
  public LinkStore links() {
    return links;
  }

  /** What their fingerprints are made with. */
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public void close() {
    links.close();
    if (pool != null) {
      pool.close();
    }
  }
}
