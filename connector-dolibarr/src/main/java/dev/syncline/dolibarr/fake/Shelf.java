package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One kind's objects, found and shown. */
record Shelf(Kind kind) {

  ObjectNode shown(Session session, Row row) {
    ObjectNode json = Php.object();
    for (Field field : kind.fields()) {
      if (field.shown()) {
        json.set(field.wire(), field.shown(row, session.clocks()));
      }
    }
    if (kind.hasExtra()) {
      json.set("array_options", Extras.shown(session, kind.extra(), row.id()));
    }
    return json;
  }

  Row get(Session session, long id) {
    return find(session, id).orElseThrow(() -> ApiError.notFound(kind.notFound()));
  }

  Optional<Row> find(Session session, long id) {
    return Optional.ofNullable(session.data.find(kind.table(), id))
        .filter(row -> row.number("entity") == 0 || row.number("entity") == session.entity());
  }

  /** The first object whose column holds this text. */
  Optional<Row> by(Session session, String column, String text) {
    return here(session).stream()
        .filter(row -> row.get(column) != null && Php.sameText(row.text(column), text))
        .min(Comparator.comparingLong(Row::id));
  }

  Row getBy(Session session, String column, String text) {
    return by(session, column, text).orElseThrow(() -> ApiError.notFound(kind.notFound()));
  }

  List<Row> here(Session session) {
    return session
        .data
        .where(
            kind.table(),
            row -> row.number("entity") == 0 || row.number("entity") == session.entity())
        .toList();
  }
}
