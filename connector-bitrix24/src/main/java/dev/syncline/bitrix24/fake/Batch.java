package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Up to fifty commands in one request, one after the other, each seeing the results before it. */
final class Batch {

  /** What one command came to, with its own time block. */
  record Outcome(Answer answer, ObjectNode time) {}

  private static final int LIMIT = 50;
  // Up to the next whitespace: what is glued behind a reference is swallowed by it.
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(result|total|next)(\\[\\S*)", Pattern.CASE_INSENSITIVE);

  private final Function<Call, Outcome> run;

  Batch(Function<Call, Outcome> run) {
    this.run = run;
  }

  Answer answer(Call call) {
    JsonNode commands = call.any("cmd");
    ObjectNode maps = Php.NODES.objectNode();
    for (String name : new String[] {"result", "error", "total", "next", "time"}) {
      maps.putObject(name.equals("result") ? name : "result_" + name);
    }
    if (commands != null && commands.isContainerNode()) {
      boolean halt = "Y".equals(Values.flag(call.any("halt")));
      runAll(Php.map(commands), halt, call, maps);
    }
    return Answer.of(maps);
  }

  private void runAll(ObjectNode commands, boolean halt, Call call, ObjectNode maps) {
    int position = 0;
    for (Map.Entry<String, JsonNode> each : commands.properties()) {
      if (!each.getValue().isTextual()) {
        continue;
      }
      try {
        if (position++ >= LIMIT) {
          throw Refusal.bad("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
        }
        keep(each.getKey(), run.apply(command(each.getValue().asText(), call, maps)), maps);
      } catch (Refusal refusal) {
        maps.withObjectProperty("result_error").set(each.getKey(), refusal.body());
        if (halt) {
          return;
        }
      }
    }
  }

  private static void keep(String key, Outcome outcome, ObjectNode maps) {
    Answer answer = outcome.answer();
    maps.withObjectProperty("result").set(key, Php.lists(answer.result()));
    if (answer.total() != null) {
      maps.withObjectProperty("result_total").put(key, answer.total());
    }
    if (answer.next() != null) {
      maps.withObjectProperty("result_next").put(key, answer.next());
    }
    maps.withObjectProperty("result_time").set(key, outcome.time());
  }

  private static Call command(String text, Call call, ObjectNode maps) {
    int hash = text.indexOf('#');
    String url = hash < 0 ? text : text.substring(0, hash);
    int question = url.indexOf('?');
    String method = Gate.bare(question < 0 ? url : url.substring(0, question));
    if (method.toLowerCase(Locale.ROOT).equals("batch") || method.endsWith(".download")) {
      throw Refusal.bad("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
    }
    ObjectNode params =
        question < 0 ? Php.NODES.objectNode() : Php.form(url.substring(question + 1));
    JsonNode connector = params.get("auth_connector");
    Caller caller =
        connector == null ? call.caller() : call.caller().through(Values.text(connector));
    return new Call(method, (ObjectNode) resolved(params, maps), caller);
  }

  private static JsonNode resolved(JsonNode node, ObjectNode maps) {
    if (node.isTextual()) {
      return substituted(node.asText(), maps);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = Php.NODES.arrayNode();
      array.forEach(each -> copy.add(resolved(each, maps)));
      return copy;
    }
    ObjectNode copy = Php.NODES.objectNode();
    node.properties().forEach(each -> copy.set(each.getKey(), resolved(each.getValue(), maps)));
    return copy;
  }

  private static JsonNode substituted(String text, ObjectNode maps) {
    Matcher reference = REFERENCE.matcher(text);
    if (reference.matches()) {
      return walk(reference.group(1), reference.group(2), maps);
    }
    return Php.NODES.textNode(
        reference.replaceAll(
            found ->
                Matcher.quoteReplacement(Values.text(walk(found.group(1), found.group(2), maps)))));
  }

  /** A missing or null element stops the walk and yields what was reached: the short-page trap. */
  private static JsonNode walk(String map, String path, ObjectNode maps) {
    String name = map.toLowerCase(Locale.ROOT);
    JsonNode at = maps.get(name.equals("result") ? name : "result_" + name);
    for (String step : path.substring(1).split("\\[")) {
      int close = step.indexOf(']');
      String key = close < 0 ? step : step.substring(0, close);
      JsonNode inner =
          at.isArray() && key.matches("\\d{1,8}") ? at.get(Integer.parseInt(key)) : at.get(key);
      if (Values.absent(inner)) {
        return at;
      }
      at = inner;
    }
    return at;
  }
}
