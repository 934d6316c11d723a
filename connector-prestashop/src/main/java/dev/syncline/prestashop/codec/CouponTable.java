package dev.syncline.prestashop.codec;

import dev.syncline.model.Coupon;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table of cart rules. A create leaves its marker in the description, which customers never
 * see.
 *
 * @since 0.1
 */
public final class CouponTable {

  /** What a create carries its marker in. */
  public static final String MARKER = "description";

  /** As many uses as nobody will count; more than half of them are read as any number. */
  public static final long ANY_NUMBER = 1_000_000;

  /** From when on a voucher counts that counts from ever. */
  public static final String EVER = "2000-01-01 00:00:00";

  /** Until when one counts that counts for ever: the shop insists on a date. */
  public static final String FOR_EVER = "2099-12-31 23:59:59";

  private static final int FIRST_YEAR = 2001;
  private static final int LAST_YEAR = 2099;
  private static final int LONGEST_NAME = 254;
  private static final Pattern CODE = Pattern.compile("[^<>{}=\\p{Cntrl}]{0,254}");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private CouponTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Coupon.TYPE,
        "cart_rule",
        Row::id,
        Optional.of(MARKER),
        List.of(
            code(),
            Languages.all(Coupon.NAMES, "name", CouponTable::name, true),
            Languages.one(Coupon.NAME, "name", CouponTable::name, true),
            archived(),
            Conditions.ref(Coupon.CUSTOMER, "id_customer", Customer.TYPE),
            Conditions.moment(Coupon.VALID_FROM, "date_from", EVER, FIRST_YEAR, LAST_YEAR),
            Conditions.moment(Coupon.VALID_UNTIL, "date_to", FOR_EVER, FIRST_YEAR, LAST_YEAR),
            uses(Coupon.USES, "quantity"),
            uses(Coupon.USES_PER_CUSTOMER, "quantity_per_user"),
            money(Coupon.MINIMUM, "minimum_amount", "minimum_amount_currency"),
            Conditions.yes(Coupon.MINIMUM_VAT_INCLUDED, "minimum_amount_tax"),
            money(Coupon.DISCOUNT, "reduction_amount", "reduction_currency"),
            Conditions.yes(Coupon.DISCOUNT_VAT_INCLUDED, "reduction_tax"),
            percent(),
            Conditions.yes(Coupon.FREE_DELIVERY, "free_shipping")));
  }

  /** What vouchers may be called. */
  public static String name(String text) {
    return Clean.generic(text, LONGEST_NAME);
  }

  /** A code that is cut or cleaned would be another one. */
  private static Line<String> code() {
    Line<String> text = Line.text(Coupon.CODE, "code");
    return Line.of(
        Coupon.CODE,
        text.needs(),
        text.reads(),
        (row, wanted, how) -> {
          String code = wanted == null ? "" : wanted.strip();
          boolean taken = CODE.matcher(code).matches();
          if (taken) {
            row.text("code", code);
          }
          return taken;
        });
  }

  private static Line<Boolean> archived() {
    return Line.of(
        Coupon.ARCHIVED,
        Set.of("active"),
        (row, into, terms) -> {
          if (row.has("active")) {
            into.set(Coupon.ARCHIVED, !row.yes("active"));
          }
        },
        (row, wanted, how) -> {
          row.text("active", Boolean.TRUE.equals(wanted) ? "0" : "1");
          return true;
        });
  }

  private static Line<BigDecimal> uses(Field<BigDecimal> field, String name) {
    return Line.of(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, Line.number(row, name).filter(CouponTable::isCounted));
          }
        },
        (row, wanted, how) ->
            wanted == null
                ? Conditions.whole(row, name, BigDecimal.valueOf(ANY_NUMBER), 0, ANY_NUMBER)
                : isCounted(wanted) && Conditions.whole(row, name, wanted, 0, ANY_NUMBER));
  }

  private static boolean isCounted(BigDecimal uses) {
    return uses.compareTo(BigDecimal.valueOf(ANY_NUMBER / 2)) < 0;
  }

  private static Line<Money> money(Field<Money> field, String name, String currency) {
    return Line.of(
            field,
            Set.of(name, currency),
            (row, into, terms) -> {
              if (row.has(name)) {
                into.set(
                    field, Conditions.money(row, name, Conditions.currency(row, currency, terms)));
              }
            },
            (row, wanted, how) -> {
              if (wanted == null) {
                row.text(name, "0");
                return true;
              }
              Optional<Long> id = how.terms().currencyId(wanted.currency());
              boolean some =
                  !Line.tooLong(wanted.amount()) && Rounded.six(wanted.amount()).signum() > 0;
              if (id.isEmpty() || !some || !Line.amount(row, name, wanted.amount())) {
                return false;
              }
              row.text(currency, id.get().toString());
              return true;
            })
        .closeIf((wanted, held, phones) -> Goods.sameMoney(wanted, held));
  }

  private static Line<BigDecimal> percent() {
    return Line.of(
            Coupon.DISCOUNT_PERCENT,
            Set.of("reduction_percent"),
            (row, into, terms) -> {
              if (row.has("reduction_percent")) {
                into.set(
                    Coupon.DISCOUNT_PERCENT,
                    Line.number(row, "reduction_percent").filter(part -> part.signum() != 0));
              }
            },
            (row, wanted, how) -> {
              if (wanted != null && wanted.compareTo(HUNDRED) > 0) {
                return false;
              }
              BigDecimal part = wanted == null ? BigDecimal.ZERO : Rounded.cents(wanted);
              boolean taken = wanted == null || part.signum() > 0;
              if (taken) {
                row.text("reduction_percent", part.toPlainString());
              }
              return taken;
            })
        .closeIf((wanted, held, phones) -> Rounded.cents(wanted).compareTo(held) == 0);
  }
}
