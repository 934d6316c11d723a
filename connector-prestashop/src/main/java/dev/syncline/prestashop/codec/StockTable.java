package dev.syncline.prestashop.codec;

import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of stock: a level is called as its product, or as its combination.
 *
 * @since 0.1
 */
public final class StockTable {

  /** The column of the product. */
  public static final String PRODUCT = "id_product";

  /** The column of the combination; 0 for a product without any. */
  public static final String COMBINATION = "id_product_attribute";

  private static final String QUANTITY = "quantity";

  private StockTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        StockLevel.TYPE,
        "stock_available",
        StockTable::id,
        Optional.empty(),
        List.of(
            Line.readOnly(
                StockLevel.ITEM,
                Set.of(PRODUCT, COMBINATION),
                (row, into, terms) -> {
                  if (row.number(PRODUCT) > 0) {
                    boolean whole = row.number(COMBINATION) <= 0;
                    into.set(
                        StockLevel.ITEM, new Ref(whole ? Product.TYPE : Variant.TYPE, id(row)));
                  }
                }),
            Line.of(
                    StockLevel.QUANTITY,
                    Set.of(PRODUCT, COMBINATION, QUANTITY),
                    (row, into, terms) -> {
                      if (row.has(QUANTITY)) {
                        into.set(StockLevel.QUANTITY, Line.number(row, QUANTITY));
                      }
                    },
                    StockTable::write)
                .only(Line.Access.LATER)));
  }

  /** Our id of a level. */
  public static String id(Row row) {
    long combination = row.number(COMBINATION);
    return row.number(PRODUCT) + (combination > 0 ? "-" + combination : "");
  }

  /** The shop counts whole pieces in 32 bits. */
  private static boolean write(Row.Builder row, @Nullable BigDecimal wanted, Line.Written how) {
    BigDecimal pieces = wanted == null ? BigDecimal.ZERO : wanted.stripTrailingZeros();
    if (pieces.scale() > 0 || pieces.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      return false;
    }
    row.text(QUANTITY, pieces.toPlainString());
    return true;
  }
}
