package dev.syncline.http;

import dev.syncline.connector.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * One request as a connector asks for it. It is sent at most once.
 *
 * <p>Immutable and thread-safe; the body's bytes are not copied and must not be changed. Its text
 * form names the call and the host, never the path, the query or a header, because vendors put
 * credentials into all three.
 *
 * @since 0.1
 */
public final class HttpCall {

  /** One header as it is sent. */
  public record Header(String name, String value) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final Set<String> BODILESS = Set.of("GET", "HEAD");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|::1|0:0:0:0:0:0:0:1");

  private final String method;
  private final HttpUrl url;
  private final List<Header> headers;
  private final byte[] body;
  private final String contentType;
  private final String label;
  private final Effect effect;
  private final Map<String, Long> costs;
  private final @Nullable Duration timeout;
  private final @Nullable Long maxResponseBytes;
  private final @Nullable Instant hardDeadline;
  private final Deadline deadline;

  private HttpCall(Builder from) {
    this.method = from.method;
    this.url = from.url;
    this.headers = List.copyOf(from.headers);
    this.body = from.body;
    this.contentType = from.contentType;
    this.label = from.label == null ? from.method : from.label;
    this.effect = from.effect;
    this.costs = Map.copyOf(from.costs);
    this.timeout = from.timeout;
    this.maxResponseBytes = from.maxResponseBytes;
    this.hardDeadline = from.hardDeadline;
    this.deadline = from.deadline;
  }

  /** A GET, by default a {@link Effect#READ}. */
  public static Builder get(HttpUrl url) {
    return of("GET", url);
  }

  /** A POST with a body; by default a {@link Effect#WRITE}. */
  public static Builder post(HttpUrl url, byte[] body, String contentType) {
    return of("POST", url).body(body, contentType);
  }

  /**
   * A call of any method. GET and HEAD are reads, everything else is a write until said otherwise.
   *
   * @throws IllegalArgumentException if the method is not one of GET, HEAD, POST, PUT, PATCH,
   *     DELETE, if the address holds user-info, or if it is plain HTTP to another machine
   */
  public static Builder of(String method, HttpUrl url) {
    return new Builder(method, url);
  }

  /** Like {@link #of(String, HttpUrl)}, for an address that is already a URI. */
  public static Builder of(String method, URI url) {
    HttpUrl parsed = HttpUrl.get(url);
    if (parsed == null) {
      throw new IllegalArgumentException("the address is neither http nor https");
    }
    return new Builder(method, parsed);
  }

  /** The HTTP method, upper case. */
  public String method() {
    return method;
  }

  /** Where it goes. */
  public HttpUrl url() {
    return url;
  }

  /** The headers the connector set, in order. */
  public List<Header> headers() {
    return headers;
  }

  /** The body's bytes, empty if there is none. */
  public byte[] body() {
    return body;
  }

  /** The body's media type, empty if there is no body. */
  public String contentType() {
    return contentType;
  }

  /** The vendor's name of the call, such as {@code crm.item.list}; used in errors. */
  public String label() {
    return label;
  }

  /** Whether it may change something. */
  public Effect effect() {
    return effect;
  }

  /** What it takes of which quota, by the quota's name. */
  public Map<String, Long> costs() {
    return costs;
  }

  /** How long the exchange may take; without one the transport's. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** How many bytes the inflated answer may have; without one the transport's. */
  public Optional<Long> maxResponseBytes() {
    return Optional.ofNullable(maxResponseBytes);
  }

  /** The same by the clock of whoever set it. */
  public Deadline deadline() {
    return deadline;
  }

  /** The moment from which no byte of it may leave any more. */
  public Optional<Instant> hardDeadline() {
    return Optional.ofNullable(hardDeadline);
  }

  @Override
  public String toString() {
    return label + " (" + method + " " + url.scheme() + "://" + url.host() + ")";
  }

  /** Collects a call; checks each part when it is set. Not thread-safe. */
  public static final class Builder {

    private final String method;
    private final HttpUrl url;
    private final List<Header> headers = new ArrayList<>();
    private final Map<String, Long> costs = new LinkedHashMap<>();
    private byte[] body = new byte[0];
    private String contentType = "";
    private @Nullable String label;
    private Effect effect;
    private @Nullable Duration timeout;
    private @Nullable Long maxResponseBytes;
    private @Nullable Instant hardDeadline;
    private Deadline deadline = Deadline.none();

    private Builder(String method, HttpUrl url) {
      this.method = method.toUpperCase(Locale.ROOT);
      this.url = safe(url);
      if (!METHODS.contains(this.method)) {
        throw new IllegalArgumentException("unknown method; use one of " + METHODS);
      }
      this.effect = BODILESS.contains(this.method) ? Effect.READ : Effect.WRITE;
    }

    private static HttpUrl safe(HttpUrl url) {
      if (!url.username().isEmpty() || !url.password().isEmpty()) {
        throw new IllegalArgumentException(
            "the address of " + url.host() + " holds user-info; send credentials in a header");
      }
      if (!url.isHttps() && !LOOPBACK.matcher(url.host()).matches()) {
        throw new IllegalArgumentException(
            url.host() + ": plain http to another machine shows the credentials; use https");
      }
      return url;
    }

    /** Adds a header. The value is printable ASCII. */
    public Builder header(String name, String value) {
      if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "header " + name.replaceAll("[^A-Za-z0-9-]", "?") + " holds what cannot be sent");
      }
      headers.add(new Header(name, value));
      return this;
    }

    /** Sets the body. GET and HEAD take none. */
    public Builder body(byte[] bytes, String mediaType) {
      if (BODILESS.contains(method)) {
        throw new IllegalArgumentException(method + " has no body");
      }
      this.body = Objects.requireNonNull(bytes, "bytes");
      this.contentType = MediaType.get(mediaType).toString();
      return this;
    }

    /** Sets a UTF-8 JSON body. */
    public Builder json(String json) {
      return body(json.getBytes(StandardCharsets.UTF_8), "application/json; charset=utf-8");
    }

    /** Sets the vendor's name of the call; no secret and no personal data. */
    public Builder label(String vendorsName) {
      this.label = Objects.requireNonNull(vendorsName, "vendorsName");
      return this;
    }

    /** Says whether it may change something. */
    public Builder effect(Effect whatItDoes) {
      this.effect = Objects.requireNonNull(whatItDoes, "whatItDoes");
      return this;
    }

    /** Adds what it takes of a quota; 0 only waits for a pause to end. */
    public Builder cost(String quota, long units) {
      if (units < 0) {
        throw new IllegalArgumentException("a call gives nothing back to the quota " + quota);
      }
      costs.merge(quota, units, Long::sum);
      return this;
    }

    /** Limits the exchange, connecting included, waiting for the quota not. */
    public Builder timeout(Duration atMost) {
      this.timeout = positive(atMost);
      return this;
    }

    /** Limits the inflated answer. */
    public Builder maxResponseBytes(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("an answer needs room");
      }
      this.maxResponseBytes = bytes;
      return this;
    }

    /** From this moment on no byte may leave: the end of the lease under which it is sent. */
    public Builder hardDeadline(Instant moment) {
      this.hardDeadline = Objects.requireNonNull(moment, "moment");
      return this;
    }

    /** From then on no byte may leave, by the clock of whoever set it. */
    public Builder deadline(Deadline lastMoment) {
      this.deadline = Objects.requireNonNull(lastMoment, "lastMoment");
      return this;
    }

    /** The call. */
    public HttpCall build() {
      return new HttpCall(this);
    }
  }

  static Duration positive(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("a time limit is longer than zero");
    }
    return duration;
  }
}
