package dev.syncline.prestashop.fake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a product costs whom: base price, combination, special price, group, tax, currency. */
final class Prices {

  /** For whom a price is asked. */
  record Buyer(int shop, int currency, int country, int group, int customer) {}

  /** A unit price without and with tax, before rounding, with what was taken off. */
  record Price(
      BigDecimal original,
      BigDecimal excluded,
      BigDecimal included,
      BigDecimal rate,
      BigDecimal percentOff,
      BigDecimal amountOffExcluded,
      BigDecimal amountOffIncluded) {}

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int SCALE = 6;

  private final Books books;

  Prices(Books books) {
    this.books = books;
  }

  Price of(Row product, int combination, int quantity, Buyer buyer) {
    BigDecimal base = product.dec("price", buyer.shop());
    Row variant = combination == 0 ? null : books.find("combinations", combination);
    if (variant != null) {
      base = base.add(variant.dec("price", buyer.shop()));
    }
    BigDecimal rate = rate(taxGroup(product, buyer.shop()), buyer.country());
    Row special = special(product, combination, quantity, buyer).orElse(null);
    if (special != null && special.dec("price").signum() >= 0) {
      base = special.dec("price");
    }
    BigDecimal original = base;
    BigDecimal percent = BigDecimal.ZERO;
    BigDecimal off = BigDecimal.ZERO;
    if (special != null && special.dec("reduction").signum() > 0) {
      if (special.get("reduction_type").equals("percentage")) {
        percent = special.dec("reduction").multiply(HUNDRED);
        base = base.multiply(BigDecimal.ONE.subtract(special.dec("reduction")));
      } else {
        BigDecimal amount = special.dec("reduction");
        off = special.flag("reduction_tax") ? untaxed(amount, rate) : amount;
        base = base.subtract(off).max(BigDecimal.ZERO);
      }
    }
    Row group = books.find("groups", buyer.group());
    if (group != null && group.dec("reduction").signum() > 0) {
      base = base.multiply(HUNDRED.subtract(group.dec("reduction"))).divide(HUNDRED);
    }
    BigDecimal exchange = exchange(buyer.currency());
    BigDecimal excluded = base.multiply(exchange).setScale(SCALE, RoundingMode.HALF_UP);
    BigDecimal offHere = off.multiply(exchange);
    return new Price(
        original.multiply(exchange),
        excluded,
        taxed(excluded, rate),
        rate,
        percent,
        offHere,
        taxed(offHere, rate));
  }

  static int taxGroup(Row product, int shop) {
    return (int) Values.leadingNumber(product.get("id_tax_rules_group", shop));
  }

  BigDecimal exchange(int currency) {
    Row row = books.find("currencies", currency);
    return row == null ? BigDecimal.ONE : row.dec("conversion_rate");
  }

  /** The rate of a group of tax rules in a country, in percent. */
  BigDecimal rate(int taxRulesGroup, int country) {
    return tax(taxRulesGroup, country).map(tax -> tax.dec("rate")).orElse(BigDecimal.ZERO);
  }

  /** The tax of a group of tax rules in a country. */
  Optional<Row> tax(int taxRulesGroup, int country) {
    if (books.number("PS_TAX") == 0 || taxRulesGroup == 0) {
      return Optional.empty();
    }
    return books.by("tax_rules", "id_tax_rules_group", taxRulesGroup).stream()
        .filter(rule -> rule.num("id_country") == country)
        .map(rule -> Optional.ofNullable(books.find("taxes", rule.num("id_tax"))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  static BigDecimal taxed(BigDecimal excluded, BigDecimal rate) {
    return excluded
        .multiply(HUNDRED.add(rate))
        .divide(HUNDRED)
        .setScale(SCALE, RoundingMode.HALF_UP);
  }

  static BigDecimal untaxed(BigDecimal included, BigDecimal rate) {
    return included.multiply(HUNDRED).divide(HUNDRED.add(rate), SCALE, RoundingMode.HALF_UP);
  }

  private Optional<Row> special(Row product, int combination, int quantity, Buyer buyer) {
    String now = books.now();
    return books.by("specific_prices", "id_product", product.id).stream()
        .filter(row -> fits(row, "id_product_attribute", combination))
        .filter(row -> fits(row, "id_shop", buyer.shop()))
        .filter(row -> fits(row, "id_currency", buyer.currency()))
        .filter(row -> fits(row, "id_country", buyer.country()))
        .filter(row -> fits(row, "id_group", buyer.group()))
        .filter(row -> fits(row, "id_customer", buyer.customer()))
        .filter(row -> row.num("id_cart") == 0 && row.num("from_quantity") <= quantity)
        .filter(row -> open(row.get("from")) || row.get("from").compareTo(now) <= 0)
        .filter(row -> open(row.get("to")) || row.get("to").compareTo(now) >= 0)
        .max(
            Comparator.comparingInt(Prices::closeness)
                .thenComparing(row -> row.num("from_quantity")));
  }

  private static boolean fits(Row row, String field, int wanted) {
    return row.num(field) == 0 || row.num(field) == wanted;
  }

  private static boolean open(String date) {
    return date.isEmpty() || date.startsWith(Values.NO_DATE);
  }

  private static int closeness(Row row) {
    List<String> byWeight =
        List.of(
            "id_product_attribute",
            "id_customer",
            "id_group",
            "id_country",
            "id_currency",
            "id_shop");
    int weight = 0;
    for (String field : byWeight) {
      weight = weight * 2 + (row.num(field) == 0 ? 0 : 1);
    }
    return weight;
  }

  /** The answer to {@code price[name][use_tax]=1} and its like. */
  String answer(Call call, Resource resource, Row row, Map<String, String> asked) {
    boolean variant = resource.name().equals("combinations");
    Row product = variant ? books.find("products", row.num("id_product")) : row;
    if (product == null) {
      return Values.money(BigDecimal.ZERO);
    }
    Buyer buyer =
        new Buyer(
            call.shop,
            asked(asked, "currency", books.number("PS_CURRENCY_DEFAULT")),
            asked(asked, "country", books.number("PS_COUNTRY_DEFAULT")),
            asked(asked, "group", books.number("PS_CUSTOMER_GROUP")),
            0);
    Price price =
        of(
            product,
            variant ? row.id : asked(asked, "product_attribute", 0),
            asked(asked, "quantity", 1),
            buyer);
    boolean reduced = asked(asked, "use_reduction", 1) != 0;
    BigDecimal excluded = reduced ? price.excluded() : price.original();
    boolean taxed = asked(asked, "use_tax", books.number("PS_TAX")) != 0;
    BigDecimal amount = taxed ? taxed(excluded, price.rate()) : excluded;
    int decimals = asked(asked, "decimals", 2);
    return Values.money(amount.setScale(decimals, RoundingMode.HALF_UP));
  }

  private static int asked(Map<String, String> asked, String name, int usual) {
    String value = asked.get(name);
    return value == null ? usual : (int) Values.leadingNumber(value);
  }
}
