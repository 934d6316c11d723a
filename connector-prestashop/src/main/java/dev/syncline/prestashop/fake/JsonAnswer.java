package dev.syncline.prestashop.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers as the shop writes them in JSON, defects included: an empty list loses its name, a single
 * thing loses every field that PHP holds for false, of several written things the last one stays.
 */
final class JsonAnswer {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Object> content = new LinkedHashMap<>();
  private final boolean listed;
  private final boolean keepsFalsy;

  /**
   * @param listed whether {@code display} was asked for, which makes a list of a single thing
   * @param keepsFalsy the way of 1.6
   */
  JsonAnswer(boolean listed, boolean keepsFalsy) {
    this.listed = listed;
    this.keepsFalsy = keepsFalsy;
  }

  static String errors(List<Refusal.Fault> faults) {
    List<Map<String, Object>> errors = new ArrayList<>();
    for (Refusal.Fault fault : faults) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("code", fault.code());
      error.put("message", fault.message());
      errors.add(error);
    }
    return json(Map.of("errors", errors));
  }

  void minimum(Resource resource, int id) {
    list(resource).add(Map.of("id", id));
  }

  void entity(Shown shown, boolean written) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Shown.Cell cell : shown.cells()) {
      boolean number = cell.name().equals("id") && !written;
      fields.put(cell.name(), number ? (Object) Integer.valueOf(cell.value()) : value(cell));
    }
    Map<String, Object> associations = associations(shown);
    if (!associations.isEmpty()) {
      fields.put("associations", associations);
    }
    if (listed) {
      list(shown.resource()).add(fields);
    } else {
      content.put(shown.resource().node(), fields);
    }
  }

  private static Map<String, Object> associations(Shown shown) {
    Map<String, Object> associations = new LinkedHashMap<>();
    List<Shown.Group> groups = shown.groups() == null ? List.of() : shown.groups();
    for (Shown.Group group : groups) {
      List<Map<String, Object>> items = new ArrayList<>();
      for (Shown.Item item : group.items()) {
        Map<String, Object> members = new LinkedHashMap<>();
        item.cells().forEach(cell -> members.put(cell.name(), value(cell)));
        items.add(members);
      }
      if (!items.isEmpty()) {
        associations.put(group.link().name(), items);
      }
    }
    return associations;
  }

  private static Object value(Shown.Cell cell) {
    Map<Integer, String> texts = cell.texts();
    if (texts == null) {
      return cell.value();
    }
    if (texts.size() == 1) {
      return texts.values().iterator().next();
    }
    List<Map<String, Object>> by = new ArrayList<>();
    texts.forEach(
        (language, text) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("id", language);
          one.put("value", text);
          by.add(one);
        });
    return by;
  }

  @SuppressWarnings("unchecked")
  private List<Object> list(Resource resource) {
    return (List<Object>) content.computeIfAbsent(resource.nodes(), each -> new ArrayList<>());
  }

  String end() {
    if (!keepsFalsy) {
      content.values().forEach(JsonAnswer::dropFalsy);
    }
    return content.isEmpty() ? "[]" : json(content);
  }

  private static void dropFalsy(Object item) {
    if (item instanceof Map<?, ?> fields) {
      fields.values().removeIf(value -> value.equals("") || value.equals("0"));
    }
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
