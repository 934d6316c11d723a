package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a method gives back: its result and, of a list, the total and the next start. */
record Answer(JsonNode result, @Nullable Long total, @Nullable Long next) {

  static Answer of(JsonNode result) {
    return new Answer(result, null, null);
  }

  static Answer yes() {
    return of(Php.NODES.booleanNode(true));
  }

  static Answer id(long id) {
    return of(Php.NODES.numberNode(id));
  }

  static Answer nothing() {
    return of(Php.NODES.arrayNode());
  }

  /** The result under the key its family uses. */
  static Answer named(String key, JsonNode value) {
    return of(Php.NODES.objectNode().set(key, value));
  }
}
