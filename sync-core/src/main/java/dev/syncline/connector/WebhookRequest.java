package dev.syncline.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a host's web framework received it.
 *
 * <p>A body that is larger than any vendor's webhook is not kept: such a request says {@link
 * #tooLarge()} and is refused before anything of it is looked at.
 *
 * <p>Immutable, as far as the given header function is; used by one thread.
 *
 * @since 0.1
 */
public final class WebhookRequest {

  /** The largest body that is looked at, in bytes. */
  public static final int MAX_BODY = 1 << 20;

  private static final String LENGTH = "Content-Length";

  private final Function<String, @Nullable String> header;
  private final String query;
  private final byte[] body;
  private final boolean tooLarge;

  private WebhookRequest(
      Function<String, @Nullable String> header,
      @Nullable String query,
      byte[] body,
      boolean tooLarge) {
    this.header = header;
    this.query = query == null ? "" : query;
    this.body = tooLarge ? new byte[0] : body;
    this.tooLarge = tooLarge;
  }

  /**
   * Takes what every web framework has at hand, with a body that the host has read.
   *
   * @param header gives a header's value by name, or null
   * @param query the query string, or null
   * @param body the body
   */
  public static WebhookRequest from(
      Function<String, @Nullable String> header, @Nullable String query, byte[] body) {
    boolean tooLarge = body.length > MAX_BODY;
    return new WebhookRequest(header, query, tooLarge ? body : body.clone(), tooLarge);
  }

  /**
   * Reads the body from the framework's stream, and stops one byte after {@link #MAX_BODY}; nothing
   * is read of a body that declares itself to be larger. The stream stays open.
   *
   * @param header gives a header's value by name, or null
   * @param query the query string, or null
   * @param body the stream of the body
   * @throws IOException if the stream breaks
   */
  public static WebhookRequest read(
      Function<String, @Nullable String> header, @Nullable String query, InputStream body)
      throws IOException {
    if (declaredTooLarge(header)) {
      return new WebhookRequest(header, query, new byte[0], true);
    }
    byte[] bytes = body.readNBytes(MAX_BODY + 1);
    return new WebhookRequest(header, query, bytes, bytes.length > MAX_BODY);
  }

  private static boolean declaredTooLarge(Function<String, @Nullable String> header) {
    String declared = header.apply(LENGTH);
    if (declared == null) {
      return false;
    }
    try {
      return Long.parseLong(declared.trim()) > MAX_BODY;
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  /** Whether the body was larger than {@link #MAX_BODY}; nothing is kept of it then. */
  public boolean tooLarge() {
    return tooLarge;
  }

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(header.apply(name));
  }

  /** The query string, without the question mark. */
  public String query() {
    return query;
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
