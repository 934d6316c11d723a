package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of an object: its name on the wire, its column, how it is written out and how it is
 * taken in.
 *
 * @param out {@code s} text or null, {@code e} text or "", {@code z} text or "0", {@code o} text or
 *     the number 0, {@code i} whole number, {@code f} number, {@code u} unix seconds or "", {@code
 *     n} unix seconds or null, {@code .} not shown
 * @param in {@code -} read only, {@code t} text, {@code d} typed amount, {@code c} number, {@code
 *     b} whole number, {@code k} id or nothing, {@code u} moment
 */
record Field(String wire, String column, char out, char in) {

  /** Reads a table of fields, one a line: name, column, out, in. */
  static List<Field> table(String text) {
    List<Field> fields = new ArrayList<>();
    for (String line : text.strip().split("\\s*\\n\\s*")) {
      String[] words = line.split("\\s+");
      fields.add(new Field(words[0], words[1], words[2].charAt(0), words[3].charAt(0)));
    }
    return List.copyOf(fields);
  }

  boolean shown() {
    return out != '.';
  }

  boolean writable() {
    return in != '-';
  }

  JsonNode shown(Row row, Clocks clocks) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    Object value = row.get(column);
    if (value == null) {
      return switch (out) {
        case 'e', 'u' -> make.textNode("");
        case 'z' -> make.textNode("0");
        case 'o' -> make.numberNode(0);
        default -> make.nullNode();
      };
    }
    return switch (out) {
      case 'i' -> make.numberNode(row.number(column));
      case 'f' -> make.numberNode(row.decimal(column).doubleValue());
      case 'u', 'n' -> make.numberNode(clocks.read(value.toString()));
      default -> make.textNode(Row.shown(value));
    };
  }

  /** What is stored for a value that was cleaned already. */
  @Nullable Object stored(String text, Clocks clocks) {
    return switch (in) {
      case 'd' -> text.isEmpty() ? null : Php.amount(text);
      case 'c' -> text.isEmpty() ? null : Php.decimal(text);
      case 'b' -> Php.whole(text);
      case 'k' -> Php.whole(text) > 0 ? Php.whole(text) : null;
      case 'u' -> text.isEmpty() ? null : clocks.written(text);
      default -> text.isEmpty() ? null : text;
    };
  }
}
