package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixDictionaries;
import dev.syncline.bitrix24.BitrixOptions.Property;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code catalog.product}, {@code catalog.product.sku} and {@code catalog.product.service}: one
 * list shows all three. Prices are elsewhere ({@link Prices}).
 *
 * @since 0.1
 */
public final class ProductTable {

  private static final int PARENT = 3;
  private static final int PARENT_WITHOUT_VARIANTS = 6;
  private static final int SERVICE = 7;

  /** The portal keeps these of a parent's variants only, and drops them of the parent silently. */
  public static final List<Field<?>> OF_VARIANTS =
      List.of(Product.VAT, Product.VAT_INCLUDED, Product.UNIT, Product.PRICE);

  private ProductTable() {}

  /** The table, with the portal's own codes. */
  public static Codec codec(BitrixDictionaries codes) {
    List<Line<?>> lines = new ArrayList<>();
    lines.add(Line.text(Product.NAME, "name").searched("=name", text -> text));
    lines.add(Line.reads(Product.KIND, ProductTable::kind, "type"));
    lines.add(Line.reads(Product.HAS_VARIANTS, row -> Optional.of(isParent(row)), "type"));
    codes.options().productArticle().ifPresent(article -> lines.add(article(Product.SKU, article)));
    lines.add(ExternalCodes.line(Product.EXTERNAL_CODE));
    lines.add(description());
    lines.add(vat(codes));
    lines.add(
        Line.of(
            Product.VAT_INCLUDED,
            "vatIncluded",
            node -> Values.text(node).map(text -> Values.yes(node)),
            included -> included ? "Y" : "N"));
    lines.add(unit(codes));
    lines.add(
        Line.of(Product.CATEGORY, "iblockSectionId", SectionTable::section, SectionTable::id)
            .searched("=iblockSectionId", SectionTable::id));
    lines.add(Archived.line(Product.ARCHIVED));
    return new Codec(List.of("id", "iblockId", "type", "timestampX", "xmlId"), lines);
  }

  static Line<String> article(Field<String> field, Property article) {
    String name = article.field();
    return Line.of(field, name, node -> Values.text(Values.property(node)), text -> text)
        .searched(name, text -> text);
  }

  private static Optional<String> kind(JsonNode row) {
    return Optional.of(row.path("type").asInt() == SERVICE ? Product.SERVICE : Product.GOODS);
  }

  /**
   * What a document says of its product. A parent of variants says nothing of what the portal keeps
   * of its variants only: that is not empty.
   */
  public static Entity shown(JsonNode row, Entity product) {
    Entity shown = product;
    if (product.type().equals(Product.TYPE) && isParent(row)) {
      for (Field<?> field : OF_VARIANTS) {
        shown = shown.without(field);
      }
    }
    return shown;
  }

  /** Whether a document is a parent of variants. */
  public static boolean isParent(JsonNode row) {
    int type = row.path("type").asInt();
    return type == PARENT || type == PARENT_WITHOUT_VARIANTS;
  }

  private static Line<String> description() {
    return Line.of(
        Product.DESCRIPTION,
        row -> Values.text(row.path("detailText")).map(text -> plain(row, text)),
        (wanted, into) -> {
          into.put("detailText", wanted.orElse(""));
          into.put("detailTextType", "text");
        },
        "detailText",
        "detailTextType");
  }

  private static String plain(JsonNode row, String text) {
    return row.path("detailTextType").asText().equals("html") ? Html.plain(text) : text;
  }

  private static Line<BigDecimal> vat(BitrixDictionaries codes) {
    return Line.of(
        Product.VAT,
        row -> Values.id(row.path("vatId")).flatMap(codes::vatRate),
        (rate, into) -> into.put("vatId", vatId(codes, rate)),
        "vatId");
  }

  private static Object vatId(BitrixDictionaries codes, Optional<BigDecimal> rate) {
    Optional<Long> id = codes.vatId(rate);
    if (id.isEmpty() && rate.isPresent()) {
      throw new Unwritable(
          Refusal.Code.INVALID, "vatId", "the portal has no VAT entry of this rate; add it there");
    }
    return id.<Object>map(each -> each).orElse("");
  }

  private static Line<String> unit(BitrixDictionaries codes) {
    return Line.of(
        Product.UNIT,
        "measure",
        node -> Values.id(node).flatMap(codes::unit),
        unit ->
            codes
                .measure(unit)
                .orElseThrow(
                    () ->
                        new Unwritable(
                            Refusal.Code.INVALID,
                            "measure",
                            "the portal has no measure with the OKEI code "
                                + unit
                                + "; add it there")));
  }
}
