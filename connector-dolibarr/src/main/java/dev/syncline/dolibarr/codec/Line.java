package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table: a canonical field and where it stands in the vendor's document, both ways.
 *
 * @param field the canonical field
 * @param access when it can be written
 * @param reads says in the entity what the document says; nothing if the document does not tell
 * @param writes puts a value, or that there is none, into a document
 * @param close whether what the vendor holds is what was asked, up to the line's declared loss
 * @param loss what is lost on the way, in words; empty if nothing is
 * @param <V> the field's Java type
 * @since 0.1
 */
public record Line<V>(
    Field<V> field, Access access, Reads reads, Writes<V> writes, Close<V> close, String loss) {

  /** The longest of a note or a description: the column has 65535 bytes, a letter up to three. */
  static final int LONG = 20_000;

  /** The usual length of a column. */
  static final int USUAL = 255;

  private static final String CLEANED =
      "tags, what reaches beyond the column and, unless the database takes them, emoji";

  /** When a line can be written. */
  public enum Access {
    /** In creates and updates. */
    ALWAYS,
    /** In creates only. */
    AT_BIRTH,
    /** Never. */
    NEVER,
    /** By steps or calls of its own, not in the document. */
    BY_STEPS
  }

  /** Reads a line. */
  @FunctionalInterface
  public interface Reads {
    /** Says what the document says. */
    void read(JsonNode document, Entity.Builder into, Terms terms);
  }

  /** Writes a line. */
  @FunctionalInterface
  public interface Writes<V> {
    /**
     * Puts the value into the document.
     *
     * @param wanted the value, or null for none
     * @return whether all of it was taken
     */
    boolean write(ObjectNode document, @Nullable V wanted, Written how);
  }

  /** Compares what was asked with what is held. */
  @FunctionalInterface
  public interface Close<V> {
    /** Whether the vendor holds what was asked. */
    boolean holds(V wanted, V held, PhoneRules phones);
  }

  /**
   * What a line may look at while it writes.
   *
   * @param terms the account
   * @param wanted all that the entity shall say
   * @param held the entity as last seen; null for a create
   */
  public record Written(Terms terms, Entity wanted, @Nullable Entity held) {}

  /** A line that is written always and compared by its kind. */
  public static <V> Line<V> of(Field<V> field, Reads reads, Writes<V> writes) {
    return new Line<>(field, Access.ALWAYS, reads, writes, field.kind()::same, "");
  }

  /** A line that is only read. */
  public static <V> Line<V> readOnly(Field<V> field, Reads reads) {
    return of(field, reads, (document, wanted, how) -> false).accessed(Access.NEVER);
  }

  /** The same line, written at another time. */
  public Line<V> accessed(Access when) {
    return new Line<>(field, when, reads, writes, close, loss);
  }

  /** The same line, written at birth only. */
  public Line<V> atBirth() {
    return accessed(Access.AT_BIRTH);
  }

  /** The same line with a declared loss. */
  public Line<V> losing(String what, Close<V> rule) {
    return new Line<>(field, access, reads, writes, rule, what);
  }

  /** A plain text. */
  static Line<String> text(Field<String> field, String name, int longest) {
    return Line.<String>of(
            field,
            (document, into, terms) ->
                told(document, name, into, field, Loose.text(document, name).map(Texts::ofPlain)),
            (document, wanted, how) ->
                put(
                    document,
                    name,
                    wanted == null ? null : Texts.plain(wanted, longest, how.terms().fourBytes())))
        .losing(
            CLEANED,
            (wanted, held, phones) ->
                field.kind().same(Texts.plain(wanted, longest, false), plain(held), phones)
                    || field.kind().same(Texts.plain(wanted, longest, true), plain(held), phones));
  }

  private static String plain(String held) {
    return held.replace('"', Texts.PRIME);
  }

  /** HTML. */
  static Line<String> html(Field<String> field, String name) {
    return Line.<String>of(
            field,
            (document, into, terms) ->
                told(document, name, into, field, Loose.text(document, name)),
            (document, wanted, how) ->
                put(
                    document,
                    name,
                    wanted == null ? null : Texts.html(wanted, LONG, how.terms().fourBytes())))
        .losing(
            "scripts, what reaches beyond the column, emoji; a lone & or < becomes an entity",
            (wanted, held, phones) ->
                field.kind().same(Texts.html(wanted, LONG, false), held, phones)
                    || field.kind().same(Texts.html(wanted, LONG, true), held, phones));
  }

  /** A plain text in a field that holds HTML. */
  static Line<String> note(Field<String> field, String name) {
    return Line.<String>of(
            field,
            (document, into, terms) ->
                told(document, name, into, field, Loose.text(document, name).map(Texts::ofEscaped)),
            (document, wanted, how) ->
                put(
                    document,
                    name,
                    wanted == null ? null : Texts.escaped(wanted, LONG, how.terms().fourBytes())))
        .losing(
            "what reaches beyond the column, emoji",
            (wanted, held, phones) ->
                field.kind().same(Texts.ofEscaped(Texts.escaped(wanted, LONG, false)), held, phones)
                    || field
                        .kind()
                        .same(Texts.ofEscaped(Texts.escaped(wanted, LONG, true)), held, phones));
  }

  /** An external code: it has to pass the input filter, also in paths. */
  static Line<String> externalCode(Field<String> field) {
    return of(
        field,
        (document, into, terms) ->
            told(document, "ref_ext", into, field, Loose.text(document, "ref_ext")),
        (document, wanted, how) -> {
          if (wanted != null && !RefExt.passes(wanted)) {
            return false;
          }
          put(document, "ref_ext", wanted);
          return true;
        });
  }

  /** Yes where the vendor says 0 of its opposite, such as {@code status}. */
  static Line<Boolean> not(Field<Boolean> field, String name) {
    return of(
        field,
        (document, into, terms) ->
            Loose.flag(document, name).ifPresent(flag -> into.set(field, !flag)),
        (document, wanted, how) -> {
          document.put(name, Boolean.TRUE.equals(wanted) ? 0 : 1);
          return true;
        });
  }

  /** Yes or no. */
  static Line<Boolean> flag(Field<Boolean> field, String name) {
    return of(
        field,
        (document, into, terms) ->
            Loose.flag(document, name).ifPresent(flag -> into.set(field, flag)),
        (document, wanted, how) -> {
          document.put(name, Boolean.TRUE.equals(wanted) ? 1 : 0);
          return true;
        });
  }

  /** The id of an entry of a dictionary. */
  static Line<String> code(Field<String> field, String name) {
    return of(
        field,
        (document, into, terms) -> told(document, name, into, field, Loose.id(document, name)),
        (document, wanted, how) -> {
          if (wanted != null && !wanted.matches("[1-9][0-9]{0,17}")) {
            return false;
          }
          return id(document, name, wanted);
        });
  }

  /** A reference to an entity whose canonical id is the vendor's. */
  static Line<Ref> ref(Field<Ref> field, String name, EntityType type) {
    return of(
        field,
        (document, into, terms) ->
            told(
                document, name, into, field, Loose.id(document, name).map(id -> new Ref(type, id))),
        (document, wanted, how) -> id(document, name, wanted == null ? null : wanted.id()));
  }

  /** Says a value, or that there is none, if the document mentions it. */
  static <V> void told(
      JsonNode document, String name, Entity.Builder into, Field<V> field, Optional<V> value) {
    if (document.has(name)) {
      into.set(field, value);
    }
  }

  /** Writes a text, or that there is none: the vendor takes no null. */
  static boolean put(ObjectNode document, String name, @Nullable String value) {
    document.put(name, value == null ? "" : value);
    return true;
  }

  /** Writes an id as a number, 0 for none. */
  static boolean id(ObjectNode document, String name, @Nullable String id) {
    if (id != null && !id.matches("[0-9]{1,18}")) {
      return false;
    }
    document.put(name, id == null ? 0L : Long.parseLong(id));
    return true;
  }

  /** So many digits behind the point as the vendor keeps. */
  static BigDecimal rounded(BigDecimal number, int digits) {
    return number.scale() <= digits ? number : number.setScale(digits, RoundingMode.HALF_UP);
  }
}
