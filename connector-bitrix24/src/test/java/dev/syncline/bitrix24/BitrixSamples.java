package dev.syncline.bitrix24;

import dev.syncline.connector.Dictionaries;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.testkit.contract.Sample;
import dev.syncline.testkit.contract.Workbench;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Samples of the catalog, its stock, and deals. */
final class BitrixSamples {

  private BitrixSamples() {}

  static List<Sample> catalog() {
    return List.of(category(), goods(), service(), parent(), variant(), stock());
  }

  /** Samples of every type. */
  static List<Sample> all() {
    List<Sample> all = new ArrayList<>(catalog());
    all.addAll(BitrixCustomers.all());
    all.add(deal());
    all.add(BitrixCustomers.smartInvoice());
    return List.copyOf(all);
  }

  /** Samples of every other type. */
  static List<Sample> but(EntityType type) {
    return all().stream().filter(each -> !each.type().equals(type)).toList();
  }

  static Entity of(EntityType type) {
    return Entity.of(type, "");
  }

  private static Sample category() {
    return Sample.of(
            Category.TYPE, (bench, n) -> of(Category.TYPE).with(Category.NAME, "Section " + n))
        .otherFrom(Category.PARENT, bench -> bench.another(Category.TYPE))
        .other(Category.EXTERNAL_CODE, "another-code")
        .neverEmpty(Category.NAME)
        .refusedIf(section -> section.cleared(Category.NAME))
        .foundBy(Category.NAME);
  }

  private static Entity product(Workbench bench, int n) {
    return of(Product.TYPE)
        .with(Product.NAME, "Mug & \"spoon\" #" + n)
        .with(Product.EXTERNAL_CODE, "code-" + n)
        .with(Product.DESCRIPTION, "Line one\nline two")
        .with(Product.CATEGORY, bench.ref(Category.TYPE))
        .with(Product.ARCHIVED, false);
  }

  private static Sample sold(Sample sample) {
    return sample
        .other(Product.EXTERNAL_CODE, "another-code")
        .other(Product.PRICE, Money.of("7.25", "RUB"))
        .other(Product.VAT, new BigDecimal("10"))
        .other(Product.UNIT, "796")
        .otherFrom(Product.CATEGORY, bench -> bench.another(Category.TYPE))
        .other(Product.KIND, Product.SERVICE)
        .neverEmpty(Product.NAME, Product.UNIT)
        .refusedIf(product -> product.cleared(Product.NAME))
        .foundBy(Product.NAME)
        .foundBy(Product.EXTERNAL_CODE)
        .foundBy(Product.NAME, Product.CATEGORY);
  }

  private static Sample goods() {
    return sold(Sample.of(
            Product.TYPE,
            (bench, n) ->
                product(bench, n)
                    .with(Product.KIND, Product.GOODS)
                    .with(Product.SKU, "ART+" + n)
                    .with(Product.VAT, new BigDecimal("20"))
                    .with(Product.UNIT, "166")
                    .with(Product.PRICE, Money.of("100.50", "RUB"))))
        .foundBy(Product.SKU);
  }

  private static Sample service() {
    return sold(Sample.of(
            Product.TYPE,
            (bench, n) ->
                product(bench, n)
                    .with(Product.KIND, Product.SERVICE)
                    .with(Product.VAT, new BigDecimal("20"))
                    .with(Product.UNIT, "166")
                    .with(Product.PRICE, Money.of("100.50", "RUB"))))
        .named("service")
        .other(Product.KIND, Product.GOODS);
  }

  private static Sample parent() {
    return sold(Sample.of(
            Product.TYPE, (bench, n) -> product(bench, n).with(Product.HAS_VARIANTS, true)))
        .named("parent")
        .except(Product.PRICE, "the vendor keeps it of variants only")
        .except(Product.VAT, "the vendor keeps it of variants only")
        .except(Product.VAT_INCLUDED, "the vendor keeps it of variants only")
        .except(Product.UNIT, "the vendor keeps it of variants only");
  }

  private static Sample variant() {
    Entity parent = of(Product.TYPE).with(Product.NAME, "Shirt").with(Product.HAS_VARIANTS, true);
    return Sample.of(
            Variant.TYPE,
            (bench, n) ->
                of(Variant.TYPE)
                    .with(Variant.PRODUCT, bench.once(parent))
                    .with(Variant.OPTIONS, Map.of("Color", "red", "Size", "S" + n % 7))
                    .with(Variant.NAME, "Shirt " + n)
                    .with(Variant.SKU, "S-" + n)
                    .with(Variant.EXTERNAL_CODE, "v-" + n)
                    .with(Variant.PRICE, Money.of("20", "RUB"))
                    .with(Variant.ARCHIVED, false))
        .otherFrom(Variant.PRODUCT, bench -> bench.once(parent.with(Product.NAME, "Another shirt")))
        .other(Variant.OPTIONS, Map.of("Color", "violet", "Material", "wool"))
        .other(Variant.EXTERNAL_CODE, "another-code")
        .other(Variant.PRICE, Money.of("7.25", "RUB"))
        .refersTo(Variant.PRODUCT, (bench, n) -> parent.with(Product.NAME, "Shirt " + n))
        .neverEmpty(Variant.NAME)
        .refusedIf(variant -> variant.cleared(Variant.NAME))
        .foundBy(Variant.NAME)
        .foundBy(Variant.SKU)
        .foundBy(Variant.EXTERNAL_CODE);
  }

  /** A level belongs to an item of its own each time. */
  private static Sample stock() {
    return Sample.of(
            StockLevel.TYPE,
            (bench, n) ->
                of(StockLevel.TYPE)
                    .with(StockLevel.ITEM, bench.another(Product.TYPE))
                    .with(StockLevel.QUANTITY, new BigDecimal("5.5")))
        .otherFrom(StockLevel.ITEM, bench -> bench.another(Product.TYPE))
        .other(StockLevel.QUANTITY, new BigDecimal("7"))
        .neverEmpty(StockLevel.QUANTITY)
        .refusedIf(level -> level.without(StockLevel.ITEM));
  }

  static Entity line(String price, String discount, String quantity) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.NAME, "Free text")
        .with(OrderLine.QUANTITY, new BigDecimal(quantity))
        .with(
            OrderLine.PRICING,
            new Pricing(
                new BigDecimal(price),
                new BigDecimal(discount),
                java.util.Optional.of(new BigDecimal("20")),
                true));
  }

  static Entity sold(Ref item) {
    return line("120", "0", "2").with(OrderLine.ITEM, item);
  }

  static Sample deal() {
    return Sample.of(
            Order.TYPE,
            (bench, n) ->
                of(Order.TYPE)
                    .with(Order.TITLE, "Customer order " + n)
                    .with(Order.STATUS, "PREPARATION")
                    .with(Order.CUSTOMER, bench.ref(Customer.TYPE))
                    .with(Order.CURRENCY, "RUB")
                    .with(Order.COMMENT, "Ring + leave")
                    .with(Order.PLANNED_ON, LocalDate.of(2026, 12, 31))
                    .with(Order.RESPONSIBLE, bench.code(Dictionaries.EMPLOYEE, 0))
                    .with(
                        Order.LINES,
                        List.of(sold(bench.ref(Product.TYPE)), line("99.90", "10", "1"))))
        .other(Order.STATUS, "NEW")
        .other(Order.PIPELINE, "9")
        .moves(Order.PIPELINE, Order.STATUS)
        .otherFrom(Order.CUSTOMER, bench -> bench.another(Customer.TYPE))
        .other(Order.CURRENCY, "USD")
        .other(Order.LINES, List.of(line("33.30", "0", "3")))
        .otherFrom(Order.RESPONSIBLE, bench -> bench.code(Dictionaries.EMPLOYEE, 1))
        .neverEmpty(
            Order.STATUS, Order.PIPELINE, Order.CURRENCY, Order.RESPONSIBLE, Order.PLANNED_ON)
        .refusedIf(deal -> deal.with(Order.STATUS, "NO_SUCH_STAGE"))
        .foundBy(Order.NUMBER)
        .foundBy(Order.TITLE);
  }
}
