package dev.syncline.bitrix24.fake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One field of a kind of document.
 *
 * @param name the field's name in the stored document
 * @param upper the legacy name
 * @param list the status list or other catalogue its values come from, if any
 */
record Column(
    String name,
    String upper,
    Type type,
    boolean readOnly,
    boolean multiple,
    boolean filterable,
    @Nullable String list) {

  enum Type {
    INTEGER,
    DOUBLE,
    STRING,
    TEXT,
    FLAG,
    DATE,
    DATETIME,
    USER,
    STATUS,
    STAGE,
    CATEGORY,
    CURRENCY,
    LINK,
    MULTIFIELD,
    PROPERTY,
    FILE,
    UF_FLAG;

    boolean numeric() {
      return this == INTEGER || this == DOUBLE || this == USER || this == LINK || this == CATEGORY;
    }

    boolean timed() {
      return this == DATE || this == DATETIME;
    }
  }

  /** Reads {@code name UPPER type[*] [ro] [nofilter] [list=X]}. */
  static Column of(String line) {
    String[] parts = line.trim().split("\\s+");
    boolean multiple = parts[2].endsWith("*");
    String type = multiple ? parts[2].substring(0, parts[2].length() - 1) : parts[2];
    boolean readOnly = false;
    boolean filterable = true;
    String list = null;
    for (int i = 3; i < parts.length; i++) {
      readOnly |= parts[i].equals("ro");
      filterable &= !parts[i].equals("nofilter");
      list = parts[i].startsWith("list=") ? parts[i].substring(5) : list;
    }
    Type read = Type.valueOf(type.toUpperCase(Locale.ROOT));
    return new Column(parts[0], parts[1], read, readOnly, multiple, filterable, list);
  }

  boolean custom() {
    return name.startsWith("UF_");
  }
}
