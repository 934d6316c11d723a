package dev.syncline.prestashop.codec;

import dev.syncline.connector.FieldSet;
import dev.syncline.model.Field;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The table of combinations. Their prices and weights are told apart from their product's by what
 * they add to it; here they are whole. Their ids are {@code product-combination}.
 *
 * @since 0.1
 */
public final class VariantTable {

  /** The resource of the parents. */
  public static final String PARENTS = "products";

  private static final String COVER = "id_default_image";

  /** What is read of the parents, by field. */
  private static final Map<Field<?>, String> OF_PARENTS =
      Map.ofEntries(
          Map.entry(Variant.NAME, "name"),
          Map.entry(Variant.PRICE, "price"),
          Map.entry(Variant.WEIGHT, "weight"),
          Map.entry(Variant.VAT, Goods.TAX_GROUP),
          Map.entry(Variant.ARCHIVED, "active"),
          Map.entry(Variant.PRODUCT_SKU, "reference"),
          Map.entry(Variant.DESCRIPTION_HTML, "description_short"),
          Map.entry(Variant.DESCRIPTION, "description"),
          Map.entry(Variant.CATEGORIES, "@categories"),
          Map.entry(Variant.LENGTH, "depth"),
          Map.entry(Variant.WIDTH, "width"),
          Map.entry(Variant.HEIGHT, "height"),
          Map.entry(Variant.IMAGES, COVER));

  private static final String PRODUCT = "id_product";
  private static final String VALUES = "product_option_values";
  private static final String WEIGHT = "weight";

  private VariantTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Variant.TYPE,
        "combination",
        VariantTable::id,
        Optional.of(ProductTable.MARKER),
        List.of(
            product(),
            options(),
            name(),
            Line.cleaned(
                Variant.SKU,
                "reference",
                (text, terms) -> Clean.reference(text, terms.version().longestReference())),
            textOfParent(Variant.PRODUCT_SKU, "reference", String::strip),
            textOfParent(Variant.DESCRIPTION_HTML, "description_short", html -> html),
            textOfParent(Variant.DESCRIPTION, "description", Html::plain),
            categories(),
            price(),
            Goods.price(Variant.COST_PRICE, Goods.WHOLESALE),
            weight(),
            measure(Variant.LENGTH, "depth"),
            measure(Variant.WIDTH, "width"),
            measure(Variant.HEIGHT, "height"),
            vat(),
            Barcodes.line(Variant.BARCODES),
            archived(),
            images()));
  }

  /** The columns and associations of the parents that these fields are read from. */
  public static Set<String> ofParents(FieldSet wanted) {
    Set<String> all = new LinkedHashSet<>();
    OF_PARENTS.forEach(
        (field, column) -> {
          if (wanted.wants(field)) {
            all.add(column);
          }
        });
    return all;
  }

  private static String id(Row row) {
    return row.number(PRODUCT) + "-" + row.id();
  }

  private static Line<Ref> product() {
    return Line.of(
            Variant.PRODUCT,
            Set.of(PRODUCT),
            (row, into, terms) -> {
              if (row.number(PRODUCT) > 0) {
                into.set(
                    Variant.PRODUCT, new Ref(Product.TYPE, Long.toString(row.number(PRODUCT))));
              }
            },
            (row, wanted, how) -> {
              row.text(PRODUCT, wanted == null ? "" : wanted.id());
              return wanted != null;
            })
        .only(Line.Access.AT_BIRTH);
  }

  private static Line<Map<String, String>> options() {
    return Line.of(
            Variant.OPTIONS,
            Set.of("@" + VALUES),
            (row, into, terms) -> {
              if (row.hasAssociation(VALUES)) {
                into.set(Variant.OPTIONS, said(optionsOf(row, terms)));
              }
            },
            VariantTable::writeOptions)
        .only(Line.Access.AT_BIRTH);
  }

  private static Optional<Map<String, String>> said(Map<String, String> texts) {
    return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
  }

  /** In the order in which the shop shows the groups. */
  static Map<String, String> optionsOf(Row row, Terms terms) {
    List<Terms.OptionValue> values = new ArrayList<>();
    for (String id : row.ids(VALUES)) {
      Terms.OptionValue value = terms.lists().values().get(Long.parseLong(id));
      if (value != null && terms.lists().options().containsKey(value.option())) {
        values.add(value);
      }
    }
    values.sort(Comparator.comparing(value -> option(value, terms).position()));
    Map<String, String> all = new LinkedHashMap<>();
    values.forEach(value -> all.put(option(value, terms).name(), value.name()));
    return all;
  }

  private static Terms.Option option(Terms.OptionValue value, Terms terms) {
    return java.util.Objects.requireNonNull(terms.lists().options().get(value.option()));
  }

  /** Groups and values that were not there are made before: see the writer. */
  private static boolean writeOptions(
      Row.Builder row, @Nullable Map<String, String> wanted, Line.Written how) {
    if (wanted == null || wanted.isEmpty()) {
      return false;
    }
    List<String> ids = new ArrayList<>();
    wanted.forEach(
        (option, value) ->
            valueId(option, value, how.terms()).ifPresent(id -> ids.add(Long.toString(id))));
    row.ids(VALUES, "product_option_value", ids);
    return ids.size() == wanted.size();
  }

  /** The id of a value within a group, by their names. */
  public static Optional<Long> valueId(String option, String value, Terms terms) {
    return terms.lists().values().entrySet().stream()
        .filter(each -> each.getValue().name().equalsIgnoreCase(Clean.name(value)))
        .filter(
            each -> {
              Terms.Option group = terms.lists().options().get(each.getValue().option());
              return group != null && group.name().equalsIgnoreCase(Clean.name(option));
            })
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Line<String> name() {
    return Line.readOnly(
            Variant.NAME,
            Set.of("@" + VALUES),
            (row, into, terms) ->
                row.join(PARENTS)
                    .flatMap(parent -> Languages.text(parent, "name", terms))
                    .ifPresent(name -> into.set(Variant.NAME, Line.said(named(name, row, terms)))))
        .joining(PARENTS);
  }

  private static String named(String name, Row row, Terms terms) {
    String values = String.join(", ", optionsOf(row, terms).values());
    return values.isEmpty() ? name : name + " - " + values;
  }

  private static Line<Money> price() {
    return Line.of(
            Variant.PRICE,
            Set.of(Goods.PRICE),
            (row, into, terms) ->
                sum(row, Goods.PRICE)
                    .ifPresent(
                        amount -> into.set(Variant.PRICE, new Money(amount, terms.currency()))),
            (row, wanted, how) -> {
              boolean foreign = wanted != null && !wanted.currency().equals(how.terms().currency());
              return !foreign
                  && difference(row, Goods.PRICE, wanted == null ? null : wanted.amount(), how);
            })
        .joining(PARENTS)
        .closeIf((wanted, held, phones) -> Goods.sameMoney(wanted, held));
  }

  private static Line<BigDecimal> weight() {
    return Line.of(
            Variant.WEIGHT,
            Set.of(WEIGHT),
            (row, into, terms) ->
                sum(row, WEIGHT)
                    .ifPresent(
                        value ->
                            into.set(Variant.WEIGHT, value.multiply(terms.units().kilogram()))),
            (row, wanted, how) ->
                difference(
                    row,
                    WEIGHT,
                    wanted == null ? null : Goods.inUnit(wanted, how.terms().units().kilogram()),
                    how))
        .joining(PARENTS)
        .closeIf((wanted, held, phones) -> Goods.sameNumber(wanted, held));
  }

  private static Optional<BigDecimal> sum(Row row, String name) {
    return Line.number(row, name)
        .flatMap(
            impact ->
                row.join(PARENTS).flatMap(parent -> Line.number(parent, name)).map(impact::add));
  }

  /** Cleared, a combination costs and weighs what its product does. */
  private static boolean difference(
      Row.Builder row, String name, @Nullable BigDecimal wanted, Line.Written how) {
    Row parent = how.parent();
    if (wanted == null) {
      row.text(name, "0");
      return true;
    }
    if (parent == null || wanted.signum() < 0 || Line.tooLong(wanted)) {
      return false;
    }
    BigDecimal impact = wanted.subtract(Line.orZero(parent, name));
    row.text(name, Rounded.six(impact).toPlainString());
    return true;
  }

  private static Line<BigDecimal> vat() {
    return ofParent(Variant.VAT, (parent, terms) -> Goods.rate(parent, terms));
  }

  private static Line<Boolean> archived() {
    return ofParent(Variant.ARCHIVED, (parent, terms) -> Optional.of(!parent.yes("active")));
  }

  private static Line<BigDecimal> measure(Field<BigDecimal> field, String element) {
    return Line.readOnly(
            field,
            Set.of(PRODUCT),
            (row, into, terms) ->
                row.join(PARENTS)
                    .flatMap(parent -> Line.number(parent, element))
                    .ifPresent(
                        value -> into.set(field, value.multiply(terms.units().centimetre()))))
        .joining(PARENTS);
  }

  private static Line<Set<Ref>> categories() {
    return Line.readOnly(
            Variant.CATEGORIES,
            Set.of(PRODUCT),
            (row, into, terms) ->
                row.join(PARENTS)
                    .filter(ProductTable::tellsCategories)
                    .ifPresent(
                        parent ->
                            into.set(Variant.CATEGORIES, ProductTable.categoriesOf(parent, terms))))
        .joining(PARENTS);
  }

  private static Line<String> textOfParent(
      Field<String> field, String element, UnaryOperator<String> said) {
    return Line.readOnly(
            field,
            Set.of(PRODUCT),
            (row, into, terms) ->
                row.join(PARENTS)
                    .flatMap(parent -> Languages.text(parent, element, terms))
                    .ifPresent(text -> into.set(field, Line.said(said.apply(text)))))
        .joining(PARENTS);
  }

  private static <V> Line<V> ofParent(
      Field<V> field, java.util.function.BiFunction<Row, Terms, Optional<V>> value) {
    return Line.readOnly(
            field,
            Set.of(PRODUCT),
            (row, into, terms) ->
                row.join(PARENTS).ifPresent(parent -> into.set(field, value.apply(parent, terms))))
        .joining(PARENTS);
  }

  /** Where it has none of its own, the shop shows the cover of its product. */
  private static Line<Set<Media>> images() {
    return Line.readOnly(
            Variant.IMAGES,
            Set.of("@images", PRODUCT),
            (row, into, terms) -> {
              if (row.hasAssociation("images") && row.joined(PARENTS).isPresent()) {
                String product = Long.toString(row.number(PRODUCT));
                List<String> own = row.ids("images");
                List<String> shown = own.isEmpty() ? cover(row) : own;
                into.set(Variant.IMAGES, Goods.pictures(product, shown, terms));
              }
            })
        .joining(PARENTS);
  }

  private static List<String> cover(Row row) {
    return row.join(PARENTS)
        .map(parent -> parent.number(COVER))
        .filter(id -> id > 0)
        .map(id -> List.of(Long.toString(id)))
        .orElse(List.of());
  }
}
