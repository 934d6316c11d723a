package dev.syncline.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Reads and inflates an answer's body up to a limit, and stops there. */
final class BoundedBody {

  /** The body is longer than allowed. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The bytes came, but they are not what their headers say. */
  static final class Garbled extends IOException {
    private static final long serialVersionUID = 1L;

    Garbled(String message) {
      super(message);
    }
  }

  private static final int CHUNK = 8192;

  private BoundedBody() {}

  static byte[] read(Response response, long limit) throws IOException {
    String encoding = response.header("Content-Encoding", "identity");
    return switch (String.valueOf(encoding).strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" -> plain(response, limit);
      case "gzip", "x-gzip" -> inflated(response.body().source(), limit);
      default -> throw new Garbled("an encoding that was not asked for");
    };
  }

  private static byte[] plain(Response response, long limit) throws IOException {
    if (response.body().contentLength() > limit) {
      throw new TooLong();
    }
    return drain(response.body().source(), limit);
  }

  private static byte[] inflated(BufferedSource wire, long limit) throws IOException {
    if (wire.exhausted()) {
      return new byte[0];
    }
    Watched watched = new Watched(wire);
    try (Source inflating = new GzipSource(Okio.buffer(watched))) {
      return drain(inflating, limit);
    } catch (TooLong | EOFException stopped) {
      throw stopped;
    } catch (IOException failed) {
      if (watched.failure != null) {
        throw watched.failure;
      }
      throw new Garbled("a body that is not gzip although it says so");
    }
  }

  private static byte[] drain(Source source, long limit) throws IOException {
    Buffer held = new Buffer();
    while (source.read(held, Math.min(CHUNK, limit + 1 - held.size())) != -1) {
      if (held.size() > limit) {
        held.clear();
        throw new TooLong();
      }
    }
    return held.readByteArray();
  }

  /** Remembers that it was the wire that failed, not the inflating. */
  private static final class Watched extends ForwardingSource {

    private @Nullable IOException failure;

    Watched(Source wire) {
      super(wire);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      try {
        return super.read(sink, byteCount);
      } catch (IOException broken) {
        failure = broken;
        throw broken;
      }
    }
  }
}
