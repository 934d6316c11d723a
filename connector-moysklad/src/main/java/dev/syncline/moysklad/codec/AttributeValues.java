package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.syncline.connector.CustomField.Sort;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.moysklad.MoySkladTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of custom fields: objects say those that have one, and writes are merged by field.
 *
 * @since 0.1
 */
public final class AttributeValues {

  private static final String ATTRIBUTES = "attributes";
  private static final Set<String> TEXTS = Set.of("text", "code", "email", "phone");
  private static final Map<String, Set<Sort>> HOLDERS =
      Map.of(
          "decimal", Set.of(Sort.NUMBER, Sort.LINE),
          "boolean", Set.of(Sort.BOOL),
          "instant", Set.of(Sort.INSTANT),
          "date", Set.of(Sort.INSTANT));

  private AttributeValues() {}

  /** Whether values of a field's kind can stand in an attribute. */
  public static boolean fits(Field<?> field, Attribute attribute) {
    String kind = field.kind().name();
    return TEXTS.contains(kind)
        || HOLDERS.getOrDefault(kind, Set.of()).contains(attribute.kind());
  }

  static void read(JsonNode document, Entity.Builder into, Map<Field<?>, Attribute> attributes) {
    attributes.forEach((field, attribute) -> read(document, into, field, attribute));
  }

  @SuppressWarnings("unchecked") // The kind's name says which Java type the value has.
  private static <V> void read(
      JsonNode document, Entity.Builder into, Field<V> field, Attribute attribute) {
    into.set(
        field,
        (Optional<V>) value(field.kind().name(), attribute, held(document, attribute)));
  }

  private static JsonNode held(JsonNode document, Attribute attribute) {
    for (JsonNode each : document.path(ATTRIBUTES)) {
      if (each.path("id").asText("").equals(attribute.id())) {
        return each.path("value");
      }
    }
    return MissingNode.getInstance();
  }

  private static Optional<?> value(String kind, Attribute attribute, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    return switch (kind) {
      case "decimal" -> number(value);
      case "boolean" -> value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
      case "instant" -> MoySkladTime.instant(value.asText());
      case "date" -> MoySkladTime.day(value.asText());
      default -> text(attribute, value);
    };
  }

  private static Optional<BigDecimal> number(JsonNode value) {
    return value.isNumber() ? Optional.of(value.decimalValue()) : decimal(value.asText());
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException words) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Attribute attribute, JsonNode value) {
    String text =
        switch (attribute.kind()) {
          case NUMBER -> plain(value.decimalValue());
          case INSTANT ->
              MoySkladTime.instant(value.asText()).map(Instant::toString).orElse("");
          case CHOICE, OTHER ->
              value.isObject() ? value.path("name").asText("") : value.asText("");
          default -> value.asText("");
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Puts a value, or that there is none, into a document; says whether all of it was taken. */
  static boolean write(
      ObjectNode document, Attribute attribute, @Nullable Object wanted, Terms terms) {
    JsonNode value = Json.mapper().nullNode();
    if (wanted != null) {
      Optional<JsonNode> taken = taken(attribute, wanted, terms);
      if (taken.isEmpty()) {
        return false;
      }
      value = taken.get();
    }
    ObjectNode one = document.withArray(ATTRIBUTES).addObject();
    one.set("meta", Meta.of(terms, attribute.path(), "attributemetadata"));
    one.set("value", value);
    return true;
  }

  private static Optional<JsonNode> taken(Attribute attribute, Object wanted, Terms terms) {
    return switch (attribute.kind()) {
      case LINE ->
          Optional.of(words(wanted))
              .filter(text -> text.length() <= Attribute.MAX_LINE)
              .map(TextNode::valueOf);
      case TEXT, LINK -> Optional.of(TextNode.valueOf(words(wanted)));
      case NUMBER ->
          decimal(words(wanted))
              .filter(number -> attribute.sort().equals("double") || isWhole(number))
              .map(DecimalNode::valueOf);
      case BOOL ->
          wanted instanceof Boolean yes
              ? Optional.of(BooleanNode.valueOf(yes))
              : Optional.empty();
      case INSTANT -> moment(wanted).map(TextNode::valueOf);
      case CHOICE -> choice(attribute, words(wanted), terms);
      default -> Optional.empty();
    };
  }

  private static String words(Object wanted) {
    return wanted instanceof BigDecimal number ? plain(number) : wanted.toString();
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private static Optional<String> moment(Object wanted) {
    if (wanted instanceof LocalDate day) {
      return Optional.of(MoySkladTime.text(day));
    }
    return wanted instanceof Instant moment
        ? Optional.of(MoySkladTime.text(moment))
        : Optional.empty();
  }

  private static Optional<JsonNode> choice(Attribute attribute, String name, Terms terms) {
    return Optional.ofNullable(terms.choices().getOrDefault(attribute.list(), Map.of()).get(name))
        .map(
            id ->
                Meta.to(
                    terms,
                    "entity/customentity/" + attribute.list() + "/" + id,
                    Attribute.CHOICE));
  }

  /** Whether the vendor holds what was asked; it keeps moments to the minute. */
  static boolean holds(Object wanted, Object held) {
    return wanted instanceof Instant one && held instanceof Instant other
        ? Line.sameMinute(one, other)
        : wanted instanceof BigDecimal number && held instanceof BigDecimal there
            ? number.compareTo(there) == 0
            : wanted.toString().strip().equals(held.toString().strip());
  }
}
