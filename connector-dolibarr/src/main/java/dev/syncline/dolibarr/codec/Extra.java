package dev.syncline.dolibarr.codec;

import dev.syncline.connector.CustomField.Sort;

/**
 * An extra field as the vendor keeps it.
 *
 * @param code its name, lower case
 * @param label what people read
 * @param type the vendor's type, such as {@code varchar}
 * @param size the vendor's size, empty if none
 * @since 0.1
 */
public record Extra(String code, String label, String type, String size) {

  private static final int LINE = 255;
  private static final int TEXT = 65_000;

  /** What it holds. */
  public Sort sort() {
    return switch (type) {
      case "varchar", "mail", "phone", "ip" -> Sort.LINE;
      case "text", "html" -> Sort.TEXT;
      case "int", "double", "price" -> Sort.NUMBER;
      case "boolean" -> Sort.BOOL;
      case "date" -> Sort.DATE;
      case "datetime" -> Sort.INSTANT;
      case "select", "radio", "sellist" -> Sort.CHOICE;
      case "url" -> Sort.LINK;
      default -> Sort.OTHER;
    };
  }

  /** How many characters it holds. */
  int longest() {
    if (sort() == Sort.TEXT) {
      return TEXT;
    }
    return size.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(size) : LINE;
  }

  /** The vendor's type of a sort; empty if none can be made. */
  public static String typeOf(Sort sort) {
    return switch (sort) {
      case LINE -> "varchar";
      case TEXT -> "text";
      case NUMBER -> "double";
      case BOOL -> "boolean";
      case DATE -> "date";
      case INSTANT -> "datetime";
      case LINK -> "url";
      default -> "";
    };
  }

  /** The vendor's size of a type. */
  public static String sizeOf(String type) {
    return switch (type) {
      case "varchar", "url" -> "255";
      case "double" -> "24,8";
      default -> "";
    };
  }
}
