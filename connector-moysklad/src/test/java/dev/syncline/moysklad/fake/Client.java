package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** A plain caller of the served fake. */
final class Client {

  static final ObjectMapper MAPPER = new ObjectMapper();

  record Reply(int status, JsonNode json, HttpResponse<byte[]> raw) {

    int code() {
      return json.at("/errors/0/code").asInt();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    JsonNode rows() {
      return json.path("rows");
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeMoySklad fake;
  private final String authorization;

  Client(FakeMoySklad fake) {
    this(fake, basic(fake.login(), fake.password()));
  }

  Client(FakeMoySklad fake, String authorization) {
    this.fake = fake;
    this.authorization = authorization;
  }

  static String basic(String login, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply post(String path, Object body) {
    return send("POST", path, body.toString());
  }

  Reply put(String path, Object body) {
    return send("PUT", path, body.toString());
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  Reply send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(fake.api() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Authorization", authorization);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length == 0) {
      request.header("Accept-Encoding", "gzip");
    } else if (!headers[0].isEmpty()) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> raw =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      byte[] bytes = raw.body();
      if (raw.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      }
      JsonNode json = bytes.length == 0 ? MAPPER.missingNode() : MAPPER.readTree(bytes);
      return new Reply(raw.statusCode(), json, raw);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  ObjectNode ref(JsonNode of) {
    ObjectNode ref = MAPPER.createObjectNode();
    ref.putObject("meta")
        .put("href", of.at("/meta/href").asText())
        .put("type", of.at("/meta/type").asText())
        .put("mediaType", "application/json");
    return ref;
  }

  JsonNode first(String type) {
    return get("/entity/" + type).rows().get(0);
  }

  /** An order body with the account's first organization and counterparty. */
  ObjectNode order(String name) {
    ObjectNode body = MAPPER.createObjectNode().put("name", name);
    body.set("organization", ref(first("organization")));
    body.set("agent", ref(first("counterparty")));
    return body;
  }

  ObjectNode row(JsonNode good, double quantity, double price) {
    ObjectNode row = MAPPER.createObjectNode().put("quantity", quantity).put("price", price);
    row.set("assortment", ref(good));
    return row;
  }

  JsonNode product(String name) {
    return post("/entity/product", MAPPER.createObjectNode().put("name", name)).json();
  }

  String id(JsonNode of) {
    return of.path("id").asText();
  }
}
