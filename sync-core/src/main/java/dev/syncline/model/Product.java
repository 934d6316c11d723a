package dev.syncline.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * Something that is sold: goods, a service or a set; the parent of its variants.
 *
 * @since 0.1
 */
public final class Product {

  /** The type. */
  public static final EntityType TYPE = new EntityType("product");

  /** The value of {@link #KIND} for goods that can be stored. */
  public static final String GOODS = "goods";

  /** The value of {@link #KIND} for a service: no stock, no reservation. */
  public static final String SERVICE = "service";

  /** The value of {@link #KIND} for a set made of other products. */
  public static final String BUNDLE = "bundle";

  /** The name. */
  public static final Field<String> NAME = Field.of(TYPE, "name", Kinds.text());

  /** {@link #GOODS}, {@link #SERVICE} or {@link #BUNDLE}; fixed at birth. */
  public static final Field<String> KIND = Field.of(TYPE, "kind", Kinds.code());

  /** Whether it is the parent of variants; at some vendors fixed at birth. */
  public static final Field<Boolean> HAS_VARIANTS = Field.of(TYPE, "has_variants", Kinds.bool());

  /** The article number. */
  public static final Field<String> SKU = Field.of(TYPE, "sku", Kinds.text());

  /** The code of a third system, where the vendor has a field for it. */
  public static final Field<String> EXTERNAL_CODE = Field.of(TYPE, "external_code", Kinds.code());

  /** The description, plain text. */
  public static final Field<String> DESCRIPTION = Field.of(TYPE, "description", Kinds.text());

  /** The sale price of the price type that the connector is set to. */
  public static final Field<Money> PRICE = Field.of(TYPE, "price", Kinds.money());

  /** The tax rate in percent; empty for "no tax". */
  public static final Field<BigDecimal> VAT = Field.of(TYPE, "vat", Kinds.decimal());

  /** The unit of measure: the OKEI code, such as 796 for pieces. */
  public static final Field<String> UNIT = Field.of(TYPE, "unit", Kinds.code());

  /** Whether {@link #PRICE} includes the tax. */
  public static final Field<Boolean> VAT_INCLUDED = Field.of(TYPE, "vat_included", Kinds.bool());

  /** The main picture. */
  public static final Field<Media> IMAGE = Field.of(TYPE, "image", Kinds.media());

  /** The barcodes. */
  public static final Field<Set<String>> BARCODES =
      Field.of(TYPE, "barcodes", Kinds.set(Kinds.code()));

  /** The category; empty at the root. */
  public static final Field<Ref> CATEGORY = Field.of(TYPE, "category", Kinds.ref());

  /** Whether it is out of use. */
  public static final Field<Boolean> ARCHIVED = Field.of(TYPE, "archived", Kinds.bool());

  /**
   * The name in each language, by language tag such as {@code fr-FR}; {@link #NAME} is that of the
   * default language.
   */
  public static final Field<Map<String, String>> NAMES =
      Field.of(TYPE, "names", Kinds.namedTexts());

  /** What stands beside the name in a list, plain text. */
  public static final Field<String> SUMMARY = Field.of(TYPE, "summary", Kinds.text());

  /** The description as HTML, where the vendor keeps it. */
  public static final Field<String> DESCRIPTION_HTML =
      Field.of(TYPE, "description_html", Kinds.text());

  /** The summary as HTML, where the vendor keeps it. */
  public static final Field<String> SUMMARY_HTML = Field.of(TYPE, "summary_html", Kinds.text());

  /** The description as HTML in each language, by language tag. */
  public static final Field<Map<String, String>> DESCRIPTIONS_HTML =
      Field.of(TYPE, "descriptions_html", Kinds.namedTexts());

  /** The summary as HTML in each language, by language tag. */
  public static final Field<Map<String, String>> SUMMARIES_HTML =
      Field.of(TYPE, "summaries_html", Kinds.namedTexts());

  /** What it costs to buy, without tax. */
  public static final Field<Money> COST_PRICE = Field.of(TYPE, "cost_price", Kinds.money());

  /** The weight in kilograms. */
  public static final Field<BigDecimal> WEIGHT = Field.of(TYPE, "weight", Kinds.decimal());

  /** The length (depth) in centimetres. */
  public static final Field<BigDecimal> LENGTH = Field.of(TYPE, "length", Kinds.decimal());

  /** The width in centimetres. */
  public static final Field<BigDecimal> WIDTH = Field.of(TYPE, "width", Kinds.decimal());

  /** The height in centimetres. */
  public static final Field<BigDecimal> HEIGHT = Field.of(TYPE, "height", Kinds.decimal());

  /** All categories that it stands in, {@link #CATEGORY} among them. */
  public static final Field<Set<Ref>> CATEGORIES =
      Field.of(TYPE, "categories", Kinds.set(Kinds.ref()));

  /** All pictures, {@link #IMAGE} among them. */
  public static final Field<Set<Media>> IMAGES = Field.of(TYPE, "images", Kinds.set(Kinds.media()));

  /** The name of the maker. */
  public static final Field<String> MANUFACTURER = Field.of(TYPE, "manufacturer", Kinds.text());

  /** What it is like, such as {@code Material: cotton}. */
  public static final Field<Map<String, String>> FEATURES =
      Field.of(TYPE, "features", Kinds.namedTexts());

  /** Whether it may be bought from suppliers. */
  public static final Field<Boolean> PURCHASABLE = Field.of(TYPE, "purchasable", Kinds.bool());

  /** The address of its page in the shop. */
  public static final Field<String> PAGE = Field.of(TYPE, "page", Kinds.text());

  /** A remark for colleagues, as HTML. */
  public static final Field<String> NOTE_HTML = Field.of(TYPE, "note_html", Kinds.text());

  private Product() {}
}
