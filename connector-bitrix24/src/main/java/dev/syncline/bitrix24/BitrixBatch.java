package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import java.util.ArrayList;
import java.util.List;

/** The vendor's batch: many commands in one request, run one after the other. */
final class BitrixBatch {

  /** The most commands that one request takes. */
  static final int MAX_COMMANDS = 50;

  private BitrixBatch() {}

  /**
   * The name under which the command at this place answers; never a number, which would turn maps
   * into lists.
   */
  static String key(int place) {
    return "c" + place;
  }

  /**
   * The body of a batch; its lines hold references on purpose, so it is never looked at as text.
   */
  static ObjectNode body(List<String> lines, boolean halt) {
    ObjectNode body = Json.object().put("halt", halt ? 1 : 0);
    ObjectNode cmd = body.putObject("cmd");
    for (int at = 0; at < lines.size(); at++) {
      cmd.put(key(at), lines.get(at));
    }
    return body;
  }

  /** Whether this is the answer to a batch at all. */
  static boolean fits(JsonNode result) {
    return result.has("result") && result.has("result_error");
  }

  static List<Outcome> outcomes(JsonNode result, int size) {
    List<Outcome> outcomes = new ArrayList<>(size);
    for (int at = 0; at < size; at++) {
      outcomes.add(outcome(result, at));
    }
    return outcomes;
  }

  private static Outcome outcome(JsonNode result, int at) {
    JsonNode failed = of(result, "result_error", at);
    if (!failed.isMissingNode()) {
      return failed(failed);
    }
    JsonNode done = of(result, "result", at);
    return done.isMissingNode()
        ? new Outcome.Absent()
        : new Outcome.Done(done, of(result, "result_total", at).asLong(-1));
  }

  static JsonNode of(JsonNode result, String map, int at) {
    return result.path(map).path(key(at));
  }

  static Outcome.Failed failed(JsonNode envelope) {
    return new Outcome.Failed(
        envelope.path("error").asText(), envelope.path("error_description").asText());
  }
}
