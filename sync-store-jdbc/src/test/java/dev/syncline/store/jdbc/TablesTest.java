package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a store's tables and locks are called. */
class TablesTest {

  /** MariaDB refuses the name of a lock that is longer. */
  private static final int LONGEST = 64;

  private static String repeats(String schema, String prefix) {
    return new Tables(Dialect.MARIADB, schema, prefix).lockName("repeats");
  }

  @Test
  void theNameOfALockIsNeverTooLongAndTellsTwoStoresApart() {
    String schema = "s".repeat(40);
    String prefix = "p".repeat(39);
    assertThat(repeats(schema, prefix)).hasSizeLessThanOrEqualTo(LONGEST);
    assertThat(repeats(schema, prefix + "1")).isNotEqualTo(repeats(schema, prefix + "2"));
    assertThat(repeats("one", "t_")).isNotEqualTo(repeats("two", "t_"));
    assertThat(repeats("one", "a_")).isNotEqualTo(repeats("one", "b_"));
  }

  @Test
  void whoRepeatsDoesNotWaitForWhoMakesTheTables() {
    Tables tables = new Tables(Dialect.MARIADB, null, JdbcLinkStore.TABLE_PREFIX);
    assertThat(tables.lockName("repeats")).isNotEqualTo(tables.lockName("scripts"));
  }
}
