package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One method with its parameters, as it travels alone or inside a batch.
 *
 * <p>Parameters are maps, lists, texts, numbers, {@link Made} and {@link Path}; null clears.
 * Immutable.
 *
 * @param method the vendor's name, such as {@code crm.item.list}
 * @param params by name, in order
 * @since 0.1
 */
public record Command(String method, Map<String, @Nullable Object> params) {

  /**
   * The id of what a step of a write is going to make.
   *
   * @param key the operation key of that write
   * @param step which of its commands makes it; the first makes the entity itself
   */
  public record Made(String key, int step) {

    /** The id of the entity that another write is going to make. */
    public Made(String key) {
      this(key, 0);
    }
  }

  /**
   * A place in the answer of an earlier command of the same batch.
   *
   * @param text such as {@code $result[c0][items][49][id]}
   */
  public record Path(String text) {}

  // The portal puts results in place of such texts, even where a person typed them.
  private static final Pattern LOOKS_LIKE_A_REFERENCE =
      Pattern.compile("\\$(result|total|next)\\[", Pattern.CASE_INSENSITIVE);

  /** A command; {@code pairs} are names and values by turns. */
  public static Command of(String method, @Nullable Object... pairs) {
    return new Command(method, map(pairs));
  }

  /** A map in order; {@code pairs} are names and values by turns. */
  public static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      map.put(String.valueOf(pairs[at]), pairs[at + 1]);
    }
    return map;
  }

  /**
   * Whether it must travel alone: a batch would mistake a text for a reference, or cannot say "no
   * elements".
   */
  public boolean alone() {
    return alone(params);
  }

  /** What it points at. */
  public Set<Made> needs() {
    Set<Made> made = new LinkedHashSet<>();
    collect(params, made);
    return made;
  }

  /** The text of it inside a batch. */
  public String line(Function<Made, String> made) {
    List<String> pairs = new ArrayList<>();
    params.forEach((name, value) -> add(pairs, encoded(name), value, made));
    return pairs.isEmpty() ? method : method + "?" + String.join("&", pairs);
  }

  /** The parameters as JSON. */
  public JsonNode json(Function<Made, ?> made) {
    return Json.mapper().valueToTree(resolved(params, made));
  }

  /** Whether a batch would exchange a part of the text. */
  static boolean looksLikeReference(String text) {
    return text.indexOf('$') >= 0 && LOOKS_LIKE_A_REFERENCE.matcher(text).find();
  }

  private static boolean alone(@Nullable Object value) {
    if (value instanceof String text) {
      return looksLikeReference(text);
    }
    Collection<?> inner = elements(value);
    return inner != null && (inner.isEmpty() || inner.stream().anyMatch(Command::alone));
  }

  private static void collect(@Nullable Object value, Set<Made> into) {
    if (value instanceof Made made) {
      into.add(made);
    }
    Collection<?> inner = elements(value);
    if (inner != null) {
      inner.forEach(each -> collect(each, into));
    }
  }

  private static @Nullable Collection<?> elements(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values();
    }
    return value instanceof Collection<?> list ? list : null;
  }

  private static @Nullable Object resolved(@Nullable Object value, Function<Made, ?> made) {
    if (value instanceof Made reference) {
      return made.apply(reference);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, each) -> copy.put(name.toString(), resolved(each, made)));
      return copy;
    }
    if (value instanceof Collection<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(resolved(each, made)));
      return copy;
    }
    return value instanceof Path path ? path.text() : value;
  }

  private static void add(
      List<String> pairs, String name, @Nullable Object value, Function<Made, String> made) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> add(pairs, name + "[" + encoded(key.toString()) + "]", each, made));
    } else if (value instanceof Collection<?> list) {
      int at = 0;
      for (Object each : list) {
        add(pairs, name + "[" + at++ + "]", each, made);
      }
    } else {
      pairs.add(name + "=" + scalar(value, made));
    }
  }

  private static String scalar(@Nullable Object value, Function<Made, String> made) {
    if (value instanceof Made reference) {
      return made.apply(reference);
    }
    return value instanceof Path path
        ? path.text()
        : encoded(value == null ? "" : value.toString());
  }

  /** A raw plus would arrive as a space. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
