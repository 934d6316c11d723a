package dev.syncline.moysklad.codec;

import dev.syncline.connector.CustomField.Sort;

/**
 * A field that an administrator of the account made.
 *
 * @param id the vendor's id
 * @param name what people read
 * @param sort the vendor's word for what it holds, such as {@code string}
 * @param home the type under which it is defined; goods of three kinds share one
 * @param list the id of the list that a choice is from; else empty
 * @since 0.1
 */
public record Attribute(String id, String name, String sort, String home, String list) {

  /** The longest text of one line. */
  static final int MAX_LINE = 255;

  /** The vendor's word for a field that is a choice of a list. */
  public static final String CHOICE = "customentity";

  /** Where it is defined, which is also how a filter names it. */
  public String path() {
    return home(home) + "/" + id;
  }

  /** Where the fields of a type are defined. */
  public static String home(String type) {
    return "entity/" + type + "/metadata/attributes";
  }

  /** What it holds, in our words. */
  public Sort kind() {
    return switch (sort) {
      case "string" -> Sort.LINE;
      case "text" -> Sort.TEXT;
      case "long", "double" -> Sort.NUMBER;
      case "boolean" -> Sort.BOOL;
      case "time" -> Sort.INSTANT;
      case "link" -> Sort.LINK;
      case CHOICE -> Sort.CHOICE;
      default -> Sort.OTHER;
    };
  }
}
