package dev.syncline.prestashop;

import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Address;
import dev.syncline.model.Cart;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Coupon;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.PersonName;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The current version, which takes changes only; an older one is a subclass. */
class PrestaShopContractTest extends ConnectorContract {

  private static final String BEHIND =
      "it stands in the first address, which is made with a street and a city: see its own test";

  private final List<PrestaShopGround> grounds = new ArrayList<>();

  /** The same state twice is entered once, so each edit takes another one. */
  private int states;

  /** No two customers have one address. */
  private int others;

  /** The version that is proven. */
  String shopVersion() {
    return "9.1.4";
  }

  @Override
  protected ProvingGround ground() {
    PrestaShopGround ground = new PrestaShopGround(shopVersion());
    grounds.clear();
    grounds.add(ground);
    return ground;
  }

  private PrestaShopGround now() {
    return grounds.get(0);
  }

  @Override
  protected List<Sample> samples() {
    return List.of(
        category(),
        product(),
        variant(),
        customer(),
        person(),
        order(),
        invoice(),
        payment(),
        slip(),
        shipment(),
        stock(),
        price(),
        coupon(),
        cart());
  }

  private static Sample category() {
    return Sample.of(
            Category.TYPE,
            (bench, number) ->
                Entity.of(Category.TYPE, "")
                    .with(Category.NAME, "Category " + number)
                    .with(Category.DESCRIPTION, "All of it & more\nin lines")
                    .with(Category.ARCHIVED, false)
                    .cleared(Category.PARENT))
        .other(Category.NAMES, Map.of("en-US", "Mugs", "fr-FR", "Tasses"))
        .otherFrom(Category.PARENT, bench -> bench.another(Category.TYPE))
        .neverEmpty(Category.NAME, Category.NAMES)
        .moves(Category.NAME, Category.NAMES)
        .moves(Category.NAMES, Category.NAME)
        .foundBy(Category.NAME)
        .foundBy(Category.NAME, Category.PARENT)
        .refusedIf(entity -> entity.cleared(Category.NAME));
  }

  private static Sample product() {
    Sample texts =
        Sample.of(
                Product.TYPE,
                (bench, number) ->
                    Entity.of(Product.TYPE, "")
                        .with(Product.NAME, "Product " + number)
                        .with(Product.SKU, "SKU-" + number)
                        .with(Product.PRICE, Money.of("10.5", "EUR"))
                        .with(Product.VAT, new BigDecimal("20"))
                        .with(Product.WEIGHT, new BigDecimal("0.25"))
                        .with(Product.DESCRIPTION_HTML, "<p>Good &amp; new</p>")
                        .with(Product.BARCODES, Set.of("400638" + (1_000_000 + number)))
                        .with(Product.CATEGORY, bench.ref(Category.TYPE))
                        .with(Product.KIND, Product.GOODS)
                        .with(Product.ARCHIVED, false))
            .other(Product.NAMES, Map.of("en-US", "Mug", "fr-FR", "Tasse"))
            .other(Product.DESCRIPTIONS_HTML, Map.of("en-US", "<b>Mug</b>", "fr-FR", "Tasse"))
            .other(Product.SUMMARIES_HTML, Map.of("en-US", "<b>Short</b>", "fr-FR", "Court"))
            .moves(Product.NAME, Product.NAMES)
            .moves(Product.NAMES, Product.NAME)
            .moves(Product.DESCRIPTION_HTML, Product.DESCRIPTION, Product.DESCRIPTIONS_HTML)
            .moves(Product.DESCRIPTIONS_HTML, Product.DESCRIPTION, Product.DESCRIPTION_HTML)
            .moves(Product.SUMMARY_HTML, Product.SUMMARY, Product.SUMMARIES_HTML)
            .moves(Product.SUMMARIES_HTML, Product.SUMMARY, Product.SUMMARY_HTML);
    return texts
        .other(Product.PRICE, Money.of("7.25", "EUR"))
        .other(Product.COST_PRICE, Money.of("3", "EUR"))
        .other(Product.VAT, new BigDecimal("5.5"))
        .other(Product.WEIGHT, new BigDecimal("1.5"))
        .other(Product.LENGTH, new BigDecimal("12"))
        .other(Product.WIDTH, new BigDecimal("13"))
        .other(Product.HEIGHT, new BigDecimal("14.5"))
        .other(Product.BARCODES, Set.of("4006381333931", "123456789012"))
        .other(Product.KIND, Product.SERVICE)
        .other(Product.MANUFACTURER, "Nobody yet")
        .other(Product.FEATURES, Map.of("Material", "Oak", "Form", "Round"))
        .otherFrom(Product.CATEGORY, bench -> bench.another(Category.TYPE))
        .otherFrom(
            Product.CATEGORIES,
            bench -> Set.of(bench.ref(Category.TYPE), bench.another(Category.TYPE)))
        .moves(Product.CATEGORY, Product.CATEGORIES)
        .moves(Product.CATEGORIES, Product.CATEGORY)
        .except(
            Product.IMAGES,
            "they are uploaded behind the create, one by one: see the images' own test")
        .neverEmpty(
            Product.NAME,
            Product.NAMES,
            Product.PRICE,
            Product.COST_PRICE,
            Product.WEIGHT,
            Product.LENGTH,
            Product.WIDTH,
            Product.HEIGHT,
            Product.CATEGORIES)
        .foundBy(Product.SKU)
        .foundBy(Product.BARCODES)
        .foundBy(Product.NAME)
        .refusedIf(entity -> entity.with(Product.DESCRIPTION_HTML, "<script>alert(1)</script>"));
  }

  private static Sample variant() {
    return Sample.of(
            Variant.TYPE,
            (bench, number) ->
                Entity.of(Variant.TYPE, "")
                    .with(Variant.PRODUCT, bench.ref(Product.TYPE))
                    .with(Variant.OPTIONS, Map.of("Size", number % 2 == 0 ? "S" : "M"))
                    .with(Variant.SKU, "SKU-V-" + number)
                    .with(Variant.PRICE, Money.of("12", "EUR"))
                    .with(Variant.BARCODES, Set.of("500638" + (1_000_000 + number))))
        .otherFrom(Variant.PRODUCT, bench -> bench.another(Product.TYPE))
        .other(Variant.OPTIONS, Map.of("Size", "L"))
        .other(Variant.PRICE, Money.of("9.95", "EUR"))
        .other(Variant.COST_PRICE, Money.of("2", "EUR"))
        .other(Variant.WEIGHT, new BigDecimal("0.75"))
        .other(Variant.BARCODES, Set.of("4006381333931"))
        .neverEmpty(Variant.PRICE, Variant.COST_PRICE, Variant.WEIGHT)
        .foundBy(Variant.SKU)
        .foundBy(Variant.BARCODES)
        .refusedIf(entity -> entity.with(Variant.PRODUCT, new Ref(Product.TYPE, "999999")));
  }

  private Sample customer() {
    return Sample.of(
            Customer.TYPE,
            (bench, number) ->
                Entity.of(Customer.TYPE, "")
                    .with(Customer.KIND, Customer.PERSON)
                    .with(Customer.NAME, "Novak " + letters(number))
                    .with(Customer.EMAILS, Set.of("buyer" + number + "@mail.example"))
                    .with(Customer.REGISTRATION, "REG-" + number)
                    .with(Customer.COMMENT, "R&D <b> knows\nthe shop")
                    .with(Customer.ARCHIVED, false))
        .other(Customer.KIND, Customer.COMPANY)
        .other(Customer.NAME, "Borea Anna")
        .other(Customer.PERSON_NAME, new PersonName("Borea", "Carla", ""))
        .otherFrom(Customer.EMAILS, bench -> Set.of("other" + others++ + "@mail.example"))
        .other(Customer.REGISTRATION, "35600000000048")
        .other(Customer.ACTIVITY, "6202A")
        .other(Customer.BIRTHDAY, LocalDate.of(1990, 5, 17))
        .other(Customer.LANGUAGE, "fr-FR")
        .otherFrom(Customer.GROUPS, bench -> Set.of(bench.code("customer-group", 0), "3"))
        .otherFrom(Customer.MAIN_GROUP, bench -> bench.code("customer-group", 0))
        .other(
            Customer.ADDRESS, new Address("FR", "", "Lyon", "2 Side Street", "69001", "2nd floor"))
        .except(Customer.PHONES, BEHIND)
        .except(Customer.VAT_NUMBER, BEHIND)
        .except(Customer.LEGAL_NAME, BEHIND)
        .moves(Customer.ADDRESS, Customer.PHONES, Customer.VAT_NUMBER, Customer.LEGAL_NAME)
        .moves(Customer.NAME, Customer.PERSON_NAME)
        .moves(Customer.PERSON_NAME, Customer.NAME)
        .moves(Customer.MAIN_GROUP, Customer.GROUPS)
        .moves(Customer.GROUPS, Customer.MAIN_GROUP)
        .neverEmpty(
            Customer.NAME,
            Customer.PERSON_NAME,
            Customer.EMAILS,
            Customer.ADDRESS,
            Customer.LANGUAGE,
            Customer.GROUPS,
            Customer.MAIN_GROUP)
        .foundBy(Customer.EMAILS)
        .foundBy(Customer.REGISTRATION)
        .refusedIf(entity -> entity.cleared(Customer.EMAILS));
  }

  /** Names of persons have no digits. */
  private static String letters(int number) {
    StringBuilder word = new StringBuilder("A");
    for (char digit : Integer.toString(number).toCharArray()) {
      word.append((char) ('a' + digit - '0'));
    }
    return word.toString();
  }

  private static Sample person() {
    return Sample.of(
            ContactPerson.TYPE,
            (bench, number) ->
                Entity.of(ContactPerson.TYPE, "")
                    .with(ContactPerson.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(ContactPerson.NAME, "Novak " + letters(number))
                    .with(ContactPerson.PHONES, Set.of("+33155001000"))
                    .with(
                        ContactPerson.ADDRESS,
                        new Address("FR", "", "Paris", number + " Main Street", "75001", "")))
        .otherFrom(ContactPerson.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .other(ContactPerson.NAME, "Borea Anna")
        .other(ContactPerson.VAT_NUMBER, "FR40000010000")
        .other(ContactPerson.PERSON_NAME, new PersonName("Borea", "Carla", ""))
        .other(
            ContactPerson.ADDRESS,
            new Address("FR", "", "Lyon", "2 Side Street", "69001", "2nd floor"))
        .moves(ContactPerson.NAME, ContactPerson.PERSON_NAME)
        .moves(ContactPerson.PERSON_NAME, ContactPerson.NAME)
        .neverEmpty(ContactPerson.NAME, ContactPerson.PERSON_NAME, ContactPerson.ADDRESS)
        .foundBy(ContactPerson.CUSTOMER, ContactPerson.NAME)
        .refusedIf(entity -> entity.cleared(ContactPerson.ADDRESS));
  }

  private static Sample price() {
    return Sample.of(
            Price.TYPE,
            (bench, number) ->
                Entity.of(Price.TYPE, "")
                    .with(Price.PRODUCT, bench.ref(Product.TYPE))
                    .with(Price.FROM_QUANTITY, BigDecimal.valueOf(number + 2L))
                    .with(Price.VALID_FROM, Instant.parse("2026-11-01T08:00:00Z"))
                    .with(Price.DISCOUNT_PERCENT, new BigDecimal("12.5")))
        .otherFrom(Price.PRODUCT, bench -> bench.another(Product.TYPE))
        .otherFrom(Price.VARIANT, bench -> bench.ref(Variant.TYPE))
        .otherFrom(Price.CUSTOMER, bench -> bench.ref(Customer.TYPE))
        .otherFrom(Price.CUSTOMER_GROUP, bench -> bench.code("customer-group", 0))
        .other(Price.COUNTRY, "FR")
        .other(Price.CURRENCY, "USD")
        .other(Price.FROM_QUANTITY, new BigDecimal("5000"))
        .other(Price.AMOUNT, Money.of("7.25", "EUR"))
        .other(Price.DISCOUNT, Money.of("1.5", "EUR"))
        .other(Price.DISCOUNT_PERCENT, new BigDecimal("30"))
        .moves(Price.DISCOUNT, Price.DISCOUNT_PERCENT)
        .moves(Price.DISCOUNT_PERCENT, Price.DISCOUNT)
        .neverEmpty(Price.FROM_QUANTITY)
        .foundBy(Price.PRODUCT, Price.FROM_QUANTITY)
        .refusedIf(entity -> entity.cleared(Price.PRODUCT));
  }

  private static Sample coupon() {
    return Sample.of(
            Coupon.TYPE,
            (bench, number) ->
                Entity.of(Coupon.TYPE, "")
                    .with(Coupon.CODE, "CODE-" + number)
                    .with(Coupon.NAME, "Voucher " + number)
                    .with(Coupon.VALID_UNTIL, Instant.parse("2027-11-01T08:00:00Z"))
                    .with(Coupon.USES, BigDecimal.TEN)
                    .with(Coupon.DISCOUNT, Money.of("5", "EUR"))
                    .with(Coupon.ARCHIVED, false))
        .other(Coupon.NAMES, Map.of("en-US", "Voucher", "fr-FR", "Bon"))
        .other(Coupon.CODE, "OTHER")
        .otherFrom(Coupon.CUSTOMER, bench -> bench.ref(Customer.TYPE))
        .other(Coupon.USES, new BigDecimal("3"))
        .other(Coupon.USES_PER_CUSTOMER, new BigDecimal("2"))
        .other(Coupon.MINIMUM, Money.of("50", "USD"))
        .other(Coupon.DISCOUNT, Money.of("7.5", "USD"))
        .other(Coupon.DISCOUNT_PERCENT, new BigDecimal("12.5"))
        .moves(Coupon.NAME, Coupon.NAMES)
        .moves(Coupon.NAMES, Coupon.NAME)
        .neverEmpty(Coupon.NAME, Coupon.NAMES)
        .foundBy(Coupon.CODE)
        .refusedIf(entity -> entity.cleared(Coupon.NAME));
  }

  private Sample cart() {
    return Sample.readOnly(
        Cart.TYPE, (bench, number) -> Integer.toString(now().cart(100_000 + number)));
  }

  private Sample order() {
    return Sample.readOnly(Order.TYPE, (bench, number) -> Integer.toString(now().order().id()))
        .otherFrom(Order.STATUS, bench -> bench.code(Dictionaries.ORDER_STATUS, 2 + states++ % 2))
        .neverEmpty(Order.STATUS);
  }

  private Sample invoice() {
    return Sample.readOnly(
            Invoice.TYPE, (bench, number) -> now().first("order_invoices", now().order().id()))
        .other(Invoice.COMMENT, "FA2611-0007")
        .undated(Invoice.COMMENT, "invoices are dated by their birth only");
  }

  private Sample payment() {
    return Sample.readOnly(Payment.TYPE, (bench, number) -> now().payment(now().order().id()));
  }

  private Sample slip() {
    return Sample.readOnly(CreditNote.TYPE, (bench, number) -> now().slip(now().order().id()));
  }

  private Sample shipment() {
    return Sample.readOnly(
            Shipment.TYPE, (bench, number) -> now().first("order_carriers", now().order().id()))
        .other(Shipment.TRACKING_NUMBER, "6A-123 (4)");
  }

  private Sample stock() {
    return Sample.readOnly(StockLevel.TYPE, (bench, number) -> now().stocked(number))
        .other(StockLevel.QUANTITY, new BigDecimal("77"))
        .neverEmpty(StockLevel.QUANTITY);
  }
}
