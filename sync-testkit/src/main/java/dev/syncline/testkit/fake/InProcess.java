package dev.syncline.testkit.fake;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Puts a {@link FakeSystem} straight under OkHttp, without a socket: the way simulations run.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class InProcess implements Interceptor {

  private final FakeSystem system;
  private final Faults faults;
  private final RequestLog log = new RequestLog();

  /** A fake that is reached under the given base without a network. */
  public InProcess(FakeSystem system, Faults faults, URI base) {
    this.system = system;
    this.faults = faults;
    system.reachedAt(base);
  }

  /** What arrived. */
  public RequestLog log() {
    return log;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    FakeResponse answer = Wire.exchange(system, faults, log, read(request));
    if (answer.status() == FakeResponse.DROPPED) {
      throw new IOException("connection reset");
    }
    if (answer.status() == FakeResponse.SILENT) {
      throw new SocketTimeoutException("timeout");
    }
    Response.Builder response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(answer.status())
            .message("");
    answer.headers().forEach(response::header);
    String type = answer.headers().get("Content-Type");
    return response
        .body(ResponseBody.create(answer.body(), type == null ? null : MediaType.parse(type)))
        .build();
  }

  private static FakeRequest read(Request request) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String name : request.headers().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), request.headers(name));
    }
    Buffer body = new Buffer();
    if (request.body() != null) {
      request.body().writeTo(body);
      if (request.body().contentType() != null) {
        headers.put("content-type", List.of(request.body().contentType().toString()));
      }
    }
    String query = request.url().encodedQuery();
    return new FakeRequest(
        request.method(),
        request.url().encodedPath(),
        query == null ? "" : query,
        headers,
        body.readByteArray());
  }
}
