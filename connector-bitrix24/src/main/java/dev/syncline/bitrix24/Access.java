package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** As whom calls are made: by an inbound webhook, or as an application. Thread-safe. */
interface Access {

  /** Whether calls are made as an application, which alone may subscribe to events. */
  boolean application();

  /** Told once before the first call. */
  default void begin(TimeSource time, Duration callTimeout) {}

  /** What users call the setting that holds the credentials. */
  String setting();

  HttpUrl url(String method);

  /**
   * Puts the credentials of this attempt into the parameters; gives what {@link #renewed} compares
   * with.
   */
  @Nullable String sign(ObjectNode params);

  /**
   * Whether there are now other credentials than the refused ones, so that the refused call may be
   * sent again.
   */
  boolean renewed(@Nullable String refused);

  /** The credentials are refused for good: what the host has by now is taken for the next call. */
  default void refused() {}

  Collection<String> secrets();

  /** An inbound webhook: the address holds the code. */
  final class Webhook implements Access {

    private static final String SHAPE =
        "the webhook URL looks like https://portal/rest/USER/CODE/; copy it from Bitrix24,"
            + " Developer resources, Inbound webhook";

    private final HttpUrl base;
    private final String code;

    Webhook(String address) {
      HttpUrl parsed = HttpUrl.parse(address.strip());
      if (parsed == null) {
        throw new IllegalArgumentException(SHAPE);
      }
      List<String> path = parsed.pathSegments().stream().filter(each -> !each.isEmpty()).toList();
      if (path.size() < 3 || !path.get(0).equals("rest") || !path.get(1).matches("[0-9]+")) {
        throw new IllegalArgumentException(SHAPE);
      }
      this.code = path.get(2);
      this.base =
          parsed
              .newBuilder()
              .encodedPath("/")
              .query(null)
              .fragment(null)
              .addPathSegment("rest")
              .addPathSegment(path.get(1))
              .addPathSegment(code)
              .build();
    }

    String portal() {
      return Access.portal(base);
    }

    @Override
    public boolean application() {
      return false;
    }

    @Override
    public String setting() {
      return "webhook URL";
    }

    @Override
    public HttpUrl url(String method) {
      return base.newBuilder().addPathSegment(method).build();
    }

    @Override
    public @Nullable String sign(ObjectNode params) {
      return null;
    }

    @Override
    public boolean renewed(@Nullable String refused) {
      return false;
    }

    @Override
    public Collection<String> secrets() {
      return List.of(code);
    }
  }

  /** The portal's identity: its host, with the port if it is not the usual one. */
  static String portal(HttpUrl url) {
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    return usual ? url.host() : url.host() + ":" + url.port();
  }
}
