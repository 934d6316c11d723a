package dev.syncline.plans.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings of one plan as JSON and back, strictly: nothing unknown, no value of another type.
 * What a text leaves out has its default. Immutable and thread-safe.
 *
 * @param <S> a record that Jackson can write and read
 * @since 0.1
 */
public final class SettingsType<S> {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private final Class<S> type;
  private final S defaults;

  /** The settings of this type, with these defaults. */
  public SettingsType(Class<S> type, S defaults) {
    this.type = type;
    this.defaults = defaults;
  }

  /** The settings as JSON, with every property. */
  public String toJson(S settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("settings can always be written", impossible);
    }
  }

  /**
   * Reads settings from JSON.
   *
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public S parse(String json) {
    try {
      JsonNode said = JSON.readTree(json);
      if (!(said instanceof ObjectNode object)) {
        throw new IllegalArgumentException("settings are a JSON object");
      }
      ObjectNode all = JSON.valueToTree(defaults);
      overlay(all, object, "");
      return JSON.treeToValue(all, type);
    } catch (UnrecognizedPropertyException unknown) {
      throw new IllegalArgumentException(unknown(unknown), unknown);
    } catch (JsonMappingException wrong) {
      throw new IllegalArgumentException(wrong(wrong), wrong);
    } catch (JsonProcessingException broken) {
      JsonLocation at = broken.getLocation();
      throw new IllegalArgumentException(
          "settings are not JSON: "
              + broken.getOriginalMessage()
              + (at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr()),
          broken);
    }
  }

  /**
   * Reads settings from a file in UTF-8.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if a property is unknown or wrong; it is named
   */
  public S load(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException broken) {
      throw new UncheckedIOException("the settings " + file + " cannot be read", broken);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * Writes the settings to a file in UTF-8, wholly or not at all: to a file of its own first, which
   * then takes the place of the old one in one step.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public void save(Path file, S settings) {
    Path whole = file.toAbsolutePath();
    Path fresh = whole.resolveSibling(whole.getFileName() + ".new");
    try {
      try {
        Files.writeString(fresh, toJson(settings));
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the settings " + file + " cannot be written", broken);
    }
  }

  private static void overlay(ObjectNode all, ObjectNode said, String path) {
    for (Map.Entry<String, JsonNode> property : said.properties()) {
      String name = property.getKey();
      JsonNode value = property.getValue();
      JsonNode before = all.get(name);
      if (value.isNull() && before != null && !before.isNull()) {
        throw new IllegalArgumentException(
            "setting " + path + name + " cannot be null; leave it out for the default");
      }
      if (value instanceof ObjectNode more && before instanceof ObjectNode fewer) {
        overlay(fewer, more, path + name + ".");
      } else {
        all.set(name, value);
      }
    }
  }

  private static String unknown(UnrecognizedPropertyException unknown) {
    return "unknown setting "
        + path(unknown)
        + "; settings here are "
        + new TreeSet<>(unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
  }

  private static String wrong(JsonMappingException wrong) {
    return "setting " + path(wrong) + ": " + expectation(wrong);
  }

  private static String expectation(JsonMappingException wrong) {
    if (wrong instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      Class<?> type = mismatch.getTargetType();
      if (type.isEnum()) {
        return "takes one of " + Arrays.toString(type.getEnumConstants());
      }
      return "takes " + word(type);
    }
    Throwable cause = wrong.getCause();
    return cause != null && cause.getMessage() != null
        ? cause.getMessage()
        : wrong.getOriginalMessage();
  }

  private static String word(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a number";
    }
    return Iterable.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String path(JsonMappingException wrong) {
    return wrong.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
