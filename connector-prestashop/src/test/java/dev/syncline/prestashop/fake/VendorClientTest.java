package dev.syncline.prestashop.fake;

import static dev.syncline.prestashop.fake.Client.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The requests of the vendor's PHP client as they travel: curl's own content type for creates, the
 * document bare in newer releases and after {@code xml=} in older ones, encoded in neither.
 */
class VendorClientTest {

  private final FakePrestaShop fake = FakePrestaShop.start();

  @AfterEach
  void stop() {
    fake.close();
  }

  private String exchange(String method, String path, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String key =
        Base64.getEncoder().encodeToString((fake.key() + ":").getBytes(StandardCharsets.UTF_8));
    String head =
        method
            + " /api/"
            + path
            + " HTTP/1.1\r\nHost: "
            + fake.base().getAuthority()
            + "\r\nAuthorization: Basic "
            + key
            + "\r\nAccept: */*\r\nConnection: close\r\n"
            + "Content-Length: "
            + bytes.length
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fake.base().getPort())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aCreateOfNewerReleasesIsABareDocument() throws IOException {
    assertThat(exchange("POST", "products", Client.doc(product("A&amp;B", ""))))
        .startsWith("HTTP/1.1 201");
    assertThat(fake.products().all().get(0).get("reference")).isEqualTo("A&B");
  }

  @Test
  void aCreateOfOlderReleasesStandsInTheFieldXml() throws IOException {
    assertThat(exchange("POST", "products", "xml=" + Client.doc(product("A+B%20", ""))))
        .startsWith("HTTP/1.1 201");
    assertThat(fake.products().all().get(0).get("reference")).isEqualTo("A+B%20");
  }

  @Test
  void anEncodedFieldIsNotDecoded() throws IOException {
    String encoded = URLEncoder.encode(Client.doc(product("A", "")), StandardCharsets.UTF_8);
    assertThat(exchange("POST", "products", "xml=" + encoded))
        .startsWith("HTTP/1.1 500")
        .contains("<code><![CDATA[127]]></code>");
  }

  @Test
  void aShopGivenToACreateBreaksItsAddress() throws IOException {
    assertThat(exchange("POST", "products&id_shop=1", Client.doc(product("A", ""))))
        .startsWith("HTTP/1.1 400")
        .contains("<code><![CDATA[27]]></code>");
  }

  @Test
  void anEditIsAPut() throws IOException {
    int id = fake.products().add(p -> p.name("Mug").price("1")).id();
    String body = product("B", "").replace("<product>", "<product><id>" + id + "</id>");
    assertThat(exchange("PUT", "products/" + id, Client.doc(body))).startsWith("HTTP/1.1 200");
    assertThat(fake.products().get(id).get("reference")).isEqualTo("B");
  }

  @Test
  void aProductThatStandsNowhereCannotBePutAsItIsRead() throws IOException {
    String zero = product("A", "<position_in_category></position_in_category>");
    assertThat(exchange("POST", "products", Client.doc(zero)))
        .startsWith("HTTP/1.1 500")
        .contains("<code><![CDATA[134]]></code>");
    assertThat(fake.products().all()).as("nothing is saved").isEmpty();
    int id = fake.products().add(p -> p.name("Mug").price("1")).id();
    String far =
        "<product><id>" + id + "</id><position_in_category>9</position_in_category></product>";
    assertThat(exchange("PATCH", "products/" + id, Client.doc(far)))
        .startsWith("HTTP/1.1 500")
        .contains("<code><![CDATA[135]]></code>");
    assertThat(exchange("PATCH", "products/" + id, Client.doc(far.replace(">9<", ">1<"))))
        .startsWith("HTTP/1.1 200");
  }
}
