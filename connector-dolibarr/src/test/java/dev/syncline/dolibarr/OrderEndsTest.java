package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order is marked with its invoice, freed of what is off sale, and ends as far as it may. */
class OrderEndsTest {

  private static Write.Delete delete(Entity held) {
    return new Write.Delete(
        new OperationKey("shop", held.type().name(), held.id(), 1, "delete"), held);
  }

  private static Entity order(Rig rig, String status) {
    Ref tee = rig.made(Rig.product("TEE" + rig.mark())).ref();
    Ref customer = rig.made(Rig.customer("Doe " + rig.mark())).ref();
    return rig.made(Rig.order(customer, Rig.line(tee, "2", "50")).with(Order.STATUS, status));
  }

  private static Entity invoice(Rig rig, Entity order, String status) {
    Entity line = order.require(Order.LINES).get(0).withId("");
    return rig.made(
        Rig.invoice(order.require(Order.CUSTOMER), line)
            .with(Invoice.ORDER, order.ref())
            .with(Invoice.STATUS, status));
  }

  private static boolean invoiced(Rig rig, Entity order) {
    return rig.read(Order.TYPE, order.id()).require(Order.INVOICED);
  }

  @Test
  @Rule("P-082")
  void anInvoiceThatIsValidatedMarksItsOrderFirst() {
    try (Rig rig = new Rig()) {
      Entity order = order(rig, "1");
      int mark = rig.mark();
      Entity born = invoice(rig, order, "1");
      assertThat(invoiced(rig, order)).isTrue();
      assertThat(rig.written(mark))
          .containsSubsequence(
              "POST orders/" + order.id() + "/setinvoiced",
              "POST invoices/" + born.id() + "/validate");
    }
  }

  @Test
  @Rule("P-082")
  void aDraftMarksNoOrderUntilItIsValidated() {
    try (Rig rig = new Rig()) {
      Entity order = order(rig, "1");
      Entity draft = invoice(rig, order, "0");
      assertThat(invoiced(rig, order)).isFalse();
      Entity bare = Entity.of(Invoice.TYPE, draft.id()).with(Invoice.STATUS, "0");
      rig.write(Rig.update(bare, Rig.only(draft, Invoice.STATUS, "1")));
      assertThat(invoiced(rig, order)).isTrue();
      int mark = rig.mark();
      rig.write(Rig.update(bare, Rig.only(draft, Invoice.STATUS, "1")));
      assertThat(rig.written(mark)).isEmpty();
    }
  }

  @Test
  @Rule("P-082")
  void whatBreaksBetweenMarkAndValidationIsWalkedAgain() {
    try (Rig rig = new Rig()) {
      Entity order = order(rig, "1");
      rig.fake.faults().onNext("POST", "/validate", Fault.LOST_BEFORE);
      Entity line = order.require(Order.LINES).get(0).withId("");
      WriteResult.Written made =
          (WriteResult.Written)
              rig.write(
                  rig.create(
                      Rig.invoice(order.require(Order.CUSTOMER), line)
                          .with(Invoice.ORDER, order.ref())));
      Entity draft = rig.read(Invoice.TYPE, made.id());
      assertThat(draft.get(Invoice.STATUS)).contains("0");
      rig.write(Rig.update(draft, Rig.only(draft, Invoice.STATUS, "1")));
      assertThat(rig.read(Invoice.TYPE, made.id()).get(Invoice.STATUS)).contains("1");
      assertThat(invoiced(rig, order)).isTrue();
    }
  }

  @Test
  @Rule("P-098")
  void aDraftThatIsRemovedVanishes() {
    try (Rig rig = new Rig()) {
      Entity order = order(rig, "0");
      assertThat(rig.write(delete(order))).isInstanceOf(WriteResult.Written.class);
      assertThat(
              rig.connector.port(Order.TYPE).read(List.of(order.id()), rig.everything(Order.TYPE)))
          .containsValue(new Reading.Gone());
    }
  }

  @Test
  @Rule("P-098")
  void anOrderThatNobodyInvoicedIsCancelledOnce() {
    try (Rig rig = new Rig()) {
      Entity order = order(rig, "1");
      assertThat(rig.write(delete(order))).isInstanceOf(WriteResult.Written.class);
      assertThat(rig.read(Order.TYPE, order.id()).get(Order.STATUS)).contains("-1");
      int mark = rig.mark();
      assertThat(rig.write(delete(order))).isInstanceOf(WriteResult.Written.class);
      assertThat(rig.written(mark)).isEmpty();
    }
  }

  @Test
  @Rule("P-098")
  void whatIsInvoicedStays() {
    try (Rig rig = new Rig()) {
      Entity order = order(rig, "1");
      Entity invoice = invoice(rig, order, "1");
      for (Entity kept : List.of(order, invoice)) {
        WriteResult refused = rig.write(delete(kept));
        assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
            .isEqualTo(Refusal.Code.IN_USE);
      }
      assertThat(rig.read(Order.TYPE, order.id()).get(Order.STATUS)).contains("1");
      assertThat(rig.read(Invoice.TYPE, invoice.id()).get(Invoice.STATUS)).contains("1");
    }
  }

  @Test
  @Rule("P-090")
  void aLineWhoseProductIsOffSaleBecomesFreeAndTheOrderIsValidated() {
    try (Rig rig = new Rig()) {
      Entity gone = rig.made(Rig.product("GONE").with(Product.ARCHIVED, true));
      Entity sold = rig.made(Rig.product("SOLD"));
      Ref customer = rig.made(Rig.customer("Doe Jane")).ref();
      Entity order =
          rig.made(
              Rig.order(
                      customer,
                      Rig.line(gone.ref(), "2", "50").with(OrderLine.NAME, "A mug"),
                      Rig.line(sold.ref(), "1", "10"))
                  .with(Order.STATUS, "1"));
      assertThat(order.get(Order.STATUS)).contains("1");
      assertThat(order.require(Order.TOTAL_EXCLUDING_TAX)).isEqualByComparingTo("110");
      List<Entity> lines = order.require(Order.LINES);
      assertThat(lines).hasSize(2);
      Entity freed =
          lines.stream().filter(line -> !line.has(OrderLine.ITEM)).findFirst().orElseThrow();
      assertThat(freed.require(OrderLine.NAME)).isEqualTo("GONE A mug");
      assertThat(lines)
          .filteredOn(line -> line.has(OrderLine.ITEM))
          .extracting(line -> line.require(OrderLine.ITEM))
          .containsExactly(sold.ref());
    }
  }
}
