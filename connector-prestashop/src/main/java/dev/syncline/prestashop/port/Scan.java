package dev.syncline.prestashop.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.prestashop.codec.Row;
import java.util.List;

/** How a list that dates nothing is looked through. */
interface Scan {

  /**
   * Rows behind a place, whole places at a time.
   *
   * @param rows in the order of their places
   * @param upTo the place up to which the list was read, whatever of it counts
   * @param last whether nothing follows
   */
  record Step(List<Row> rows, long upTo, boolean last) {}

  /** The next rows. */
  Step next(long after, FieldSet wanted);

  /** The place of a row: a number that grows through the list. */
  long place(Row row);

  /** All of a row that may change. */
  String content(Row row);

  /** The entities of rows that were found changed. */
  List<Entity> entities(List<Row> rows, FieldSet wanted);
}
