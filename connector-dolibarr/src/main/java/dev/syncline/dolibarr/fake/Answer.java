package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Supplier;

/** The shapes of answers. */
final class Answer {

  static final JsonNode FALSE = BooleanNode.FALSE;

  private Answer() {}

  /** A bare number: the id of what was made. */
  static JsonNode number(long id) {
    return LongNode.valueOf(id);
  }

  static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  static JsonNode success(String message) {
    var body = Php.object();
    body.putObject("success").put("code", 200).put("message", message);
    return body;
  }

  /** What the database refuses while an object is written becomes a detail of this failure. */
  static <T> T orFail(String failure, Supplier<T> work) {
    try {
      return work.get();
    } catch (Transaction.Refused refused) {
      throw ApiError.of(500, failure, refused.text());
    }
  }
}
