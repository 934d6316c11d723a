package dev.syncline.prestashop.codec;

import dev.syncline.model.Customer;
import dev.syncline.model.Money;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of specific prices. One of them holds one discount, an amount or percents; saying the
 * one takes the other's place.
 *
 * @since 0.1
 */
public final class PriceTable {

  /** What makes a price the one that it is: the shop takes no second one that has all the same. */
  public static final List<String> KEY =
      List.of(
          "id_product",
          "id_product_attribute",
          "id_shop",
          "id_shop_group",
          "id_currency",
          "id_country",
          "id_group",
          "id_customer",
          "id_cart",
          "from_quantity",
          "from",
          "to");

  /** The price that means: the product's own. */
  public static final String OWN_PRICE = "-1";

  private static final String CURRENCY = "id_currency";
  private static final String PRICE = "price";
  private static final String REDUCTION = "reduction";
  private static final String TYPE = "reduction_type";
  private static final String AMOUNT = "amount";
  private static final String PERCENTAGE = "percentage";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final long MOST_PIECES = 16_777_215;
  private static final int FIRST_YEAR = 1000;
  private static final int NO_YEAR = 10_000;
  private static final Pattern VARIANT = Pattern.compile("[1-9][0-9]*-([1-9][0-9]{0,9})");

  private PriceTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Price.TYPE,
        "specific_price",
        List.of(
            Conditions.ref(Price.PRODUCT, "id_product", Product.TYPE).only(Line.Access.AT_BIRTH),
            variant(),
            Conditions.ref(Price.CUSTOMER, "id_customer", Customer.TYPE),
            Conditions.code(Price.CUSTOMER_GROUP, "id_group"),
            Conditions.listed(Price.COUNTRY, "id_country", terms -> terms.lists().countries()),
            Conditions.listed(Price.CURRENCY, CURRENCY, terms -> terms.lists().currencies()),
            fromQuantity(),
            Conditions.moment(Price.VALID_FROM, "from", Conditions.NO_MOMENT, FIRST_YEAR, NO_YEAR),
            Conditions.moment(Price.VALID_UNTIL, "to", Conditions.NO_MOMENT, FIRST_YEAR, NO_YEAR),
            amount(),
            withoutTax(),
            discount(),
            Conditions.yes(Price.DISCOUNT_VAT_INCLUDED, "reduction_tax"),
            percent()));
  }

  private static Line<Ref> variant() {
    return Line.of(
            Price.VARIANT,
            Set.of("id_product", "id_product_attribute"),
            (row, into, terms) -> {
              if (row.has("id_product_attribute")) {
                long id = row.number("id_product_attribute");
                String whole = row.number("id_product") + "-" + id;
                into.set(
                    Price.VARIANT,
                    id > 0 ? Optional.of(new Ref(Variant.TYPE, whole)) : Optional.empty());
              }
            },
            (row, wanted, how) -> {
              Matcher pair = VARIANT.matcher(wanted == null ? "" : wanted.id());
              boolean known = pair.matches();
              if (known || wanted == null) {
                row.text("id_product_attribute", known ? pair.group(1) : "0");
              }
              return known || wanted == null;
            })
        .only(Line.Access.AT_BIRTH);
  }

  private static Line<BigDecimal> fromQuantity() {
    return Line.of(
        Price.FROM_QUANTITY,
        Set.of("from_quantity"),
        (row, into, terms) -> {
          if (row.has("from_quantity")) {
            into.set(Price.FROM_QUANTITY, Line.number(row, "from_quantity"));
          }
        },
        (row, wanted, how) ->
            Conditions.whole(
                row, "from_quantity", wanted == null ? BigDecimal.ONE : wanted, 1, MOST_PIECES));
  }

  private static Line<Money> amount() {
    return Line.of(
            Price.AMOUNT,
            Set.of(PRICE, CURRENCY),
            (row, into, terms) -> {
              if (row.has(PRICE)) {
                into.set(
                    Price.AMOUNT,
                    Line.number(row, PRICE)
                        .filter(price -> price.signum() >= 0)
                        .map(price -> new Money(price, Conditions.currency(row, CURRENCY, terms))));
              }
            },
            (row, wanted, how) -> {
              if (wanted == null) {
                row.text(PRICE, OWN_PRICE);
                return true;
              }
              boolean taxed = how.wanted().get(Price.VAT_INCLUDED).orElse(false);
              return !taxed && isCurrency(wanted, how) && Line.amount(row, PRICE, wanted.amount());
            })
        .closeIf((wanted, held, phones) -> Goods.sameMoney(wanted, held));
  }

  private static Line<Boolean> withoutTax() {
    return Line.readOnly(
        Price.VAT_INCLUDED,
        Set.of(PRICE),
        (row, into, terms) -> {
          if (row.has(PRICE)) {
            into.set(Price.VAT_INCLUDED, false);
          }
        });
  }

  /** Amounts are in the price's own currency, or in the shop's where it counts in any. */
  private static boolean isCurrency(Money wanted, Line.Written how) {
    Row held = how.held();
    String own =
        held == null ? how.terms().currency() : Conditions.currency(held, CURRENCY, how.terms());
    String currency =
        how.wanted().knows(Price.CURRENCY)
            ? how.wanted().get(Price.CURRENCY).orElse(how.terms().currency())
            : own;
    return wanted.currency().equals(currency);
  }

  private static Line<Money> discount() {
    return Line.of(
            Price.DISCOUNT,
            Set.of(REDUCTION, TYPE, CURRENCY),
            (row, into, terms) -> {
              if (row.has(REDUCTION)) {
                into.set(
                    Price.DISCOUNT,
                    is(row, AMOUNT)
                        ? Conditions.money(
                            row, REDUCTION, Conditions.currency(row, CURRENCY, terms))
                        : Optional.empty());
              }
            },
            (row, wanted, how) -> {
              if (wanted == null) {
                return cleared(row, AMOUNT, how);
              }
              return isCurrency(wanted, how) && reduced(row, AMOUNT, wanted.amount());
            })
        .closeIf((wanted, held, phones) -> Goods.sameMoney(wanted, held));
  }

  private static Line<BigDecimal> percent() {
    return Line.of(
            Price.DISCOUNT_PERCENT,
            Set.of(REDUCTION, TYPE),
            (row, into, terms) -> {
              if (row.has(REDUCTION)) {
                into.set(
                    Price.DISCOUNT_PERCENT,
                    is(row, PERCENTAGE) ? percentOf(row) : Optional.empty());
              }
            },
            (row, wanted, how) -> {
              if (wanted == null) {
                return cleared(row, PERCENTAGE, how);
              }
              boolean amount = row.says(TYPE) && is(row.build(), AMOUNT) && said(row.build());
              return !amount
                  && wanted.compareTo(HUNDRED) <= 0
                  && reduced(row, PERCENTAGE, wanted.movePointLeft(2));
            })
        .closeIf(
            (wanted, held, phones) ->
                Rounded.six(wanted.movePointLeft(2)).compareTo(held.movePointLeft(2)) == 0);
  }

  private static Optional<BigDecimal> percentOf(Row row) {
    return Line.number(row, REDUCTION)
        .filter(part -> part.signum() != 0)
        .map(part -> part.movePointRight(2));
  }

  private static boolean is(Row row, String type) {
    return row.text(TYPE).strip().equals(type);
  }

  private static boolean said(Row row) {
    return Line.orZero(row, REDUCTION).signum() != 0;
  }

  /** A discount of nothing is none, and says nothing of its sort. */
  private static boolean reduced(Row.Builder row, String type, BigDecimal by) {
    if (Line.tooLong(by) || Rounded.six(by).signum() <= 0 || !Line.amount(row, REDUCTION, by)) {
      return false;
    }
    row.text(TYPE, type);
    return true;
  }

  /** One sort of discount goes; another that is there stays. */
  private static boolean cleared(Row.Builder row, String type, Line.Written how) {
    Row held = how.held();
    if (row.says(REDUCTION)) {
      return true;
    }
    boolean other = held != null && !is(held, type);
    row.text(REDUCTION, other ? held.text(REDUCTION) : "0");
    row.text(TYPE, other ? held.text(TYPE) : AMOUNT);
    return true;
  }
}
