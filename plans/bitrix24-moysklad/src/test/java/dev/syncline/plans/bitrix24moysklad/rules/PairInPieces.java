package dev.syncline.plans.bitrix24moysklad.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.testkit.crash.Tear;
import dev.syncline.testkit.fake.FakeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** How requests that carry several things are torn. */
enum PairInPieces implements Tear {
  /** A batch of commands. */
  BITRIX {
    @Override
    int sizeOf(JsonNode body) {
      return body.path("cmd").size();
    }

    @Override
    JsonNode firstOf(JsonNode body, int count) {
      ObjectNode cmd = (ObjectNode) body.path("cmd");
      List<String> names = new ArrayList<>();
      cmd.fieldNames().forEachRemaining(names::add);
      cmd.remove(names.subList(count, names.size()));
      return body;
    }
  },

  /** An array of entities. */
  MOYSKLAD {
    @Override
    int sizeOf(JsonNode body) {
      return body.isArray() ? body.size() : 1;
    }

    @Override
    JsonNode firstOf(JsonNode body, int count) {
      ArrayNode all = (ArrayNode) body;
      while (all.size() > count) {
        all.remove(all.size() - 1);
      }
      return all;
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  abstract int sizeOf(JsonNode body);

  abstract JsonNode firstOf(JsonNode body, int count);

  @Override
  public int size(FakeRequest request) {
    return request.body().length == 0 ? 1 : sizeOf(read(request));
  }

  @Override
  public FakeRequest first(FakeRequest request, int count) {
    try {
      return new FakeRequest(
          request.method(),
          request.path(),
          request.rawQuery(),
          request.headers(),
          JSON.writeValueAsBytes(firstOf(read(request), count)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode read(FakeRequest request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
