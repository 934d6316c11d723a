package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.model.Category;
import dev.syncline.model.Ref;
import java.util.List;
import java.util.Optional;

/**
 * {@code catalog.section}.
 *
 * @since 0.1
 */
public final class SectionTable {

  /** The table. */
  public static final Codec CODEC =
      new Codec(
          List.of("id", "iblockId", "iblockSectionId", "xmlId"),
          List.of(
              Line.text(Category.NAME, "name").searched("=name", text -> text),
              parent(),
              ExternalCodes.line(Category.EXTERNAL_CODE),
              Archived.line(Category.ARCHIVED)));

  private SectionTable() {}

  private static Line<Ref> parent() {
    return Line.of(Category.PARENT, "iblockSectionId", SectionTable::section, SectionTable::id)
        .searched("=iblockSectionId", SectionTable::id);
  }

  static Optional<Ref> section(JsonNode id) {
    return Values.id(id).map(each -> new Ref(Category.TYPE, Long.toString(each)));
  }

  static Object id(Ref ref) {
    return ref.pending() ? new Command.Made(ref.operationKey()) : ref.id();
  }
}
