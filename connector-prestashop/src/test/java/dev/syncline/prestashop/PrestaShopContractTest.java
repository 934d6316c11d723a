package dev.syncline.prestashop;

import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The current version, which takes changes only; an older one is a subclass. */
class PrestaShopContractTest extends ConnectorContract {

  private final List<PrestaShopGround> grounds = new ArrayList<>();

  /** The same state twice is entered once, so each edit takes another one. */
  private int states;

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
        stock());
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
        .other(Product.MANUFACTURER, "Borea")
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
    return Sample.readOnly(
        Customer.TYPE,
        (bench, number) -> {
          int id = now().customer(number);
          now().address(id);
          return Integer.toString(id);
        });
  }

  private Sample person() {
    return Sample.readOnly(
        ContactPerson.TYPE,
        (bench, number) ->
            Integer.toString(now().address(Integer.parseInt(bench.ref(Customer.TYPE).id()))));
  }

  private Sample order() {
    return Sample.readOnly(Order.TYPE, (bench, number) -> Integer.toString(now().order().id()))
        .otherFrom(Order.STATUS, bench -> bench.code(Dictionaries.ORDER_STATUS, 2 + states++ % 2))
        .neverEmpty(Order.STATUS);
  }

  private Sample invoice() {
    return Sample.readOnly(
        Invoice.TYPE, (bench, number) -> now().first("order_invoices", now().order().id()));
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
        .neverEmpty(StockLevel.QUANTITY)
        .foundBy(StockLevel.ITEM);
  }
}
