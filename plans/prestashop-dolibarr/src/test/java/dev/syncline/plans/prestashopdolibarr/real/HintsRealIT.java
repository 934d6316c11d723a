package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.Side;
import dev.syncline.WebhookOutcome;
import dev.syncline.connector.WebhookRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The shop's module, installed and told to post to this machine, and the host that listens. */
@RealPrograms
@EnabledIfEnvironmentVariable(
    named = Installations.HINT_PORT,
    matches = "[0-9]+",
    disabledReason = "needs the module in the shop: see CONTRIBUTING.md")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HintsRealIT {

  private final BlockingQueue<WebhookOutcome> heard = new LinkedBlockingQueue<>();
  private RealPair pair;
  private HttpServer host;

  @BeforeAll
  void open() throws IOException {
    pair = RealPair.shared();
    host =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Installations.hintPort()), 0);
    host.createContext("/", this::take);
    host.start();
  }

  @AfterAll
  void close() {
    host.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      WebhookOutcome outcome =
          pair.engine()
              .accept(
                  pair.plan(),
                  Side.LEFT,
                  WebhookRequest.read(
                      exchange.getRequestHeaders()::getFirst,
                      exchange.getRequestURI().getQuery(),
                      exchange.getRequestBody()));
      boolean good = outcome == WebhookOutcome.ACCEPTED || outcome == WebhookOutcome.DUPLICATE;
      exchange.sendResponseHeaders(good ? 202 : 401, -1);
      heard.add(outcome);
    }
  }

  /** A host that was not there is left alone for a minute. */
  private void awaken(int product) throws InterruptedException {
    for (int each = 0; each < 30 && heard.isEmpty(); each++) {
      pair.shop.stock(product, 0, each);
      Optional.ofNullable(heard.poll(3, TimeUnit.SECONDS)).ifPresent(heard::add);
    }
  }

  private WebhookOutcome next() throws InterruptedException {
    WebhookOutcome outcome = heard.poll(10, TimeUnit.SECONDS);
    assertThat(outcome).as("a hint within ten seconds").isNotNull();
    return outcome;
  }

  @Test
  void aChangeIsToldAtOnceAndIsInDolibarrWithinTenSeconds() throws InterruptedException {
    String own = RealPair.own("hinted");
    int product =
        pair.shop.post("products", pair.shop.product(own, own, "3", pair.shop.home(), ""));
    awaken(product);
    assertThat(next()).isEqualTo(WebhookOutcome.ACCEPTED);
    pair.sync();
    heard.clear();
    long began = System.nanoTime();
    pair.shop.stock(product, 0, 77);
    assertThat(next()).isEqualTo(WebhookOutcome.ACCEPTED);
    pair.sync();
    double took = (System.nanoTime() - began) / 1e9;
    System.out.printf(Locale.ROOT, "from the change to Dolibarr: %.2f s%n", took);
    String id = RealLedger.id(pair.ledger.product(own));
    assertThat(pair.ledger.stock(id)).isEqualByComparingTo("77");
    assertThat(took).isLessThan(10);
  }
}
