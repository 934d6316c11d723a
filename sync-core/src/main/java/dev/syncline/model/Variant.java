package dev.syncline.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * One sellable modification of a product: a colour, a size.
 *
 * @since 0.1
 */
public final class Variant {

  /** The type. */
  public static final EntityType TYPE = new EntityType("variant");

  /** The product it is a variant of. */
  public static final Field<Ref> PRODUCT = Field.of(TYPE, "product", Kinds.ref());

  /** Its characteristics by name, such as {@code Color: red}. */
  public static final Field<Map<String, String>> OPTIONS =
      Field.of(TYPE, "options", Kinds.namedTexts());

  /** The name; some vendors compose it. */
  public static final Field<String> NAME = Field.of(TYPE, "name", Kinds.text());

  /** The article number. */
  public static final Field<String> SKU = Field.of(TYPE, "sku", Kinds.text());

  /** The code of a third system, where the vendor has a field for it. */
  public static final Field<String> EXTERNAL_CODE = Field.of(TYPE, "external_code", Kinds.code());

  /** The sale price of the price type that the connector is set to. */
  public static final Field<Money> PRICE = Field.of(TYPE, "price", Kinds.money());

  /** The barcodes. */
  public static final Field<Set<String>> BARCODES =
      Field.of(TYPE, "barcodes", Kinds.set(Kinds.code()));

  /** Whether it is out of use. */
  public static final Field<Boolean> ARCHIVED = Field.of(TYPE, "archived", Kinds.bool());

  /** What it costs to buy, without tax. */
  public static final Field<Money> COST_PRICE = Field.of(TYPE, "cost_price", Kinds.money());

  /** The weight in kilograms. */
  public static final Field<BigDecimal> WEIGHT = Field.of(TYPE, "weight", Kinds.decimal());

  /** The tax rate in percent; empty for "no tax". */
  public static final Field<BigDecimal> VAT = Field.of(TYPE, "vat", Kinds.decimal());

  /** All pictures. */
  public static final Field<Set<Media>> IMAGES = Field.of(TYPE, "images", Kinds.set(Kinds.media()));

  /** The summary of its product as HTML, where the vendor keeps it. */
  public static final Field<String> DESCRIPTION_HTML =
      Field.of(TYPE, "description_html", Kinds.text());

  /** The article number of its product, which stands for it where it has none of its own. */
  public static final Field<String> PRODUCT_SKU = Field.of(TYPE, "product_sku", Kinds.text());

  /** All categories of its product. */
  public static final Field<Set<Ref>> CATEGORIES =
      Field.of(TYPE, "categories", Kinds.set(Kinds.ref()));

  /** The long description of its product as plain text. */
  public static final Field<String> DESCRIPTION =
      Field.of(TYPE, "description", Kinds.text());

  /** The length in centimetres. */
  public static final Field<BigDecimal> LENGTH = Field.of(TYPE, "length", Kinds.decimal());

  /** The width in centimetres. */
  public static final Field<BigDecimal> WIDTH = Field.of(TYPE, "width", Kinds.decimal());

  /** The height in centimetres. */
  public static final Field<BigDecimal> HEIGHT = Field.of(TYPE, "height", Kinds.decimal());

  /** Whether it can be bought from suppliers. */
  public static final Field<Boolean> PURCHASABLE = Field.of(TYPE, "purchasable", Kinds.bool());

  private Variant() {}
}
