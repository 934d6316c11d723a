package dev.syncline.moysklad;

import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.testkit.contract.ConnectorContract;
import dev.syncline.testkit.contract.ProvingGround;
import dev.syncline.testkit.contract.Sample;
import dev.syncline.testkit.contract.Workbench;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** MoySklad's proof. */
class MoySkladContractTest extends ConnectorContract {

  private static final String OTHER_CODE = "another-code";

  private MoySkladGround ground = new MoySkladGround();

  @Override
  protected ProvingGround ground() {
    ground = new MoySkladGround();
    return ground;
  }

  @Override
  protected List<Sample> samples() {
    List<Sample> all = new ArrayList<>(List.of(folder(), goods(), service(), variant(), stock()));
    all.addAll(MoySkladCustomers.all());
    all.add(order());
    all.add(invoice());
    return all;
  }

  /** Levels are moved by documents only. */
  private Sample stock() {
    return Sample.readOnly(StockLevel.TYPE, (bench, n) -> ground.stocked(n));
  }

  static Entity of(EntityType type) {
    return Entity.of(type, "");
  }

  private static Sample folder() {
    return Sample.of(
            Category.TYPE, (bench, n) -> of(Category.TYPE).with(Category.NAME, "Folder " + n))
        .otherFrom(Category.PARENT, bench -> bench.another(Category.TYPE))
        .other(Category.EXTERNAL_CODE, OTHER_CODE)
        .neverEmpty(Category.NAME, Category.EXTERNAL_CODE)
        .refusedIf(folder -> folder.cleared(Category.NAME))
        .foundBy(Category.NAME);
  }

  private static Entity product(Workbench bench, int n) {
    return of(Product.TYPE)
        .with(Product.NAME, "Kettle; \"red\" #" + n)
        .with(Product.EXTERNAL_CODE, "shop:" + n)
        .with(Product.DESCRIPTION, "boils; \"well\"")
        .with(Product.PRICE, Money.of("199.905", "RUB"))
        .with(Product.VAT, new BigDecimal("20"))
        .with(Product.UNIT, "796")
        .with(Product.BARCODES, Set.of("any-thing " + n))
        .with(Product.CATEGORY, bench.ref(Category.TYPE))
        .with(Product.ARCHIVED, false);
  }

  private static Sample sold(Sample sample) {
    return sample
        .other(Product.EXTERNAL_CODE, OTHER_CODE)
        .other(Product.PRICE, Money.of("7.25", "USD"))
        .other(Product.VAT, new BigDecimal("10"))
        .other(Product.UNIT, "166")
        .other(Product.BARCODES, Set.of("2000000000015", "other"))
        .otherFrom(Product.CATEGORY, bench -> bench.another(Category.TYPE))
        .neverEmpty(Product.NAME, Product.EXTERNAL_CODE, Product.PRICE)
        .refusedIf(product -> product.cleared(Product.NAME))
        .foundBy(Product.NAME)
        .foundBy(Product.EXTERNAL_CODE)
        .foundBy(Product.BARCODES);
  }

  private static Sample goods() {
    return sold(Sample.of(
            Product.TYPE,
            (bench, n) ->
                product(bench, n).with(Product.KIND, Product.GOODS).with(Product.SKU, "KET-" + n)))
        .other(Product.KIND, Product.SERVICE)
        .foundBy(Product.SKU);
  }

  private static Sample service() {
    return sold(Sample.of(
            Product.TYPE, (bench, n) -> product(bench, n).with(Product.KIND, Product.SERVICE)))
        .named("service")
        .other(Product.KIND, Product.GOODS)
        .except(Product.SKU, "a service has no article");
  }

  private static Sample variant() {
    return Sample.of(
            Variant.TYPE,
            (bench, n) ->
                of(Variant.TYPE)
                    .with(Variant.PRODUCT, bench.ref(Product.TYPE))
                    .with(Variant.OPTIONS, Map.of("Color", "c" + n, "Size", "M"))
                    .with(Variant.SKU, "S-" + n)
                    .with(Variant.EXTERNAL_CODE, "v-" + n)
                    .with(Variant.PRICE, Money.of("20", "RUB"))
                    .with(Variant.BARCODES, Set.of("bar " + n))
                    .with(Variant.ARCHIVED, false))
        .otherFrom(Variant.PRODUCT, bench -> bench.another(Product.TYPE))
        .other(Variant.OPTIONS, Map.of("Color", "violet", "Material", "wool"))
        .moves(Variant.OPTIONS, Variant.NAME)
        .other(Variant.EXTERNAL_CODE, OTHER_CODE)
        .other(Variant.PRICE, Money.of("7.25", "USD"))
        .other(Variant.BARCODES, Set.of("other"))
        .neverEmpty(Variant.OPTIONS, Variant.EXTERNAL_CODE, Variant.PRICE)
        .refusedIf(variant -> variant.with(Variant.PRODUCT, nobody(Product.TYPE, "product/")))
        .foundBy(Variant.NAME)
        .foundBy(Variant.SKU)
        .foundBy(Variant.EXTERNAL_CODE)
        .foundBy(Variant.BARCODES);
  }

  private static Ref nobody(EntityType type, String list) {
    return new Ref(type, list + "6b44332f-b0ac-11ea-ac14-000a00000002");
  }

  private static Entity line(Ref item, String quantity, String price) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.ITEM, item)
        .with(OrderLine.QUANTITY, new BigDecimal(quantity))
        .with(
            OrderLine.PRICING,
            new Pricing(
                new BigDecimal(price),
                new BigDecimal("10"),
                Optional.of(new BigDecimal("20")),
                true));
  }

  private static Entity reserved(Entity line) {
    return line.with(OrderLine.RESERVED, BigDecimal.ZERO);
  }

  private static String first(Workbench bench, String dictionary) {
    return bench.code(dictionary, 0);
  }

  private static Sample order() {
    return Sample.of(
            Order.TYPE,
            (bench, n) ->
                of(Order.TYPE)
                    .with(Order.NUMBER, "N-" + n)
                    .with(Order.STATUS, first(bench, Dictionaries.ORDER_STATUS))
                    .with(Order.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Order.CURRENCY, "RUB")
                    .with(Order.COMMENT, "Ring + leave")
                    .with(Order.DELIVERY_ADDRESS, MoySkladCustomers.SEAT)
                    .with(Order.PLANNED_ON, LocalDate.of(2026, 12, 31))
                    .with(Order.PLACED_AT, Instant.parse("2026-11-01T10:30:00Z"))
                    .with(Order.ORGANIZATION, first(bench, Dictionaries.ORGANIZATION))
                    .with(Order.STORE, first(bench, Dictionaries.STORE))
                    .with(Order.RESPONSIBLE, first(bench, Dictionaries.EMPLOYEE))
                    .with(
                        Order.LINES,
                        List.of(reserved(line(bench.ref(Product.TYPE), "2", "99.90")))))
        .otherFrom(Order.STATUS, bench -> bench.code(Dictionaries.ORDER_STATUS, 1))
        .otherFrom(Order.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .other(Order.CURRENCY, "USD")
        .otherFrom(Order.ORGANIZATION, bench -> bench.code(Dictionaries.ORGANIZATION, 1))
        .otherFrom(Order.STORE, bench -> bench.code(Dictionaries.STORE, 1))
        .otherFrom(Order.RESPONSIBLE, bench -> bench.code(Dictionaries.EMPLOYEE, 1))
        .otherFrom(
            Order.LINES, bench -> List.of(reserved(line(bench.another(Product.TYPE), "3", "5"))))
        .other(Order.DELIVERY_ADDRESS, MoySkladCustomers.SHOP)
        .neverEmpty(always())
        .refusedIf(order -> order.with(Order.CUSTOMER, nobody(Customer.TYPE, "")))
        .foundBy(Order.NUMBER);
  }

  private static Field<?>[] always() {
    return new Field<?>[] {
      Order.NUMBER,
      Order.CUSTOMER,
      Order.CURRENCY,
      Order.PLACED_AT,
      Order.ORGANIZATION,
      Order.RESPONSIBLE
    };
  }

  private static Sample invoice() {
    return Sample.of(
            Invoice.TYPE,
            (bench, n) ->
                of(Invoice.TYPE)
                    .with(Invoice.NUMBER, "I-" + n)
                    .with(Invoice.STATUS, first(bench, Dictionaries.INVOICE_STATUS))
                    .with(Invoice.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Invoice.ORDER, bench.ref(Order.TYPE))
                    .with(Invoice.CURRENCY, "RUB")
                    .with(Invoice.COMMENT, "by bank; \"soon\"")
                    .with(Invoice.ISSUED_ON, LocalDate.of(2026, 11, 20))
                    .with(Invoice.DUE_ON, LocalDate.of(2026, 12, 1))
                    .with(Invoice.ORGANIZATION, first(bench, Dictionaries.ORGANIZATION))
                    .with(Invoice.STORE, first(bench, Dictionaries.STORE))
                    .with(Invoice.RESPONSIBLE, first(bench, Dictionaries.EMPLOYEE))
                    .with(Invoice.LINES, List.of(line(bench.ref(Product.TYPE), "2", "99.90"))))
        .otherFrom(Invoice.STATUS, bench -> bench.code(Dictionaries.INVOICE_STATUS, 1))
        .otherFrom(Invoice.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .otherFrom(Invoice.ORDER, bench -> bench.another(Order.TYPE))
        .other(Invoice.CURRENCY, "USD")
        .otherFrom(Invoice.ORGANIZATION, bench -> bench.code(Dictionaries.ORGANIZATION, 1))
        .otherFrom(Invoice.STORE, bench -> bench.code(Dictionaries.STORE, 1))
        .otherFrom(Invoice.RESPONSIBLE, bench -> bench.code(Dictionaries.EMPLOYEE, 1))
        .otherFrom(Invoice.LINES, bench -> List.of(line(bench.another(Product.TYPE), "3", "5")))
        .neverEmpty(
            Invoice.NUMBER,
            Invoice.CUSTOMER,
            Invoice.CURRENCY,
            Invoice.ISSUED_ON,
            Invoice.ORGANIZATION,
            Invoice.RESPONSIBLE)
        .refusedIf(invoice -> invoice.with(Invoice.CUSTOMER, nobody(Customer.TYPE, "")))
        .foundBy(Invoice.NUMBER);
  }
}
