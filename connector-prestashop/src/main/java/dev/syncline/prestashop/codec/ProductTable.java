package dev.syncline.prestashop.codec;

import dev.syncline.model.Category;
import dev.syncline.model.Media;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The table of products.
 *
 * @since 0.1
 */
public final class ProductTable {

  /** Where a create leaves its marker: a column that only imports and suppliers' tabs show. */
  public static final String MARKER = "supplier_reference";

  private static final String CATEGORIES = "categories";
  private static final String DEFAULT_CATEGORY = "id_category_default";
  private static final String FEATURE_VALUES = "product_feature_values";
  private static final UnaryOperator<String> HTML = RowXml::sendable;

  private ProductTable() {}

  /** The table. */
  public static Table table() {
    List<Line<?>> lines = new ArrayList<>(texts());
    lines.addAll(numbers());
    lines.addAll(others());
    return new Table(Product.TYPE, "product", Row::id, Optional.of(MARKER), lines);
  }

  private static List<Line<?>> texts() {
    return List.of(
        Languages.all(Product.NAMES, "name", Clean::name, true),
        Languages.one(Product.NAME, "name", Clean::name, true),
        Line.cleaned(
            Product.SKU,
            "reference",
            (text, terms) -> Clean.reference(text, terms.version().longestReference())),
        Languages.all(Product.DESCRIPTIONS_HTML, "description", HTML, false),
        Languages.one(Product.DESCRIPTION_HTML, "description", HTML, false),
        plain(Product.DESCRIPTION, "description"),
        Languages.all(Product.SUMMARIES_HTML, "description_short", HTML, false),
        Languages.one(Product.SUMMARY_HTML, "description_short", HTML, false),
        plain(Product.SUMMARY, "description_short"));
  }

  private static Line<String> plain(dev.syncline.model.Field<String> field, String element) {
    return Line.readOnly(
        field,
        Set.of(element),
        (row, into, terms) ->
            Languages.text(row, element, terms)
                .ifPresent(html -> into.set(field, Line.said(Html.plain(html)))));
  }

  private static List<Line<?>> numbers() {
    return List.of(
        Goods.price(Product.PRICE, Goods.PRICE),
        Goods.price(Product.COST_PRICE, Goods.WHOLESALE),
        Line.readOnly(
            Product.VAT_INCLUDED,
            Set.of(Goods.PRICE),
            (row, into, terms) -> {
              if (row.has(Goods.PRICE)) {
                into.set(Product.VAT_INCLUDED, false);
              }
            }),
        Line.of(
            Product.VAT,
            Set.of(Goods.TAX_GROUP),
            (row, into, terms) -> {
              if (row.has(Goods.TAX_GROUP)) {
                into.set(Product.VAT, Goods.rate(row, terms));
              }
            },
            Goods::writeRate),
        Goods.measure(Product.WEIGHT, "weight", terms -> terms.units().kilogram()),
        Goods.measure(Product.LENGTH, "depth", terms -> terms.units().centimetre()),
        Goods.measure(Product.WIDTH, "width", terms -> terms.units().centimetre()),
        Goods.measure(Product.HEIGHT, "height", terms -> terms.units().centimetre()));
  }

  private static List<Line<?>> others() {
    return List.of(
        Barcodes.line(Product.BARCODES),
        kind(),
        Line.readOnly(
            Product.HAS_VARIANTS,
            Set.of("@combinations"),
            (row, into, terms) -> {
              if (row.hasAssociation("combinations")) {
                into.set(Product.HAS_VARIANTS, !row.ids("combinations").isEmpty());
              }
            }),
        categories(),
        category(),
        archived(),
        manufacturer(),
        image(),
        images(),
        Features.line(),
        Line.readOnly(
            Product.PAGE,
            Set.of(),
            (row, into, terms) -> {
              if (row.number("id") > 0) {
                into.set(
                    Product.PAGE,
                    terms.base() + "/index.php?controller=product&id_product=" + row.number("id"));
              }
            }));
  }

  private static Line<String> kind() {
    return Line.of(
            Product.KIND,
            Set.of("is_virtual", "cache_is_pack"),
            (row, into, terms) -> {
              if (row.has("is_virtual")) {
                String goods = row.yes("cache_is_pack") ? Product.BUNDLE : Product.GOODS;
                into.set(Product.KIND, row.yes("is_virtual") ? Product.SERVICE : goods);
              }
            },
            (row, wanted, how) -> {
              boolean service = Product.SERVICE.equals(wanted);
              row.text("is_virtual", service ? "1" : "0");
              if (service && how.terms().version().hasProductTypes()) {
                row.text("product_type", "virtual");
              }
              return !Product.BUNDLE.equals(wanted);
            })
        .only(Line.Access.AT_BIRTH);
  }

  private static Line<Set<Ref>> categories() {
    return Line.of(
        Product.CATEGORIES,
        Set.of("@" + CATEGORIES),
        (row, into, terms) -> {
          if (tellsCategories(row)) {
            into.set(Product.CATEGORIES, categoriesOf(row, terms));
          }
        },
        (row, wanted, how) -> {
          Set<String> ids = new LinkedHashSet<>(hidden(how));
          (wanted == null ? Set.<Ref>of() : wanted).forEach(ref -> ids.add(ref.id()));
          how.wanted().get(Product.CATEGORY).ifPresent(ref -> ids.add(ref.id()));
          if (ids.isEmpty()) {
            ids.add(Long.toString(how.terms().homeId()));
          }
          row.ids(CATEGORIES, "category", List.copyOf(ids));
          return true;
        });
  }

  static boolean tellsCategories(Row row) {
    return row.hasAssociation(CATEGORIES);
  }

  static Set<Ref> categoriesOf(Row row, Terms terms) {
    Set<Ref> all = new LinkedHashSet<>();
    row.ids(CATEGORIES).stream()
        .filter(id -> terms.isCategory(Long.parseLong(id)))
        .forEach(id -> all.add(new Ref(Category.TYPE, id)));
    return all;
  }

  /** The home is no category to people, but products shown there stay there. */
  private static List<String> hidden(Line.Written how) {
    Row held = how.held();
    return held == null
        ? List.of()
        : held.ids(CATEGORIES).stream()
            .filter(id -> !how.terms().isCategory(Long.parseLong(id)))
            .toList();
  }

  private static Line<Ref> category() {
    return Line.of(
        Product.CATEGORY,
        Set.of(DEFAULT_CATEGORY),
        (row, into, terms) -> {
          if (row.has(DEFAULT_CATEGORY)) {
            long id = row.number(DEFAULT_CATEGORY);
            into.set(
                Product.CATEGORY,
                terms.isCategory(id)
                    ? Optional.of(new Ref(Category.TYPE, Long.toString(id)))
                    : Optional.empty());
          }
        },
        ProductTable::writeCategory);
  }

  /** A product whose main category is not among its categories would not be shown there. */
  private static boolean writeCategory(Row.Builder row, @Nullable Ref wanted, Line.Written how) {
    String id = wanted == null ? Long.toString(how.terms().homeId()) : wanted.id();
    row.text(DEFAULT_CATEGORY, id);
    if (!how.wanted().knows(Product.CATEGORIES) || how.held() != null) {
      Row held = how.held();
      List<String> said = row.build().ids(CATEGORIES);
      Set<String> ids = new LinkedHashSet<>(said);
      if (said.isEmpty() && held != null) {
        ids.addAll(held.ids(CATEGORIES));
        ids.remove(Long.toString(held.number(DEFAULT_CATEGORY)));
      }
      ids.add(id);
      row.ids(CATEGORIES, "category", List.copyOf(ids));
    }
    return true;
  }

  private static Line<Boolean> archived() {
    return Line.of(
        Product.ARCHIVED,
        Set.of("active"),
        (row, into, terms) -> {
          if (row.has("active")) {
            into.set(Product.ARCHIVED, !row.yes("active"));
          }
        },
        (row, wanted, how) -> {
          row.text("active", Boolean.TRUE.equals(wanted) ? "0" : "1");
          return true;
        });
  }

  private static Line<String> manufacturer() {
    return Line.of(
            Product.MANUFACTURER,
            Set.of("id_manufacturer"),
            (row, into, terms) -> {
              if (row.has("id_manufacturer")) {
                String name = terms.lists().manufacturers().get(row.number("id_manufacturer"));
                into.set(Product.MANUFACTURER, Optional.ofNullable(name));
              }
            },
            (row, wanted, how) -> {
              Optional<Long> id =
                  wanted == null
                      ? Optional.empty()
                      : Terms.id(how.terms().lists().manufacturers(), Clean.maker(wanted));
              if (wanted == null || id.isPresent()) {
                row.text("id_manufacturer", Long.toString(id.orElse(0L)));
              }
              return wanted == null || id.isPresent();
            })
        .closeIf((wanted, held, phones) -> Clean.maker(wanted).equalsIgnoreCase(held));
  }

  private static Line<Media> image() {
    return Line.readOnly(
        Product.IMAGE,
        Set.of("id_default_image"),
        (row, into, terms) -> {
          if (row.has("id_default_image")) {
            long id = row.number("id_default_image");
            into.set(
                Product.IMAGE,
                id > 0
                    ? Optional.of(Goods.picture(row.id(), Long.toString(id), terms))
                    : Optional.empty());
          }
        });
  }

  /** Written by uploads behind the create, one by one: see the writer. */
  private static Line<Set<Media>> images() {
    return Line.of(
            Product.IMAGES,
            Set.of("@images"),
            (row, into, terms) -> {
              if (row.hasAssociation("images")) {
                into.set(Product.IMAGES, Goods.pictures(row.id(), row.ids("images"), terms));
              }
            },
            (Row.Builder row, @Nullable Set<Media> wanted, Line.Written how) -> true)
        .only(Line.Access.AT_BIRTH);
  }
}
