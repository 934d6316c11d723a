package dev.syncline.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fake's answer to one request.
 *
 * @param status the HTTP status, {@link #DROPPED} for a connection that breaks without an answer,
 *     or {@link #SILENT} for an answer that never comes
 * @param headers the answer's headers
 * @param body the answer's body, as it travels (a fake that compresses puts compressed bytes here)
 * @since 0.1
 */
public record FakeResponse(int status, Map<String, String> headers, byte[] body) {

  /** The status of {@link #dropped()}. */
  public static final int DROPPED = 0;

  /** The status of {@link #silence()}. */
  public static final int SILENT = -1;

  /** An answer with a UTF-8 JSON body. */
  public static FakeResponse json(int status, String json) {
    return of(status, "application/json; charset=utf-8", json);
  }

  /** An answer with a UTF-8 text body of the given content type. */
  public static FakeResponse of(int status, String contentType, String text) {
    return new FakeResponse(
        status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static FakeResponse empty(int status) {
    return new FakeResponse(status, Map.of(), new byte[0]);
  }

  /** No answer: the connection breaks. */
  public static FakeResponse dropped() {
    return empty(DROPPED);
  }

  /** No answer: the client's patience ends. */
  public static FakeResponse silence() {
    return empty(SILENT);
  }

  /** The same answer with one header more. */
  public FakeResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new FakeResponse(status, more, body);
  }

  /** The same answer with another body. */
  public FakeResponse withBody(byte[] bytes) {
    return new FakeResponse(status, headers, bytes);
  }
}
