package dev.syncline.store.jdbc;

import dev.syncline.store.LinkStore;
import dev.syncline.testkit.store.Breakage;
import dev.syncline.testkit.store.BreakingDataSource;
import dev.syncline.testkit.store.DurableLinkStoreContract;
import javax.sql.DataSource;

/** The contract on a database. */
abstract class JdbcStoreContract extends DurableLinkStoreContract {

  String prefix = "";

  /** The database of the class. */
  abstract DataSource source() throws Exception;

  abstract Dialect dialect();

  JdbcLinkStore.Builder on(DataSource source) {
    return JdbcLinkStore.on(source).tablePrefix(prefix);
  }

  @Override
  protected LinkStore fresh() throws Exception {
    prefix = Database.newPrefix();
    return on(source()).open();
  }

  @Override
  protected LinkStore reopened() throws Exception {
    return on(source()).open();
  }

  @Override
  protected LinkStore breaking(Breakage breakage) throws Exception {
    return on(new BreakingDataSource(source(), breakage)).dialect(dialect()).open();
  }
}
