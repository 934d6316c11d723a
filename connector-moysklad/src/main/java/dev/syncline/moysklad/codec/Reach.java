package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How somebody is reached: the vendor has one text for all phones and room for one e-mail. */
final class Reach {

  /** The longest text that the vendor's phone field takes. */
  static final int MAX_PHONE = 255;

  private static final String PHONE_SEPARATOR = ", ";

  private Reach() {}

  /** The phones: one text holds them all, and nothing that a person wrote there is dropped. */
  static Line<Set<String>> phones(Field<Set<String>> field) {
    return Line.of(
        field,
        (document, into, terms) -> into.set(field, split(document.path("phone").asText(""))),
        (document, wanted, how) -> writePhones(document, field, wanted, how));
  }

  /**
   * The e-mails: the vendor checks that it is one address, so there is room for one: the one it
   * holds, if it is still wanted.
   */
  static Line<Set<String>> emails(Field<Set<String>> field) {
    return Line.of(
        field,
        (document, into, terms) -> into.set(field, split(document.path("email").asText(""))),
        (document, wanted, how) -> {
          List<String> emails =
              steady(wanted, held(how, field), raw -> raw.strip().toLowerCase(Locale.ROOT));
          Line.put(document, "email", emails.isEmpty() ? null : emails.get(0));
          return emails.size() <= 1;
        });
  }

  private static boolean writePhones(
      ObjectNode document,
      Field<Set<String>> field,
      @Nullable Set<String> wanted,
      Line.Written how) {
    List<String> phones = steady(wanted, held(how, field), how.terms().phones()::normal);
    StringBuilder all = new StringBuilder();
    boolean taken = true;
    for (String phone : phones) {
      int more = (all.isEmpty() ? 0 : PHONE_SEPARATOR.length()) + phone.length();
      if (all.length() + more > MAX_PHONE) {
        taken = false;
      } else {
        all.append(all.isEmpty() ? "" : PHONE_SEPARATOR).append(phone);
      }
    }
    Line.put(document, "phone", all.isEmpty() ? null : all.toString());
    return taken;
  }

  private static Set<String> held(Line.Written how, Field<Set<String>> field) {
    Entity held = how.held();
    return held == null ? Set.of() : held.get(field).orElse(Set.of());
  }

  /**
   * The wanted elements: first those held, as they are written there, then the others in a fixed
   * order.
   */
  private static List<String> steady(
      @Nullable Set<String> wanted, Set<String> held, UnaryOperator<String> normal) {
    Map<String, String> asked = new LinkedHashMap<>();
    if (wanted != null) {
      new TreeSet<>(wanted).forEach(each -> asked.putIfAbsent(normal.apply(each), each));
    }
    Map<String, String> result = new LinkedHashMap<>();
    for (String there : held) {
      if (asked.containsKey(normal.apply(there))) {
        result.putIfAbsent(normal.apply(there), there);
      }
    }
    asked.forEach(result::putIfAbsent);
    return List.copyOf(result.values());
  }

  private static Set<String> split(String text) {
    Set<String> parts = new LinkedHashSet<>();
    for (String part : text.split("[,;\\n]", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }
}
