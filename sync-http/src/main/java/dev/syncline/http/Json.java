package dev.syncline.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Account;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import java.io.IOException;

/**
 * JSON as all connectors read and write it: exact decimals, bounded depth and length, no types from
 * the document.
 *
 * <p>No error quotes the document. Thread-safe.
 *
 * @since 0.1
 */
public final class Json {

  private static final int MAX_DEPTH = 200;
  private static final int MAX_STRING = 20_000_000;
  private static final int MAX_NUMBER = 200;
  private static final int MAX_NAME = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(factory())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Json() {}

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .build())
        .build();
  }

  /**
   * Reads a whole document.
   *
   * @param expected what should have come, for people, such as {@code a page of deals}
   * @throws ProtocolBroken if it is not one JSON document within the bounds
   */
  public static JsonNode parse(Account account, String call, byte[] bytes, String expected) {
    try {
      return tree(bytes);
    } catch (IOException notJson) {
      throw new ProtocolBroken(account, call, unexpected(expected, notJson, bytes.length));
    }
  }

  /**
   * Reads the answer of a call.
   *
   * @throws ProtocolBroken if the answer of a read is not one JSON document
   * @throws OutcomeUnknown if the answer of a write is not: it was done, or not, and nobody said so
   */
  public static JsonNode parse(Account account, HttpCall call, HttpAnswer answer, String expected) {
    try {
      return tree(answer.body());
    } catch (IOException notJson) {
      String message =
          "status " + answer.status() + ", " + unexpected(expected, notJson, answer.body().length);
      throw call.effect() == Effect.WRITE
          ? new OutcomeUnknown(account, call.label(), message)
          : new ProtocolBroken(account, call.label(), message);
    }
  }

  /** Writes a document, without needless space, decimals in plain digits. */
  public static byte[] write(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("a tree that cannot be written");
    }
  }

  /** Writes a document as text. */
  public static String text(JsonNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("a tree that cannot be written");
    }
  }

  /** A new empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The shared mapper, for codecs; do not reconfigure it. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  private static JsonNode tree(byte[] bytes) throws IOException {
    JsonNode tree = MAPPER.readTree(bytes);
    if (tree == null || tree.isMissingNode()) {
      throw new IOException("empty");
    }
    return tree;
  }

  private static String unexpected(String expected, IOException notJson, int length) {
    String where =
        notJson instanceof JsonProcessingException broken && broken.getLocation() != null
            ? ", not JSON from byte " + broken.getLocation().getByteOffset() + " on"
            : ", not JSON";
    return "expected " + expected + ", got " + length + " bytes" + where;
  }
}
