package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * How the portal's PHP reads forms and writes JSON: bracket keys, lists that are maps, escaped
 * slashes.
 */
final class Php {

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final JsonMapper READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonMapper WRITER = writer();

  private Php() {}

  /** Parses a JSON object; anything else counts as no parameters, as the portal does. */
  static ObjectNode json(String text) {
    try {
      JsonNode tree = READER.readTree(text);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      return tree instanceof ArrayNode array ? map(array) : NODES.objectNode();
    } catch (JsonProcessingException malformed) {
      return NODES.objectNode();
    }
  }

  /** Decodes a form with PHP bracket keys; maps with the keys 0..n-1 become arrays. */
  static ObjectNode form(String text) {
    ObjectNode root = NODES.objectNode();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
        put(root, path(key), decoded(equals < 0 ? "" : pair.substring(equals + 1)));
      }
    }
    ObjectNode listed = NODES.objectNode();
    root.properties().forEach(each -> listed.set(each.getKey(), lists(each.getValue())));
    return listed;
  }

  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  /** The elements of a list, or of a map taken as one: PHP knows no difference. */
  static List<JsonNode> elements(JsonNode node) {
    List<JsonNode> elements = new ArrayList<>();
    if (node.isContainerNode()) {
      node.forEach(elements::add);
    }
    return elements;
  }

  /** A list seen as the map it is in PHP. */
  static ObjectNode map(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    ObjectNode map = NODES.objectNode();
    for (int i = 0; i < node.size(); i++) {
      map.set(Integer.toString(i), node.get(i));
    }
    return map;
  }

  /** The tree as PHP would encode it: maps keyed 0..n-1 in order are arrays, empty ones too. */
  static JsonNode lists(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode(array.size());
      array.forEach(each -> copy.add(lists(each)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      return isList(object) ? asArray(object) : asMap(object);
    }
    return node;
  }

  static byte[] encode(JsonNode node) {
    try {
      return WRITER.writeValueAsBytes(node);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ArrayNode asArray(ObjectNode object) {
    ArrayNode array = NODES.arrayNode(object.size());
    object.forEach(each -> array.add(lists(each)));
    return array;
  }

  private static ObjectNode asMap(ObjectNode object) {
    ObjectNode map = NODES.objectNode();
    object.properties().forEach(each -> map.set(each.getKey(), lists(each.getValue())));
    return map;
  }

  private static boolean isList(ObjectNode object) {
    int expected = 0;
    Iterator<String> names = object.fieldNames();
    while (names.hasNext()) {
      if (!names.next().equals(Integer.toString(expected++))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> path(String key) {
    List<String> path = new ArrayList<>();
    int open = key.indexOf('[');
    if (open <= 0) {
      path.add(key);
      return path;
    }
    path.add(key.substring(0, open));
    while (open >= 0) {
      int close = key.indexOf(']', open);
      if (close < 0) {
        break;
      }
      path.add(key.substring(open + 1, close));
      open = close + 1 < key.length() && key.charAt(close + 1) == '[' ? close + 1 : -1;
    }
    return path;
  }

  private static void put(ObjectNode root, List<String> path, String value) {
    ObjectNode at = root;
    for (int i = 0; i < path.size() - 1; i++) {
      String name = named(at, path.get(i), i);
      at = at.get(name) instanceof ObjectNode inner ? inner : at.putObject(name);
    }
    int last = path.size() - 1;
    at.put(named(at, path.get(last), last), value);
  }

  private static String named(ObjectNode at, String name, int depth) {
    return name.isEmpty() && depth > 0 ? Integer.toString(nextIndex(at)) : name;
  }

  private static int nextIndex(ObjectNode at) {
    int next = 0;
    for (Map.Entry<String, JsonNode> each : at.properties()) {
      if (each.getKey().matches("\\d{1,8}")) {
        next = Math.max(next, Integer.parseInt(each.getKey()) + 1);
      }
    }
    return next;
  }

  private static JsonMapper writer() {
    JsonMapper mapper = JsonMapper.builder().build();
    mapper.getFactory().setCharacterEscapes(new Escapes());
    mapper
        .getFactory()
        .configure(
            com.fasterxml.jackson.core.JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
    return mapper;
  }

  private static final class Escapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;
    private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

    Escapes() {
      for (char each : "/&'<>\"".toCharArray()) {
        ascii[each] = CharacterEscapes.ESCAPE_CUSTOM;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return new SerializedString(
          character == '/' ? "\\/" : String.format(java.util.Locale.ROOT, "\\u%04X", character));
    }
  }
}
