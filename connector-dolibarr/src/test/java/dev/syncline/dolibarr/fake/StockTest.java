package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Movements and warehouses, and what requests do to each other that overlap. */
class StockTest {

  private static final Duration SLOW = Duration.ofMillis(300);

  private static String movement(long product, long warehouse, String quantity) {
    return "{'product_id':"
        + product
        + ",'warehouse_id':"
        + warehouse
        + ",'qty':"
        + quantity
        + ",'movementcode':'ps-1','label':'sync','movementlabel':'sync','batch':'','lot':''}";
  }

  private static List<Client.Reply> atOnce(int calls, IntFunction<Client.Reply> call) {
    List<CompletableFuture<Client.Reply>> under =
        IntStream.range(0, calls)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> call.apply(i), task -> new Thread(task).start()))
            .toList();
    return under.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void aMovementIsADeltaAndIsFoundByItsCode() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      Client client = new Client(fake);
      long product = client.product("A");
      client.post("/stockmovements", movement(product, 1, "10"));
      client.post("/stockmovements", movement(product, 1, "-3"));
      assertThat(fake.stock(product, 1)).isEqualByComparingTo("7");
      JsonNode found = client.list("stockmovements", "(t.inventorycode:=:'ps-1')").json();
      assertThat(found).hasSize(2);
      assertThat(found.at("/1/qty").asText()).isEqualTo("-3");
      assertThat(found.at("/0/type").asText()).isEqualTo("3");
      assertThat(found.at("/1/type").asText()).isEqualTo("2");
      assertThat(found.at("/1/label").asText()).isEqualTo("sync");
      assertThat(client.list("stockmovements", "(t.rowid:>:1)").json()).hasSize(1);
      assertThat(client.get("/products/" + product).json().get("stock_reel").asText())
          .isEqualTo("7");
    }
  }

  @Test
  void whatCannotBeMovedIsA503() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      Client client = new Client(fake);
      long product = client.product("A");
      assertThat(client.post("/stockmovements", movement(product, 1, "0")).message())
          .isEqualTo(
              "Service Unavailable: Making a stock movement with a quantity of 0 is not possible");
      assertThat(client.post("/stockmovements", movement(99, 1, "1")).status()).isEqualTo(503);
      long service = client.make("products", "{'ref':'S','label':'s','type':1}");
      assertThat(client.post("/stockmovements", movement(service, 1, "1")).message())
          .isEqualTo("Service Unavailable: Error when create stock movement : ");
      assertThat(client.post("/stockmovements", movement(product, 99, "1")).message())
          .contains("foreign key constraint fails");
      assertThat(client.post("/stockmovements", movement(product, 1, "-1")).message())
          .contains("does not allow negative stocks");
      assertThat(client.post("/stockmovements", "{'product_id':1,'warehouse_id':1}").message())
          .isEqualTo("Bad Request: `qty` is required.");
      fake.constant("STOCK_DISALLOW_NEGATIVE_TRANSFER", "");
      assertThat(client.post("/stockmovements", movement(product, 1, "-1")).status())
          .isEqualTo(200);
      client.put("/products/" + product, "{'status_batch':1}");
      assertThat(client.post("/stockmovements", movement(product, 1, "1")).message())
          .contains("requires lot/serial information");
      assertThat(fake.movements()).hasSize(1);
    }
  }

  @Test
  void olderVersionsNameTheLabelOtherwiseAndForbidNegativesTheOtherWayRound() {
    try (FakeDolibarr fake = FakeDolibarr.builder().version("18.0.4").start()) {
      Client client = new Client(fake);
      long product = client.product("A");
      client.post("/stockmovements", "{'product_id':1,'warehouse_id':1,'qty':1,'label':'new'}");
      assertThat(fake.movements().get(1).text("label")).isEmpty();
      assertThat(client.post("/stockmovements", movement(product, 1, "-9")).status())
          .isEqualTo(503);
      fake.constant("STOCK_ALLOW_NEGATIVE_TRANSFER", "1");
      assertThat(client.post("/stockmovements", movement(product, 1, "-9")).status())
          .isEqualTo(200);
      assertThat(fake.movements().get(2).text("label")).isEqualTo("sync");
    }
  }

  @Test
  void movementsThatOverlapAreAllTakenAndSomeAreLost() {
    try (FakeDolibarr fake = FakeDolibarr.builder().latency(SLOW).start()) {
      Client client = new Client(fake);
      long product = client.product("A");
      List<Client.Reply> replies =
          atOnce(4, i -> client.post("/stockmovements", movement(product, 1, "1")));
      assertThat(replies).allMatch(reply -> reply.status() == 200);
      assertThat(fake.movements()).hasSize(4);
      assertThat(fake.stock(product, 1)).isLessThan(java.math.BigDecimal.valueOf(4));
    }
  }

  @Test
  void withoutRacesNothingIsLost() {
    try (FakeDolibarr fake = FakeDolibarr.builder().latency(SLOW).races(false).start()) {
      Client client = new Client(fake);
      long product = client.product("A");
      atOnce(4, i -> client.post("/stockmovements", movement(product, 1, "1")));
      assertThat(fake.stock(product, 1)).isEqualByComparingTo("4");
    }
  }

  @Test
  void numbersThatAreTakenAtOnceFailAndNothingIsWritten() {
    try (FakeDolibarr fake = FakeDolibarr.builder().latency(SLOW).start()) {
      Client client = new Client(fake);
      long customer = fake.thirdParties().add(company -> company.name("Tea")).id();
      long[] invoices = new long[3];
      long[] orders = new long[3];
      for (int i = 0; i < 3; i++) {
        invoices[i] = fake.invoices().add(d -> d.customer(customer).line("x", 1, "10")).id();
        orders[i] = fake.orders().add(d -> d.customer(customer).line("x", 1, "10")).id();
      }
      List<Client.Reply> bills =
          atOnce(3, i -> client.post("/invoices/" + invoices[i] + "/validate", "{}"));
      assertThat(bills).filteredOn(reply -> reply.status() == 200).hasSize(1);
      assertThat(bills)
          .filteredOn(reply -> reply.status() == 500)
          .hasSize(2)
          .allMatch(reply -> reply.message().contains("for key 'uk_facture_ref'"));
      assertThat(fake.invoices().find("status", 1)).isPresent();
      assertThat(fake.invoices().all())
          .filteredOn(each -> each.text("status").equals("0"))
          .hasSize(2);
      List<Client.Reply> validated =
          atOnce(3, i -> client.post("/orders/" + orders[i] + "/validate", "{}"));
      assertThat(validated)
          .filteredOn(reply -> reply.status() == 500)
          .hasSize(2)
          .allMatch(reply -> reply.header("Content-Type").startsWith("text/html"));
      List<Client.Reply> companies =
          atOnce(
              3,
              i ->
                  client.post(
                      "/thirdparties", "{'name':'C" + i + "','client':1,'code_client':'-1'}"));
      assertThat(companies)
          .filteredOn(reply -> reply.status() == 500)
          .hasSize(2)
          .allMatch(reply -> reply.detail().equals("Duplicate value in a unique field"));
      assertThat(fake.thirdParties()).hasSize(2);
    }
  }

  @Test
  void aWarehouseIsClosedUnlessSaidUniqueByLabelAndNeverDeleted() {
    try (FakeDolibarr fake = FakeDolibarr.start()) {
      Client client = new Client(fake);
      long id = client.make("warehouses", "{'label':'Shop'}");
      assertThat(client.get("/warehouses/" + id).json().get("statut").asText()).isEqualTo("0");
      assertThat(client.get("/warehouses/" + id).json().get("ref").asText()).isEqualTo("Shop");
      assertThat(client.post("/warehouses", "{'label':'Shop'}").detail())
          .contains("Duplicate entry 'Shop-1'");
      assertThat(client.delete("/warehouses/" + id).message())
          .isEqualTo("Forbidden: Access not allowed for login sync");
      assertThat(client.put("/warehouses/" + id, "{'town':'Lyon'}").status()).isEqualTo(403);
      fake.move(client.product("A"), 1, 2);
      assertThat(client.get("/warehouses/1/products").json()).hasSize(1);
    }
  }
}
