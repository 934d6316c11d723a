package dev.syncline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Account;
import dev.syncline.connector.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class NoDelaySocketsTest {

  @Test
  void theSocketOnTheWireSendsAtOnce() throws Exception {
    List<Boolean> noDelay = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpTransport transport = HttpTransport.builder(new Account("bitrix24", "acme")).build()) {
      Thread answering = new Thread(() -> answerOnce(server));
      answering.start();
      OkHttpClient looking =
          transport
              .client()
              .newBuilder()
              .addNetworkInterceptor(
                  chain -> {
                    Socket socket = Objects.requireNonNull(chain.connection()).socket();
                    noDelay.add(socket.getTcpNoDelay());
                    return chain.proceed(chain.request());
                  })
              .build();
      HttpCall call =
          HttpCall.get(HttpUrl.get("http://127.0.0.1:" + server.getLocalPort() + "/")).build();
      Attempt attempt = new Attempt(call, TimeSource.system(), () -> {});
      looking.newCall(Requesting.of(call, "test", attempt)).execute().close();
      answering.join();
    }

    assertThat(noDelay).containsExactly(true);
  }

  private static void answerOnce(ServerSocket server) {
    try (Socket accepted = server.accept()) {
      accepted.getInputStream().read(new byte[4096]);
      accepted.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
