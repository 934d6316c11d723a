package dev.syncline.examples.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.syncline.SyncEngine;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.SyncScheduler;
import dev.syncline.http.LibPhoneRules;
import dev.syncline.micrometer.SyncMetrics;
import dev.syncline.store.LinkStore;
import dev.syncline.store.jdbc.JdbcLinkStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The wiring: a pool that the backend has anyway, a store on it, an engine, a scheduler, and the
 * addresses for webhooks and for people. Thread-safe.
 */
final class Backend implements AutoCloseable {

  /**
   * What a run may take to end its slice; what takes longer is interrupted, and looked up later.
   */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Deque<Runnable> endings = new ArrayDeque<>();
  private final URI address;

  private Backend(Settings settings, Accounts accounts, SyncListener own) throws IOException {
    try {
      HikariDataSource pool = pool(settings);
      endings.push(pool::close);
      LinkStore store = JdbcLinkStore.on(pool).open(); // makes its tables, or updates them
      endings.push(store::close);

      SyncEngine engine = engine(store, settings, accounts.plan(), own);
      endings.push(engine::close);

      Web web = Web.bind(settings.port());
      endings.push(web::close);
      SyncScheduler scheduler =
          SyncScheduler.of(engine).plan(accounts.plan(), settings.schedule()).start();
      endings.push(() -> scheduler.close(GRACE));
      web.serve(new Hooks(engine, accounts.plan()), new Status(engine, scheduler, accounts.plan()));
      address = web.address();
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /** Starts everything, or nothing. */
  static Backend start(Settings settings, Accounts accounts) throws IOException {
    return start(settings, accounts, SyncListener.SILENT);
  }

  /** Starts with a listener of the host's own. */
  static Backend start(Settings settings, Accounts accounts, SyncListener own) throws IOException {
    return new Backend(settings, accounts, own);
  }

  private static HikariDataSource pool(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(settings.jdbcUser());
    config.setPassword(settings.jdbcPassword());
    return new HikariDataSource(config);
  }

  // begin: an engine with metrics
  private static SyncEngine engine(
      LinkStore store, Settings settings, SyncPlan plan, SyncListener own) {
    SyncMetrics metrics = SyncMetrics.on(settings.registry());
    SyncEngine engine =
        SyncEngine.builder()
            .links(store) // JdbcLinkStore.on(dataSource).open()
            .secrets(settings.secrets())
            .phones(new LibPhoneRules("RU"))
            .listener(SyncListener.all(own, metrics))
            .build();
    metrics.watch(engine, plan); // open failures and quotas, beside what runs tell
    return engine;
  }

  // end

  /** Where people look. */
  URI address() {
    return address;
  }

  /** Runs end first, the pool last; closing twice is once. */
  @Override
  public synchronized void close() {
    while (!endings.isEmpty()) {
      endings.pop().run();
    }
  }
}
