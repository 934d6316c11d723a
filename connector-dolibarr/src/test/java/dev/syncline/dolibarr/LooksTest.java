package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.connector.WriteResult.Written;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What several writes look at they look at together, and nothing is done twice for it. */
class LooksTest {

  private static final int MANY = 5;

  private static List<Write> orders(Rig rig) {
    Ref tee = rig.made(Rig.product("TEE")).ref();
    Ref customer = rig.made(Rig.customer("Doe Jane")).ref();
    List<Write> all = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      all.add(rig.create(Rig.order(customer, Rig.line(tee, "1", "100"))));
    }
    return all;
  }

  private static List<Entity> invoices(Rig rig) {
    Ref tee = rig.made(Rig.product("TEE")).ref();
    Ref customer = rig.made(Rig.customer("Doe Jane")).ref();
    List<Entity> all = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      all.add(rig.made(Rig.invoice(customer, Rig.line(tee, "1", "100"))));
    }
    return all;
  }

  private static List<Write> payments(Rig rig, List<Entity> invoices, String amount) {
    List<Write> all = new ArrayList<>();
    for (Entity each : invoices) {
      all.add(
          rig.create(
              Entity.of(Payment.TYPE, "")
                  .with(Payment.INVOICE, each.ref())
                  .with(Payment.AMOUNT, Money.of(amount, "EUR"))
                  .with(Payment.PAID_ON, LocalDate.of(2026, 11, 20))
                  .with(Payment.METHOD, "6")));
    }
    return all;
  }

  private static List<Entity> held(List<WriteResult> results) {
    return results.stream().map(each -> ((Written) each).held().orElseThrow()).toList();
  }

  private static List<Write> validated(List<Entity> drafts) {
    return drafts.stream()
        .<Write>map(each -> Rig.update(each, Rig.only(each, Order.STATUS, "1")))
        .toList();
  }

  private static List<String> asked(Rig rig, int mark) {
    return rig.fake.log().since(mark).stream()
        .map(each -> each.method() + " " + each.path().replaceAll(".*/index.php/", ""))
        .toList();
  }

  /** The answer to the nth such write never comes. */
  private static void lostAfter(Rig rig, int nth, String path) {
    AtomicInteger seen = new AtomicInteger();
    rig.fake
        .faults()
        .onNext(
            request ->
                request.method().equals("POST")
                    && request.path().endsWith(path)
                    && seen.incrementAndGet() == nth,
            Fault.LOST_AFTER);
  }

  @Test
  void documentsOfAListAreReadByOneCallBeforeAndOneAfterAllAreMade() {
    try (Rig rig = new Rig()) {
      List<Write> orders = orders(rig);
      int mark = rig.mark();
      List<Entity> held = held(rig.connector.write(orders));
      assertThat(asked(rig, mark))
          .hasSize(MANY + 2)
          .startsWith("GET orders")
          .endsWith("POST orders", "GET orders");
      assertThat(held)
          .allMatch(each -> each.require(Order.TOTAL).compareTo(new BigDecimal(120)) == 0)
          .extracting(Entity::id)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  @Rule("P-082")
  void documentsOfAListAreReadByOneCallBeforeTheirStepsWhichTellWhatTheyCameTo() {
    try (Rig rig = new Rig()) {
      List<Entity> drafts = held(rig.connector.write(orders(rig)));
      rig.time.advance(Duration.ofMinutes(5));
      int mark = rig.mark();
      List<Entity> held = held(rig.connector.write(validated(drafts)));
      assertThat(asked(rig, mark)).hasSize(MANY + 1).contains("GET orders");
      assertThat(held).allMatch(each -> each.get(Order.STATUS).filter("1"::equals).isPresent());
      assertThat(held).allMatch(each -> each.has(Order.NUMBER));
    }
  }

  @Test
  void whatWasMadeAMomentAgoIsNotAskedForBeforeItsFirstStep() {
    try (Rig rig = new Rig()) {
      Entity draft = held(List.of(rig.write(orders(rig).get(0)))).get(0);
      int mark = rig.mark();
      rig.write(validated(List.of(draft)).get(0));
      assertThat(asked(rig, mark)).containsExactly("POST orders/1/validate");
    }
  }

  @Test
  @Rule("P-103")
  void whatAPersonDidMeanwhileIsSeenBeforeTheStep() {
    try (Rig rig = new Rig()) {
      List<Entity> drafts = held(rig.connector.write(orders(rig)));
      rig.time.advance(Duration.ofMinutes(5));
      rig.fake.orders().act(1, "validate");
      int mark = rig.mark();
      List<WriteResult> results = rig.connector.write(validated(drafts));
      assertThat(results).hasOnlyElementsOfType(Written.class);
      assertThat(rig.written(mark)).hasSize(MANY - 1).doesNotContain("POST orders/1/validate");
    }
  }

  @Test
  @Rule("P-032")
  void anAnswerThatIsLostWithinAListSaysNothingOfTheOthers() {
    try (Rig rig = new Rig()) {
      List<Write> orders = orders(rig);
      lostAfter(rig, 3, "orders");
      List<WriteResult> results = rig.connector.write(orders);
      assertThat(results.get(2)).isInstanceOf(WriteResult.Unknown.class);
      assertThat(results).filteredOn(Written.class::isInstance).hasSize(MANY - 1);
      assertThat(rig.fake.orders().size()).isEqualTo(MANY);
    }
  }

  @Test
  void whatMayNotLeaveAnyMoreIsNotTried() {
    try (Rig rig = new Rig()) {
      List<Write> orders = orders(rig);
      rig.fake
          .faults()
          .times(
              Integer.MAX_VALUE,
              request -> {
                rig.time.advance(Duration.ofSeconds(10));
                return false;
              },
              Fault.SERVER_ERROR);
      // The look for what is there already, and two of the five.
      Deadline soon = Deadline.at(rig.time.now().plusSeconds(25), rig.time);
      int mark = rig.mark();
      List<WriteResult> results = rig.connector.write(orders, soon);
      assertThat(results.subList(0, 2)).hasOnlyElementsOfType(Written.class);
      assertThat(results.subList(2, MANY)).hasOnlyElementsOfType(WriteResult.NotSent.class);
      assertThat(rig.written(mark)).hasSize(2);
    }
  }

  @Test
  @Rule("P-091")
  void paymentsOfAListAreBookedWithOneLookBeforeAndOneBehind() {
    try (Rig rig = new Rig()) {
      List<Entity> invoices = invoices(rig);
      List<Write> payments = payments(rig, invoices, "120");
      int mark = rig.mark();
      List<Entity> held = held(rig.connector.write(payments));
      assertThat(asked(rig, mark))
          .hasSize(MANY + 2)
          .startsWith("GET invoices")
          .endsWith("GET paiements");
      for (int at = 0; at < MANY; at++) {
        assertThat(held.get(at)).isEqualTo(rig.read(Payment.TYPE, held.get(at).id()));
        assertThat(held.get(at).get(Payment.INVOICE)).contains(invoices.get(at).ref());
      }
    }
  }

  @Test
  @Rule("P-091")
  void twoPaymentsOfOneInvoiceInAListPayNoMoreThanItsSum() {
    try (Rig rig = new Rig()) {
      Entity invoice = invoices(rig).get(0);
      List<Write> payments = new ArrayList<>(payments(rig, List.of(invoice, invoice), "100"));
      List<WriteResult> results = rig.connector.write(payments);
      assertThat(((Written) results.get(1)).leftOut()).containsExactly(Payment.AMOUNT);
      assertThat(rig.fake.backOffice().paid(Long.parseLong(invoice.id())))
          .isEqualByComparingTo("120");
    }
  }

  @Test
  @Rule("P-032")
  void aListOfPaymentsThatIsSentAgainBooksOnlyWhatWasNotBooked() {
    try (Rig rig = new Rig()) {
      List<Entity> invoices = invoices(rig);
      List<Write> payments = payments(rig, invoices, "50");
      lostAfter(rig, 2, "paymentsdistributed");
      List<WriteResult> first = rig.connector.write(payments);
      assertThat(first.get(1)).isInstanceOf(WriteResult.Unknown.class);
      assertThat(rig.connector.write(payments)).hasOnlyElementsOfType(WriteResult.Exists.class);
      assertThat(rig.fake.payments().size()).isEqualTo(MANY);
    }
  }

  @Test
  void aVersionWithoutAListOfPaymentsIsAskedByInvoice() {
    try (Rig rig = new Rig(fake -> fake.version("22.0.2"), connector -> connector)) {
      List<Write> payments = payments(rig, invoices(rig), "120");
      List<Entity> held = held(rig.connector.write(payments));
      assertThat(held).allMatch(each -> each.has(Payment.AMOUNT));
      assertThat(rig.fake.payments().size()).isEqualTo(MANY);
    }
  }
}
