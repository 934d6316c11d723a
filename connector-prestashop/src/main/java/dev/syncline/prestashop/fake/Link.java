package dev.syncline.prestashop.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One association of a resource; {@code members} names the target of each field's link, or "". */
record Link(
    String name,
    String node,
    boolean readOnly,
    boolean virtual,
    String api,
    Map<String, String> members) {

  static @Nullable Link parse(String line, Version version) {
    String[] halves = line.trim().substring(2).split("\\|");
    String[] words = halves[0].trim().split(" ");
    List<String> flags = List.of(words).subList(2, words.length);
    if (!Schema.within(flags, version)) {
      return null;
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : halves[1].trim().split(" ")) {
      int arrow = member.indexOf('>');
      members.put(
          arrow < 0 ? member : member.substring(0, arrow),
          arrow < 0 ? "" : member.substring(arrow + 1));
    }
    String api = Schema.option(flags, "api");
    return new Link(
        words[0],
        words[1],
        flags.contains("read-only"),
        flags.contains("virtual"),
        api.isEmpty() ? words[0] : api,
        members);
  }
}
