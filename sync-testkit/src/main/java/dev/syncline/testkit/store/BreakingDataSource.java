package dev.syncline.testkit.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections break at a {@link Breakage}: each statement that is executed and
 * each commit is a step. What is broken answers with one error, and undoes what is open when its
 * connection is closed, as a server does when a client is gone.
 *
 * <p>Thread-safe if the data source behind it is.
 *
 * @since 0.1
 */
public final class BreakingDataSource implements DataSource {

  private final DataSource behind;
  private final Breakage breakage;
  private final Breakage.Broken<SQLException> error;

  /** Breaks with this error. */
  public BreakingDataSource(
      DataSource behind, Breakage breakage, Breakage.Broken<SQLException> error) {
    this.behind = behind;
    this.breakage = breakage;
    this.error = error;
  }

  /** Breaks as a connection that is lost. */
  public BreakingDataSource(DataSource behind, Breakage breakage) {
    this(behind, breakage, () -> new SQLException("the connection is lost", "08006"));
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (breakage.broken()) {
      throw error.now();
    }
    return proxied(Connection.class, behind.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  private <T> T proxied(Class<T> type, T real) {
    ClassLoader loader = BreakingDataSource.class.getClassLoader();
    return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, new Handler(real)));
  }

  private final class Handler implements InvocationHandler {

    private final Object real;

    Handler(Object real) {
      this.real = real;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      String name = method.getName();
      if (name.equals("close")) {
        return closed(method);
      }
      if (name.startsWith("execute") || name.equals("commit")) {
        try {
          return breakage.<Object, SQLException>step(() -> called(method, arguments), error);
        } catch (Called failed) {
          throw failed.getCause();
        }
      }
      if (breakage.broken() && !name.equals("isClosed")) {
        throw error.now();
      }
      try {
        return wrapped(called(method, arguments));
      } catch (Called failed) {
        throw failed.getCause();
      }
    }

    private @Nullable Object wrapped(@Nullable Object result) {
      if (result instanceof PreparedStatement statement) {
        return proxied(PreparedStatement.class, statement);
      }
      return result instanceof Statement statement ? proxied(Statement.class, statement) : result;
    }

    private @Nullable Object closed(Method method) throws Throwable {
      if (breakage.broken() && real instanceof Connection connection && !connection.isClosed()) {
        undo(connection);
      }
      try {
        return called(method, null);
      } catch (Called failed) {
        throw failed.getCause();
      }
    }

    /** A transaction is either the driver's, or one that was begun by a statement. */
    private void undo(Connection connection) throws SQLException {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
        return;
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      } catch (SQLException nothingOpen) {
        // that is what was wanted
      }
    }

    private @Nullable Object called(Method method, Object @Nullable [] arguments) throws Called {
      try {
        return method.invoke(real, arguments);
      } catch (InvocationTargetException failed) {
        throw new Called(failed.getTargetException());
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** What the real one threw. */
  private static final class Called extends SQLException {

    private static final long serialVersionUID = 1L;

    Called(Throwable by) {
      super(by);
    }
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return behind.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return behind.isWrapperFor(type);
  }
}
