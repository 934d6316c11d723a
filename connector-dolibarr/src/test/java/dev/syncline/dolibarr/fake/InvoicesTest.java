package dev.syncline.dolibarr.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.testkit.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invoices, credit notes and payments. */
class InvoicesTest {

  private final FakeDolibarr fake = FakeDolibarr.builder().time(new VirtualTime()).start();
  private final Client client = new Client(fake);
  private long customer;

  @BeforeEach
  void aCustomer() {
    customer = client.customer("Tea");
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private JsonNode invoice(long id) {
    return client.get("/invoices/" + id).json();
  }

  private String remaining(long id) {
    return invoice(id).get("remaintopay").asText();
  }

  private Client.Reply pay(long id, String amount, String more) {
    return client.post(
        "/invoices/paymentsdistributed",
        "{'arrayofamounts':{'"
            + id
            + "':{'amount':"
            + amount
            + ",'multicurrency_amount':''}},'datepaye':1795300000,'paymentid':6,"
            + "'closepaidinvoices':'yes','accountid':1"
            + more
            + "}");
  }

  private Client.Reply payAll(long id) {
    return client.post(
        "/invoices/" + id + "/payments",
        "{'datepaye':1795300000,'paymentid':6,'closepaidinvoices':'yes','accountid':1,"
            + "'ref_ext':'lost'}");
  }

  @Test
  void anInvoiceIsLinkedToItsOrderAndDatedTodayIfNothingElseIsSaid() {
    long order = client.order(customer, client.product("A"));
    long id =
        client.make(
            "invoices", "{'socid':" + customer + ",'linked_objects':{'commande':" + order + "}}");
    assertThat(invoice(id).get("date").asLong())
        .isEqualTo(java.time.Instant.parse("2026-11-22T00:00:00Z").getEpochSecond());
    assertThat(invoice(id).at("/linkedObjectsIds/commande").elements().next().asLong())
        .isEqualTo(order);
    assertThat(client.get("/orders?loadlinkedobjects=1").json().at("/0/linkedObjectsIds/facture"))
        .hasSize(1);
    assertThat(client.get("/orders").json().at("/0/linkedObjectsIds").isNull()).isTrue();
  }

  @Test
  void aDateInTextWithTermsIsDueIn1970() {
    String body = "{'socid':" + customer + ",'cond_reglement_id':2,'date':";
    long good = client.make("invoices", body + "1795300000}");
    assertThat(invoice(good).get("date_lim_reglement").asLong())
        .isEqualTo(java.time.Instant.parse("2026-12-21T00:00:00Z").getEpochSecond());
    long bad = client.make("invoices", body + "'2026-11-20'}");
    assertThat(invoice(bad).get("date_lim_reglement").asLong()).isEqualTo(86_400);
  }

  @Test
  void anInvoiceIsValidatedOnceAndNeverWithoutLines() {
    long empty = client.make("invoices", "{'socid':" + customer + "}");
    assertThat(client.post("/invoices/" + empty + "/validate", "{}").message())
        .contains("must have lines to be validated");
    long id = client.validInvoice(customer);
    assertThat(invoice(id).get("ref").asText()).isEqualTo("FA2611-0001");
    assertThat(client.post("/invoices/" + id + "/validate", "{}").status()).isEqualTo(304);
    long forced = client.invoice(customer);
    Client.Reply validated =
        client.post("/invoices/" + forced + "/validate", "{'force_number':'WEB-7'}");
    assertThat(validated.json().get("remaintopay").isNull()).isTrue();
    assertThat(invoice(forced).get("ref").asText()).isEqualTo("WEB-7");
    assertThat(client.post("/invoices/" + id + "/settodraft", "{}").status()).isEqualTo(400);
    assertThat(client.post("/invoices/" + id + "/settodraft", "{'idwarehouse':-1}").status())
        .isEqualTo(200);
  }

  @Test
  void anInvoiceFromAnOrderIsMadeAgainAndAgain() {
    long order = client.order(customer, client.product("A"));
    JsonNode first = client.post("/invoices/createfromorder/" + order, "").json();
    assertThat(first.get("id").isNumber()).isTrue();
    assertThat(first.get("total_ttc").asText()).isEqualTo("24.00000000");
    JsonNode second = client.post("/invoices/createfromorder/" + order, "").json();
    assertThat(second.get("id").asLong()).isNotEqualTo(first.get("id").asLong());
  }

  @Test
  void onlyADraftOrTheLastNumberCanBeDeleted() {
    long first = client.validInvoice(customer);
    long last = client.validInvoice(customer);
    assertThat(client.delete("/invoices/" + first).status()).isEqualTo(403);
    assertThat(client.delete("/invoices/" + last).status()).isEqualTo(200);
    assertThat(client.delete("/invoices/" + client.invoice(customer)).status()).isEqualTo(200);
  }

  @Test
  void listsAreNarrowedByStatus() {
    client.invoice(customer);
    client.validInvoice(customer);
    assertThat(client.get("/invoices?status=draft").json()).hasSize(1);
    assertThat(client.get("/invoices?status=unpaid").json()).hasSize(1);
    assertThat(client.get("/invoices?status=paid").json()).isEmpty();
    assertThat(client.get("/invoices/1?properties=id,ref").json()).hasSize(2);
  }

  @Test
  void aCreditNoteIsMadeAvailableAndUsed() {
    long id = client.validInvoice(customer);
    String note =
        "{'socid':" + customer + ",'type':2,'lines':[{'qty':1,'subprice':-5,'tva_tx':20}]";
    long credit = client.make("invoices", note + ",'fk_facture_source':" + id + "}");
    client.post("/invoices/" + credit + "/validate", "{}");
    assertThat(invoice(credit).get("ref").asText()).isEqualTo("AV2611-0001");
    assertThat(client.get("/invoices/" + credit + "/discount").status()).isEqualTo(404);
    client.post("/invoices/" + credit + "/markAsCreditAvailable", "");
    assertThat(invoice(credit).get("status").asText()).isEqualTo("2");
    JsonNode discount = client.get("/invoices/" + credit + "/discount").json();
    assertThat(discount.get("amount_ttc").asText()).isEqualTo("6.00000000");
    client.post("/invoices/" + id + "/usecreditnote/" + discount.get("id").asText(), "");
    assertThat(remaining(id)).isEqualTo("6");
    assertThat(invoice(id).get("totalcreditnotes").asDouble()).isEqualTo(6);
    assertThat(client.post("/invoices/" + credit + "/markAsCreditAvailable", "").status())
        .isEqualTo(500);
  }

  @Test
  void aDistributedPaymentKeepsItsRefAndNeverBooksMoreThanTheRest() {
    long id = client.validInvoice(customer);
    long payment = pay(id, "5", ",'ref_ext':'ps_y_1','num_payment':'TX1'").id();
    assertThat(remaining(id)).isEqualTo("7");
    assertThat(client.list("paiements", "(t.ref_ext:=:'ps_y_1')").json().at("/0/id").asLong())
        .isEqualTo(payment);
    assertThat(
            client.list("paiements", "(t.num_paiement:=:'TX1')").json().at("/0/type_code").asText())
        .isEqualTo("CB");
    Client.Reply tooMuch = pay(id, "10", "");
    assertThat(tooMuch.status()).isEqualTo(400);
    assertThat(tooMuch.message())
        .contains("Payment amount on invoice ID " + id + " (10) is higher than remain to pay (7)");
    pay(id, "'remain'", "");
    assertThat(invoice(id).get("status").asText()).isEqualTo("2");
    assertThat(invoice(id).get("paye").asText()).isEqualTo("1");
    assertThat(pay(id, "'remain'", "").message()).contains("TotalAmountEmpty");
    assertThat(client.get("/invoices/" + id + "/payments").json()).hasSize(2);
    assertThat(client.get("/invoices/" + id + "/payments").json().at("/0/date").asText())
        .isEqualTo("2026-11-21 22:26:40");
  }

  @Test
  void theOtherPaymentBooksTheWholeAgainWhenRepeatedAndForgetsItsRef() {
    long id = client.validInvoice(customer);
    payAll(id);
    assertThat(remaining(id)).isEqualTo("0");
    payAll(id);
    payAll(id);
    assertThat(remaining(id)).isEqualTo("-24");
    assertThat(client.list("paiements", "(t.ref_ext:=:'lost')").json()).isEmpty();
    fake.module("multicurrency", false);
    long other = client.validInvoice(customer);
    payAll(other);
    assertThat(payAll(other).message()).contains("TotalAmountEmpty");
  }

  @Test
  void aPaymentNeedsAnAccountAnIdAndForAChequeItsWriter() {
    long id = client.validInvoice(customer);
    String some = "{'arrayofamounts':{'" + id + "':{'amount':1}},'datepaye':1795300000,";
    assertThat(
            client
                .post(
                    "/invoices/paymentsdistributed",
                    some + "'paymentid':'VIR','closepaidinvoices':'no','accountid':1}")
                .message())
        .contains("Invalid value specified for `paymentid`");
    assertThat(
            client
                .post(
                    "/invoices/paymentsdistributed",
                    some + "'paymentid':2,'closepaidinvoices':'no','accountid':0}")
                .message())
        .contains("Account ID is mandatory");
    assertThat(
            client
                .post(
                    "/invoices/paymentsdistributed",
                    some + "'paymentid':7,'closepaidinvoices':'no','accountid':1}")
                .message())
        .contains("Emetteur is mandatory when payment code is CHQ");
    assertThat(client.get("/paiements").json()).isEmpty();
  }

  @Test
  void aPaymentOfAPaidInvoiceStaysUntilTheInvoiceIsOpenedAgain() {
    long id = client.validInvoice(customer);
    long payment = payAll(id).id();
    assertThat(client.delete("/paiements/" + payment).message())
        .contains("ErrorDeletePaymentLinkedToAClosedInvoiceNotPossible");
    client.post("/invoices/" + id + "/settounpaid", "");
    assertThat(client.delete("/paiements/" + payment).message())
        .contains("llx_accounting_bookkeeping' doesn't exist");
    fake.module("accounting", true);
    assertThat(client.delete("/paiements/" + payment).status()).isEqualTo(200);
    assertThat(remaining(id)).isEqualTo("12");
  }

  @Test
  void version20DoesNotTakeUnixSecondsForAPaymentsDate() {
    try (FakeDolibarr twenty = FakeDolibarr.builder().version("20.0.0").start()) {
      Client there = new Client(twenty);
      long id = there.validInvoice(there.customer("Tea"));
      String body = "{'datepaye':%s,'paymentid':6,'closepaidinvoices':'yes','accountid':1}";
      assertThat(
              there
                  .post("/invoices/" + id + "/payments", body.replace("%s", "1795300000"))
                  .status())
          .isEqualTo(400);
      assertThat(
              there
                  .post("/invoices/" + id + "/payments", body.replace("%s", "'2026-11-21'"))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void anInvoiceIsSetToPaidWithoutAPayment() {
    long id = client.validInvoice(customer);
    client.post("/invoices/" + id + "/settopaid", "{'close_code':'','close_note':''}");
    assertThat(invoice(id).get("paye").asText()).isEqualTo("1");
    assertThat(remaining(id)).isEqualTo("12");
    assertThat(client.post("/invoices/" + id + "/settopaid", "{}").status()).isEqualTo(304);
    client.put("/invoices/" + id, "{'status':3,'close_code':'abandon'}");
    assertThat(client.get("/invoices?status=cancelled").json()).hasSize(1);
  }
}
