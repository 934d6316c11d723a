package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.FakeResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A state is reached step by step, one call each, and a walk goes on where it stopped. */
class LifeCycleTest {

  private static final FakeResponse DONE_BEFORE = FakeResponse.empty(304);

  private static Write.Update status(Field<String> field, String held, String wanted) {
    Entity there = Entity.of(field.type(), "7").with(field, held);
    Entity delta = Entity.of(field.type(), "7").with(field, wanted);
    OperationKey key = new OperationKey("shop", field.type().name(), "7", 1, "update");
    return new Write.Update(key, there, delta, null);
  }

  private static String order(int status) {
    return "{\"id\":\"7\",\"ref\":\"CO1\",\"status\":\"" + status + "\",\"billed\":\"0\"}";
  }

  private static List<String> writes(Canned server) {
    return server.asked.stream()
        .filter(each -> !each.method().equals("GET"))
        .map(
            each ->
                each.method()
                    + " "
                    + each.path().replaceAll(".*/index.php/", "")
                    + (each.method().equals("PUT") ? " " + each.text() : ""))
        .toList();
  }

  @ParameterizedTest
  @Rule("P-100")
  @CsvSource(
      delimiter = '|',
      value = {
        "0|1|POST orders/7/validate",
        "0|3|POST orders/7/validate;POST orders/7/close",
        "0|2|POST orders/7/validate;PUT orders/7 {\"status\":2}",
        "1|-1|PUT orders/7 {\"status\":-1}",
        "3|1|POST orders/7/reopen",
        "1|0|POST orders/7/settodraft",
        "1|1|",
      })
  void anOrderWalksByTheVendorsSteps(int from, int to, String steps) {
    try (Canned server = new Canned()) {
      server.says("GET orders/7", 200, order(from)).says("GET orders/7", 200, order(to));
      server
          .says("POST orders/7/validate", 200, order(1))
          .says("POST orders/7/close", 200, order(3))
          .says("POST orders/7/reopen", 200, "1")
          .says("POST orders/7/settodraft", 200, order(0))
          .says("PUT orders/7", 200, order(to));
      Write.Update update = status(Order.STATUS, "" + from, "" + to);
      WriteResult result = server.connector.write(List.of(update)).get(0);
      assertThat(result).isInstanceOf(WriteResult.Written.class);
      assertThat(String.join(";", writes(server))).isEqualTo(steps == null ? "" : steps);
    }
  }

  @Test
  void everyStepSaysItsNamedParametersBecauseAnEmptyObjectIsRefused() {
    try (Canned server = new Canned(builder -> builder.warehouse("3"))) {
      server
          .says("GET orders/7", 200, order(0))
          .says("POST orders/7/validate", 200, order(1))
          .says("POST orders/7/close", 200, order(3));
      server.connector.write(List.of(status(Order.STATUS, "0", "3")));
      assertThat(server.body("POST orders/7/validate"))
          .isEqualTo("{\"idwarehouse\":3,\"notrigger\":0}");
      assertThat(server.body("POST orders/7/close")).isEqualTo("{\"notrigger\":0}");
    }
  }

  @Test
  @Rule("P-082")
  void aStepThatWasDoneBeforeIsNoError() {
    try (Canned server = new Canned()) {
      server
          .says("GET orders/7", 200, order(0))
          .says("POST orders/7/validate", DONE_BEFORE)
          .says("GET orders/7", 200, order(1));
      WriteResult result = server.connector.write(List.of(status(Order.STATUS, "0", "1"))).get(0);
      assertThat(((WriteResult.Written) result).held().orElseThrow().get(Order.STATUS))
          .contains("1");
      assertThat(writes(server)).containsExactly("POST orders/7/validate");
    }
  }

  @Test
  @Rule("P-082")
  void aWalkGoesOnWhereItStopped() {
    try (Canned server = new Canned()) {
      server.says("GET orders/7", 200, order(0)).says("GET orders/7", 200, order(1));
      server.says("POST orders/7/validate", 200, order(1));
      server.says("POST orders/7/close", FakeResponse.dropped());
      server.says("POST orders/7/close", 200, order(3));
      Write.Update update = status(Order.STATUS, "0", "3");
      assertThatThrownBy(() -> server.connector.write(List.of(update), Deadline.none()))
          .isInstanceOf(OutcomeUnknown.class);
      server.connector.write(List.of(update));
      assertThat(writes(server))
          .containsExactly("POST orders/7/validate", "POST orders/7/close", "POST orders/7/close");
    }
  }

  @Test
  @Rule("P-090")
  void anOrderThatCannotBeValidatedStaysADraftAndSaysWhy() {
    try (Canned server = new Canned()) {
      server
          .says("GET orders/7", 200, order(0))
          .says(
              "POST orders/7/validate",
              500,
              "{\"error\":{\"code\":500,\"message\":\"ErrorOneLineContainsADisactivatedProduct\"}}");
      WriteResult refused = server.connector.write(List.of(status(Order.STATUS, "0", "1"))).get(0);
      assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
          .isEqualTo(Refusal.Code.NOT_ALLOWED);
    }
  }

  @Test
  @Rule("P-082")
  void aNewOrderWhoseValidationFailsIsTheDraftThatItIs() {
    try (Canned server = new Canned()) {
      server
          .says("POST orders", 200, "7")
          .says("POST orders/7/validate", FakeResponse.of(500, "text/html", ""))
          .says("GET orders/7", 200, order(0));
      Entity wanted =
          Entity.of(Order.TYPE, "")
              .with(Order.CUSTOMER, new Ref(Customer.TYPE, "5"))
              .with(Order.STATUS, "1");
      WriteResult.Written written =
          (WriteResult.Written) server.connector.write(List.of(ErrorTest.create(wanted))).get(0);
      assertThat(written.id()).isEqualTo("7");
      assertThat(written.held().orElseThrow().get(Order.STATUS)).contains("0");
    }
  }

  @Test
  @Rule({"P-083", "P-082"})
  void anInvoiceIsValidatedUnderTheNumberThatItShallHave() {
    try (Canned server = new Canned()) {
      server
          .says("POST invoices", 200, "7")
          .says("POST invoices/7/validate", 200, "{\"id\":\"7\",\"status\":\"1\"}")
          .says("GET invoices/7", 200, "{\"id\":\"7\",\"status\":\"1\",\"ref\":\"F-9\"}");
      Entity wanted =
          Entity.of(Invoice.TYPE, "")
              .with(Invoice.CUSTOMER, new Ref(Customer.TYPE, "5"))
              .with(Invoice.ORDER, new Ref(Order.TYPE, "4"))
              .with(Invoice.NUMBER, "F-9")
              .with(Invoice.STATUS, "1");
      server.connector.write(List.of(ErrorTest.create(wanted)));
      assertThat(server.body("POST invoices/7/validate")).contains("\"force_number\":\"F-9\"");
      assertThat(server.body("POST invoices")).contains("\"linked_objects\":{\"commande\":4}");
    }
  }

  @Test
  @Rule("P-083")
  void aNumberThatComesWithTheValidationIsForcedAndLaterOnesAreLeftOut() {
    try (Rig rig = new Rig()) {
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Ref customer = rig.made(Rig.customer("Doe Jane")).ref();
      Entity draft =
          rig.made(Rig.invoice(customer, Rig.line(tee, "1", "10")).with(Invoice.STATUS, "0"));
      Entity valid = Rig.only(draft, Invoice.STATUS, "1").with(Invoice.NUMBER, "SHOP-9");
      rig.write(Rig.update(draft, valid));
      Entity there = rig.read(Invoice.TYPE, draft.id());
      assertThat(there.get(Invoice.NUMBER)).contains("SHOP-9");
      WriteResult.Written later =
          (WriteResult.Written)
              rig.write(Rig.update(there, Rig.only(there, Invoice.NUMBER, "SHOP-10")));
      assertThat(later.leftOut()).containsExactly(Invoice.NUMBER);
      assertThat(rig.read(Invoice.TYPE, draft.id()).get(Invoice.NUMBER)).contains("SHOP-9");
    }
  }

  private static String note(int status) {
    return "{\"id\":\"7\",\"type\":\"2\",\"status\":\""
        + status
        + "\",\"fk_facture_source\":\"3\"}";
  }

  @Test
  @Rule("P-095")
  void aCreditNoteIsUsedAgainstItsInvoiceAndASecondTimeNot() {
    try (Canned server = new Canned()) {
      server
          .says("GET invoices/7", 200, note(1))
          .says("GET invoices/7/discount", 404, "{\"error\":{\"code\":404,\"message\":\"none\"}}")
          .says("GET invoices/7/discount", 200, "{\"id\":\"11\"}")
          .says("POST invoices/7/markAsCreditAvailable", 200, note(2))
          .says("POST invoices/3/usecreditnote/11", 200, "1");
      Write.Update update = status(CreditNote.STATUS, "1", "2");
      server.connector.write(List.of(update));
      assertThat(writes(server))
          .containsExactly(
              "POST invoices/7/markAsCreditAvailable", "POST invoices/3/usecreditnote/11");
    }
    try (Canned server = new Canned()) {
      server
          .says("GET invoices/7", 200, note(1))
          .says("GET invoices/7/discount", 200, "{\"id\":\"11\",\"fk_facture\":\"3\"}");
      server.connector.write(List.of(status(CreditNote.STATUS, "1", "2")));
      assertThat(writes(server)).isEmpty();
    }
  }

  @Test
  void anActStartsFromItsStateOnly() {
    try (Canned server = new Canned()) {
      server.says("GET orders/7", 200, order(3));
      OperationKey key = new OperationKey("shop", "order", "7", 1, "cancel");
      Write.Act cancel = new Write.Act(key, Entity.of(Order.TYPE, "7"), "cancel", "1");
      assertThat(server.connector.write(List.of(cancel)).get(0))
          .isInstanceOf(WriteResult.Stale.class);
      assertThat(writes(server)).isEmpty();
    }
  }
}
