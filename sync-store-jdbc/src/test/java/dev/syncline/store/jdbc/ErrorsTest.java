package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreFailed.Reason;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.store.Breakage;
import dev.syncline.testkit.store.BreakingDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What goes wrong in a database is said in words that help and tell no secret. */
class ErrorsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 08006, 0, UNREACHABLE",
    "POSTGRESQL, 57P01, 0, UNREACHABLE",
    "POSTGRESQL, 28P01, 0, UNREACHABLE",
    "POSTGRESQL, 53100, 0, FULL",
    "POSTGRESQL, 55P03, 0, LOCKED",
    "POSTGRESQL, 25006, 0, READ_ONLY",
    "POSTGRESQL, 42501, 0, READ_ONLY",
    "POSTGRESQL, 42P01, 0, SCHEMA",
    "MARIADB, HY000, 1114, FULL",
    "MARIADB, HY000, 1021, FULL",
    "MARIADB, HY000, 1205, LOCKED",
    "MARIADB, HY000, 1290, READ_ONLY",
    "MARIADB, 42S02, 1146, SCHEMA",
    "MARIADB, 08000, 0, UNREACHABLE",
    "H2, HYT00, 50200, LOCKED",
    "H2, 90067, 90067, UNREACHABLE",
    "H2, 90097, 90097, READ_ONLY",
    "SQLITE, , 5, LOCKED",
    "SQLITE, , 13, FULL",
    "SQLITE, , 8, READ_ONLY",
    "SQLITE, , 14, UNREACHABLE",
    "SQLITE, , 1, BROKEN"
  })
  void eachDatabasesCodesAreKnown(Dialect dialect, String state, int code, Reason reason) {
    Errors errors = new Errors(new Tables(dialect, null, "syncline_"));
    SQLException failed = new SQLException("words", state, code);

    StoreFailed told = errors.failed("committing", new SQLException("outer", failed));

    assertThat(told.reason()).isEqualTo(reason);
    assertThat(told).hasMessageContaining(dialect + " store syncline_ failed while committing");
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 40P01, 0, true",
    "POSTGRESQL, 40001, 0, true",
    "POSTGRESQL, 23505, 0, false",
    "MARIADB, 40001, 1213, true",
    "MARIADB, HY000, 1020, true",
    "MARIADB, HY000, 1205, false",
    "H2, 40001, 40001, true",
    "H2, 90131, 90131, true",
    "H2, HYT00, 50200, false"
  })
  void whatWasUndoneForAnothersSakeIsKnown(Dialect dialect, String state, int code, boolean again) {
    Errors errors = new Errors(new Tables(dialect, null, "syncline_"));
    SQLException failed = new SQLException("words", state, code);

    assertThat(errors.again(new SQLException("outer", failed))).isEqualTo(again);
  }

  @Test
  void aDiskThatIsFullKeepsNothingAndIsNamed() throws Exception {
    SQLiteConfig config = new SQLiteConfig();
    config.setMaxPageCount(100);
    SQLiteDataSource small = new SQLiteDataSource(config);
    small.setUrl("jdbc:sqlite:" + folder.resolve("small.db"));
    LinkStore store = JdbcLinkStore.on(small).open();
    StoreUpdate large = entries(30);

    assertThatThrownBy(() -> store.commit(large))
        .isInstanceOfSatisfying(
            StoreFailed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.FULL))
        .hasMessageContaining("no space is left");

    assertThat(store.scanEntries("shop", "cursor", "", 99)).isEmpty();
    store.commit(entries(2));
    assertThat(store.scanEntries("shop", "cursor", "", 99)).hasSize(2);
  }

  @Test
  void aDiskThatIsFullAtAnyStatementOfAnyDatabaseKeepsNothing() throws Exception {
    DataSource h2 = Database.h2(folder);
    LinkStore healthy = JdbcLinkStore.on(h2).open();
    for (long step = 4; step <= 6; step++) {
      Breakage breakage = Breakage.before(step);
      DataSource full =
          new BreakingDataSource(h2, breakage, () -> new SQLException("disk", "53100"));
      LinkStore store = JdbcLinkStore.on(full).open();

      assertThatThrownBy(() -> store.commit(entries(3)))
          .isInstanceOfSatisfying(
              StoreFailed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.FULL));
      assertThat(healthy.scanEntries("shop", "cursor", "", 99)).isEmpty();
    }
  }

  private static StoreUpdate entries(int count) {
    StoreUpdate.Builder update = StoreUpdate.under(List.of());
    for (int at = 0; at < count; at++) {
      update.put(new Entry("shop", "cursor", "c" + at, new byte[20_000]));
      update.remove(new Entry("shop", "gone", "c" + at, new byte[0]));
    }
    return update.build();
  }

  @Test
  void aReadOnlyDatabaseSaysSo() throws Exception {
    JdbcLinkStore.on(Database.sqlite(folder)).open().close();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve("store.db"));
    LinkStore store = JdbcLinkStore.on(source).open();

    assertThatThrownBy(() -> store.commit(entries(1)))
        .isInstanceOfSatisfying(
            StoreFailed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.READ_ONLY))
        .hasMessageContaining("grant");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedWithoutItsAddressAndPassword() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + folder.resolve("none") + ";IFEXISTS=TRUE;PASSWORD=h2-secret");
    source.setUser("somebody");

    assertThatThrownBy(() -> JdbcLinkStore.on(source).open())
        .isInstanceOfSatisfying(
            StoreFailed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Reason.UNREACHABLE);
              assertThat(stackTrace(failed)).doesNotContain("h2-secret");
            })
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void noTraceOfAnErrorShowsAnAddressOrAPassword() {
    Errors errors = new Errors(new Tables(Dialect.POSTGRESQL, "sync", "syncline_"));
    SQLException inner =
        new SQLException("cannot open jdbc:postgresql://u:p4ss@db/x?password=p4ss");
    SQLException outer = new SQLException("login failed, password=p4ss given", "08001", inner);

    StoreFailed told = errors.failed("reading links", outer);

    assertThat(stackTrace(told)).doesNotContain("p4ss").contains("08001", "sync.syncline_");
  }

  private static String stackTrace(Throwable failed) {
    StringWriter text = new StringWriter();
    failed.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void onlyACommitThatNobodyHeardOfIsUnknown() {
    Errors errors = new Errors(new Tables(Dialect.POSTGRESQL, null, "syncline_"));

    assertThat(errors.commitFailed("committing", new SQLException("gone", "08006")).reason())
        .isEqualTo(Reason.OUTCOME_UNKNOWN);
    assertThat(errors.commitFailed("committing", new SQLException("full", "53100")).reason())
        .isEqualTo(Reason.FULL);
  }

  @Test
  void namesThatAreNoNamesAreRefusedAtOnce() {
    DataSource source = Database.h2(folder);

    assertThatThrownBy(() -> JdbcLinkStore.on(source).tablePrefix("x; DROP"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tablePrefix");
  }
}
