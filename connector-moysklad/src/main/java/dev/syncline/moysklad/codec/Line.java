package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import dev.syncline.moysklad.MoySkladTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line of a codec's table: a canonical field and where it stands in the vendor's document, both
 * ways.
 *
 * @param field the canonical field
 * @param access when it can be written
 * @param reads says in the entity what the document says; nothing if the document does not tell
 * @param writes puts a value, or that there is none, into a document
 * @param close whether what the vendor holds is what was asked, up to the line's declared loss
 * @param <V> the field's Java type
 * @since 0.1
 */
public record Line<V>(
    Field<V> field, Access access, Reads reads, Writes<V> writes, Close<V> close) {

  /** When a line can be written. */
  public enum Access {
    /** In creates and updates. */
    ALWAYS,
    /** In creates only. */
    AT_BIRTH,
    /** Never. */
    NEVER
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
    return new Line<>(field, Access.ALWAYS, reads, writes, field.kind()::same);
  }

  /** A line that is only read. */
  public static <V> Line<V> readOnly(Field<V> field, Reads reads) {
    return new Line<>(
        field, Access.NEVER, reads, (document, wanted, how) -> false, field.kind()::same);
  }

  /** The same line, written at birth only. */
  public Line<V> atBirth() {
    return new Line<>(field, Access.AT_BIRTH, reads, writes, close);
  }

  /** The same line, never written. */
  public Line<V> never() {
    return new Line<>(field, Access.NEVER, reads, writes, close);
  }

  /** The same line with a declared loss. */
  public Line<V> closeIf(Close<V> rule) {
    return new Line<>(field, access, reads, writes, rule);
  }

  /** Text; the vendor leaves out what is empty. */
  public static Line<String> text(Field<String> field, String name) {
    return of(
        field,
        (document, into, terms) -> into.set(field, text(document, name)),
        (document, wanted, how) -> put(document, name, wanted));
  }

  /** Yes or no; left out means no. */
  public static Line<Boolean> bool(Field<Boolean> field, String name) {
    return of(
        field,
        (document, into, terms) -> into.set(field, document.path(name).asBoolean(false)),
        (document, wanted, how) -> {
          document.put(name, Boolean.TRUE.equals(wanted));
          return true;
        });
  }

  /** A reference to an entity whose canonical id is the vendor's. */
  public static Line<Ref> ref(Field<Ref> field, String name, EntityType type, String vendorType) {
    return of(
        field,
        (document, into, terms) ->
            into.set(field, Meta.id(document.path(name)).map(id -> new Ref(type, id))),
        (document, wanted, how) ->
            link(document, name, "entity/" + vendorType, vendorType, idOf(wanted), how.terms()));
  }

  /** A code of a dictionary that is a list of objects. */
  public static Line<String> code(Field<String> field, String name, String path, String type) {
    return of(
        field,
        (document, into, terms) -> into.set(field, Meta.id(document.path(name))),
        (document, wanted, how) -> link(document, name, path, type, wanted, how.terms()));
  }

  /** A value that the vendor writes as a moment of Moscow. */
  static <V> Line<V> moment(
      Field<V> field, String name, Function<String, Optional<V>> read, Function<V, String> write) {
    return of(
        field,
        (document, into, terms) -> into.set(field, text(document, name).flatMap(read)),
        (document, wanted, how) ->
            put(document, name, wanted == null ? null : write.apply(wanted)));
  }

  /** An amount that the vendor counts in hundredths. */
  static BigDecimal major(JsonNode minor) {
    return minor.decimalValue().movePointLeft(2);
  }

  /** Hundredths, with fractions where there are some. */
  static BigDecimal minor(BigDecimal major) {
    BigDecimal plain = major.movePointRight(2).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** A text that says something. */
  static Optional<String> text(JsonNode document, String name) {
    JsonNode value = document.path(name);
    return value.isTextual() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** Writes a text, or that there is none. */
  static boolean put(ObjectNode document, String name, @Nullable String value) {
    if (value == null) {
      document.putNull(name);
    } else {
      document.put(name, value);
    }
    return true;
  }

  /** Writes a reference, or that there is none. */
  static boolean link(
      ObjectNode document,
      String name,
      String path,
      String type,
      @Nullable String id,
      Terms terms) {
    if (id == null) {
      document.putNull(name);
    } else {
      document.set(name, Meta.to(terms, path + "/" + id, type));
    }
    return true;
  }

  private static @Nullable String idOf(@Nullable Ref ref) {
    return ref == null ? null : ref.id();
  }

  /** A moment's line as the vendor keeps it: to the minute. */
  static boolean sameMinute(Instant wanted, Instant held) {
    return MoySkladTime.text(wanted)
        .substring(0, 16)
        .equals(MoySkladTime.text(held).substring(0, 16));
  }
}
