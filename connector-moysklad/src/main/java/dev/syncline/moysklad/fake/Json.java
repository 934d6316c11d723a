package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** JSON trees, and the stored form of a reference: {@code {"$ref": path, "$type": type}}. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  /** The deepest nesting the vendor reads; deeper is error 2006. */
  private static final int DEEPEST = 10;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build())
          .build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ObjectNode ref(String path, String type) {
    return object().put("$ref", path).put("$type", type);
  }

  static ObjectNode ref(Doc doc) {
    return ref(doc.path(), doc.type());
  }

  /** The path a stored reference points to, null if the node is no reference. */
  static @Nullable String refPath(@Nullable JsonNode node) {
    return node == null || !node.has("$ref") ? null : node.get("$ref").asText();
  }

  static boolean empty(@Nullable JsonNode node) {
    return node == null || node.isNull() || node.isMissingNode();
  }

  static DoubleNode money(BigDecimal value) {
    return DoubleNode.valueOf(value.doubleValue());
  }

  static BigDecimal decimal(@Nullable JsonNode node) {
    return node == null || !node.isNumber() ? BigDecimal.ZERO : node.decimalValue();
  }

  static byte[] bytes(JsonNode node, boolean pretty) {
    try {
      return pretty
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(node)
          : MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A request body with the place of each object in it: line, and the column just behind the brace.
   */
  record Body(JsonNode root, IdentityHashMap<JsonNode, int[]> places) {

    int @Nullable [] place(@Nullable JsonNode node) {
      return node == null ? null : places.get(node);
    }

    static Body of(JsonNode root) {
      return new Body(root, new IdentityHashMap<>());
    }
  }

  /** Reads a request body as the vendor does. */
  static Body read(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      IdentityHashMap<JsonNode, int[]> places = new IdentityHashMap<>();
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
        throw ApiError.of(
            400,
            first == null ? 2000 : 2005,
            first == null
                ? "Ошибка формата: отсутствует начало объекта"
                : "Ошибка формата: входящий JSON должен начинаться либо с объекта, либо с массива");
      }
      JsonNode root = node(parser, places, 1);
      if (parser.nextToken() != null) {
        throw notJson();
      }
      return new Body(root, places);
    } catch (IOException e) {
      throw notJson();
    }
  }

  private static ApiError notJson() {
    return ApiError.of(400, 2001, "Ошибка формата: входящий запрос не соответствует формату JSON");
  }

  private static JsonNode node(
      JsonParser parser, IdentityHashMap<JsonNode, int[]> places, int depth) throws IOException {
    if (depth > DEEPEST + 1) {
      throw ApiError.of(400, 2006, "Ошибка формата: слишком большая вложенность объектов");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = object();
        places.put(
            object,
            new int[] {
              parser.currentTokenLocation().getLineNr(),
              parser.currentTokenLocation().getColumnNr() + 1
            });
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, node(parser, places, depth + 1));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(parser, places, depth + 1));
        }
        yield array;
      }
      case VALUE_STRING -> array().textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? DecimalNode.valueOf(parser.getDecimalValue())
              : LongNode.valueOf(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_TRUE -> array().booleanNode(true);
      case VALUE_FALSE -> array().booleanNode(false);
      case VALUE_NULL -> array().nullNode();
      default -> throw notJson();
    };
  }
}
