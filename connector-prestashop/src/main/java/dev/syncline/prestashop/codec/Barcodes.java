package dev.syncline.prestashop.codec;

import dev.syncline.model.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The three columns of a good's codes as one set. Pure. */
final class Barcodes {

  private static final String EAN = "ean13";
  private static final String UPC = "upc";
  private static final String ISBN = "isbn";
  private static final List<String> COLUMNS = List.of(EAN, UPC, ISBN);
  private static final Pattern IS_EAN = Pattern.compile("[0-9]{1,13}");
  private static final Pattern IS_UPC = Pattern.compile("[0-9]{12}");
  private static final Pattern IS_ISBN = Pattern.compile("[0-9-]{1,32}");

  private Barcodes() {}

  static Line<Set<String>> line(Field<Set<String>> field) {
    return Line.of(
        field,
        new LinkedHashSet<>(COLUMNS),
        (row, into, terms) -> {
          if (row.has(EAN)) {
            Set<String> codes = new LinkedHashSet<>();
            COLUMNS.stream().map(row::text).filter(code -> !code.isBlank()).forEach(codes::add);
            into.set(field, codes);
          }
        },
        Barcodes::write);
  }

  private static boolean write(Row.Builder row, @Nullable Set<String> wanted, Line.Written how) {
    Map<String, String> places = new LinkedHashMap<>();
    boolean all = true;
    boolean books = how.terms().version().hasStates();
    for (String code : new TreeSet<>(wanted == null ? Set.of() : wanted)) {
      all &= place(code, places, books);
    }
    row.text(EAN, places.getOrDefault(EAN, ""));
    row.text(UPC, places.getOrDefault(UPC, ""));
    if (books) {
      row.text(ISBN, places.getOrDefault(ISBN, ""));
    }
    return all;
  }

  /** Twelve digits are a UPC, other digits an EAN, and what has no room left may be a book's. */
  private static boolean place(String code, Map<String, String> places, boolean books) {
    if (IS_UPC.matcher(code).matches() && places.putIfAbsent(UPC, code) == null) {
      return true;
    }
    if (IS_EAN.matcher(code).matches() && places.putIfAbsent(EAN, code) == null) {
      return true;
    }
    return books && IS_ISBN.matcher(code).matches() && places.putIfAbsent(ISBN, code) == null;
  }
}
