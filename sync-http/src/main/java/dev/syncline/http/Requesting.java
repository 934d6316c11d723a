package dev.syncline.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Makes OkHttp's request of a call: one-shot, and with an encoding that OkHttp leaves alone. */
final class Requesting {

  private Requesting() {}

  static Request of(HttpCall call, String userAgent, Attempt attempt) {
    Request.Builder request = new Request.Builder().url(call.url()).header("User-Agent", userAgent);
    call.headers().forEach(header -> request.addHeader(header.name(), header.value()));
    return request
        .header("Accept-Encoding", "gzip")
        .method(call.method(), body(call))
        .tag(Attempt.class, attempt)
        .build();
  }

  private static @Nullable RequestBody body(HttpCall call) {
    return switch (call.method()) {
      case "GET", "HEAD" -> null;
      default -> new OneShot(call.body(), call.contentType());
    };
  }

  private static final class OneShot extends RequestBody {

    private final byte[] bytes;
    private final @Nullable MediaType type;

    OneShot(byte[] bytes, String contentType) {
      this.bytes = bytes;
      this.type = contentType.isEmpty() ? null : MediaType.get(contentType);
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
