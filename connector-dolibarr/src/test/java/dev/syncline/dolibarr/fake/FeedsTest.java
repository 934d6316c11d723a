package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calendar and the webhooks. */
class FeedsTest {

  private static final URI HOOK = URI.create("https://host.example/hook?token=x");

  private final List<JsonNode> posted = new ArrayList<>();
  private int answer = 200;
  private final FakeDolibarr fake = FakeDolibarr.builder().webhooksBy(this::receive).start();
  private final Client client = new Client(fake);

  private int receive(URI url, byte[] body) throws IOException {
    posted.add(Client.MAPPER.readTree(body));
    return answer;
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private List<String> codes() {
    return fake.events().all().stream().map(event -> event.text("code")).toList();
  }

  @Test
  void theCalendarKeepsCreationsAndDeletionsButNoChangeThroughTheApi() {
    long id = client.product("A");
    client.put("/products/" + id, "{'label':'B'}");
    client.delete("/products/" + id);
    assertThat(codes()).containsExactly("AC_PRODUCT_CREATE", "AC_PRODUCT_DELETE");
    JsonNode events =
        client
            .get(
                "/agendaevents?sortfield=t.id&sortorder=ASC&limit=100&sqlfilters="
                    + Client.encoded("(t.id:>:1) and (t.code:in:'AC_PRODUCT_DELETE')"))
            .json();
    assertThat(events).hasSize(1);
    assertThat(events.at("/0/elementid").asLong()).isEqualTo(id);
    assertThat(events.at("/0/elementtype").asText()).isEqualTo("product");
    assertThat(events.at("/0/authorid").asText()).isEqualTo("2");
    assertThat(events.at("/0/type_code").asText()).isEqualTo("AC_OTH_AUTO");
  }

  @Test
  void theCalendarForgetsWhichThirdPartyWasDeleted() {
    long id = client.customer("Tea Ltd");
    client.delete("/thirdparties/" + id);
    FakeRecord deleted = fake.events().find("code", "AC_COMPANY_DELETE").orElseThrow();
    assertThat(deleted.text("elementid")).isEmpty();
    assertThat(deleted.text("label")).contains("Tea Ltd");
  }

  @Test
  void ordersAndInvoicesLeaveTheirSteps() {
    long customer = client.customer("Tea");
    long order = client.order(customer, client.product("A"));
    client.post("/orders/" + order + "/validate", "{}");
    client.post("/orders/" + order + "/setinvoiced", "");
    client.post("/orders/" + order + "/close", "{'notrigger':1}");
    long invoice = client.validInvoice(customer);
    client.post("/invoices/" + invoice + "/settopaid", "{}");
    assertThat(codes())
        .containsExactly(
            "AC_COMPANY_CREATE",
            "AC_PRODUCT_CREATE",
            "AC_ORDER_VALIDATE",
            "AC_ORDER_CLASSIFY_BILLED",
            "AC_BILL_VALIDATE",
            "AC_BILL_PAYED");
  }

  @Test
  void withoutItsModuleTheCalendarStaysEmpty() {
    fake.module("agenda", false);
    client.product("A");
    fake.module("agenda", true);
    assertThat(fake.events()).isEmpty();
  }

  @Test
  void aWebhookCarriesTheWholeObjectAndTheCallersNameAndNoSignature() {
    fake.backOffice()
        .webhook(HOOK, false, "PRODUCT_CREATE", "PRODUCT_MODIFY", "PRODUCT_PRICE_MODIFY");
    client.make("products", "{'ref':'A','label':'a','caller':'sync1'}");
    client.put("/products/1", "{'label':'b'}");
    client.put("/products/1", "{'price':5}");
    assertThat(posted).hasSize(2);
    assertThat(posted.get(0).get("triggercode").asText()).isEqualTo("PRODUCT_CREATE");
    assertThat(posted.get(0).at("/object/element").asText()).isEqualTo("product");
    assertThat(posted.get(0).at("/object/ref").asText()).isEqualTo("A");
    assertThat(posted.get(0).at("/object/context/caller").asText()).isEqualTo("sync1");
    assertThat(posted.get(1).get("triggercode").asText()).isEqualTo("PRODUCT_PRICE_MODIFY");
    fake.products().update(1, edit -> edit.label("by hand"));
    assertThat(posted.get(2).get("triggercode").asText()).isEqualTo("PRODUCT_MODIFY");
    assertThat(posted.get(2).at("/object/context").has("caller")).isFalse();
  }

  @Test
  void aBlockingWebhookUndoesWhatItsReceiverDoesNotTake() {
    fake.backOffice().webhook(HOOK, true, "PRODUCT_CREATE");
    answer = 500;
    Client.Reply refused = client.post("/products", "{'ref':'A','label':'a'}");
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.detail()).startsWith("The WebHook for triggercode PRODUCT_CREATE failed");
    assertThat(fake.products()).isEmpty();
    assertThat(fake.events()).isEmpty();
    answer = 204;
    assertThat(client.post("/products", "{'ref':'A','label':'a'}").status()).isEqualTo(200);
  }

  @Test
  void aWebhookIsCalledBeforeTheCommitAndAHarmlessOneMayFail() {
    List<Integer> seen = new ArrayList<>();
    try (FakeDolibarr own = FakeDolibarr.builder().webhooksBy((url, body) -> fails(seen)).start()) {
      this.own = own;
      own.backOffice().webhook(HOOK, false, "PRODUCT_CREATE");
      assertThat(new Client(own).post("/products", "{'ref':'A','label':'a'}").status())
          .isEqualTo(200);
      assertThat(seen).containsExactly(0);
      assertThat(own.products()).hasSize(1);
    }
  }

  private FakeDolibarr own;

  private int fails(List<Integer> seen) throws IOException {
    seen.add(own.products().size());
    throw new IOException("nobody there");
  }

  @Test
  void aPrivateAddressIsRefusedWhereItIsNotAllowed() {
    try (FakeDolibarr strict =
        FakeDolibarr.builder().localWebhooks(false).webhooksBy((url, body) -> 200).start()) {
      strict.backOffice().webhook(URI.create("http://127.0.0.1:9/x"), true, "PRODUCT_CREATE");
      assertThat(new Client(strict).post("/products", "{'ref':'A','label':'a'}").status())
          .isEqualTo(500);
    }
  }
}
