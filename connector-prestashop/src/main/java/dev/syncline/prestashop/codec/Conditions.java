package dev.syncline.prestashop.codec;

import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines that prices and vouchers share: for whom, from when, until when, in which currency.
 *
 * @since 0.1
 */
public final class Conditions {

  /** What stands where there is no moment. */
  public static final String NO_MOMENT = "0000-00-00 00:00:00";

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,9}");

  private Conditions() {}

  /** An entity that a row points at; 0 is any. */
  static Line<Ref> ref(Field<Ref> field, String name, EntityType type) {
    return Line.of(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, OrderTable.refOf(row, name, type));
          }
        },
        (row, wanted, how) -> id(row, name, wanted == null ? null : wanted.id()));
  }

  /** A code that is an id of the shop's; 0 is any. */
  static Line<String> code(Field<String> field, String name) {
    return Line.of(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            long id = row.number(name);
            into.set(field, id > 0 ? Optional.of(Long.toString(id)) : Optional.empty());
          }
        },
        (row, wanted, how) -> id(row, name, wanted));
  }

  private static boolean id(Row.Builder row, String name, @Nullable String wanted) {
    boolean taken = wanted == null || ID.matcher(wanted).matches();
    if (taken) {
      row.text(name, wanted == null ? "0" : wanted);
    }
    return taken;
  }

  /** A code of one of the shop's lists of ids by code; 0 is any. */
  static Line<String> listed(
      Field<String> field,
      String name,
      java.util.function.Function<Terms, Map<Long, String>> list) {
    return Line.of(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, Optional.ofNullable(list.apply(terms).get(row.number(name))));
          }
        },
        (row, wanted, how) -> {
          Optional<Long> id =
              wanted == null ? Optional.of(0L) : Terms.id(list.apply(how.terms()), wanted.strip());
          id.ifPresent(known -> row.text(name, known.toString()));
          return id.isPresent();
        });
  }

  /** Whether a row says yes. */
  static Line<Boolean> yes(Field<Boolean> field, String name) {
    return Line.of(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, row.yes(name));
          }
        },
        (row, wanted, how) -> {
          row.text(name, Boolean.TRUE.equals(wanted) ? "1" : "0");
          return true;
        });
  }

  /**
   * A moment.
   *
   * @param none what the shop has where there is none
   * @param first the first year that means one
   * @param behind the first year that means none again
   */
  static Line<Instant> moment(
      Field<Instant> field, String name, String none, int first, int behind) {
    return Line.of(
            field,
            Set.of(name),
            (row, into, terms) -> {
              if (row.has(name)) {
                into.set(
                    field,
                    terms.moment(row.text(name)).filter(each -> isSaid(each, first, behind)));
              }
            },
            (row, wanted, how) -> {
              boolean taken = wanted == null || isSaid(wanted, first, behind);
              if (taken) {
                row.text(name, wanted == null ? none : how.terms().text(wanted));
              }
              return taken;
            })
        .closeIf(
            (wanted, held, phones) ->
                wanted.getEpochSecond() - held.getEpochSecond() == 3600
                    || wanted.getEpochSecond() == held.getEpochSecond());
  }

  private static boolean isSaid(Instant moment, int first, int behind) {
    int year = moment.atZone(ZoneOffset.UTC).getYear();
    return year >= first && year < behind;
  }

  /** A number of pieces or uses. */
  static boolean whole(Row.Builder row, String name, BigDecimal wanted, long least, long most) {
    BigDecimal plain = wanted.stripTrailingZeros();
    boolean taken =
        plain.scale() <= 0
            && plain.compareTo(BigDecimal.valueOf(least)) >= 0
            && plain.compareTo(BigDecimal.valueOf(most)) <= 0;
    if (taken) {
      row.text(name, plain.toBigIntegerExact().toString());
    }
    return taken;
  }

  /** An amount in a currency that a row names; none if it is 0. */
  static Optional<Money> money(Row row, String name, String currency) {
    return Line.number(row, name)
        .filter(amount -> amount.signum() != 0)
        .map(amount -> new Money(amount, currency));
  }

  /** The currency of an id; the shop's own for 0. */
  static String currency(Row row, String name, Terms terms) {
    return terms.lists().currencies().getOrDefault(row.number(name), terms.currency());
  }
}
