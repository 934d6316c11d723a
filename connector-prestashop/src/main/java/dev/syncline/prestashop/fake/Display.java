package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which fields an answer shows.
 *
 * @param fields the named ones, each with the association members asked for, if any
 */
record Display(boolean minimum, boolean full, Map<String, List<String>> fields) {

  static final Display FULL = new Display(false, true, Map.of());
  static final Display MINIMUM = new Display(true, false, Map.of());

  private static final Pattern LIST = Pattern.compile("^\\[(.*)]$", Pattern.DOTALL);

  static Display of(Call call, Resource resource, Display usual) {
    if (!call.has("display")) {
      return usual;
    }
    String wanted = call.param("display");
    if (wanted.equals("full")) {
      return FULL;
    }
    if (wanted.equals("minimum")) {
      return MINIMUM;
    }
    String known = String.join(", ", names(resource));
    Matcher list = LIST.matcher(wanted);
    if (!list.matches()) {
      throw Refusal.of(
          400,
          36,
          "The 'display' syntax is wrong. You can set 'full' or '[field_1,field_2,field_3,...]'."
              + " These are available: "
              + known);
    }
    Map<String, List<String>> fields = parse(list.group(1));
    fields.forEach(
        (name, members) -> {
          if (!(members.isEmpty()
              ? plain(call, resource, name)
              : linked(resource, name, members))) {
            throw Refusal.of(
                400,
                35,
                "Unable to display this field \""
                    + name
                    + "\". However, these are available: "
                    + known);
          }
        });
    return new Display(false, false, fields);
  }

  private static boolean plain(Call call, Resource resource, String name) {
    return name.equals("id") || resource.has(name) || call.prices.containsKey(name);
  }

  private static boolean linked(Resource resource, String name, List<String> members) {
    Link link = resource.links().get(name);
    return link != null
        && members.stream().allMatch(each -> each.equals("id") || link.members().containsKey(each));
  }

  static List<String> names(Resource resource) {
    List<String> names = new ArrayList<>(List.of("id"));
    names.addAll(resource.fields().keySet());
    return names;
  }

  private static Map<String, List<String>> parse(String inside) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    int depth = 0;
    StringBuilder part = new StringBuilder();
    for (char letter : (inside + ",").toCharArray()) {
      if (letter == ',' && depth == 0) {
        keep(fields, part.toString());
        part.setLength(0);
      } else {
        part.append(letter);
      }
      depth += letter == '[' ? 1 : letter == ']' ? -1 : 0;
    }
    return fields;
  }

  private static void keep(Map<String, List<String>> fields, String part) {
    int bracket = part.indexOf('[');
    String name = (bracket < 0 ? part : part.substring(0, bracket)).trim();
    List<String> members = fields.computeIfAbsent(name, each -> new ArrayList<>());
    if (bracket >= 0) {
      members.addAll(
          List.of(
              part.substring(bracket + 1, Math.max(bracket + 1, part.length() - 1)).split(",")));
    }
  }

  boolean shows(String field) {
    return full || fields.containsKey(field);
  }

  boolean showsLinks() {
    return full || fields.values().stream().anyMatch(members -> !members.isEmpty());
  }

  boolean showsMember(String link, String member) {
    return full || fields.getOrDefault(link, List.of()).contains(member);
  }
}
