package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A plain caller of the served fake. Bodies are written with single quotes. */
final class Client {

  static final ObjectMapper MAPPER = new ObjectMapper();

  record Reply(int status, String text, HttpResponse<String> raw) {

    JsonNode json() {
      try {
        return MAPPER.readTree(text);
      } catch (IOException e) {
        throw new IllegalStateException(text, e);
      }
    }

    String message() {
      return json().at("/error/message").asText();
    }

    /** The first of the details beside the message. */
    String detail() {
      return json().at("/error/0").asText();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    long id() {
      return json().asLong();
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakeDolibarr fake;
  private final String key;

  Client(FakeDolibarr fake) {
    this(fake, fake.apiKey());
  }

  Client(FakeDolibarr fake, String key) {
    this.fake = fake;
    this.key = key;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  /** A list with a filter. */
  Reply list(String resource, String filter) {
    return get("/" + resource + "?sqlfilters=" + encoded(filter));
  }

  Reply post(String path, String body) {
    return send("POST", path, body);
  }

  Reply put(String path, String body) {
    return send("PUT", path, body);
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  Reply send(String method, String path, String body, String... headers) {
    String json = body.replace('\'', '"');
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(fake.api() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    if (headers.length == 0) {
      request.header("DOLAPIKEY", key);
      request.header("Content-Type", "application/json");
    } else if (!headers[0].isEmpty()) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> raw = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(raw.statusCode(), raw.body(), raw);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes something and answers its id. */
  long make(String resource, String body) {
    Reply reply = post("/" + resource, body);
    if (reply.status() != 200) {
      throw new IllegalStateException(resource + " -> " + reply.status() + " " + reply.text());
    }
    return reply.id();
  }

  long product(String ref) {
    return make(
        "products",
        "{'ref':'" + ref + "','label':'" + ref + "','price':10,'tva_tx':20,'status':1}");
  }

  long customer(String name) {
    return make("thirdparties", "{'name':'" + name + "','client':1,'code_client':'-1'}");
  }

  /** An order of two pieces of a product at 10 net. */
  long order(long customer, long product) {
    return make(
        "orders",
        "{'socid':"
            + customer
            + ",'date':1795300000,'lines':[{'fk_product':"
            + product
            + ",'qty':2,'subprice':10,'tva_tx':20}]}");
  }

  /** An invoice of one thing at 10 net, 12 gross. */
  long invoice(long customer) {
    return make(
        "invoices",
        "{'socid':"
            + customer
            + ",'date':1795300000,'lines':[{'desc':'thing','qty':1,'subprice':10,'tva_tx':20}]}");
  }

  long validInvoice(long customer) {
    long id = invoice(customer);
    post("/invoices/" + id + "/validate", "{}");
    return id;
  }
}
