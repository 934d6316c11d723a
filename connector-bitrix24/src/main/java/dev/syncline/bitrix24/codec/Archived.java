package dev.syncline.bitrix24.codec;

import dev.syncline.model.Field;
import java.util.Optional;

/** {@code active}, the other way round. */
final class Archived {

  private Archived() {}

  static Line<Boolean> line(Field<Boolean> field) {
    return Line.of(
        field,
        "active",
        active -> Optional.of(!Values.yes(active)),
        archived -> archived ? "N" : "Y");
  }
}
