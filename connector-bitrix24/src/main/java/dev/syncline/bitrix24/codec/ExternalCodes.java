package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.OperationKey;
import dev.syncline.model.Field;
import java.util.Optional;

/**
 * The catalog's {@code xmlId}: a third system's code, our own marker, or the entity's id where
 * nobody wrote anything.
 *
 * @since 0.1
 */
public final class ExternalCodes {

  /** Stands before our markers, so that they are never taken for a third system's code. */
  public static final String MARKER = "syncline:";

  /** Stands in {@code originatorId} of what we made. */
  public static final String ORIGINATOR = "syncline";

  private ExternalCodes() {}

  static Line<String> line(Field<String> field) {
    return Line.of(field, "xmlId", row -> Optional.<String>empty(), text -> text)
        .reading(ExternalCodes::read)
        .searched("=xmlId", text -> text);
  }

  /** The marker of a create that brings no code of its own. */
  public static String marker(OperationKey key) {
    return MARKER + key.marker();
  }

  /** The marker that a create of ours left on a document. */
  static Optional<String> markerOf(JsonNode row) {
    if (row.path("originatorId").asText().equals(ORIGINATOR)) {
      return Values.text(row.path("originId"));
    }
    return Values.text(row.path("xmlId"))
        .or(() -> Values.text(row.path("XML_ID")))
        .filter(text -> text.startsWith(MARKER))
        .map(text -> text.substring(MARKER.length()));
  }

  private static Optional<String> read(JsonNode row) {
    return Values.text(row.path("xmlId"))
        .filter(text -> !text.equals(row.path("id").asText()) && !text.startsWith(MARKER));
  }
}
