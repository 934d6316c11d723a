package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a commit has answered is kept, whatever becomes of the process at the next moment. */
class KilledProcessTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 333})
  void whatWasCommittedToH2IsThereAfterAKill(int commits) throws Exception {
    kills(Dialect.H2, commits);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 333})
  void whatWasCommittedToSqliteIsThereAfterAKill(int commits) throws Exception {
    kills(Dialect.SQLITE, commits);
  }

  private void kills(Dialect dialect, int commits) throws Exception {
    int said = commitsSaid(dialect, commits);

    boolean h2 = dialect == Dialect.H2;
    try (LinkStore store =
        JdbcLinkStore.on(h2 ? Database.h2(folder) : Database.sqlite(folder)).open()) {
      assertThat(store.entries(Committing.SCOPE, Committing.KIND, List.of(Integer.toString(said))))
          .hasSize(1);
      assertThat(store.scanEntries(Committing.SCOPE, Committing.KIND, "", said + 1_000))
          .hasSizeGreaterThanOrEqualTo(said);
    }
  }

  /** Kills a process that commits, at so many commits or a little later; how many it has told. */
  private int commitsSaid(Dialect dialect, int commits) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Committing.class.getName(),
                dialect.name(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int last = 0;
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (!line.isEmpty() && line.chars().allMatch(Character::isDigit)) {
          last = Integer.parseInt(line);
        }
        if (last == commits) {
          process.toHandle().destroyForcibly(); // what it has said until then can still be read
        }
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
    assertThat(last).isGreaterThanOrEqualTo(commits);
    return last;
  }

  @Test
  void anH2ThatForgetsCommitsAndMayNotBeToldOtherwiseIsRefused() throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("shared");
    try (Connection host = DriverManager.getConnection(url, "sa", "");
        Statement statement = host.createStatement()) {
      JdbcDataSource mine = new JdbcDataSource();
      mine.setURL(url);
      mine.setUser("sa");
      JdbcLinkStore.on(mine).open().close();
      statement.execute("SET WRITE_DELAY 500");
      statement.execute("CREATE USER joe PASSWORD 'x'");
      statement.execute("GRANT ALL ON SCHEMA public TO joe");
      JdbcDataSource joes = new JdbcDataSource();
      joes.setURL(url);
      joes.setUser("joe");
      joes.setPassword("x");

      assertThatThrownBy(() -> JdbcLinkStore.on(joes).open())
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("500 ms")
          .hasMessageContaining("WRITE_DELAY=0");

      statement.execute("SET WRITE_DELAY 0");
      JdbcLinkStore.on(joes).open().close();
    }
  }
}
