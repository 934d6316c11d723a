package dev.syncline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column and how its values travel. */
record Column(String name, Kind kind) {

  /** What a column holds. */
  enum Kind {
    TEXT("text"),
    NUMBER("bigint"),
    BYTES("bytea");

    private final String postgres;

    Kind(String postgres) {
      this.postgres = postgres;
    }
  }

  static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  static Column number(String name) {
    return new Column(name, Kind.NUMBER);
  }

  static Column bytes(String name) {
    return new Column(name, Kind.BYTES);
  }

  /** A parameter that is a whole column of values at once. */
  String array() {
    return "CAST(? AS " + kind.postgres + "[])";
  }

  java.sql.Array array(Connection connection, List<@Nullable Object> values) throws SQLException {
    Object[] typed =
        switch (kind) {
          case TEXT -> values.toArray(new String[0]);
          case NUMBER -> values.toArray(new Long[0]);
          case BYTES -> values.toArray(new byte[0][]);
        };
    return connection.createArrayOf(kind == Kind.NUMBER ? "int8" : kind.postgres, typed);
  }

  void set(Dialect dialect, PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (kind) {
      case TEXT -> text(dialect, statement, at, (String) value);
      case NUMBER -> statement.setLong(at, value == null ? 0 : (Long) value);
      case BYTES -> {
        if (value == null) {
          statement.setNull(at, Types.VARBINARY);
        } else {
          statement.setBytes(at, (byte[]) value);
        }
      }
    }
  }

  /** MariaDB's texts are bytes here, see its scripts: whatever the connection's character set. */
  static void text(Dialect dialect, PreparedStatement statement, int at, @Nullable String value)
      throws SQLException {
    if (value == null) {
      statement.setNull(at, dialect == Dialect.MARIADB ? Types.VARBINARY : Types.VARCHAR);
    } else if (dialect == Dialect.MARIADB) {
      statement.setBytes(at, Names.utf8(value));
    } else {
      statement.setString(at, value);
    }
  }

  static @Nullable String textOrNull(Dialect dialect, ResultSet rows, int at) throws SQLException {
    if (dialect != Dialect.MARIADB) {
      return rows.getString(at);
    }
    byte @Nullable [] bytes = rows.getBytes(at);
    return bytes == null ? null : Names.text(bytes);
  }

  static String text(Dialect dialect, ResultSet rows, int at) throws SQLException {
    return String.valueOf(textOrNull(dialect, rows, at));
  }

  /** Some databases give nothing at all for bytes of length zero. */
  static byte[] bytes(ResultSet rows, int at) throws SQLException {
    byte @Nullable [] bytes = rows.getBytes(at);
    return bytes == null ? new byte[0] : bytes;
  }
}
