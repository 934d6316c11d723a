package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The price of a product: one of net and gross is said, the other follows. A new product's price is
 * cut to two decimals; a changed one keeps five.
 */
final class Prices {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int FINE = 20;
  private static final List<String> NAMES =
      List.of(
          "price",
          "price_ttc",
          "price_min",
          "price_min_ttc",
          "price_base_type",
          "tva_tx",
          "default_vat_code");

  /** What a level says, by the map of levels that says it. */
  private static final Map<String, String> MAPS =
      Map.of(
          "multiprices", "price",
          "multiprices_ttc", "price_ttc",
          "multiprices_min", "price_min",
          "multiprices_min_ttc", "price_min_ttc",
          "multiprices_base_type", "price_base_type",
          "multiprices_tva_tx", "tva_tx");

  private Prices() {}

  private static BigDecimal rate(BigDecimal percent) {
    return BigDecimal.ONE.add(percent.divide(HUNDRED, FINE, RoundingMode.HALF_UP));
  }

  static BigDecimal gross(BigDecimal net, BigDecimal percent) {
    return net.multiply(rate(percent));
  }

  static BigDecimal net(BigDecimal gross, BigDecimal percent) {
    return gross.divide(rate(percent), FINE, RoundingMode.HALF_UP);
  }

  /** The columns of a pair of net and gross, one of which is said. */
  private static void pair(
      Map<String, @Nullable Object> columns,
      String name,
      BigDecimal said,
      boolean gross,
      BigDecimal percent) {
    BigDecimal unit = Php.unit(said);
    columns.put(name, gross ? Php.unit(net(unit, percent)) : unit);
    columns.put(name + "_ttc", gross ? unit : Php.unit(gross(unit, percent)));
  }

  /** What a new product's columns say of its price. */
  static Map<String, @Nullable Object> fresh(Session session, ObjectNode body) {
    String base = Php.text(body.get("price_base_type"));
    String known = base.isEmpty() ? session.setup.constant("PRODUCT_PRICE_BASE_TYPE", "") : base;
    boolean gross = known.equals("TTC");
    BigDecimal percent = Php.decimal(Php.text(body.get("tva_tx")));
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("price_base_type", known);
    pair(columns, "price", positive(body, gross ? "price_ttc" : "price"), gross, percent);
    pair(
        columns,
        "price_min",
        positive(body, gross ? "price_min_ttc" : "price_min"),
        gross,
        percent);
    for (String name : List.of("price", "price_ttc")) {
      columns.put(
          name, Php.total((BigDecimal) java.util.Objects.requireNonNull(columns.get(name))));
    }
    return columns;
  }

  private static BigDecimal positive(ObjectNode body, String name) {
    return Php.amount(Php.text(body.get(name))).max(BigDecimal.ZERO);
  }

  /** Changes the price as a body says; nothing at all where the price mode forbids it. */
  static void change(Session session, Row held, ObjectNode body) {
    boolean one =
        session.setup.flag("PRODUCT_PRICE_UNIQ") || session.setup.flag("PRODUIT_CUSTOMER_PRICES");
    if (one && NAMES.stream().anyMatch(body::has)) {
      String base =
          body.has("price_base_type") ? Php.text(body.get("price_base_type")) : base(held);
      BigDecimal percent =
          body.has("tva_tx") ? Php.decimal(Php.text(body.get("tva_tx"))) : held.decimal("tva_tx");
      boolean gross = base.equals("TTC");
      BigDecimal price = said(held, body, gross ? "price_ttc" : "price");
      BigDecimal least = said(held, body, gross ? "price_min_ttc" : "price_min");
      if (modified(held, base, percent, price, least)) {
        set(session, held.id(), base, price, least, percent);
      }
    }
    if (session.setup.flag("PRODUIT_MULTIPRICES")) {
      changeLevels(session, held.id(), body, false);
    }
  }

  private static String base(Row held) {
    return held.text("price_base_type").isEmpty() ? "HT" : held.text("price_base_type");
  }

  private static BigDecimal said(Row held, ObjectNode body, String name) {
    return body.has(name) ? Php.amount(Php.text(body.get(name))) : held.decimal(name);
  }

  private static boolean modified(
      Row held, String base, BigDecimal percent, BigDecimal price, BigDecimal least) {
    String suffix = base.equals("TTC") ? "_ttc" : "";
    return !base.equals(base(held))
        || percent.compareTo(held.decimal("tva_tx")) != 0
        || price.compareTo(held.decimal("price" + suffix)) != 0
        || least.compareTo(held.decimal("price_min" + suffix)) != 0;
  }

  /** Sets a price with five decimals. */
  static void set(
      Session session,
      long product,
      String base,
      BigDecimal price,
      BigDecimal least,
      BigDecimal percent) {
    boolean gross = base.equals("TTC");
    Map<String, @Nullable Object> columns = new HashMap<>();
    pair(columns, "price", price, gross, percent);
    pair(columns, "price_min", least, gross, percent);
    columns.put("price_base_type", base);
    columns.put("tva_tx", percent);
    Row changed = session.data.update("product", product, columns);
    session.happened(
        "PRODUCT_PRICE_MODIFY", Products.subject(session, changed, "Error updating product"));
  }

  /**
   * The price levels, in the mode of several prices. A new product has those that it is given. A
   * change puts each level for which anything differs from what is there: of a map that is said it
   * takes all levels, and what that leaves out is 0; and it takes a least price for a price.
   */
  static void changeLevels(Session session, long product, ObjectNode body, boolean fresh) {
    int levels = (int) Php.whole(session.setup.constant("PRODUIT_MULTIPRICES_LIMIT", "5"));
    Map<String, Row> held = new HashMap<>();
    for (Row row : session.data.of("product_level", "fk_product", product)) {
      held.put(row.text("level"), row);
    }
    Row before = session.data.get("product", product);
    for (int level = 1; level <= levels; level++) {
      String key = String.valueOf(level);
      Map<String, String> said = new HashMap<>();
      MAPS.forEach(
          (map, column) -> {
            Row row = held.get(key);
            said.put(
                column,
                body.has(map)
                    ? Php.text(body.path(map).get(key))
                    : row == null ? "" : row.text(column));
          });
      Row row = held.get(key);
      if (fresh ? isPriced(said, before) : isModified(said, row)) {
        putLevel(session, before, level, said);
      }
    }
  }

  private static boolean isPriced(Map<String, String> said, Row product) {
    return Php.amount(said.getOrDefault(isGross(said, product) ? "price_ttc" : "price", ""))
            .signum()
        > 0;
  }

  private static boolean isGross(Map<String, String> said, Row product) {
    String base = said.getOrDefault("price_base_type", "");
    return (base.isEmpty() ? base(product) : base).equals("TTC");
  }

  private static boolean isModified(Map<String, String> said, @Nullable Row held) {
    String base = said.getOrDefault("price_base_type", "");
    String suffix = base.equals("TTC") ? "_ttc" : "";
    return differs(base, held, "price_base_type")
        || differs(said.getOrDefault("tva_tx", ""), held, "tva_tx")
        || differs(said.getOrDefault("price" + suffix, ""), held, "price" + suffix)
        // The vendor compares the least net price with the price.
        || differs(
            said.getOrDefault("price_min" + suffix, ""),
            held,
            suffix.isEmpty() ? "price" : "price_min_ttc");
  }

  private static boolean differs(String said, @Nullable Row held, String column) {
    String there = held == null ? "" : held.text(column);
    boolean numbers = !said.isEmpty() && !there.isEmpty() && !column.endsWith("type");
    return numbers ? Php.amount(said).compareTo(Php.amount(there)) != 0 : !said.equals(there);
  }

  private static void putLevel(Session session, Row product, int level, Map<String, String> said) {
    boolean gross = isGross(said, product);
    String rate = said.getOrDefault("tva_tx", "");
    BigDecimal percent = rate.isEmpty() ? product.decimal("tva_tx") : Php.decimal(rate);
    String suffix = gross ? "_ttc" : "";
    Map<String, @Nullable Object> columns = new HashMap<>();
    pair(columns, "price", Php.amount(said.getOrDefault("price" + suffix, "")), gross, percent);
    pair(
        columns,
        "price_min",
        Php.amount(said.getOrDefault("price_min" + suffix, "")),
        gross,
        percent);
    columns.put("price_base_type", gross ? "TTC" : "HT");
    columns.put("tva_tx", percent);
    Map<String, @Nullable Object> shownByProduct = new HashMap<>(columns);
    setLevel(session, product.id(), level, columns);
    // The product itself shows whichever level was written last.
    Row changed = session.data.update("product", product.id(), shownByProduct);
    session.happened(
        "PRODUCT_PRICE_MODIFY", Products.subject(session, changed, "Error updating product"));
  }

  private static void setLevel(
      Session session, long product, int level, Map<String, @Nullable Object> columns) {
    columns.put("fk_product", product);
    columns.put("level", level);
    session.data.of("product_level", "fk_product", product).stream()
        .filter(row -> row.number("level") == level)
        .findFirst()
        .ifPresentOrElse(
            row -> session.data.update("product_level", row.id(), columns),
            () -> session.data.insert("product_level", columns));
  }

  /** The maps of price levels a product shows. */
  static void show(Session session, Row product, ObjectNode json) {
    List<Row> levels =
        session.setup.flag("PRODUIT_MULTIPRICES")
            ? session.data.of("product_level", "fk_product", product.id())
            : List.of();
    MAPS.forEach(
        (name, column) -> {
          ObjectNode map = Php.object();
          levels.forEach(row -> map.put(row.text("level"), row.text(column)));
          json.set(name, Php.map(map));
        });
  }
}
