package dev.syncline.store.jdbc;

import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreFailed.Reason;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What drivers' errors mean, in words that tell what to do and hold no secret. */
final class Errors {

  private static final Pattern URL = Pattern.compile("(?s)jdbc:.*");
  private static final Pattern SECRET =
      Pattern.compile("(?i)\\b(password|passwd|pwd|secret|token)\\b\\s*[=:]?\\s*\\S+");
  private static final int LONGEST = 200;

  private static final Set<String> FULL_STATES = Set.of("53100");
  private static final Set<String> LOCKED_STATES = Set.of("55P03", "57014", "HYT00");
  private static final Set<String> READ_ONLY_STATES = Set.of("25006", "42501", "90097");
  private static final Set<String> SCHEMA_STATES =
      Set.of("42P01", "42703", "42S02", "42S03", "42S04", "42S22", "3F000", "90079");
  private static final Set<String> GONE_STATES =
      Set.of("57P01", "57P02", "57P03", "53300", "90067", "90098", "90121", "90020", "90007");
  private static final Set<String> AGAIN_STATES = Set.of("40001", "40P01", "90131");

  private static final Set<Integer> MARIADB_FULL = Set.of(1021, 1114, 1026, 1041, 3, 28);
  private static final Set<Integer> MARIADB_READ_ONLY = Set.of(1290, 1792, 1836, 1142, 1044);
  private static final Set<Integer> MARIADB_AGAIN = Set.of(1213, 1020);
  private static final int MARIADB_LOCKED = 1205;
  private static final int MARIADB_DUPLICATE = 1062;
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_TABLE_LOCKED = 6;
  private static final int SQLITE_READ_ONLY = 8;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_CANNOT_OPEN = 14;
  private static final int SQLITE_CONSTRAINT = 19;

  private final Tables tables;

  Errors(Tables tables) {
    this.tables = tables;
  }

  /** Whether the transaction was undone by the database for another's sake: it may be repeated. */
  boolean again(SQLException failed) {
    return any(
        failed,
        each ->
            AGAIN_STATES.contains(state(each))
                || (on(Dialect.MARIADB) && MARIADB_AGAIN.contains(each.getErrorCode())));
  }

  /** Whether a row is there that must be unique. */
  boolean duplicate(SQLException failed) {
    return any(
        failed,
        each ->
            switch (tables.dialect()) {
              case SQLITE -> (each.getErrorCode() & 0xff) == SQLITE_CONSTRAINT;
              case MARIADB -> each.getErrorCode() == MARIADB_DUPLICATE;
              case H2, POSTGRESQL -> state(each).equals("23505");
            });
  }

  /** What became of a commit that failed. */
  StoreFailed commitFailed(String doing, SQLException failed) {
    Reason reason = reason(failed);
    boolean refused =
        reason == Reason.LOCKED || reason == Reason.FULL || reason == Reason.READ_ONLY;
    return refused ? failed(doing, failed) : told(Reason.OUTCOME_UNKNOWN, doing, failed);
  }

  StoreFailed failed(String doing, SQLException failed) {
    return told(reason(failed), doing, failed);
  }

  private StoreFailed told(Reason reason, String doing, SQLException failed) {
    String text =
        tables + " failed while " + doing + ": " + remedy(reason) + " (" + words(failed) + ")";
    return new StoreFailed(reason, text, new Scrubbed(failed));
  }

  private String remedy(Reason reason) {
    return switch (reason) {
      case UNREACHABLE ->
          "no connection; nothing was kept of this step. See that the database is up, that its"
              + " credentials hold and that the pool is large enough, then run again";
      case OUTCOME_UNKNOWN ->
          "the connection was lost while the commit was being confirmed, so it is kept whole or not"
              + " at all. The run ends; the next one reads which, and goes on from there";
      case LOCKED ->
          "another transaction holds the rows for too long; nothing was kept of this step. Look for"
              + " long transactions on these tables, or raise the lock time-out"
              + (on(Dialect.SQLITE) ? " (busy_timeout)" : "");
      case FULL ->
          "no space is left; nothing was kept of this step. Make room (journalFor(…) keeps fewer"
              + " journal rows), then run again";
      case READ_ONLY ->
          "the database takes no writes of this user; nothing was kept of this step. Connect to the"
              + " primary, or grant SELECT, INSERT, UPDATE and DELETE on these tables";
      case SCHEMA ->
          "its tables are missing or not of this version. Let the library make them"
              + " (migrations(APPLY), the default), or run JdbcLinkStore.scripts(…) with your own"
              + " tool";
      case BROKEN -> "nothing was kept of this step";
    };
  }

  Reason reason(SQLException failed) {
    if (any(failed, this::full)) {
      return Reason.FULL;
    }
    if (any(failed, this::readOnly)) {
      return Reason.READ_ONLY;
    }
    if (any(failed, this::unknownTable)) {
      return Reason.SCHEMA;
    }
    if (any(failed, this::locked) || again(failed)) {
      return Reason.LOCKED;
    }
    return any(failed, this::gone) ? Reason.UNREACHABLE : Reason.BROKEN;
  }

  private boolean full(SQLException each) {
    return FULL_STATES.contains(state(each))
        || (on(Dialect.MARIADB) && MARIADB_FULL.contains(each.getErrorCode()))
        || sqlite(each, SQLITE_FULL)
        || message(each).contains("no space left");
  }

  private boolean readOnly(SQLException each) {
    return READ_ONLY_STATES.contains(state(each))
        || (on(Dialect.MARIADB) && MARIADB_READ_ONLY.contains(each.getErrorCode()))
        || sqlite(each, SQLITE_READ_ONLY);
  }

  private boolean unknownTable(SQLException each) {
    return SCHEMA_STATES.contains(state(each))
        || (on(Dialect.SQLITE) && message(each).contains("no such table"));
  }

  private boolean locked(SQLException each) {
    return LOCKED_STATES.contains(state(each))
        || each instanceof SQLTimeoutException
        || (on(Dialect.MARIADB) && each.getErrorCode() == MARIADB_LOCKED)
        || sqlite(each, SQLITE_BUSY)
        || sqlite(each, SQLITE_TABLE_LOCKED);
  }

  private boolean gone(SQLException each) {
    return state(each).startsWith("08")
        || state(each).startsWith("28")
        || GONE_STATES.contains(state(each))
        || each instanceof SQLTransientConnectionException
        || each instanceof SQLNonTransientConnectionException
        || each instanceof SQLRecoverableException
        || sqlite(each, SQLITE_CANNOT_OPEN);
  }

  private boolean sqlite(SQLException each, int code) {
    return on(Dialect.SQLITE) && (each.getErrorCode() & 0xff) == code;
  }

  private boolean on(Dialect dialect) {
    return tables.dialect() == dialect;
  }

  private static String message(SQLException each) {
    return String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static String state(SQLException each) {
    @Nullable String state = each.getSQLState();
    return state == null ? "" : state;
  }

  private static boolean any(SQLException failed, Predicate<SQLException> is) {
    return chain(failed).stream().anyMatch(is);
  }

  /** A driver hides the real reason behind the first, as its cause or as the next one. */
  private static List<SQLException> chain(SQLException failed) {
    List<SQLException> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(failed, seen, chain);
    return chain;
  }

  private static void collect(
      @Nullable Throwable each, Set<Throwable> seen, List<SQLException> chain) {
    if (each == null || !seen.add(each)) {
      return;
    }
    if (each instanceof SQLException sql) {
      chain.add(sql);
      collect(sql.getNextException(), seen, chain);
    }
    collect(each.getCause(), seen, chain);
  }

  /** A driver's words without what may be secret: addresses, passwords, quoted rows. */
  static String words(Throwable failed) {
    String first = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    String safe = SECRET.matcher(URL.matcher(first).replaceAll("jdbc:…")).replaceAll("$1 …");
    String cut = safe.length() > LONGEST ? safe.substring(0, LONGEST) + "…" : safe;
    String code =
        failed instanceof SQLException sql
            ? ", SQLSTATE " + sql.getSQLState() + ", code " + sql.getErrorCode()
            : "";
    return failed.getClass().getSimpleName() + code + ": " + cut;
  }

  /** A driver's error to look at in a stack trace, in safe words. */
  private static final class Scrubbed extends Exception {

    private static final long serialVersionUID = 1L;

    Scrubbed(Throwable failed) {
      super(words(failed), cause(failed));
      setStackTrace(failed.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable failed) {
      @Nullable Throwable cause = failed.getCause();
      return cause == null ? null : new Scrubbed(cause);
    }
  }
}
