package dev.syncline.store.jdbc;

/**
 * Who makes the tables.
 *
 * @since 0.1
 */
public enum Migrations {
  /** The library, when a store is opened. The user needs the right to create tables once. */
  APPLY,
  /** The host, with its own tool and {@link JdbcLinkStore#scripts}; the store only looks. */
  NONE
}
