package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syncline.connector.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** A bare client of the served fake, and a clock that moves by hand. */
final class Rest implements AutoCloseable {

  static final class HandClock implements TimeSource {
    private Instant now = Instant.parse("2026-06-18T08:05:12Z");

    @Override
    public synchronized Instant now() {
      return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
      now = now.plus(duration);
    }
  }

  record Reply(int status, JsonNode body, String raw) {
    JsonNode result() {
      return body.path("result");
    }

    String error() {
      return body.path("error").asText("none");
    }

    String text() {
      return body.path("error_description").asText();
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  final HandClock clock = new HandClock();
  final FakeBitrix24 fake;
  private final HttpClient client = HttpClient.newHttpClient();

  Rest() {
    this(FakeBitrix24.builder().bucket(10_000, 100));
  }

  Rest(FakeBitrix24.Builder builder) {
    fake = builder.time(clock).start();
  }

  /** A call by the administrator's webhook; apostrophes stand for quotes. */
  Reply call(String method, String json) {
    return post(fake.webhookUrl() + method, "application/json", json.replace('\'', '"'));
  }

  Reply limited(String method, String json) {
    return post(fake.limitedWebhookUrl() + method, "application/json", json.replace('\'', '"'));
  }

  Reply get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  Reply post(String url, String type, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String body = response.body();
      JsonNode tree = body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode();
      return new Reply(response.statusCode(), tree, body);
    } catch (IOException lost) {
      return new Reply(0, JSON.createObjectNode(), "");
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  void pass(Duration time) {
    clock.sleep(time);
  }

  @Override
  public void close() {
    fake.close();
  }
}
