package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixDictionaries;
import dev.syncline.bitrix24.BitrixOptions;
import dev.syncline.bitrix24.BitrixOptions.Property;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code catalog.product.offer}.
 *
 * @since 0.1
 */
public final class VariantTable {

  private VariantTable() {}

  /** The table, with the portal's own characteristics. */
  public static Codec codec(BitrixDictionaries codes) {
    BitrixOptions options = codes.options();
    List<Line<?>> lines = new ArrayList<>();
    lines.add(product());
    lines.add(options(options));
    lines.add(Line.text(Variant.NAME, "name").searched("=name", text -> text));
    options.offerArticle().ifPresent(each -> lines.add(ProductTable.article(Variant.SKU, each)));
    lines.add(ExternalCodes.line(Variant.EXTERNAL_CODE));
    lines.add(Archived.line(Variant.ARCHIVED));
    return new Codec(List.of("id", "iblockId", "timestampX", "xmlId"), lines);
  }

  /** Written as a number and read as a property of a number. */
  private static Line<Ref> product() {
    return Line.of(
            Variant.PRODUCT,
            "parentId",
            node ->
                Values.id(Values.property(node))
                    .map(id -> new Ref(Product.TYPE, Long.toString(id))),
            SectionTable::id)
        .searched("=parentId", SectionTable::id);
  }

  private static Line<Map<String, String>> options(BitrixOptions options) {
    List<String> names = new ArrayList<>(List.of("id"));
    options.options().forEach(property -> names.add(property.field()));
    return Line.of(
        Variant.OPTIONS,
        row -> read(options, row),
        (wanted, into) -> write(options, wanted.orElse(Map.of()), into),
        names.toArray(String[]::new));
  }

  private static Optional<Map<String, String>> read(BitrixOptions options, JsonNode row) {
    Map<String, String> texts = new TreeMap<>();
    for (Property property : options.options()) {
      JsonNode value = Values.property(row.path(property.field()));
      options.text(property, value).ifPresent(text -> texts.put(property.name(), text));
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(Map.copyOf(texts));
  }

  /** All characteristics are said, so that those not wanted are cleared. */
  private static void write(
      BitrixOptions options, Map<String, String> wanted, Map<String, @Nullable Object> into) {
    for (Property property : options.options()) {
      String text = wanted.get(property.name());
      into.put(property.field(), text == null ? "" : value(options, property, text));
    }
    for (String name : wanted.keySet()) {
      if (options.named(name).isEmpty()) {
        throw new Unwritable(
            Refusal.Code.INVALID,
            name,
            "this characteristic could not be made; add it to the catalog");
      }
    }
  }

  private static Object value(BitrixOptions options, Property property, String text) {
    try {
      return options.value(property, text);
    } catch (java.util.NoSuchElementException missing) {
      throw new Unwritable(
          Refusal.Code.INVALID,
          property.name(),
          "this value could not be made; add it to the catalog's property");
    }
  }
}
