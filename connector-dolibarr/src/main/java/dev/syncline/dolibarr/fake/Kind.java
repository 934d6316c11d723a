package dev.syncline.dolibarr.fake;

import java.util.List;
import java.util.Optional;

/**
 * A kind of object: its table, its extra fields and its table of fields.
 *
 * @param table its table
 * @param extra the table name its extra fields are declared for, empty if it has none
 * @param extraAlias what filters call the table of its extra fields
 * @param order what a list is sorted by unless told otherwise
 * @param pagedSince the first version whose lists tell their totals, 0 for none
 * @param notFound the answer to an unknown id
 * @param listed the word a list's errors use
 */
record Kind(
    String table,
    String extra,
    String extraAlias,
    String order,
    int pagedSince,
    String notFound,
    String listed,
    List<Field> fields) {

  String extraTable() {
    return extra + "_extrafields";
  }

  Optional<Field> field(String wire) {
    return fields.stream().filter(field -> field.wire().equals(wire)).findFirst();
  }

  boolean hasExtra() {
    return !extra.isEmpty();
  }
}
