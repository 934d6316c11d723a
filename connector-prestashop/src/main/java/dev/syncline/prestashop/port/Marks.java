package dev.syncline.prestashop.port;

import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.codec.Clean;
import dev.syncline.prestashop.codec.CouponTable;
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
 * suppliers' reference, which a shop shows in its suppliers' tab only; vouchers in a description
 * that no customer sees; categories have nothing but the words of their address, and addresses
 * nothing but their alias, at whose end it stands, shortened.
 *
 * <p>Thread-safe.
 */
final class Marks {

  private static final String LINK = "link_rewrite";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:.~#-]+");
  private static final int SHORT = 12;
  private static final int PAGE = 1000;

  private static final String ALIAS = "alias";
  private static final int LONGEST_ALIAS = 32;

  private final PrestaShopApi api;
  private final Naturals naturals;

  Marks(PrestaShopApi api, Naturals naturals) {
    this.api = api;
    this.naturals = naturals;
  }

  /** What tells creates apart by itself; see {@link Naturals}. */
  Naturals naturals() {
    return naturals;
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
    switch (kind) {
      case CUSTOMER, PRICE -> {
        // There is no room for one, and none is needed.
      }
      case CATEGORY -> {
        Map<Integer, String> links = new LinkedHashMap<>();
        row.said("name").forEach((id, name) -> links.put(id, Clean.link(name) + ending(key)));
        row.languages(LINK, links);
      }
      case ADDRESS -> row.text(ALIAS, alias(row.build(), key));
      case COUPON -> row.text(CouponTable.MARKER, text(key));
      default -> row.text(ProductTable.MARKER, text(key));
    }
  }

  /** The name that customers see in their list of addresses. */
  private static String alias(Row row, OperationKey key) {
    String ending = ending(key);
    String city = row.text("city").strip();
    int room = Math.min(city.length(), LONGEST_ALIAS - ending.length());
    return city.substring(0, city.offsetByCodePoints(0, city.codePointCount(0, room))).strip()
        + ending;
  }

  /** The vendor's ids of what carries these creates' markers. */
  Map<Write.Create, List<Row>> found(Shelf shelf, List<Write.Create> creates) {
    Kind kind = shelf.kind();
    Map<Write.Create, List<Row>> found = new LinkedHashMap<>();
    creates.forEach(create -> found.put(create, new ArrayList<>()));
    if (Naturals.tell(kind)) {
      Map<Write.Create, String> keys = naturals.keys(shelf, creates);
      Map<String, List<Row>> rows = naturals.found(shelf, keys);
      keys.forEach(
          (create, key) ->
              found.put(
                  create,
                  rows.getOrDefault(key, List.of()).stream()
                      .filter(row -> !shelf.isGone(row))
                      .toList()));
      return found;
    }
    for (Row row : candidates(kind, creates)) {
      creates.stream()
          .filter(create -> carries(kind, row, create.key()))
          .forEach(create -> found.getOrDefault(create, new ArrayList<>()).add(row));
    }
    return found;
  }

  private List<Row> candidates(Kind kind, List<Write.Create> creates) {
    return switch (kind) {
      case CATEGORY -> categories();
      case ADDRESS ->
          api.where(kind.resource(), Set.of(ALIAS), "id_customer", Naturals.customers(creates));
      case COUPON -> goods(kind, CouponTable.MARKER, creates);
      default -> goods(kind, ProductTable.MARKER, creates);
    };
  }

  private boolean carries(Kind kind, Row row, OperationKey key) {
    return switch (kind) {
      case CATEGORY ->
          row.languages(LINK).values().stream().anyMatch(link -> link.endsWith(ending(key)));
      case ADDRESS -> row.text(ALIAS).endsWith(ending(key));
      case COUPON -> row.text(CouponTable.MARKER).equals(text(key));
      default -> row.text(ProductTable.MARKER).equals(text(key));
    };
  }

  private List<Row> categories() {
    return api.all(Kind.CATEGORY.resource(), dev.syncline.prestashop.Query.of(Set.of(LINK)), PAGE);
  }

  private List<Row> goods(Kind kind, String column, List<Write.Create> creates) {
    Set<String> marks = new LinkedHashSet<>();
    creates.forEach(create -> marks.add(text(create.key())));
    Set<String> columns = kind == Kind.VARIANT ? Set.of(column, "id_product") : Set.of(column);
    return api.where(kind.resource(), columns, column, marks);
  }
}
