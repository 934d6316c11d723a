package dev.syncline.store.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class H2LinkStoreTest extends UpgradeProofs {

  @TempDir static Path folder;

  @Override
  DataSource source() {
    return Database.h2(folder);
  }

  @Override
  Dialect dialect() {
    return Dialect.H2;
  }

  @Override
  boolean autoCommit() {
    return true;
  }
}
