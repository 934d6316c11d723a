package dev.syncline.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back: any status, with its whole body, inflated.
 *
 * @param status the HTTP status
 * @param headers all values by lower-case name
 * @param body the inflated body, empty if there is none; not to be changed
 * @param took from the first byte sent to the last byte read, connecting included
 * @since 0.1
 */
public record HttpAnswer(
    int status, Map<String, List<String>> headers, byte[] body, Duration took) {

  /** Whether the status is 2xx. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** All values of a header, in order. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "status " + status + ", " + body.length + " bytes, " + took.toMillis() + " ms";
  }
}
