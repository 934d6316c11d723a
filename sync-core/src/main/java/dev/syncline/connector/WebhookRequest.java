package dev.syncline.connector;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a host's web framework received it.
 *
 * <p>Immutable, as far as the given header function is; used by one thread.
 *
 * @since 0.1
 */
public final class WebhookRequest {

  /** The largest body that is looked at, in bytes. */
  public static final int MAX_BODY = 1 << 20;

  private final Function<String, @Nullable String> header;
  private final String query;
  private final byte[] body;

  private WebhookRequest(Function<String, @Nullable String> header, String query, byte[] body) {
    this.header = header;
    this.query = query;
    this.body = body;
  }

  /**
   * Takes what every web framework has at hand.
   *
   * @param header gives a header's value by name, or null
   * @param query the query string, or null
   * @param body the body, read by the host with a limit of {@link #MAX_BODY}
   * @throws IllegalArgumentException if the body is larger than that
   */
  public static WebhookRequest from(
      Function<String, @Nullable String> header, @Nullable String query, byte[] body) {
    if (body.length > MAX_BODY) {
      throw new IllegalArgumentException("a webhook body has at most " + MAX_BODY + " bytes");
    }
    return new WebhookRequest(header, query == null ? "" : query, body.clone());
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
