package dev.syncline.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.RunReport;
import dev.syncline.Schedule;
import dev.syncline.Secrets;
import dev.syncline.SyncListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole backend on free ports, against the fakes; runs are waited for by their reports. */
class BackendTest {

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Fakes fakes = Fakes.start();
  private final Accounts accounts = Accounts.ofFakes(fakes.places());
  private SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BlockingQueue<RunReport> reports = new LinkedBlockingQueue<>();
  private final SyncListener noting =
      new SyncListener() {
        @Override
        public void runEnded(Run run, RunReport report) {
          reports.add(report);
        }
      };
  private Backend backend;

  @BeforeEach
  void start() throws IOException {
    start(Schedule.every(Duration.ofHours(6)).notices(Duration.ofSeconds(1)));
  }

  private void start(Schedule schedule) throws IOException {
    Settings settings =
        new Settings(
            0,
            "jdbc:h2:file:" + folder.resolve("links"),
            "sa",
            "",
            Secrets.of(new byte[Secrets.KEY_LENGTH]),
            schedule,
            registry);
    backend = Backend.start(settings, accounts, noting);
  }

  @AfterEach
  void stop() {
    backend.close();
    accounts.close();
    fakes.close();
  }

  private RunReport nextRun() throws InterruptedException {
    RunReport report = reports.poll(2, TimeUnit.MINUTES);
    assertThat(report).as("the report of a run").isNotNull();
    return report;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  private int post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at(path)).POST(BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private URI at(String path) {
    return backend.address().resolve(path);
  }

  @Test
  void theFirstSyncHappensByItselfAndIsMeasured() throws Exception {
    RunReport first = nextRun();

    assertThat(first.writes()).isPositive();
    assertThat(fakes.portal().products().all())
        .anyMatch(product -> String.valueOf(product.title()).equals("Mug"));
    assertThat(registry.get("syncline.writes").counters()).isNotEmpty();
    assertThat(get("/").body()).contains("<td>shop").contains(first.writes() + " writes");
  }

  @Test
  void aWebhookIsAnsweredAtOnceAndCarried() throws Exception {
    nextRun();
    fakes.portal().outgoingWebhook(at("/hooks/left"), "CATALOG.PRODUCT.ON.ADD");
    fakes.portal().products().add(product -> product.name("Jam").article("JAM-1"));
    String pushed = fakes.portal().takeEvents().get(0);
    String right = fakes.portal().oauthApp().applicationToken();

    assertThat(post("/hooks/left", pushed.replace(right, "guessed"))).isEqualTo(401);
    assertThat(post("/hooks/left", "event=ONOTHER&auth%5Bapplication_token%5D=" + right))
        .isEqualTo(400);
    assertThat(post("/hooks/middle", pushed)).isEqualTo(404);
    assertThat(reports).isEmpty();
    assertThat(post("/hooks/left", pushed)).isEqualTo(200);
    nextRun();
    assertThat(fakes.warehouse().products().named("Jam")).isPresent();
  }

  @Test
  void aBodyOfMoreThanAMegabyteIsRefused() throws Exception {
    assertThat(post("/hooks/left", "x".repeat((1 << 20) + 1))).isEqualTo(413);
  }

  @Test
  void whatAPersonHasToDecideIsShownAndTriedAgainAtTheButton() throws Exception {
    nextRun();
    String page = get("/").body();
    assertThat(page).contains("AMBIGUOUS").contains("<td>left").contains("matches 2 on the right");
    String filled = form(page, "left");
    String red = fakes.warehouse().products().named("Cup, red").orElseThrow().id();
    fakes.warehouse().products().delete(red);
    reports.clear();

    String forged = filled.replaceFirst("token=.", "token=-");
    assertThat(post("/retry", forged)).isEqualTo(403);
    assertThat(post("/retry", filled)).isEqualTo(303);
    assertThat(nextRun().flows().get("product").linked()).isEqualTo(1);
    assertThat(get("/").body()).doesNotContain("<td>left");
  }

  /** What a browser sends when the button beside a side's entity is pressed. */
  private static String form(String page, String side) {
    String form =
        Pattern.compile("<form.*?</form>")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .filter(each -> each.contains("value=\"" + side + "\""))
            .findFirst()
            .orElseThrow();
    return Pattern.compile("name=\"(\\w+)\" value=\"([^\"]*)\"")
        .matcher(form)
        .results()
        .map(field -> field.group(1) + "=" + field.group(2))
        .collect(Collectors.joining("&"));
  }

  @Test
  void thePageAnswersToNoOtherNameAndItsTextIsNoMarkup() throws Exception {
    assertThat(Page.escaped("<b id='1' x=\"2\">&"))
        .isEqualTo("&lt;b id=&#39;1&#39; x=&quot;2&quot;&gt;&amp;");
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    try (Socket socket = new Socket(backend.address().getHost(), backend.address().getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readNBytes(13), UTF_8)).endsWith(" 421 ");
    }
  }

  @Test
  void aSecondStartOnTheSameDatabaseGoesOnAndWritesNothing() throws Exception {
    assertThat(nextRun().writes()).isPositive();
    URI before = backend.address();
    backend.close();
    assertThatThrownBy(() -> new Socket(before.getHost(), before.getPort()))
        .isInstanceOf(ConnectException.class);
    reports.clear();
    registry = new SimpleMeterRegistry();
    start(Schedule.every(Duration.ofSeconds(1)));

    assertThat(nextRun().writes()).isZero();
    assertThat(nextRun().writes()).isZero(); // by now the page knows of the one before
    assertThat(get("/").body()).contains("AMBIGUOUS").contains("0 writes");
  }
}
