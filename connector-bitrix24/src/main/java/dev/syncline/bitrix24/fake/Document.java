package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One document of a {@link FakeBitrix24} as it was when it was read; a later change is not seen
 * here.
 *
 * @param id the portal's id
 * @param json the raw document, a copy
 * @since 0.1
 */
public record Document(long id, ObjectNode json) {

  /** A field as text, empty if it is missing or null. */
  public String text(String field) {
    return Values.text(
        json.path(field).isObject() ? json.path(field).get("value") : json.get(field));
  }

  /** The title of an item or the name of anything else. */
  public String title() {
    return json.hasNonNull("title") ? text("title") : text("name");
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
