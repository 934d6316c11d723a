package dev.syncline.prestashop.port;

import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.codec.Clean;
import dev.syncline.prestashop.codec.ProductTable;
import dev.syncline.prestashop.codec.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a create is found again. No resource has a field for it: goods carry their key as the
 * suppliers' reference, which a shop shows in its suppliers' tab only; categories have nothing but
 * the words of their address, at whose end it stands, shortened.
 *
 * <p>Thread-safe.
 */
final class Marks {

  private static final String LINK = "link_rewrite";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:.~#-]+");
  private static final int SHORT = 12;
  private static final int PAGE = 1000;

  private final PrestaShopApi api;

  Marks(PrestaShopApi api) {
    this.api = api;
  }

  /** The marker of a key, as goods carry it: one that people can read, if it fits. */
  String text(OperationKey key) {
    String readable = key.marker();
    boolean fits =
        readable.length() <= api.version().longestReference() && PLAIN.matcher(readable).matches();
    return fits ? readable : compact(key);
  }

  private static String compact(OperationKey key) {
    return key.uuid().toString().replace("-", "");
  }

  /** The end of a category's address. */
  private static String ending(OperationKey key) {
    return "-" + compact(key).substring(0, SHORT);
  }

  /** Puts the marker into the row of a create. */
  void mark(Kind kind, OperationKey key, Row.Builder row) {
    if (kind != Kind.CATEGORY) {
      row.text(ProductTable.MARKER, text(key));
      return;
    }
    Map<Integer, String> links = new LinkedHashMap<>();
    row.said("name").forEach((id, name) -> links.put(id, Clean.link(name) + ending(key)));
    row.languages(LINK, links);
  }

  /** The vendor's ids of what carries these creates' markers. */
  Map<Write.Create, List<Row>> found(Kind kind, List<Write.Create> creates) {
    Map<Write.Create, List<Row>> found = new LinkedHashMap<>();
    creates.forEach(create -> found.put(create, new ArrayList<>()));
    for (Row row : kind == Kind.CATEGORY ? categories() : goods(kind, creates)) {
      creates.stream()
          .filter(create -> carries(kind, row, create.key()))
          .forEach(create -> found.getOrDefault(create, new ArrayList<>()).add(row));
    }
    return found;
  }

  private boolean carries(Kind kind, Row row, OperationKey key) {
    return kind == Kind.CATEGORY
        ? row.languages(LINK).values().stream().anyMatch(link -> link.endsWith(ending(key)))
        : row.text(ProductTable.MARKER).equals(text(key));
  }

  private List<Row> categories() {
    return api.all(Kind.CATEGORY.resource(), dev.syncline.prestashop.Query.of(Set.of(LINK)), PAGE);
  }

  private List<Row> goods(Kind kind, List<Write.Create> creates) {
    Set<String> marks = new LinkedHashSet<>();
    creates.forEach(create -> marks.add(text(create.key())));
    Set<String> columns =
        kind == Kind.VARIANT
            ? Set.of(ProductTable.MARKER, "id_product")
            : Set.of(ProductTable.MARKER);
    return api.where(kind.resource(), columns, ProductTable.MARKER, marks);
  }
}
