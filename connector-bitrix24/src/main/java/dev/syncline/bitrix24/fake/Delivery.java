package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.StringJoiner;

/** Tells a handler of one event, once: form-encoded, with ids only and no signature. */
final class Delivery {

  private final HttpClient client = HttpClient.newHttpClient();

  /** The body as it travels. */
  static String form(Events.Message message, ObjectNode auth, long seconds) {
    StringJoiner form = new StringJoiner("&");
    form.add("event=" + message.binding().event());
    form.add("event_handler_id=" + message.binding().id());
    if (!message.data().isEmpty()) {
      ObjectNode data = Php.NODES.objectNode();
      data.set("FIELDS", message.data());
      form.add(Events.bracketed("data", data));
    }
    form.add("ts=" + seconds);
    form.add(Events.bracketed("auth", auth));
    return form.toString();
  }

  /** Whether the handler took it; whatever it answers, nobody asks again. */
  boolean send(String handler, String form) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(handler))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
    } catch (IOException unreachable) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
