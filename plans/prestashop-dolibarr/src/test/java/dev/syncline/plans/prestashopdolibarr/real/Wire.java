package dev.syncline.plans.prestashopdolibarr.real;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * Plain HTTP, apart from the connectors: what a suite makes and looks at must not go through them.
 */
final class Wire {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a server said. */
  record Reply(int status, byte[] body) {

    String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final String root;
  private final String[] headers;

  Wire(URI root, String... headers) {
    this.root = root.toString().replaceAll("/+$", "");
    this.headers = headers;
  }

  Reply send(String method, String path, byte[] body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + escaped(path)))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .headers(headers);
    if (more.length > 0) {
      request.headers(more);
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A reply that has to be a success. */
  Reply sent(String method, String path, byte[] body, String... more) {
    Reply reply = send(method, path, body, more);
    if (!List.of(200, 201, 304).contains(reply.status())) {
      String said = reply.text();
      throw new AssertionError(
          method
              + " "
              + path
              + ": "
              + reply.status()
              + " "
              + said.substring(0, Math.min(600, said.length())));
    }
    return reply;
  }

  private static String escaped(String path) {
    return path.replace("[", "%5B")
        .replace("]", "%5D")
        .replace("|", "%7C")
        .replace(" ", "%20")
        .replace("'", "%27");
  }
}
