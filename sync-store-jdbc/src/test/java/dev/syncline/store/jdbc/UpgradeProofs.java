package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalRow;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How tables come to be and become those of the next version, on each database. */
abstract class UpgradeProofs extends JdbcStoreContract {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int LINKS = 1_000;

  private JdbcLinkStore.Builder anew() throws Exception {
    prefix = Database.newPrefix();
    return on(source());
  }

  private static StoreUpdate everything() {
    StoreUpdate.Builder update = StoreUpdate.under(List.of());
    for (int at = 0; at < LINKS; at++) {
      String id = "id" + at;
      update.put(new LinkRow("shop", "order", id, "L" + id, "R" + id, 0, bytes(id)));
      update.put(new Entry("shop", "cursor", id, bytes(id)));
      update.journal(journal(at));
    }
    return update.build();
  }

  private static JournalRow journal(int at) {
    return new JournalRow(
        "shop", "run", NOON.plusSeconds(at), "order", Side.LEFT, "Lid" + at, "CREATED");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anUpgradeFromTheVersionBeforeKeepsEveryRow() throws Exception {
    JdbcLinkStore.Builder builder = anew();
    long number;
    try (LinkStore before = builder.knowing(1).open()) {
      before.commit(everything());
      number = before.offer(new Notice("shop", 0, Side.RIGHT, "order", "7", true, NOON));
      before.lease("plan:shop", "one", NOON, Duration.ofMinutes(1));
    }
    assertThatThrownBy(() -> on(source()).migrations(Migrations.NONE).open())
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("is at version 1")
        .hasMessageContaining("V002__journal_by_age");

    try (LinkStore after = on(source()).journalFor(Duration.ofMinutes(10)).open()) {
      List<String> ids = IntStream.range(0, LINKS).mapToObj(at -> "id" + at).toList();
      assertThat(after.links("shop", "order", Side.LEFT, prefixed("L", ids)))
          .hasSize(LINKS)
          .allMatch(
              row -> row.revision() == 1 && List.of(row.key()).equals(List.of(text(row.body()))));
      assertThat(after.links("shop", "order", Side.RIGHT, prefixed("R", ids))).hasSize(LINKS);
      assertThat(after.entries("shop", "cursor", ids)).hasSize(LINKS);
      assertThat(after.journal("shop", "order", Side.LEFT, "Lid7", 9)).containsExactly(journal(7));
      assertThat(after.notices("shop", 9)).extracting(Notice::sequence).containsExactly(number);
      assertThat(after.lease("plan:shop", "two", NOON, Duration.ofMinutes(1))).isEmpty();
    }
    on(source()).migrations(Migrations.NONE).open().close();
  }

  private static List<String> prefixed(String prefix, List<String> ids) {
    return ids.stream().map(id -> prefix + id).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void tablesOfANewerLibraryAreRefused() throws Exception {
    anew().open().close();

    for (Migrations each : Migrations.values()) {
      assertThatThrownBy(() -> on(source()).knowing(1).migrations(each).open())
          .isInstanceOfSatisfying(
              StoreFailed.class,
              failed -> assertThat(failed.reason()).isEqualTo(StoreFailed.Reason.SCHEMA))
          .hasMessageContaining("is at version 2 and this library knows 1");
    }
  }

  @Test
  void aHostsOwnToolMayRunTheScriptsAlsoTwice() throws Exception {
    JdbcLinkStore.Builder builder = anew().migrations(Migrations.NONE);
    assertThatThrownBy(builder::open)
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("has no tables: run V001__tables, V002__journal_by_age");
    List<Script> all = builder.scripts();
    assertThat(all).extracting(Script::version).containsExactly(1, 2);
    for (Script script : all) {
      run(script);
    }
    run(all.get(0));

    try (LinkStore store = builder.open()) {
      store.commit(everything());
      assertThat(store.scanLinks("shop", "order", "", LINKS + 1)).hasSize(LINKS);
    }
  }

  private void run(Script script) throws Exception {
    try (Connection connection = source().getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        for (String sql : script.statements()) {
          statement.execute(sql);
        }
      } finally {
        connection.setAutoCommit(before);
      }
    }
  }

  @Test
  void manyProcessesThatStartAtOnceMakeTheTablesOnce() throws Exception {
    anew();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<LinkStore>> starts = new ArrayList<>();
      for (int each = 0; each < 6; each++) {
        starts.add(() -> on(source()).open());
      }
      for (Future<LinkStore> started : threads.invokeAll(starts)) {
        started.get().close();
      }
    } finally {
      threads.shutdownNow();
    }
    try (LinkStore store = on(source()).migrations(Migrations.NONE).open()) {
      store.commit(everything());
    }
  }

  @Test
  void theJournalForgetsByAgeWhenARunBegins() throws Exception {
    anew();
    try (LinkStore store = on(source()).journalFor(Duration.ofSeconds(500)).open()) {
      store.commit(everything());
      store.lease("plan:shop", "one", NOON.plusSeconds(600), Duration.ofMinutes(1));

      assertThat(store.journal("shop", "order", Side.LEFT, "Lid99", 9)).isEmpty();
      assertThat(store.journal("shop", "order", Side.LEFT, "Lid100", 9)).hasSize(1);
    }
  }

  @Test
  void aConnectionGoesBackWithTheAutoCommitThatItCameWith() throws Exception {
    LinkStore store = anew().open();
    store.commit(everything());
    store.scanLinks("shop", "order", "", 1);
    try (Connection connection = source().getConnection()) {
      assertThat(connection.getAutoCommit()).isEqualTo(autoCommit());
    }
  }

  /** What the data source's connections come with. */
  abstract boolean autoCommit();

  @Test
  void tablesThatVanishAreNamed() throws Exception {
    LinkStore store = anew().open();
    drop("link");

    assertThatThrownBy(() -> store.scanLinks("shop", "order", "", 1))
        .isInstanceOfSatisfying(
            StoreFailed.class,
            failed -> assertThat(failed.reason()).isEqualTo(StoreFailed.Reason.SCHEMA))
        .hasMessageContaining(dialect() + " store " + prefix)
        .hasMessageContaining("migrations(APPLY)");
  }

  private void drop(String table) throws Exception {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE " + dialect().quoted(prefix + table));
      commit(connection);
    }
  }

  private static void commit(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }
}
