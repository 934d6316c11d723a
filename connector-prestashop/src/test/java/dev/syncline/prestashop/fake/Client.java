package dev.syncline.prestashop.fake;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A plain caller of the served fake. */
final class Client {

  record Reply(int status, byte[] bytes, HttpResponse<byte[]> raw) {

    String body() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** What every node of a path says. */
    List<String> all(String path) {
      try {
        Object found =
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                    "/prestashop/" + path,
                    new InputSource(new StringReader(body())),
                    XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        NodeList nodes = (NodeList) found;
        for (int i = 0; i < nodes.getLength(); i++) {
          texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
      } catch (XPathExpressionException e) {
        throw new IllegalStateException(body(), e);
      }
    }

    String one(String path) {
      List<String> all = all(path);
      return all.isEmpty() ? "(none)" : all.get(0);
    }

    List<Integer> ids(String path) {
      return all(path).stream().map(Integer::valueOf).toList();
    }

    List<String> codes() {
      return all("errors/error/code");
    }

    /** Status and first code, such as {@code 400/41}. */
    String refusal() {
      return status + "/" + (codes().isEmpty() ? "" : codes().get(0));
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final FakePrestaShop fake;
  private final String authorization;

  Client(FakePrestaShop fake) {
    this(fake, basic(fake.key()));
  }

  /** An empty authorization sends none. */
  Client(FakePrestaShop fake, String authorization) {
    this.fake = fake;
    this.authorization = authorization;
  }

  static String basic(String key) {
    return "Basic "
        + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
  }

  static String doc(String... entities) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><prestashop>"
        + String.join("", entities)
        + "</prestashop>";
  }

  Reply get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Reply post(String path, String... entities) {
    return send("POST", path, doc(entities));
  }

  Reply put(String path, String... entities) {
    return send("PUT", path, doc(entities));
  }

  Reply patch(String path, String... entities) {
    return send("PATCH", path, doc(entities));
  }

  Reply delete(String path) {
    return send("DELETE", path, "");
  }

  Reply send(String method, String path, String body, String... headers) {
    return bytes(method, fake.api() + path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Reply bytes(String method, String address, byte[] body, String... headers) {
    String url =
        address
            .replace("%", "%25")
            .replace("[", "%5B")
            .replace("]", "%5D")
            .replace("|", "%7C")
            .replace(">", "%3E")
            .replace("<", "%3C")
            .replace("\"", "%22")
            .replace(" ", "%20");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    } else if (body.length > 0) {
      request.header("Content-Type", "text/xml; charset=utf-8");
    }
    try {
      HttpResponse<byte[]> raw =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(raw.statusCode(), raw.body(), raw);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A file of a form. */
  Reply upload(String path, String part, byte[] file) {
    String boundary = "----syncline";
    byte[] head =
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\""
                + part
                + "\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(head, head.length + file.length + tail.length);
    System.arraycopy(file, 0, body, head.length, file.length);
    System.arraycopy(tail, 0, body, head.length + file.length, tail.length);
    return bytes(
        "POST",
        fake.api() + path,
        body,
        "Content-Type",
        "multipart/form-data; boundary=" + boundary);
  }

  static String text(String field, String... byLanguage) {
    StringBuilder xml = new StringBuilder("<" + field + ">");
    for (int i = 0; i < byLanguage.length; i++) {
      xml.append("<language id=\"").append(i + 1).append("\"><![CDATA[").append(byLanguage[i]);
      xml.append("]]></language>");
    }
    return xml + "</" + field + ">";
  }

  static String product(String reference, String more) {
    return "<product><price>19.90</price><state>1</state><active>1</active><reference>"
        + reference
        + "</reference>"
        + text("name", "Mug", "Tasse")
        + more
        + "</product>";
  }

  static String category(String name, int parent) {
    return "<category><id_parent>"
        + parent
        + "</id_parent><active>1</active>"
        + text("name", name, name)
        + text("link_rewrite", "c", "c")
        + "</category>";
  }

  static String customer(String email) {
    return "<customer><lastname>Doe</lastname><firstname>Jo</firstname><passwd>secret1</passwd>"
        + "<email>"
        + email
        + "</email><active>1</active></customer>";
  }
}
