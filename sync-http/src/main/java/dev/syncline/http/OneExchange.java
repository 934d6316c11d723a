package dev.syncline.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The last stage before the wire: one exchange a call, and none in the clear to another machine.
 */
final class OneExchange implements Interceptor {

  /** OkHttp follows up on 3xx, 401, 407, 408, 421 and 503; of this one it makes nothing. */
  private static final int MASK = 299;

  private static final int FIRST_FOLLOWED_UP = 300;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Attempt attempt = Objects.requireNonNull(request.tag(Attempt.class), "attempt");
    if (!request.url().isHttps()) {
      requireLoopback(chain.connection());
    }
    attempt.leave();
    Response response = chain.proceed(request);
    attempt.answered(response.code());
    return response.code() < FIRST_FOLLOWED_UP
        ? response
        : response.newBuilder().code(MASK).build();
  }

  private static void requireLoopback(@Nullable Connection connection) throws IOException {
    InetSocketAddress address =
        Objects.requireNonNull(connection, "connection").route().socketAddress();
    if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
      throw new IOException("plain http would leave this machine");
    }
  }
}
