package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of products, of variants (products, too, but children of the variants module) and of
 * categories.
 *
 * @since 0.1
 */
public final class Goods {

  /** Unit prices have five digits. */
  public static final int PRICE_DIGITS = 5;

  private static final int COST_DIGITS = 8;
  private static final int REF = 128;
  private static final int EAN = 13;
  private static final int BARCODE = 180;
  private static final String EAN_TYPE = "2";
  private static final String TTC = "TTC";
  private static final String HT = "HT";
  private static final int CENTIMETRES = -2;
  private static final BigDecimal POUND = new BigDecimal("0.45359237");
  private static final BigDecimal OUNCE = new BigDecimal("0.028349523125");
  private static final BigDecimal FOOT = new BigDecimal("30.48");
  private static final BigDecimal INCH = new BigDecimal("2.54");

  /** Products and services. */
  public static final Table PRODUCT =
      new Table(
          Product.TYPE,
          List.of(
              Line.text(Product.NAME, "label", Line.USUAL),
              sku(Product.SKU),
              Line.of(Product.KIND, Goods::readKind, Goods::writeKind),
              Line.externalCode(Product.EXTERNAL_CODE),
              Line.html(Product.DESCRIPTION_HTML, "description"),
              Line.html(Product.NOTE_HTML, "note_private"),
              price(Product.PRICE, Product.VAT_INCLUDED),
              vat(Product.VAT),
              Line.of(Product.VAT_INCLUDED, Goods::readBase, Goods::writeBase),
              cost(Product.COST_PRICE),
              barcodes(Product.BARCODES),
              measure(Product.WEIGHT, "weight", 0),
              measure(Product.LENGTH, "length", CENTIMETRES),
              measure(Product.WIDTH, "width", CENTIMETRES),
              measure(Product.HEIGHT, "height", CENTIMETRES),
              Line.not(Product.ARCHIVED, "status"),
              Line.flag(Product.PURCHASABLE, "status_buy"),
              Line.text(Product.PAGE, "url", Line.USUAL),
              Line.of(Product.CATEGORIES, Goods::readCategories, Goods::byCalls)
                  .accessed(Line.Access.BY_STEPS),
              Line.of(Product.IMAGE, Pictures::readCover, Goods::byCalls)
                  .accessed(Line.Access.BY_STEPS),
              Line.of(Product.IMAGES, Pictures.reads(Product.IMAGES), Goods::byCalls)
                  .accessed(Line.Access.BY_STEPS)));

  /** Children of the variants module; product and options are said by the module's own calls. */
  public static final Table VARIANT =
      new Table(
          Variant.TYPE,
          List.of(
              Line.of(Variant.PRODUCT, Goods::readParent, Goods::byCalls).atBirth(),
              Line.of(Variant.OPTIONS, VariantOptions::read, Goods::byCalls).atBirth(),
              Line.text(Variant.NAME, "label", Line.USUAL),
              sku(Variant.SKU),
              Line.externalCode(Variant.EXTERNAL_CODE),
              Line.html(Variant.DESCRIPTION_HTML, "description"),
              Line.<Money>of(
                      Variant.PRICE,
                      (document, into, terms) -> readPrice(document, Variant.PRICE, into, terms),
                      (document, wanted, how) -> writePrice(document, wanted, false, how))
                  .losing("digits behind the fifth", Goods::closePrice),
              vat(Variant.VAT),
              cost(Variant.COST_PRICE),
              barcodes(Variant.BARCODES),
              measure(Variant.WEIGHT, "weight", 0),
              measure(Variant.LENGTH, "length", CENTIMETRES),
              measure(Variant.WIDTH, "width", CENTIMETRES),
              measure(Variant.HEIGHT, "height", CENTIMETRES),
              Line.not(Variant.ARCHIVED, "status"),
              Line.flag(Variant.PURCHASABLE, "status_buy"),
              Line.of(Variant.IMAGES, Pictures.reads(Variant.IMAGES), Goods::byCalls)
                  .accessed(Line.Access.BY_STEPS)));

  /** Categories of products. */
  public static final Table CATEGORY =
      new Table(
          Category.TYPE,
          List.of(
              Line.text(Category.NAME, "label", Line.USUAL),
              Line.ref(Category.PARENT, "fk_parent", Category.TYPE),
              Line.note(Category.DESCRIPTION, "description"),
              Line.externalCode(Category.EXTERNAL_CODE)));

  private Goods() {}

  private static <V> boolean byCalls(ObjectNode document, @Nullable V wanted, Line.Written how) {
    return true;
  }

  /** The vendor makes a file name of it: only letters, digits and three signs survive. */
  private static Line<String> sku(Field<String> field) {
    return Line.<String>of(
            field,
            (document, into, terms) ->
                Line.told(document, "ref", into, field, Loose.text(document, "ref")),
            (document, wanted, how) ->
                Line.put(document, "ref", wanted == null ? null : Texts.ref(wanted, REF)))
        .losing(
            "what is no letter, digit, _, - or . becomes _; 128 characters",
            (wanted, held, phones) -> Texts.ref(wanted, REF).equals(held));
  }

  private static void readKind(JsonNode document, Entity.Builder into, Terms terms) {
    Loose.flag(document, "type")
        .ifPresent(service -> into.set(Product.KIND, service ? Product.SERVICE : Product.GOODS));
  }

  private static boolean writeKind(ObjectNode document, @Nullable String wanted, Line.Written how) {
    document.put("type", Product.SERVICE.equals(wanted) ? 1 : 0);
    return !Product.BUNDLE.equals(wanted);
  }

  private static Line<Money> price(Field<Money> field, Field<Boolean> included) {
    return Line.<Money>of(
            field,
            (document, into, terms) -> readPrice(document, field, into, terms),
            (document, wanted, how) ->
                writePrice(document, wanted, how.wanted().get(included).orElse(false), how))
        .losing("digits behind the fifth", Goods::closePrice);
  }

  private static boolean isGross(JsonNode document) {
    return Loose.text(document, "price_base_type").filter(TTC::equals).isPresent();
  }

  private static void readPrice(
      JsonNode document, Field<Money> field, Entity.Builder into, Terms terms) {
    String name = isGross(document) ? "price_ttc" : "price";
    Line.told(
        document,
        name,
        into,
        field,
        Loose.decimal(document, name).map(amount -> new Money(amount, terms.currency())));
  }

  /** A price is one with its base and its tax: the one is reckoned from the others. */
  private static boolean writePrice(
      ObjectNode document, @Nullable Money wanted, boolean gross, Line.Written how) {
    if (wanted != null && !wanted.currency().equals(how.terms().currency())) {
      return false;
    }
    BigDecimal amount = wanted == null ? BigDecimal.ZERO : wanted.amount();
    document.put(gross ? "price_ttc" : "price", Line.rounded(amount, PRICE_DIGITS));
    document.put("price_base_type", gross ? TTC : HT);
    how.wanted().get(vatOf(how.wanted())).ifPresent(rate -> document.put("tva_tx", rate));
    return true;
  }

  private static Field<BigDecimal> vatOf(Entity wanted) {
    return wanted.type().equals(Variant.TYPE) ? Variant.VAT : Product.VAT;
  }

  private static boolean closePrice(
      Money wanted, Money held, dev.syncline.model.PhoneRules phones) {
    return wanted.currency().equals(held.currency())
        && Line.rounded(wanted.amount(), PRICE_DIGITS).compareTo(held.amount()) == 0;
  }

  private static Line<BigDecimal> vat(Field<BigDecimal> field) {
    return Line.<BigDecimal>of(
            field,
            (document, into, terms) ->
                Line.told(document, "tva_tx", into, field, Loose.decimal(document, "tva_tx")),
            (document, wanted, how) -> {
              BigDecimal rate = wanted == null ? BigDecimal.ZERO : wanted;
              document.put("tva_tx", Line.rounded(rate, 3));
              priced(document, how);
              return wanted != null;
            })
        .losing(
            "digits behind the third",
            (wanted, held, phones) -> Line.rounded(wanted, 3).compareTo(held) == 0);
  }

  private static void readBase(JsonNode document, Entity.Builder into, Terms terms) {
    Loose.text(document, "price_base_type")
        .ifPresent(base -> into.set(Product.VAT_INCLUDED, base.equals(TTC)));
  }

  private static boolean writeBase(
      ObjectNode document, @Nullable Boolean wanted, Line.Written how) {
    document.put("price_base_type", Boolean.TRUE.equals(wanted) ? TTC : HT);
    priced(document, how);
    return true;
  }

  private static void priced(ObjectNode document, Line.Written how) {
    if (how.wanted().type().equals(Product.TYPE)) {
      how.wanted()
          .get(Product.PRICE)
          .ifPresent(
              price ->
                  writePrice(
                      document, price, how.wanted().get(Product.VAT_INCLUDED).orElse(false), how));
    }
  }

  private static Line<Money> cost(Field<Money> field) {
    return Line.<Money>of(
            field,
            (document, into, terms) ->
                Line.told(
                    document,
                    "cost_price",
                    into,
                    field,
                    Loose.decimal(document, "cost_price")
                        .map(amount -> new Money(amount, terms.currency()))),
            (document, wanted, how) -> {
              if (wanted == null) {
                document.put("cost_price", "");
                return true;
              }
              document.put("cost_price", Line.rounded(wanted.amount(), COST_DIGITS));
              return wanted.currency().equals(how.terms().currency());
            })
        .losing(
            "digits behind the eighth",
            (wanted, held, phones) ->
                Line.rounded(wanted.amount(), COST_DIGITS).compareTo(held.amount()) == 0);
  }

  private static Line<Set<String>> barcodes(Field<Set<String>> field) {
    return Line.<Set<String>>of(
            field,
            (document, into, terms) ->
                Line.told(
                    document,
                    "barcode",
                    into,
                    field,
                    Loose.text(document, "barcode").map(Texts::ofPlain).map(Set::of)),
            (document, wanted, how) -> {
              List<String> codes = new ArrayList<>(wanted == null ? Set.of() : wanted);
              codes.sort(null);
              String first = codes.isEmpty() ? "" : Texts.plain(codes.get(0), BARCODE, false);
              document.put("barcode", first);
              if (first.matches("[0-9]{" + EAN + "}")) {
                document.put("barcode_type", EAN_TYPE);
              }
              return codes.size() <= 1;
            })
        .losing(
            "all but the first",
            (wanted, held, phones) ->
                held.size() == 1
                    && wanted.stream()
                        .sorted()
                        .findFirst()
                        .filter(
                            first ->
                                held.contains(Texts.ofPlain(Texts.plain(first, BARCODE, false))))
                        .isPresent());
  }

  /** A weight or a size: the number and, as a power of ten, its unit. */
  private static Line<BigDecimal> measure(Field<BigDecimal> field, String name, int unit) {
    return Line.of(
        field,
        (document, into, terms) ->
            Line.told(document, name, into, field, measured(document, name, unit)),
        (document, wanted, how) -> {
          if (wanted == null) {
            document.put(name, "");
          } else {
            document.put(name, wanted);
          }
          document.put(name + "_units", unit);
          return true;
        });
  }

  private static Optional<BigDecimal> measured(JsonNode document, String name, int unit) {
    int from =
        Loose.decimal(document, name + "_units")
            .filter(power -> power.abs().compareTo(BigDecimal.valueOf(1000)) < 0)
            .map(BigDecimal::intValue)
            .orElse(unit);
    return Loose.decimal(document, name).map(number -> Loose.plain(converted(number, from, unit)));
  }

  private static BigDecimal converted(BigDecimal number, int from, int unit) {
    boolean size = unit == CENTIMETRES;
    return switch (from) {
      case 98 -> number.multiply(size ? FOOT : OUNCE, MathContext.DECIMAL64);
      case 99 -> number.multiply(size ? INCH : POUND, MathContext.DECIMAL64);
      default -> number.movePointRight(from - unit);
    };
  }

  /** Which categories a product stands in is put into its document by whoever asked for it. */
  private static void readCategories(JsonNode document, Entity.Builder into, Terms terms) {
    if (document.has(Joined.CATEGORIES)) {
      Set<Ref> all = new java.util.LinkedHashSet<>();
      Loose.elements(document.path(Joined.CATEGORIES))
          .forEach(each -> Loose.id(each).ifPresent(id -> all.add(new Ref(Category.TYPE, id))));
      into.set(Product.CATEGORIES, all.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(all)));
    }
  }

  private static void readParent(JsonNode document, Entity.Builder into, Terms terms) {
    Loose.id(document, Joined.PARENT)
        .ifPresent(id -> into.set(Variant.PRODUCT, new Ref(Product.TYPE, id)));
  }
}
