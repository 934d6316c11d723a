package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The common errors for who asks for English; the rarer ones stay in the vendor's own tongue. */
final class English {

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  /** {@code %1}, {@code %2}: what stands quoted in the original text. */
  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(1002, "Unknown path"),
          Map.entry(1005, "Unknown type: '%1'"),
          Map.entry(1012, "Object identifier is not specified"),
          Map.entry(1021, "Object of type '%1' with identifier '%2' not found"),
          Map.entry(1028, "The object is already in use and cannot be deleted"),
          Map.entry(1039, "The operation is not supported for this resource"),
          Map.entry(1040, "Invalid request parameters"),
          Map.entry(1049, "The limit on the number of requests per unit of time is exceeded"),
          Map.entry(1056, "Authentication error: wrong password or user name"),
          Map.entry(1059, "Wrong server in the object identifier: '%1'"),
          Map.entry(
              1062,
              "Wrong value of the header 'Accept'. Only 'application/json;charset=utf-8' is"
                  + " supported"),
          Map.entry(
              1063, "Sorting error: unknown field '%1' or sorting by this field is not supported"),
          Map.entry(1073, "The limit on the number of simultaneous requests is exceeded"),
          Map.entry(2013, "Format error: wrong value of href for meta of field '%1'"),
          Map.entry(2014, "Format error: no meta for field '%1'"),
          Map.entry(2016, "Format error: the value of field '%1' is of the wrong type"),
          Map.entry(3000, "Error saving object: field '%1' cannot be empty or missing"),
          Map.entry(3003, "Error saving object: field '%1' must be greater than zero"),
          Map.entry(3005, "Error saving object: wrong value '%1' of field '%2'"),
          Map.entry(3006, "Error saving object: parameter '%1' must be unique"),
          Map.entry(3015, "Validation error: wrong e-mail address: '%1'"));

  private English() {}

  /** An answer with its errors in English, also those of the elements of a bulk answer. */
  static JsonNode spoken(JsonNode answer) {
    JsonNode spoken = answer.deepCopy();
    if (spoken.isArray()) {
      spoken.forEach(English::speak);
    } else {
      speak(spoken);
    }
    return spoken;
  }

  private static void speak(JsonNode body) {
    for (JsonNode error : body.path("errors")) {
      String text = TEXTS.get(error.path("code").asInt());
      if (text != null) {
        ((ObjectNode) error).put("error", filled(text, error.path("error").asText()));
      }
    }
  }

  private static String filled(String text, String original) {
    List<String> quoted = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(original);
    while (matcher.find()) {
      quoted.add(matcher.group(1));
    }
    String filled = text;
    for (int i = 0; i < quoted.size(); i++) {
      filled = filled.replace("%" + (i + 1), quoted.get(i));
    }
    return filled;
  }
}
