package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.Side;
import dev.syncline.WebhookOutcome;
import dev.syncline.connector.WebhookRequest;
import dev.syncline.plans.prestashopdolibarr.real.RealDesk.Piece;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

  /** A change that the module tells of, and how long it takes until Dolibarr has it. */
  private void told(String what, Runnable change, BooleanSupplier arrived)
      throws InterruptedException {
    heard.clear();
    long began = System.nanoTime();
    change.run();
    double took;
    do {
      assertThat(next()).as(what).isEqualTo(WebhookOutcome.ACCEPTED);
      pair.sync();
      took = (System.nanoTime() - began) / 1e9;
    } while (!arrived.getAsBoolean() && took < 10);
    System.out.printf(Locale.ROOT, "%s: in Dolibarr after %.2f s%n", what, took);
    assertThat(arrived.getAsBoolean()).as(what).isTrue();
    assertThat(took).as(what).isLessThan(10);
  }

  private int product(String word) {
    String own = RealPair.own(word);
    return pair.shop.post("products", pair.shop.product(own, own, "3", pair.shop.home(), ""));
  }

  @Test
  void aChangeIsToldAtOnceAndIsInDolibarrWithinTenSeconds() throws InterruptedException {
    int product = product("hinted");
    awaken(product);
    pair.sync();
    String id = RealLedger.id(pair.ledger.product(RealPair.own("hinted")));
    told(
        "stock",
        () -> pair.shop.stock(product, 0, 77),
        () -> pair.ledger.stock(id).compareTo(new BigDecimal("77")) == 0);
    told(
        "price",
        () ->
            pair.shop.patch(
                "products",
                "<product>"
                    + RealShop.node("id", product)
                    + RealShop.node("price", "4.5")
                    + "</product>"),
        () ->
            RealLedger.decimal(pair.ledger.get("products/" + id), "price")
                    .compareTo(new BigDecimal("4.5"))
                == 0);
    told(
        "picture",
        () -> pair.shop.image(product, CatalogueRealIT.picture(0x00ff00)),
        () -> pair.ledger.documentsOf(id).size() == 1);
    told(
        "deletion",
        () -> pair.shop.delete("products", product),
        () ->
            pair.ledger
                .maybe("products", "ref", RealPair.own("hinted"))
                .filter(each -> each.path("status").asText().equals("1"))
                .isEmpty());
  }

  @Test
  void aCombinationAndAnOrdersStatesAreToldAtOnce() throws InterruptedException {
    try (RealDesk desk = new RealDesk(pair.shop)) {
      int shirt = product("hinted-shirt");
      awaken(shirt);
      int value = pair.shop.value(pair.shop.option(RealPair.own("Hint")), "S");
      told(
          "combination",
          () ->
              pair.shop.post(
                  "combinations",
                  RealShop.combination(shirt, RealPair.own("hinted-s"), "1", value)),
          () -> pair.ledger.maybe("products", "ref", RealPair.own("hinted-s")).isPresent());
      int mug = desk.product("hinted-mug", "10.00", "20");
      int customer = desk.customer("hinted");
      int order =
          desk.order(
              customer, desk.address(customer, "Nancy"), desk.carrier(true), Piece.of(mug, 1));
      String number = desk.reference(order);
      pair.sync();
      told(
          "payment",
          () -> desk.pay(order),
          () -> pair.ledger.where("invoices", "ref_client", number).size() == 1);
      told(
          "shipping",
          () -> desk.ship(order),
          () ->
              pair.ledger.only("orders", "ref_client", number).path("statut").asText().equals("2"));
    }
  }
}
