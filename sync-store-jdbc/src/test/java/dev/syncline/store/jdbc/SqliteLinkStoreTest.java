package dev.syncline.store.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteLinkStoreTest extends UpgradeProofs {

  @TempDir static Path folder;

  @Override
  DataSource source() {
    return Database.sqlite(folder);
  }

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  boolean autoCommit() {
    return true;
  }
}
