package dev.syncline.prestashop.codec;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table: a canonical field and where it stands in the shop's row, both ways.
 *
 * @param field the canonical field
 * @param access when it can be written
 * @param needs the columns and associations of the row that it is read from
 * @param joins the other resources whose rows it is read from
 * @param reads says in the entity what the row says; nothing if the row does not tell
 * @param writes puts a value, or that there is none, into a row
 * @param close whether what the shop holds is what was asked, up to the line's declared loss
 * @param <V> the field's Java type
 * @since 0.1
 */
public record Line<V>(
    Field<V> field,
    Access access,
    Set<String> needs,
    Set<String> joins,
    Reads reads,
    Writes<V> writes,
    Close<V> close) {

  /** When a line can be written. */
  public enum Access {
    /** In creates and updates. */
    ALWAYS,
    /** In creates only. */
    AT_BIRTH,
    /** In updates only, because nothing of the sort is created here. */
    LATER,
    /** Never. */
    NEVER
  }

  /** Reads a line. */
  @FunctionalInterface
  public interface Reads {
    /** Says what the row says. */
    void read(Row row, Entity.Builder into, Terms terms);
  }

  /** Writes a line. */
  @FunctionalInterface
  public interface Writes<V> {
    /**
     * Puts the value into the row.
     *
     * @param wanted the value, or null for none
     * @return whether all of it was taken
     */
    boolean write(Row.Builder row, @Nullable V wanted, Written how);
  }

  /** Compares what was asked with what is held. */
  @FunctionalInterface
  public interface Close<V> {
    /** Whether the shop holds what was asked. */
    boolean holds(V wanted, V held, PhoneRules phones);
  }

  /**
   * What a line may look at while it writes.
   *
   * @param terms the shop
   * @param wanted all that the entity shall say
   * @param held the row as it is now, with what it needs joined; null for a create
   * @param parent the row of the entity that it belongs to, where its values are told apart from
   *     that one's: a combination's product
   */
  public record Written(Terms terms, Entity wanted, @Nullable Row held, @Nullable Row parent) {}

  /** A line that is written always and compared by its kind. */
  public static <V> Line<V> of(Field<V> field, Set<String> needs, Reads reads, Writes<V> writes) {
    return new Line<>(field, Access.ALWAYS, needs, Set.of(), reads, writes, field.kind()::same);
  }

  /** A line that is only read. */
  public static <V> Line<V> readOnly(Field<V> field, Set<String> needs, Reads reads) {
    return of(field, needs, reads, (row, wanted, how) -> false).only(Access.NEVER);
  }

  /** The same line with another access. */
  public Line<V> only(Access when) {
    return new Line<>(field, when, needs, joins, reads, writes, close);
  }

  /** The same line, read from other resources' rows, too. */
  public Line<V> joining(String... resources) {
    return new Line<>(field, access, needs, Set.of(resources), reads, writes, close);
  }

  /** The same line with a declared loss. */
  public Line<V> closeIf(Close<V> rule) {
    return new Line<>(field, access, needs, joins, reads, writes, rule);
  }

  /** Text in an element. */
  public static Line<String> text(Field<String> field, String name) {
    return of(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, said(row.text(name)));
          }
        },
        (row, wanted, how) -> {
          row.text(name, wanted);
          return true;
        });
  }

  /** Text that the shop's validators may shorten. */
  static Line<String> cleaned(
      Field<String> field,
      String name,
      java.util.function.BiFunction<String, Terms, String> clean) {
    Line<String> plain = text(field, name);
    return of(
            field,
            plain.needs(),
            plain.reads(),
            (row, wanted, how) -> {
              String taken = wanted == null ? "" : clean.apply(wanted, how.terms());
              row.text(name, taken);
              return true;
            })
        .closeIf((wanted, held, phones) -> true);
  }

  /** A number; what is empty is 0 to the shop. */
  static Line<BigDecimal> decimal(Field<BigDecimal> field, String name) {
    return of(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, number(row, name));
          }
        },
        (row, wanted, how) -> amount(row, name, wanted));
  }

  /** A number of a row, none if it holds none. */
  static Optional<BigDecimal> number(Row row, String name) {
    String text = row.text(name).strip();
    if (text.isEmpty() || text.length() > 40) {
      return Optional.empty();
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return Math.abs((long) value.scale()) > 100 ? Optional.empty() : Optional.of(value);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** A number of a row, 0 if it holds none. */
  static BigDecimal orZero(Row row, String name) {
    return number(row, name).orElse(BigDecimal.ZERO);
  }

  /** Puts a number that must not be negative; the shop keeps six digits. */
  static boolean amount(Row.Builder row, String name, @Nullable BigDecimal wanted) {
    if (wanted == null) {
      row.text(name, "0");
      return true;
    }
    if (wanted.signum() < 0 || tooLong(wanted)) {
      return false;
    }
    row.text(name, Rounded.six(wanted).toPlainString());
    return true;
  }

  /** Ten digits before the point are what the shop takes. */
  static boolean tooLong(BigDecimal value) {
    return value.abs().compareTo(new BigDecimal("9999999999")) > 0;
  }

  /** A text that says something. */
  static Optional<String> said(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
