package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables of what is sold: folders, products, services, sets and variants.
 *
 * @since 0.1
 */
public final class Goods {

  /** {@code productfolder}. */
  public static final EntityCodec FOLDER =
      new EntityCodec(
          Category.TYPE,
          "",
          List.of(
              Line.text(Category.NAME, "name"),
              Line.ref(Category.PARENT, "productFolder", Category.TYPE, "productfolder"),
              Line.text(Category.EXTERNAL_CODE, "externalCode"),
              Line.bool(Category.ARCHIVED, "archived").never()));

  /** {@code product}. */
  public static final EntityCodec PRODUCT = new EntityCodec(Product.TYPE, "product/", product());

  /** {@code service}: no article, no variants. */
  public static final EntityCodec SERVICE = new EntityCodec(Product.TYPE, "service/", service());

  /** {@code bundle}: a set of other goods, whose parts are not looked at. */
  public static final EntityCodec BUNDLE = new EntityCodec(Product.TYPE, "bundle/", bundle());

  /** {@code variant}. */
  public static final EntityCodec VARIANT =
      new EntityCodec(
          Variant.TYPE,
          "",
          List.of(
              new Line<>(
                  Variant.PRODUCT,
                  Line.Access.AT_BIRTH,
                  (document, into, terms) ->
                      into.set(
                          Variant.PRODUCT,
                          Meta.id(document.path("product")).map(id -> Meta.product("product", id))),
                  Goods::writeParent,
                  Variant.PRODUCT.kind()::same),
              Line.of(Variant.OPTIONS, Goods::readOptions, Goods::writeOptions),
              // The vendor composes it of the product's name and the characteristics.
              Line.text(Variant.NAME, "name").never(),
              Line.text(Variant.SKU, "article"),
              Line.text(Variant.EXTERNAL_CODE, "externalCode"),
              price(Variant.PRICE),
              barcodes(Variant.BARCODES),
              Line.bool(Variant.ARCHIVED, "archived")));

  private static final int MAX_VAT_DIGITS = 0;

  private Goods() {}

  private static List<Line<?>> product() {
    List<Line<?>> lines = new ArrayList<>(common());
    lines.add(kind(Product.GOODS));
    lines.add(Line.text(Product.SKU, "article"));
    lines.add(Line.readOnly(Product.IMAGE, Goods::readImage));
    lines.add(
        Line.readOnly(
            Product.HAS_VARIANTS,
            (document, into, terms) ->
                into.set(Product.HAS_VARIANTS, document.path("variantsCount").asLong(0) > 0)));
    return lines;
  }

  private static List<Line<?>> service() {
    List<Line<?>> lines = new ArrayList<>(common());
    lines.add(kind(Product.SERVICE));
    lines.add(withoutVariants());
    return lines;
  }

  private static List<Line<?>> bundle() {
    List<Line<?>> lines = new ArrayList<>(common());
    lines.add(kind(Product.BUNDLE));
    lines.add(Line.text(Product.SKU, "article"));
    lines.add(Line.readOnly(Product.IMAGE, Goods::readImage));
    lines.add(withoutVariants());
    return lines;
  }

  private static Line<Boolean> withoutVariants() {
    return Line.readOnly(
        Product.HAS_VARIANTS, (document, into, terms) -> into.set(Product.HAS_VARIANTS, false));
  }

  /**
   * The first picture, where they are opened: equal files have one id. Accounts that do not pay
   * have no link that works without a login.
   */
  private static void readImage(JsonNode document, Entity.Builder into, Terms terms) {
    JsonNode rows = document.path("images").path("rows");
    if (rows.isEmpty()) {
      if (rows.isArray()) {
        into.clear(Product.IMAGE);
      }
      return;
    }
    JsonNode meta = rows.path(0).path("meta");
    String open = meta.path("downloadPermanentHref").asText("");
    String url = open.isEmpty() ? meta.path("downloadHref").asText("") : open;
    Meta.id(rows.path(0)).ifPresent(id -> into.set(Product.IMAGE, new Media(url, id)));
  }

  private static List<Line<?>> common() {
    return List.of(
        Line.text(Product.NAME, "name"),
        Line.text(Product.EXTERNAL_CODE, "externalCode"),
        Line.text(Product.DESCRIPTION, "description"),
        price(Product.PRICE),
        Line.of(Product.VAT, Goods::readVat, Goods::writeVat),
        Line.of(Product.UNIT, Goods::readUnit, Goods::writeUnit),
        barcodes(Product.BARCODES),
        Line.ref(Product.CATEGORY, "productFolder", Category.TYPE, "productfolder"),
        Line.bool(Product.ARCHIVED, "archived"));
  }

  /** The list it stands in says the kind, so nothing is written. */
  private static Line<String> kind(String kind) {
    return Line.of(
            Product.KIND,
            (document, into, terms) -> into.set(Product.KIND, kind),
            (document, wanted, how) -> kind.equals(wanted))
        .atBirth();
  }

  private static void readVat(JsonNode document, Entity.Builder into, Terms terms) {
    // With useParentVat the folder's tax holds; only the effective fields tell which.
    boolean inherited = document.path("useParentVat").asBoolean(false);
    boolean taxed =
        document.path(inherited ? "effectiveVatEnabled" : "vatEnabled").asBoolean(false);
    JsonNode rate = document.path(inherited ? "effectiveVat" : "vat");
    into.set(
        Product.VAT,
        taxed && rate.isNumber() ? Optional.of(rate.decimalValue()) : Optional.empty());
  }

  private static boolean writeVat(
      ObjectNode document, @Nullable BigDecimal wanted, Line.Written how) {
    if (wanted != null && wanted.stripTrailingZeros().scale() > MAX_VAT_DIGITS) {
      return false;
    }
    document.put("useParentVat", false);
    document.put("vatEnabled", wanted != null);
    document.put("vat", wanted == null ? 0 : wanted.intValue());
    return true;
  }

  private static void readUnit(JsonNode document, Entity.Builder into, Terms terms) {
    Optional<String> id = Meta.id(document.path("uom"));
    if (id.isEmpty()) {
      into.clear(Product.UNIT);
    } else {
      id.flatMap(terms::unit).ifPresent(code -> into.set(Product.UNIT, code));
    }
  }

  private static boolean writeUnit(ObjectNode document, @Nullable String wanted, Line.Written how) {
    Optional<String> id = Optional.ofNullable(wanted).flatMap(how.terms()::unitId);
    if (wanted != null && id.isEmpty()) {
      return false;
    }
    return Line.link(document, "uom", "entity/uom", "uom", id.orElse(null), how.terms());
  }

  private static Line<Money> price(Field<Money> field) {
    return Line.of(
        field,
        (document, into, terms) -> readPrice(document, field, into, terms),
        Goods::writePrice);
  }

  private static void readPrice(
      JsonNode document, Field<Money> field, Entity.Builder into, Terms terms) {
    for (JsonNode price : document.path("salePrices")) {
      String type =
          price.path("priceType").path("id").asText(Meta.id(price.path("priceType")).orElse(""));
      if (type.equals(terms.priceType())) {
        Meta.id(price.path("currency"))
            .flatMap(terms::currency)
            .ifPresent(iso -> into.set(field, new Money(Line.major(price.path("value")), iso)));
      }
    }
  }

  /** Price types that are not sent keep their value. */
  private static boolean writePrice(ObjectNode document, @Nullable Money wanted, Line.Written how) {
    Terms terms = how.terms();
    Optional<String> currency =
        Optional.ofNullable(wanted).map(Money::currency).flatMap(terms::currencyId);
    boolean unknownCurrency = wanted != null && currency.isEmpty();
    if (terms.priceType().isEmpty() || unknownCurrency) {
      return false;
    }
    ObjectNode price = document.putArray("salePrices").addObject();
    price.put("value", wanted == null ? BigDecimal.ZERO : Line.minor(wanted.amount()));
    currency.ifPresent(
        id -> price.set("currency", Meta.to(terms, "entity/currency/" + id, "currency")));
    price.set(
        "priceType",
        Meta.to(terms, "context/companysettings/pricetype/" + terms.priceType(), "pricetype"));
    return true;
  }

  private static Line<Set<String>> barcodes(Field<Set<String>> field) {
    return Line.of(
            field,
            (document, into, terms) -> into.set(field, Barcodes.read(document.path("barcodes"))),
            (document, wanted, how) -> {
              document.set("barcodes", Barcodes.write(wanted == null ? Set.of() : wanted));
              return true;
            })
        // An account may be set to add a code of its own to everything new.
        .closeIf((wanted, held, phones) -> held.containsAll(wanted));
  }

  private static boolean writeParent(ObjectNode document, @Nullable Ref wanted, Line.Written how) {
    return Line.link(
        document, "product", "entity", "product", wanted == null ? null : wanted.id(), how.terms());
  }

  private static void readOptions(JsonNode document, Entity.Builder into, Terms terms) {
    Map<String, String> options = new LinkedHashMap<>();
    for (JsonNode characteristic : document.path("characteristics")) {
      options.put(characteristic.path("name").asText(), characteristic.path("value").asText());
    }
    into.set(Variant.OPTIONS, options);
  }

  /** They replace the set, and each must exist: the writer makes those that are missing first. */
  private static boolean writeOptions(
      ObjectNode document, @Nullable Map<String, String> wanted, Line.Written how) {
    ArrayNode all = document.putArray("characteristics");
    Map<String, String> options = wanted == null ? Map.of() : wanted;
    for (String name : new TreeSet<>(options.keySet())) {
      ObjectNode one = Json.object();
      how.terms()
          .characteristic(name)
          .ifPresentOrElse(id -> one.put("id", id), () -> one.put("name", name));
      all.add(one.put("value", options.get(name)));
    }
    return true;
  }
}
