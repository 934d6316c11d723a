package dev.syncline.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that says what is about to be done, before each statement and each commit: so a
 * test can let a thread wait there, or undo it.
 */
final class TellingDataSource {

  static final String COMMIT = "COMMIT";

  /** Hears a statement's text, or {@link #COMMIT}, on the thread that does it. */
  interface Step {
    void before(String sql) throws Exception;
  }

  private TellingDataSource() {}

  static DataSource telling(DataSource behind, Step step) {
    return proxied(DataSource.class, behind, "", step);
  }

  private static <T> T proxied(Class<T> type, T real, String sql, Step step) {
    InvocationHandler handler =
        (proxy, method, arguments) -> called(real, method, arguments, sql, step);
    return type.cast(
        Proxy.newProxyInstance(
            TellingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object called(
      Object real, Method method, Object @Nullable [] arguments, String sql, Step step)
      throws Throwable {
    boolean said = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
    String text = said ? (String) arguments[0] : sql;
    if (method.getName().equals("commit")) {
      step.before(COMMIT);
    } else if (method.getName().startsWith("execute")) {
      step.before(text);
    }
    try {
      return wrapped(method.invoke(real, arguments), text, step);
    } catch (InvocationTargetException failed) {
      throw failed.getTargetException();
    }
  }

  private static @Nullable Object wrapped(@Nullable Object result, String sql, Step step) {
    if (result instanceof Connection connection) {
      return proxied(Connection.class, connection, sql, step);
    }
    if (result instanceof PreparedStatement statement) {
      return proxied(PreparedStatement.class, statement, sql, step);
    }
    return result instanceof Statement statement
        ? proxied(Statement.class, statement, sql, step)
        : result;
  }

  /** What a database says when it has undone a transaction for another's sake. */
  static SQLException undone() {
    return new SQLException("undone for another's sake", "40001");
  }
}
