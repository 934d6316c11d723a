package dev.syncline.prestashop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.Address;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Coupon;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Kinds;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.codec.Line;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import dev.syncline.prestashop.codec.Version;
import dev.syncline.prestashop.port.Kind;
import dev.syncline.testkit.contract.CodecLaws;
import dev.syncline.testkit.contract.LawfulLine;
import dev.syncline.testkit.contract.Values;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The laws of PrestaShop's tables. */
class PrestaShopLawsTest extends CodecLaws {

  static final Terms TERMS =
      new Terms(
          "https://shop.example",
          Version.of("9.1.4"),
          ZoneId.of("Europe/Paris"),
          1,
          Map.of(1, "en-US", 2, "fr-FR"),
          "EUR",
          new Terms.Units(new BigDecimal("0.001"), new BigDecimal("2.54")),
          List.of(1L, 2L),
          2,
          new Terms.Defaults(8, 3),
          new Terms.Prefixes("#IN", "#CS"),
          new Terms.Lists(
              Map.of(1L, "EUR"),
              Map.of(8L, "FR"),
              Map.of(1L, "California"),
              Map.of(1L, new BigDecimal("20.000"), 2L, new BigDecimal("5.500")),
              Map.of(1L, new BigDecimal("20.000"), 2L, new BigDecimal("5.500")),
              Map.of(4L, new Terms.Carrier("2", "My carrier")),
              Map.of(1L, "Alpha"),
              Map.of(1L, "Material"),
              Map.of(1L, new Terms.Option("Size", 0), 2L, new Terms.Option("Color", 1)),
              Map.of(
                  1L, new Terms.OptionValue(1, "S"),
                  2L, new Terms.OptionValue(1, "M"),
                  3L, new Terms.OptionValue(2, "red")),
              Map.of(9L, new Terms.OptionValue(1, "Wood"), 10L, new Terms.OptionValue(1, "Oak"))));

  private static final Row PARENT =
      Row.of("product")
          .text("id", "5")
          .text("price", "10.000000")
          .text("weight", "2.000000")
          .text("id_tax_rules_group", "1")
          .text("active", "1")
          .text("reference", "MUG")
          .text("id_default_image", "31")
          .text("depth", "10.000000")
          .text("width", "8.000000")
          .text("height", "9.000000")
          .languages("description", Map.of(1, "<p>Long</p>", 2, "<p>Longue</p>"))
          .ids("categories", "category", List.of("2", "12"))
          .languages("description_short", Map.of(1, "<p>Holds tea</p>", 2, "<p>Pour le thé</p>"))
          .languages("name", Map.of(1, "Mug", 2, "Tasse"))
          .build();

  /** Values of fields that take only what the shop knows. */
  private static final Map<Field<?>, List<?>> OWN =
      Map.ofEntries(
          Map.entry(Category.PARENT, List.of(new Ref(Category.TYPE, "12"))),
          Map.entry(Category.NAMES, languages()),
          Map.entry(Product.NAMES, languages()),
          Map.entry(Product.DESCRIPTIONS_HTML, languages()),
          Map.entry(Product.SUMMARIES_HTML, languages()),
          Map.entry(Product.KIND, List.of(Product.GOODS, Product.SERVICE, Product.BUNDLE)),
          Map.entry(Product.CATEGORY, List.of(new Ref(Category.TYPE, "12"))),
          Map.entry(
              Product.CATEGORIES,
              List.of(
                  Set.of(new Ref(Category.TYPE, "12")),
                  Set.of(new Ref(Category.TYPE, "12"), new Ref(Category.TYPE, "13")))),
          Map.entry(Product.PRICE, money()),
          Map.entry(Product.COST_PRICE, money()),
          Map.entry(
              Product.VAT, List.of(new BigDecimal("20"), new BigDecimal("5.5"), BigDecimal.ONE)),
          Map.entry(Product.MANUFACTURER, List.of("Alpha", "Nobody")),
          Map.entry(Variant.PRODUCT, List.of(new Ref(Product.TYPE, "5"))),
          Map.entry(
              Variant.OPTIONS,
              List.of(
                  Map.of("Size", "S"),
                  Map.of("Size", "M", "Color", "red"),
                  Map.of("Size", "unheard-of"))),
          Map.entry(Variant.PRICE, money()),
          Map.entry(Variant.COST_PRICE, money()),
          Map.entry(
              Product.FEATURES,
              List.of(
                  Map.of("Material", "Wood"),
                  Map.of("material", "oak"),
                  Map.of("Material", "unheard-of"))),
          Map.entry(Customer.KIND, List.of(Customer.PERSON, Customer.COMPANY)),
          Map.entry(Customer.LANGUAGE, List.of("fr-FR", "xx-XX")),
          Map.entry(Customer.REGISTRATION, List.of("73282932000074", "HU-123", "1234567890123456")),
          Map.entry(Customer.ACTIVITY, List.of("6202A", "62.02A", "none")),
          Map.entry(Customer.GROUPS, List.of(Set.of("3"), Set.of("3", "4"), Set.of("x"))),
          Map.entry(Customer.MAIN_GROUP, List.of("3", "x")),
          Map.entry(ContactPerson.CUSTOMER, List.of(new Ref(Customer.TYPE, "3"))),
          Map.entry(ContactPerson.ADDRESS, places()),
          Map.entry(Customer.ADDRESS, places()),
          Map.entry(Price.PRODUCT, List.of(new Ref(Product.TYPE, "5"))),
          Map.entry(
              Price.VARIANT, List.of(new Ref(Variant.TYPE, "5-7"), new Ref(Variant.TYPE, "x"))),
          Map.entry(Price.CUSTOMER, List.of(new Ref(Customer.TYPE, "3"))),
          Map.entry(Price.CUSTOMER_GROUP, List.of("3", "x")),
          Map.entry(Price.COUNTRY, List.of("FR", "XX")),
          Map.entry(Price.CURRENCY, List.of("EUR", "USD")),
          Map.entry(Price.FROM_QUANTITY, List.of(BigDecimal.TEN, new BigDecimal("0.5"))),
          Map.entry(Price.AMOUNT, money()),
          Map.entry(Price.DISCOUNT, money()),
          Map.entry(Price.DISCOUNT_PERCENT, percents()),
          Map.entry(Coupon.NAMES, languages()),
          Map.entry(Coupon.CODE, List.of("SUMMER-10", "<b>")),
          Map.entry(Coupon.CUSTOMER, List.of(new Ref(Customer.TYPE, "3"))),
          Map.entry(Coupon.USES, List.of(BigDecimal.ZERO, BigDecimal.TEN, new BigDecimal("1.5"))),
          Map.entry(Coupon.USES_PER_CUSTOMER, List.of(BigDecimal.ONE, new BigDecimal("900000"))),
          Map.entry(Coupon.MINIMUM, money()),
          Map.entry(Coupon.DISCOUNT, money()),
          Map.entry(Coupon.DISCOUNT_PERCENT, percents()),
          Map.entry(Order.STATUS, List.of("2", "4")),
          Map.entry(
              StockLevel.QUANTITY,
              List.of(
                  BigDecimal.ZERO, new BigDecimal("-3"), new BigDecimal("4.5"), BigDecimal.TEN)));

  private static List<BigDecimal> percents() {
    return List.of(
        new BigDecimal("15"),
        new BigDecimal("0.5"),
        new BigDecimal("12.3456789"),
        new BigDecimal("101"),
        new BigDecimal("-3"));
  }

  private static List<Address> places() {
    return List.of(
        new Address("FR", "", "Paris", "1 Main Street", "75001", "2nd floor"),
        new Address("", "", "Lyon", "2 {Main} Street", "69 001", ""),
        new Address("XX", "", "Nowhere", "3 Main Street", "", ""),
        new Address("FR", "Nowhere", "Paris", "4 Main Street", "75/001", ""),
        new Address("FR", "", "", "no city", "", ""));
  }

  private static List<Map<String, String>> languages() {
    return List.of(
        Map.of("en-US", "Mug", "fr-FR", "Tasse"),
        Map.of("en-US", "Only one"),
        Map.of("en-US", "Mug", "xx-XX", "nobody speaks it"));
  }

  private static List<Money> money() {
    return List.of(
        Money.of("0", "EUR"),
        Money.of("19.990000", "EUR"),
        Money.of("0.1234567", "EUR"),
        Money.of("-1", "EUR"),
        Money.of("99999999999", "EUR"),
        Money.of("5", "USD"));
  }

  /** What the shop needs, or has a default for. */
  private static final Set<Field<?>> NEVER_EMPTY =
      Set.of(
          Category.NAME,
          Category.NAMES,
          Product.NAME,
          Product.NAMES,
          Product.KIND,
          Product.CATEGORIES,
          Product.PRICE,
          Product.COST_PRICE,
          Product.WEIGHT,
          Product.LENGTH,
          Product.WIDTH,
          Product.HEIGHT,
          Variant.PRODUCT,
          Variant.OPTIONS,
          Variant.PRICE,
          Variant.COST_PRICE,
          Variant.WEIGHT,
          Order.STATUS,
          Customer.KIND,
          Customer.NAME,
          Customer.PERSON_NAME,
          Customer.EMAILS,
          Customer.ADDRESS,
          Customer.LANGUAGE,
          Customer.GROUPS,
          Customer.MAIN_GROUP,
          ContactPerson.CUSTOMER,
          ContactPerson.NAME,
          ContactPerson.PERSON_NAME,
          ContactPerson.ADDRESS,
          Price.PRODUCT,
          Price.FROM_QUANTITY,
          Coupon.NAME,
          Coupon.NAMES,
          StockLevel.QUANTITY);

  private static final Map<Field<?>, String> LOSSES =
      Map.ofEntries(
          Map.entry(
              Category.NAME, "what the shop's validator forbids, and more than 128 characters"),
          Map.entry(
              Product.NAME, "what the shop's validator forbids, and more than 128 characters"),
          Map.entry(
              Product.MANUFACTURER, "what the shop's validator forbids, and upper and lower case"),
          Map.entry(
              Product.FEATURES, "what the shop's validator forbids, and upper and lower case"),
          Map.entry(Customer.NAME, "what the shop forbids in names of persons, such as digits"),
          Map.entry(Customer.PERSON_NAME, "what the shop forbids in names of persons"),
          Map.entry(Customer.ACTIVITY, "the point"),
          Map.entry(Customer.COMMENT, "characters that XML does not have"),
          Map.entry(ContactPerson.NAME, "what the shop forbids in names of persons"),
          Map.entry(ContactPerson.PERSON_NAME, "what the shop forbids in names of persons"),
          Map.entry(Customer.ADDRESS, "regions that the shop does not know, and some signs"),
          Map.entry(Customer.LEGAL_NAME, "what the shop forbids, and more than 64 characters"),
          Map.entry(ContactPerson.ADDRESS, "regions that the shop does not know, and some signs"),
          Map.entry(ContactPerson.COMPANY, "what the shop forbids, and more than 64 characters"),
          Map.entry(Price.AMOUNT, "more than six digits behind the point"),
          Map.entry(Price.DISCOUNT, "more than six digits behind the point"),
          Map.entry(Price.DISCOUNT_PERCENT, "more than four digits behind the point"),
          Map.entry(Price.VALID_FROM, "which of the two hours that autumn repeats"),
          Map.entry(Price.VALID_UNTIL, "which of the two hours that autumn repeats"),
          Map.entry(Coupon.NAME, "what the shop forbids, and more than 254 characters"),
          Map.entry(Coupon.NAMES, "languages that the shop does not have"),
          Map.entry(Coupon.MINIMUM, "more than six digits behind the point"),
          Map.entry(Coupon.DISCOUNT, "more than six digits behind the point"),
          Map.entry(Coupon.DISCOUNT_PERCENT, "more than two digits behind the point"),
          Map.entry(Coupon.VALID_FROM, "which of the two hours that autumn repeats"),
          Map.entry(Coupon.VALID_UNTIL, "which of the two hours that autumn repeats"),
          Map.entry(Category.NAMES, "languages that the shop does not have"),
          Map.entry(Product.NAMES, "languages that the shop does not have"),
          Map.entry(Product.DESCRIPTIONS_HTML, "languages that the shop does not have"),
          Map.entry(Product.SUMMARIES_HTML, "languages that the shop does not have"),
          Map.entry(Category.DESCRIPTION, "more than one empty line"),
          Map.entry(Product.DESCRIPTION_HTML, "characters that XML does not have"),
          Map.entry(Product.SUMMARY_HTML, "characters that XML does not have"),
          Map.entry(Product.SKU, "what the shop's validator forbids, and more than 64 characters"),
          Map.entry(Variant.SKU, "what the shop's validator forbids, and more than 64 characters"),
          Map.entry(Shipment.TRACKING_NUMBER, "what is no letter, digit or usual sign"),
          Map.entry(Order.COMMENT, "characters that XML does not have"),
          Map.entry(Invoice.COMMENT, "characters that XML does not have"),
          Map.entry(Product.PRICE, "more than six digits behind the point"),
          Map.entry(Product.COST_PRICE, "more than six digits behind the point"),
          Map.entry(Variant.PRICE, "more than six digits behind the point"),
          Map.entry(Variant.COST_PRICE, "more than six digits behind the point"),
          Map.entry(Product.WEIGHT, "what the shop's unit cannot say in six digits"),
          Map.entry(Product.LENGTH, "what the shop's unit cannot say in six digits"),
          Map.entry(Product.WIDTH, "what the shop's unit cannot say in six digits"),
          Map.entry(Product.HEIGHT, "what the shop's unit cannot say in six digits"),
          Map.entry(Variant.WEIGHT, "what the shop's unit cannot say in six digits"));

  @Override
  protected String system() {
    return "prestashop";
  }

  @Override
  protected Map<String, Set<Field<?>>> tables() {
    Map<String, Set<Field<?>>> all = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      Set<Field<?>> fields = new LinkedHashSet<>();
      kind.table().lines().forEach(line -> fields.add(line.field()));
      fields.remove(Product.IMAGES);
      all.put(kind.resource(), fields);
    }
    return all;
  }

  @Override
  protected List<LawfulLine<?>> lines() {
    List<LawfulLine<?>> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Line<?> line : kind.table().lines()) {
        if (!line.field().equals(Product.IMAGES)) {
          all.add(new Lawful<>(kind, line));
        }
      }
    }
    return all;
  }

  private record Lawful<V>(Kind kind, Line<V> line) implements LawfulLine<V> {

    @Override
    public String table() {
      return kind.resource();
    }

    @Override
    public Field<V> field() {
      return line.field();
    }

    @Override
    public boolean writable() {
      return line.access() != Line.Access.NEVER;
    }

    @Override
    public Optional<JsonNode> render(Optional<V> wanted) {
      Row held = line.access() == Line.Access.AT_BIRTH ? null : Examples.of(kind, PARENT);
      Entity entity = Entity.of(kind.type(), "7").with(line.field(), wanted);
      Row.Builder row = Row.of(kind.table().rowName()).text("id", "7");
      boolean taken =
          line.writes()
              .write(row, wanted.orElse(null), new Line.Written(TERMS, entity, held, PARENT));
      if (!taken) {
        return Optional.empty();
      }
      Row sent = Doc.travelled(row.build());
      Row.Builder shown = sent.but();
      row.build()
          .join("addresses")
          .map(home -> Doc.travelled(home.but().text("id", "4").build()))
          .ifPresent(home -> shown.joined("addresses", List.of(home)));
      if (kind == Kind.VARIANT) {
        shown.joined("products", List.of(PARENT));
      }
      if (kind == Kind.PRODUCT && line.field().equals(Product.FEATURES)) {
        shown.joined("product_feature_values", List.of(value("9", "Wood"), value("10", "Oak")));
      }
      if (kind == Kind.STOCK || kind == Kind.PRICE) {
        shown.text("id_product", "5");
      }
      return Optional.of(Doc.of(shown.build()));
    }

    private static Row value(String id, String text) {
      return Row.of("product_feature_value")
          .text("id", id)
          .languages("value", Map.of(1, text, 2, text))
          .build();
    }

    @Override
    public Entity parse(JsonNode document) {
      Entity.Builder read = Entity.builder(kind.type(), "7");
      line.reads().read(Doc.row(kind.table().rowName(), document), read, TERMS);
      return read.build();
    }

    @Override
    public JsonNode example() {
      return Doc.of(Examples.of(kind, PARENT));
    }

    @Override
    public boolean close(V wanted, V held) {
      return line.close().holds(wanted, held, PhoneRules.digits());
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<V> values(Values values) {
      List<?> own = OWN.get(line.field());
      return own == null ? LawfulLine.super.values(values) : (List<V>) own;
    }

    @Override
    public String loss() {
      return LOSSES.getOrDefault(line.field(), "");
    }

    @Override
    public boolean clearable() {
      return writable()
          && !NEVER_EMPTY.contains(line.field())
          && !line.field().kind().equals(Kinds.bool());
    }
  }
}
