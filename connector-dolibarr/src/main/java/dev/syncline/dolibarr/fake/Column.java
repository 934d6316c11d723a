package dev.syncline.dolibarr.fake;

import java.util.Locale;

/** A column of the fake's database. */
record Column(String name, Type type, int size) {

  enum Type {
    WHOLE,
    NUMBER,
    FLOATING,
    CHARACTERS,
    BYTES,
    MOMENT,
    DAY,
    CHANGED
  }

  /** Reads {@code name:type} of the table file. */
  static Column parse(String text) {
    int colon = text.indexOf(':');
    String name = text.substring(0, colon);
    String type = text.substring(colon + 1);
    return switch (type) {
      case "i" -> new Column(name, Type.WHOLE, 0);
      case "r" -> new Column(name, Type.FLOATING, 0);
      case "t" -> new Column(name, Type.BYTES, 65_535);
      case "m" -> new Column(name, Type.BYTES, 16_777_215);
      case "dt" -> new Column(name, Type.MOMENT, 0);
      case "da" -> new Column(name, Type.DAY, 0);
      case "ts" -> new Column(name, Type.CHANGED, 0);
      case "d" -> new Column(name, Type.FLOATING, 0);
      default ->
          new Column(
              name,
              type.charAt(0) == 'v' ? Type.CHARACTERS : Type.NUMBER,
              Integer.parseInt(type.substring(1)));
    };
  }

  boolean textual() {
    return type == Type.CHARACTERS || type == Type.BYTES;
  }

  boolean temporal() {
    return type == Type.MOMENT || type == Type.DAY || type == Type.CHANGED;
  }

  /** The column an extra field of this type becomes. */
  static Column extra(String name, String type, String size) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "int", "boolean" -> new Column(name, Type.WHOLE, 0);
      case "double", "price" -> new Column(name, Type.NUMBER, 8);
      case "date" -> new Column(name, Type.DAY, 0);
      case "datetime" -> new Column(name, Type.MOMENT, 0);
      case "text", "html" -> new Column(name, Type.BYTES, 65_535);
      default ->
          new Column(name, Type.CHARACTERS, size.matches("\\d+") ? Integer.parseInt(size) : 255);
    };
  }
}
