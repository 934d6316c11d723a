package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lines of fields that an administrator made: what the vendor keeps, read as the kind that a plan
 * names.
 *
 * @since 0.1
 */
public final class CustomLine {

  /** Which sorts of fields can be read as a kind, by the kind's name. */
  private static final Map<String, Set<Sort>> READABLE =
      Map.of(
          "text", Set.of(Sort.LINE, Sort.TEXT, Sort.LINK, Sort.NUMBER, Sort.CHOICE),
          "code", Set.of(Sort.LINE, Sort.TEXT, Sort.LINK, Sort.NUMBER, Sort.CHOICE),
          "decimal", Set.of(Sort.NUMBER),
          "boolean", Set.of(Sort.BOOL),
          "date", Set.of(Sort.DATE),
          "instant", Set.of(Sort.INSTANT));

  private CustomLine() {}

  /**
   * How a list's entries are called; entries are kept by number and shown by text.
   *
   * @since 0.1
   */
  public interface Choices {

    /** The text of an entry. */
    Optional<String> text(long entry);

    /** The entry of a text. */
    Optional<Long> entry(String text);
  }

  /** Whether a field of this sort can be read as a kind of this name. */
  public static boolean fits(Sort sort, String kind) {
    return READABLE.getOrDefault(kind, Set.of()).contains(sort);
  }

  /**
   * The line of a field.
   *
   * @param field as the plan names it
   * @param name as documents call it
   * @param property whether it is a catalog property, whose value is wrapped
   */
  public static Line<?> of(
      Field<?> field, String name, Sort sort, boolean property, Choices choices) {
    Function<JsonNode, JsonNode> value = property ? Values::property : node -> node;
    return switch (sort) {
      case NUMBER ->
          field.kind().name().equals("decimal")
              ? line(
                  CustomLine.<BigDecimal>typed(field), name, value, Values::decimal, text -> text)
              : line(CustomLine.<String>typed(field), name, value, Values::text, text -> text);
      case BOOL ->
          line(
              CustomLine.<Boolean>typed(field),
              name,
              value,
              node -> Optional.of(Values.yes(node)),
              yes -> yes ? "Y" : "N");
      case DATE ->
          line(CustomLine.<LocalDate>typed(field), name, value, Values::date, LocalDate::toString);
      case INSTANT ->
          line(
              CustomLine.<Instant>typed(field),
              name,
              value,
              Values::instant,
              at -> at.toString().replace("Z", "+00:00"));
      case CHOICE ->
          line(
              CustomLine.<String>typed(field),
              name,
              value,
              node -> Values.id(node).flatMap(choices::text),
              text -> entry(choices, name, text));
      default ->
          line(CustomLine.<String>typed(field), name, value, Values::text, text -> text)
              .searched("=" + name, text -> text);
    };
  }

  private static <V> Line<V> line(
      Field<V> field,
      String name,
      Function<JsonNode, JsonNode> value,
      Function<JsonNode, Optional<V>> reader,
      Function<V, Object> put) {
    return Line.of(field, name, node -> reader.apply(value.apply(node)), put);
  }

  private static Object entry(Choices choices, String name, String text) {
    return choices
        .entry(text)
        .orElseThrow(
            () ->
                new Unwritable(
                    Refusal.Code.INVALID,
                    name,
                    "the field's list has no such entry; add it there"));
  }

  @SuppressWarnings("unchecked")
  private static <V> Field<V> typed(Field<?> field) {
    return (Field<V>) field;
  }
}
