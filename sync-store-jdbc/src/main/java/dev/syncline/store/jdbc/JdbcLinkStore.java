package dev.syncline.store.jdbc;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreUpdate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A durable store in a host's database, over its own {@link DataSource}.
 *
 * <pre>{@code
 * LinkStore store = JdbcLinkStore.on(dataSource).open();
 * }</pre>
 *
 * <p>Thread-safe; any number of processes may use the same tables. A connection is borrowed for the
 * length of a call, and goes back with the auto-commit that it came with; a plain data source does
 * as well as a pool. A commit is one transaction, which locks the leases that it was made under.
 * What the database refuses or loses is a {@link StoreFailed}; its text holds no address and no
 * password. Closing the store leaves the data source open.
 *
 * @since 0.1
 */
public final class JdbcLinkStore implements LinkStore {

  /** What the tables' names begin with unless the host says otherwise. */
  public static final String TABLE_PREFIX = "syncline_";

  private final Sessions sessions;
  private final LeaseTable leases;
  private final LinkTable links;
  private final EntryTable entries;
  private final NoticeTable notices;
  private final JournalTable journal;

  private JdbcLinkStore(Sessions sessions, @Nullable Duration journalFor) {
    this.sessions = sessions;
    Tables tables = sessions.tables();
    Sequences sequences = new Sequences(tables, sessions.errors());
    this.leases = new LeaseTable(tables, sessions.errors());
    this.links = new LinkTable(tables);
    this.entries = new EntryTable(tables);
    this.notices = new NoticeTable(tables, sequences);
    this.journal = new JournalTable(tables, sequences, journalFor);
  }

  /** A store in this database. */
  public static Builder on(DataSource dataSource) {
    return new Builder(dataSource);
  }

  /**
   * What makes and updates the tables, for a host's own migration tool, under their usual names.
   */
  public static List<Script> scripts(Dialect dialect) {
    return Script.all(new Tables(dialect, null, TABLE_PREFIX));
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
    return sessions.write(
        "taking a lease",
        connection -> {
          Optional<Lease> lease = leases.take(connection, resource, holder, now, length);
          journal.forgetOld(connection, now);
          return lease;
        });
  }

  @Override
  public void release(Lease lease) {
    sessions.write(
        "giving a lease back",
        connection -> {
          leases.release(connection, lease);
          return true;
        });
  }

  /** Names the id or the entry that is there already, once the transaction is undone. */
  private static final class Taken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Taken(SQLException by) {
      super(by);
    }
  }

  @Override
  public void commit(StoreUpdate update) {
    if (update.isEmpty() && update.fences().isEmpty()) {
      return;
    }
    try {
      sessions.write("committing", connection -> applied(connection, update));
    } catch (Taken taken) {
      throw sessions.read("reading links", connection -> links.taken(connection, update.links()));
    }
  }

  private boolean applied(Connection connection, StoreUpdate update) throws SQLException {
    leases.check(connection, update.fences());
    try {
      links.apply(connection, update.removedLinks(), update.links());
    } catch (SQLException failed) {
      if (sessions.errors().duplicate(failed)) {
        throw new Taken(failed);
      }
      throw failed;
    }
    addNew(connection, update.newEntries());
    entries.put(connection, withoutNew(update));
    entries.remove(connection, update.removedEntries());
    notices.clear(connection, update.clearedNotices());
    journal.erase(connection, update.erasedJournal());
    journal.add(connection, update.journal());
    return true;
  }

  private void addNew(Connection connection, List<Entry> added) throws SQLException {
    try {
      entries.add(connection, added);
    } catch (SQLException failed) {
      if (sessions.errors().duplicate(failed)) {
        throw new StoreConflict(
            StoreConflict.Cause.ENTRY_EXISTS,
            "one of these exists: "
                + added.stream().map(each -> each.kind() + " " + each.key()).limit(10).toList());
      }
      throw failed;
    }
  }

  private record Place(String scope, String kind, String key) {

    static Place of(Entry entry) {
      return new Place(entry.scope(), entry.kind(), entry.key());
    }
  }

  /** What must not exist counts more than what may. */
  private static List<Entry> withoutNew(StoreUpdate update) {
    Set<Place> added = update.newEntries().stream().map(Place::of).collect(Collectors.toSet());
    return update.entries().stream().filter(entry -> !added.contains(Place.of(entry))).toList();
  }

  @Override
  public long offer(Notice notice) {
    return sessions.write("taking a notice", connection -> notices.add(connection, notice));
  }

  @Override
  public List<LinkRow> links(String plan, String flow, Side side, Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : sessions.read(
            "reading links", connection -> links.find(connection, plan, flow, side, ids));
  }

  @Override
  public List<LinkRow> scanLinks(String plan, String flow, String afterKey, int limit) {
    return sessions.read(
        "reading links", connection -> links.scan(connection, plan, flow, afterKey, limit));
  }

  @Override
  public List<Entry> entries(String scope, String kind, Collection<String> keys) {
    return keys.isEmpty()
        ? List.of()
        : sessions.read(
            "reading entries", connection -> entries.find(connection, scope, kind, keys));
  }

  @Override
  public List<Entry> scanEntries(String scope, String kind, String afterKey, int limit) {
    return sessions.read(
        "reading entries", connection -> entries.scan(connection, scope, kind, afterKey, limit));
  }

  @Override
  public List<Notice> notices(String plan, int limit) {
    return sessions.read("reading notices", connection -> notices.oldest(connection, plan, limit));
  }

  @Override
  public List<JournalRow> journal(String plan, String flow, Side side, String id, int limit) {
    return sessions.read(
        "reading the journal",
        connection -> journal.newest(connection, plan, flow, side, id, limit));
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return sessions.tables().toString();
  }

  /** Says where and how a store is kept. Not thread-safe. */
  public static final class Builder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private final DataSource source;
    private @Nullable Dialect dialect;
    private @Nullable String schema;
    private String prefix = TABLE_PREFIX;
    private Migrations migrations = Migrations.APPLY;
    private @Nullable Duration journalFor;
    private int known = Integer.MAX_VALUE;

    private Builder(DataSource source) {
      this.source = Objects.requireNonNull(source, "dataSource");
    }

    /** The database's language; found from what the database calls itself by default. */
    public Builder dialect(Dialect spoken) {
      dialect = Objects.requireNonNull(spoken, "dialect");
      return this;
    }

    /** The schema of the tables, which exists already; the connection's own by default. */
    public Builder schema(String name) {
      schema = checked("schema", name);
      return this;
    }

    /** What the tables' names begin with: {@value #TABLE_PREFIX} by default. */
    public Builder tablePrefix(String start) {
      prefix = checked("tablePrefix", start);
      return this;
    }

    private static String checked(String setting, String name) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            setting + " \"" + name + "\": a letter, then up to 39 letters, digits and underscores");
      }
      return name;
    }

    /** Who makes the tables: the library by default. */
    public Builder migrations(Migrations by) {
      migrations = Objects.requireNonNull(by, "migrations");
      return this;
    }

    /**
     * How long journal rows are kept; without it as long as there are no more than {@link
     * LinkStore#JOURNAL_ROWS} of a plan. Older ones go when a lease is asked for, so at the start
     * of every run.
     */
    public Builder journalFor(Duration kept) {
      if (kept.isNegative() || kept.isZero()) {
        throw new IllegalArgumentException("journalFor " + kept + ": longer than nothing");
      }
      journalFor = kept;
      return this;
    }

    /** As a library would that knows the first versions only. */
    Builder knowing(int versions) {
      known = versions;
      return this;
    }

    /** What makes and updates the tables under the names that are set here. */
    public List<Script> scripts() {
      return scripts(tables());
    }

    private List<Script> scripts(Tables tables) {
      List<Script> all = Script.all(tables);
      return all.subList(0, Math.min(known, all.size()));
    }

    private Tables tables() {
      return new Tables(dialect == null ? found() : dialect, schema, prefix);
    }

    private Dialect found() {
      try (Connection connection = source.getConnection()) {
        return Dialect.of(connection);
      } catch (SQLException failed) {
        throw new StoreFailed(
            StoreFailed.Reason.UNREACHABLE,
            "the link store's database cannot be reached: see that it is up and that the data"
                + " source's address and credentials hold ("
                + Errors.words(failed)
                + ")");
      }
    }

    /**
     * Makes the tables, or brings them to this library's version.
     *
     * @throws StoreFailed if that is not possible, or the tables are of a newer library
     */
    public Builder migrate() {
      Tables tables = tables();
      new Schema(new Sessions(source, tables), scripts(tables)).migrate();
      return this;
    }

    /**
     * The store, once its tables fit.
     *
     * @throws StoreFailed if the database cannot be reached or its tables do not fit, naming what
     *     is missing
     */
    public JdbcLinkStore open() {
      Tables tables = tables();
      Sessions sessions = new Sessions(source, tables);
      Schema made = new Schema(sessions, scripts(tables));
      if (migrations == Migrations.APPLY) {
        made.migrate();
      }
      made.check();
      made.keepCommits();
      return new JdbcLinkStore(sessions, journalFor);
    }
  }
}
