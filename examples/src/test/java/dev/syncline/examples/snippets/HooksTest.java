package dev.syncline.examples.snippets;

import static dev.syncline.model.Customer.COMMENT;
import static dev.syncline.model.Customer.EMAILS;
import static dev.syncline.model.Customer.KIND;
import static dev.syncline.model.Customer.NAME;
import static dev.syncline.model.Customer.PHONES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.bitrix24.fake.FakeBitrix24;
import dev.syncline.model.Customer;
import dev.syncline.store.Notice;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks over a real port of the loopback: from what a portal posts to what is in the store. */
class HooksTest {

  private static final int HUGE = 100 << 20;

  private final FakeBitrix24 bitrix = FakeBitrix24.builder().build();
  private final String token = bitrix.oauthApp().applicationToken();
  private final TestEngine engine = TestEngine.create();
  private final MemoryConnector shop =
      MemoryConnector.named("shop", engine.time())
          .with(MemoryType.of(Customer.TYPE, NAME, EMAILS, PHONES, COMMENT, KIND))
          .build();
  private final SyncPlan plan =
      OwnRules.customers(bitrix.connector(builder -> builder.applicationToken(token)), shop);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hooks/", new Hooks(engine.engine(), List.of(plan)));
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    plan.connector(Side.LEFT).close();
    engine.close();
    bitrix.close();
  }

  private URI hook(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/" + path);
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hook(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private List<Notice> stored() {
    return engine.store().notices(plan.name(), 10);
  }

  /** A company that the portal tells of, in the form that it posts. */
  private String pushed() {
    bitrix.outgoingWebhook(hook("customers/left"), "ONCRMCOMPANYADD");
    bitrix.companies().add(company -> company.title("Samovar").email("hi@samovar.example"));
    return bitrix.takeEvents().get(0);
  }

  @Test
  void whatCarriesTheTokenIsStoredAtOnceAndCarriedByTheNextRun() throws Exception {
    assertThat(post("customers/left", pushed())).isEqualTo(200);

    assertThat(stored()).extracting(Notice::type).containsExactly("customer");
    assertThat(shop.entities(Customer.TYPE)).isEmpty();
    engine.run(plan);
    assertThat(shop.entities(Customer.TYPE)).hasSize(1);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aWrongTokenIsRefusedAndLeavesNoTrace() throws Exception {
    assertThat(post("customers/left", pushed().replace(token, "guessed"))).isEqualTo(401);
    assertThat(stored()).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodAndWhatIsNobodysAreToldApart() throws Exception {
    String odd = "event=ONOTHER&auth%5Bapplication_token%5D=" + token;

    assertThat(post("customers/left", odd)).isEqualTo(400);
    assertThat(post("customers/middle", odd)).isEqualTo(404);
    assertThat(post("nobody/left", odd)).isEqualTo(404);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aBodyThatSaysThatItIsHugeIsRefusedBeforeItIsSent() throws IOException {
    try (Socket socket = connected("Content-Length: " + HUGE)) {
      assertThat(new String(socket.getInputStream().readNBytes(13), UTF_8)).endsWith(" 413 ");
    }
  }

  @Test
  void aHugeBodyOfUnknownLengthIsNotReadToItsEnd() throws IOException {
    long sent = 0;
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
    try (Socket socket = connected("Transfer-Encoding: chunked")) {
      OutputStream out = socket.getOutputStream();
      while (sent < HUGE) {
        out.write(chunk);
        sent += chunk.length;
      }
    } catch (IOException closed) {
      // The server has hung up.
    }
    assertThat(sent).isLessThan(HUGE / 2);
    assertThat(stored()).isEmpty();
  }

  private Socket connected(String bodyHeader) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort());
    socket.setSoTimeout(20_000);
    String head =
        "POST /hooks/customers/left HTTP/1.1\r\nHost: localhost\r\n" + bodyHeader + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(UTF_8));
    return socket;
  }
}
