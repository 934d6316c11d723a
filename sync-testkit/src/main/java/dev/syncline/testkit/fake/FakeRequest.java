package dev.syncline.testkit.fake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it reaches a fake, whatever carried it.
 *
 * @param method the HTTP method, upper case
 * @param path the path as sent, still percent-encoded, without the query
 * @param rawQuery the query as sent, without the question mark, empty if there is none
 * @param headers header values by lower-case name
 * @param body the body's bytes, empty if there is none
 * @since 0.1
 */
public record FakeRequest(
    String method, String path, String rawQuery, Map<String, List<String>> headers, byte[] body) {

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The query, form-decoded ({@code +} is a space), in the order sent. */
  public Map<String, List<String>> query() {
    return decode(rawQuery);
  }

  /** The first value of a query parameter. */
  public Optional<String> query(String name) {
    return query().getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Decodes {@code application/x-www-form-urlencoded} text, in the order given. */
  public static Map<String, List<String>> decode(String form) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : form.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
